"""Who reads, and what is kept for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from octavo.news.addresses import ArticleId
from octavo.news.articles import Card
from octavo.news.readers import AuditEntry, Reader, ReaderId, ReaderSettings, Role, Session, TokenKind
from octavo.news.shelf import Follow, FollowKind, Mute, MuteKind, Saved, Seen, Visit
from octavo.news.stories import StoryId
from octavo.ports.archive import Cursor


class Readers(Protocol):
    """Accounts, and who is signed in. Of a secret only its hash is kept."""

    def add_reader(
        self,
        name: str,
        *,
        email: str,
        password: str | None,
        role: Role,
        now: datetime,
        invitation: bytes | None = None,
        identity: tuple[str, str] | None = None,
    ) -> Reader:
        """`password`: encoded hash, None for one who signs in elsewhere. An invitation is used up by it and gives its
        role; `identity` is a provider's (iss, sub) that signs in as this reader. Raises Taken where the name or the
        address is another's, NotFound where the invitation was used, ended, or was none; nothing is changed then."""
        ...

    def reader(self, reader: ReaderId) -> Reader:
        """Raises NotFound."""
        ...

    def reader_named(self, name: str) -> Reader | None:
        """By name, whatever its case, or by e-mail address."""
        ...

    def readers(
        self, limit: int, after: ReaderId | None = None, role: Role | None = None, beginning: str = ""
    ) -> list[Reader]:
        """Newest first, without the one who is alone; those whose name or e-mail address begins so, whatever its
        case."""
        ...

    def count_readers(self) -> int:
        """Accounts, without the one who is alone."""
        ...

    def password(self, reader: ReaderId) -> str | None: ...

    def set_password(self, reader: ReaderId, password: str, *, keep_sessions: bool = False) -> None:
        """Sign out everywhere comes with it, unless the same password was only hashed anew."""
        ...

    def set_settings(self, reader: ReaderId, settings: ReaderSettings) -> None: ...
    def set_role(self, reader: ReaderId, role: Role) -> None:
        """Sign out everywhere comes with it: no secret of a lesser role becomes one of a greater."""
        ...

    def rename_reader(self, reader: ReaderId, name: str, email: str) -> None:
        """Raises Taken."""
        ...

    def close_reader(self, reader: ReaderId, why: str) -> None:
        """Let it sign in no more, or again where `why` is empty; its sessions end."""
        ...

    def delete_reader(self, reader: ReaderId) -> None:
        """With everything that is its own. Raises ValueError for the one who is alone."""
        ...

    def identity(self, issuer: str, subject: str) -> ReaderId | None: ...
    def add_identity(self, issuer: str, subject: str, reader: ReaderId) -> None:
        """Raises Taken where it signs in as another reader."""
        ...

    def identities(self, reader: ReaderId) -> list[tuple[str, str]]:
        """Each (iss, sub) that signs in as this reader."""
        ...

    def drop_identities(self, reader: ReaderId) -> None: ...

    def open_session(self, reader: ReaderId, secret: bytes, now: datetime, ends: datetime, agent: str) -> Session: ...

    def session(self, secret: bytes, now: datetime) -> tuple[Session, Reader] | None:
        """None where there is none, it ended, or the account is closed. That it was used is noted, once an hour."""
        ...

    def sessions(self, reader: ReaderId, now: datetime) -> list[Session]:
        """Those that have not ended, newest first."""
        ...

    def end_session(self, reader: ReaderId, session: int) -> bool: ...
    def end_sessions(self, reader: ReaderId, but: int | None = None) -> int: ...

    def put_token(self, secret: bytes, kind: TokenKind, reader: ReaderId | None, value: str, ends: datetime) -> None:
        """One of a kind a reader: a newer reset takes the older one's place. Of invitations there may be many."""
        ...

    def token(self, secret: bytes, kind: TokenKind, now: datetime) -> tuple[ReaderId | None, str] | None:
        """Look at it without using it up: as take_token."""
        ...

    def take_token(self, secret: bytes, kind: TokenKind, now: datetime) -> tuple[ReaderId | None, str] | None:
        """Use it up: whose it is and its value; None where there is none or it ended."""
        ...

    def audit(self, by: ReaderId | None, act: str, subject: str, detail: str, now: datetime) -> None: ...
    def audited(self, limit: int, before: int | None = None) -> list[AuditEntry]:
        """Newest first."""
        ...


class Shelf(Protocol):
    """What readers follow, mute, save and have read. Keys are those of news.shelf.Follow; after a merge of topics or
    stories, those of what was merged mean the one that is left."""

    def follow(self, reader: ReaderId, kind: FollowKind, key: str, now: datetime) -> None:
        """Nothing changes where it is followed already. Raises NotFound, and ValueError at MOST_FOLLOWS."""
        ...

    def unfollow(self, reader: ReaderId, kind: FollowKind, key: str) -> None:
        """Raises NotFound where there is no such thing."""
        ...

    def follows(self, reader: ReaderId) -> list[Follow]:
        """The last one first."""
        ...

    def followed_news(self, reader: ReaderId, limit: int, after: Cursor | None = None) -> list[Card]:
        """Articles of anything followed, each once, newest first by (shown, id), by keyset. At most 100."""
        ...

    def mute(self, reader: ReaderId, kind: MuteKind, key: str, now: datetime, *, softly: bool = False) -> None:
        """Of words, `key` is as the reader wrote them. What is muted already is softened, or muted whole. Raises
        NotFound, also for words without a letter, and ValueError at MOST_MUTES."""
        ...

    def unmute(self, reader: ReaderId, kind: MuteKind, key: str) -> None:
        """Raises NotFound where there is no such thing."""
        ...

    def mutes(self, reader: ReaderId) -> list[Mute]:
        """The last one first."""
        ...

    def save(self, reader: ReaderId, article: ArticleId, labels: Sequence[str], now: datetime) -> None:
        """For later, under these labels and no others. What is saved already keeps its place. Raises NotFound."""
        ...

    def unsave(self, reader: ReaderId, article: ArticleId) -> None: ...

    def saved(self, reader: ReaderId, limit: int, label: str = "", after: Cursor | None = None) -> list[Saved]:
        """Those of a label, all where none is named; the last saved first, by keyset over (at, article). At most
        100."""
        ...

    def labels(self, reader: ReaderId) -> Mapping[str, int]:
        """In alphabetical order, with how many articles each is on."""
        ...

    def saved_among(self, reader: ReaderId, articles: Sequence[ArticleId]) -> Mapping[ArticleId, tuple[str, ...]]:
        """Those of them that are saved, with their labels."""
        ...

    def see(self, reader: ReaderId, article: ArticleId, now: datetime) -> None:
        """Note that it was read, for SEEN_FOR; nothing where it is gone."""
        ...

    def unsee(self, reader: ReaderId, article: ArticleId) -> None: ...

    def seen(self, reader: ReaderId, limit: int) -> list[Seen]:
        """The last read first."""
        ...

    def seen_among(self, reader: ReaderId, articles: Iterable[ArticleId]) -> frozenset[ArticleId]:
        """Those of them that were read."""
        ...

    def story_visit(self, reader: ReaderId, story: StoryId, now: datetime) -> Visit | None:
        """The looks at a story before one at `now`; None before the first."""
        ...

    def visit_story(self, reader: ReaderId, story: StoryId, now: datetime) -> None:
        """Note a look at a story; nothing where it is gone."""
        ...
