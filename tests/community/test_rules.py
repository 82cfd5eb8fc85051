"""The rules: what is held and why, and what is not to be written now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.community.rules import BlockList, Draft, Rules, judge
from octavo.news.comments import Because, Block, Record
from octavo.news.errors import CommentRefused
from octavo.news.readers import Reader, ReaderId, Role

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
OLD = Reader(ReaderId(7), "Ana", "reader", NOW - timedelta(days=300))
NEW = replace(OLD, created=NOW - timedelta(hours=1))
QUIET = Record(0, 0, 0, 5, 0, 0, 0, 0, 0)
FIRST = replace(QUIET, shown=0)
RULES = Rules()


def why(text: str = "Well said.", author: Reader = OLD, record: Record = QUIET, *blocks: Block) -> list[str]:
    draft = Draft(author, text, NOW)
    return [one.why for one in judge(draft, RULES, BlockList.of(blocks), record)]


def block(kind: str, value: str) -> Block:
    return Block(kind, value, value.title(), NOW)  # type: ignore[arg-type]


def test_what_breaks_no_rule_is_shown() -> None:
    assert why() == []
    assert why("See https://a.example/ and www.b.example.") == []


def test_a_new_accounts_first_comments_wait() -> None:
    assert why(author=NEW, record=FIRST) == ["new"]
    assert why(author=NEW, record=replace(FIRST, shown=RULES.known_after)) == []
    assert why(author=OLD, record=FIRST) == []


def test_many_links_wait_and_of_a_new_account_any() -> None:
    assert why("https://a.example " * (RULES.links + 1)) == ["links"]
    assert why("https://a.example", NEW, FIRST) == ["new", "links"]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Buy CHEAP, wátches now", "words"),
        ("cheap wat\u200dches", "words"),
        ("cheaper watches", None),
        ("see https://www.spam.example/x", "host"),
        ("see https://shop.spam.example/x", "host"),
        ("see https://notspam.example/", None),
        ("go to spam.example", "words"),
    ],
)
def test_what_moderators_block_waits(text: str, cause: str | None) -> None:
    blocks = block("words", "cheap watches"), block("host", "spam.example")
    assert why(text, OLD, QUIET, *blocks) == ([cause] if cause else [])


def test_a_blocked_reader_waits_each_time() -> None:
    assert why("Well said.", OLD, QUIET, block("reader", "7")) == ["reader"]
    assert why("Well said.", OLD, QUIET, block("reader", "8")) == []


def test_reasons_say_what_they_found() -> None:
    found = judge(
        Draft(OLD, "Cheap watches: https://a.example https://b.example https://c.example", NOW),
        RULES, BlockList.of([block("words", "cheap watches")]), QUIET,
    )  # fmt: skip
    assert found == (Because("links", "3"), Because("words", "Cheap Watches"))


@pytest.mark.parametrize(
    ("record", "cause"),
    [
        ({"repeats": RULES.repeats + 1}, "repeat"), ({"repeats": RULES.repeats}, None),
        ({"repeats_by_others": RULES.repeats_by_others}, "repeat"), ({"in_a_row": RULES.in_a_row}, "flood"),
        ({"in_a_row": RULES.in_a_row - 1}, None), ({"newcomers": 100}, None),
    ],
)  # fmt: skip
def test_repeats_and_floods_wait(record: dict[str, int], cause: str | None) -> None:
    assert why(record=replace(QUIET, **record)) == ([cause] if cause else [])


def test_where_newcomers_crowd_in_theirs_wait_and_others_do_not() -> None:
    crowd = replace(QUIET, newcomers=RULES.newcomers)
    assert why(author=NEW, record=crowd) == ["flood"]
    assert why(author=OLD, record=crowd) == []


@pytest.mark.parametrize(
    ("record", "wait"),
    [
        ({"minute": RULES.a_minute}, timedelta(minutes=1)), ({"hour": RULES.an_hour}, timedelta(hours=1)),
        ({"day": RULES.a_day, "minute": 9}, timedelta(days=1)),
    ],
)  # fmt: skip
def test_too_often_is_not_written_and_says_how_long_to_wait(record: dict[str, int], wait: timedelta) -> None:
    with pytest.raises(CommentRefused) as refused:
        why(record=replace(QUIET, **record))
    assert (refused.value.code, refused.value.wait) == ("rate", wait)


def test_the_same_here_again_is_not_written() -> None:
    with pytest.raises(CommentRefused) as refused:
        why(record=replace(QUIET, repeats_here=1))
    assert refused.value.code == "said"


def test_an_edit_is_never_too_often() -> None:
    busy = replace(QUIET, minute=99, repeats_here=1)
    assert judge(Draft(OLD, "Well said.", NOW, editing=True), RULES, BlockList(), busy) == ()


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_moderators_are_trusted(role: Role) -> None:
    everything = Record(*[100] * 9)
    assert why("https://a.example " * 9, replace(NEW, role=role), everything, block("reader", "7")) == []


numbers = st.integers(0, 200)


@given(st.text(max_size=60), st.builds(Record, *[numbers] * 9), st.booleans(), st.lists(st.text("abc .", max_size=8)))
def test_more_can_never_make_it_less(text: str, record: Record, new: bool, words: list[str]) -> None:
    """A text that is held stays held when its author did more of everything; or is not written."""
    blocks = [block("words", one.strip()) for one in words if one.strip()]
    author = NEW if new else OLD
    try:
        less = set(why(text, author, record, *blocks))
        more = set(
            why(text, author, replace(record, repeats=record.repeats + 1, in_a_row=record.in_a_row + 1), *blocks)
        )
    except CommentRefused:
        return
    assert less <= more
