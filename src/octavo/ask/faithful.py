"""Whether a sentence follows from quoted ones: what a Writer wrote is shown only where it does.

    every number      stands there, with its unit, and a qualifier that says no more
    every name        stands there, in any spelling of its topic
    every date        stands there
    no and not        stand before the same words, and no word is turned into its contrary
    the rest          is in the same words, or means nearly the same

Looked for is each thing on its own ground (aligning.py): not anywhere in what is quoted, but where the rest of the
sentence stands. Who needs no answer is wronged less by a refused true sentence than by a false one that is shown: in
doubt it is refused, and the quoted sentences are shown instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from octavo.ask.aligning import Ground, Line, beside_number, line_has, line_of, lines_of
from octavo.ask.lexicon import Lexicon, lexicon
from octavo.ask.numbers import Number, agrees
from octavo.ask.polarity import contraries, turned
from octavo.text.words import tokens

Kind = Literal["number", "name", "date", "negation", "meaning"]

LEAST_SHARED = 0.6
"""Of a sentence's telling words, those that must stand in the quoted ones: below, it says something of its own."""
NEAR = 0.55
"""Cosine from which on a sentence means nearly the same as a quoted one, by the bundled model."""

_RUN = re.compile(r"\b[A-ZÀ-ÞΑ-ΩА-ЯІЇЄҐ][\w’'-]*(?:\s+[A-ZÀ-ÞΑ-ΩА-ЯІЇЄҐ][\w’'-]*)*")
"""Words with capitals, side by side."""
_CASED = frozenset({"en", "fr", "es"})
"""Languages that write names with capitals, and nothing else."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a sentence that does not follow."""

    kind: Kind
    text: str
    """As the sentence has it."""

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found."""

    faults: tuple[Fault, ...] = ()

    @property
    def follows(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.faults


def check(
    sentence: str,
    quoted: Sequence[str],
    language: str,
    *,
    spellings: Mapping[str, Iterable[str]] | None = None,
    nearness: float | None = None,
) -> Verdict:
    """Whether a sentence follows from the quoted texts, which are of its language (ISO 639-1).

    `spellings` gives names their other spellings (topics' aliases), in any case and script. `nearness` is the greatest
    cosine between the sentence's vector and one of the quoted texts' or of their sentences', where there are vectors:
    it may refuse a sentence, and never saves one. An empty sentence, and one of no words, does not follow.
    """
    lists = lexicon(language)
    claim = line_of(sentence, lists)
    ground = Ground(lines_of(quoted, lists))
    if not claim.words or not ground.lines:
        return Verdict((Fault("meaning", sentence),))
    same = _Same(lists, spellings or {})
    faults = [
        *_numbers(claim, ground, lists),
        *_times(claim, ground, lists),
        *_words(claim, ground, same),
        *_negations(claim, ground, lists),
    ]
    if nearness is not None and nearness < NEAR:
        faults.append(Fault("meaning", sentence))
    return Verdict(tuple(dict.fromkeys(faults)))


def _numbers(claim: Line, ground: Ground, lists: Lexicon) -> list[Fault]:
    """A number that follows stands on the sentence's ground, and there beside one of the words that it stands beside
    here."""
    there = ground.around(claim.stems)
    faults = []
    for one in claim.numbers:
        beside = beside_number(claim, one, lists)
        near = [line for line in there if not beside or any(line_has(line, stem) for stem in beside)]
        if not any(agrees(one, other) for line in near for other in line.numbers):
            faults.append(Fault("date" if _year(one) else "number", one.text))
    return faults


def _year(number: Number) -> bool:
    return not number.unit and number.value.is_integer() and 1800 <= number.value <= 2200 and len(number.words) == 1


def _times(claim: Line, ground: Ground, lists: Lexicon) -> list[Fault]:
    said = frozenset(time for line in ground.around(claim.stems) for time in line.times)
    return [Fault("date", word) for word in claim.words if word in lists.times and lists.times[word] not in said]


def _words(claim: Line, ground: Ground, same: _Same) -> list[Fault]:
    """Names must stand there, each; of the other telling words, most."""
    names = same.names_in(claim, ground)
    missing: list[str] = []
    faults: list[Fault] = []
    for stem in sorted(claim.stems):
        name = names.get(stem)
        others = claim.stems - (name.stems if name else {stem})
        near = ground.around(others) if others else ground.lines
        if name and others and same.named(under := ground.under(others)):
            near = under  # who is named there is nobody that a sentence beside it names
        if any(same.stands(stem, line) for line in near):
            continue
        missing.append(stem)
        if name:
            faults.append(Fault("name", name.text))
    if missing and len(missing) > (1 - LEAST_SHARED) * len(claim.stems):
        faults.append(Fault("meaning", " ".join(missing)))
    return faults


def _negations(claim: Line, ground: Ground, lists: Lexicon) -> list[Fault]:
    nearest = ground.under(claim.stems)
    here = turned(claim.words, lists)
    there = {line: frozenset(stem for one in turned(line.words, lists) for stem in one) for line in nearest}
    faults: list[Fault] = []
    if len(here) > sum(len(turned(line.words, lists)) for line in nearest):
        faults.append(Fault("negation", claim.text))
    for scope in here:
        known = [line for line in nearest if not line.stems.isdisjoint(scope)]
        if not any(there[line] for line in known or nearest) or (
            known and not any(not there[line].isdisjoint(scope) for line in known)
        ):
            faults.append(Fault("negation", " ".join(scope) or claim.text))
    negated_here = frozenset(stem for scope in here for stem in scope)
    for stem in sorted(claim.stems - negated_here):
        having = [line for line in nearest if stem in line.stems]
        if having and all(_first_turned(line, stem, lists) for line in having):
            faults.append(Fault("negation", stem))
    words = [word for line in nearest for word in line.words]
    return faults + [Fault("negation", word) for word in contraries(claim.words, words, lists)]


def _first_turned(line: Line, stem: str, lists: Lexicon) -> bool:
    """Whether a word stands right after a negation, and nowhere else in the sentence."""
    scopes = turned(line.words, lists)
    return any(scope[:1] == (stem,) for scope in scopes) and sum(lists.stem(word) == stem for word in line.words) == 1


class _Same:
    """Which words name the same."""

    def __init__(self, lists: Lexicon, spellings: Mapping[str, Iterable[str]]) -> None:
        self._lists = lists
        self._spelt: dict[str, frozenset[str]] = {}
        for name, others in spellings.items():
            every = [tokens(one) for one in (name, *others)]
            stems = frozenset(lists.stem(word) for words in every for word in words)
            for stem in stems:
                self._spelt[stem] = self._spelt.get(stem, frozenset()) | stems

    def stands(self, stem: str, line: Line) -> bool:
        """Whether a word stands in a sentence, in any form or spelling."""
        return line_has(line, stem) or not self._spelt.get(stem, frozenset()).isdisjoint(line.stems)

    def named(self, lines: Iterable[Line]) -> bool:
        """Whether somebody or something is named in these sentences."""
        return self._lists.language in _CASED and any(
            self._lists.stem(word) in line.stems
            for line in lines
            for match in _RUN.finditer(line.text)
            if match.start()
            for word in tokens(match[0])
        )

    def names_in(self, claim: Line, ground: Ground) -> dict[str, _Name]:
        """The stems that are part of a name, each with the whole of it. A capital at the beginning tells nothing, but
        where another follows, or the word stands nowhere in what is quoted."""
        if self._lists.language not in _CASED:
            # What is a name cannot be seen: every word must stand there.
            words = {self._lists.stem(word): word for word in claim.words}
            return {stem: _Name(word, frozenset({stem})) for stem, word in words.items() if stem in claim.stems}
        found: dict[str, _Name] = {}
        for match in _RUN.finditer(claim.text):
            stems = frozenset(self._lists.stem(word) for word in tokens(match[0])) & claim.stems
            begins = not claim.text[: match.start()].strip("\"'“‘«` ")
            if begins and len(stems) == 1 and ground.found(*stems) and self._spelt.keys().isdisjoint(stems):
                continue
            found |= dict.fromkeys(stems, _Name(match[0], stems))
        return found


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a sentence."""

    text: str
    stems: frozenset[str]
