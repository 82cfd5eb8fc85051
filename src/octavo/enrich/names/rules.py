"""Names by capitals, word lists and prepositions, for languages without a bundled model.

A run of capitals is a name where its words are not a sentence's opening or (in German, where every noun has a capital)
common nouns. What a name is its own words tell, then the word before it, then what names of its length mostly are.
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.enrich.names.evidence import Label, city, known, weights
from octavo.enrich.names.lexicon import Lexicon, first_names
from octavo.enrich.names.runs import Run, capital_runs
from octavo.enrich.names.scan import Scan

_NOUNS = """
ung ungen heit heiten keit keiten schaft schaften tion tionen tät täten ismus ment mente chen lein ling nis
nisse tum erin erinnen isten ist iker ikerin zeit zeug werk haus spiel spiele spieler platz preis jahr jahre
krieg stelle buch bild leute kinder führer leiter arbeit macht recht gesetz kunst lehre form teil raum weg
saison trainer film album rennen runde sieg niederlage mitglied beginn rest hälfte titel vertreter staffel
serie punkten rückstand einsatz sitz manga projekt projekts films albums spiels landes verein vereins fluss
höhe lager klub amt stadt ablauf fellow nachfolger gouverneur gouverneurs finale nachfolge minister namen name
siegen länder staat staaten
präsident präsidentin minister ministerin sekretär vorsitzende vorsitzender inhaber sprecher sprecherin chef chefin
politiker politikerin experte expertin quartier klage kampf werfer effekt projekt gefahr risiko netz
"""
_NOUN_ENDS = tuple(_NOUNS.split())
"""Ends of German common nouns."""

_QUOTES = frozenset("\"“”„«»'‘’")

_ARTICLES = frozenset(["el", "la", "los", "las", "il", "lo", "o", "a", "os", "as", "le", "les"])
"""With a capital inside a sentence they belong to the name: en El Salvador."""

_SAINTS = frozenset(["San", "Santa", "Santo", "São", "Saint", "Sainte", "Sankt", "Sint"])
"""Before a given name they make a place of it: San Bruno."""

METROPOLIS = 500_000
"""Inhabitants from which a German word alone is the city, not the noun that is written alike (Essen, Halle, Licht)."""

ENOUGH = 0.9
"""Weight of evidence from which a word standing alone is a name."""


def rule_runs(page: Scan, words: Lexicon, language: str) -> Iterator[tuple[Run, Label]]:
    """The names of a text in a language without a model."""
    every_noun = language in ("de", "lb")
    for first, past in capital_runs(page, words):
        if page.blocks and _shouted(page, first):
            continue
        first = _opened(page, words, first, past, language)
        while first < past and _title(page, words, first, past):
            first += 1
        while past > first and (page.words[past - 1] in words.not_names or page.words[past - 1][0].isdigit()):
            past -= 1
        if first >= past:
            continue
        for piece in _german(page, words, first, past) if every_noun else _persons(page, first, past):
            run = _from_given(page, _trimmed(page, piece))
            label = _kind(page, words, run, language, every_noun=every_noun) if run[0] < run[1] else None
            if label is not None:
                yield (_numbered(page, run) if label == "MISC" else run), label


def _trimmed(page: Scan, run: Run) -> Run:
    """Without small words at its ends."""
    first, past = run
    while first < past and page.words[first].islower():
        first += 1
    while first < past and page.words[past - 1].islower():
        past -= 1
    return first, past


def _persons(page: Scan, first: int, past: int) -> list[Run]:
    """Two persons that a connector seems to join are two: `Anna Rossi da Carlo Bianchi`."""
    for word in range(first + 2, past - 1):
        if page.words[word].islower() and page.words[word + 1] in first_names() and page.words[first] in first_names():
            return [(first, word), *_persons(page, word + 1, past)]
    return [(first, past)]


def _from_given(page: Scan, run: Run) -> Run:
    """A person's name begins with the given name: `Vorsitzende Ricarda Lang` is `Ricarda Lang`."""
    if page.words[run[0]] in _SAINTS:
        return run
    for word in range(run[0] + 1, run[1] - 1):
        if page.words[word] in first_names() and page.words[run[0]] not in first_names() and page.glue(word) == " ":
            before = page.words[run[0] : word]
            return run if any(one.islower() or one.endswith(".") or len(one) < 3 for one in before) else (word, run[1])
    return run


def _numbered(page: Scan, run: Run) -> Run:
    """Events and products keep their number: `Copa Mundial de 2014`, `Xbox 360`."""
    past = run[1]
    if past < len(page.words) and page.words[past] in ("de", "von", "van", "del") and page.glue(past - 1) == " ":
        past += 1
    if past < len(page.words) and page.words[past].isdigit() and page.glue(past - 1) == " ":
        return run[0], past + 1
    return run


def _shouted(page: Scan, word: int) -> bool:
    return any(block.shouted for block in page.blocks if block.first <= word < block.past)


