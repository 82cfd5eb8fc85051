"""Facts that a page shows beside a label: `Author: …`, a definition list, a line of a table."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.text.tree import Element
from octavo.text.white import fold

_LONGEST = 160
_ENDS = " :：|\t"

AUTHOR = frozenset({
    "author", "authors", "autor", "autorin", "autorin/autor", "autor/in", "autor:in", "autoren", "auteur", "auteurs",
    "autores", "autore", "autori", "text", "von", "by", "автор", "المؤلف", "الكاتب", "作者", "记者", "記者",
    "責編", "责编", "저자", "기자",
})  # fmt: skip
DATE = frozenset({
    "date", "datum", "published", "published on", "publication date", "veröffentlicht", "veröffentlicht am",
    "erschienen am", "publié le", "publicado", "fecha", "data", "pubblicato", "дата", "تاريخ", "日期", "发布时间",
    "時間", "公開日",
})  # fmt: skip


def labelled(elements: list[Element], labels: frozenset[str]) -> Iterator[str]:
    """What stands beside each of these labels, in document order."""
    for element in elements:
        parent = element.parent
        if parent is None or len(element.children) != 1 or not isinstance(element.children[0], str):
            continue
        label = element.children[0].strip(_ENDS + "\n").lower()
        if label not in labels or element.tag in ("script", "option", "button", "a"):
            continue
        value = _beside(element, parent)
        if value:
            yield value


def _beside(element: Element, parent: Element) -> str:
    """The text behind an element within its parent, or the whole text of the next cell."""
    index = next(i for i, child in enumerate(parent.children) if child is element)
    behind = parent.children[index + 1 :]
    texts = (child if isinstance(child, str) else child.short_text(_LONGEST) for child in behind[:3])
    value = next((text for raw in texts if (text := fold(raw).strip(_ENDS))), "")
    return value if len(value) <= _LONGEST else ""
