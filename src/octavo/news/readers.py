"""Readers: who they are, how they are let in, and what they set for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from octavo.news.sources import Category

ReaderId = NewType("ReaderId", int)

ALONE = ReaderId(1)
"""The one reader of a machine without accounts: there from the first start, and its administrator."""

Role = Literal["reader", "moderator", "administrator"]

ROLES: tuple[Role, ...] = ("reader", "moderator", "administrator")
"""Each may do what those before it may."""

Channel = Literal["page", "push", "email", "webhook"]
"""How a reader is told of something: in the page itself, by the browser's push service, by letter, by a call."""


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """What a reader chose. Where there is no account, the choices of one visit stand in cookies instead."""

    languages: tuple[str, ...] = ()
    """Of articles; empty: every one."""
    countries: tuple[str, ...] = ()
    """Of publishers, ISO 3166-1; empty: every one."""
    categories: tuple[Category, ...] = ()
    """On the front page, in this order; empty: every one."""
    chosen: bool = False
    """Whether these three were chosen: until then a first page guesses them from the browser, and offers the choice."""
    interface: str = ""
    """Language of the interface; empty: as the browser says."""
    zone: str = ""
    """IANA time zone, for the hours below; empty: UTC."""
    for_you: bool = True
    """Whether what is followed and read ranks news on this machine."""
    briefing_hour: int | None = None
    """Hour of the day, 0 to 23, at which the briefing is made; None: never by itself."""
    briefing_by: tuple[Channel, ...] = ("page",)
    notices_by: tuple[Channel, ...] = ("page",)
    quiet: tuple[int, int] | None = None
    """From this hour to that one nothing is sent; what came is sent together afterwards."""
    webhook: str = ""
    """Address that notices are posted to."""
    webhook_secret: str = ""
    """What these calls are signed with (notify/signing.py)."""
    letters: str = ""
    """Where letters go to the one who is alone, who has no account whose address was confirmed."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A person with an account; or the one who is alone."""

    id: ReaderId
    name: str
    """As signed in with and shown; unique whatever its case, width or script tricks (text.handles)."""
    role: Role
    created: datetime
    email: str = ""
    """Empty where none was given."""
    settings: ReaderSettings = ReaderSettings()
    closed: str = ""
    """Why this account may not sign in, in words; empty where it may."""
    seen: datetime | None = None
    """When it was last here, to the hour."""


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that is signed in. The browser holds an opaque secret; the store only its hash."""

    id: int
    reader: ReaderId
    opened: datetime
    used: datetime
    """To the hour."""
    ends: datetime
    agent: str = ""
    """What the browser calls itself, shortened."""


TokenKind = Literal["invitation", "reset", "email"]
"""What a single-use secret lets its holder do: sign up, set a new password, confirm an e-mail address."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Something done with a role's power, or to an account."""

    id: int
    at: datetime
    by: ReaderId | None
    """None: the command line, or nobody signed in."""
    by_name: str
    act: str
    """A word: `sign-in`, `role`, `close`, `merge`, `hold`, `setting` …"""
    subject: str
    """What it was done to, in words."""
    detail: str = ""
