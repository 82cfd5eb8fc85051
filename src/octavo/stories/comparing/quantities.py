"""Figures side by side: the same quantity across publishers, with what each gives, and whether they agree.

Which counts are of one quantity, links.py tells. What only one publisher counts is not shown, but where its article
names two who count differently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import Literal

from octavo.news.comparison import FigureSaid, Quantity
from octavo.stories.comparing.alike import Alike
from octavo.stories.comparing.counted import Count, compatible
from octavo.stories.comparing.lexicon import lexicon
from octavo.stories.comparing.links import links
from octavo.stories.comparing.material import Material

MOST = 24
"""Quantities of a story."""

TOGETHER = timedelta(hours=3)
"""Within which two reports speak of one moment."""

STALE = timedelta(hours=18)
"""After which who still gives an older number stands by it."""

FALL_OF_OTHERS = 0.3
"""The same of what is no toll."""

FALL, RISE = 0.4, 2.0
"""How far below what was given before, and above all that is given, a number of the same thing may be."""

FEWEST = 5
"""From which on a number that all agree on is worth a line, where it is no toll and no measure."""

State = Literal["agreeing", "developing", "contested"]
_ORDER: dict[State, int] = {"contested": 0, "developing": 1, "agreeing": 2}


def quantities_of(material: Material, counts: Sequence[Sequence[Count]], alike: Alike) -> tuple[Quantity, ...]:
    """The quantities of a story: contested first, then developing, then agreeing; most publishers first."""
    every = [count for of_source in counts for count in of_source]
    found = []
    for group in (part for linked in _groups(material, every, alike) for part in parted(linked)):
        voices = {count.sentence.voice for count in group}
        state = _state(material, group)
        if len(voices) < 2 and not (state == "contested" and _disputed_within(group)):
            continue
        values = _values(material, group)
        if len(values) < 2:
            continue
        quantity = _quantity(material, group, state, values)
        if not (quantity.name or quantity.unit) or (state == "agreeing" and _trifling(group)):
            continue
        found.append(
            (
                _ORDER[state],
                -len(voices),
                min(c.sentence.number for c in group),
                quantity,
            )
        )
    found.sort(key=lambda entry: entry[:3])
    return tuple(entry[3] for entry in found[:MOST])


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


def parted(group: Sequence[Count]) -> list[list[Count]]:
    """The numbers that may be of one thing, and the others.

    What two voices give, or most give, tells the size. A total does not fall to less than half, a part of it does
    (five bodies found, nineteen dead); and who alone gives more than twice of what all others ever give counts
    something else. A magnitude is one number measured a little differently. Of the others only those that are one
    number are of one thing.
    """
    voices: dict[float, set[str]] = defaultdict(set)
    for count in group:
        voices[count.value].add(count.sentence.voice)
    most = max(map(len, voices.values()))
    anchors = [c for c in group if len(voices[c.value]) == most or len(voices[c.value]) > 1]
    kept: list[Count] = []
    others: dict[float, list[Count]] = defaultdict(list)
    for count in group:
        before = [a.value for a in anchors if a.moment <= count.moment] or [a.value for a in anchors]
        fall = FALL if count.quantity else FALL_OF_OTHERS
        low, high = fall * max(before), RISE * max(a.value for a in anchors)
        if count.quantity == "magnitude":
            low, high = 0.93 * min(before), 1.07 * max(before)
        if count.beside or low <= count.value <= high:
            kept.append(count)
        else:
            others[count.value].append(count)
    return [kept, *others.values()]


def _state(material: Material, group: Sequence[Count]) -> State:
    pairs = [(a, b) for a, b in combinations(group, 2) if not compatible(a, b)]
    if not pairs:
        return "agreeing"
    if any(_contest(material, a, b) for a, b in pairs) or _disputed_within(group) or _returns(material, group):
        return "contested"
    return "developing"


def _contest(material: Material, a: Count, b: Count) -> bool:
    """Whether two publishers differ about one moment."""
    told = abs(material.sources[a.source].shown - material.sources[b.source].shown)
    return a.sentence.voice != b.sentence.voice and abs(a.moment - b.moment) <= TOGETHER and told <= STALE


def _disputed_within(group: Sequence[Count]) -> bool:
    """Whether one article has two who count differently."""
    return any(
        a.source == b.source
        and not compatible(a, b)
        and (b.beside is a.figure or (a.cited and b.cited and a.cited != b.cited))
        for a, b in combinations(group, 2)
    )


def _returns(material: Material, group: Sequence[Count]) -> bool:
    """Whether an earlier number is given again long after another."""

    def shown(count: Count) -> datetime:
        return material.sources[count.source].shown

    ordered = sorted(group, key=shown)
    return any(
        a.value == c.value and not compatible(a, b) and shown(a) < shown(b) and shown(c) - shown(b) > STALE
        for a, b, c in combinations(ordered, 3)
    )


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
    told = Counter(count.quantity for count in group if count.quantity).most_common(1)
    unit = group[0].figure.unit
    if told:
        names = lexicon(language).names or lexicon("en").names
        name = names[told[0][0]]
        things = Counter(c.figure.counted for c in group if c.thing and material.sources[c.source].language == language)
        if things:
            name = f"{things.most_common(1)[0][0]} {name}"
        return Quantity(name, unit, state, values)
    native = [count.figure for count in group if material.sources[count.source].language == language]
    counted = _most(figure.counted for figure in native)
    about, times = _most_told(figure.about.lower() for figure in native)
    name = " ".join(part for part in (counted, about if times > 1 or not counted else "") if part)
    return Quantity(name, unit, state, values)


def _most(words: Iterable[str]) -> str:
    return _most_told(words)[0]


def _most_told(words: Iterable[str]) -> tuple[str, int]:
    """The word that is there most often, and how often; empty and 0 where there is none."""
    return next(iter(Counter(word for word in words if word).most_common(1)), ("", 0))
