"""Nouns survive being stored, whatever is in them."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.news.articles import Article, Block, Entry
from octavo.news.sources import Candidate, FeedState
from octavo.store.codec import dumps, loads, micros, moment, pack, pack_blocks, unpack, unpack_blocks

TIMES = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9.5))]))


def nouns(kind: type) -> st.SearchStrategy[Any]:
    """Nouns with every field drawn: times with a zone, numbers that equal themselves."""
    drawn = {
        "datetime": TIMES,
        "datetime | None": st.none() | TIMES,
        "float": st.floats(allow_nan=False),
        "tuple[float, ...]": st.lists(st.floats(allow_nan=False), max_size=3).map(tuple),
    }
    return st.builds(kind, **{field.name: drawn.get(str(field.type), ...) for field in fields(kind)})


@pytest.mark.parametrize("kind", [Article, Entry, FeedState, Candidate, Block])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_noun_comes_back_as_it_went(kind: type, data: st.DataObject) -> None:
    noun = data.draw(nouns(kind))
    assert unpack(kind, pack(noun)) == noun
    assert loads(kind, dumps(noun)) == noun


@settings(max_examples=30, deadline=None)
@given(body=st.lists(st.from_type(Block), max_size=4))
def test_a_body_comes_back_as_it_went(body: list[Block]) -> None:
    assert unpack_blocks(pack_blocks(body)) == tuple(body)


@given(time=TIMES)
def test_a_moment_is_exact_to_the_microsecond(time: datetime) -> None:
    assert moment(micros(time)) == time


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        micros(datetime(2026, 1, 1))  # noqa: DTZ001


def test_defaults_are_left_out_so_that_fields_can_be_added() -> None:
    assert dumps(FeedState()) == "{}"
    assert loads(FeedState, '{"etag":"v"}') == FeedState(etag="v")
