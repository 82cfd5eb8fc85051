"""Other sites' players: known ones alone, by an address of our own making."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.text.players import player_of

HOSTS = {
    "www.youtube-nocookie.com", "player.vimeo.com", "geo.dailymotion.com", "rumble.com", "streamable.com",
    "open.spotify.com", "w.soundcloud.com",
}  # fmt: skip


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://www.youtube.com/embed/dQw4-w9W?autoplay=1", "https://www.youtube-nocookie.com/embed/dQw4-w9W"),
        ("https://m.youtube.com/watch?t=4&v=a_b", "https://www.youtube-nocookie.com/embed/a_b"),
        ("http://youtu.be/a_b?si=x", "https://www.youtube-nocookie.com/embed/a_b"),
        ("https://player.vimeo.com/video/123?h=9", "https://player.vimeo.com/video/123?dnt=1"),
        ("https://www.dailymotion.com/embed/video/x8", "https://geo.dailymotion.com/player.html?video=x8"),
        ("https://rumble.com/embed/v1/?pub=4", "https://rumble.com/embed/v1/"),
        ("https://streamable.com/o/k2", "https://streamable.com/e/k2"),
        ("https://open.spotify.com/episode/4Xa?si=1", "https://open.spotify.com/embed/episode/4Xa"),
        (
            "https://w.soundcloud.com/player/?visual=true&url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F34&x=1",
            "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34",
        ),
    ],
)
def test_known_players_are_framed_where_they_keep_least(address: str, source: str) -> None:
    player = player_of(address)
    assert player is not None
    assert player.source == source
    assert player.source.startswith(player.origin + "/")


@pytest.mark.parametrize(
    "address",
    [
        "javascript://www.youtube.com/embed/a%0aalert(1)",
        "https://youtube.com.evil.example/embed/a",
        "https://evil.example/https://youtu.be/a",
        "https://www.youtube.com/embed/videoseries?list=x",
        "https://www.youtube.com/",
        "https://player.vimeo.com/video/",
        "https://video.example/film.mp4",
    ],
)
def test_everything_else_is_no_player(address: str) -> None:
    assert player_of(address) is None


@given(
    st.sampled_from(
        ["https://www.youtube.com/embed/", "https://youtu.be/", "https://vimeo.com/", "https://rumble.com/embed/",
         "https://open.spotify.com/track/", "https://w.soundcloud.com/player/?url=https://api.soundcloud.com/tracks/"]
    ),
    st.text(max_size=80),
)  # fmt: skip
def test_whatever_follows_the_frame_is_one_of_the_known_sites(beginning: str, rest: str) -> None:
    player = player_of(beginning + rest)
    if player is not None:
        parts = urlsplit(player.source)
        assert parts.scheme == "https"
        assert parts.netloc in HOSTS
        assert player.source.isascii()
        assert not set(player.source) & set("\"'<> \\\n;")
