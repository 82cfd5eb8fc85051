"""Two states of a text → their difference, as an editor would mark it: whole paragraphs first, then words within them.

Alignment by difflib's SequenceMatcher (after Ratcliff and Obershelp), which finds long common runs and so reads better
than a shortest edit script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from octavo.news.articles import Revision

MOST_WORDS = 1200
"""Of a paragraph compared word by word: beyond it the matcher's quadratic worst case shows; it is replaced whole."""

_ALIKE = 0.35
"""Share of common words from which two paragraphs in the same place are one, edited."""

_UNSPACED = "\u0e00-\u0eff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+|\s+")

Op = Literal["same", "added", "removed"]
Piece = tuple[Op, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that changed, or a run that did not."""

    pieces: tuple[Piece, ...] = ()
    skipped: int = 0
    """How many paragraphs stayed the same here; pieces is empty then."""


def difference(before: Revision, after: Revision) -> tuple[Change, ...]:
    """What became of `before` in `after`: title and standfirst count as the first paragraphs."""
    return tuple(_changes(_paragraphs(before), _paragraphs(after)))


def words_changed(old: str, new: str) -> tuple[Piece, ...]:
    """What became of one passage in another, word by word; all of it where they are too long for that."""
    a, b = _words(old), _words(new)
    if max(len(a), len(b)) > 2 * MOST_WORDS:
        return (("removed", old), ("added", new))
    return tuple(_pieces(a, b))


def _paragraphs(revision: Revision) -> list[str]:
    texts = [revision.title, revision.standfirst]
    for block in revision.body:
        texts.append(" ⁄ ".join(" · ".join(row) for row in block.rows) if block.rows else block.text)
    return [text for text in texts if text]


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change(skipped=b - a)
            continue
        for old, new in zip_longest(before[a:b], after[c:d], fillvalue=""):
            yield from _paragraph(old, new)


def _paragraph(old: str, new: str) -> Iterator[Change]:
    a, b = _words(old), _words(new)
    if max(len(a), len(b)) > 2 * MOST_WORDS or (old and new and _likeness(a, b) < _ALIKE):
        yield Change((("removed", old),))
        yield Change((("added", new),))
        return
    yield Change(tuple(_pieces(a, b)))


def _likeness(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of words in common, in order; the spaces between them, which all texts have in common, left out."""
    return SequenceMatcher(None, [x for x in a if x.strip()], [x for x in b if x.strip()], autojunk=False).ratio()


def _pieces(a: Sequence[str], b: Sequence[str]) -> Iterator[Piece]:
    """What stayed, and each run of changes as all that was removed, then all that was added: a space that stayed
    between two changed words belongs to the run, for nobody reads word-by-word confetti."""
    removed = added = space = ""
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal" and (removed or added) and not "".join(a[i:j]).strip():
            space = "".join(a[i:j])
            continue
        if tag == "equal":
            yield from _run(removed, added)
            yield ("same", space + "".join(a[i:j]))
            removed = added = space = ""
        else:
            removed += space + "".join(a[i:j])
            added += space + "".join(b[k:m])
            space = ""
    yield from _run(removed, added)
    if space:
        yield ("same", space)


def _run(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield ("removed", removed)
    if added:
        yield ("added", added)


def _words(text: str) -> list[str]:
    """Words and the spaces between them; characters of scripts without spaces between words one by one."""
    return _WORD.findall(text)