def _opened(page: Scan, words: Lexicon, first: int, past: int, language: str) -> int:
    """Past the words that have their capital from opening a sentence."""
    while first < past and (page.opening[first] or page.words[first].lower() in words.stop):
        word = page.words[first]
        if not page.opening[first] and past - first > 1 and word[0].isupper() and word.lower() in _ARTICLES:
            return first
        if word.lower() in words.stop or word.lower() in page.lower:
            first += 1
            continue
        if language == "de" and word not in first_names() and not known(word, language) and not city(word):
            first += 1
            continue
        named = word in first_names() or weights((word,), language) or " ".join(page.words[first:past]) == word.upper()
        if past - first == 1 and not named and not _again(page, first):
            return past
        break
    return first


def _again(page: Scan, word: int) -> bool:
    """Whether the word has its capital inside a sentence too."""
    return any(not page.opening[other] for other in page.places[page.words[word]])


def _title(page: Scan, words: Lexicon, word: int, past: int) -> bool:
    text = page.words[word]
    return text.strip(".") in words.titles and past - word > 1 and text not in first_names() and text not in _SAINTS


def _german(page: Scan, words: Lexicon, first: int, past: int) -> list[Run]:
    """The run cut at common nouns: `Regisseur Martin Keller` is `Martin Keller`."""
    pieces: list[Run] = []
    start = first
    for word in range(first, past):
        parted = page.words[word] in ("von", "van") and page.words[word - 1] not in first_names()
        if _is_genitive(page, word, first, past):
            if word > start:
                pieces.append((start, word))
            pieces.append((word, word + 1))
            start = word + 1
        elif parted or _noun(page, words, word, first, past):
            if word > start:
                pieces.append((start, word))
            start = word + 1
    if start < past:
        pieces.append((start, past))
    return pieces


def _is_genitive(page: Scan, word: int, first: int, past: int) -> bool:
    """Whether a word is the genitive of a name that the text has, beside a noun: `Trumps Zölle`."""
    text = page.words[word]
    if past - first < 2 or page.words[first] in first_names():
        return False
    return len(text) > 4 and text.endswith("s") and text[:-1] in page.places


def _noun(page: Scan, words: Lexicon, word: int, first: int, past: int) -> bool:
    text = page.words[word]
    if text in first_names() or city(text, 15_000) or text in words.organisation or text.isupper():
        return False
    if text in words.titles:
        return True
    after_name = word > first and page.words[word - 1] in first_names()
    return text.lower().endswith(_NOUN_ENDS) and not after_name


def _kind(page: Scan, words: Lexicon, run: Run, language: str, *, every_noun: bool) -> Label | None:
    form = page.words[slice(*run)]
    votes = dict(weights(form, language))
    if form[0] in _SAINTS:
        votes["LOC"] = votes.get("LOC", 0.0) + 2.0
    before = page.words[run[0] - 1] if run[0] and page.glue(run[0] - 1) == " " else ""
    if before.lower() in words.in_place:
        votes["LOC"] = votes.get("LOC", 0.0) + (0.6 if every_noun else 1.0)
    if before.strip(".") in words.titles:
        votes["PER"] = votes.get("PER", 0.0) + 1.5
    if len(form) == 1:
        if form[0] in words.not_names or len(form[0]) < 2:
            return None
        if every_noun and form[0].endswith("s") and known(form[0][:-1], language) == "LOC":
            return "LOC"
        lone_town = every_noun and known(form[0], language) is None and not city(form[0], METROPOLIS)
        if lone_town and votes.get("LOC") and before.lower() not in words.in_place:
            return None
        best = max(votes, key=lambda label: votes[label], default=None)
        if best is not None and votes[best] >= ENOUGH:
            return best
        lone = every_noun or language in ("", "xx") or page.words[run[0]].isupper() or form[0] in page.lower
        # A person is named in full somewhere, which gives the surname its kind; what else stands alone is a place.
        return None if lone else best or ("MISC" if _quoted(page, run) else "LOC")
    if _quoted(page, run) and max(votes.values(), default=0.0) < 2:
        return "MISC"
    if votes:
        return max(votes, key=lambda label: votes[label])
    if every_noun and len(form) == 2 and known(form[0], language) is None and _article(page, words, run):
        return None
    if form[0] in ("The", "La", "El", "Il", "Le", "O", "A", "Los"):
        return "MISC"
    joined = any(word.islower() for word in form)
    return "ORG" if joined and len(form) > 4 else "PER" if len(form) <= 3 or joined else "MISC"


def _quoted(page: Scan, run: Run) -> bool:
    """Whether quotation marks hold just the run: a work's title, more often than not."""
    start, end = page.span(*run)
    return page.text[:start].rstrip(" ")[-1:] in _QUOTES and page.text[end:].lstrip(" ")[:1] in _QUOTES


def _article(page: Scan, words: Lexicon, run: Run) -> bool:
    before = page.words[run[0] - 1].lower() if run[0] else ""
    return before in ("der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einem", "einen")
