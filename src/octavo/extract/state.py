"""The text in a page's state for scripts (`__NEXT_DATA__` and the like): for pages that show none without scripts."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.extract.document import Document
from octavo.extract.jsonld import read_json
from octavo.extract.titles import key
from octavo.news.articles import Block
from octavo.text.markup import blocks, plain

_PROSE = 80
"""Characters of a string that can be a paragraph."""
_WHOLE = 600
"""Characters of the text found, below which it is none."""
_MOST_VALUES = 200_000


def text_in_state(document: Document, title: str) -> tuple[Block, ...]:
    """The longest text in the page's JSON: one long string, or the strings of one list. Empty where there is none.

    Only state that names the page's title is believed: sites also ship all their other articles.
    """
    best: list[str] = []
    for script in document.states[:10]:
        if title and key(title)[:60] not in key(script[:2_000_000]):
            continue
        for value in read_json(script):
            for texts in _groups(value):
                if sum(map(len, texts)) > sum(map(len, best)):
                    best = texts
    if sum(map(len, best)) < _WHOLE:
        return ()
    return tuple(block for text in best for block in blocks(text, document.base))


def _groups(value: object) -> Iterator[list[str]]:
    """The paragraphs below every list of a JSON value, and every long string by itself; lists in lists are one."""
    todo = [value]
    left = _MOST_VALUES
    while todo and left:
        left -= 1
        one = todo.pop()
        if isinstance(one, str):
            if len(one) >= _WHOLE and _is_prose(one):
                yield [one]
        elif isinstance(one, dict):
            todo.extend(one.values())
        elif isinstance(one, list):
            texts = [text for item in one[:2_000] if (text := _paragraph(item))]
            if len(texts) > 2:
                yield texts
            todo.extend(one[:2_000])


def _paragraph(item: object) -> str:
    """The text of a list's item: itself, or the one long text among an object's values."""
    candidates = [item] if isinstance(item, str) else list(item.values()) if isinstance(item, dict) else []
    return next((text for text in candidates if isinstance(text, str) and len(text) >= _PROSE and _is_prose(text)), "")


def _is_prose(text: str) -> bool:
    """Whether a string is written for people: words with blanks, no address, no code."""
    start = plain(text[:400])
    return (
        start.count(" ") * 12 > len(start)
        and "://" not in start[:12]
        and not start.startswith(("{", "[", "function", "."))
    )
