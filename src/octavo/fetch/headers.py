"""What a request says, and what an answer's headers say, read with distrust: validators, freshness, when to come back
(RFC 9110, RFC 9111)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from octavo.fetch.decode import ACCEPT_ENCODING
from octavo.ports import Ask

MOST_MAX_AGE = 7 * 86400.0
"""Longer promises of freshness are not believed: some send ten years."""

MOST_RETRY = 86400.0
"""A host that asks to be left alone for longer is asked again after a day."""

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,15})", re.IGNORECASE)


def user_agent(version: str, contact: str) -> str:
    """How Octavo names itself: `Octavo/VERSION (+CONTACT; news aggregator)`."""
    about = f"+{contact}; news aggregator" if contact else "self-hosted news aggregator"
    return f"Octavo/{version} ({about})"


def request_headers(ask: Ask, *, keep: bool) -> dict[str, str]:
    """The headers of a request besides Host and User-Agent; no others are sent. `keep`: another follows soon."""
    given = {"Accept": ask.accept, "Accept-Encoding": ACCEPT_ENCODING, "Connection": "keep-alive" if keep else "close"}
    if ask.span:  # of the thing itself, not of a packed form of it
        given["Range"] = f"bytes={ask.span[0]}-{ask.span[1]}"
        given["Accept-Encoding"] = "identity"
    if ask.etag:
        given["If-None-Match"] = ask.etag
    if ask.last_modified:
        given["If-Modified-Since"] = ask.last_modified
    return given


def validator(value: str | None) -> str:
    """An ETag or Last-Modified exactly as sent, weak mark and quotes included; empty where it could not be sent back
    byte for byte (it is not UTF-8, or holds control characters)."""
    if not value or any(character < " " or character == "\x7f" for character in value):
        return ""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:  # aiohttp marks undecodable bytes by lone surrogates
        return ""
    return value


def text(value: str | None) -> str:
    """A header's text; bytes that are no UTF-8 (lone surrogates, in aiohttp) become replacement characters."""
    return (value or "").encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def max_age(cache_control: str | None) -> float | None:
    """Seconds of freshness, 0 to MOST_MAX_AGE; None where the header says nothing, 0 where it forbids keeping."""
    if not cache_control:
        return None
    if found := _MAX_AGE.search(cache_control):
        return min(float(found[1]), MOST_MAX_AGE)
    return 0.0 if re.search(r"\bno-(?:cache|store)\b", cache_control, re.IGNORECASE) else None


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait, 0 to MOST_RETRY, from either form of the header; None where there is none that can be read."""
    given = (value or "").strip()
    if re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]+)?", given):
        return min(float(given), MOST_RETRY)
    try:
        when = parsedate_to_datetime(given)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(0.0, min((when - now) / timedelta(seconds=1), MOST_RETRY))
    except (ValueError, TypeError, OverflowError):
        return None


def robot_check(headers: Mapping[str, str], status: int, beginning: bytes) -> str | None:
    """Who guards the page with a robot check, None where the answer is no such check.

    `beginning` is the start of the body, looked at only where the status is an error. The marks were taken from the
    guards' own documentation of their answers.
    """
    named = {name.lower(): value.lower() for name, value in headers.items()}
    if "challenge" in named.get("cf-mitigated", ""):
        return "Cloudflare"
    if named.get("x-amzn-waf-action") in ("challenge", "captcha"):
        return "AWS WAF"
    if status not in (401, 403, 405, 429, 503):
        return None
    if "x-datadome" in named:
        return "DataDome"
    shown = beginning.lower()
    return next((guard for mark, guard in _MARKS if mark in shown), None)


_MARKS = (
    (b"/cdn-cgi/challenge-platform", "Cloudflare"),
    (b"<title>just a moment...", "Cloudflare"),
    (b"<title>attention required! | cloudflare", "Cloudflare"),
    (b"captcha-delivery.com", "DataDome"),
    (b"px-captcha", "PerimeterX"),
    (b"_incapsula_resource", "Imperva"),
    (b"g-recaptcha", "reCAPTCHA"),
    (b"h-captcha", "hCaptcha"),
)
