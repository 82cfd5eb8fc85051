"""Dates as publishers write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.text.dates import MAX_LENGTH, parse_date

NOW = datetime(2026, 4, 10, 12, 0, tzinfo=UTC)

FORMS = {
    # RFC 822, 850, 2822, asctime and their near misses
    "Fri, 03 Apr 2026 10:30:15 +0000": "2026-04-03T10:30:15Z",
    "Fri, 03 Apr 2026 10:30:15 GMT": "2026-04-03T10:30:15Z",
    "3 Apr 26 10:30 EST": "2026-04-03T15:30:00Z",
    "Friday, 03-Apr-26 10:30:15 GMT": "2026-04-03T10:30:15Z",
    "Friday, 03-Apr-76 10:30:15 GMT": "1976-04-03T10:30:15Z",
    "Fri Apr  3 10:30:15 2026": "2026-04-03T10:30:15Z",
    "Fri Apr 03 10:30:15 +0200 2026": "2026-04-03T08:30:15Z",
    "Fri Apr 03 2026 10:30:15 GMT+0200 (CEST)": "2026-04-03T08:30:15Z",
    "Fri, 3 April 2026 10:30:15 -03:30": "2026-04-03T14:00:15Z",
    "Fri,3 Apr 2026 10:30:15 -0000": "2026-04-03T10:30:15Z",
    "Fri, 03 Apr 2026 10:30:15 Etc/GMT": "2026-04-03T10:30:15Z",
    "Fri, 03 Apr 2026 10:30:15 Europe/Paris": "2026-04-03T08:30:15Z",
    "Fri, 03 Apr 2026 10:30:15 MESZ": "2026-04-03T08:30:15Z",
    "Mon, 05 Jan 2026 10:30 ET": "2026-01-05T15:30:00Z",
    "April 3, 2026 at 5:30 p.m. PDT": "2026-04-04T00:30:00Z",
    "April 3rd, 2026, 12am": "2026-04-03T00:00:00Z",
    # RFC 3339, ISO 8601, W3CDTF
    "2026-04-03T10:30:15Z": "2026-04-03T10:30:15Z",
    "2026-04-03T10:30:15.250+02:00": "2026-04-03T08:30:15.250Z",
    "2026-04-03t10:30:15,5z": "2026-04-03T10:30:15.500Z",
    "2026-04-03 10:30:15": "2026-04-03T10:30:15Z",
    "2026-04-03T10:30+0530": "2026-04-03T05:00:00Z",
    "2026-04-03T10:30:15−05:00": "2026-04-03T15:30:15Z",
    "2026-04-03T10:30:15 +0100 CET": "2026-04-03T09:30:15Z",
    "2026-04-03T10:30:15+02:00[Europe/Berlin]": "2026-04-03T08:30:15Z",
    "20260403T103015Z": "2026-04-03T10:30:15Z",
    "2026-04-03": "2026-04-03T00:00:00Z",
    "2026-04": "2026-04-01T00:00:00Z",
    "2026": "2026-01-01T00:00:00Z",
    "20260403": "2026-04-03T00:00:00Z",
    "2026-093": "2026-04-03T00:00:00Z",
    "2026-W14-5": "2026-04-03T00:00:00Z",
    "2026-04-03T24:00:00Z": "2026-04-04T00:00:00Z",
    "2016-12-31T23:59:60Z": "2017-01-01T00:00:00Z",
    # epochs
    "1775212215": "2026-04-03T10:30:15Z",
    "1775212215250": "2026-04-03T10:30:15.250Z",
    "/Date(1775212215250)/": "2026-04-03T10:30:15.250Z",
    "20260403103015": "2026-04-03T10:30:15Z",
    # digits
    "2026/04/03 10:30:15": "2026-04-03T10:30:15Z",
    "03.04.2026, 10:30": "2026-04-03T10:30:00Z",
    "04/03/2026 10:30:15 AM": "2026-04-03T10:30:15Z",
    "25/04/2026 10:30": "2026-04-25T10:30:00Z",
    "10:30 03/04/2026": "2026-04-03T10:30:00Z",
    # languages
    "vendredi 3 avril 2026 à 10h30": "2026-04-03T10:30:00Z",
    "3 août 2026": "2026-08-03T00:00:00Z",
    "3 de abril de 2026, 10:30": "2026-04-03T10:30:00Z",
    "3. März 2026, 10.30 Uhr": "2026-03-03T10:30:00Z",
    "3 de março de 2026 às 10h30": "2026-03-03T10:30:00Z",
    "venerdì 3 luglio 2026": "2026-07-03T00:00:00Z",
    "3 апреля 2026, 10:30": "2026-04-03T10:30:00Z",
    "٣ أبريل ٢٠٢٦ 10:30 م": "2026-04-03T22:30:00Z",
    "3 كانون الثاني 2026": "2026-01-03T00:00:00Z",
    "2026年4月3日 10:30": "2026-04-03T10:30:00Z",
    "2026年4月3日 下午3时05分": "2026-04-03T15:05:00Z",
    "2026년 4월 3일 오후 3:05": "2026-04-03T06:05:00Z",
    "3 เมษายน 2569": "2026-04-03T00:00:00Z",
    "20 Haziran 2026 Cumartesi": "2026-06-20T00:00:00Z",
    "3. dubna 2026": "2026-04-03T00:00:00Z",
    "5 Νοεμβρίου 2026": "2026-11-05T00:00:00Z",
    "2026. április 3. 10:30": "2026-04-03T10:30:00Z",
    "3 באפריל 2026": "2026-04-03T00:00:00Z",
    "12 thg 4, 2026": "2026-04-12T00:00:00Z",
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items(), ids=FORMS)
def test_forms(text: str, expected: str) -> None:
    moment = parse_date(text)
    assert moment == datetime.fromisoformat(expected)
    assert moment is not None
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2 hours ago",
        "0000-00-00 00:00:00",
        "-0001-11-30T00:00:00+00:00",
        "0001-01-01T00:00:00Z",
        "2026-13-03T10:30:15Z",
        "2026-04-03T25:30:15Z",
        "2026-04-03T10:30:61Z",
        "2026-04-03-01",
        "2026-04-03T10:30:15+02:00tail",
        "9999-12-31T23:59:59-23:00",
        "Fri, 03 Apr 2026 10:30:15 +zz:00",
        "Fri, 03 Apr 2026 1:2:3:4 GMT",
        "Fri, 99 Apr 2026 10:30:15 GMT",
        "Fri, 3 zzz 2026 10:30:15 GMT",
        "Fri, 3 Apr zz 10:30:15 GMT",
        "12345",
        "x" * (MAX_LENGTH + 1),
    ],
)
def test_what_names_no_moment_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_naive_date_is_in_the_zone_given() -> None:
    assert parse_date("2026-04-03 10:30", zone=timezone(timedelta(hours=3))) == datetime(2026, 4, 3, 7, 30, tzinfo=UTC)
    assert parse_date("2026-04-03 10:30Z", zone=timezone(timedelta(hours=3))) == datetime(
        2026, 4, 3, 10, 30, tzinfo=UTC
    )


def test_a_date_without_year_needs_to_know_now() -> None:
    assert parse_date("3 April, 10:30") is None
    assert parse_date("3 April, 10:30", now=NOW) == datetime(2026, 4, 3, 10, 30, tzinfo=UTC)
    assert parse_date("3 May, 10:30", now=NOW) == datetime(2025, 5, 3, 10, 30, tzinfo=UTC)


def test_an_ambiguous_date_does_not_lie_ahead() -> None:
    assert parse_date("04/12/2026", now=NOW) == datetime(2026, 12, 4, tzinfo=UTC)  # both ahead: day first
    assert parse_date("04/05/2026", now=NOW) == datetime(2026, 4, 5, tzinfo=UTC)
    assert parse_date("04/05/2026") == datetime(2026, 5, 4, tzinfo=UTC)


@given(st.text(max_size=150))
def test_never_raises(text: str) -> None:
    moment = parse_date(text, now=NOW)
    assert moment is None or moment.tzinfo is UTC


@given(st.text(alphabet="0123456789-/:.+TZ ,年月日 aprmayGMT", max_size=40))
def test_never_raises_on_what_looks_like_a_date(text: str) -> None:
    moment = parse_date(text, now=NOW)
    assert moment is None or moment.tzinfo is UTC


@given(
    st.integers(-2_208_988_800, 7_258_118_400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.integers(-12 * 60, 14 * 60),
)
def test_standard_forms_round_trip(universal: datetime, east: int) -> None:
    moment = universal.astimezone(timezone(timedelta(minutes=east)))
    for written in (
        moment.isoformat(),
        moment.isoformat(" "),
        moment.strftime("%a, %d %b %Y %H:%M:%S %z"),
        moment.strftime("%Y%m%dT%H%M%S%z"),
        moment.strftime("%d %B %Y %H:%M:%S %z"),
    ):
        assert parse_date(written) == moment
