"""What makes an app of the pages: manifest, service worker, scripts, icons, settings, what is sent from elsewhere."""

from __future__ import annotations

import gzip
import io
import json
import re
from dataclasses import replace

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.serve import newsroom, tellings
from tests.serve.client import Browser
from tests.serve.fakes import MemoryStore, app_of, full_store

from octavo.news.addresses import WebUrl
from octavo.news.articles import Enclosure
from octavo.serve.assets import Assets
from octavo.serve.icons import SIZES, STATIC, draw
from octavo.serve.links import card_path
from octavo.serve.pages.share import address_in
from octavo.serve.reading import SETTINGS, kept

SCRIPTS = 20_000
"""Bytes of all scripts together, compressed."""


@pytest.fixture
def browser() -> Browser:
    return Browser(app_of(full_store()))


def test_all_scripts_together_weigh_little() -> None:
    assets = Assets()
    scripts = [assets.body(name) for name in assets.names() if name.endswith(".js")]
    assert sum(len(gzip.compress(body)) for body in scripts) < SCRIPTS


def test_scripts_are_served_beside_each_other_without_their_comments() -> None:
    assets = Assets()
    folder = assets.path("js/octavo.js").rpartition("/")[0]
    for name in assets.names():
        if name.startswith("js/"):
            assert assets.path(name).rpartition("/")[0] == folder
            assert not re.search(rb"^\s*//", assets.body(name), re.MULTILINE), name
            for other in re.findall(rb'from "\./(.+?)"', assets.body(name)):
                assert assets.path(f"js/{other.decode()}")


def test_text_is_sent_compressed_to_whoever_unpacks_it(browser: Browser) -> None:
    path = Assets().path("css/design.css")
    plain = browser.get(path)
    assert "content-encoding" not in plain.headers
    for accepted, encoding, unpack in (
        ("gzip, deflate, br, zstd", "br", brotli.decompress), ("gzip;q=1.0, identity", "gzip", gzip.decompress),
    ):  # fmt: skip
        packed = browser.get(path, accept_encoding=accepted)
        assert packed.headers["content-encoding"] == encoding
        assert packed.headers["vary"] == "Accept-Encoding"
        assert unpack(packed.body) == plain.body
        assert len(packed.body) < len(plain.body) / 2
    assert "content-encoding" not in browser.get(Assets().path("icons/icon-192.png"), accept_encoding="br").headers


@pytest.mark.parametrize("name", SIZES)
def test_icons_are_what_the_drawing_makes_of_the_svg(name: str) -> None:
    side, shape = SIZES[name]
    out = io.BytesIO()
    draw(side, shape).save(out, "PNG")
    with Image.open(out) as drawn, Image.open(STATIC / "icons" / name) as there:
        assert there.size == (side, side)
        assert drawn.convert("RGBA").tobytes() == there.convert("RGBA").tobytes()


def test_the_manifest_names_files_that_are_there(browser: Browser) -> None:
    reply = browser.get("/manifest.webmanifest?in=en")
    assert reply.headers["content-type"] == "application/manifest+json"
    told = json.loads(reply.text)
    for icon in told["icons"]:
        assert browser.get(icon["src"]).headers["content-type"] == icon["type"]
    assert {icon["purpose"] for icon in told["icons"] if "purpose" in icon} == {"any", "maskable", "monochrome"}
    for place in (told["start_url"], told["share_target"]["action"], *(one["url"] for one in told["shortcuts"])):
        assert browser.get(place).status == 200


def test_the_service_worker_changes_with_any_file_and_is_never_kept(browser: Browser) -> None:
    reply = browser.get("/sw.js")
    assert reply.headers["cache-control"] == "no-cache"
    assert Assets().version in reply.text
    shell = json.loads(re.search(r"SHELL=(\[.*?\])", reply.text)[1])  # type: ignore[index]
    assert all(browser.get(path).status == 200 for path in shell)


def test_a_device_is_told_whose_it_is_and_given_a_token_that_works(browser: Browser) -> None:
    reply = browser.get("/device.json")
    told = json.loads(reply.text)
    assert (told["reader"], told["articles"]) == ("1", [])
    assert reply.headers["cache-control"] == "private, no-store"
    assert browser.post("/preferences", {"token": told["token"], "theme": "dark"}, token=False).status == 303


def test_settings_are_kept_and_junk_is_not(browser: Browser) -> None:
    browser.post("/preferences", {"size": "large", "face": "sans", "width": "endless", "next": "/keys"})
    assert browser.cookies["reading"] == "size.large~face.sans"
    page = browser.get("/reading?next=//evil.example").text
    assert '<html lang="en" dir="ltr" data-size="large" data-face="sans">' in page
    assert 'href="//evil' not in page
    browser.post("/preferences", {"size": "usual", "face": "serif"})
    assert "data-size" not in browser.get("/reading").text
    browser.cookies["reading"] = 'size."><script>~face.sans'
    assert 'dir="ltr" data-face="sans">' in browser.get("/reading").text


@given(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in SETTINGS.items()}))
def test_every_choice_comes_back_from_its_cookie(choice: dict[str, str]) -> None:
    pairs = [pair.partition(".")[::2] for pair in kept(choice).split("~") if pair]
    assert {name: values[0] for name, values in SETTINGS.items()} | dict(pairs) == choice


def test_another_sites_player_is_framed_on_its_own_page_alone() -> None:
    articles = newsroom.articles()
    film = Enclosure(WebUrl("https://www.youtube.com/embed/abc"), "text/html", "The whole match")
    articles[0] = replace(articles[0], article=replace(articles[0].article, enclosures=(film, film)))
    browser = Browser(app_of(MemoryStore(tellings.with_copy(articles))))
    path = card_path(articles[0].card)
    usual = browser.get(path)
    assert "<iframe" not in usual.text
    assert usual.text.count("Play with YouTube") == 1
    assert "frame-src" not in usual.headers["content-security-policy"]
    playing = browser.get(f"{path}?play=1")
    assert 'src="https://www.youtube-nocookie.com/embed/abc"' in playing.text
    assert playing.headers["content-security-policy"].endswith("; frame-src https://www.youtube-nocookie.com")
    for none in ("2", "x", "-1", "99999999999999999999"):
        assert "<iframe" not in browser.get(f"{path}?play={none}").text


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (("https://a.example/b", "", ""), "https://a.example/b"),
        (("a.example/b", "", ""), "https://a.example/b"),
        (("", "See https://a.example/b, they say.", ""), "https://a.example/b"),
        (("", "“https://a.example/b”", "https://c.example/"), "https://a.example/b"),
        (("", "", "https://c.example/d"), "https://c.example/d"),
        (("javascript:alert(1)", "https://a.example/b", ""), "https://a.example/b"),
        (("file:///etc/passwd", "", ""), None),
        (("", "no address", "none"), None),
    ],
)
def test_an_address_is_found_in_what_apps_send(given: tuple[str, str, str], address: str | None) -> None:
    assert address_in(*given) == address


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_sent_leads_to_a_web_address_or_none(url: str, text: str) -> None:
    found = address_in(url, text)
    assert found is None or found.startswith(("http://", "https://"))


def test_what_is_sent_opens_the_article_or_offers_to_look_for_feeds(browser: Browser) -> None:
    known = newsroom.articles()[0].card
    reply = browser.get(f"/share?text={known.url}")
    assert (reply.status, reply.headers["location"][:9]) == (302, "/article/")
    page = browser.get("/share?text=https://elsewhere.example/x&title=%3Cb%3Ex").text
    assert 'name="address" value="https://elsewhere.example/x"' in page
    assert "&lt;b&gt;x" in page
    assert "no address in what was sent" in browser.get("/share?text=hello").text


def test_lists_of_films_and_sounds_play_them(browser: Browser) -> None:
    assert browser.get("/videos?lang=all").text.count("<video") == 1
    assert browser.get("/podcasts?lang=all").text.count("<audio") == 1
    assert browser.get("/latest?lang=all").text.count('<article class="card') > 20
