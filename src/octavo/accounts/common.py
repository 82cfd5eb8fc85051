"""Passwords that everybody uses, as a Bloom filter (Bloom, CACM 13/7, 1970): `common.bin`.

Made by evaluation/train_passwords.py from lists of passwords that were found in published breaches. The filter holds no
password, only bits: it says yes to every one of the list, and to one in a thousand of all others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

HASHES = 10
BITS_EACH = 15
"""Per password: with 10 hashes, one wrong yes in 1,300."""
LEAST = 8
"""Characters of the shortest that the filter holds: shorter ones are refused for their length."""


def filter_of(passwords: Iterable[str]) -> bytes:
    """A filter of these, which are case-folded."""
    words = set(passwords)
    bits = bytearray((len(words) * BITS_EACH + 7) // 8)
    for word in words:
        for place in _places(word, len(bits) * 8):
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def holds(bits: bytes, password: str) -> bool:
    """Whether a filter holds a password."""
    return all(bits[place >> 3] >> (place & 7) & 1 for place in _places(password, len(bits) * 8))


def is_common(password: str) -> bool:
    """Whether a password, case-folded, is a common one, also with digits or signs put before or after it."""
    bits = _bundled()
    bare = password.strip("0123456789!?.*#$@_- ")
    return holds(bits, password) or (len(bare) >= LEAST and holds(bits, bare)) or _is_a_run(password)


def _is_a_run(password: str) -> bool:
    """`abcdefghij`, `1234567890`, and one piece again and again: `passpasspass`."""
    steps = {ord(b) - ord(a) for a, b in pairwise(password)}
    if steps <= {1} or steps <= {-1}:
        return True
    return any(
        password == (password[:size] * len(password))[: len(password)]
        for size in range(1, min(6, len(password) // 2) + 1)
    )


def _places(password: str, bits: int) -> Iterator[int]:
    """Ten places out of two halves of one hash (Kirsch and Mitzenmacher, 2006)."""
    digest = hashlib.blake2b(password.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    one, two = int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little") | 1
    return ((one + number * two) % bits for number in range(HASHES))


@cache
def _bundled() -> bytes:
    return files("octavo.accounts").joinpath("common.bin").read_bytes()
