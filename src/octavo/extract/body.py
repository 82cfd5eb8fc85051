"""The article's text in a page: which blocks are it.

sizes ──► blocks of the whole page, without parts that are apart ──► the element that holds the text ──► its blocks
      ──► standfirst before it ──► leftovers dropped (see leftovers.py)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from octavo.extract.document import Document
from octavo.extract.evidence import agreed
from octavo.extract.leftovers import without_leftovers
from octavo.extract.names import Part, part_of
from octavo.extract.titles import key
from octavo.text.blocks import Built, build
from octavo.text.tree import Element

_TEXT_KINDS = frozenset({"paragraph", "quote", "item", "preformatted"})
_APART_TAGS = frozenset({"nav", "aside", "footer", "dialog", "menu"})
_INLINE = frozenset({"a", "span", "b", "strong", "i", "em", "time", "mark", "abbr", "u"})
_DENSE = re.compile("[\u0e00-\u0eff\u3040-\ud7af]+")
_NO_PROSE = frozenset(
    {"script", "head", "noscript", "button", "select", "option", "textarea", "nav", "footer", "label"}
)
_HINTED_SHARE = 0.4
"""An element that is named as the article's text is believed where it holds this much of the page's text."""
_DESCEND_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Body:
    """What was found."""

    standfirst: str
    built: list[Built]
    score: float
    """Characters of running text outside links."""
    page_score: float
    """The same of the whole page."""


def read_body(document: Document, titles: tuple[str, ...], description: str, authors: tuple[str, ...], article_body: str) -> Body:
    """The article's blocks; `titles` are all that the page carries, the chosen one first."""
    named = {key(title) for title in titles if title}
    prose, holders = _survey(document.elements)
    whole = prose[document.root]

    def skip(element: Element) -> bool:
        return _is_apart(element, prose, whole, holders)

    built = build(document.root, document.base, skip)
    scores, by_element = _scores(built)
    page_score = by_element.get(document.root, 0.0)
    container = _container(document, by_element, page_score)
    inside = [i for i, one in enumerate(built) if _within(one.source, container)]
    if not inside:
        return Body("", [], 0.0, page_score)
    standfirst = _standfirst(built[: inside[0]], named, description)
    blocks = [built[i] for i in inside]
    kept = agreed(without_leftovers(blocks, named, authors, container), article_body)
    return Body(standfirst, kept, sum(scores[i] for i in inside), page_score)


def _survey(elements: list[Element]) -> tuple[dict[Element, int], set[Element]]:
    """Characters of running text below every element (texts in paragraphs outside links, and long texts anywhere), and
    the elements that hold one that is named as the article's text or the page's one h1."""
    prose: dict[Element, int] = {}
    holders: set[Element] = set()
    for element in reversed(elements):
        size = prose.get(element, 0)
        tag = element.tag
        if tag == "a" or tag in _NO_PROSE:
            size = 0
        else:
            for child in element.children:
                if isinstance(child, str) and (len(child) > 80 or (tag == "p" and len(child) > 20)):
                    size += len(child)
        prose[element] = size
        if element.parent is not None and size:
            prose[element.parent] = prose.get(element.parent, 0) + size
        if element.parent is not None and (
            element in holders or tag in ("main", "h1") or part_of(element) & Part.BODY
        ):
            holders.add(element.parent)
    return prose, holders


def _is_apart(element: Element, prose: dict[Element, int], whole: int, holders: set[Element]) -> bool:
    """Whether an element's tag or names say that it is not the article's text, and its size does not say otherwise."""
    part = part_of(element)
    hidden = (
        "hidden" in element.attributes
        or element.get("aria-hidden") == "true"
        or "display:none" in element.get("style").replace(" ", "")
    )
    if element.tag in _INLINE and not hidden and element.parent is not None and _has_text(element.parent):
        return False  # a marked word within a sentence
    if element.tag in _APART_TAGS or hidden or (part & Part.APART and not part & Part.BODY):
        size = prose[element]
        if part & Part.HARD:
            return not (size > 0.5 * whole and any(element.find("main", "h1")))
        if element in holders and element.tag not in _APART_TAGS:
            return False
        if part & Part.PAYWALL and element.tag == "p":
            return False  # some publishers mark every paragraph behind the barrier
        return not (size > 200 and size > (0.1 if part & Part.PAYWALL else 0.35) * whole)
    if part & Part.SOFT or element.tag == "form":
        size = prose[element]
        if size > 0.35 * whole or element in holders:
            return False
        links = sum(1 for _ in element.find("a"))
        return element.tag == "form" or (links > 0 and size < 60 * links)
    return False


