"""What a feed entry adds to its page, and the article that it makes alone."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from octavo.extract import credits, titles
from octavo.news.articles import Article, Block, Enclosure, Entry, Image, PageKind, Reading
from octavo.text.addresses import canonical_url, identity_key
from octavo.text.markup import blocks

_ADDED = re.compile(
    r"(?:the post .{1,300} (?:first appeared|appeared first) on|der beitrag .{1,300} erschien zuerst|"
    r"(?:continue reading|read more|read the full|weiterlesen|lire la suite|leer más|leia mais|continua a "
    r"leggere)\b.{0,120}$|"
    r"(?:comments|\[?…\]?|\[?\.\.\.\]?)$)",
    re.IGNORECASE,
)
"""The last lines that blogging software adds to every item of a feed."""
_RICHER = 1.3
"""How much longer the feed's text must be to take the page's place: pages behind a barrier show the beginning."""


def helped(article: Article, entry: Entry, sites: Set[str]) -> Article:
    """The article with what only the feed says; its text where that is richer. The page has the first word.

    `sites` are the keys of the site's names, which are no authors.
    """
    body = _body(entry)
    richer = _length(body) > _RICHER * _length(article.body) and _length(body) > 400
    return replace(
        article,
        title=article.title or entry.title,
        body=body if richer else article.body,
        origin="feed" if richer else article.origin,
        authors=_authors(article.authors, entry.authors, sites),
        credit=article.credit or credits.other_than(entry.source_name, sites),
        published=article.published or entry.published,
        published_raw=article.published_raw if article.published else entry.published_raw,
        updated=article.updated or entry.updated,
        keywords=article.keywords or entry.tags,
        standfirst=article.standfirst or entry.summary,
        image=article.image or _image(entry, body),
        enclosures=recordings(article.enclosures, entry.enclosures),
        language=article.language or _primary(entry.language),
    )


def from_entry(entry: Entry) -> Reading:
    """The article that the entry itself carries; without an address or any text there is none."""
    if entry.url is None:
        return Reading("other", None, "the entry has no address")
    whole = _body(entry)
    body = whole or ((Block("paragraph", entry.summary),) if entry.summary else ())
    if not body and not entry.enclosures:
        return Reading("other", None, "the entry has no text, and its page could not be read")
    kind = _kind(entry, _length(body))
    article = Article(
        url=canonical_url(entry.url),
        title=entry.title,
        body=body,
        kind=kind,
        authors=entry.authors,
        published=entry.published,
        published_raw=entry.published_raw,
        updated=entry.updated,
        keywords=entry.tags,
        standfirst=entry.summary if whole else "",
        image=_image(entry, body),
        enclosures=entry.enclosures,
        language=_primary(entry.language),
        site_name=entry.source_name,
        origin="feed",
    )
    return Reading(kind, article)


def _body(entry: Entry) -> tuple[Block, ...]:
    """The whole text where the feed carries it, sanitised, without what feed software writes below it."""
    body = blocks(entry.content, entry.content_base) if entry.content else ()
    while body and body[-1].kind == "paragraph" and _ADDED.match(body[-1].text):
        body = body[:-1]
    return body


def _kind(entry: Entry, length: int) -> PageKind:
    types = {enclosure.media_type.split("/")[0] for enclosure in entry.enclosures}
    if "audio" in types:
        return "audio"
    return "video" if "video" in types and length < 600 else "article"


def _image(entry: Entry, body: tuple[Block, ...]) -> Image | None:
    return entry.image or next((block.image for block in body if block.image is not None), None)


def _authors(shown: tuple[str, ...], fed: tuple[str, ...], sites: Set[str]) -> tuple[str, ...]:
    """The page's authors; the feed's where the page names nobody but its publisher."""
    if any(not titles.is_label(name, sites) for name in shown):
        return shown
    return fed if any(not titles.is_label(name, sites) for name in fed) else shown or fed


def recordings(shown: tuple[Enclosure, ...], fed: tuple[Enclosure, ...]) -> tuple[Enclosure, ...]:
    """The page's recordings with what the feed says of each, for a player tells no duration; else the feed's."""
    by_address = {identity_key(one.url): one for one in fed}
    return tuple(_completed(one, by_address.get(identity_key(one.url))) for one in shown) or fed


def _completed(one: Enclosure, told: Enclosure | None) -> Enclosure:
    if told is None:
        return one
    return replace(
        one,
        media_type=told.media_type or one.media_type,
        title=one.title or told.title,
        seconds=one.seconds or told.seconds,
        size=one.size or told.size,
        transcript=one.transcript or told.transcript,
    )


def _length(body: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in body)


def _primary(language: str) -> str:
    return language.split("-")[0].lower()
