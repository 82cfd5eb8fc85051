"""Which counts are of one quantity.

Two are where both have the same quantity of words.toml, of the same group, and neither is a part of another count;
where they are one number, of one unit, of the same thing or in sentences that share enough; where they measure the same
thing differently in like words; and where one is said to be another count of what the other counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from octavo.stories.comparing.alike import Alike
from octavo.stories.comparing.counted import Count, compatible
from octavo.stories.comparing.material import Material

LIKE_SIZE = (0.55, 1.8)
"""How the two numbers of one measured thing may stand to each other."""

NAMED = 3.0
"""How many times as much, where both sentences have a name that few others have."""

SELDOM = 0.05
"""Share of a story's sentences that have a rare name."""

LARGE = 1e5
"""From which on two numbers of like size and the same thing are seldom of two matters."""

FEW = 4
"""Numbers of a unit in a story."""

MOST_ALIKE = 200
"""Counts of one kind that are compared: in a story of forty articles five of each, the oldest articles' first."""


def links(material: Material, every: Sequence[Count], alike: Alike) -> list[tuple[int, int]]:
    """Pairs that count the same."""
    sameness = _Sameness(material, every, alike)
    found = []
    for n, m in _candidates(every):
        a, b = every[n], every[m]
        if not _apart(a, b) and (_same_quantity(a, b) or sameness.number(a, b) or sameness.measure(a, b)):
            found.append((n, m))
    return found + _another_count(every)


def _candidates(every: Sequence[Count]) -> list[tuple[int, int]]:
    """Pairs of one unit that have a quantity, a thing, a value or a unit of measure in common."""
    shelves: dict[tuple[str, str, object], list[int]] = defaultdict(list)
    for n, count in enumerate(every):
        shelves[count.unit, "value", count.value].append(n)
        if count.quantity:
            shelves[count.unit, "quantity", count.quantity].append(n)
        if count.thing or count.unit:
            shelves[count.unit, "thing", count.thing].append(n)
    return sorted({pair for shelf in shelves.values() for pair in combinations(shelf[:MOST_ALIKE], 2)})


def _another_count(every: Sequence[Count]) -> list[tuple[int, int]]:
    """Each count that is said to be another count, with the one that it is another count of."""
    place = {(count.source, count.figure.start): n for n, count in enumerate(every)}
    return [
        (place[count.source, count.beside.start], n)
        for n, count in enumerate(every)
        if count.beside is not None and (count.source, count.beside.start) in place
    ]


def _apart(a: Count, b: Count) -> bool:
    """Whether two counts are of different things by what is known of them."""
    if a.quantity and b.quantity and a.quantity != b.quantity:
        return True
    return a.partial != b.partial and not compatible(a, b)


def _same_quantity(a: Count, b: Count) -> bool:
    return bool(a.quantity) and a.quantity == b.quantity and a.thing == b.thing and not a.partial and not b.partial


class _Sameness:
    """Whether two counts without a quantity of words.toml are of one thing, by the words around them."""

    def __init__(self, material: Material, every: Sequence[Count], alike: Alike) -> None:
        self.rows = {(one.source, one.number): n for n, one in enumerate(material.sentences)}
        self.alike, self.rare, self.named = alike, _rare_units(every), _rare_names(material)
        self.values: dict[tuple[int, int], list[float]] = defaultdict(list)
        for count in every:
            self.values[count.source, count.sentence.number].append(count.value)

    def shared(self, a: Count, b: Count) -> tuple[float, float]:
        """The share of one sentence that the other has, the smaller first; titles share nothing."""
        one, other = self.rows.get((a.source, a.sentence.number)), self.rows.get((b.source, b.sentence.number))
        if one is None or other is None:
            return 0.0, 0.0
        there, back = float(self.alike.covered[one, other]), float(self.alike.covered[other, one])
        return min(there, back), max(there, back)

    def number(self, a: Count, b: Count) -> bool:
        """Whether two articles give the same number of what must be the same thing."""
        if a.source == b.source or a.value != b.value or a.figure.high != b.figure.high:
            return False
        telling = _telling(a)
        if a.quantity and a.quantity == b.quantity:
            return telling >= 2 or a.thing == b.thing
        if a.language != b.language:
            return telling >= (2 if a.unit else 3)
        share = self.shared(a, b)[1]
        if a.unit or (a.thing and a.thing == b.thing):
            return share >= (0.1 if telling >= 2 else 0.3)
        return telling >= 2 and share >= (0.2 if telling >= 3 else 0.4)

    def measure(self, a: Count, b: Count) -> bool:
        """Whether two articles measure the same thing differently: of one unit or thing, of one size, in like words."""
        if a.source == b.source or a.partial or b.partial or a.thing != b.thing or a.quantity or b.quantity:
            return False
        if a.unit == "%" or not (a.unit or a.thing) or not b.value or self._has_both(a, b) or self._has_both(b, a):
            return False
        ratio = a.value / b.value
        if 1 / NAMED <= ratio <= NAMED and self._of_one_name(a, b):
            return True
        least, most = self.shared(a, b)
        if not LIKE_SIZE[0] <= ratio <= LIKE_SIZE[1]:
            return False
        if a.unit in self.rare:
            return most >= 0.15
        return least >= 0.12 and most >= (0.3 if min(a.value, b.value) >= LARGE else 0.35)

    def _has_both(self, a: Count, b: Count) -> bool:
        """Whether the sentence of one gives the other's number too: for something else."""
        return b.value in self.values[a.source, a.sentence.number]

    def _of_one_name(self, a: Count, b: Count) -> bool:
        """Whether both count the same thing of something with a rare name, each alone in its sentence."""
        alone = all(len(self.values[count.source, count.sentence.number]) == 1 for count in (a, b))
        return alone and bool(a.thing) and bool(a.sentence.names & b.sentence.names & self.named)


def _rare_names(material: Material) -> frozenset[str]:
    """Names that few sentences of a story have, yet more than one article."""
    sentences: Counter[str] = Counter(key for one in material.sentences for key in one.names)
    sources = Counter(key for source in material.sources for key in {k for one in source.sentences for k in one.names})
    most = SELDOM * len(material.sentences)
    return frozenset(key for key, times in sentences.items() if times <= most and sources[key] > 1)


def _rare_units(every: Sequence[Count]) -> frozenset[str]:
    """Units of measure in which a story has so few numbers that they are of one thing."""
    values: dict[str, set[float]] = defaultdict(set)
    for count in every:
        values[count.unit].add(count.value)
    return frozenset(unit for unit, found in values.items() if 0 < len(unit) < 3 and unit != "%" and len(found) <= FEW)


def _telling(count: Count) -> int:
    """How many digits a number has before its noughts: `two` is often met by chance, `61,204` is not."""
    return len(f"{count.value:.10g}".replace(".", "").rstrip("0").lstrip("0"))
