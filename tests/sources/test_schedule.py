"""When a feed is polled next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.news.addresses import WebUrl
from octavo.news.articles import Page
from octavo.news.errors import ConnectionFailed, HttpStatus, OctavoError, ParseError, TooLarge
from octavo.news.sources import FeedState
from octavo.ports import Answer
from octavo.sources.schedule import Pace, after_entries, after_failure, after_poll, in_words

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
URL = WebUrl("https://news.example/feed")
NEW_URL = WebUrl("https://news.example/new-feed")
WEEK = timedelta(days=7)

jitters = st.floats(-1, 1)
moments = st.integers(1_730_000_000, 1_800_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
states = st.builds(
    FeedState,
    interval=st.floats(1, 1e7),
    errors=st.integers(0, 40),
    hint=st.floats(0, 1e7),
    last_success=st.none() | moments,
    arrivals=st.lists(st.floats(1.7e9, 1.8e9), max_size=48).map(lambda times: tuple(sorted(times))),
)


def answer(body: bytes = b"<rss/>", **facts: object) -> Answer:
    page = Page(
        URL, URL, 200, body, etag=str(facts.pop("etag", '"e"')), last_modified=str(facts.pop("last_modified", ""))
    )
    return replace(Answer(page), **facts)


def seconds_until(state: FeedState) -> float:
    assert state.next_poll is not None
    return (state.next_poll - NOW).total_seconds()


def hourly(count: int, every: float, newest: datetime = NOW) -> tuple[float, ...]:
    return tuple(newest.timestamp() - every * back for back in reversed(range(count)))


class TestRhythm:
    def test_is_the_median_gap_of_recent_arrivals(self) -> None:
        state = FeedState(arrivals=hourly(20, 1800))
        assert after_poll(state, answer(), NOW, 0).state.interval == 1800

    def test_one_long_pause_does_not_move_the_median(self) -> None:
        state = FeedState(arrivals=(NOW.timestamp() - 9e6, *hourly(20, 1800)))
        assert after_poll(state, answer(), NOW, 0).state.interval == 1800

    def test_slows_down_with_the_silence(self) -> None:
        state = FeedState(arrivals=hourly(20, 900, NOW - timedelta(hours=30)))
        assert after_poll(state, answer(), NOW, 0).state.interval == pytest.approx(3 * 3600)

    def test_stays_within_the_operators_bounds(self) -> None:
        busy = FeedState(arrivals=hourly(20, 5))
        dead = FeedState(arrivals=hourly(20, 900, NOW - timedelta(days=400)))
        pace = Pace(least=300, most=7200)
        assert after_poll(busy, answer(), NOW, 0, pace).state.interval == 300
        assert after_poll(dead, answer(), NOW, 0, pace).state.interval == 7200

    def test_a_feed_that_must_be_sent_whole_is_asked_once_an_hour_at_most(self) -> None:
        busy = FeedState(arrivals=hourly(20, 5))
        assert after_poll(busy, answer(etag=""), NOW, 0).state.interval == 3600
        assert (
            after_poll(busy, answer(etag="", last_modified="Mon, 04 May 2026 11:00:00 GMT"), NOW, 0).state.interval
            == 600
        )
        assert after_poll(replace(busy, validators_wrong=True), answer(), NOW, 0).state.interval == 3600
        assert after_entries(replace(busy, last_polled=NOW), [], NOW, 0).interval == 3600

    def test_an_empty_feed_is_polled_ever_less(self) -> None:
        state, intervals = after_poll(FeedState(), answer(), NOW, 0).state, []
        for _ in range(20):
            state = after_poll(state, answer(not_modified=True), NOW, 0).state
            intervals.append(state.interval)
        assert intervals == sorted(intervals)
        assert intervals[0] == 5400
        assert intervals[-1] == 86400

    def test_is_learnt_from_the_entries_own_times_at_the_first_poll(self) -> None:
        polled = after_poll(FeedState(), answer(), NOW, 0).state
        state = after_entries(polled, [NOW - timedelta(hours=2 * back) for back in range(10)], NOW, 0)
        assert state.interval == 7200
        assert seconds_until(state) == 7200
        assert state.last_changed == NOW


class TestEntries:
    def test_known_entries_are_no_arrivals(self) -> None:
        times = [NOW - timedelta(hours=back) for back in range(5)]
        first = after_entries(FeedState(), times, NOW, 0)
        again = after_entries(first, times, NOW + timedelta(hours=3), 0)
        assert again.arrivals == first.arrivals
        assert again.last_changed == NOW

    def test_times_ahead_count_as_now(self) -> None:
        state = after_entries(FeedState(), [NOW + timedelta(days=900)], NOW, 0)
        assert state.arrivals == (NOW.timestamp(),)

    def test_without_times_the_new_bytes_are_one_arrival(self) -> None:
        assert after_entries(FeedState(), [None, None], NOW, 0).arrivals == (NOW.timestamp(),)

    def test_keeps_a_bounded_history(self) -> None:
        state = after_entries(FeedState(), [NOW - timedelta(minutes=back) for back in range(5000)], NOW, 0)
        assert len(state.arrivals) == 48
        assert state.arrivals[-1] == NOW.timestamp()

    def test_the_feeds_own_hint_is_obeyed_as_far_as_the_longest_interval(self) -> None:
        busy = FeedState(arrivals=hourly(20, 60))
        assert seconds_until(after_entries(busy, [NOW], NOW, -1, hint=5400)) >= 5400
        assert after_entries(busy, [NOW], NOW, 0, hint=1e9).interval == 86400

    def test_a_hint_outlives_the_poll(self) -> None:
        state = after_entries(FeedState(arrivals=hourly(20, 60)), [NOW], NOW, 0, hint=5400)
        assert after_poll(state, answer(), NOW, 0).state.interval == 5400


class TestAnswers:
    def test_max_age_is_obeyed_within_bounds(self) -> None:
        busy = FeedState(arrivals=hourly(20, 60))
        assert after_poll(busy, answer(max_age=0), NOW, 0).state.interval == 600
        assert seconds_until(after_poll(busy, answer(max_age=3000), NOW, -1).state) >= 3000
        assert after_poll(busy, answer(max_age=3.15e8), NOW, 0).state.interval == 86400

    def test_tells_a_new_body_from_the_same(self) -> None:
        first = after_poll(FeedState(), answer(b"one"), NOW, 0)
        same = after_poll(first.state, answer(b"one", etag='"other"'), NOW, 0)
        other = after_poll(first.state, answer(b"two"), NOW, 0)
        assert (first.changed, same.changed, other.changed) == (True, False, True)

    def test_validators_are_kept_byte_exact_and_outlive_a_304(self) -> None:
        state = after_poll(
            FeedState(), answer(etag='W/"a\'b"', last_modified="Sun, 03 May 2026 01:00:00 GMT"), NOW, 0
        ).state
        state = after_poll(state, answer(b"", not_modified=True, etag=""), NOW, 0).state
        assert (state.etag, state.last_modified) == ('W/"a\'b"', "Sun, 03 May 2026 01:00:00 GMT")

    def test_validators_of_an_older_body_are_dropped(self) -> None:
        state = after_poll(FeedState(), answer(b"one", etag='"1"'), NOW, 0).state
        assert after_poll(state, answer(b"two", etag=""), NOW, 0).state.etag == ""

    def test_success_ends_the_errors(self) -> None:
        read = after_poll(FeedState(), answer(), NOW, 0).state
        failed = after_failure(read, ConnectionFailed("no connection"), NOW, 0)
        state = after_poll(failed, answer(not_modified=True), NOW, 0).state
        assert (state.error, state.errors, state.last_success) == ("", 0, NOW)

    def test_refuses_a_jitter_out_of_range(self) -> None:
        with pytest.raises(ValueError, match="jitter"):
            after_poll(FeedState(), answer(), NOW, 1.5)


class TestFailures:
    def test_bytes_that_cannot_be_read_fail_until_they_are_read(self) -> None:
        state = after_poll(FeedState(), answer(b"<html>"), NOW, 0).state
        for times in (1, 2, 3):
            state = after_failure(state, ParseError("this is a page, not a feed"), NOW, 0)
            assert (state.errors, state.body_hash, state.etag) == (times, "", "")
            polled = after_poll(state, answer(b"<html>", etag='"x"'), NOW, 0)
            assert polled.changed
            state = polled.state
            assert state.error.startswith("This is a page, not a feed.")
        assert after_entries(state, [NOW], NOW, 0).errors == 0

    def test_back_off_doubles_up_to_a_week(self) -> None:
        state, waits = FeedState(interval=3600), []
        for _ in range(12):
            state = after_failure(state, ConnectionFailed("no connection"), NOW, 0)
            waits.append(seconds_until(state))
        assert waits[:4] == [3600, 7200, 14400, 28800]
        assert waits[-1] == WEEK.total_seconds()

    def test_a_slow_feed_is_tried_again_within_the_hour(self) -> None:
        assert seconds_until(after_failure(FeedState(interval=86400), ConnectionFailed("x"), NOW, 0)) == 3600

    def test_what_will_not_pass_by_itself_waits_longer(self) -> None:
        assert seconds_until(after_failure(FeedState(), TooLarge("too large"), NOW, 0)) == 6 * 3600

    @pytest.mark.parametrize(("asked", "waits"), [(0, 600), (3, 600), (4321, 4321), (1e9, 604800)])
    def test_retry_after_is_exact_within_bounds(self, asked: float, waits: float) -> None:
        error = HttpStatus("busy", status=503, retry_after=asked)
        assert seconds_until(after_failure(FeedState(errors=9), error, NOW, 0.7)) == waits

    def test_410_is_gone_at_once(self) -> None:
        state = after_failure(FeedState(), HttpStatus("gone", status=410), NOW, 0)
        assert state.gone
        assert state.next_poll is None

    def test_404_is_gone_after_weeks(self) -> None:
        state, at = FeedState(last_success=NOW), NOW
        while not state.gone:
            state = after_failure(state, HttpStatus("not found", status=404), at, 0)
            at = state.next_poll or at
        assert timedelta(days=20) <= at - NOW <= timedelta(days=30)

    def test_404_after_a_recent_success_is_not_gone(self) -> None:
        state = FeedState(last_success=NOW - timedelta(days=1), errors=30)
        assert not after_failure(state, HttpStatus("not found", status=404), NOW, 0).gone

    def test_server_trouble_never_makes_a_feed_gone(self) -> None:
        state = FeedState(last_success=NOW - timedelta(days=900), errors=50)
        assert not after_failure(state, HttpStatus("trouble", status=503), NOW, 0).gone


class TestMoves:
    def follow(self, *sightings: tuple[timedelta, WebUrl | None]) -> list[WebUrl | None]:
        state, taken = FeedState(body_hash="known"), []
        for after, target in sightings:
            polled = after_poll(state, answer(not_modified=True, permanent=target), NOW + after, 0)
            state = polled.state
            taken.append(polled.url)
        return taken

    def test_is_taken_over_after_repeats_over_days(self) -> None:
        hours = [timedelta(hours=hour) for hour in (0, 24, 47, 49)]
        assert self.follow(*((hour, NEW_URL) for hour in hours)) == [None, None, None, NEW_URL]

    def test_not_by_many_sightings_on_one_day(self) -> None:
        assert self.follow(*((timedelta(hours=hour), NEW_URL) for hour in range(12)))[-1] is None

    def test_not_by_two_sightings_however_far_apart(self) -> None:
        assert self.follow((timedelta(0), NEW_URL), (timedelta(days=9), NEW_URL))[-1] is None

    def test_not_when_it_went_back_in_between(self) -> None:
        days = [timedelta(days=day) for day in range(5)]
        targets = [NEW_URL, NEW_URL, None, NEW_URL, NEW_URL]
        assert self.follow(*zip(days, targets, strict=True)) == [None] * 5

    def test_not_to_what_cannot_be_read(self) -> None:
        state = FeedState(moved_to=NEW_URL, moved_since=NOW - WEEK, moved_seen=9, errors=2)
        assert after_poll(state, answer(b"<html>", permanent=NEW_URL), NOW, 0).url is None


class TestWords:
    @pytest.mark.parametrize("status", [401, 402, 403, 404, 410, 418, 429, 451, 500, 503])
    def test_every_status_is_said_with_its_number(self, status: int) -> None:
        said = in_words(HttpStatus("refused", status=status))
        assert str(status) in said
        assert said.endswith(".")

    def test_others_say_what_to_do(self) -> None:
        assert in_words(OctavoError("it broke", advice="Mend it.")) == "It broke. Mend it."


ERRORS = st.one_of(
    st.builds(ConnectionFailed, st.just("no connection")),
    st.builds(TooLarge, st.just("too large")),
    st.builds(ParseError, st.just("no feed")),
    st.builds(HttpStatus, st.just("status"), status=st.sampled_from([403, 404, 429, 500, 503])),
)


@given(states, jitters, st.floats(0, 1e10), st.booleans())
def test_never_earlier_than_least_nor_much_later_than_most(
    state: FeedState, jitter: float, max_age: float, not_modified: bool
) -> None:
    new = after_poll(state, answer(max_age=max_age, not_modified=not_modified), NOW, jitter).state
    assert 600 <= seconds_until(new) <= 86400 * 1.1
    assert seconds_until(new) >= min(max_age, 86400)


@given(states, jitters, st.lists(st.none() | moments, max_size=80), st.floats(0, 1e9))
def test_entries_never_bring_the_next_poll_forward_past_least(
    state: FeedState, jitter: float, published: list[datetime | None], hint: float
) -> None:
    new = after_entries(replace(state, last_polled=NOW), published, NOW, jitter, hint)
    assert 600 <= seconds_until(new) <= 86400 * 1.1
    assert list(new.arrivals) == sorted(new.arrivals)
    assert max(new.arrivals) <= max(NOW.timestamp(), *state.arrivals, 0)


@given(states, jitters, ERRORS)
def test_a_failure_waits_between_least_and_a_week(state: FeedState, jitter: float, error: OctavoError) -> None:
    new = after_failure(state, error, NOW, jitter)
    assert new.gone or 600 <= seconds_until(new) <= 7 * 86400 * 1.1
    assert new.error
    assert new.errors == state.errors + 1


@given(states, jitters, ERRORS)
def test_back_off_never_shrinks_while_the_same_goes_wrong(state: FeedState, jitter: float, error: OctavoError) -> None:
    first = after_failure(state, error, NOW, jitter)
    second = after_failure(first, error, NOW, jitter)
    assert second.gone or seconds_until(second) >= seconds_until(first)


@given(states, jitters, st.floats(0, 604800))
def test_retry_after_is_respected(state: FeedState, jitter: float, asked: float) -> None:
    failed = after_failure(state, HttpStatus("busy", status=429, retry_after=asked), NOW, jitter)
    assert seconds_until(failed) == pytest.approx(max(600, asked), abs=1e-3)
    assert seconds_until(after_poll(state, answer(retry_after=asked), NOW, jitter).state) >= asked - 1e-3
