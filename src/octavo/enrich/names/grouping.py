"""Names of an archive grouped into topics, in memory: what a store does with keys and same_name, for whole lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from octavo.enrich.names.keys import keys_of, lookups_of
from octavo.enrich.names.spelling import SAME, same_name
from octavo.enrich.names.spelt import spelt
from octavo.news.marks import TopicKind

Name = tuple[str, TopicKind, str]
"""A name, its kind, the language of its text."""

SURNAME = 0.55
"""The score from which a name of one word may be a full name's surname."""

ALONE = 0.75
"""The share of a surname's mentions that one topic must have for the surname alone to mean it."""

SAMPLE = 6
"""Members of a topic that a new name is compared with: its most frequent spellings."""


def group_names(names: Sequence[Name]) -> list[int]:
    """A group number for every name, in order; equal numbers mean one topic.

    Names join the topic that they are most surely the same as; a surname alone joins the one topic of the archive that
    most mentions of that surname mean, and stays by itself where there are several.
    """
    counts = Counter(names)
    group: dict[Name, int] = {}
    members: dict[int, list[Name]] = defaultdict(list)
    index: dict[str, set[int]] = defaultdict(set)
    for name, _ in counts.most_common():
        found = {number for key in lookups_of(*name) for number in index[key]}
        best = max(((_likeness(name, members[number]), -number) for number in found), default=(0.0, 0))
        number = -best[1] if best[0] >= SAME else len(members)
        group[name] = number
        members[number].append(name)
        for key in keys_of(*name):
            index[key].add(number)
    moved = _surnames(counts, group, members)
    return [moved.get(group[name], group[name]) for name in names]


def _likeness(name: Name, members: Sequence[Name]) -> float:
    return max(same_name(name[0], other[0], name[1], (name[2], other[2])) for other in members[:SAMPLE])


def _surnames(counts: Counter[Name], group: dict[Name, int], members: dict[int, list[Name]]) -> dict[int, int]:
    """Groups of surnames alone → the group of the one person who bears it."""
    bearers: dict[str, Counter[int]] = defaultdict(Counter)
    first: dict[int, Name] = {number: names[0] for number, names in members.items()}
    for name, number in group.items():
        if name[1] == "person" and len(spelt(*name).parts) > 1:
            for key in keys_of(name[0].split()[-1], "person", name[2]):
                bearers[key][number] += counts[name]
    moved: dict[int, int] = {}
    for number, name in first.items():
        if name[1] != "person" or len(spelt(*name).parts) > 1:
            continue
        candidates: Counter[int] = Counter()
        for key in lookups_of(*name):
            for other, count in bearers[key].items():
                if _likeness(name, members[other]) >= SURNAME:
                    candidates[other] = max(candidates[other], count)
        if candidates:
            best, count = candidates.most_common(1)[0]
            if count >= ALONE * candidates.total():
                moved[number] = best
    return moved
