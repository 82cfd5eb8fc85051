"""The publishers' sites: reachable, linked both ways, conditional, and silent about the labels."""

from __future__ import annotations

import gzip
import json
import re
import struct
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from lxml import etree, html
from PIL import Image

from octavo.sample import SAMPLE_HOSTS, sample_feeds
from octavo.sample.newsroom import newsroom
from octavo.sample.pictures import SCENES, picture
from octavo.sample.recordings import wav_size, webm

FERRY = "morvanecourier/1-ferry-certificate"


def url(key: str, epoch: date) -> str:
    piece = newsroom().pieces[key]
    return f"http://{piece.house.host}{piece.path(epoch)}"


@pytest.mark.parametrize("host", sorted(SAMPLE_HOSTS))
def test_every_site_answers(get: Any, host: str) -> None:
    home = get(f"http://{host}/")
    assert home.status == 200
    links = html.fromstring(home.text).xpath("//link[@rel='alternate']/@href")
    assert links
    assert all(get(f"http://{host}{link}").status == 200 for link in links)
    for section in newsroom().houses[host].sections.values():
        assert get(f"http://{host}/{section}/").status == 200
    robots = get(f"http://{host}/robots.txt")
    assert robots.text.startswith("User-agent: *")
    assert get(f"http://{host}/nothing-here").status == 404


@pytest.mark.parametrize("key", sorted(newsroom().pieces))
def test_every_article_is_served_whole(get: Any, epoch: date, key: str) -> None:
    piece = newsroom().pieces[key]
    answer = get(url(key, epoch), now=datetime(2031, 6, 1, tzinfo=UTC))
    assert answer.status == 200
    page = html.fromstring(answer.text)
    assert page.xpath("//h1|//h2[@class='article-title-h2']")
    assert etree.tostring(page, method="text", encoding="unicode").count(piece.states[-1].title[:20])
    assert "copy_of" not in answer.text
    if len(piece.topics) > 1:
        assert "; ".join(piece.topics) not in answer.text


def test_sites_work_below_a_path(get: Any, epoch: date) -> None:
    piece = newsroom().pieces["mbn/0-ferry-inquiry-opens"]
    home = get("http://127.0.0.1:8008/sample/mbn.example/", root="/sample")
    assert home.status == 200
    hrefs = set(html.fromstring(home.text).xpath("//a/@href"))
    assert f"/sample/mbn.example{piece.path(epoch)}" in hrefs
    assert all(href.startswith("/sample/mbn.example/") for href in hrefs)
    assert get("http://127.0.0.1/sample/mbn.example", root="/sample").status == 307
    page = get(f"http://127.0.0.1/sample/mbn.example{piece.path(epoch)}", root="/sample")
    assert f'rel="canonical" href="{url(piece.key, epoch)}"' in page.text
    sources = html.fromstring(page.text).xpath("//img/@src")
    assert all(source.startswith("/sample/mbn.example/media/") for source in sources)
    assert get("http://127.0.0.1/sample/elsewhere.example/", root="/sample").status == 404
    courier = get(f"http://127.0.0.1/sample/{url(FERRY, epoch).removeprefix('http://')}", root="/sample")
    assert 'href="/sample/meridian.example/dispatch/' in courier.text


def test_nothing_comes_out_before_its_time(get: Any, epoch: date) -> None:
    piece = newsroom().pieces["mbn/0-ferry-inquiry-opens"]
    early = piece.published(epoch) - timedelta(minutes=1)
    assert get(url(piece.key, epoch), now=early).status == 404
    assert piece.states[0].title not in get("http://mbn.example/news/atom.xml", now=early).text
    later = early + timedelta(minutes=1)
    assert get(url(piece.key, epoch), now=later).status == 200
    assert piece.states[0].title in get("http://mbn.example/news/atom.xml", now=later).text


