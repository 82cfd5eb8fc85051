"""The rules: pure functions from a text, its author and what they did before to what becomes of it.

    too often, or the same here already   → not written, with how long to wait; the author has the text in hand
    a new account, links, a blocked host, phrase or reader, a repeat, a flood   → held, with every reason that holds

Nothing is deleted, and nobody is shown less than they are told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from octavo.community.plain import links
from octavo.news.comments import Because, Block, Record
from octavo.news.errors import CommentRefused
from octavo.news.readers import Reader
from octavo.text.addresses import bare_host, host_of
from octavo.text.words import tokens


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers that the rules go by. They are set so that a lively talk between people passes, and a program that
    writes does not: people seldom write more than two comments a minute, and over fifty a day."""

    a_minute: int = 4
    an_hour: int = 40
    a_day: int = 150
    links: int = 2
    """Of one comment; more are held."""
    links_of_new: int = 0
    repeats: int = 1
    """Times that a reader says the same elsewhere in a day."""
    repeats_by_others: int = 2
    """Other readers who say the same in a day: texts that are handed round."""
    in_a_row: int = 5
    """Comments of one reader after one another in one place, within ten minutes."""
    newcomers: int = 20
    """Comments from accounts of the last day in one place, within ten minutes: then theirs wait."""
    new_for: timedelta = timedelta(days=1)
    known_after: int = 2
    """An account is new until it is as old as that, or so many of its comments were let through."""


@dataclass(frozen=True, slots=True)
class BlockList:
    """What moderators hold back, ready to be looked for."""

    phrases: dict[str, str] = field(default_factory=dict)
    """Search tokens between blanks, and how the moderator wrote them."""
    hosts: frozenset[str] = frozenset()
    readers: frozenset[int] = frozenset()

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> BlockList:
        """A host's name is looked for as words too: whoever leaves out the `https://` means it all the same."""
        blocks = list(blocks)
        hosts = [one for one in blocks if one.kind == "host"]
        return cls(
            {f" {one.value} ": one.written for one in blocks if one.kind == "words"}
            | {f" {' '.join(tokens(one.value))} ": one.written for one in hosts},
            frozenset(one.value for one in hosts),
            frozenset(int(one.value) for one in blocks if one.kind == "reader"),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way."""

    author: Reader
    text: str
    """Tidy."""
    now: datetime
    editing: bool = False
    """Whether it changes a comment that is there."""


def judge(draft: Draft, rules: Rules, blocked: BlockList, record: Record) -> tuple[Because, ...]:
    """Why it is to be held; nothing where it may be shown. Moderators are trusted: they could approve it themselves.
    Raises CommentRefused."""
    if draft.author.role != "reader":
        return ()
    if not draft.editing:
        _not_too_often(rules, record)
    new = _is_new(draft, rules, record)
    return (
        *((Because("new"),) if new else ()),
        *_links(draft.text, rules.links_of_new if new else rules.links),
        *_blocked(draft, blocked),
        *_repeated(rules, record),
        *_flood(draft, rules, record),
    )


def _not_too_often(rules: Rules, record: Record) -> None:
    wait = (
        timedelta(days=1) if record.day >= rules.a_day
        else timedelta(hours=1) if record.hour >= rules.an_hour
        else timedelta(minutes=1) if record.minute >= rules.a_minute
        else None
    )  # fmt: skip
    if wait is not None:
        raise CommentRefused("that was too often", code="rate", wait=wait)
    if record.repeats_here:
        raise CommentRefused("you have said that here already", code="said")


def _is_new(draft: Draft, rules: Rules, record: Record) -> bool:
    return draft.now - draft.author.created < rules.new_for and record.shown < rules.known_after


def _links(text: str, most: int) -> tuple[Because, ...]:
    number = len(links(text))
    return (Because("links", str(number)),) if number > most else ()


def _blocked(draft: Draft, blocked: BlockList) -> tuple[Because, ...]:
    if draft.author.id in blocked.readers:
        return (Because("reader", draft.author.name),)
    found = dict.fromkeys(
        host for link in links(draft.text) for host in blocked.hosts if _within(host_of(link), host)
    )  # fmt: skip
    if found:
        return (Because("host", ", ".join(sorted(found))),)
    words = f" {' '.join(tokens(draft.text))} "
    phrases = sorted(written for phrase, written in blocked.phrases.items() if phrase in words)
    return (Because("words", ", ".join(phrases[:5])),) if phrases else ()


def _within(host: str, blocked: str) -> bool:
    return bare_host(host) == blocked or host == blocked or host.endswith(f".{blocked}")


def _repeated(rules: Rules, record: Record) -> tuple[Because, ...]:
    if record.repeats > rules.repeats or record.repeats_by_others >= rules.repeats_by_others:
        return (Because("repeat", str(record.repeats + record.repeats_here + record.repeats_by_others)),)
    return ()


def _flood(draft: Draft, rules: Rules, record: Record) -> tuple[Because, ...]:
    crowd = draft.now - draft.author.created < rules.new_for and record.newcomers >= rules.newcomers
    if record.in_a_row >= rules.in_a_row or crowd:
        return (Because("flood", str(max(record.in_a_row, record.newcomers if crowd else 0))),)
    return ()
