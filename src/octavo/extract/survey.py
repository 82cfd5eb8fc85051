"""Where a page's running text is, and which of its elements stand apart from the article.

Names and tags accuse (aside, related, newsletter); how much of the page's text an element holds acquits, for no promo
is most of a page.
"""

from __future__ import annotations

from itertools import islice

from octavo.extract.names import Part, part_of
from octavo.text.tree import Element

_APART_TAGS = frozenset({"nav", "aside", "footer", "dialog", "menu"})
_APART_ROLES = frozenset({"complementary", "navigation", "contentinfo", "search", "dialog", "alertdialog", "menu"})
"""The same in ARIA's words."""
_BOXES = frozenset({"aside", "div", "section", "ul"})
_INLINE = frozenset({"a", "span", "b", "strong", "i", "em", "time", "mark", "abbr", "u"})
_NO_PROSE = frozenset(
    {"a", "script", "head", "noscript", "button", "select", "option", "textarea", "nav", "footer", "label"}
)
_LEAST = 200
"""Characters of running text below which an element's names are believed without more."""
_MOST = 0.35
"""The share of the page's running text from which an element's names are not believed. On real pages related boxes hold
up to a fifth, split articles' parts from two fifths."""
_BEHIND_BARRIER = 0.1
"""The same for names of barriers: publishers give them to the text behind."""
_PER_LINK = 60
"""Characters of running text a link: what has less is a list of links."""


class Survey:
    """One walk over a page's elements, and the verdicts that follow from it."""

    def __init__(self, elements: list[Element], *, live: bool = False) -> None:
        self.live = live
        """Of a live ticker, whose entries are articles within the article."""
        self.prose: dict[Element, int] = {}
        """Characters of running text below every element: in paragraphs outside links, and long texts anywhere."""
        self.holders: set[Element] = set()
        """Elements that hold one named as the article's text, the main element or an h1."""
        self.related: list[Element] = []
        """Boxes of other articles on the subject, in reverse document order."""
        self.links: dict[Element, int] = {}
        """Links below every element."""
        self._headlines: dict[Element, list[Element]] = {}
        self._speaking: dict[Element, bool] = {}
        self.whole = 0
        """Characters of running text of the page."""
        for element in reversed(elements):
            self._note(element)
        if elements:
            self.whole = self.prose[elements[0]]

    def _note(self, element: Element) -> None:
        tag = element.tag
        size = 0
        if tag not in _NO_PROSE:
            size = self.prose.get(element, 0)
            for child in element.children:
                if isinstance(child, str) and (len(child) > 80 or (tag == "p" and len(child) > 20)):
                    size += len(child)
        self.prose[element] = size
        parent = element.parent
        if parent is None:
            return
        links = self.links.get(element, 0) + (tag == "a")
        if links:
            self.links[element] = links
            self.links[parent] = self.links.get(parent, 0) + links
        if size:
            self.prose[parent] = self.prose.get(parent, 0) + size
        part = part_of(element)
        if part & Part.RELATED and tag in _BOXES:
            self.related.append(element)
        if element in self.holders or tag in ("main", "h1") or part & Part.BODY:
            self.holders.add(parent)

    def is_apart(self, element: Element) -> bool:
        """Whether an element is not the article's text."""
        part = part_of(element)
        hidden = _is_hidden(element)
        if element.tag in _INLINE and not hidden and element.parent is not None and self._speaks(element.parent):
            return False  # a marked word within a sentence
        size = self.prose[element]
        if part & Part.HARD:
            return not (size > 0.5 * self.whole and any(element.find("main", "h1")))
        if hidden or (element.tag == "article" and not self.live and self._is_within_other(element)):
            return size <= _MOST * self.whole
        by_tag = element.tag in _APART_TAGS or element.get("role") in _APART_ROLES
        if by_tag or part & Part.APART:
            if element in self.holders and not by_tag:
                return False
            if part & Part.PAYWALL and element.tag == "p":
                return False  # some publishers mark every paragraph behind the barrier
            share = _BEHIND_BARRIER if part & Part.PAYWALL else _MOST
            return size <= _LEAST or size <= share * self.whole
        if part & Part.SOFT or element.tag == "form":
            if size > _MOST * self.whole or element in self.holders:
                return False
            links = self.links.get(element, 0)
            return element.tag == "form" or (links > 0 and size < _PER_LINK * links)
        return False

    def _is_within_other(self, element: Element) -> bool:
        """Whether an article element stands in another with a headline of its own: a comment, or the next article."""
        outer = next((above for above in element.ancestors() if above.tag == "article"), None)
        if outer is None:
            return False
        if outer not in self._headlines:
            self._headlines[outer] = list(islice(outer.find("h1"), 5))
        return any(element not in h1.ancestors() for h1 in self._headlines[outer])

    def _speaks(self, element: Element) -> bool:
        """Whether an element has text of its own."""
        known = self._speaking.get(element)
        if known is None:
            known = any(isinstance(child, str) and len(child.strip()) > 3 for child in element.children)
            self._speaking[element] = known
        return known

    def is_certainly_apart(self, element: Element) -> bool:
        """The same by tags and the plainest names alone: for pages whose names mislead."""
        if part_of(element) & Part.HARD or element.tag in _APART_TAGS or _is_hidden(element):
            return self.prose[element] <= _MOST * self.whole
        return False


def _is_hidden(element: Element) -> bool:
    attributes = element.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or ("style" in attributes and "display:none" in element.get("style").replace(" ", ""))
    )
