"""What a reader wrote → plain text that is safe beside other texts, and the links in it.

No markup is ever made here: templates escape every piece. So there is nothing for `<script>` to be but its own letters,
and a link is one only where an address was parsed as http or https.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from octavo.news.addresses import WebUrl
from octavo.news.comments import LONGEST, MOST_LINES
from octavo.news.errors import CommentRefused
from octavo.text.addresses import host_of, web_url_or_none
from octavo.text.white import fold
from octavo.text.words import tokens

MOST_MARKS = 4
"""Combining marks on one character: the most that a language needs (Hebrew with points and accents, Tibetan stacks).
More of them tower over the lines above."""
LEAST_REPEATED = 20
"""Characters from which on the same text again is a repeat: many say "Thank you"."""
LINK_SHOWN = 60
"""Characters of an address that are shown."""

_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007f]{1,7})|[\U000e0000-\U000e007f]")
"""Invisible letters, which can carry hidden words; only a flag is spelled with them (Unicode TR 51, section C.1)."""
_ADDRESS = re.compile(r"(?<![\w@./-])(?:https?://|www\.)[^\s<>\"«»“”„`]+", re.IGNORECASE)
_CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of a comment; a link where it has an address."""

    text: str
    href: str = ""


def tidy(text: str) -> str:
    """The text as it is kept: NFC, lines folded, at most one empty line between two, no control characters, nothing
    that turns the direction of what stands around it, at most MOST_MARKS marks on a character. Idempotent.

    Raises CommentRefused where nothing is left, or too much.
    """
    if len(text) > 4 * LONGEST:  # before any work: a megabyte is refused as quickly as a line
        raise CommentRefused(f"a comment has at most {LONGEST:,} characters", code="long")
    text = _TAGS.sub(lambda found: found[1] or "", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [_marked(unicodedata.normalize("NFC", fold(line))) for line in text.split("\n")]
    kept = re.sub(r"\n{3,}", "\n\n", "\n".join(fold(line) for line in lines)).strip("\n")
    if not kept:
        raise CommentRefused("there is nothing in it", code="empty")
    if len(kept) > LONGEST:
        raise CommentRefused(f"a comment has at most {LONGEST:,} characters", code="long")
    if kept.count("\n") >= MOST_LINES:
        raise CommentRefused(f"a comment has at most {MOST_LINES} lines", code="lines")
    return kept


def note_of(text: str, most: int) -> str:
    """A short note on one line, cut where it is longer; what a reader adds to a report or an appeal."""
    return _marked(fold(_TAGS.sub(lambda found: found[1] or "", text)))[:most].rstrip()


def fingerprint(text: str) -> int:
    """The same for texts whose letters are the same, whatever their case, accents, width and signs; 0 for short ones.
    64 bits of SHA-256 of the search tokens, as SQL's integer."""
    words = " ".join(tokens(text))
    if len(words) < LEAST_REPEATED:
        return 0
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big", signed=True) or 1


def paragraphs(text: str) -> list[list[list[Piece]]]:
    """A tidy text as paragraphs of lines of pieces."""
    return [[list(_pieces(line)) for line in part.split("\n")] for part in text.split("\n\n")]


def links(text: str) -> list[WebUrl]:
    """The addresses in a text, as often as they are there."""
    return [address for _, _, address in _addresses(text)]


def _pieces(line: str) -> list[Piece]:
    pieces, at = [], 0
    for start, end, address in _addresses(line):
        if start > at:
            pieces.append(Piece(line[at:start]))
        written, mark, fragment = line[start:end].partition("#")
        anchor = mark + quote(fragment, safe="!$&'()*+,;=:@/?%~") if mark else ""
        pieces.append(Piece(_clipped(_shown(written + mark + fragment, address)), address + anchor))
        at = end
    if at < len(line):
        pieces.append(Piece(line[at:]))
    return pieces


def _addresses(text: str) -> list[tuple[int, int, WebUrl]]:
    """Start, end and address of each."""
    found = []
    for match in _ADDRESS.finditer(text):
        written = _ended(match.group())
        address = web_url_or_none(written if "://" in written[:8] else f"https://{written}")
        if address is not None and "." in host_of(address):
            found.append((match.start(), match.start() + len(written), address))
    return found


def _ended(written: str) -> str:
    """Without the signs of the sentence around it: a closing bracket stays where it was opened within."""
    while written:
        last = written[-1]
        unopened = last in _CLOSING and written.count(last) > written.count(_CLOSING[last])
        if not unopened and last not in ".,;:!?'’…*_~|\\،؛؟。，":
            break
        written = written[:-1]
    return written


def _shown(written: str, address: WebUrl) -> str:
    """As it was written where that says truly where it leads; else as it was parsed: letters of another script that
    look like these, or signs that browsers read as others, are no host's name."""
    return written if written.lower().rpartition("://")[2].startswith(host_of(address)) else address


def _clipped(text: str) -> str:
    return text if len(text) <= LINK_SHOWN else text[: LINK_SHOWN - 1] + "…"


def _marked(text: str) -> str:
    """With at most MOST_MARKS combining marks in a row."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)
