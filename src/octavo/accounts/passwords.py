"""Passwords: length, not composition, and none that everybody uses (NIST SP 800-63B-4, section 3.1.1.2).

Kept as argon2id with the parameters of RFC 9106's second choice (64 MiB, 3 passes). All of a password counts: it is
brought to NFC and hashed whole, however long.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from octavo.accounts.common import is_common

LEAST, MOST = 10, 256
"""Characters of a password."""

_hasher = PasswordHasher()

_NOBODYS = _hasher.hash("no account has this password")
"""Checked where there is no account, so that the time of an answer does not tell whether there is one."""

Fault = Literal["short", "long", "common", "own", "simple"]
"""Why a password will not do: too short, too long, among the common ones, the reader's own name or address, or hardly
more than one character again and again."""


def fault_in(password: str, *own: str) -> Fault | None:
    """Why a new password will not do; None where it will. `own`: the reader's name and address."""
    text = unicodedata.normalize("NFC", password)
    folded = text.casefold()
    if len(text) < LEAST:
        return "short"
    if len(text) > MOST:
        return "long"
    if is_common(folded):
        return "common"
    words = {_joined(word) for one in own for word in (one, *one.replace("@", " ").split())}
    bare = _joined(password)
    if any(len(word) >= 3 and word in bare and len(bare.replace(word, "")) < LEAST // 2 for word in words):
        return "own"
    if len(set(folded)) < 5:
        return "simple"
    return None


def _joined(text: str) -> str:
    """Letters and digits alone, case-folded: `Ana-Lisbeth` is `ana lisbeth` to whoever guesses."""
    return "".join(char for char in text.casefold() if char.isalnum())


def hash_of(password: str) -> str:
    """What is kept of a password. Takes some 50 ms and 64 MiB: call it in a thread."""
    return _hasher.hash(unicodedata.normalize("NFC", password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password that was kept; with None it takes as long, and is False. Call it in a thread."""
    try:
        _hasher.verify(kept or _NOBODYS, unicodedata.normalize("NFC", password)[:MOST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_dated(kept: str) -> bool:
    """Whether it was hashed with weaker parameters than today's: to be hashed anew at the next sign-in."""
    return _hasher.check_needs_rehash(kept)
