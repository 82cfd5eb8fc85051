"""Numbers that count nothing: dates, years, clock times, phone numbers, addresses, numbers in names, ordinals."""

from __future__ import annotations

import re

from octavo.enrich.figures.lexicon import Lexicon
from octavo.enrich.figures.numerals import Numeral, glued
from octavo.enrich.figures.tokens import Token

YEARS = range(1500, 2101)
"""Four digits alone are taken for a year in this range unless something says that they count."""

_HYPHENS = frozenset("-‑–—")
_GLUE = frozenset("/@#=_\\&")
_LATIN = re.compile(r"[A-Za-z]+")


def passed_over(tokens: list[Token], numeral: Numeral, lex: Lexicon, titled: bool) -> int | None:
    """The token to go on at where the number is no figure; None where it may be one."""
    start, end = numeral.start, numeral.end
    if numeral.kind == "words" and _enumerates(tokens, numeral):
        return end
    name = lex.names.at(tokens, start) or (lex.names.at(tokens, start - 1) if start else None)
    if name and name[1] > start:
        return name[1]
    if numeral.kind != "digits":
        return end if _in_name(tokens, numeral, lex, titled) or _labelled(tokens, numeral, lex) else None
    chain = _telephone(tokens, start) or _chain(tokens, start)
    if chain > start:
        return chain
    if _glued_to_other(tokens, start, end, lex) or _clock(tokens, start, end, lex):
        return max(end, chain)
    if date := _date(tokens, start, end, lex):
        return date
    if _year(tokens, numeral, lex) or _labelled(tokens, numeral, lex) or _in_name(tokens, numeral, lex, titled):
        return end
    return None


def _enumerates(tokens: list[Token], numeral: Numeral) -> bool:
    """`Two, disrupt …`: a number that opens a sentence and is set off by a comma."""
    start, end = numeral.start, numeral.end
    opens = start == 0 or tokens[start - 1].text in '.“"‘«!?'
    return opens and tokens[start].text[0].isupper() and end < len(tokens) and tokens[end].text == ","


def _telephone(tokens: list[Token], start: int) -> int:
    """The end of a number that is dialled: + and groups of digits."""
    if start == 0 or tokens[start - 1].text != "+" or not glued(tokens, start):
        return 0
    end = start + 1
    while end < len(tokens) and (tokens[end].kind == "number" or tokens[end].text in "()-"):
        end += 1
    return end if end > start + 1 else 0


def _chain(tokens: list[Token], start: int) -> int:
    """Where numbers joined by signs end if they are three and more, or by slash or colon: 202-555-0100, 9/11, 10:30."""
    place, links, hard = start, 0, False
    while (
        place + 2 < len(tokens)
        and tokens[place + 2].kind == "number"
        and tokens[place + 1].text in "-‑–/:"
        and glued(tokens, place + 1)
        and glued(tokens, place + 2)
    ):
        hard = hard or tokens[place + 1].text in "/:"
        links += 1
        place += 2
    return place + 1 if links > 1 or (links and hard) else start


def _glued_to_other(tokens: list[Token], start: int, end: int, lex: Lexicon) -> bool:
    """A part of something longer: an address, a tag, an ordinal, an identifier of ten and more digits."""
    written = tokens[start].text
    plain = written.isdigit()
    if plain and (len(written) >= 10 or (len(written) > 2 and int(written[0]) == 0)):
        return True
    before = tokens[start - 1] if start else None
    if before is not None and glued(tokens, start):
        if (
            before.text in _GLUE
            or before.text == "+"
            or (before.text == '"' and start > 1 and tokens[start - 2].text == "=")
        ):
            return True
        if before.text in "'’" and plain and len(written) == 2:
            return True
        if before.text == "." and start > 1 and glued(tokens, start - 1) and tokens[start - 2].kind == "word":
            return tokens[start - 2].text != "Rs"
    if end < len(tokens) and glued(tokens, end):
        after = tokens[end]
        if after.kind == "name" or after.low in lex.ordinal or after.text in "/_@#":
            return True
        known = after.text in lex.symbols or after.text in lex.letters or after.text in lex.short_scales
        known = known or after.low in lex.minor or after.text in lex.codes or after.low == "m"
        if (
            after.kind == "word"
            and not known
            and lex.units.at(tokens, end) is None
            and lex.money.at(tokens, end) is None
        ):
            # `3D`, `20s`, `4x4`; of other scripts the words stand without spaces anyway.
            return bool(_LATIN.fullmatch(after.text))
        if after.text in "'’":
            return True
    return False


def _clock(tokens: list[Token], start: int, end: int, lex: Lexicon) -> bool:
    if end < len(tokens) and lex.clock.at(tokens, end):
        return True
    return start > 0 and tokens[start - 1].low in lex.clock_before and end - start == 1


def _month(token: Token, lex: Lexicon) -> bool:
    return token.text in lex.months or (token.text.capitalize() in lex.months and token.text.isupper())


def _small(token: Token) -> bool:
    return token.kind == "number" and len(token.text) <= 2 and token.text.isdigit() and 1 <= int(token.text) <= 31


