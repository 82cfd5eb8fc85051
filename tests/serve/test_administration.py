"""What administrators change while Octavo runs: settings, editions, sources, publishers; all of it is noted."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from tests.contract import newsroom as desk
from tests.serve.accounts import House
from tests.serve.client import Browser

from octavo import live
from octavo.config import Config, read_config
from octavo.news.readers import Reader
from octavo.serve import Admission, Doors, readmit


@pytest.fixture
def boss(house: House) -> Browser:
    return house.browser(house.enrol("The boss", "administrator"))


def words(page: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def acts(house: House) -> list[tuple[str, str, str]]:
    return [(one.act, one.subject, one.detail) for one in reversed(house.store.audited(20))]


# ── settings ──


@pytest.fixture
def live_house(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A house whose settings change as the whole of Octavo's do; on its machine OCTAVO_POLL_MOST is set."""
    monkeypatch.setenv("OCTAVO_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("OCTAVO_POLL_MOST", "7200")
    own, store = read_config(), house.store

    def adopt(config: Config) -> None:
        readmit(house.app, lambda admission: replace(admission, sign_up=config.sign_up))

    def change(name: str, value: str | None) -> None:
        live.check(own, store.live_settings(), name, value)
        store.set_live(name, value)
        adopt(live.with_live(own, store.live_settings())[0])

    doors: Doors = house.app.state.house.doors
    doors = replace(doors, settings=lambda: live.listed(own, store.live_settings()), set_setting=change)
    house.app.state.house = replace(house.app.state.house, doors=doors)
    return house


def test_a_setting_holds_at_once_and_is_noted(live_house: House, boss: Browser) -> None:
    stranger = live_house.browser()
    assert "<form" in stranger.get("/sign-up").text
    assert boss.post("/settings", {"name": "sign_up", "value": "invited"}).status == 303
    assert "invitation" in stranger.get("/sign-up").text
    page = words(boss.get("/settings?done=sign_up").text)
    assert "Who may make an account: changed." in page
    assert "Set here; the default is nobody, but by command" in page
    assert acts(live_house)[-1] == ("setting", "sign_up", "closed → invited")
    assert boss.post("/settings", {"name": "sign_up", "act": "reset"}).status == 303
    assert live_house.store.live_settings() == {}


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("poll_least", "5", "greater than or equal to 60"),
        ("poll_least", "7201", "must not be more than OCTAVO_POLL_MOST"),
        ("poll_most", "86400", "set on the machine"),
        ("session_days", "soon", "valid integer"),
        ("bind", "0.0.0.0:80", "cannot be changed while Octavo runs"),
        ("metrics_token", "x" * 20, "cannot be changed while Octavo runs"),
    ],
)
def test_what_may_not_be_is_refused_and_says_why(
    live_house: House, boss: Browser, name: str, value: str, why: str
) -> None:
    before = acts(live_house)
    reply = boss.post("/settings", {"name": name, "value": value})
    assert reply.status == 400
    if name in live.LIVE:
        assert why in words(reply.text)
    assert live_house.store.live_settings() == {}
    assert acts(live_house) == before


def test_what_another_octavo_kept_and_this_one_cannot_read_keeps_nobody_from_starting(live_house: House) -> None:
    own = read_config()
    config, refused = live.with_live(own, {"poll_least": "5", "session_days": "7", "gone": "x"})
    assert config.session_days == 7
    assert config.poll_least == own.poll_least
    assert list(refused) == ["poll_least"]


# ── editions ──


def test_newcomers_see_the_edition_made_for_them_until_they_choose(house: House, boss: Browser) -> None:
    feed = desk.subscribe(house.store).id
    for number, language in enumerate(("en", "fr")):
        desk.publish(house.store, feed, replace(desk.article(f"/{number}", text=f"Text {number}."), language=language))
    stranger = house.browser()
    assert {"About /0", "About /1"} <= titles(stranger)
    sent = {"name": "Le lac & the harbour", "language": "fr", "newcomers": "yes"}
    assert boss.post("/editions", sent).status == 303
    assert titles(stranger) == {"About /1"}
    assert titles(house.browser(headers={"accept-language": "en"})) == {"About /1"}
    assert stranger.post("/edition", {"language": "en", "next": "/"}).status == 303
    assert titles(stranger) == {"About /0"}
    assert "Le lac & the harbour" in words(stranger.get("/edition").text)
    assert stranger.post("/edition", {"offered": "le-lac-the-harbour", "next": "/"}).status == 303
    assert titles(stranger) == {"About /1"}
    assert acts(house)[-1] == ("edition", "Le lac & the harbour", "fr, newcomers")


def titles(browser: Browser) -> set[str]:
    return set(re.findall(r"About /\d", browser.get("/").text))


