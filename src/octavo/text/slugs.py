"""Words for addresses: letters of any script as they are; browsers encode them, and readers read them."""

from __future__ import annotations

import unicodedata

LENGTH = 50


def slug(title: str) -> str:
    """The words of a title for an address: letters of any script, lower case, hyphens between; empty for none."""
    letters = "".join(map(_letter, unicodedata.normalize("NFKC", title).casefold()))
    kept = "-".join(letters.split())
    if len(kept) > LENGTH:
        kept = kept[: LENGTH + 1].rpartition("-")[0] or kept[:LENGTH]
    return kept


def _letter(sign: str) -> str:
    """What of a word stays in an address: letters and digits, and the marks without which some scripts have no vowels.
    Arabic's marks go, and its stretching: hardly anybody writes them."""
    if sign in "’'\u0640\u0670" or "\u064b" <= sign <= "\u065f":
        return ""
    return sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " "
