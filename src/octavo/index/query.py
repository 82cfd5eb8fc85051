"""What a reader typed into the search field → Query. Never fails: what is not understood is said in its notes.

    harbour bridge          both words, in any of their forms
    harbour OR bridge       either; so does |
    "harbour bridge"        exactly these words side by side
    -ferry  -"night ferry"  without them; so does NOT
    lightho*                words that begin so
    #"Night Ferry"          about a topic, as topic:"Night Ferry"
    source:guardian         a filter: see filters.py; -source:guardian leaves out
    after:2026-11-02        see days.py; before: and on: likewise

The same filter twice, or with commas, means either value. A word is folded as the index folds it (text/words.py); one
that yields several tokens (`U.S.`) is asked for as a phrase, and one of a script without spaces is parted into words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from octavo.index.filters import FIELDS, NotUnderstood, filter_of
from octavo.index.segments import segments
from octavo.ports import Clause, Query, Term
from octavo.text.words import tokens

MOST_CHARACTERS = 500
MOST_TERMS = 24
"""Longer questions are cut, with a note: every term costs the index a look, and no reader types more."""
LEAST_PREFIX = 2
"""Letters of a prefix, below which nearly every article has such a word; but one character of an unspaced script is a
word already."""

_EITHER = ("OR", "|", "||")
_QUOTES = '"“”„«»「」『』'
_ITEM = re.compile(
    rf"(?P<minus>[-−–]|(?:NOT\s+))?(?P<hash>[#＃])?(?:(?P<field>[^\W\d_]+)[:：](?=[^\s/]))?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}])?|(?P<word>[^\s{_QUOTES}]+))"
)


def parse_query(text: str, now: datetime) -> Query:
    """The query that `text` means; `now` (with zone) is what `today` and `yesterday` count from."""
    reading = _Reading(now)
    if len(text) > MOST_CHARACTERS:
        reading.notes.append(f"Only the first {MOST_CHARACTERS} characters were read.")
    for item in _ITEM.finditer(text[:MOST_CHARACTERS]):
        reading.read(item)
    return reading.query()


@dataclass(slots=True)
class _Reading:
    """The query in the making."""

    now: datetime
    clauses: list[Clause] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    either: bool = False
    """Whether OR stood before what comes."""

    def read(self, item: re.Match[str]) -> None:
        """Take in one word, phrase or filter."""
        if item["word"] in _EITHER and not (item["minus"] or item["hash"] or item["field"]):
            self.either = True
            return
        if item["word"] == "AND" and not (item["minus"] or item["hash"] or item["field"]):
            return
        if item["phrase"] is not None and not item["closed"]:
            self.notes.append("A quotation mark was not closed; the rest was taken as one phrase.")
        name = "topic" if item["hash"] else (item["field"] or "").casefold()
        value = (item["word"] if item["phrase"] is None else item["phrase"]).strip()
        if name in FIELDS and value and self._filter(name, value, bool(item["minus"])):
            return
        if name and name not in FIELDS:
            self.notes.append(f"“{name}:” is no filter; it was looked for as a word.")
            value = f"{item['field']} {value}"
        self._words(value, quoted=item["phrase"] is not None, without=bool(item["minus"]))

    def query(self) -> Query:
        clauses = _once_each(self.clauses)
        while sum(len(one.terms) for one in clauses) > MOST_TERMS:
            clauses.remove(next(one for one in reversed(clauses) if one.terms))
            self.notes.append(f"Only the first {MOST_TERMS} words were looked for.")
        query = Query(tuple(clauses))
        if query.before and query.after and query.after >= query.before:
            self.notes.append("No day is both before and after these dates.")
        return replace(query, notes=tuple(dict.fromkeys(self.notes)))

    def _filter(self, name: str, value: str, without: bool) -> bool:
        """Take a filter in; False where its value is to be looked for as words."""
        self.either = False
        try:
            found = filter_of(name, value, self.now)
        except NotUnderstood as error:
            self.notes.append(str(error))
            return not error.as_words
        for clause in found:
            if without and clause.moment:
                self.notes.append(f"“-{name}:” cannot be left out; it was passed over.")
                continue
            self._add_filter(replace(clause, without=without, written=f"{'-' if without else ''}{clause.written}"))
        return True

    def _add_filter(self, clause: Clause) -> None:
        for at, known in enumerate(self.clauses):
            if clause.values and (known.field, known.without) == (clause.field, clause.without):
                values = tuple(dict.fromkeys((*known.values, *clause.values)))
                written = known.written if values == known.values else f"{known.written} {clause.written}"
                self.clauses[at] = replace(known, values=values, written=written)
                return
        self.clauses.append(clause)

    def _words(self, value: str, *, quoted: bool, without: bool) -> None:
        for term, written in _terms(value, quoted):
            clause = Clause((term,), without=without, written=f"{'-' if without else ''}{written}")
            last = self.clauses[-1] if self.clauses else None
            if self.either and last is not None and last.terms and not last.without and not without:
                self.clauses[-1] = replace(
                    last, terms=tuple(dict.fromkeys((*last.terms, term))), written=f"{last.written} OR {written}"
                )
            else:
                self.clauses.append(clause)
            self.either = False


def _terms(value: str, quoted: bool) -> list[tuple[Term, str]]:
    """What is looked for, each as a reader would write it."""
    whole = tokens(value)
    if not whole:
        return []
    if quoted:
        return [(Term(" ".join(whole), "phrase"), f'"{" ".join(value.split())}"')]
    if value.endswith("*") and len(whole[-1]) >= LEAST_PREFIX:
        return [(Term(" ".join(whole), "prefix"), f"{'-'.join(whole)}*")]
    parts = ((part, tokens(part)) for part in segments(value))
    return [(Term(" ".join(words)), _plain(part, words)) for part, words in parts if words]


def _plain(part: str, words: list[str]) -> str:
    """A word as it stands in a query, where it would not be taken for anything else there."""
    read = _ITEM.fullmatch(part)
    alone = read is not None and read["word"] == part and part not in (*_EITHER, "AND", "NOT")
    return part if alone and not part.endswith("*") and segments(part) == [part] else "-".join(words)


def _once_each(clauses: list[Clause]) -> list[Clause]:
    """Without those that say the same again."""
    first: dict[object, Clause] = {}
    for one in clauses:
        first.setdefault((one.terms, one.field, one.values, one.moment, one.without), one)
    return list(first.values())
