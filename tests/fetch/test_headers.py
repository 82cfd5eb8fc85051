"""What headers say, read with distrust."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.fetch.headers import MOST_MAX_AGE, MOST_RETRY, max_age, retry_after, robot_check, text, validator

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "value", ['"abc"', 'W/"abc"', "abc", '""', '"été"', '"a b"', "Sun, 01 Mar 2026 12:00:00 GMT", "0"]
)
def test_validators_are_kept_as_they_are(value):
    assert validator(value) == value


@pytest.mark.parametrize(
    "value", [None, "", '"a\r\nb"', '"\x00"', '"\x7f"', b'"\xe9"'.decode("utf-8", "surrogateescape")]
)
def test_validators_that_could_not_be_sent_back_are_dropped(value):
    assert validator(value) == ""


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("max-age=300", 300),
        ("public, max-age=60, must-revalidate", 60),
        ("s-maxage=9, MAX-AGE = 5", 5),
        ('max-age="7"', 7),
        ("max-age=0", 0),
        ("max-age=315360000", MOST_MAX_AGE),
        ("no-store", 0),
        ("no-cache, private", 0),
        ("private", None),
        ("s-maxage=500", None),
        ("max-age=-1", None),
        ("max-age=soon", None),
        ("x-max-age=7", None),
        ("", None),
        (None, None),
    ],
)
def test_max_age(value, seconds):
    assert max_age(value) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("1.5", 1.5),
        ("0", 0),
        ("Sun, 01 Mar 2026 12:02:00 GMT", 120),
        ("Sunday, 01-Mar-26 12:00:10 GMT", 10),
        ("Sun Mar  1 12:00:30 2026", 30),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("Mon, 01 Mar 2027 12:00:00 GMT", MOST_RETRY),
        ("99999999999", MOST_RETRY),
        ("9" * 400, None),
        ("-5", None),
        ("soon", None),
        ("Sun, 99 Mar 2026 12:00:00 GMT", None),
        ("١٢", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value, seconds):
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=60))
def test_no_header_is_too_strange(value):
    assert (max_age(value) or 0) >= 0
    assert 0 <= (retry_after(value, NOW) or 0) <= MOST_RETRY
    assert validator(value) in (value, "")
    text(value).encode()


@given(st.datetimes(min_value=NOW.replace(tzinfo=None), max_value=(NOW + timedelta(hours=23)).replace(tzinfo=None)))
def test_dates_are_exact_to_the_second(when):
    written = when.strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert retry_after(written, NOW) == (when.replace(microsecond=0, tzinfo=UTC) - NOW).total_seconds()


@pytest.mark.parametrize(
    ("headers", "status", "body", "guard"),
    [
        ({"CF-Mitigated": "challenge"}, 403, b"", "Cloudflare"),
        ({"cf-mitigated": "challenge"}, 200, b"", "Cloudflare"),
        ({"x-amzn-waf-action": "challenge"}, 202, b"", "AWS WAF"),
        ({"X-DataDome": "protected"}, 403, b"", "DataDome"),
        ({}, 503, b"<html><TITLE>Just a moment...</title>", "Cloudflare"),
        ({}, 403, b'<div class="g-recaptcha">', "reCAPTCHA"),
        ({}, 200, b'<div class="g-recaptcha">', None),
        ({}, 403, b"<h1>Forbidden</h1>", None),
        ({}, 404, b"", None),
    ],
)
def test_robot_checks_are_recognised(headers, status, body, guard):
    assert robot_check(headers, status, body) == guard
