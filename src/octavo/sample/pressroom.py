"""What the sites and feeds show of an article: addresses, dates and HTML worked out for one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from octavo.sample.copytext import dated, to_html, to_text
from octavo.sample.houses import House
from octavo.sample.newsroom import Newsroom, Picture, Piece

SCHEME = "http"
"""The hosts exist on loopback alone, where nobody can hold a certificate for them."""

PICTURE_SIZE = (1200, 675)


@dataclass(frozen=True, slots=True)
class Links:
    """How addresses are written: for a host of its own, or below a path of another site."""

    below: str | None = None
    """Such as `/sample`, under which every host has its folder; None where the Host header chooses the site."""

    def absolute(self, house: House, path: str) -> str:
        """The address by which the world knows it."""
        return f"{SCHEME}://{house.host}{path}"

    def inside(self, house: House, path: str) -> str:
        """A link within a publisher's own site."""
        return path if self.below is None else f"{self.below}/{house.host}{path}"

    def across(self, house: House, path: str) -> str:
        """A link from one publisher to another."""
        return self.absolute(house, path) if self.below is None else self.inside(house, path)


@dataclass(frozen=True, slots=True)
class Shown:
    """A drawn picture in place."""

    src: str
    absolute: str
    caption: str
    credit: str
    width: int = PICTURE_SIZE[0]
    height: int = PICTURE_SIZE[1]


@dataclass(frozen=True, slots=True)
class Medium:
    """A sound or film in place."""

    src: str
    absolute: str
    media_type: str
    title: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Story:
    """An article, ready to be put on a page or into a feed."""

    piece: Piece
    href: str
    """For links on the site."""
    url: str
    """Absolute."""
    title: str
    standfirst: str
    summary: str
    """The standfirst, or the first words of the body."""
    blocks: list[str]
    """HTML of the body, block by block."""
    text: str
    published: datetime
    updated: datetime
    image: Shown | None
    audio: Medium | None
    video: Medium | None
    transcript: str
    """Absolute address, empty where none."""
    related: list[tuple[str, str]]
    """Titles and links of further reading."""

    @property
    def html(self) -> str:
        """The whole body."""
        return "\n".join(self.blocks)


@dataclass(frozen=True, slots=True)
class Pressroom:
    """The newsroom at one moment."""

    room: Newsroom
    epoch: date
    opened: datetime
    """When the newsroom was opened to readers: edits count from here."""
    now: datetime
    links: Links = Links()

    def out(self, house: House) -> list[Piece]:
        """A publisher's articles that have come out by now, newest first."""
        return [piece for piece in self.room.of(house) if piece.published(self.epoch) <= self.now]

    def story(self, piece: Piece) -> Story:
        """An article as it stands."""
        house, language = piece.house, piece.house.language
        state, owned = piece.state(self.now - self.opened)
        published = piece.published(self.epoch)
        body = dated(state.body, self.epoch, language)
        standfirst = dated(state.standfirst, self.epoch, language)
        text = to_text(body)
        path = piece.path(self.epoch)
        return Story(
            piece=piece,
            href=self.links.inside(house, path),
            url=self.links.absolute(house, path),
            title=dated(state.title, self.epoch, language),
            standfirst=standfirst,
            summary=standfirst or text.split("\n")[0],
            blocks=to_html(body, lambda key: self.link(house, key), lambda scene: self._figure(piece, scene)),
            text=text,
            published=published,
            updated=max(published, self.opened + owned) if owned else published,
            image=self._shown(piece, piece.picture) if piece.picture else None,
            audio=self._medium(piece, "wav", "audio/wav", piece.audio),
            video=self._medium(piece, "webm", "video/webm", piece.video),
            transcript=self.links.absolute(house, f"/media/{piece.number}.txt") if _transcript(piece) else "",
            related=[self._related(house, key) for key in piece.links if self._is_out(key)],
        )

    def link(self, house: House, key: str) -> str:
        """The address of the article of this key, for a page of `house`."""
        piece = self.room.pieces[key]
        write = self.links.inside if piece.house is house else self.links.across
        return write(piece.house, piece.path(self.epoch))

    def _is_out(self, key: str) -> bool:
        return self.room.pieces[key].published(self.epoch) <= self.now

    def _related(self, house: House, key: str) -> tuple[str, str]:
        piece = self.room.pieces[key]
        state, _ = piece.state(self.now - self.opened)
        return dated(state.title, self.epoch, piece.house.language), self.link(house, key)

    def _shown(self, piece: Piece, picture: Picture) -> Shown:
        path = f"/media/{picture.scene}-{piece.number}.jpg"
        caption = dated(picture.caption, self.epoch, piece.house.language)
        house = piece.house
        return Shown(self.links.inside(house, path), self.links.absolute(house, path), caption, picture.credit)

    def _figure(self, piece: Piece, picture: Picture) -> str:
        shown = self._shown(piece, picture)
        return (
            f'<figure><img src="{shown.src}" width="{shown.width}" height="{shown.height}" alt="">'
            f"<figcaption>{shown.caption} <span>{shown.credit}</span></figcaption></figure>"
        )

    def _medium(self, piece: Piece, ending: str, kind: str, given: tuple[int, str] | None) -> Medium | None:
        if given is None:
            return None
        path = f"/media/{piece.number}.{ending}"
        inside, absolute = self.links.inside(piece.house, path), self.links.absolute(piece.house, path)
        return Medium(inside, absolute, kind, given[1], given[0])


def _transcript(piece: Piece) -> bool:
    return piece.audio is not None and "## " in piece.states[0].body


def transcript_of(story: Story) -> str:
    """The spoken text of an episode: what follows the last heading of its notes."""
    return to_text(story.piece.states[-1].body.rpartition("## ")[2]) if story.transcript else ""


def since(opened: datetime, now: datetime) -> timedelta:
    """How long the newsroom has been open, never less than nothing."""
    return max(now - opened, timedelta())
