"""From a page and its feed entry to an article: the whole flow.

decode ──► parse ──► metadata ──► body ──► kind ──► richer text (feed entry, structured data) ──► sanitise
"""

from __future__ import annotations

from octavo.extract import kinds
from octavo.extract.body import read_body
from octavo.extract.document import open_page
from octavo.extract.entries import from_entry
from octavo.extract.jsonld import string, types_of
from octavo.extract.metadata import read_metadata
from octavo.news.articles import Article, Entry, Page, Reading
from octavo.text.blocks import finish


def read_page(page: Page | None, entry: Entry | None) -> Reading:
    """The article in a page, helped by the feed entry that led to it; from the entry alone where there is no page.

    Raises ValueError where there is neither. Never raises for what is in them.
    """
    if page is None:
        if entry is None:
            raise ValueError("nothing to read: neither a page nor an entry")
        return from_entry(entry)
    document = open_page(page)
    metadata = read_metadata(document)
    article_body = string(metadata.node, "articleBody")
    body = read_body(document, metadata, article_body)
    reason = kinds.wall(document, body.score)
    if reason:
        return Reading("wall", None, reason)
    if not body.built:
        return Reading("other", None, "no text that could be an article")
    kind = kinds.kind_of(document, types_of(metadata.node), body.score)
    article = Article(
        url=metadata.url,
        title=metadata.title,
        body=tuple(finish(one.block) for one in body.built),
        kind=kind,
        authors=metadata.authors,
        published=metadata.published,
        published_raw=metadata.published_raw,
        updated=metadata.updated,
        section=metadata.section,
        keywords=metadata.keywords,
        standfirst=body.standfirst,
        image=metadata.image,
        enclosures=metadata.enclosures,
        language=metadata.language,
        site_name=metadata.site_name,
        paywalled=metadata.paywalled,
        syndicated_from=metadata.syndicated_from,
    )
    return Reading(kind, article)
