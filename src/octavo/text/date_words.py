"""The words in publishers' dates: months in many languages, halves of the day, names of time zones.

Months of the languages most read are listed here; those of fifty more come from CLDR (by Babel) when a date holds a
word that the list does not know, because loading them takes a third of a second.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

_MONTHS = """
    jan january janvier janv enero ene januar jaenner janner janeiro gennaio gen januari styczen stycznia sty ocak
    feb february fevrier fevr febrero febr februar fevereiro fev febbraio februari luty lutego lut subat
    mar march mars marzo marz maerz marco maart marzec marca mart mrt
    apr april avril avr abril abr aprile kwiecien kwietnia kwi nisan
    may mai mayo maio maggio mag mei maj maja mayis
    jun june juin junio juni junho giugno giu czerwiec czerwca cze haziran
    jul july juillet juil julio juli julho luglio lug lipiec lipca lip temmuz
    aug august aout agosto ago augustus sierpien sierpnia sie augusti agustos
    sep sept september septembre septiembre set setembro settembre wrzesien wrzesnia wrz eylul setiembre
    oct october octobre octubre okt oktober out outubro ottobre ott pazdziernik pazdziernika paz ekim
    nov november novembre noviembre novembro listopad listopada lis kasim
    dec december decembre diciembre dic dez dezember dezembro dicembre grudzien grudnia gru aralik
    / янв январь января | фев февр февраль февраля | мар март марта | апр апрель апреля | май мая | июн июнь июня
    | июл июль июля | авг август августа | сен сент сентябрь сентября | окт октябрь октября | ноя нояб ноябрь ноября
    | дек декабрь декабря
    / يناير جانفي كانون_الثاني | فبراير فيفري شباط | مارس آذار اذار | أبريل ابريل إبريل أفريل نيسان | مايو ماي أيار ايار
    | يونيو يونيه جوان حزيران | يوليو يوليه جويلية تموز | أغسطس اغسطس غشت أوت آب اب | سبتمبر شتنبر أيلول ايلول
    | أكتوبر اكتوبر تشرين_الأول تشرين_الاول | نوفمبر نونبر تشرين_الثاني | ديسمبر دجنبر كانون_الأول كانون_الاول
"""
"""Before the first slash one line a month, after it one part a script; words as they stand after `fold`."""

_MORE_LANGUAGES = """
    sv da nb fi cs sk hu ro bg el uk he fa hi bn ta te ml mr gu kn pa ur th vi id ms ca eu gl hr sl sr sr_Latn lt lv et
    is ga cy sq mk bs sw af ka hy az kk uz ne si km lo my am
"""
"""The first to claim a word keeps it: `listopad` is November in Polish and Czech, October in Croatian."""

_MORNING = "am a.m. a.m дп ص صباحا 오전 上午 午前 凌晨 清晨 早上 π.μ. πμ"
_EVENING = "pm p.m. p.m م مساء 오후 下午 午後 晚上 傍晚 μ.μ. μμ"

_OFFSETS = """
    utc 0 gmt 0 ut 0 z 0 wet 0 greenwich 0 west 1 bst 1 ist 5:30 cet 1 cest 2 met 1 mest 2 mez 1 mesz 2 eet 2 eest 3
    msk 3 msd 4 sast 2 cat 2 eat 3 wat 1 trt 3 idt 3 ast -4 gst 4 irst 3:30 pkt 5 npt 5:45 bdt 6 mmt 6:30 ict 7 wib 7
    wita 8 wit 9 sgt 8 hkt 8 myt 8 pht 8 awst 8 jst 9 kst 9 acst 9:30 acdt 10:30 aest 10 aedt 11 nzst 12 nzdt 13
    nst -3:30 ndt -2:30 adt -3 at -4 est -5 edt -4 et -5 cst -6 cdt -5 ct -6 mst -7 mdt -6 mt -7 pst -8 pdt -7 pt -8
    akst -9 akdt -8 hst -10 brt -3 brst -2 art -3 uyt -3 clt -4 clst -3 bot -4 vet -4 pet -5 cot -5 ect -5
