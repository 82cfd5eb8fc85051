"""Which elements of an item speak for what: worked out once for all items of a feed that have the same elements."""

from __future__ import annotations

from dataclasses import dataclass

_GUIDS = ("guid", "id", "dc:identifier", "dcterms:identifier")
_ORIGINS = ("feedburner:origlink", "loc")
_TITLES = ("title", "media:title", "dc:title", "news:title", "itunes:title", "dcterms:title")
_SUMMARIES = (
    "summary", "description", "abstract", "dc:description", "dcterms:abstract", "itunes:summary", "media:description",
    "excerpt", "subtitle", "itunes:subtitle",
)  # fmt: skip
_BODIES = ("content:encoded", "content", "encoded", "xhtml:body", "body", "fullitem", "xhtml:div")
_PUBLISHED = (
    "published", "pubdate", "issued", "dcterms:issued", "dc:date", "news:publication_date", "created",
    "dcterms:created", "dcterms:available", "dcterms:date", "date", "podcast:liveitem", "publicationdate",
)  # fmt: skip
_UPDATED = ("updated", "modified", "dcterms:modified", "lastmod", "lastbuilddate")
_TAGS = ("category", "dc:subject", "dcterms:subject", "itunes:category", "media:category")
_KEYWORDS = ("media:keywords", "itunes:keywords", "news:keywords", "keywords", "tags")
_AUTHORS = ("author", "dc:creator", "dcterms:creator", "itunes:author", "creator", "foaf:maker", "dc:author")
_LANGUAGES = ("dc:language", "dcterms:language", "language", "news:language")
_SOURCES = ("dc:source", "news:name")
_FILES = ("enclosure", "podcast:alternateenclosure", "podcast:transcript")
_MEDIA_RSS = ("media:content", "media:player")
_PICTURES = ("itunes:image", "podcast:image", "media:thumbnail", "image", "image:image")


@dataclass(frozen=True, slots=True)
class Shape:
    """The short names that an item has for each part of an entry, most trusted first."""

    guids: tuple[str, ...]
    origins: tuple[str, ...]
    """The page's address behind a proxy's."""
    titles: tuple[str, ...]
    summaries: tuple[str, ...]
    bodies: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    tags: tuple[str, ...]
    keywords: tuple[str, ...]
    authors: tuple[str, ...]
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    files: tuple[str, ...]
    media_rss: tuple[str, ...]
    pictures: tuple[str, ...]
    speaking: str
    """Of the elements whose language is the item's, the first; empty where there is none."""


def shape_of(names: tuple[str, ...], atom: bool) -> Shape:
    """The shape of an item with these elements."""

    def present(wanted: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in wanted if name in names)

    # An RSS item with a summary beside its description has the whole text in the latter.
    bodies = _BODIES if atom or "summary" not in names else (*_BODIES, "description")
    return Shape(
        guids=present(_GUIDS),
        origins=present(_ORIGINS),
        titles=present(_TITLES),
        summaries=present(_SUMMARIES),
        bodies=present(bodies),
        published=present(_PUBLISHED),
        updated=present(_UPDATED),
        tags=present(_TAGS),
        keywords=present(_KEYWORDS),
        authors=present(_AUTHORS),
        languages=present(_LANGUAGES),
        sources=present(_SOURCES),
        files=present(_FILES),
        media_rss=present(_MEDIA_RSS),
        pictures=present(_PICTURES),
        speaking=next(iter(present((*_BODIES, "title", *_SUMMARIES))), ""),
    )
