"""Names that readers choose: which are fit to be shown beside what they write, and which are the same to the eye.

After the PRECIS profile UsernameCaseMapped (RFC 8265), with a single script in each name: that is what keeps `раypal`,
with Cyrillic letters among Latin ones, from passing for another (Unicode TR 39, single-script restriction).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

LEAST, MOST = 2, 40
"""Characters of a name."""

_JOINERS = "_-.' "
_TOGETHER = ({"HIRAGANA", "KATAKANA", "CJK"}, {"HANGUL", "CJK"}, {"CJK", "BOPOMOFO"})
"""Scripts that are written together."""


Fault = Literal["length", "letters", "ends", "script"]


class HandleError(ValueError):
    """A name that will not do: in words for whoever chose it, and what is wrong in one word."""

    def __init__(self, fault: Fault, words: str) -> None:
        super().__init__(words)
        self.fault: Fault = fault


def handle_of(text: str) -> str:
    """A name as it is kept: NFC, white space folded. Raises HandleError."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not LEAST <= len(name) <= MOST:
        raise HandleError("length", f"a name has {LEAST} to {MOST} characters")
    if any(not (char.isalnum() or char in _JOINERS or unicodedata.category(char) in ("Mn", "Mc")) for char in name):
        raise HandleError("letters", "a name is made of letters, digits, spaces, and _ - . '")
    if not name[0].isalnum() or (not name[-1].isalnum() and unicodedata.category(name[-1]) not in ("Mn", "Mc")):
        raise HandleError("ends", "a name begins and ends with a letter or a digit")
    scripts = {_script(char) for char in name if char.isalpha()}
    if len(scripts) > 1 and not any(scripts <= family for family in _TOGETHER):
        raise HandleError("script", "a name is written in one script")
    return name


def handle_key(name: str) -> str:
    """What is equal for names that readers would take for one another: case, width and joiners do not count."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return re.sub(f"[{re.escape(_JOINERS)}]", "", folded)


def _script(char: str) -> str:
    """The first word of a letter's Unicode name, which is its script: LATIN, CYRILLIC, ARABIC, CJK."""
    return unicodedata.name(char, "UNKNOWN").split(" ", 1)[0]
