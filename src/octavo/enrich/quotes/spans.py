"""Quoted stretches of a text, in every style of quotation marks, across paragraphs and broken off.

Marks pair by style: “ ”, " ", « », „ “ or „ ”, » «, ‘ ’, ' ', ‹ ›, 「 」, 『 』, two apostrophes in a row, and the
Spanish raya that opens a paragraph of dialogue. A quotation of several paragraphs opens each and closes only the last;
it gives one stretch a paragraph.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Stretch(NamedTuple):
    """A quotation: the marks stand at start and end - 1 (several characters for two apostrophes)."""

    start: int
    """With its opening mark."""
    end: int
    """With its closing mark."""
    first: int
    """Where the words begin."""
    last: int
    """Where the words end."""


_PAIRS = {
    "“": '”"',
    "«": "»",
    "„": "“”",
    "‘": "’",
    "‹": "›",
    "「": "」",
    "『": "』",
    "»": "«",
    '"': '"”',
    "'": "'",
    "''": "''",
}
_MARK = re.compile(r"''|[“”„«»‹›「」『』\"]|(?<![^\W_])['‘]|['’](?![^\W_])|``")
_BREAK = re.compile(r"\n\s*")
LONGEST = 6000
"""Characters of the longest quotation; a mark without its mate must not swallow the article."""


Open = tuple[int, int, int]
"""Where a quotation opens, where its words begin, and where its first paragraph ends."""


def stretches(text: str, language: str) -> list[Stretch]:
    """The outermost quotations, in order."""
    found: list[Stretch] = []
    pending: Open | None = None
    place = 0
    while place <= len(text):
        match = _BREAK.search(text, place)
        end = match.start() if match else len(text)
        if end > place:
            pending = _paragraph(text, place, end, language, found, pending)
        place = match.end() if match else len(text) + 1
    return found


def _paragraph(
    text: str, start: int, end: int, language: str, found: list[Stretch], pending: Open | None
) -> Open | None:
    """The quotations of a paragraph are added; the one that is left open is returned.

    `pending` was left open by the paragraph before, and goes on where this one begins with a mark.
    """
    if text[start] in "—―–-" and language == "es" and start + 1 < end and not text[start + 1].isspace():
        found.extend(_raya(text, start, end))
        return None
    mark, opened = "", (0, 0)
    for match in _MARK.finditer(text, start, end):
        at, sign = match.start(), match.group().replace("``", "''")
        if not mark:
            if _opens(text, at, match.end(), start, sign, language):
                mark, opened = sign, (at, match.end())
                if pending and at == start and pending[2] > pending[1]:
                    found.append(Stretch(pending[0], pending[2], pending[1], pending[2]))
        elif sign in _PAIRS[mark] and _closes(text, at, match.end(), end, sign):
            if opened[1] < at <= opened[0] + LONGEST:
                found.append(Stretch(opened[0], match.end(), opened[1], at))
            mark = ""
    carried = mark and mark not in ("'", "‘", "»") and end <= opened[0] + LONGEST
    return (*opened, end) if carried else None


def _opens(text: str, at: int, after: int, start: int, mark: str, language: str) -> bool:
    """Whether a mark can open here: not after a letter, and before something."""
    if mark in ("”", "’", "›", "」", "』") or after >= len(text) or (text[after].isspace() and mark != "«"):
        return False
    if mark == "»":
        return language in ("de", "da") and (at == start or text[at - 1].isspace())
    if mark in "“«„‹「『":
        return True
    if mark in "'‘" and (text[after].isdigit() or text[after : after + 2] in ("n'", "n’")):
        # The '80s, rock 'n' roll.
        return False
    before = text[at - 1] if at > start else " "
    return before.isspace() or before in "([{—–-:,;/…" or (mark == "''" and not before.isalnum())


def _closes(text: str, at: int, after: int, end: int, mark: str) -> bool:
    """Whether a mark can close here: straight and single ones only where no word goes on, nor a plural's apostrophe."""
    if mark not in ("'", "’", '"'):
        return True
    if after < end and text[after].isalnum():
        return False
    if mark == '"':
        return True
    before = text[at - 1]
    # `the workers’ rights`: a letter s before, a lower-case word after.
    plural = before in "sS" and after + 1 < end and text[after] == " " and text[after + 1].islower()
    return not before.isspace() and not plural


def _raya(text: str, start: int, end: int) -> list[Stretch]:
    """Spanish dialogue: `—Vendremos —dijo Lara—. Seguro.` gives `Vendremos` and `Seguro`."""
    pieces: list[Stretch] = []
    speaking, opened = True, start
    for match in re.finditer(r"[—―–]", text[start + 1 : end]):
        at = start + 1 + match.start()
        if speaking and text[opened + 1 : at].strip():
            pieces.append(_trimmed(text, opened, at))
        speaking, opened = not speaking, at
    if speaking and text[opened + 1 : end].strip(" .,;"):
        pieces.append(_trimmed(text, opened, end))
    return [piece for piece in pieces if piece.last > piece.first]


def _trimmed(text: str, opened: int, end: int) -> Stretch:
    """A piece of dialogue without the sign and the stop left by the aside before it."""
    first, last = opened + 1, end
    while first < last and text[first] in " .,;:":
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Stretch(opened, last, first, last)
