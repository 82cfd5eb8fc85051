"""The stems that carry a sentence: what two sentences that say the same have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.stories.comparing.lexicon import Lexicon, forms

STEM = 6
"""Letters of a long word that count: enough to meet it in another form, in any language that ends its words."""

_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s", "d", "e", "y")


def terms_of(run: Sequence[str], language: str, words: Lexicon) -> Iterator[str]:
    """The stems of a sentence's tokens, fillers left out; pairs of characters where words are not parted by spaces."""
    before = ""
    for token in run:
        if _is_character(token):
            if before:
                yield before + token
            before = token
            continue
        before = ""
        if not words.fillers.at([token], 0)[1]:
            yield stem(token, language)


def _is_character(token: str) -> bool:
    """Whether a token is one of a script without spaces."""
    return len(token) == 1 and ord(token) > 0xE00


def stem(token: str, language: str) -> str:
    """What is left of a word without its ending."""
    if "\u0600" <= token[:1] <= "\u06ff":
        return min(forms(token), key=len)[:5]
    if token.isdigit() or len(token) < 4:
        return token
    if language in ("en", ""):
        ending = next((one for one in _ENDINGS if token.endswith(one) and len(token) - len(one) >= 3), "")
        token = token[: len(token) - len(ending)]
    return token[:STEM]
