"""Which element of a page holds the article's text."""

from __future__ import annotations

import re

from octavo.extract.document import Document
from octavo.extract.names import Part, part_of
from octavo.extract.titles import key
from octavo.text.blocks import Built
from octavo.text.tree import Element

_RUNNING = frozenset({"paragraph", "quote", "item", "preformatted"})
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\ud7af]+")
_SENTENCE, _PHRASE = 80, 25
"""Characters from which a block is surely a sentence, and below which it surely is none."""
_HINTED_SHARE = 0.4
"""An element that is named as the article's text is believed where it holds this much of the page's text."""
_DESCEND_SHARE = 0.9
"""Of an element's text, how much one child must hold to stand for it."""
_ENOUGH, _ENOUGH_SHARE = 500, 0.15
"""Characters of text, and share of the page's, that the surroundings of the headline must hold."""
_FLAT = frozenset({"p", "blockquote", "li", "ul", "ol", "span", "pre"})


def score_of(built: Built) -> float:
    """How much running text a block is: characters outside links, of short ones less, of dense scripts more."""
    block = built.block
    if block.kind not in _RUNNING:
        return 0.0
    length = len(block.text)
    if not block.text.isascii():
        # Scripts without blanks say as much in a third of the characters.
        length += 2 * sum(map(len, _DENSE.findall(block.text)))
    free = length - 2 * built.linked
    if free <= 0 or length <= _PHRASE:
        return 0.0
    return float(free) if length > _SENTENCE else free * 0.3


class Scores:
    """The score of every block, and of every element: the sum of those below it."""

    def __init__(self, built: list[Built]) -> None:
        self.blocks: list[float] = []
        self.elements: dict[Element, float] = {}
        for one in built:
            score = score_of(one)
            self.blocks.append(score)
            element: Element | None = one.source if score else None
            while element is not None:
                self.elements[element] = self.elements.get(element, 0.0) + score
                element = element.parent

    def of(self, element: Element) -> float:
        """An element's score."""
        return self.elements.get(element, 0.0)


def container_of(document: Document, scores: Scores, named: set[str]) -> Element:
    """The element that holds the text: named so by the publisher, else the deepest that holds nearly all of it."""
    least = _HINTED_SHARE * scores.of(document.root)
    hinted = [one for one in document.items.get("articlebody", []) if scores.of(one) >= least]
    if not hinted:
        hinted = [
            one for one, score in scores.elements.items()
            if score >= least and one.tag not in ("html", "body", "p") and part_of(one) & Part.BODY
        ]  # fmt: skip
    if not hinted:
        marked = [one for tag in ("article", "main") for one in document.tags.get(tag, [])]
        hinted = [one for one in marked if scores.of(one) >= least][:1]
    start = max(hinted, key=scores.of) if hinted else _around_headline(document, scores, named)
    return _deepest(_with_siblings(start, scores), scores)


def _around_headline(document: Document, scores: Scores, named: set[str]) -> Element:
    """The smallest element with the headline and enough text: for pages that name nothing and hold other articles."""
    least = max(_ENOUGH, _ENOUGH_SHARE * scores.of(document.root))
    headings = [one for one in document.elements if one.tag in ("h1", "h2")]
    headline = next((one for one in headings if key(one.short_text(500)) in named), None) or next(
        (one for one in headings if one.tag == "h1" and len(one.short_text(500)) > _PHRASE), None
    )
    if headline is None:
        return document.root
    return next((above for above in headline.ancestors() if scores.of(above) >= least), document.root)


def _deepest(element: Element, scores: Scores) -> Element:
    """Down from an element while one child holds nearly all of its text."""
    while True:
        best = max(element.elements(), key=scores.of, default=None)
        if best is None or best.tag in _FLAT or scores.of(best) < _DESCEND_SHARE * scores.of(element):
            return element
        if any(one.tag == "p" and scores.of(one) for one in element.elements()):
            return element  # paragraphs beside the rest belong to it
        element = best


def _with_siblings(element: Element, scores: Scores) -> Element:
    """The element that also holds the others named alike that hold text: some publishers cut the text into pieces."""
    names = element.get("class").split()
    if not names:
        return element
    alike = {
        one for one in scores.elements if one.tag == element.tag and one.get("class").startswith(names[0])
    }  # fmt: skip
    outermost = [one for one in alike if not any(above in alike for above in one.ancestors())]
    if len(outermost) < 2:
        return element
    best = element
    for above in list(element.ancestors())[:4]:
        total = sum(scores.of(one) for one in outermost if one is not above and is_within(one, above))
        if total > scores.of(best) * 1.05 and total > 0.6 * scores.of(above):
            best = above
    return best


def is_within(element: Element | None, container: Element) -> bool:
    """Whether an element is the container or below it."""
    while element is not None:
        if element is container:
            return True
        element = element.parent
    return False
