"""Who covers a story and who does not: by country, language and kind of publisher, each number with its articles.

Of leaning nothing is said: the catalogue does not know it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from octavo.news.addresses import PublisherId
from octavo.news.coverage import Coverage, Share, Silent
from octavo.news.sources import Publisher
from octavo.news.stories import StoryMember

USUAL = 3
"""Articles of this category, or about this country, of late, from which on a publisher usually covers such news."""


def coverage_of(
    members: Sequence[StoryMember], publishers: Iterable[Publisher], usual: Mapping[PublisherId, int]
) -> Coverage:
    """Who covers a story.

    `publishers` are all of the archive. `usual` counts, of each publisher, its recent articles of the story's category
    or about its country: whoever has at least USUAL of them and none in the story is silent.
    """
    known = {publisher.id: publisher for publisher in publishers}
    ordered = sorted(members, key=lambda member: (member.card.shown, member.card.id))

    def shares(of: Callable[[StoryMember], str]) -> tuple[Share, ...]:
        return _shares(ordered, of)

    return Coverage(
        countries=shares(lambda member: member.country),
        languages=shares(lambda member: member.card.language),
        kinds=shares(lambda member: known[member.card.publisher].kind if member.card.publisher in known else ""),
        owners=shares(lambda member: known[member.card.publisher].owner if member.card.publisher in known else ""),
        first=ordered[0].card.id if ordered else None,
        silent=_silent({member.card.publisher for member in ordered}, known, usual),
    )


def _shares(members: Sequence[StoryMember], of: Callable[[StoryMember], str]) -> tuple[Share, ...]:
    """The groups with their articles, most publishers first; those of which it is not known last, under no name."""
    groups: dict[str, list[StoryMember]] = defaultdict(list)
    for member in members:
        groups[of(member)].append(member)
    found = [
        Share(
            name=name,
            publishers=len({member.card.publisher for member in group}),
            independent=len({member.card.publisher for member in group if member.copy is None}),
            articles=tuple(member.card.id for member in group),
        )
        for name, group in groups.items()
    ]
    return tuple(sorted(found, key=lambda share: (not share.name, -share.publishers, -len(share.articles), share.name)))


def _silent(
    covering: set[PublisherId], known: Mapping[PublisherId, Publisher], usual: Mapping[PublisherId, int]
) -> tuple[Silent, ...]:
    """Who would be expected and has nothing, whoever has most of the like first."""
    quiet = [
        Silent(publisher, known[publisher].name, count)
        for publisher, count in usual.items()
        if count >= USUAL and publisher in known and publisher not in covering
    ]
    return tuple(sorted(quiet, key=lambda one: (-one.usual, one.name)))
