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


_NAMES = frozenset({
    "enclosure", "link", "media:content", "media:player", "media:thumbnail", "podcast:alternateenclosure",
    "itunes:image", "podcast:image", "image", "image:image", "podcast:transcript",
})  # fmt: skip


def add_media(draft: Draft, fields: Fields) -> None:
    """Find all pictures and media of an item; sizes, durations and captions with them."""
    if _NAMES.isdisjoint(fields):
        return
    _add_files(draft, fields)
    _add_media_rss(draft, fields)
    for name, key in (("itunes:image", "href"), ("podcast:image", "href"), ("media:thumbnail", "url")):
        for element in fields.get(name, ())[:MAX_MEDIA]:
            address = element.get(key) or element.get("url") or text_of(element).strip()
            draft.pictures.append(Picture(address, whole(element.get("width")), whole(element.get("height"))))
    for name in ("image", "image:image"):
        for element in fields.get(name, ())[:MAX_MEDIA]:
            inside = fields_of(element)
            address = first_text(inside, "url", "image:loc") or element.get("href") or text_of(element).strip()
            draft.pictures.append(Picture(address, caption=first_text(inside, "image:caption", "image:title")))
    if "podcast:transcript" in fields:
        draft.transcript = next((url for one in fields["podcast:transcript"] if (url := one.get("url"))), "")


def _add_files(draft: Draft, fields: Fields) -> None:
    """Enclosures, as elements, as links of Atom, and Podcasting 2.0's alternatives."""
    seconds = duration(first_text(fields, "itunes:duration", "video:duration"))
    for element in fields.get("enclosure", ())[:MAX_MEDIA]:
        address = element.get("url") or element.get("href") or _rdf_resource(element) or text_of(element)
        _add_file(draft, address.strip(), element.get("type", ""), "", seconds, whole(element.get("length")))
    for element in fields.get("link", ())[:MAX_MEDIA]:
        if (element.get("rel") or "").strip().lower() == "enclosure":
            title = element.get("title", "")
            size = whole(element.get("length"))
            _add_file(draft, element.get("href", "").strip(), element.get("type", ""), title, seconds, size)
    for element in fields.get("podcast:alternateenclosure", ())[:MAX_MEDIA]:
        source = next((one.get("uri", "") for one in element if short_name(one.tag) == "podcast:source"), "")
        _add_file(draft, source, element.get("type", ""), element.get("title", ""), 0, whole(element.get("length")))


def _add_media_rss(draft: Draft, fields: Fields) -> None:
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
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,9})?", text, re.ASCII):
        seconds = int(float(text))
    elif re.fullmatch(r"(?:\d{1,3}:)?\d{1,4}:\d{1,2}(?:\.\d{1,9})?", text, re.ASCII):
        for part in text.partition(".")[0].split(":"):
            seconds = 60 * seconds + int(part)
    elif match := re.fullmatch(
        r"p?t?(?:(\d{1,3})\s?h)?\s?(?:(\d{1,4})\s?m(?:in)?)?\s?(?:(\d{1,6})(?:\.\d+)?s)?", text, re.ASCII
    ):
        hours, minutes, rest = (int(part or 0) for part in match.groups())
        seconds = 3600 * hours + 60 * minutes + rest
    return seconds if seconds <= 604_800 else 0


def whole(text: str | None) -> int:
    """A number of pixels or bytes, 0 where it is none."""
    text = (text or "").strip().removesuffix("px")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else 0
