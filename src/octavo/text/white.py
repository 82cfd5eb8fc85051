"""White space and invisible characters: what a text keeps of them."""

from __future__ import annotations

import re

_INVISIBLE = dict.fromkeys(
    [
        *range(0x09), 0x0B, *range(0x0E, 0x1C), *range(0x7F, 0xA0),  # control characters
        0x00AD, 0x200B, 0x2060, 0xFEFF, 0xFFFC,  # soft hyphen, zero-width space, word joiner, BOM, object
        *range(0xD800, 0xE000),  # halves of surrogate pairs, which JSON can smuggle in and nothing can encode
        *range(0x202A, 0x202F), *range(0x2066, 0x206A),  # embeddings, overrides, isolates: can turn a page around
    ]
)  # fmt: skip
"""Dropped. Zero-width joiners stay: Persian, the Indic scripts and emoji are spelled with them."""
_INVISIBLE.pop(0x85, None)

_ANY_INVISIBLE = re.compile("[" + re.escape("".join(map(chr, _INVISIBLE))) + "]")
_BOUND = re.compile(
    "[\xa0\u202f](?:(?<=[«‹].)(?=\\S)|(?<=\\S.)(?=[»›;:!?%‰°€$£])|(?<=\\d.)(?=\\d))"  # sought by its first character
)
"""No-break spaces that typography asks for: within French quotation marks, before its tall signs, within numbers. All
others are layout, and become plain."""
_STAND_INS = {"\xa0": "\x01", "\u202f": "\x02"}
"""What stands for them while the rest is folded: characters that are dropped before."""
_STOOD_FOR = {ord(stand_in): space for space, stand_in in _STAND_INS.items()}
_ONLY_JOINERS = re.compile(r"[\s\u200c-\u200f\u2800\u3164]*")


def fold(text: str) -> str:
    """One line: every run of white space one blank, none at the ends, invisible characters dropped.

    The no-break spaces of good typography stay (`« oui »`, `44 %`, `20 000`), so that no line begins with a sign.
    A text of nothing but joiners and blanks is empty.
    """
    if text.isprintable():  # the common case: its only white space is the blank, and nothing in it is invisible
        text = text.strip(" ")
        folded = " ".join(text.split()) if "  " in text else text
        return folded if text.isascii() or not _ONLY_JOINERS.fullmatch(folded) else ""
    if _ANY_INVISIBLE.search(text):
        text = text.translate(_INVISIBLE)
    folded = _bound(text) if "\xa0" in text or "\u202f" in text else " ".join(text.split())
    return "" if _ONLY_JOINERS.fullmatch(folded) else folded


def _bound(text: str) -> str:
    """Folded, but for the no-break spaces that belong to the text."""
    kept = _BOUND.sub(lambda found: _STAND_INS[found.group()], text)
    return " ".join(kept.split()).translate(_STOOD_FOR)
