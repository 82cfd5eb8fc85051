"""Names in Arabic, which has no capitals: by lists, titles, heads, given names, and what a text says of its places.

الرئيس ميخايلو جيلينكو       a title, then two words that are no common ones   → person
مدينة رأس نديم               a head of places, words that come again           → place
فيشنيا … الفيشنية            a word and the adjective made of it               → place
العبّارة «نور الصباح»         a ship or work, in quotation marks                → its name
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from octavo.enrich.names.evidence import Label, city, known
from octavo.enrich.names.lexicon import Lexicon
from octavo.enrich.names.runs import Run
from octavo.enrich.names.scan import Scan

Form = tuple[str, ...]

ENOUGH = 2.0
"""Evidence from which a word is a place's name."""

LARGE = 200_000
"""Inhabitants of a city whose name alone is evidence in a script without capitals."""

HUGE = 2_000_000
"""The same where the name may be a common noun with the article."""

OFFICE = 6
"""Words between a title and the name at most: وزير الخارجية الكارسكي."""

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_CLITICS = "وبلفك"
_LINKS = frozenset(["بن", "ابن", "أبو", "أبي", "آل", "بو", "دي", "فان", "فون", "دو"])
_SERVANT = frozenset(["عبد", "عبدُ"])
"""One name with the word behind it: عبد الكريم."""
_COMMON_ENDS = ("ة", "ات", "ين", "ون", "اً", "ًا")


def arabic_runs(page: Scan, words: Lexicon, hints: Sequence[Form] = ()) -> Iterator[tuple[Run, Label]]:
    """Every name of the text; `hints` are the publisher's keywords."""
    places = _places(page, words, hints)
    named = places | _hinted(page, words, hints, places) | dict.fromkeys(_quoted(page, words), "MISC")
    number = 0
    while number < len(page.words):
        found = (
            _listed(page, number)
            or _known(page, number, named)
            or _person(page, words, number, places)
            or _organisation(page, words, number)
        )
        if found is None:
            number += 1
            continue
        yield found
        number = found[0][1]


def glued(page: Scan, words: Lexicon, hints: Sequence[Form]) -> frozenset[str]:
    """First words of names, with which `and`, `in` and their likes may be written as one."""
    first = {page.words[run[0]] for run, _ in arabic_runs(page, words, hints)}
    return frozenset(word for word in first if len(word) > 3 and word not in words.organisation)


def bare(word: str) -> str:
    """A word without vowel signs and tatweel."""
    return _MARKS.sub("", word) if not word.isascii() else word


def _unglued(word: str) -> str:
    """A word without `and` before it."""
    return word[1:] if word[0] in "وف" and len(word) > 4 else word


def _together(page: Scan, first: int, past: int) -> bool:
    return all(page.glue(word) == " " for word in range(first, past - 1))


def _listed(page: Scan, number: int) -> tuple[Run, Label] | None:
    for past in range(min(number + 3, len(page.words)), number, -1):
        if not _together(page, number, past):
            continue
        name = " ".join(page.words[number:past])
        label = known(name, "ar")
        if label is None and len(name) > 3 and past == number + 1 and city(name, HUGE if name[:2] == "ال" else LARGE):
            label = "LOC"
        if label is not None:
            return (number, past), label
    return None


def _known(page: Scan, number: int, named: dict[Form, Label]) -> tuple[Run, Label] | None:
    for past in range(min(number + 4, len(page.words)), number, -1):
        form = tuple(page.words[number:past])
        if form in named and _together(page, number, past):
            return (number, past), named[form]
    return None


def _person(page: Scan, words: Lexicon, number: int, places: dict[Form, Label]) -> tuple[Run, Label] | None:
    """A name behind a title and its office; or one that begins with a given name; or one with an age."""
    word = bare(page.words[number])
    if word in words.titles or _unglued(word) in words.titles:
        first = number + 1
        while first < min(number + OFFICE, len(page.words)) and page.glue(first - 1) == " ":
            if not _of_office(page.words[first], words, places):
                break
            first += 1
        if first == number + 1 and not word.startswith("ال") and _name_end(page, words, first + 1) > first + 2:
            first += 1 if _name_end(page, words, first) else 0
        past = _name_end(page, words, first)
        return ((first, past), "PER") if past and page.glue(first - 1) == " " else None
    past = _name_end(page, words, number)
    if past and (word in words.given or _aged(page, past)):
        return (number, past), "PER"
    return None


def _of_office(word: str, words: Lexicon, places: dict[Form, Label]) -> bool:
    plain = bare(word)
    return (
        plain.startswith(("ال", "لل"))
        or plain in words.titles
        or plain in words.organisation
        or plain in words.office
        or (plain[0] == "ل" and plain[1:] in words.office)
        or (word,) in places
        or known(plain, "ar") == "LOC"
    )


def _name_end(page: Scan, words: Lexicon, first: int) -> int:
    """Past a person's name of two words or more that begins here; 0 where none does."""
    if first + 1 >= len(page.words) or not _may_begin(page.words[first], words):
        return 0
    past = first + 1
    if bare(page.words[first]) in _SERVANT and page.words[past].startswith("ال"):
        past += 1
    elif page.words[first][0] in "وف" and page.words[past].startswith("ال") and page.words[first] not in words.given:
        return 0
    second = past
    while past < min(first + 5, len(page.words)) and page.glue(past - 1) == " ":
        word = bare(page.words[past])
        linked = bare(page.words[past - 1]) in _LINKS
        if word not in _LINKS and not linked and (past > second or not _may_follow(word, words)):
            break
        past += 1
    while past > first and bare(page.words[past - 1]) in _LINKS:
        past -= 1
    return past if past - first >= 2 else 0


