"""When an article was published and updated, as the publisher says: the raw string, and the moment it means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from octavo.extract.document import Document
from octavo.extract.jsonld import Node, string
from octavo.text.dates import parse_date

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "published_time", "cxenseparse:recs:publishtime",
    "article_date_original", "article.published", "date.issued", "article:post_date", "dc.date", "dcterms.date", "date",
    "originalpublicationdate", "displaydate", "timestamp", "last-modified-original", "citation_publication_date", "ptime",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "article:modified", "datemodified", "lastmod",
    "dcterms.modified", "dc.date.modified", "last-modified", "revised", "article.updated", "updated_time", "cxenseparse:recs:modifiedtime",
)  # fmt: skip
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?([01]?\d)[/-]?([0-3]?\d)(?=[/_-]|\D|$)")
_HEADER_NAME = re.compile(r"publi|date|time|posted|byline|meta|veroeff|fecha|datum", re.IGNORECASE)


def published(document: Document, node: Node) -> tuple[datetime | None, str]:
    """The moment of first publication and the string that says it; (None, "") where nothing does."""
    candidates = [string(node, "datePublished", "dateCreated", "uploadDate")]
    candidates += document.all(*_PUBLISHED[:5])
    candidates += _of_items(document, "datepublished", "datecreated", "uploaddate")
    candidates += document.all(*_PUBLISHED[5:])
    candidates += _of_times(document)
    return _first(candidates) or _in_path(document.url) or (None, "")


def updated(document: Document, node: Node) -> datetime | None:
    """The moment of the last change."""
    candidates = [string(node, "dateModified"), *document.all(*_UPDATED), *_of_items(document, "datemodified")]
    found = _first(candidates)
    return found[0] if found else None


def _first(candidates: Iterable[str]) -> tuple[datetime, str] | None:
    for raw in candidates:
        moment = parse_date(raw)
        if moment is not None and 1900 < moment.year < 2100:
            return moment, raw[:200]
    return None


def _of_items(document: Document, *names: str) -> list[str]:
    elements = [element for name in names for element in document.items.get(name, [])]
    return [e.get("content") or e.get("datetime") or e.text()[:120] for e in elements]


def _of_times(document: Document) -> list[str]:
    """Time elements, those first that stand in something named after a date."""
    times = document.tags.get("time", [])[:40]
    marked = [one for one in times if "pubdate" in one.attributes or _HEADER_NAME.search(one.get("class"))]
    return [one.get("datetime") or one.text()[:120] for one in [*marked, *times]]


def _in_path(url: str) -> tuple[datetime, str] | None:
    """The date in an address such as /2024/05/03/title."""
    match = _IN_PATH.search(url)
    if not match:
        return None
    year, month, day = match.groups()
    raw = f"{year}-{int(month):02}-{int(day):02}"
    moment = parse_date(raw)
    return (moment, raw) if moment else None
