"""Who reports a story, and who does not: by country, language, kind and owner, each number with the list behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from octavo.news.addresses import PublisherId
from octavo.news.sources import Publisher
from octavo.news.stories import StoryMember

Side = Literal["country", "language", "kind", "owner"]

SIDES: tuple[Side, ...] = ("country", "language", "kind", "owner")

_SPOKEN = 0.15
"""Share of a story's publishers that write in a language, from which on silence in it tells something."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of publishers."""

    sides: tuple[tuple[Side, tuple[tuple[str, int], ...]], ...]
    """Each side with its values, most publishers first; sides that say nothing are left out."""
    first: StoryMember
    """Whose report was first."""
    silent: tuple[Publisher, ...]
    """Those read here that write in the story's languages and have no article in it, by name."""


def coverage_of(members: Sequence[StoryMember], publishers: Mapping[PublisherId, Publisher]) -> Coverage:
    """The coverage of a story by its members, of which there is at least one."""
    sides = []
    for side in SIDES:
        counted = _counted(members, side, publishers)
        if side == "owner":
            counted = [(owner, number) for owner, number in counted if number > 1]
        if counted and (len(counted) > 1 or side in ("country", "owner")):
            sides.append((side, tuple(counted)))
    reporting = {member.card.publisher for member in members}
    spoken = _spoken(members)
    silent = [
        one for one in publishers.values() if one.id not in reporting and one.language.partition("-")[0] in spoken
    ]
    return Coverage(
        tuple(sides),
        min(members, key=lambda member: (member.card.shown, member.card.id)),
        tuple(sorted(silent, key=lambda one: one.name.casefold())),
    )


def behind(
    members: Iterable[StoryMember], side: Side, value: str, publishers: Mapping[PublisherId, Publisher]
) -> list[StoryMember]:
    """The members that a number counts."""
    of = _reader(side, publishers)
    return [member for member in members if of(member) == value]


def _counted(
    members: Iterable[StoryMember], side: Side, publishers: Mapping[PublisherId, Publisher]
) -> list[tuple[str, int]]:
    """The values of one side, and how many publishers have each."""
    of = _reader(side, publishers)
    having: dict[str, set[PublisherId]] = defaultdict(set)
    for member in members:
        if value := of(member):
            having[value].add(member.card.publisher)
    return sorted(((value, len(found)) for value, found in having.items()), key=lambda pair: (-pair[1], pair[0]))


def _reader(side: Side, publishers: Mapping[PublisherId, Publisher]) -> Callable[[StoryMember], str]:
    def of_publisher(member: StoryMember) -> str:
        known = publishers.get(member.card.publisher)
        return "" if known is None else known.kind if side == "kind" else known.owner

    if side == "country":
        return lambda member: member.country
    if side == "language":
        return lambda member: member.card.language
    return of_publisher


def _spoken(members: Sequence[StoryMember]) -> set[str]:
    """The languages in which a good part of the story's publishers write."""
    languages = Counter(dict.fromkeys(((m.card.publisher, m.card.language) for m in members), 1).keys())
    written = Counter(language for _, language in languages)
    return {code for code, number in written.items() if code and number >= _SPOKEN * sum(written.values())}
