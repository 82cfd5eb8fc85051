"""Pictures, sound and video of an item: enclosures, Media RSS, iTunes, Podcasting 2.0, links of Atom."""

from __future__ import annotations

import re

from lxml import etree

from octavo.parse.draft import Draft, Media, Picture
from octavo.parse.names import RDF, short_name
from octavo.parse.values import Fields, fields_of, first_text, text_of

MAX_MEDIA = 40
"""Files and pictures of one item that are looked at."""

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|[?#])", re.IGNORECASE)
_SOUND = re.compile(r"\.(mp3|m4a|aac|ogg|opus|mp4|m4v|mov|webm|m3u8)(?:$|[?#])", re.IGNORECASE)
_CAPTIONS = ("media:description", "media:text")
_CREDITS = ("media:credit", "media:copyright")
_TYPES = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg", "opus": "audio/ogg",
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm",
    "m3u8": "application/vnd.apple.mpegurl",
}  # fmt: skip
_SECONDS = re.compile(r"\d{1,6}(?:\.\d{1,9})?", re.ASCII)
_CLOCK = re.compile(r"(?:\d{1,3}:)?\d{1,4}:\d{1,2}(?:\.\d{1,9})?", re.ASCII)
_SPAN = re.compile(r"p?t?(?:(\d{1,3})\s?h)?\s?(?:(\d{1,4})\s?m(?:in)?)?\s?(?:(\d{1,6})(?:\.\d+)?s)?", re.ASCII)


def add_files(draft: Draft, fields: Fields, links: list[etree._Element]) -> None:
    """Enclosures, as elements, as `links` of Atom, and Podcasting 2.0's alternatives; the transcript of the first."""
    seconds = duration(first_text(fields, "itunes:duration", "video:duration"))
    for element in fields.get("enclosure", ())[:MAX_MEDIA]:
        address = element.get("url") or element.get("href") or _rdf_resource(element) or text_of(element)
        _add_file(draft, address.strip(), element.get("type", ""), "", seconds, whole(element.get("length")))
    for element in links[:MAX_MEDIA]:
        title, size = element.get("title", ""), whole(element.get("length"))
        _add_file(draft, element.get("href", "").strip(), element.get("type", ""), title, seconds, size)
    for element in fields.get("podcast:alternateenclosure", ())[:MAX_MEDIA]:
        source = next((one.get("uri", "") for one in element if short_name(one.tag) == "podcast:source"), "")
        _add_file(draft, source, element.get("type", ""), element.get("title", ""), 0, whole(element.get("length")))
    draft.transcript = next((url for one in fields.get("podcast:transcript", ()) if (url := one.get("url"))), "")


def add_pictures(draft: Draft, fields: Fields, names: tuple[str, ...]) -> None:
    """Pictures in elements of their own, under these names."""
    for name in names:
        for element in fields[name][:MAX_MEDIA]:
            if name in ("image", "image:image"):
                inside = fields_of(element)
                address = first_text(inside, "url", "image:loc") or element.get("href") or text_of(element).strip()
                draft.pictures.append(Picture(address, caption=first_text(inside, "image:caption", "image:title")))
            else:
                address = element.get("url") or element.get("href") or text_of(element).strip()
                draft.pictures.append(Picture(address, whole(element.get("width")), whole(element.get("height"))))


def add_media_rss(draft: Draft, fields: Fields) -> None:
    """Media RSS: files, pictures and players, with what is said of them."""
    players = list(fields.get("media:player", ()))
    for element in fields.get("media:content", ())[:MAX_MEDIA]:
        inside = fields_of(element) if len(element) else {}
        if inside:
            players += inside.get("media:player", ())
            for thumbnail in inside.get("media:thumbnail", ()):
                draft.pictures.append(Picture((thumbnail.get("url") or text_of(thumbnail)).strip()))
        if address := (element.get("url") or "").strip():
            _add_content(draft, element, address, inside, fields)
    for player in players[:MAX_MEDIA]:
        draft.media.append(Media(player.get("url", ""), "text/html", first_text(fields, "media:title")))


def _add_content(draft: Draft, element: etree._Element, address: str, inside: Fields, around: Fields) -> None:
    """One media:content: a picture unless it says, or its address shows, that it is sound or video."""
    medium, media_type = (element.get("medium") or "").lower(), (element.get("type") or "").lower()
    title = first_text(inside, "media:title") or first_text(around, "media:title")
    picture = medium == "image" or media_type.startswith("image/")
    if not picture and (
        medium in ("audio", "video") or media_type.startswith(("audio/", "video/")) or _SOUND.search(address)
    ):
        seconds = duration(element.get("duration") or "")
        _add_file(draft, address, media_type, title, seconds, whole(element.get("fileSize")))
        return
    caption = first_text(inside, *_CAPTIONS) or first_text(around, *_CAPTIONS) or title
    credit = first_text(inside, *_CREDITS) or first_text(around, *_CREDITS)
    width, height = whole(element.get("width")), whole(element.get("height"))
    draft.pictures.append(Picture(address, width, height, "", caption, credit))


def _add_file(draft: Draft, address: str, media_type: str, title: str, seconds: int, size: int) -> None:
    media_type = media_type.strip().lower()
    if media_type.startswith("image/") or (not media_type and is_picture(address)):
        draft.pictures.append(Picture(address))
    elif address:
        if not media_type and (match := _SOUND.search(address)):
            media_type = _TYPES[match[1].lower()]
        draft.media.append(Media(address, media_type, title, seconds, size))


def is_picture(address: str) -> bool:
    """Whether an address looks like a picture's by its ending."""
    return bool(_PICTURE.search(address[-300:]))


def _rdf_resource(element: etree._Element) -> str:
    return element.get(RDF + "resource") or element.get("{rdf}resource") or ""


def duration(text: str) -> int:
    """Seconds of `3723`, `62:03`, `1:02:03`, `1h2m3s` or `PT1H2M3S`; 0 for what is none, or over a week."""
    text = text.strip().lower()
    seconds = 0
    if not text:
        return 0
    if ":" in text:
        if _CLOCK.fullmatch(text):
            for part in text.partition(".")[0].split(":"):
                seconds = 60 * seconds + int(part)
    elif _SECONDS.fullmatch(text):
        seconds = int(float(text))
    elif match := _SPAN.fullmatch(text):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        seconds = 3600 * hours + 60 * minutes + rest
    return seconds if seconds <= 604_800 else 0


def whole(text: str | None) -> int:
    """A number of pixels or bytes, 0 where it is none."""
    if not text:
        return 0
    text = text.strip().removesuffix("px")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0
