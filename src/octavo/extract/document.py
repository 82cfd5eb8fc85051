"""A page opened once: its tree and everything that its head and data islands say, gathered in one walk."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.extract.encoding import decode
from octavo.extract.jsonld import Node, nodes_of, read_json
from octavo.news.addresses import WebUrl
from octavo.news.articles import Page
from octavo.text.addresses import web_url_or_none
from octavo.text.tree import Element, parse_html
from octavo.text.white import fold

_MAX_VALUE = 5_000
"""Characters of one metadata value."""


@dataclass(slots=True)
class Document:
    """A parsed page."""

    url: WebUrl
    root: Element
    elements: list[Element]
    """All elements in document order."""
    base: str
    """What relative links are relative to."""
    language: str = ""
    """The html element's lang attribute, as written."""
    title: str = ""
    """The title element."""
    meta: dict[str, list[str]] = field(default_factory=dict)
    """Meta elements: name, property or http-equiv in lower case → values in order."""
    links: dict[str, list[str]] = field(default_factory=dict)
    """Link elements: each rel in lower case → addresses in order, as written."""
    items: dict[str, list[Element]] = field(default_factory=dict)
    """Microdata: itemprop in lower case → elements in order."""
    tags: dict[str, list[Element]] = field(default_factory=dict)
    """Elements by tag, those asked for often: h1, nav, time, article, main, iframe, video, audio."""
    author_links: list[Element] = field(default_factory=list)
    """Elements with rel=author."""
    nodes: list[Node] = field(default_factory=list)
    """JSON-LD objects."""
    states: list[str] = field(default_factory=list)
    """Scripts that hold an application's state as JSON (unparsed)."""

    def first(self, *names: str) -> str:
        """The first value of the first of these meta names that has one."""
        return next((values[0] for name in names if (values := self.meta.get(name))), "")

    def all(self, *names: str) -> list[str]:
        """All values of these meta names."""
        return [value for name in names for value in self.meta.get(name, [])]


_KEPT = frozenset({"h1", "nav", "time", "article", "main", "iframe", "video", "audio", "amp-video", "amp-youtube"})


def open_page(page: Page) -> Document:
    """The document of a page. Never raises, whatever the bytes."""
    root = parse_html(decode(page.body, page.content_type))
    elements = list(root.walk())
    language = root.get("lang") or root.get("xml:lang")
    document = Document(page.final_url, root, elements, page.final_url, language)
    for element in elements:
        if element.attributes or element.tag in _KEPT or element.tag == "title":
            _note(document, element)
    return document


def _note(document: Document, element: Element) -> None:
    """Put down what one element says about the page."""
    tag = element.tag
    if tag == "meta":
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        value = fold((element.get("content") or element.get("value"))[:_MAX_VALUE])
        if name and value:
            document.meta.setdefault(name.lower().strip(), []).append(value)
    elif tag == "link":
        for rel in element.get("rel").lower().split():
            document.links.setdefault(rel, []).append(element.get("href"))
    elif tag == "title":
        document.title = document.title or element.short_text(2_000)
    elif tag == "base":
        document.base = web_url_or_none(element.get("href"), document.url) or document.base
    elif tag == "script":
        text = "".join(child for child in element.children if isinstance(child, str))
        if "ld+json" in element.get("type").lower():
            document.nodes.extend(nodes_of(read_json(text)))
        elif len(text) > 200:
            document.states.append(text)
    elif tag in _KEPT:
        document.tags.setdefault(tag, []).append(element)
    if "rel" in element.attributes and tag in ("a", "span") and "author" in element.get("rel").lower().split():
        document.author_links.append(element)
    if "itemprop" in element.attributes:
        for name in element.get("itemprop").lower().split():
            document.items.setdefault(name, []).append(element)