def _has_text(element: Element) -> bool:
    return any(isinstance(child, str) and len(child.strip()) > 3 for child in element.children)


def score_of(built: Built) -> float:
    """How much running text a block is: characters outside links, of short ones less."""
    block = built.block
    if block.kind not in _TEXT_KINDS:
        return 0.0
    length = len(block.text)
    if not block.text.isascii():
        # Scripts without blanks say as much in a third of the characters.
        length += 2 * sum(map(len, _DENSE.findall(block.text)))
    free = length - 2 * built.linked
    if free <= 0:
        return 0.0
    return free if length > 80 else free * 0.3 if length > 25 else 0.0


def _scores(built: list[Built]) -> tuple[list[float], dict[Element, float]]:
    """Each block's score, and each element's: the sum of those below it."""
    scores: list[float] = []
    by_element: dict[Element, float] = {}
    for one in built:
        score = score_of(one)
        scores.append(score)
        if score:
            element: Element | None = one.source
            while element is not None:
                by_element[element] = by_element.get(element, 0.0) + score
                element = element.parent
    return scores, by_element


def _container(document: Document, by_element: dict[Element, float], page_score: float) -> Element:
    """The element that holds the text: named so by the publisher, else the deepest that holds nearly all of it."""
    hinted = [
        one for one in document.items.get("articlebody", []) if by_element.get(one, 0) >= _HINTED_SHARE * page_score
    ]
    if not hinted:
        hinted = [
            one for one, score in by_element.items()
            if score >= _HINTED_SHARE * page_score and one.tag not in ("html", "body", "p") and part_of(one) & Part.BODY
        ]  # fmt: skip
    if not hinted:
        hinted = [
            one for tag in ("article", "main") for one in document.tags.get(tag, [])
            if by_element.get(one, 0) >= _HINTED_SHARE * page_score
        ][:1]  # fmt: skip
    current = max(hinted, key=lambda one: by_element.get(one, 0.0)) if hinted else document.root
    current = _with_siblings(current, by_element)
    while True:
        best = max(current.elements(), key=lambda one: by_element.get(one, 0.0), default=None)
        if best is None or by_element.get(best, 0.0) < _DESCEND_SHARE * by_element.get(current, 0.0):
            return current
        if best.tag in ("p", "blockquote", "li", "ul", "ol", "span", "pre"):
            return current
        if any(one.tag == "p" and by_element.get(one, 0.0) for one in current.elements()):
            return current  # paragraphs beside the rest belong to it
        current = best


def _with_siblings(element: Element, by_element: dict[Element, float]) -> Element:
    """The element that also holds all others of the same name that hold text: some publishers cut the text into pieces."""
    names = element.get("class").split()
    if not names:
        return element
    alike = names[0]
    same = [one for one, score in by_element.items() if score and one.tag == element.tag and one.get("class").startswith(alike)]
    if len(same) < 2:
        return element
    best = element
    for above in list(element.ancestors())[:4]:
        total = sum(by_element[one] for one in same if one is not above and _within(one, above) and not _nested(one, same))
        if total > by_element.get(best, 0.0) * 1.05 and total > 0.6 * by_element.get(above, 0.0):
            best = above
    return best


def _nested(element: Element, others: list[Element]) -> bool:
    return any(other is not element and _within(element, other) for other in others)


def _within(element: Element | None, container: Element) -> bool:
    while element is not None:
        if element is container:
            return True
        element = element.parent
    return False


def _standfirst(before: list[Built], named: set[str], description: str) -> str:
    """The summary shown between the headline and the text: what is named so, repeats the description, or is prose there."""
    start = 0
    for i, one in enumerate(before):
        if one.block.kind == "heading" and key(one.block.text) in named:
            start = i + 1
    if not start:
        return ""
    described = key(description)
    found: list[Built] = []
    for one in before[start:]:
        text = one.block.text
        if one.block.kind not in ("paragraph", "heading", "item") or key(text) in named:
            continue
        if found:
            if one.source.parent is found[-1].source.parent and len(text) > 30:
                found.append(one)
            continue
        said = key(text)
        repeats = (
            len(said) > 20
            and bool(described)
            and (said.startswith(described[:100]) or described.startswith(said[:100]))
        )
        parts = Part.NOTHING
        for up in (one.source, *list(one.source.ancestors())[:2]):
            parts |= part_of(up)
        prose = one.block.kind in ("paragraph", "heading") and len(text) > 70 and not one.linked and not Part.CAPTION & parts
        if repeats or (parts & Part.STANDFIRST and len(text) > 20 and one.linked < 0.5 * len(text)) or prose:
            found.append(one)
    return " ".join(one.block.text for one in found)
