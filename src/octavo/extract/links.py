"""Further reading: where an article's text and the boxes beside it point."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.extract.document import Document
from octavo.news.addresses import WebUrl
from octavo.news.articles import Link
from octavo.text.addresses import canonical_url, identity_key, web_url_or_none
from octavo.text.tree import Element

MAX_LINKS = 20
_LEAST, _MOST = 20, 250
"""Characters of a headline: shorter links are marks in the text, longer ones whole teasers."""


def further_reading(document: Document, container: Element, related: list[Element]) -> tuple[Link, ...]:
    """Links with a headline's length below the article's element or in boxes named related, each address once."""
    found: dict[str, Link] = {}
    here = identity_key(document.url)
    for element in _links(container, related):
        title = element.short_text(_MOST)
        url = web_url_or_none(element.get("href"), document.base)
        if url is None or not _LEAST <= len(title) <= _MOST:
            continue
        name = identity_key(url)
        if name != here and name not in found:
            found[name] = Link(url=WebUrl(canonical_url(url)), title=title)
        if len(found) >= MAX_LINKS:
            break
    return tuple(found.values())


def _links(container: Element, related: list[Element]) -> Iterator[Element]:
    yield from container.find("a")
    boxes: set[Element] = set()
    for element in related:
        if not any(one in boxes for one in element.ancestors()):
            boxes.add(element)
            yield from element.find("a")
