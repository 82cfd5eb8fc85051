"""Query → FTS5's MATCH.

    a word             itself OR its other forms
    words of a name    all of them OR the name's other spellings OR the facet of the topic that has this name
    a filter           one of its facets, which are words like others
    all of it          joined by AND, what is excluded by NOT

Everything is quoted, so that a reader's words are never read as operators. FTS5 numbers the phrases of a MATCH as they
stand in it; `Match.phrases` tells of each what it counts for, so that ranking need not read the text again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import apsw

from octavo.ports import Clause, Query, Term
from octavo.store.search_document import EVERY, facet
from octavo.store.search_names import Name, names_in, topics_named
from octavo.store.search_words import beginning, forms
from octavo.store.statements import statements
from octavo.text.words import tokens

_sql = statements("search")

TEXT = "{title body authors}"
FORM = 0.7
"""What another form of a word counts of what the word itself does."""
SPELLING = 0.9
"""What another spelling of a name counts."""
ABOUT = 1.0
"""What it counts that an article is about the topic of that name."""
MOST_PHRASES = 32
LEAST_FORMS = 3
"""What a query of many words is expanded to in all, and one word of it at least: every phrase costs each row scored."""
_FACETS = {"category": "category", "language": "lang", "country": "country", "has": "has", "is": "is"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a MATCH."""

    wants: tuple[int, ...]
    """Which of the query's wants it is counted for; none of a filter."""
    weight: float = 1.0


@dataclass(slots=True)
class Match:
    """What FTS5 is asked, and what each phrase of it counts for."""

    text: str
    phrases: list[Phrase]
    shown: list[list[str]]
    """The tokens of all that is marked in a hit."""


@dataclass(slots=True)
class Wanted:
    """A query, with its words expanded by what the archive knows."""

    wants: list[list[tuple[str, float]]]
    """Of each clause of words: what it is looked for as, the words as they were asked for first."""
    names: list[Name]
    filters: list[str]
    """Conditions of filters, all of which must hold."""
    excluded: list[str]
    soft: list[int]
    """The wants that are plain words, without some of which a search may do."""
    possible: bool = True
    """False where a filter names what the archive does not have."""


def wanted(connection: apsw.Connection, query: Query, corrected: Mapping[str, str] | None = None) -> Wanted:
    """Expand a query; `corrected` are words to be taken for others."""
    expanded = [
        (one, _all_looked_for(connection, one)) for one in (_corrected(c, corrected or {}) for c in query.words)
    ]
    words = [clause for clause, looked_for in expanded if looked_for]
    found = Wanted(
        wants=[looked_for for _, looked_for in expanded if looked_for],
        names=names_in(connection, words),
        filters=[],
        excluded=[],
        soft=[nth for nth, one in enumerate(words) if len(one.terms) == 1 and one.terms[0].manner == "word"],
    )
    for clause in query.clauses:
        if clause.without:
            found.excluded += _excluding(connection, clause)
        elif clause.field:
            if (condition := _filter(connection, clause)) == "":
                found.possible = False
            elif condition:
                found.filters.append(condition)
    return found


def match_all(found: Wanted) -> Match:
    """What has all that is wanted."""
    writer = _Writer()
    parts, at = [], 0
    for name in sorted(found.names, key=lambda one: one.first):
        parts += [writer.want(found.wants[nth], (nth,)) for nth in range(at, name.first)]
        parts.append(writer.name(name, found.wants))
        at = name.last
    parts += [writer.want(found.wants[nth], (nth,)) for nth in range(at, len(found.wants))]
    return writer.match(parts, found)


def match_most(found: Wanted, rare: Sequence[int], common: Sequence[int]) -> Match:
    """What has one of the rare plain words, and all that is no plain word; the common plain words only count."""
    writer = _Writer()
    either = writer.either(found, rare)
    if common:
        either = f"({either} OR ({writer.either(found, rare)} AND {writer.either(found, common)}))"
    hard = [writer.want(found.wants[nth], (nth,)) for nth in range(len(found.wants)) if nth not in found.soft]
    return writer.match([either, *hard], found)


def match_want(found: Wanted, nth: int) -> str:
    """What has one of the wants, alone."""
    return _Writer().want(found.wants[nth], (nth,))


def match_hard(found: Wanted) -> str:
    """What fulfils all but the plain words; empty where there is nothing else."""
    writer = _Writer()
    hard = [writer.want(found.wants[nth], (nth,)) for nth in range(len(found.wants)) if nth not in found.soft]
    return writer.match(hard, found).text if hard or found.filters or found.excluded else ""


