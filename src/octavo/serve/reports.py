"""A story's articles as readers count them: reports, each with the copies of its text folded under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.news.addresses import ArticleId
from octavo.news.stories import StoryMember


@dataclass(frozen=True, slots=True)
class Text:
    """One text, as its first publisher in the story has it."""

    member: StoryMember
    """A copy itself where the text began outside the story."""
    copies: tuple[StoryMember, ...] = ()
    """The other publishers that carry it, oldest first."""


def texts_of(members: Sequence[StoryMember]) -> tuple[Text, ...]:
    """The texts of a story's members, those of own reporting first, each in the members' order."""
    here = {member.card.id for member in members}
    copies: dict[ArticleId, list[StoryMember]] = defaultdict(list)
    for member in members:
        if member.copy:
            copies[member.copy.origin].append(member)
    for found in copies.values():
        found.sort(key=lambda member: (member.card.shown, member.card.id))
    own = [Text(member, tuple(copies[member.card.id])) for member in members if member.copy is None]
    # The origin of a copy may be a copy itself for a while, until its copies are decided anew.
    chained = [
        Text(found[0], tuple(found[1:]))
        for origin, found in copies.items()
        if origin not in here or any(member.card.id == origin and member.copy for member in members)
    ]
    return (*own, *chained)
