"""A search as a page shows it: what was understood, what to leave out, what to narrow it by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from octavo.ports import Clause, Facet, Facets, Query, SearchIndex
from octavo.serve.voice import Voice

MOST_LOOSENED = 6
"""Ways to loosen a search that found nothing: each is a search of its own."""
_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """One clause of a query, explained."""

    text: str
    """`published by “guardian”`."""
    written: str
    """As it stands in the query."""
    without: str
    """The search without it."""
    count: int = 0
    """How many articles that finds, where it was counted; _COUNTED where there are more."""
    alone: bool = False
    """Whether it is the other way about: the search for this clause and nothing else."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to narrow a search."""

    name: str
    path: str
    count: int
    language: str = ""


def search_path(text: str, *, newest: bool = False, page: int = 1) -> str:
    """`/search?q=…`."""
    asked = {"q": text, "sort": "newest" if newest else "", "page": "" if page == 1 else str(page)}
    return f"/search?{urlencode({name: value for name, value in asked.items() if value})}"


def understood(query: Query, voice: Voice, *, newest: bool) -> list[Part]:
    """What each clause of a query means, and the search without it."""
    return [
        Part(explained(clause, voice), clause.written, search_path(query.leaving_out(clause).text, newest=newest))
        for clause in query.clauses
    ]


def loosened(query: Query, voice: Voice, index: SearchIndex) -> list[Part]:
    """The clauses without which something is found, those that find most first; where there are none, what each of
    them finds alone, the narrowest first."""
    if len(query.clauses) < 2:
        return []
    found = []
    for clause in query.clauses[:MOST_LOOSENED]:
        rest = query.leaving_out(clause)
        if count := index.count(rest, _COUNTED):
            found.append(Part(explained(clause, voice), clause.written, search_path(rest.text), count))
    return sorted(found, key=lambda part: -part.count) or _each_alone(query, voice, index)


def _each_alone(query: Query, voice: Voice, index: SearchIndex) -> list[Part]:
    """What each clause finds by itself."""
    found = []
    for clause in query.clauses[:MOST_LOOSENED]:
        alone = Query((clause,))
        if not clause.without and (count := index.count(alone, _COUNTED)):
            found.append(Part(explained(clause, voice), clause.written, search_path(alone.text), count, alone=True))
    return sorted(found, key=lambda part: part.count)


def explained(clause: Clause, voice: Voice) -> str:
    """A clause in words."""
    _ = voice._
    named = _either([f"“{one}”" for one in clause.values], voice)
    match clause.field:
        case None:
            text = _words(clause, voice)
        case "source":
            text = _("published by %(names)s") % {"names": named}
        case "topic":
            text = _("about %(names)s") % {"names": named}
        case "author":
            text = _("written by %(names)s") % {"names": named}
        case "category":
            names = [voice.category(one) for one in clause.values]
            text = _("in the category %(names)s") % {"names": _either(names, voice)}
        case "language":
            text = _("in %(names)s") % {"names": _either([voice.language(one) for one in clause.values], voice)}
        case "country":
            text = _("from %(names)s") % {"names": _either([voice.country(one) for one in clause.values], voice)}
        case "has":
            text = _("with %(names)s") % {"names": _either([_having(one, voice) for one in clause.values], voice)}
        case "is":
            text = _either([_being(one, voice) for one in clause.values], voice)
        case "after" if clause.moment:
            text = _("from %(day)s on") % {"day": voice.date(clause.moment)}
        case "before" if clause.moment:
            text = _("before %(day)s") % {"day": voice.date(clause.moment)}
        case _:
            text = clause.written
    return _("not %(condition)s") % {"condition": text} if clause.without else text


def narrowings(
    query: Query, facets: Facets, voice: Voice, topics: Mapping[str, str], *, newest: bool
) -> list[tuple[str, list[Way]]]:
    """The values that a search may be narrowed by, under the name of each filter; those it has already are left out.
    `topics` are the names of topics in the page's language, by slug."""
    asked = {(clause.field, value) for clause in query.clauses if not clause.without for value in clause.values}

    def ways(field: str, written: str, values: Sequence[Facet], name: str = "") -> list[Way]:
        return [
            Way(
                _named(field, one, voice, topics),
                search_path(f"{query.text} {written}:{one.value}", newest=newest),
                one.count,
            )
            for one in values
            if (field, one.value) not in asked
        ]

    groups = [
        (voice._("Topics"), ways("topic", "topic", facets.topics)),
        (voice._("Publishers"), ways("source", "source", facets.publishers)),
        (voice._("Categories"), ways("category", "category", facets.categories)),
        (voice._("Languages"), ways("language", "lang", facets.languages)),
    ]
    return [(name, found) for name, found in groups if len(found) > 1]


def _named(field: str, facet: Facet, voice: Voice, topics: Mapping[str, str]) -> str:
    match field:
        case "category":
            return voice.category(facet.value)
        case "language":
            return voice.language(facet.value)
        case "topic":
            return f"#{topics.get(facet.value, facet.name)}"
    return facet.name


def _words(clause: Clause, voice: Voice) -> str:
    return _either([_term(term.words, term.manner, voice) for term in clause.terms], voice)


def _term(words: str, manner: str, voice: Voice) -> str:
    match manner:
        case "phrase":
            return voice._("exactly “%(words)s”") % {"words": words}
        case "prefix":
            return voice._("words that begin with “%(words)s”") % {"words": words}
    return f"“{words}”"


def _either(names: Sequence[str], voice: Voice) -> str:
    if len(names) < 2:
        return "".join(names)
    return voice._("%(some)s or %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def _having(what: str, voice: Voice) -> str:
    _ = voice._
    return {"video": _("a video"), "audio": _("sound"), "image": _("a picture")}[what]


def _being(what: str, voice: Voice) -> str:
    _ = voice._
    return {
        "copy": _("copied from another publisher"),
        "original": _("the publisher’s own text"),
        "edited": _("edited since"),
        "live": _("live"),
    }[what]