def _may_begin(word: str, words: Lexicon) -> bool:
    plain = bare(word)
    if len(plain) < 3 or not plain[0].isalpha() or plain.startswith("ال") or plain in words.never:
        return False
    if plain in words.given:
        return True
    verb = plain[0] in "يت" and len(plain) < 6
    return not (verb or plain.endswith(_COMMON_ENDS) or _unglued(plain) in words.never)


def _may_follow(plain: str, words: Lexicon) -> bool:
    if len(plain) < 3 or not plain[0].isalpha() or plain in words.never or _unglued(plain) in words.never:
        return False
    return plain in words.given or not plain.endswith(_COMMON_ENDS)


def _aged(page: Scan, past: int) -> bool:
    """`، 74 عاماً` or `(74 عاماً)`."""
    behind = page.text[page.ends[past - 1] : page.ends[past - 1] + 16]
    return bool(re.match(r"(?:،| \() ?\d\d (?:عام|سنة)", behind))


def _organisation(page: Scan, words: Lexicon, number: int) -> tuple[Run, Label] | None:
    if page.words[number] not in words.organisation:
        return None
    past = number + 1
    while past < min(number + 4, len(page.words)) and page.glue(past - 1) == " ":
        word = bare(page.words[past])
        if len(word) < 3 or word in words.never or (past > number + 1 and not word.startswith(("ال", "لل"))):
            break
        if past == number + 1 and word.endswith(_COMMON_ENDS) and not word.startswith(("ال", "لل")):
            break
        past += 1
    return ((number, past), "ORG") if past > number + 1 else None


def _quoted(page: Scan, words: Lexicon) -> Iterator[Form]:
    """Ships' and works' names: in quotation marks, behind what they are."""
    for number in range(1, len(page.words)):
        if bare(page.words[number - 1]) in words.thing and page.glue(number - 1).strip() in ("«", "“", '"'):
            for past in range(number + 1, min(number + 4, len(page.words)) + 1):
                if page.glue(past - 1).lstrip().startswith(("»", "”", '"')):
                    yield tuple(page.words[number:past])
                    break


def _places(page: Scan, words: Lexicon, hints: Sequence[Form]) -> dict[Form, Label]:
    """The places that the text tells of: behind heads of places, as adjectives too, in the publisher's keywords."""
    told: defaultdict[Form, float] = defaultdict(float)
    counts = Counter(page.words)
    adjectives = {bare(word)[2:] for word in counts if word.startswith("ال")}
    for number, word in enumerate(page.words[:-1]):
        plain = bare(word)
        if page.glue(number) != " ":
            continue
        head = plain if plain in words.place else _unglued(plain)
        if head in words.place:
            form = _after_head(page, words, number + 1)
            if form:
                told[form] += ENOUGH if len(form) > 1 or counts[form[0]] > 1 else 1.0
        elif plain in words.of_place or _unglued(plain) in words.of_place:
            told[(page.words[number + 1],)] += 1.0
        elif plain in words.in_place:
            told[(page.words[number + 1],)] += 0.5
    for form in list(told):
        if len(form) == 1 and _has_adjective(bare(form[0]), adjectives):
            told[form] += 1.5
        if form in hints:
            told[form] += 1.0
    return {form: "LOC" for form, weight in told.items() if weight >= ENOUGH and _may_be_place(form, words)}


def _after_head(page: Scan, words: Lexicon, first: int) -> Form:
    """The one or two words behind a head of places and its adjectives; two where they stand together again."""
    if first + 1 < len(page.words) and page.words[first].startswith("ال") and page.glue(first) == " ":
        first += 1
    if not _may_be_place((page.words[first],), words):
        return ()
    pair = tuple(page.words[first : first + 2])
    if len(pair) == 2 and page.glue(first) == " " and bare(pair[1]) not in words.never:
        again = sum(tuple(page.words[at : at + 2]) == pair for at in page.places[pair[0]])
        if again > 1:
            return pair
    return pair[:1]


def _may_be_place(form: Form, words: Lexicon) -> bool:
    plain = bare(form[0])
    if len(plain) < 3 or not plain[0].isalpha() or plain in words.never or plain in words.organisation:
        return False
    return plain not in words.office and (len(form) > 1 or not plain.startswith("ال"))


def _has_adjective(plain: str, adjectives: Iterable[str]) -> bool:
    """Whether the adjective made of a word stands in the text: فيشنيا and الفيشنية."""
    stem = plain[:-2] if plain.endswith("يا") else plain[:-1] if plain.endswith(("ا", "ة")) else plain
    return len(stem) > 2 and any(stem + end in adjectives for end in ("ي", "ية", "يين", "يون", "اني", "انية"))


def _hinted(page: Scan, words: Lexicon, hints: Sequence[Form], places: dict[Form, Label]) -> dict[Form, Label]:
    """Keywords that stand in the text, but common single words."""
    found: dict[Form, Label] = {}
    for form in hints:
        if form in places or not form or form[0] in words.never:
            continue
        if form[0] in words.organisation and len(form) > 1:
            found[form] = "ORG"
        elif form[0] in words.place and len(form) > 1:
            found[form] = "LOC"
        elif bare(form[0]) in words.given and len(form) > 1:
            found[form] = "PER"
        elif not form[0].startswith("ال") and not form[0].endswith(_COMMON_ENDS):
            found[form] = "MISC"
    return found
