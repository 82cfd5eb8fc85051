"""What came → notices: whom it concerns, by what they follow, and whom not, by what they muted.

    a followed story      every own report in it, and no copy
    a followed publisher  every article that is its own
    a followed topic      a story about it, once
    a followed category   a story of it that BIG publishers report, once

What concerns a reader in several ways is told once, by the first of these. Nothing is told that was shown before the
reader followed it, or over a day before it came: that fills an archive, and is no news.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import datetime, timedelta

from octavo.news.notices import Answered, Came, Follower, Happening, NewNotice, NoticeKind
from octavo.news.readers import ReaderId, ReaderSettings
from octavo.news.shelf import FollowKind, Mute
from octavo.news.stories import StoryId
from octavo.text.muting import hides

NEW = timedelta(days=1)
"""What was shown longer ago is not told."""
BIG = 4
"""Publishers that make a category's story worth a notice: on a day of the larger editions, some ten stories."""

_FIRST: tuple[FollowKind, ...] = ("story", "publisher", "topic", "category")
_KINDS: Mapping[FollowKind, NoticeKind] = {
    "story": "report", "publisher": "article", "topic": "story", "category": "story"
}  # fmt: skip


def notices_of(
    came: Sequence[Happening],
    settings: Mapping[ReaderId, ReaderSettings],
    mutes: Mapping[ReaderId, Sequence[Mute]],
    now: datetime,
) -> list[NewNotice]:
    """The notices that these give rise to, which came in this order. `settings` and `mutes` are those of the readers
    that `concerned` names; who has no settings is told nothing."""
    notices: list[NewNotice] = []
    told: dict[StoryId, set[ReaderId]] = {}
    for one in came:
        match one:
            case Answered() if one.by and one.reader in settings:
                notices.append(_answer(one, settings[one.reader], now))
            case Came() if now - one.card.shown <= NEW:
                before = one.told | told.setdefault(one.story, set())
                new = _of_arrival(one, before, settings, mutes, now)
                told[one.story] |= {notice.reader for notice in new}
                notices += new
    return [notice for notice in notices if notice.by]


def concerned(came: Happening) -> set[ReaderId]:
    """Readers whom it may concern."""
    match came:
        case Answered():
            return {came.reader}
        case Came():
            return {one.reader for one in came.followers}
    return set()


def _answer(came: Answered, settings: ReaderSettings, now: datetime) -> NewNotice:
    return NewNotice(
        came.reader, "answer", str(came.comment), now, settings.notices_by, came.article, came.story, came.comment,
        name=came.by,
    )  # fmt: skip


def _of_arrival(
    came: Came,
    told: Set[ReaderId],
    settings: Mapping[ReaderId, ReaderSettings],
    mutes: Mapping[ReaderId, Sequence[Mute]],
    now: datetime,
) -> list[NewNotice]:
    first: dict[ReaderId, Follower] = {}
    for one in sorted(came.followers, key=lambda one: _FIRST.index(one.kind)):
        if one.reader in settings and one.reader not in first and _is_news(came, one, told):
            first[one.reader] = one
    return [
        _notice(came, why, settings[reader], now)
        for reader, why in first.items()
        if not _muted(came, mutes.get(reader, ()))
    ]


def _is_news(came: Came, by: Follower, told: Set[ReaderId]) -> bool:
    if by.kind in ("story", "publisher"):
        return not came.copied and came.card.shown > by.since
    big = by.kind == "topic" or came.publishers >= BIG
    return big and by.reader not in told and came.began > by.since


def _muted(came: Came, mutes: Sequence[Mute]) -> bool:
    slugs = {tag.slug for tag in came.topics}
    return any(hides(mute, came.card, slugs) for mute in mutes if not mute.softly)


def _notice(came: Came, why: Follower, settings: ReaderSettings, now: datetime) -> NewNotice:
    kind = _KINDS[why.kind]
    key = str(came.story if kind == "story" else came.card.id)
    return NewNotice(
        why.reader, kind, key, now, settings.notices_by, came.card.id, came.story, why=why.kind,
        name=why.name or why.key,
    )  # fmt: skip
