"""Following, muting, saving and what was read, through the pages and over the real store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from tests.contract import newsroom as desk
from tests.contract.test_topics import link
from tests.contract.weaving import Press
from tests.serve.accounts import house_of
from tests.serve.client import Browser
from tests.serve.fakes import DrawnImages, idle_doors

from octavo.news.addresses import ArticleId
from octavo.news.readers import ALONE
from octavo.ports import Store
from octavo.serve import Admission, application
from octavo.serve.exports import export
from octavo.serve.links import card_path
from octavo.store import open_store


class Watch:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = desk.NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "octavo.db", clock=lambda: desk.NOW)
    yield opened
    opened.close()


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def browser(store: Store, watch: Watch) -> Browser:
    doors = idle_doors()
    return Browser(application(store, DrawnImages(), clock=watch, hosts=(), version="0", doors=doors))


def path_of(store: Store, article: ArticleId) -> str:
    return card_path(store.article(article).card)


def test_a_publisher_is_followed_and_muted_by_plain_forms(store: Store, press: Press, browser: Browser) -> None:
    press.wrote("harbour")
    page = browser.get("/publisher/harbour.example").text
    assert ">Follow</button>" in page
    fields = {"kind": "publisher", "key": "harbour.example", "next": "/publisher/harbour.example?a=b"}
    reply = browser.post("/follow", fields)
    assert (reply.status, reply.headers["location"]) == (303, "/publisher/harbour.example?a=b")
    assert ">Follow no more</button>" in browser.get("/publisher/harbour.example").text
    browser.post("/follow", fields | {"undo": "1"})
    assert store.follows(ALONE) == []
    browser.post("/mute", fields)
    page = browser.get("/publisher/harbour.example").text
    assert ">Muted: show again</button>" in page
    assert "card row" in page  # its own page shows it all the same
    browser.post("/mute", fields | {"undo": "1"})
    assert store.mutes(ALONE) == []


@pytest.mark.parametrize("path", ["/follow", "/mute", "/save", "/seen"])
def test_nothing_changes_without_our_own_form(store: Store, press: Press, browser: Browser, path: str) -> None:
    article = press.wrote("harbour")
    fields = {"kind": "publisher", "key": "harbour.example", "article": str(article)}
    assert browser.post(path, fields, token=False).status == 403
    assert store.follows(ALONE) == store.mutes(ALONE) == store.saved(ALONE, 9) == []


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/follow", {"kind": "reader", "key": "1"}),
        ("/follow", {"kind": "topic", "key": "nobody"}),
        ("/mute", {"kind": "story", "key": "1"}),
        ("/mute", {"kind": "words", "key": "…"}),
        ("/save", {"article": "x"}),
        ("/save", {"article": "9"}),
    ],
)
def test_what_is_not_there_is_not_found(browser: Browser, path: str, fields: dict[str, str]) -> None:
    assert browser.post(path, fields).status == 404


def test_nobody_is_led_to_another_site(press: Press, browser: Browser) -> None:
    press.wrote("harbour")
    fields = {"kind": "category", "key": "world", "next": "//evil.example/"}
    assert browser.post("/follow", fields).headers["location"] == "/"


@pytest.mark.parametrize(
    ("kind", "key"), [("publisher", "lake.example"), ("topic", "maren-holt"), ("words", "About /2")]
)
def test_muted_articles_are_hidden_with_a_way_to_look(
    store: Store, press: Press, browser: Browser, kind: str, key: str
) -> None:
    press.wrote("harbour")
    muted = press.wrote("lake")
    link(store, muted, "Maren Holt")
    browser.post("/mute", {"kind": kind, "key": key})
    for path in ("/category/world?lang=all", "/stories", "/"):
        hidden = browser.get(path).text
        assert path_of(store, muted) not in hidden, path
        assert "1 hidden, because you muted it:" in hidden
        look = hidden.partition('class="facts hidden-line"')[2].partition('href="')[2].partition('"')[0]
        shown = browser.get(look.replace("&amp;", "&")).text
        assert path_of(store, muted) in shown, path
        assert "1 that you muted is shown too:" in shown


def test_a_softened_mute_hides_nothing(press: Press, browser: Browser) -> None:
    press.wrote("harbour")
    browser.post("/mute", {"kind": "publisher", "key": "harbour.example", "softly": "1"})
    page = browser.get("/category/world").text
    assert "card row" in page
    assert "hidden, because" not in page


def test_a_list_of_nothing_but_muted_articles_says_so(press: Press, browser: Browser) -> None:
    press.wrote("harbour")
    browser.post("/mute", {"kind": "publisher", "key": "harbour.example"})
    for path in ("/", "/category/world"):
        page = browser.get(path)
        assert page.status == 200
        assert "1 hidden, because" in page.text


def test_an_article_is_saved_with_labels(store: Store, press: Press, browser: Browser) -> None:
    article = press.wrote("harbour")
    path = path_of(store, article)
    assert ">Save for later</button>" in browser.get(path).text
    browser.post("/save", {"article": str(article), "labels": "trip, To read، سفر", "next": path})
    assert store.saved_among(ALONE, [article]) == {article: ("To read", "trip", "سفر")}
    page = browser.get(path).text
    assert 'value="To read, trip, سفر"' in page
    assert ">Change the labels</button>" in page
    browser.post("/save", {"article": str(article)})  # from a list: the labels stay
    assert len(store.saved_among(ALONE, [article])[article]) == 3
    assert f'name="undo" value="{article}"' in browser.get("/category/world").text
    browser.post("/save", {"undo": str(article)})
    assert store.saved(ALONE, 9) == []


def test_what_was_read_is_marked_in_lists(store: Store, press: Press, browser: Browser) -> None:
    article, other = press.wrote("harbour"), press.wrote("lake")
    browser.get(path_of(store, other), sec_purpose="prefetch;prerender")
    assert " seen" not in browser.get("/category/world").text
    browser.get(path_of(store, article))
    page = browser.get("/category/world").text
    assert page.count(' seen"') == page.count(f'formaction="/seen" name="article" value="{article}"') == 1
    browser.post("/seen", {"article": str(article)})
    assert ' seen"' not in browser.get("/category/world").text


def test_a_story_tells_what_came_since_the_last_look(
    store: Store, press: Press, browser: Browser, watch: Watch
) -> None:
    story = press.story(press.wrote("harbour", desk.HOUR * 9), press.wrote("lake", desk.HOUR * 8))
    path = browser.get(f"/story/{story}").headers["location"]
    watch.now = desk.NOW - desk.HOUR * 5
    assert "New since you looked" not in browser.get(path).text
    fresh = press.wrote("hill", desk.HOUR)
    press.joins(fresh, story)
    watch.now = desk.NOW
    path = browser.get(f"/story/{story}").headers["location"]  # another article leads it
    for _ in range(2):  # a reload does not make it old
        page = browser.get(path).text
        assert "New since you looked" in page
        assert "1 new report" in page
        assert path_of(store, fresh) in page.partition('id="new-here"')[2].partition("</section>")[0]
    watch.now = desk.NOW + desk.HOUR
    assert "New since you looked" not in browser.get(path).text


def test_saved_articles_are_listed_by_label(store: Store, press: Press, browser: Browser) -> None:
    assert "Nothing saved here yet." in browser.get("/saved").text
    one, two = press.wrote("harbour"), press.wrote("lake")
    store.save(ALONE, one, ["سفر"], desk.NOW)
    store.save(ALONE, two, [], desk.NOW + desk.MINUTE)
    reply = browser.get("/saved")
    assert reply.text.index(path_of(store, two)) < reply.text.index(path_of(store, one))
    assert reply.headers["cache-control"] == "private, no-store"
    labelled = browser.get("/saved?label=%D8%B3%D9%81%D8%B1").text
    assert path_of(store, one) in labelled
    assert path_of(store, two) not in labelled


def test_the_list_of_saved_articles_goes_on(
    store: Store, press: Press, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.serve.pages.saved.PAGE", 2)
    articles = [press.wrote("harbour") for _ in range(3)]
    for number, article in enumerate(articles):
        store.save(ALONE, article, ["a b"], desk.NOW + desk.MINUTE * number)
    further = browser.get("/saved?label=a+b").text.partition('rel="next" href="')[2].partition('"')[0]
    second = browser.get(further.replace("&amp;", "&")).text
    assert path_of(store, articles[0]) in second
    assert path_of(store, articles[1]) not in second


def test_what_is_followed_and_its_news(store: Store, press: Press, browser: Browser) -> None:
    assert "You follow nothing yet." in browser.get("/following").text
    one, other = press.wrote("harbour"), press.wrote("lake")
    store.follow(ALONE, "publisher", "harbour.example", desk.NOW)
    page = browser.get("/following").text
    assert path_of(store, one) in page
    assert path_of(store, other) not in page
    assert ">Follow no more</button>" in page


def test_what_was_muted_with_what_it_hid(store: Store, press: Press, browser: Browser) -> None:
    assert "You muted nothing." in browser.get("/muted").text
    article = press.wrote("harbour")
    press.wrote("lake", desk.DAY * 9)
    link(store, article, "Maren Holt")
    kept = [("publisher", "harbour.example"), ("topic", "maren-holt"), ("words", "about /1"), ("category", "world")]
    for kind, key in kept:
        browser.post("/mute", {"kind": kind, "key": key})
    page = browser.get("/muted").text
    assert page.count("hid 1 article in the last days") == len(kept)
    assert page.count(path_of(store, article)) == len(kept)
    assert "“about /1”" in page
    browser.post("/mute", {"kind": "words", "key": "ferry ran"})
    assert "hid 1 article in the last days" in browser.get("/muted").text.partition("“ferry ran”")[2][:200]


def test_for_you_says_why_and_is_corrected_by_one_click(store: Store, press: Press, browser: Browser) -> None:
    assert "Nothing yet: follow a few" in browser.get("/for-you").text
    followed, read, other, opened = (press.wrote(paper) for paper in ("harbour", "lake", "moor", "hill"))
    for article in (read, opened):
        link(store, article, "Maren Holt")
    store.follow(ALONE, "publisher", "harbour.example", desk.NOW)
    browser.get(path_of(store, opened))
    page = browser.get("/for-you").text
    assert page.index(path_of(store, followed)) < page.index(path_of(store, read))
    assert path_of(store, other) not in page
    assert path_of(store, opened) not in page
    assert 'you follow <a href="/publisher/harbour.example">' in page
    assert 'you read about <a href="/topic/maren-holt">' in page
    browser.post("/for-you", {"less": "topic:maren-holt"})
    assert [(mute.key, mute.softly) for mute in store.mutes(ALONE)] == [("maren-holt", True)]
    lower = browser.get("/for-you").text
    assert "lower, because you wanted less of" in lower
    assert 'name="more" value="topic:maren-holt"' in lower
    browser.post("/for-you", {"more": "topic:maren-holt"})
    assert store.mutes(ALONE) == []
    assert browser.post("/for-you", {"less": "reader:1"}).status == 404


def test_for_you_is_turned_off_and_on(store: Store, press: Press, browser: Browser) -> None:
    article = press.wrote("harbour")
    store.follow(ALONE, "publisher", "harbour.example", desk.NOW)
    browser.post("/for-you", {"turn": "off"})
    off = browser.get("/for-you").text
    assert "It is turned off" in off
    assert path_of(store, article) not in off
    browser.post("/for-you", {"turn": "on"})
    assert path_of(store, article) in browser.get("/for-you").text


def test_muted_topics_and_stories_are_not_trending(store: Store, press: Press, browser: Browser) -> None:
    story = press.story(*(press.wrote(paper, desk.MINUTE * 9) for paper in ("harbour", "lake", "hill")))
    title = store.story(story).card.lead.title
    assert title in browser.get("/trending").text
    browser.post("/mute", {"kind": "words", "key": title})
    page = browser.get("/trending").text
    assert title not in page
    assert "1 hidden, because" in page


def test_each_reader_has_a_shelf_of_their_own_and_nobody_none(store: Store, press: Press) -> None:
    article = press.wrote("harbour")
    house = house_of(store, Admission())
    ana, bo, nobody = house.browser(house.enrol("Ana")), house.browser(house.enrol("Bo")), house.browser()
    fields = {"kind": "publisher", "key": "harbour.example"}
    ana.post("/follow", fields)
    ana.post("/mute", fields)
    ana.post("/save", {"article": str(article), "labels": "trip"})
    ana.get(path_of(store, article))
    assert "1 hidden, because" in ana.get("/category/world").text
    for browser in (bo, nobody):
        page = browser.get("/category/world").text
        assert path_of(store, article) in page
        assert " seen" not in page
    for path in ("/following", "/saved", "/muted", "/for-you"):
        assert "harbour" not in bo.get(path).text.lower().partition("<main")[2]
    assert ">Follow</button>" in bo.get("/publisher/harbour.example").text
    page = nobody.get("/publisher/harbour.example").text
    assert 'href="/sign-in?next=/publisher/harbour.example">Sign in to follow</a>' in page
    assert 'form="shelf"' not in page
    assert "Save for later" not in nobody.get(path_of(store, article)).text


def test_a_shelf_is_taken_along(store: Store, press: Press) -> None:
    article = press.wrote("harbour")
    store.save(ALONE, article, ["trip"], desk.NOW)
    store.follow(ALONE, "category", "world", desk.NOW)
    store.mute(ALONE, "words", "Crème", desk.NOW)
    store.see(ALONE, article, desk.NOW)
    shelf = json.loads(export(store, store.reader(ALONE), desk.NOW))["shelf"]
    assert shelf["saved"][0]["labels"] == ["trip"]
    assert shelf["saved"][0]["url"] == store.article(article).card.url
    assert [one["key"] for one in shelf["follows"]] == ["world"]
    assert [one["name"] for one in shelf["mutes"]] == ["Crème"]
    assert [one["article"] for one in shelf["read"]] == [article]
