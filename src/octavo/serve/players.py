"""An article's recordings: what the browser plays itself, what another site's player plays, what only links lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.news.articles import Enclosure
from octavo.serve.guard import HEADERS
from octavo.text.players import Player, player_of

POLICY = "Content-Security-Policy"


@dataclass(frozen=True, slots=True)
class Recordings:
    """An article's, each once."""

    own: tuple[Enclosure, ...]
    """Files that the browser plays."""
    foreign: tuple[tuple[Enclosure, Player], ...]
    """Other sites' players, which watch who plays: only after a click."""
    links: tuple[Enclosure, ...]


def players_of(enclosures: Sequence[Enclosure]) -> Recordings:
    """Sorted by who plays them."""
    own, foreign, links = [], dict[str, tuple[Enclosure, Player]](), []
    for one in enclosures:
        player = player_of(one.url)
        if player:
            foreign.setdefault(player.source, (one, player))
        elif one.media_type.startswith(("audio/", "video/")):
            own.append(one)
        else:
            links.append(one)
    return Recordings(tuple(own), tuple(foreign.values()), tuple(links))


def policy_with(player: Player) -> str:
    """The policy of the one page on which this player stands: its site may be framed, all else is as everywhere."""
    return f"{HEADERS[POLICY]}; frame-src {player.origin}"
