"""Recordings on the page, with what only the feed says of them."""

from __future__ import annotations

from tests.extract.conftest import Read

from octavo.news.articles import Enclosure, Entry
from octavo.text.addresses import web_url

URL = web_url("https://gazette.example/podcast/piers")
SOUND = Enclosure(
    web_url("https://gazette.example/media/7.wav"), "audio/wav", "Piers", 962, 9_000, "https://gazette.example/7.txt"
)


def test_the_feed_completes_what_the_player_does_not_say(read: Read, paragraphs: str) -> None:
    entry = Entry("1", URL, enclosures=(SOUND,))
    html = f'<h1>Old pier closes</h1><audio src="/media/7.wav"></audio><div class="story-body">{paragraphs}</div>'
    found = read(html, url=URL, entry=entry).article
    assert found is not None
    assert found.enclosures == (SOUND,)


def test_the_type_is_the_sources_or_that_of_the_ending(read: Read, paragraphs: str) -> None:
    html = (
        '<h1>Old pier closes</h1><video src="/a.webm"></video><audio><source src="/b" type="audio/ogg; codecs=opus">'
        f'</audio><audio src="/c?x=1"></audio><div class="story-body">{paragraphs}</div>'
    )
    found = read(html, url=URL).article
    assert found is not None
    assert {one.media_type for one in found.enclosures} == {"video/webm", "audio/ogg", "audio/mpeg"}