"""
"""Hours east. Where a name has several meanings, that of the publishers who write it in feeds: IST is India's, CST and
EST are North America's, BST is British summer time. `ET` and its like are standard time where no zone rules are."""

_LOCAL = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
"""Names that mean standard or daylight time by the date."""


_SIGNS = str.maketrans({"−": "-", "‐": "-", "‑": "-", "–": "-", "—": "-", "،": ",", "、": ",", "ς": "σ", "ı": "i"})


def fold(text: str) -> str:
    """Compatibility forms, case and diacritics folded; every script's digits made ASCII. Arabic hamza signs go too."""
    text = unicodedata.normalize("NFKD", text.casefold())
    if text.isascii():
        return text
    kept = (
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in text
        if unicodedata.category(char) not in ("Mn", "Cf")
    )
    return unicodedata.normalize("NFC", "".join(kept)).translate(_SIGNS)


MORNING = frozenset(fold(word) for word in _MORNING.split())
EVENING = frozenset(fold(word) for word in _EVENING.split())


@functools.cache
def _common() -> dict[str, int]:
    latin, *scripts = _MONTHS.split("/")
    lines = [latin.strip().splitlines(), *(part.split("|") for part in scripts)]
    return {
        fold(word).replace("_", " "): number
        for months in lines
        for number, words in enumerate(months, 1)
        for word in words.split()
    }


@functools.cache
def _others() -> dict[str, int]:
    months: dict[str, int] = {}
    for language in _MORE_LANGUAGES.split():
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                try:
                    names = get_month_names(width, context, language)
                except UnknownLocaleError:
                    continue
                for number, name in names.items():
                    if not name[0].isdecimal():
                        months.setdefault(fold(name).strip("."), int(number))
    return {name: number for name, number in months.items() if len(name) > 1 and name not in _common()}


def month_of(words: str) -> int:
    """The month, 1 to 12, that one word or two of a folded date name; 0 where they name none."""
    words = words.strip(".")
    return _common().get(words) or 0


def rare_month_of(words: str) -> int:
    """The same in the languages of CLDR that the list does not hold."""
    return _others().get(words.strip(".")) or 0


@functools.lru_cache(1024)
def zone_of(name: str) -> tzinfo | None:
    """The zone of a name (`EST`, `MESZ`, `Europe/Paris`) or an offset (`+0530`, `-3:30`, `GMT+2`); None where unknown.

    Offsets of a day or more, or of 60 minutes or more, are no offsets.
    """
    folded = name.casefold().strip(" ()[]")
    if local := _LOCAL.get(folded):
        return _database(local) or _named().get(folded)
    if found := _named().get(folded):
        return found
    if match := re.fullmatch(r"(?:utc|gmt|z)?\s?([+-])(\d{1,2}):?(\d{2})?", folded):
        sign, hours, minutes = match[1], int(match[2]), int(match[3] or 0)
        if hours > 23 or minutes > 59:
            return None
        east = timedelta(hours=hours, minutes=minutes)
        return timezone(-east if sign == "-" else east)
    return _database(name.strip(" ()[]"))


@functools.cache
def _named() -> dict[str, tzinfo]:
    words = _OFFSETS.split()
    zones: dict[str, tzinfo] = {}
    for name, hours in zip(words[::2], words[1::2], strict=True):
        whole, _, minutes = hours.partition(":")
        east = timedelta(hours=abs(int(whole)), minutes=int(minutes or 0))
        zones[name] = timezone(-east if whole.startswith("-") else east) if east else UTC
    return zones


def _database(name: str) -> tzinfo | None:
    """A zone of the IANA database; the pattern keeps file names out of it."""
    if not re.fullmatch(r"[A-Z][A-Za-z]{1,15}(/[A-Z][A-Za-z_+\d-]{1,20}){1,2}", name):
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # not in the database, or no database on this machine
        return None
