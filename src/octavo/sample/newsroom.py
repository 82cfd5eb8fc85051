"""The sample newsroom's articles, read from the package's files in `articles/`.

The form of the files is described in README.md beside this module. Reading is lazy and happens once a process.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from octavo.news.sources import Category
from octavo.sample.houses import House, houses

_NAME = re.compile(r"(\d)-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
_AT = re.compile(r"(\d) (\d\d):(\d\d)")
_STATE = re.compile(r"^=== \+(\d+):(\d\d) (announced|silent)\n", re.MULTILINE)
_HEADERS = frozenset({
    "title", "standfirst", "authors", "at", "section", "category", "tags", "topics", "image", "story", "copy", "credit",
    "audio", "video", "links", "kind",
})  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class State:
    """One state of an article's text."""

    after: timedelta
    """Since the newsroom was opened; zero for the first."""
    announced: bool
    """Whether the publisher moves its date of change with it."""
    title: str
    standfirst: str
    body: str
    """In the markup of README.md."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn scene and what is said of it."""

    scene: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of the sample newsroom."""

    key: str
    """Its file: `FOLDER/DAY-slug`."""
    house: House
    day: int
    """Days before the epoch."""
    minute: int
    """Minute of that day, UTC."""
    section: str
    states: tuple[State, ...]
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    picture: Picture | None = None
    credit: str = ""
    """The agency that the publisher names."""
    audio: tuple[int, str] | None = None
    """Seconds and title."""
    video: tuple[int, str] | None = None
    links: tuple[str, ...] = ()
    """Keys of articles for further reading."""
    kind: str = "article"
    category: str = ""
    """Label: never served."""
    topics: tuple[str, ...] = ()
    """Label: never served."""
    story: str = ""
    """Label: never served."""
    copy_of: str = ""
    """Label: the key of the text this is a copy of."""
    copy_kind: str = ""
    """Label: whole, trimmed, extended or rewritten."""

    @property
    def slug(self) -> str:
        """The file's name without its day."""
        return self.key.partition("/")[2].partition("-")[2]

    @property
    def number(self) -> int:
        """A number that looks like a content system's and never changes."""
        return 10_000_000 + zlib.crc32(self.key.encode()) % 80_000_000

    def published(self, epoch: date) -> datetime:
        """When it came out, counted back from midnight UTC of the epoch."""
        midnight = datetime(epoch.year, epoch.month, epoch.day, tzinfo=UTC)
        return midnight - timedelta(days=self.day) + timedelta(minutes=self.minute)

    def state(self, since: timedelta) -> tuple[State, timedelta | None]:
        """Its text this long after the newsroom was opened, and when the publisher last owned to a change."""
        seen = [state for state in self.states if state.after <= since] or [self.states[0]]
        owned = [state.after for state in seen if state.announced]
        return seen[-1], owned[-1] if owned else None

    def path(self, epoch: date) -> str:
        """Its path on the publisher's host."""
        day = self.published(epoch)
        return self.house.path.format(
            section=self.house.sections[self.section], slug=self.slug, number=self.number, year=day.year,
            month=day.month, day=day.day, month2=f"{day.month:02}", day2=f"{day.day:02}", mon=_MONTHS[day.month - 1],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Everything there is, read."""

    houses: dict[str, House]
    """By host."""
    pieces: dict[str, Piece]
    """By key, newest first."""

    def of(self, house: House) -> list[Piece]:
        """A publisher's articles, newest first."""
        return [piece for piece in self.pieces.values() if piece.house is house]


@lru_cache(maxsize=1)
def newsroom() -> Newsroom:
    """All publishers and articles. Raises ValueError, naming the file, where one does not follow README.md."""
    read = []
    for house in houses().values():
        folder = files(__package__) / "articles" / house.folder
        if folder.is_dir():
            read += [read_piece(house, entry.name, entry.read_text("utf-8")) for entry in folder.iterdir()]
    read.sort(key=lambda piece: (piece.day, -piece.minute, piece.key))
    return Newsroom(houses(), {piece.key: piece for piece in read})


def read_piece(house: House, name: str, text: str) -> Piece:
    """One article from its file's name and text. Raises ValueError, naming the file."""
    try:
        return _read_piece(house, name, text)
    except (ValueError, KeyError) as error:
        raise ValueError(f"articles/{house.folder}/{name}: {error}") from error


def _read_piece(house: House, name: str, text: str) -> Piece:
    named = _NAME.fullmatch(name)
    if not named:
        raise ValueError("the name must be DAY-slug.md")
    first, *later = _STATE.split(text)
    header, body = _split(first)
    states = [State(timedelta(), False, header["title"], header.get("standfirst", ""), body)]
    for hours, minutes, how, written in zip(*[iter(later)] * 4, strict=True):
        changed, body = _split(written)
        states.append(
            replace(
                states[-1], after=timedelta(hours=int(hours), minutes=int(minutes)), announced=how == "announced",
                body=body, **{key: changed[key] for key in ("title", "standfirst") if key in changed},
            )
        )  # fmt: skip
    at = _AT.fullmatch(header["at"])
    if not at or at[1] != named[1]:
        raise ValueError("`at` must be DAY HH:MM with the day of the file's name")
    if header["section"] not in house.sections:
        raise ValueError(f"{house.name} has no section {header['section']!r}")
    if header["category"] not in get_args(Category):
        raise ValueError(f"no category {header['category']!r}")
    copy_of, _, copy_kind = header.get("copy", "").partition(" ")
    return Piece(
        key=f"{house.folder}/{named[1]}-{named[2]}",
        house=house,
        day=int(at[1]),
        minute=int(at[2]) * 60 + int(at[3]),
        section=header["section"],
        states=tuple(states),
        authors=_list(header.get("authors")),
        tags=_list(header.get("tags")),
        picture=Picture(*_list(header["image"])) if "image" in header else None,
        credit=header.get("credit", ""),
        audio=_medium(header.get("audio")),
        video=_medium(header.get("video")),
        links=_list(header.get("links")),
        kind=header.get("kind", "article"),
        category=header["category"],
        topics=_list(header.get("topics")),
        story=header.get("story", ""),
        copy_of=copy_of,
        copy_kind=copy_kind,
    )


def _split(text: str) -> tuple[dict[str, str], str]:
    """Header lines and body."""
    head, mark, body = text.partition("---\n")
    if not mark:
        raise ValueError("there is no line --- between header and body")
    pairs = [line.split(":", 1) for line in head.splitlines() if line.strip()]
    header = {pair[0].strip(): pair[1].strip() for pair in pairs}
    strange = header.keys() - _HEADERS
    if strange:
        raise ValueError(f"unknown header {sorted(strange)[0]!r}")
    return header, body.strip()


def _list(written: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (written or "").split(";") if part.strip())


def _medium(written: str | None) -> tuple[int, str] | None:
    if not written:
        return None
    seconds, _, title = written.partition(";")
    return int(seconds), title.strip()
