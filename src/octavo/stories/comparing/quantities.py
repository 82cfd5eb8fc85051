"""Figures side by side: the same quantity across publishers, with what each gives, and whether they agree.

Two counts are of one quantity
    where both have the same quantity of words.toml, of the same group, and neither is a part of another count;
    where they are one number, of one unit, of the same thing or in sentences that share enough;
    where one is said to be another count of what the other counts (`the charity put the figure at 79`).

What only one publisher counts is not shown, but where its article names two who count differently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import Literal

from octavo.news.comparison import FigureSaid, Quantity
from octavo.stories.comparing.alike import Alike
from octavo.stories.comparing.counts import Count, compatible
from octavo.stories.comparing.lexicon import lexicon
from octavo.stories.comparing.material import Material

MOST = 24
"""Quantities of a story."""

TOGETHER = timedelta(hours=3)
"""Within which two reports speak of one moment."""

STALE = timedelta(hours=18)
"""After which who still gives an older number stands by it."""

LIKE_SIZE = (0.55, 1.8)
"""How the two numbers of one measured thing may stand to each other."""

FALL, RISE = 0.4, 2.0
"""How far below what was given before, and above all that is given, a number of the same thing may be."""

LARGE = 1e5
"""From which on two numbers of like size and the same thing are seldom of two matters."""

FEW = 4
"""Numbers of a unit in a story."""

Shares = Callable[[Count, Count], float]
"""The share of one count's sentence that the other's has."""

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
        if not quantity.name and not quantity.unit:
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


def _groups(material: Material, every: Sequence[Count], alike: Alike) -> list[list[Count]]:
    """Counts of one quantity each, oldest first."""
    parents = list(range(len(every)))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = parents[parents[n]]
            n = parents[n]
        return n

    for one, other in _links(material, every, alike):
        parents[root(other)] = root(one)
    groups: dict[int, list[Count]] = defaultdict(list)
    for n, count in enumerate(every):
        groups[root(n)].append(count)
    return [group for group in groups.values() if len(group) > 1]


def _links(material: Material, every: Sequence[Count], alike: Alike) -> list[tuple[int, int]]:
    """Pairs that count the same."""
    index = {(s.source, s.number): n for n, s in enumerate(material.sentences)}

    def shares(a: Count, b: Count) -> float:
        one, other = index.get((a.source, a.sentence.number)), index.get((b.source, b.sentence.number))
        if one is None or other is None:
            return 0.0
        return float(max(alike.covered[one, other], alike.covered[other, one]))

    rare = _rare_units(every)
    links = []
    for (n, a), (m, b) in combinations(enumerate(every), 2):
        if b.source == a.source and b.beside is a.figure:
            links.append((n, m))
            continue
        if a.unit != b.unit or _apart(a, b):
            continue
        if _same_quantity(a, b) or _same_number(a, b, shares) or _same_measure(a, b, shares, rare):
            links.append((n, m))
    return links


def _apart(a: Count, b: Count) -> bool:
    """Whether two counts are of different things by what is known of them."""
    if a.quantity and b.quantity and a.quantity != b.quantity:
        return True
    return a.partial != b.partial and not compatible(a, b)


def _same_quantity(a: Count, b: Count) -> bool:
    return bool(a.quantity) and a.quantity == b.quantity and a.thing == b.thing and not a.partial and not b.partial


def _same_number(a: Count, b: Count, shares: Shares) -> bool:
    """Whether two articles give the same number of what must be the same thing."""
    if a.source == b.source or a.value != b.value or a.figure.high != b.figure.high:
        return False
    telling = _telling(a)
    if a.quantity and a.quantity == b.quantity:
        return telling >= 2 or a.thing == b.thing
    if a.language != b.language:
        return telling >= (2 if a.unit else 3)
    if a.thing and a.thing == b.thing:
        return shares(a, b) >= (0.1 if telling >= 2 else 0.3)
    if a.unit:
        return shares(a, b) >= (0.1 if telling >= 2 else 0.3)
    return telling >= 2 and shares(a, b) >= (0.2 if telling >= 3 else 0.4)


def _same_measure(a: Count, b: Count, shares: Shares, rare: frozenset[str]) -> bool:
    """Whether two articles measure the same thing differently: of one unit or thing, of one size, in like words."""
    if a.source == b.source or a.partial or b.partial or a.thing != b.thing or a.quantity or b.quantity:
        return False
    if a.unit == "%" or not (a.unit or a.thing) or not LIKE_SIZE[0] <= a.value / (b.value or 1.0) <= LIKE_SIZE[1]:
        return False
    if a.unit in rare:
        return shares(a, b) >= 0.15
    large = min(a.value, b.value) >= LARGE
    return shares(a, b) >= (0.2 if large else 0.35)


def _rare_units(every: Sequence[Count]) -> frozenset[str]:
    """Units of measure in which a story has so few numbers that they are of one thing."""
    values: dict[str, set[float]] = defaultdict(set)
    for count in every:
        values[count.unit].add(count.value)
    return frozenset(unit for unit, found in values.items() if 0 < len(unit) < 3 and unit != "%" and len(found) <= FEW)


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
        low, high = FALL * max(before), RISE * max(a.value for a in anchors)
        if count.quantity == "magnitude":
            low, high = 0.93 * min(before), 1.07 * max(before)
        if count.beside or low <= count.value <= high:
            kept.append(count)
        else:
            others[count.value].append(count)
    return [kept, *others.values()]


def _telling(count: Count) -> int:
    """How many digits a number has before its noughts: `two` is often met by chance, `61,204` is not."""
    return len(f"{count.value:.10g}".replace(".", "").rstrip("0").lstrip("0"))


def _state(material: Material, group: Sequence[Count]) -> State:
    pairs = [(a, b) for a, b in combinations(group, 2) if not compatible(a, b)]
    if not pairs:
        return "agreeing"
    if any(_contest(material, a, b) for a, b in pairs) or _disputed_within(group) or _returns(group):
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


def _returns(group: Sequence[Count]) -> bool:
    """Whether an earlier number is given again long after another."""
    ordered = sorted(group, key=lambda count: count.moment)
    return any(
        not compatible(a, b)
        and compatible(a, c)
        and not compatible(b, c)
        and c.moment - b.moment > STALE
        and b.moment > a.moment
        for a, b, c in combinations(ordered, 3)
        if a.low == c.low
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
    words = Counter(
        " ".join(part for part in (count.figure.counted, count.figure.about) if part)
        for count in group
        if material.sources[count.source].language == language
    )
    written = [word for word, _ in words.most_common() if word]
    return Quantity(written[0] if written else "", unit, state, values)
