"""The lead image, and the video and audio that belong to an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.extract.document import Document
from octavo.extract.jsonld import Node, resolved, string, types_of
from octavo.news.articles import Enclosure, Image
from octavo.text.addresses import web_url_or_none
from octavo.text.markup import plain
from octavo.text.pictures import address, pixels

MAX_ENCLOSURES = 20

_DURATION = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?", re.IGNORECASE)
_PLAYERS = re.compile(
    r"^https?://(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com/embed/|player\.vimeo\.com/video/|dailymotion\.com/embed/|"
    r"w\.soundcloud\.com/player|open\.spotify\.com/embed|embed\.podcasts\.apple\.com/|embed\.acast\.com/|"
    r"players?\.brightcove\.net/|cdn\.jwplayer\.com/players/|streamable\.com/[eso]/|rumble\.com/embed/|"
    r"player\.twitch\.tv/)",
    re.IGNORECASE,
)
_PICTURE_PROPERTIES = {"contentUrl": "url", "description": "caption", "copyrightHolder": "creditText"}
_TYPES = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg", "oga": "audio/ogg",
    "opus": "audio/ogg", "wav": "audio/wav", "flac": "audio/flac", "mp4": "video/mp4", "m4v": "video/mp4",
    "webm": "video/webm", "ogv": "video/ogg", "mov": "video/quicktime",
}  # fmt: skip
"""Media types by the ending of an address."""
_NO_LEAD = re.compile(r"logo|placeholder|default[-_.]?(?:image|img|share|og)|favicon|/icons?/|sprite", re.IGNORECASE)


def lead_image(document: Document, node: Node) -> Image | None:
    """The image the publisher shows the article with, with caption and credit where given."""
    candidates: list[tuple[str, Node]] = [
        (url, {}) for url in document.all("og:image:secure_url", "og:image", "og:image:url")
    ]
    named: list[tuple[str, Node]] = []
    for image in resolved(node.get("image"), document.nodes) + resolved(node.get("thumbnailUrl"), document.nodes):
        named.append((string(image, "url", "contentUrl", "@id", "name"), image))
    named += [(string(image, "url", "contentUrl"), image) for image in _of_items(document)]
    others: list[tuple[str, Node]] = [
        (url, {})
        for url in document.all(
            "twitter:image", "twitter:image:src", "parsely-image-url", "thumbnail", "sailthru.image.full"
        )
    ]
    others += [(url, {}) for url in document.links.get("image_src", [])]
    for raw, about in [*candidates, *named, *others]:
        url = web_url_or_none(raw, document.base)
        if url is None or _NO_LEAD.search(url.rsplit("/", 1)[-1]):
            continue
        about = about or (named[0][1] if named else {})
        return Image(
            url=url,
            alt=document.first("og:image:alt", "twitter:image:alt")[:500],
            caption=plain(string(about, "caption", "description"))[:2000],
            credit=plain(string(about, "creditText", "author", "creator", "copyrightHolder", "copyrightNotice"))[:300],
            width=pixels(document.first("og:image:width") or string(about, "width")),
            height=pixels(document.first("og:image:height") or string(about, "height")),
        )
    return None


def _of_items(document: Document) -> Iterator[Node]:
    """Pictures in microdata, in the shape of JSON-LD: an ImageObject with its properties, or an address alone."""
    for element in document.items.get("image", [])[:5]:
        if element.tag in ("meta", "link"):
            yield {"url": element.get("content") or element.get("href")}
            continue
        found: Node = {}
        for part in element.walk() if element.tag != "img" else ():
            for name in part.get("itemprop").split():
                value = part.get("content") or part.get("href") or part.get("src") or part.short_text(500)
                if value:
                    found.setdefault(_PICTURE_PROPERTIES.get(name, name), value)
        picture = next(element.find("img"), None)
        url = address(picture, document.base) if picture is not None else None
        yield {**found, "url": found.get("url") or url or ""}


def enclosures(document: Document, nodes: list[Node]) -> tuple[Enclosure, ...]:
    """Video and audio: from schema.org data, Open Graph, media elements and well-known players, each address once."""
    found: dict[str, Enclosure] = {}

    def add(raw: str, media_type: str, title: str = "", seconds: int = 0) -> None:
        url = web_url_or_none(raw, document.base)
        if url is not None and len(found) < MAX_ENCLOSURES:
            found.setdefault(url, Enclosure(url, media_type, title[:300], seconds))

    for node in nodes:
        for kind in types_of(node) & {"videoobject", "audioobject"}:
            about = plain(string(node, "name", "headline")), duration(string(node, "duration"))
            content, player = string(node, "contentUrl"), string(node, "embedUrl")
            if content:
                add(content, string(node, "encodingFormat") or kind.removesuffix("object") + "/mp4", *about)
            elif player:
                add(player, "text/html", *about)
    for raw in document.all("og:video:secure_url", "og:video:url", "og:video"):
        add(raw, document.first("og:video:type") or "text/html")
    for raw in document.all("og:audio:secure_url", "og:audio:url", "og:audio"):
        add(raw, document.first("og:audio:type") or "audio/mpeg")
    for name in ("video", "audio", "amp-video"):
        for element in document.tags.get(name, []):
            sources = [(one.get("src"), one.get("type")) for one in (element, *element.find("source"))]
            source, said = next((one for one in sources if one[0]), ("", ""))
            if source and not source.startswith(("blob:", "data:")):
                add(source, said.partition(";")[0] or _type_of(source, name.removeprefix("amp-")))
    for element in document.tags.get("iframe", []):
        raw = element.get("src") or element.get("data-src")
        url = web_url_or_none(raw, document.base)
        if url and _PLAYERS.match(url):
            add(url, "text/html", element.get("title"))
    return tuple(found.values())


def _type_of(url: str, element: str) -> str:
    """The media type that an address ends in, else the commonest that an audio or video element plays."""
    ending = url.partition("?")[0].rpartition(".")[2].lower()
    return _TYPES.get(ending) or ("audio/mpeg" if element == "audio" else "video/mp4")


def duration(text: str) -> int:
    """Seconds of an ISO 8601 duration, 0 where it is none."""
    match = _DURATION.fullmatch(text.strip())
    if not match:
        return 0
    days, hours, minutes, seconds = (int(part[:6]) if part else 0 for part in match.groups())
    return min(((days * 24 + hours) * 60 + minutes) * 60 + seconds, 10**7)
