"""Other sites' players: which addresses are one, and the address under which it may stand in a frame.

Only sites that are known are framed, by an address made anew from what names the recording: nothing else of the
publisher's address is taken over (a published fault elsewhere: `javascript://youtube.com/%0A…` passed a list of hosts).
Where a site offers a player that keeps less of its visitors, that one is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Player:
    """A player of another site."""

    site: str
    """Its name, as its readers know it."""
    origin: str
    """`https://HOST`, which a page's policy names where it stands on it."""
    source: str
    """The frame's address."""
    medium: Literal["audio", "video"]


_KEY = r"(?P<key>[A-Za-z0-9_-]{1,64})(?![A-Za-z0-9_-])"
_YOUTUBE = r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed/|shorts/|live/|v/|watch\?(?:[^#]*&)?v=)(?!videoseries)"
_SOUNDCLOUD = r"w\.soundcloud\.com/player/?\?(?:[^#]*&)?url=https?(?:%3A|:)(?:%2F|/){2}api\.soundcloud\.com(?:%2F|/)"
_RULES: tuple[tuple[str, Literal["audio", "video"], str, str, str], ...] = (
    ("YouTube", "video", _YOUTUBE + _KEY, "https://www.youtube-nocookie.com", "/embed/{}"),
    ("YouTube", "video", r"youtu\.be/" + _KEY, "https://www.youtube-nocookie.com", "/embed/{}"),
    ("Vimeo", "video", r"(?:player\.vimeo\.com/video|vimeo\.com)/(?P<key>\d{1,12})(?!\d)", "https://player.vimeo.com",
     "/video/{}?dnt=1"),
    ("Dailymotion", "video", r"(?:www\.)?dailymotion\.com/(?:embed/)?video/" + _KEY, "https://geo.dailymotion.com",
     "/player.html?video={}"),
    ("Rumble", "video", r"rumble\.com/embed/" + _KEY, "https://rumble.com", "/embed/{}/"),
    ("Streamable", "video", r"streamable\.com/(?:[eso]/)?" + _KEY, "https://streamable.com", "/e/{}"),
    ("Spotify", "audio", r"open\.spotify\.com/(?:embed/)?(?P<key>(?:episode|show|track)/[A-Za-z0-9]{1,40})\b",
     "https://open.spotify.com", "/embed/{}"),
    ("SoundCloud", "audio", _SOUNDCLOUD + r"(?P<key>(?:tracks|playlists)(?:%2F|/)\d{1,15})(?!\d)",
     "https://w.soundcloud.com", "/player/?url=https%3A//api.soundcloud.com/{}"),
)  # fmt: skip
"""Site, what it plays, its addresses without their scheme (`key` names the recording), the frame's origin and path."""


def player_of(url: str) -> Player | None:
    """The player that an address means, None where it is none that is known."""
    for site, medium, pattern, origin, path in _RULES:
        if match := re.match(rf"https?://{pattern}", url, re.ASCII):
            return Player(site, origin, origin + path.format(match["key"].replace("%2F", "/")), medium)
    return None
