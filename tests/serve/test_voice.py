"""Ages, dates, numbers and names in the interface's language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from gettext import NullTranslations

import pytest

from octavo.serve.voice import Voice, Voices, direction, language_name

NOW = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)
VOICE = Voice("en", NullTranslations())


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 min ago"),
        (timedelta(minutes=59, seconds=59), "59 min ago"),
        (timedelta(hours=1), "1 h ago"),
        (timedelta(hours=20), "20 h ago"),
        (timedelta(hours=20, minutes=16), "yesterday"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=6), "6 days ago"),
        (timedelta(days=7), "14 November 2026"),
        (timedelta(days=500), "9 July 2025"),
    ],
)
def test_ages(ago: timedelta, said: str) -> None:
    assert VOICE.age(NOW - ago, NOW) == said


def test_an_evening_report_is_hours_old_after_midnight() -> None:
    midnight = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
    assert VOICE.age(midnight - timedelta(hours=2), midnight) == "2 h ago"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(minutes=21), "in 21 min"),
        (timedelta(hours=6), "in 6 h"),
        (timedelta(days=3), "in 3 days"),
    ],
)
def test_times_ahead(ahead: timedelta, said: str) -> None:
    assert VOICE.ahead(NOW + ahead, NOW) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [(0, "Today"), (1, "Yesterday"), (2, "Thursday 19 November"), (400, "17 October 2025")],
)
def test_days(ago: int, said: str) -> None:
    assert VOICE.day(NOW - timedelta(days=ago), NOW) == said


def test_exact_times_say_their_zone() -> None:
    assert VOICE.moment(NOW) == "21 November 2026, 20:15 UTC"


def test_numbers_and_durations() -> None:
    assert [VOICE.number(n) for n in (0, 4.25, 12.6, 1234567)] == ["0", "4.2", "13", "1,234,567"]
    assert [VOICE.duration(n) for n in (5, 245, 3750)] == ["0:05", "4:05", "1:02:30"]


@pytest.mark.parametrize(
    ("code", "name"), [("ar", "العربية"), ("fr", "Français"), ("pt-BR", "Português (Brasil)"), ("xx", "xx"), ("!", "!")]
)
def test_languages_by_their_own_names(code: str, name: str) -> None:
    assert language_name(code) == name


@pytest.mark.parametrize(
    ("code", "runs"), [("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("en", "ltr"), ("zh", "ltr"), ("", "auto")]
)
def test_directions(code: str, runs: str) -> None:
    assert direction(code) == runs


def test_the_interface_speaks_as_asked_else_as_accepted_else_its_first() -> None:
    names = {"en": {"XM": "Morvane", "XJ": "Murjana"}, "ar": {"XM": "مورفان"}}
    voices = Voices({"en": NullTranslations(), "ar": NullTranslations()}, names)
    assert [voice.country("XM") for voice in voices.by_code.values()] == ["Morvane", "مورفان"]
    assert voices.by_code["ar"].country("XJ") == "Murjana"
    assert voices.by_code["en"].country("FR") == "France"
    assert voices.choose("ar", ("en",)).code == "ar"
    assert voices.choose("", ("fr", "ar-lb", "en")).code == "ar"
    assert voices.choose("klingon", ("fr",)).code == "en"


class Reversed(NullTranslations):
    """A catalogue in which every sentence runs backwards."""

    def gettext(self, message: str) -> str:
        return message[::-1]

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return "%(n)s " + "erofeb setunim"


def test_every_age_goes_through_the_catalogue() -> None:
    voice = Voice("en", Reversed())
    assert voice.age(NOW, NOW) == "won tsuj"
    assert voice.age(NOW - timedelta(minutes=5), NOW) == "5 erofeb setunim"
    assert voice.category("sport") == "tropS"