def test_conditional_requests(get: Any, epoch: date) -> None:
    for feed in sample_feeds():
        first = get(feed.url)
        again = get(feed.url, if_none_match=first.headers["etag"])
        assert (first.status, again.status, again.body) == (200, 304, b"")
    home = get("http://mbn.example/")
    assert get("http://mbn.example/", if_none_match='"other"').status == 200
    assert get("http://mbn.example/", if_none_match=f'W/"x", {home.headers["etag"]}').status == 304
    image = html.fromstring(get(url("mbn/0-ferry-inquiry-opens", epoch)).text).xpath("//img/@src")[0]
    shown = get(f"http://mbn.example{image}")
    since = shown.headers["last-modified"]
    assert get(f"http://mbn.example{image}", if_modified_since=since).status == 304
    assert get(f"http://mbn.example{image}", if_modified_since="yesterday").status == 200
    packed = get("http://mbn.example/", accept_encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == home.body
    assert get("http://mbn.example/", method="POST").status == 405


def test_the_edited_article_changes_as_time_goes_by(get: Any, epoch: date, opened: datetime) -> None:
    def at(hours: float) -> tuple[str, str, str]:
        page = get(url(FERRY, epoch), now=opened + timedelta(hours=hours), opened=opened).text
        facts = json.loads(html.fromstring(page).xpath("//script[@type='application/ld+json']/text()")[0])
        return facts["headline"], facts["dateModified"], page

    first, second, third = at(0), at(0.5), at(3)
    assert first[0] != second[0] == third[0]
    assert first[1] < second[1] == third[1], "the second edit is silent"
    assert "was sent a copy of the certificate" in second[2]
    assert "was sent a copy of the certificate" not in third[2]
    feed = "http://morvanecourier.example/feeds/news.xml"
    assert first[0] in get(feed, now=opened, opened=opened).text
    assert second[0] in get(feed, now=opened + timedelta(hours=1), opened=opened).text


def test_pictures_are_drawn_and_always_the_same(get: Any, epoch: date) -> None:
    for scene in SCENES:
        with Image.open(BytesIO(picture(scene, 5, 320))) as image:
            assert image.size == (320, 180)
    assert picture("sea", 5, 320) == picture.__wrapped__("sea", 5, 320)
    assert picture("sea", 5, 320) != picture("sea", 6, 320)
    number = newsroom().pieces["meridian/8-ferry-capsizes"].number
    small = get(f"http://meridian.example/media/sea-{number}.jpg?w=300")
    with Image.open(BytesIO(small.body)) as image:
        assert image.size == (320, 180)
    assert get(f"http://meridian.example/media/nothing-{number}.jpg").status == 404
    assert get("http://meridian.example/media/sea-1.jpg").status == 404


def test_sound_is_as_long_as_the_page_says_and_can_be_sought(get: Any) -> None:
    piece = newsroom().pieces["touchline/1-added-time-tranter"]
    address = f"http://touchline.example/media/{piece.number}.wav"
    assert piece.audio is not None
    whole = get(address)
    assert len(whole.body) == wav_size(piece.audio[0])
    assert struct.unpack("<I", whole.body[40:44])[0] == len(whole.body) - 44
    part = get(address, range="bytes=30-99999")
    assert part.status == 206
    assert part.headers["content-range"] == f"bytes 30-99999/{len(whole.body)}"
    assert part.body == whole.body[30:100_000]
    assert get(address, range="bytes=0-").body == whole.body
    assert get(address, range=f"bytes={len(whole.body)}-").status == 416
    transcript = get(f"http://touchline.example/media/{piece.number}.txt")
    assert "SAOIRSE PELL: Read us the start." in transcript.text


def test_film_is_webm(get: Any) -> None:
    film = webm("harbour", 7, 4)
    assert film[:4] == b"\x1a\x45\xdf\xa3"
    assert film.count(b"\x1f\x43\xb6\x75") == 4, "a cluster a second"
    assert film.count(b"\x9d\x01\x2a\x80\x02\x68\x01") == 8, "two VP8 key frames a second, 640 by 360"
    piece = newsroom().pieces["mbn/2-noelia-rescued"]
    assert get(f"http://mbn.example/media/{piece.number}.webm").headers["content-type"] == "video/webm"
    assert get(f"http://mbn.example/media/{piece.number}.wav").status == 404


def test_sites_differ_in_how_they_are_built(get: Any, epoch: date) -> None:
    first = {}
    for piece in newsroom().pieces.values():
        first.setdefault(piece.house.layout, piece)
    shapes = {}
    for layout, piece in first.items():
        page = get(url(piece.key, epoch)).text
        shapes[layout] = (
            "application/ld+json" in page,
            'property="og:title"' in page,
            "itemprop=" in page,
            "cookie" in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL),
            'name="DC.title"' in page,
            "@graph" in page,
        )
    assert len(set(shapes.values())) >= 6