def _date(tokens: list[Token], start: int, end: int, lex: Lexicon) -> int:
    """The end of a date that starts here, 0 where none does: `5 March`, `March 5 and 6`, `6 to 9 January`, `1. Mai`."""
    if not _small(tokens[start]) or end != start + 1:
        return 0
    before = tokens[start - 1] if start else None
    if before is not None and before.text == "." and start > 1 and _month(tokens[start - 2], lex):
        before = tokens[start - 2]
    if before is not None and _month(before, lex) and not _counts_on(tokens, end, lex):
        return _last_day(tokens, end, lex)
    last = _last_day(tokens, end, lex)
    for stop in dict.fromkeys((last, end)):
        after = stop
        while after < len(tokens) and (tokens[after].text == "." or tokens[after].low in lex.of) and after < stop + 2:
            after += 1
        if after < len(tokens) and _month(tokens[after], lex):
            return after + 1
    return 0


def _last_day(tokens: list[Token], end: int, lex: Lexicon) -> int:
    """Past the further days of a date: `5-7`, `5 and 6`, `5 to 9`."""
    linked = end + 1 < len(tokens) and _small(tokens[end + 1])
    link = linked and (tokens[end].text in _HYPHENS or tokens[end].low in lex.ranges or tokens[end].low in lex.joiner)
    return end + 2 if link else end


def _counts_on(tokens: list[Token], end: int, lex: Lexicon) -> bool:
    """Whether after `In March 26` something is counted."""
    return end < len(tokens) and (tokens[end].low in lex.people or tokens[end].text == "%")


def _year(tokens: list[Token], numeral: Numeral, lex: Lexicon) -> bool:
    """A bare year, also `2003-04`; not where money, a unit or people follow."""
    token = tokens[numeral.start]
    if numeral.scaled or numeral.end - numeral.start > 1 or len(token.text) != 4 or not token.text.isdigit():
        return False
    if int(token.text) not in YEARS:
        return False
    before, after = numeral.start - 1, numeral.end
    if before >= 0 and (tokens[before].text in lex.signs or tokens[before].text in lex.codes):
        return False
    if after < len(tokens):
        low = tokens[after].low
        if before >= 0 and tokens[before].low in lex.before_year and low not in lex.people:
            return True
        counted = low in lex.people or tokens[after].text in lex.symbols
        counted = counted or lex.units.at(tokens, after) is not None or lex.money.at(tokens, after) is not None
        hyphened = tokens[after].text in _HYPHENS and glued(tokens, after)
        return not counted and not (hyphened and after + 1 < len(tokens) and tokens[after + 1].kind == "word")
    return True


def _labelled(tokens: list[Token], numeral: Numeral, lex: Lexicon) -> bool:
    """A number that names: `page 5`, `Flight 370`, `number five`, `No. 10`, `Windows 95, 98`."""
    place = numeral.start - 1
    if place >= 0 and tokens[place].text == "." and glued(tokens, place):
        place -= 1
    if place >= 1 and tokens[place].text == "," and tokens[place - 1].kind == "number" and numeral.kind == "digits":
        # The further of several: as long as each follows a comma.
        while (
            place >= 1
            and tokens[place].text == ","
            and tokens[place - 1].kind == "number"
            and numeral.start - place < 12
        ):
            place -= 2
        return place >= 0 and tokens[place].low in lex.labels and tokens[place].text[0].isupper()
    if place < 0 or tokens[place].low not in lex.labels:
        return False
    # Verbs among them: `they page 5 people`; plural labels in lower case count on (`in stages 20 people`).
    measured = numeral.end < len(tokens) and (
        tokens[numeral.end].text in lex.symbols
        or lex.units.at(tokens, numeral.end) is not None
        or tokens[numeral.end].low in lex.people
    )
    return not numeral.scaled and not measured


def _in_name(tokens: list[Token], numeral: Numeral, lex: Lexicon, titled: bool) -> bool:
    """Part of a proper name: a number word in capitals inside a sentence, digits after a capital (`Radio 2`)."""
    start, end = numeral.start, numeral.end
    first = tokens[start]
    before = tokens[start - 1] if start else None
    if numeral.kind != "digits":
        capital = first.text[:1].isupper() and not first.text.isupper() and lex.language != "de"
        opened = before is None or before.kind == "sign"
        follows = end < len(tokens) and tokens[end].text[:1].isupper()
        return (
            capital and not titled and (not opened or (follows and tokens[end].kind == "word" and before is not None))
        )
    if (
        before is None
        or titled
        or before.kind not in ("word", "name")
        or numeral.scaled
        or lex.language in ("de", "ar")
    ):
        return False
    if "," in first.text or "." in first.text or not before.text[0].isupper() or before.text in lex.codes:
        return False
    inside = start > 1 and tokens[start - 2].kind != "sign"
    known = before.low in lex.stops or lex.qualifiers.before(tokens, start) is not None or before.low in lex.weekdays
    if known or not inside or before.text in lex.months:
        return False
    after = tokens[end] if end < len(tokens) else None
    if after is None or after.kind == "sign":
        return after is None or (after.text not in lex.symbols and after.text not in _HYPHENS)
    counted = lex.units.at(tokens, end) or after.low in lex.people or (after.low.endswith("s") and after.text.islower())
    return not counted
