"""Names that stand in the page itself: links marked as the author's, and elements named byline or author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.extract import authors
from octavo.extract.document import Document
from octavo.extract.labels import AUTHOR, labelled
from octavo.extract.names import Part, part_of
from octavo.text.tree import Element

_LONGEST = 200
"""Characters of a byline; what is longer says something about the author."""
_BY = re.compile(
    r"(?:By|BY|by|Von|Par|Por|Door|Av|Af|Di|Autor(?:in|en)?:|Auteur ?:|Author:|Text:)(?:$|\s+(?=[A-ZÀ-Þ]))"
)
_NEAR = 80
"""Elements behind the headline among which a byline is looked for."""
_BY_ALONE = re.compile(r"\w+ ?:?$")
_CHINESE_PAGE = re.compile(r"zh\b", re.IGNORECASE)
_CHINESE_LABELS = tuple(
    re.compile(rf"(?:{words})\s*[：:]\s*([\u4e00-\u9fff、，·\s]{{2,40}})")
    for words in ("作者|撰文|文", "记者|記者", "责任编辑|责编|責任編輯|責編|编辑|編輯")
)
_CHINESE_DATELINE = re.compile(
    r"[（(][^（）()]{0,12}?(?:记者|記者|通讯员|通訊員)[\s:：]*([\u4e00-\u9fff·、，\s]{2,40})[)）]|"
    r"^(?:本报|本報|[\u4e00-\u9fff]{2,6})(?:记者|記者)\s+([\u4e00-\u9fff·]{2,4}(?:[、，\s]+[\u4e00-\u9fff·]{2,4}){0,4})(?:\s|$)"
)
"""How a report begins: （本报记者 周敏 陈以航）."""
_CHINESE_NAMES = re.compile(
    r"(?![\u4e00-\u9fff]*(?:报道|報道|报导|報導|综合|綜合|整理|编译|記者|记者|摄影))[\u4e00-\u9fff·]{2,8}"
)
_AWAY = frozenset({"nav", "aside", "footer"})
_SHOWN_BEHIND = 12
"""Elements named after authors that are looked at: those behind are of other articles."""


def from_microdata(document: Document) -> tuple[str, ...]:
    """Authors in microdata: the first, and those that stand with it."""
    return authors.names(text for one in _together(document.items.get("author", [])) for text in _names_of(one))


def from_page(document: Document) -> Iterator[tuple[str, ...]]:
    """Authors as the page shows them: what each place says, the surest first."""
    yield authors.names(one.short_text(_LONGEST) for one in _together(document.author_links))
    for names in signatures(document):
        yield tuple(name for name in names if authors.is_person(name))
    yield tuple(name for name in authors.names(labelled(document.elements, AUTHOR)) if authors.is_person(name))
    if _CHINESE_PAGE.match(document.language) or not document.language:
        yield authors.names(_chinese(document.elements))


def signatures(document: Document) -> Iterator[tuple[str, ...]]:
    """The names in each byline, persons' or not."""
    for element in [*list(_bylines(document.elements))[:_SHOWN_BEHIND], *_said_by(document.elements)]:
        yield authors.names(_names_of(element))


def _chinese(elements: list[Element]) -> Iterator[str]:
    """Names behind a Chinese label in running text, or in brackets at the head of the report; the writers' before the
    editors'."""
    texts = [child for element in elements for child in element.children if isinstance(child, str)]
    short = [text for text in texts if len(text) < 300]
    for label in (*_CHINESE_LABELS[:2], _CHINESE_DATELINE, _CHINESE_LABELS[2]):
        places = (text[:120] for text in texts) if label is _CHINESE_DATELINE else short
        found = next((match for text in places if (match := label.search(text))), None)
        if found:
            yield from _CHINESE_NAMES.findall(next(part for part in found.groups() if part))
            return


def _together(marked: list[Element]) -> list[Element]:
    """The first of these elements that is the article's own, and those that stand beside it."""
    own = [one for one in marked[:60] if not _is_away(one)]
    if not own or own[0].parent is None:
        return own[:1]
    beside = {own[0].parent, own[0].parent.parent}
    return [one for one in own if one.parent in beside or (one.parent is not None and one.parent.parent in beside)]


def _said_by(order: list[Element]) -> Iterator[Element]:
    """Short elements shortly behind the headline whose text begins with By, whatever they are named."""
    headline = next(
        (i for i, element in enumerate(order) if element.tag == "h1" and len(element.short_text(500)) > 15), None
    )
    if headline is None:
        return
    left = 3
    for element in order[headline : headline + _NEAR]:
        first = next((child.strip() for child in element.children if isinstance(child, str) and child.strip()), "")
        if first and len(first) <= _LONGEST and _BY.match(first) and not _is_away(element):
            place = (
                element.parent if _BY_ALONE.match(first) and len(element.children) == 1 and element.parent else element
            )
            if place.short_text(_LONGEST):
                yield place
                left -= 1
                if not left:
                    return


def _bylines(elements: list[Element]) -> Iterator[Element]:
    """Elements named after authors that are short enough to be a byline, the outermost of each place."""
    inside: Element | None = None
    for element in elements:
        if not part_of(element) & Part.BYLINE or element.tag in ("body", "html", "article", "main", "img", "script"):
            continue
        if inside is not None and inside in element.ancestors():
            continue
        if len(element.short_text(_LONGEST)) > 2 and not _is_away(element):
            inside = element
            yield element


def _names_of(element: Element) -> list[str]:
    """The texts that may be names: what a content attribute says, marked names, links, else the whole text."""
    if element.get("content"):
        return [element.get("content")]
    for named in (
        [one for one in element.walk() if one.get("itemprop") == "name"],
        [one for one in element.find("a") if "mailto:" not in one.get("href")],
    ):
        texts = [one.get("content") or one.short_text(_LONGEST) for one in named[:20]]
        if authors.names(texts):
            return texts
    return [element.short_text(_LONGEST)]


def _is_away(element: Element) -> bool:
    """Whether an element stands in a part that belongs to other articles or to the site."""
    return any(above.tag in _AWAY or part_of(above) & Part.HARD for above in element.ancestors())
