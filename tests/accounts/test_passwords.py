"""What a password must be, and how it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.accounts import LEAST, MOST, fault_in, hash_of, matches
from octavo.accounts.common import filter_of, holds


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "kein Mensch ist illegal",
        "نص طويل بلا أرقام",
        "長い秘密の合言葉です",
        "x7#kQ2!mZp",
        "ab cd ef gh",
    ],
)
def test_length_is_enough(password: str) -> None:
    assert fault_in(password, "Ana", "ana@example.org") is None


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("short", "short"),
        ("123456789", "short"),
        ("x" * (MOST + 1), "long"),
        ("password123", "common"),
        ("Password2024!", "common"),
        ("qwertyuiop", "common"),
        ("1234567890", "common"),
        ("abcdefghijkl", "common"),
        ("iloveyou!!!!", "common"),
        ("passpasspass", "common"),
        ("anna.maria1", "own"),
        ("Anna.Maria@x", "own"),
        ("aabbaabbaaba", "simple"),
    ],
)
def test_what_everybody_tries_first_is_refused(password: str, fault: str) -> None:
    assert fault_in(password, "Anna.Maria", "anna.maria@example.org") == fault


def test_all_of_a_password_counts_also_beyond_72_bytes() -> None:
    base = "ä" * 100
    kept = hash_of(base + "1")
    assert matches(kept, base + "1")
    assert not matches(kept, base + "2")


def test_the_same_letters_match_however_they_are_composed() -> None:
    assert matches(hash_of("caf\u00e9 au lait"), "cafe\u0301 au lait")


def test_without_an_account_no_password_matches_and_the_same_work_is_done() -> None:
    assert not matches(None, "no account has this password")
    assert not matches("not a hash", "x")


@given(st.sets(st.text(min_size=1, max_size=20), min_size=1, max_size=50))
def test_a_filter_holds_all_that_it_was_made_of(words: set[str]) -> None:
    bits = filter_of(words)
    assert all(holds(bits, word) for word in words)


def test_a_filter_rarely_holds_anything_else() -> None:
    bits = filter_of(f"password {n}" for n in range(2000))
    assert sum(holds(bits, f"other {n}") for n in range(20_000)) < 60


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert fault_in(text) in (None, "short", "long", "common", "simple")
    assert fault_in(text) is not None or LEAST <= len(text) <= MOST * 4