def test_an_edition_is_changed_and_withdrawn(house: House, boss: Browser) -> None:
    for name in ("World", "World", "世界"):
        assert boss.post("/editions", {"name": name, "category": ["world", "politics"]}).status == 303
    assert {one.id for one in house.store.offered()} == {"world", "world-2", "edition"}
    assert "World" in words(boss.get("/editions/world-2").text)
    boss.post("/editions", {"id": "world-2", "name": "Politics", "category": "politics"})
    boss.post("/editions", {"id": "world", "act": "withdraw"})
    assert {(one.id, one.name, one.categories) for one in house.store.offered()} == {
        ("world-2", "Politics", ("politics",)), ("edition", "世界", ("world", "politics")),
    }  # fmt: skip
    assert boss.get("/editions/nothing").status == 404
    assert boss.post("/editions", {"id": "nothing", "name": "x"}).status == 404
    assert boss.post("/editions", {"name": " "}).status == 400


# ── sources and publishers ──


@pytest.fixture
def feeds(house: House) -> list[int]:
    paths = ("feed", "sport", "world")
    return [desk.subscribe(house.store, f"https://herald.example/{path}").id for path in paths]


def test_marked_feeds_are_paused_filed_and_removed_together(house: House, boss: Browser, feeds: list[int]) -> None:
    both = [str(one) for one in feeds[:2]]
    done = boss.post("/sources/act", {"feed": both, "all": "pause"})
    assert done.headers["location"] == "/sources?done=paused&n=2"
    assert [one.paused for one in house.store.feeds()] == [True, True, False]
    boss.post("/sources/act", {"feed": both, "all": "file", "folder": "Sport / Football ", "category": "sport"})
    assert [(one.feed.category, one.feed.folder) for one in house.store.feeds()][:2] == [
        ("sport", ("Sport", "Football"))
    ] * 2
    boss.post("/sources/act", {"feed": both, "all": "resume"})
    assert not any(one.paused for one in house.store.feeds())
    asked = boss.post("/sources/act", {"feed": both, "all": "remove"})
    assert "Remove 2 feeds" in words(asked.text)
    assert len(house.store.feeds()) == 3
    boss.post("/sources/remove", {"feed": both, "articles": "keep"})
    assert [one.id for one in house.store.feeds()] == feeds[2:]
    assert [act for act, _, _ in acts(house)] == [
        "sources-paused",
        "sources-filed",
        "sources-resumed",
        "sources-removed",
    ]
    assert acts(house)[-1][1] == "https://herald.example/feed, https://herald.example/sport"


def test_a_feed_is_called_and_filed_otherwise(house: House, boss: Browser, feeds: list[int]) -> None:
    said = {"title": "Harbour  sport", "category": "sport", "folder": ""}
    assert boss.post(f"/sources/{feeds[0]}", said).status == 303
    feed = house.store.feeds()[0].feed
    assert (feed.title, feed.category, feed.folder) == ("Harbour sport", "sport", ())
    assert "What you said is kept." in words(boss.get(f"/sources/{feeds[0]}?done=changed").text)
    assert boss.post("/sources/999", said).status == 404


def test_a_publisher_is_put_right(house: House, boss: Browser, feeds: list[int]) -> None:
    desk.publish(house.store, house.store.feeds()[0].id, desk.article("/a"))
    path = "/sources/publisher/herald.example"
    assert "herald.example" in words(boss.get(path).text)
    said = {
        "name": "The Herald",
        "country": "ie",
        "home": "https://herald.example/",
        "kind": "newspaper",
        "language": "en",
    }
    assert boss.post(path, said).status == 303
    assert house.store.publisher(desk.HERALD.id).country == "IE"
    for wrong in ({"country": "xx"}, {"home": "javascript:alert(1)"}):
        assert boss.post(path, said | wrong).status == 400
    assert boss.get("/sources/publisher/nobody.example").status == 404
    assert acts(house)[-1] == ("publisher", "herald.example", "The Herald, IE, newspaper")


# ── readers ──


def test_readers_are_found_by_how_they_begin(house: House, boss: Browser) -> None:
    people: list[Reader] = [house.enrol(name) for name in ("Ana María", "Anatol", "Zoë")]
    page = boss.get("/readers?q=ANA").text
    assert [one.name in page for one in people] == [True, True, False]
    assert "Nobody is called so." in words(boss.get("/readers?q=nobody").text)


def test_every_page_of_administrators_leads_to_the_others(boss: Browser) -> None:
    for path in ("/dashboard", "/sources", "/readers", "/editions", "/settings", "/audit"):
        page = boss.get(path).text
        assert f'href="{path}" aria-current="page"' in page
        assert page.count('aria-label="Administration"') == 1


def test_no_page_of_administrators_is_for_others(housed: Callable[[Admission], House]) -> None:
    house = housed(Admission())
    reader = house.browser(house.enrol("Nobody special"))
    for path in ("/dashboard", "/editions", "/settings", "/metrics"):
        assert reader.get(path).status == 403
