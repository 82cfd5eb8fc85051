"""Which languages' articles a reader sees: as the address asks, else as the cookie keeps, else as the browser says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fastapi import Request

LANGUAGES_COOKIE = "languages"
EVERY = "all"

_ENOUGH = 6
"""Articles in the browser's languages below which they are not taken as a wish: a front page needs as many."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The languages shown."""

    languages: tuple[str, ...]
    """Primary subtags, in the reader's order; empty: every language."""
    made_by: Literal["address", "cookie", "browser", "nobody"]


def choose_languages(request: Request, articles: Mapping[str, int]) -> Choice:
    """The reader's choice among the languages that have articles (code → how many)."""
    asked = _codes(",".join(request.query_params.getlist("lang")))
    if asked:
        return Choice(_present(asked, articles), "address")
    kept = _codes(request.cookies.get(LANGUAGES_COOKIE, "").replace(".", ","))
    if kept:
        return Choice(_present(kept, articles), "cookie")
    accepted = tuple(dict.fromkeys(tag.partition("-")[0] for tag in browser_languages(request)))
    present = _present(accepted, articles)
    if present and sum(articles.get(code, 0) for code in present) >= _ENOUGH:
        return Choice(present, "browser")
    return Choice((), "nobody")


def kept_form(languages: tuple[str, ...]) -> str:
    """A choice as the cookie keeps it."""
    return ".".join(languages) or EVERY


def accepted_languages(header: str) -> tuple[str, ...]:
    """The language ranges of an Accept-Language header, best first, lower case (RFC 9110, section 12.5.4)."""
    weighed = []
    for part in header[:500].split(","):
        match = re.fullmatch(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*", part)
        if match and float(match[2] or 1) > 0:
            weighed.append((-float(match[2] or 1), match[1].lower()))
    return tuple(tag for _, tag in sorted(weighed, key=lambda pair: pair[0]))


def browser_languages(request: Request) -> tuple[str, ...]:
    """The languages that a reader's browser accepts, best first."""
    return accepted_languages(request.headers.get("accept-language", ""))


def _codes(text: str) -> tuple[str, ...]:
    codes = (code.strip().lower() for code in text[:200].split(","))
    return tuple(dict.fromkeys(code for code in codes if code == EVERY or re.fullmatch(r"[a-z]{2,3}", code)))


def _present(wanted: tuple[str, ...], articles: Mapping[str, int]) -> tuple[str, ...]:
    return () if EVERY in wanted else tuple(code for code in wanted if articles.get(code))
