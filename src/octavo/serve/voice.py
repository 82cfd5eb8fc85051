"""The language of the interface: its strings, and how it writes dates, ages, numbers and names.

Not the language of the articles: each of those is shown in its own. Days are days in UTC, because a page without
scripts does not know the reader's zone; the exact time always stands behind an age.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from gettext import NullTranslations
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import negotiate_locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from octavo.news.marks import TopicKind
from octavo.news.sources import Category, PublisherKind
from octavo.text.words import tokens

_WRITTEN_AS = {"en": "en_GB"}
"""The region whose customs a language is written by: dates as `12 July 2025`."""

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def direction(language: str) -> Literal["ltr", "rtl", "auto"]:
    """The direction of a text in this language; `auto` where the language is unknown."""
    if not language:
        return "auto"
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def flow(languages: Iterable[str]) -> Literal["ltr", "rtl"] | None:
    """The direction of a page whose articles are all in these languages; None where they do not agree."""
    found = {direction(language) for language in languages}
    return "rtl" if found == {"rtl"} else "ltr" if found == {"ltr"} else None


class Voice:
    """One language of the interface."""

    def __init__(self, code: str, translations: NullTranslations, countries: Mapping[str, str] | None = None) -> None:
        self.code = code
        self._countries = countries or {}
        self.locale = Locale.parse(_WRITTEN_AS.get(code, code))
        self.direction = direction(code)
        self.translations = translations
        self._ = translations.gettext
        self.ngettext = translations.ngettext
        self.comma = self._(", ")

    def number(self, value: float) -> str:
        """With this language's thousands marks; one decimal place at most."""
        return str(format_decimal(round(value, 1) if value < 10 else round(value), locale=self.locale))

    def count(self, singular: str, plural: str, number: int) -> str:
        """A sentence with `%(n)s` in the right plural form."""
        return self.ngettext(singular, plural, number) % {"n": self.number(number)}

    def age(self, then: datetime, now: datetime) -> str:
        """`just now`, `23 min ago`, `5 h ago`, `yesterday`, `6 days ago`, then the date."""
        seconds = (now - then).total_seconds()
        days = (now.astimezone(UTC).date() - then.astimezone(UTC).date()).days
        if seconds < 60:
            return self._("just now")
        if seconds < 3600:
            return self.count("%(n)s min ago", "%(n)s min ago", int(seconds // 60))
        if days == 0 or seconds < 12 * 3600:
            return self.count("%(n)s h ago", "%(n)s h ago", int(seconds // 3600))
        if days == 1:
            return self._("yesterday")
        if days < 7:
            return self.count("%(n)s day ago", "%(n)s days ago", days)
        return self.date(then)

    def ahead(self, then: datetime, now: datetime) -> str:
        """How long until: `now`, `in 23 min`, `in 5 h`, `in 3 days`."""
        seconds = (then - now).total_seconds()
        if seconds < 60:
            return self._("now")
        if seconds < 3600:
            return self.count("in %(n)s min", "in %(n)s min", round(seconds / 60))
        if seconds < 36 * 3600:
            return self.count("in %(n)s h", "in %(n)s h", round(seconds / 3600))
        return self.count("in %(n)s day", "in %(n)s days", round(seconds / 86400))

    def is_old(self, then: datetime, now: datetime) -> bool:
        """Whether `age` is a date already."""
        return (now.astimezone(UTC).date() - then.astimezone(UTC).date()).days >= 7

    def date(self, then: datetime) -> str:
        """`12 July 2025`."""
        return format_date(then.astimezone(UTC).date(), "long", locale=self.locale)

    def day(self, then: datetime, now: datetime) -> str:
        """The heading of a day: `Today`, `Yesterday`, `Thursday 19 November`, with its year where it is another."""
        date, today = then.astimezone(UTC).date(), now.astimezone(UTC).date()
        if date == today:
            return self._("Today")
        if (today - date).days == 1:
            return self._("Yesterday")
        return self.weekday(then) if date.year == today.year else self.date(then)

    def weekday(self, then: datetime) -> str:
        """`Thursday 19 November`."""
        return format_date(then.astimezone(UTC).date(), self._("EEEE d MMMM"), locale=self.locale)

    def today(self, now: datetime) -> str:
        """The date under a newspaper's name: `Thursday 19 November 2026`."""
        return format_date(now.astimezone(UTC).date(), "full", locale=self.locale)

    def moment(self, then: datetime) -> str:
        """The exact time: `19 November 2026, 20:15 UTC`."""
        return self._("%(date)s, %(time)s UTC") % {"date": self.date(then), "time": self.time(then)}

    def day_of(self, written: str) -> str:
        """A date as machines write it, `2026-11-19`, in words; anything else as it is: an hour of a chart."""
        try:
            return format_date(date.fromisoformat(written), locale=self.locale)
        except ValueError:
            return written

    def listed(self, names: Sequence[str]) -> Markup:
        """Names in a sentence, each in its own direction: `Ana Lind, Bo Rask and Cy Voss`."""
        sentence = escape(format_list(["{}"] * len(names), locale=self.locale))
        return sentence.format(*(Markup("<bdi>{}</bdi>").format(name) for name in names))

    def time(self, then: datetime) -> str:
        """The time of a day that is named beside it: `20:15`."""
        return str(format_datetime(then.astimezone(UTC), "HH:mm", locale=self.locale))

    def short(self, then: datetime, now: datetime) -> str:
        """A moment in a table: `20:15`, with its day where that is another: `19 Nov, 20:15`."""
        if then.astimezone(UTC).date() == now.astimezone(UTC).date():
            return self.time(then)
        day = format_date(then.astimezone(UTC).date(), self._("d MMM"), locale=self.locale)
        return f"{day}{self.comma}{self.time(then)}"

    def duration(self, seconds: int) -> str:
        """Of a recording: `4:05`, `1:02:30`."""
        hours, rest = divmod(seconds, 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"

    def language(self, code: str) -> str:
        """A language by its own name, with a capital where its script has them; the code where it has none."""
        return language_name(code)

    def country(self, code: str) -> str:
        """A country's name in this language; the code where it has none."""
        return self._countries.get(code) or str(self.locale.territories.get(code.upper(), code))

    def by_name(self, countries: Iterable[str]) -> list[tuple[str, str]]:
        """Countries as (code, name), in the alphabet of this language as far as its letters stand in their order."""
        return sorted(((code, self.country(code)) for code in countries), key=lambda pair: tokens(pair[1]))

    def several(self, names: Iterable[str]) -> str:
        """Names side by side: `English, Français`, `العربية، الإنجليزية`."""
        return self.comma.join(names)

    def kind(self, name: TopicKind) -> str:
        """What kind of thing a topic is."""
        _ = self._
        return {
            "person": _("Person"), "organisation": _("Organisation"), "place": _("Place"), "event": _("Event"),
            "subject": _("Subject"),
        }[name]  # fmt: skip

    def publisher_kind(self, name: PublisherKind | str) -> str:
        """What kind of publisher one is; empty where that is not known."""
        _ = self._
        return {
            "newspaper": _("Newspaper"), "broadcaster": _("Broadcaster"), "agency": _("News agency"),
            "aggregator": _("Aggregator"), "magazine": _("Magazine"), "government": _("Government"), "blog": _("Blog"),
        }.get(name, "")  # fmt: skip

    def mark(self, name: str) -> str:
        """What enrichment finds or not; the name of a part that readers see nothing of as it is."""
        _ = self._
        return {
            "language": _("language"), "category": _("category"), "names": _("names"), "hashtags": _("topics"),
            "key points": _("key points"), "quotes": _("quotes"), "figures": _("figures"), "text": _("text"),
            "everything": _("all that is found in texts"),
        }.get(name, name)  # fmt: skip

    def category(self, name: Category | str) -> str:
        """A category's name."""
        return self._category_names().get(name, name)

    def _category_names(self) -> Mapping[str, str]:
        _ = self._
        return {
            "world": _("World"), "politics": _("Politics"), "business": _("Business"), "technology": _("Technology"),
            "science": _("Science"), "health": _("Health"), "climate": _("Climate"), "sport": _("Sport"),
            "entertainment": _("Entertainment"), "lifestyle": _("Lifestyle"), "crime": _("Crime"),
            "general": _("General"),
        }  # fmt: skip


@lru_cache(maxsize=512)
def language_name(code: str) -> str:
    """A language by its own name: `العربية`, `Français`."""
    try:
        name = Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]


class Voices:
    """The languages in which the interface speaks; the first is the one it falls back to."""

    def __init__(
        self, translations: Mapping[str, NullTranslations], countries: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        """`countries`: names of those that are in no list, by language and code; in the first language, those that
        another one has none for."""
        named = countries or {}
        first = named.get(next(iter(translations)), {})
        self.by_code = {
            code: Voice(code, catalogue, {**first, **named.get(code, {})}) for code, catalogue in translations.items()
        }
        self.default = next(iter(self.by_code.values()))

    def choose(self, wanted: str, accepted: tuple[str, ...]) -> Voice:
        """The voice a reader asked for, else the first that the browser accepts, else the default."""
        if wanted in self.by_code:
            return self.by_code[wanted]
        fitting = negotiate_locale(accepted, list(self.by_code), sep="-")
        return self.by_code[fitting] if fitting else self.default