class _Writer:
    """Writes a MATCH from left to right and notes its phrases."""

    def __init__(self) -> None:
        self.phrases: list[Phrase] = []
        self.shown: list[list[str]] = []

    def want(self, alternatives: Iterable[tuple[str, float]], wants: tuple[int, ...]) -> str:
        """Any of these in the text."""
        written = []
        for phrase, weight in alternatives:
            self.phrases.append(Phrase(wants, weight))
            self.shown.append(phrase.rstrip("*").split())
            written.append(quoted(phrase))
        return f"{TEXT} : ({' OR '.join(written)})"

    def name(self, name: Name, wants: list[list[tuple[str, float]]]) -> str:
        """A name as it was asked for, in another spelling, or meant by the article's topic."""
        of = tuple(range(name.first, name.last))
        parts = [f"({' AND '.join(self.want(wants[nth], (nth,)) for nth in of)})"]
        if name.spellings:
            parts.append(self.want([(one, SPELLING) for one in name.spellings], of))
        self.phrases += [Phrase(of, ABOUT) for _ in name.topics]
        parts.append(any_facet("topic", name.topics))
        return f"({' OR '.join(parts)})"

    def either(self, found: Wanted, wants: Sequence[int]) -> str:
        return f"({' OR '.join(self.want(found.wants[nth], (nth,)) for nth in wants)})"

    def match(self, parts: list[str], found: Wanted) -> Match:
        parts = [*parts, *found.filters] or [f"facets : {quoted(EVERY)}"]
        text = " AND ".join(f"({part})" for part in parts)
        if found.excluded:
            text = f"({text}) NOT ({' OR '.join(found.excluded)})"
        return Match(text, self.phrases, self.shown)


def quoted(phrase: str) -> str:
    """A phrase as FTS5's string: quotes doubled; NUL, at which it would stop reading, left out."""
    return '"' + " ".join(phrase.replace("\0", "").split()).replace('"', '""') + '"'


def any_facet(name: str, values: Iterable[str | int]) -> str:
    """Any of a filter's values."""
    return f"facets : ({' OR '.join(quoted(facet(name, value)) for value in dict.fromkeys(values))})"


def _corrected(clause: Clause, corrected: Mapping[str, str]) -> Clause:
    if not any(term.words in corrected for term in clause.terms):
        return clause
    terms = tuple(Term(corrected.get(term.words, term.words), term.manner) for term in clause.terms)
    return Clause(terms, written=clause.written)


def _all_looked_for(connection: apsw.Connection, clause: Clause, most: int = MOST_PHRASES) -> list[tuple[str, float]]:
    """Any of its terms, the best weight of each."""
    found: dict[str, float] = {}
    for term in clause.terms:
        for words, weight in _looked_for(connection, term, most):
            found[words] = max(weight, found.get(words, 0.0))
    return list(found.items())


def _looked_for(connection: apsw.Connection, term: Term, most: int) -> list[tuple[str, float]]:
    """A term with what it is looked for as too, `most` forms of a word."""
    if not term.words.split():
        return []
    same = [(term.words, 1.0)]
    if term.manner == "prefix" and " " not in term.words:
        return same + [(word, 1.0) for word in beginning(connection, term.words) if word != term.words]
    if term.manner == "word" and " " not in term.words:
        return same + [(form, FORM) for form in forms(connection, term.words)[:most]]
    return same


def _filter(connection: apsw.Connection, clause: Clause) -> str | None:
    """The condition of a filter; empty where nothing can fulfil it, None where it is no condition on words."""
    match clause.field:
        case "after" | "before":
            return None
        case "source":
            values = [name for word in clause.values for name in _publishers(connection, word)]
            return any_facet("source", values) if values else ""
        case "topic":
            topics = [topic for word in clause.values for topic in topics_named(connection, word)]
            return any_facet("topic", topics) if topics else ""
        case "author":
            names = [quoted(words) for one in clause.values if (words := " ".join(tokens(one)))]
            return f"authors : ({' OR '.join(names)})" if names else ""
        case name if name in _FACETS:
            return any_facet(_FACETS[name], clause.values)
    return None


def _excluding(connection: apsw.Connection, clause: Clause) -> list[str]:
    if clause.terms:
        words = [one for one, _ in _all_looked_for(connection, clause)]
        return [f"{TEXT} : ({' OR '.join(quoted(one) for one in words)})"] if words else []
    condition = _filter(connection, clause)
    return [condition] if condition else []


def _publishers(connection: apsw.Connection, word: str) -> list[str]:
    """Ids of the publishers that a reader means by a word."""
    plain = word.strip().lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return [row[0] for row in _sql.publishers_named(connection, word=plain)] if plain else []
