"""The section an article stands in, in the publisher's own word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from octavo.extract.document import Document
from octavo.extract.jsonld import Node, string, strings, types_of
from octavo.extract.titles import key
from octavo.text.addresses import host_of
from octavo.text.markup import plain

_META = ("article:section", "parsely-section", "section", "cxenseparse:category")
_LONGEST = 40
"""Characters of a section's name in a menu or above a headline."""
_NEAR = 12
"""Elements before and behind the headline among which a section is looked for."""
_MOST_LINKS = 300
"""Links of menus that are looked at."""
_PLACE = re.compile(r"(?:(?:https?:)?//(?P<host>[^/?#]+))?(?P<path>/[^/?#][^?#]*)", re.IGNORECASE)
"""An address within the site, without parameters."""
_BETWEEN = re.compile(r"\s*[/>›»|·•]\s*")
_HOMES = frozenset(
    {"home", "homepage", "startseite", "accueil", "inicio", "portada", "首页", "首頁", "الرئيسية", "главная"}
)


def section_of(document: Document, node: Node, titles: set[str], tags: Iterable[str]) -> str:
    """What structured data, meta elements and microdata say, else where the page stands in the site's menu.

    `titles` are the keys of the page's titles, `tags` its keywords and those of the feed entry that led to it. Empty
    where nothing says it.
    """
    said = plain(string(node, "articleSection") or document.first(*_META))
    if said:
        return said[:100]
    marked = document.items.get("articlesection", [])[:1]
    found = next((plain(one.get("content") or one.short_text(100)) for one in marked), "")
    return found or _of_breadcrumbs(document, titles) or _of_menu(document, tags)


def _of_breadcrumbs(document: Document, titles: set[str]) -> str:
    """The last step of the way to the page that is neither the page nor the home page."""
    for node in document.nodes:
        steps = node.get("itemListElement")
        if "breadcrumblist" not in types_of(node) or not isinstance(steps, list):
            continue
        names = [next(iter(_names_of(step)), "") for step in steps[:20] if isinstance(step, dict)]
        kept = [name for name in names if 1 < len(name) <= _LONGEST and key(name) not in titles | _HOMES]
        if kept:
            return kept[-1]
    return ""


def _names_of(step: Node) -> Iterator[str]:
    item = step.get("item")
    for holder in (step, item if isinstance(item, dict) else {}):
        yield from (plain(text) for text in strings(holder.get("name"))[:1])


def _of_menu(document: Document, tags: Iterable[str]) -> str:
    """The entry of the site's menu below whose address the page lies, that stands beside its headline, or that is one
    of its tags."""
    path = urlsplit(document.url).path.rstrip("/")
    menu = {key(text): (text, place) for text, place in _menu(document) if place != path}
    above = [(place, text) for text, place in menu.values() if path.startswith(f"{place}/")]
    if above:
        return max(above, key=lambda one: len(one[0]))[1]
    for word in (*_beside_headline(document), *tags):
        if found := menu.get(key(word)):
            return found[0]
    return ""


def _menu(document: Document) -> Iterator[tuple[str, str]]:
    """The links of the site's menus to its other pages but the first: text and path."""
    links = (link for menu in document.tags.get("nav", [])[:10] for link in menu.find("a"))
    site = host_of(document.url)
    for link in islice(links, _MOST_LINKS):
        place = _PLACE.fullmatch(link.get("href").strip()[:500])
        if place is None or place["host"] not in (None, site):
            continue
        text = link.short_text(_LONGEST)
        if len(text) > 1 and not text.isdigit() and key(text) not in _HOMES:
            yield text, place["path"].rstrip("/")


def _beside_headline(document: Document) -> Iterator[str]:
    """Short texts around the first headline, the parts of a path (`World / Harbours`) each."""
    headline = next(iter(document.tags.get("h1", [])), None)
    if headline is None:
        return
    at = document.elements.index(headline)
    for element in document.elements[max(0, at - _NEAR) : at + _NEAR]:
        if element is headline or element.tag == "nav" or any(above.tag == "nav" for above in element.ancestors()):
            continue
        for child in element.children:
            if isinstance(child, str) and len(child) <= 4 * _LONGEST:
                yield from (part for part in _BETWEEN.split(child.strip()) if 1 < len(part) <= _LONGEST)
