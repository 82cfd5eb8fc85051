"""From a page and its feed entry to an article: the whole flow.

open (decode, parse, gather) ──► metadata ──► body ──► wall? list? ──► richer text (structured data, feed entry)
                                                                  ──► kind ──► sanitise
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.extract import credits, entries, kinds, links
from octavo.extract.body import read_body
from octavo.extract.document import Document, open_page
from octavo.extract.evidence import as_body
from octavo.extract.jsonld import ARTICLES, string, types_of
from octavo.extract.lead import can_lead, led_by
from octavo.extract.metadata import Metadata, read_metadata
from octavo.extract.once import told_once
from octavo.extract.state import text_in_state
from octavo.news.articles import Article, Block, Entry, Image, Page, Reading
from octavo.text.sanitise import finish
from octavo.text.tree import Element

_POOR = 0.5
"""Where the page shows less than this share of what structured data carries, the latter is the text."""
_EMPTY = 250.0
"""Characters of running text below which a page's state for scripts is searched for the text."""


@dataclass(frozen=True, slots=True)
class _Text:
    standfirst: str
    blocks: tuple[Block, ...]
    score: float
    """Characters of running text."""
    container: Element
    related: list[Element]
    pictures: list[Image]
    """Those above the text."""


def read_page(page: Page | None, entry: Entry | None) -> Reading:
    """The article in a page, helped by the feed entry that led to it; from the entry alone where there is no page.

    Raises ValueError where there is neither. Never raises for what is in them.
    """
    if page is None:
        if entry is None:
            raise ValueError("nothing to read: neither a page nor an entry")
        return _settled(entries.from_entry(entry))
    document = open_page(page)
    metadata = read_metadata(document, entry.tags if entry is not None else ())
    text = _text_of(document, metadata)
    none = _why_not(document, metadata, text)
    if none is not None:
        alone = entries.from_entry(entry) if entry is not None and none.kind in ("wall", "other") else none
        return _settled(alone) if alone.article is not None else none
    article = _article(document, metadata, text)
    return Reading(
        article.kind, told_once(entries.helped(article, entry, metadata.sites) if entry is not None else article)
    )


def _settled(reading: Reading) -> Reading:
    return reading if reading.article is None else replace(reading, article=told_once(reading.article))


def _text_of(document: Document, metadata: Metadata) -> _Text:
    """The text the page shows, or that its structured data or state carry where it shows little of it."""
    article_body = string(metadata.node, "articleBody", "text")
    body = read_body(document, metadata, article_body)
    shown = _Text(
        body.standfirst, tuple(one.block for one in body.built), body.score, body.container, body.related, body.pictures
    )
    carried = as_body(article_body, document.base) if body.score < _POOR * len(article_body) else ()
    if not carried and body.score < _EMPTY:
        carried = text_in_state(document, metadata.title)
    length = float(sum(len(block.text) for block in carried))
    return replace(shown, blocks=carried, score=length) if length > 2 * body.score else shown


def _why_not(document: Document, metadata: Metadata, text: _Text) -> Reading | None:
    """The reading of a page that is no article; None where it is one."""
    reason = kinds.wall(document, text.score)
    if reason:
        return Reading("wall", None, reason)
    listed = kinds.listing(document, metadata.node, text.score)
    if listed is not None:
        return Reading(listed[0], None, listed[1])
    says_article = bool(types_of(metadata.node) & ARTICLES)
    if not any(block.text for block in text.blocks) and not (
        metadata.enclosures or (says_article and metadata.description)
    ):
        return Reading("other", None, "no text that could be an article")
    return None


def _article(document: Document, metadata: Metadata, text: _Text) -> Article:
    standfirst = text.standfirst or (metadata.description if text.score < _EMPTY else "")
    return Article(
        url=metadata.url,
        title=metadata.title,
        body=tuple(finish(block) for block in text.blocks),
        kind=kinds.kind_of(document, metadata.node, text.score, text.blocks),
        authors=metadata.authors,
        credit=credits.credit_of(document, metadata.node, metadata.authors, metadata.sites, text.container),
        published=metadata.published,
        published_raw=metadata.published_raw,
        updated=metadata.updated,
        section=metadata.section,
        keywords=metadata.keywords,
        standfirst=standfirst,
        image=led_by(metadata.image, text.pictures, next((one for one in text.pictures if can_lead(one)), None)),
        enclosures=metadata.enclosures,
        links=links.further_reading(document, text.container, text.related),
        language=metadata.language,
        site_name=metadata.site_name,
        paywalled=metadata.paywalled,
        syndicated_from=metadata.syndicated_from,
    )
