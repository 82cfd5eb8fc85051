"""Figures side by side: the same quantity across publishers, with what each gives, and whether they agree.

Which counts are of one quantity, links.py tells; which of them agree, states.py. What only one publisher counts is not
shown, but where its article names two who count differently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from octavo.news.comparison import FigureSaid, Quantity
from octavo.stories.comparing.alike import Alike
from octavo.stories.comparing.counted import Count
from octavo.stories.comparing.lexicon import lexicon, naming_languages
from octavo.stories.comparing.links import links
from octavo.stories.comparing.material import Material
from octavo.stories.comparing.states import STALE, State, disputed_within, parted, state_of

MOST = 24
"""Quantities of a story."""

FEWEST = 5
"""From which on a number that all agree on is worth a line, where it is no toll and no measure."""

_ORDER: dict[State, int] = {"contested": 0, "developing": 1, "agreeing": 2}


@dataclass(frozen=True, slots=True)
class Table:
    """A quantity with the counts that it was made of."""

    quantity: Quantity
    counts: tuple[Count, ...]

    @property
    def order(self) -> tuple[int, int, int]:
        """Contested first, then developing, then agreeing; most publishers first; then what is told first."""
        voices = {count.sentence.voice for count in self.counts}
        return _ORDER[self.quantity.state], -len(voices), min(count.sentence.number for count in self.counts)


def tables_of(material: Material, counts: Sequence[Sequence[Count]], alike: Alike) -> tuple[Table, ...]:
    """The quantities of a story, in their order."""
    every = [count for of_source in counts for count in of_source]
    tables = []
    for group in (part for linked in _groups(material, every, alike) for part in parted(linked)):
        voices = {count.sentence.voice for count in group}
        state = state_of(material, group) if group else "agreeing"
        values = _values(material, group)
        if len(values) < 2 or (len(voices) < 2 and not disputed_within(group)):
            continue
        quantity = _quantity(material, group, state, values)
        if (quantity.name or quantity.unit) and not (state == "agreeing" and _trifling(group)):
            tables.append(Table(quantity, tuple(group)))
    return tuple(sorted(tables, key=lambda table: table.order)[:MOST])


def outdated(material: Material, tables: Sequence[Table]) -> frozenset[int]:
    """The sentences, by number, that give a figure which has changed since."""
    old = {
        (count.source, count.sentence.number)
        for table in tables
        if table.quantity.state != "agreeing"
        for count in table.counts
        if count.value not in _present(material, table.counts)
    }
    return frozenset(n for n, one in enumerate(material.sentences) if (one.source, one.number) in old)


def _present(material: Material, counts: Sequence[Count]) -> set[float]:
    """The numbers that are still given: the last, and what was given not long before."""
    last = max(material.sources[count.source].shown for count in counts)
    newest = {count.value for count in counts if material.sources[count.source].shown == last}
    contested = {count.value for count in counts if material.sources[count.source].shown > last - STALE}
    return newest | (contested if disputed_within(counts) else set())


def _trifling(group: Sequence[Count]) -> bool:
    """Whether all that a group says is how few of something there are."""
    return not any(count.quantity or count.unit or abs(count.value) >= FEWEST for count in group)


def _groups(material: Material, every: Sequence[Count], alike: Alike) -> list[list[Count]]:
    """Counts of one quantity each, oldest first."""
    parents = list(range(len(every)))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = parents[parents[n]]
            n = parents[n]
        return n

    for one, other in links(material, every, alike):
        parents[root(other)] = root(one)
    groups: dict[int, list[Count]] = defaultdict(list)
    for n, count in enumerate(every):
        groups[root(n)].append(count)
    return [group for group in groups.values() if len(group) > 1]


def _values(material: Material, group: Sequence[Count]) -> tuple[FigureSaid, ...]:
    """At most one of each voice and value, by moment, then by value."""
    seen: set[tuple[str, float]] = set()
    values = []
    for count in sorted(group, key=lambda one: (material.sources[one.source].shown, one.source, one.figure.start)):
        who = (count.sentence.voice, count.value)
        if who in seen:
            continue
        seen.add(who)
        source, figure = material.sources[count.source], replace(count.figure, cited=count.cited)
        values.append(FigureSaid(source.said(figure.start, figure.end), count.sentence.text, figure, count.moment))
    return tuple(sorted(values, key=lambda one: (one.moment, one.figure.value, one.said.article)))


def _quantity(material: Material, group: Sequence[Count], state: State, values: tuple[FigureSaid, ...]) -> Quantity:
    languages = [material.sources[count.source].language for count in group]
    language = material.language if material.language in languages else max(sorted(set(languages)), key=languages.count)
    names = {code: _name(material, group, code) for code in {*languages, *naming_languages()}}
    others = tuple(sorted((code, name) for code, name in names.items() if name and code != language))
    return Quantity(names[language] or names["en"], group[0].figure.unit, state, values, others)


def _name(material: Material, group: Sequence[Count], language: str) -> str:
    """What a language calls the quantity: its own word for a known one, else what its articles say is counted; empty
    where it has neither."""
    native = [count for count in group if material.sources[count.source].language == language]
    told = Counter(count.quantity for count in group if count.quantity).most_common(1)
    if told:
        name = lexicon(language).names.get(told[0][0], "")
        thing = _most(count.figure.counted for count in native if count.thing)
        return f"{thing} {name}" if name and thing else name
    counted = _most(count.figure.counted for count in native)
    about, times = _most_told(count.figure.about.lower() for count in native)
    return " ".join(part for part in (counted, about if times > 1 or not counted else "") if part)


def _most(words: Iterable[str]) -> str:
    return _most_told(words)[0]


def _most_told(words: Iterable[str]) -> tuple[str, int]:
    """The word that is there most often, and how often; empty and 0 where there is none."""
    return next(iter(Counter(word for word in words if word).most_common(1)), ("", 0))
