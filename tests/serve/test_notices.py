"""Notices: the page, the mark in the head, the settings, browsers, tests, and the way out of letters."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.contract.weaving import Press
from tests.notify.browser import Receiver
from tests.serve.accounts import House
from tests.serve.client import Browser

from octavo.news.addresses import ArticleId
from octavo.news.notices import NewNotice
from octavo.news.readers import ALONE, Reader, ReaderSettings
from octavo.serve import Admission
from octavo.serve.telling import unsubscribing

ENDPOINT = "https://push.example/send/1"


@pytest.fixture
def ana(house: House) -> Reader:
    return house.enrol("Ana", email="ana@example.org")


@pytest.fixture
def browser(house: House, ana: Reader) -> Browser:
    return house.browser(ana)


def tell(house: House, reader: Reader, key: str = "1", **more: object) -> None:
    notice = NewNotice(reader.id, "article", key, house.time[0], ("page",))
    assert house.store.add_notices([replace(notice, **more)], house.time[0]) == 1  # type: ignore[arg-type]


def article(house: House, paper: str = "harbour") -> ArticleId:
    return Press(house.store).wrote(paper)


# ── the page ──


def test_a_reader_who_follows_nothing_is_told_how(browser: Browser) -> None:
    page = browser.get("/notices")
    assert "You follow nothing yet" in page.text
    assert page.headers["cache-control"] == "private, no-store"
    assert 'data-unread="0">Notices</a>' in page.text
    assert "Mark all as read" not in page.text


def test_each_kind_says_what_it_is_about_and_leads_there(house: House, browser: Browser, ana: Reader) -> None:
    number = article(house)
    story = Press(house.store).joins(number)
    about = {"article": number, "story": story}
    tell(house, ana, "1", why="publisher", name="Harbour", **about)
    tell(house, ana, "2", kind="story", why="topic", name="Maren Holt", **about)
    tell(house, ana, "3", kind="story", why="category", name="world", **about)
    tell(house, ana, "4", kind="report", why="story", **about)
    tell(house, ana, "5", kind="briefing")
    tell(house, ana, "webhook x", kind="stopped", name="is gone <for good>")
    page = browser.get("/notices").text
    for words in (
        "New from Harbour", "New story about #Maren Holt", "Widely reported in World", "New in a story that you follow",
        "Your briefing of 21 November 2026", "Calls to your address were given up", "is gone &lt;for good&gt;",
    ):  # fmt: skip
        assert words in page, words
    assert f'href="/article/{number}-' in page
    assert f'href="/story/{story}-' in page
    assert 'href="/briefing/2026-11-21"' in page
    assert "<h2>Today</h2>" in page
    assert browser.get(re.findall(r'href="(/story/[^"]+)"', page)[0]).status in (200, 303, 307, 308)


def test_the_mark_in_the_head_counts_until_they_are_read(house: House, browser: Browser, ana: Reader) -> None:
    for key in "12":
        tell(house, ana, key)
    page = browser.get("/notices").text
    assert 'data-unread="2" class="unread">2 notices</a>' in page
    tell(house, ana, "3")
    upto = re.search(r'name="upto" value="(\d+)"', page)
    assert upto
    assert browser.post("/notices/read", {"upto": upto[1]}).headers["location"] == "/notices"
    assert 'data-unread="1"' in browser.get("/topics").text, "what came meanwhile is new"
    other = house.browser(house.enrol("Bo"))
    other.post("/notices/read", {"upto": "999"})
    assert 'data-unread="1"' in browser.get("/").text
    assert "data-unread" not in house.browser().get("/").text


def test_reading_an_article_reads_its_notice(house: House, browser: Browser, ana: Reader) -> None:
    number = article(house)
    tell(house, ana, "1", article=number)
    browser.get(browser.get(f"/article/{number}").headers["location"])
    assert 'data-unread="0"' in browser.get("/notices").text


def test_the_list_goes_on_where_it_ended(house: House, browser: Browser, ana: Reader) -> None:
    for number in range(45):
        tell(house, ana, str(number), kind="stopped", name=f"reason {number};")
    first = browser.get("/notices").text
    older = re.search(r'rel="next" href="(/notices\?older=\d+)"', first)
    assert older
    assert "reason 44;" in first
    assert "reason 4;" not in first
    second = browser.get(older[1]).text
    assert "reason 4;" in second
    assert "reason 5;" not in second
    assert "Notices are kept for 60 days" in second
    assert "There are no older ones" in browser.get("/notices?older=1").text
    assert browser.get("/notices?older=x").status == 200


# ── settings ──


FORM = {
    "notices_by": ["page", "push", "webhook"],
    "briefing_by": ["email"],
    "zone": "Asia/Kolkata",
    "briefing_hour": "7",
    "quiet_from": "22",
    "quiet_to": "6",
    "webhook": "https://hooks.example.org/news?a=1",
}


def test_what_is_chosen_is_kept_and_shown(house: House, browser: Browser, ana: Reader) -> None:
    reply = browser.post("/notices/settings", FORM)
    assert reply.headers["location"] == "/notices/settings?done=kept"
    kept = house.store.reader(ana.id).settings
    assert (kept.notices_by, kept.briefing_by) == (("page", "push", "webhook"), ("email",))
    assert (kept.zone, kept.briefing_hour, kept.quiet) == ("Asia/Kolkata", 7, (22, 6))
    assert kept.webhook == FORM["webhook"]
    assert kept.webhook_secret.startswith("whsec_")
    page = browser.get("/notices/settings?done=kept").text
    assert 'value="webhook" aria-label="To an address of yours: Notices" checked>' in page
    assert "<option selected>Asia/Kolkata</option>" in page
    assert "It is 17:30 there now." in page
    assert kept.webhook_secret in page
    assert "Kept." in page


def test_a_secret_stays_until_the_address_or_the_reader_changes_it(house: House, browser: Browser, ana: Reader) -> None:
    def secret() -> str:
        return house.store.reader(ana.id).settings.webhook_secret

    browser.post("/notices/settings", FORM)
    first = secret()
    browser.post("/notices/settings", FORM)
    assert secret() == first
    browser.post("/notices/settings", FORM | {"renew": "1"})
    second = secret()
    browser.post("/notices/settings", FORM | {"webhook": "https://other.example.org/"})
    assert len({first, second, secret()}) == 3
    browser.post("/notices/settings", FORM | {"webhook": ""})
    assert secret() == ""


def test_what_cannot_be_is_not_kept(house: House, browser: Browser, ana: Reader) -> None:
    reply = browser.post("/notices/settings", FORM | {"webhook": "file:///etc/passwd", "briefing_hour": "9"})
    assert reply.status == 400
    assert "This is no web address." in reply.text
    assert 'value="file:///etc/passwd"' in reply.text
    assert house.store.reader(ana.id).settings == ReaderSettings()
    odd = {"zone": "Atlantis/City", "quiet_to": "22", "notices_by": ["smoke", "page"]}
    browser.post("/notices/settings", FORM | odd)
    kept = house.store.reader(ana.id).settings
    assert (kept.zone, kept.quiet, kept.notices_by) == ("", None, ("page",))
    browser.post("/notices/settings", {"letters": "x@example.org", "briefing_hour": "99", "quiet_from": "7"})
    kept = house.store.reader(ana.id).settings
    assert (kept.letters, kept.notices_by, kept.briefing_hour, kept.quiet) == ("", (), 23, None)


def test_a_channel_that_failed_says_why_and_can_be_tested(house: House, browser: Browser, ana: Reader) -> None:
    browser.post("/notices/settings", FORM)
    assert browser.post("/notices/test", {"channel": "webhook"}).headers["location"].endswith("done=test#webhook")
    now = house.time[0]
    (sending,) = house.store.take_sendings(now, 60, 9)
    house.store.not_sent(sending, "hooks.example.org refuses connections", now, None)
    page = browser.get("/notices/settings").text
    assert "Nothing arrives" in page
    assert "hooks.example.org refuses connections" in page
    house.store.stop_channel(ana.id, "webhook", "hooks.example.org has removed this for good", now)
    assert "Given up" in browser.get("/notices/settings").text
    page = browser.get("/notices").text
    assert "Your address is not called any more" in page
    assert "removed this for good" in page
    assert browser.post("/notices/test", {"channel": "smoke"}).status == 404
    assert browser.post("/notices/test", {"channel": "email"}).status == 404, "there is no post"


# ── browsers ──


@pytest.fixture
def pushing(housed: Callable[..., House]) -> House:
    house = housed(Admission(sign_up="open"))
    house.app.state.house = replace(
        house.app.state.house, doors=replace(house.app.state.house.doors, push_key="BKey", posts=True)
    )
    return house


def test_a_browser_subscribes_and_leaves(pushing: House) -> None:
    ana, receiver = pushing.enrol("Ana"), Receiver()
    browser = pushing.browser(ana)
    assert 'data-key="BKey"' in browser.get("/notices/settings").text
    form = {"endpoint": ENDPOINT, **receiver.form}
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    assert browser.post("/notices/push", form, user_agent=agent).headers["location"].endswith("done=push#push")
    (known,) = pushing.store.browsers(ana.id)
    assert (known.endpoint, known.key, known.auth, known.name) == (
        ENDPOINT, receiver.key, receiver.auth, "Firefox · Linux"
    )  # fmt: skip
    assert "push" in pushing.store.reader(ana.id).settings.notices_by
    browser.post("/notices/push", form)
    assert len(pushing.store.browsers(ana.id)) == 1, "the same one again"
    assert f'data-endpoint="{ENDPOINT}"' in browser.get("/notices/settings").text
    assert browser.post("/notices/test", {"channel": "push"}).headers["location"].endswith("done=test#push")
    other = pushing.browser(pushing.enrol("Bo"))
    other.post("/notices/push/remove", {"browser": str(pushing.store.browsers(ana.id)[0].id), "endpoint": ENDPOINT})
    assert len(pushing.store.browsers(ana.id)) == 1, "another reader's stays"
    browser.post("/notices/push/remove", {"endpoint": ENDPOINT})
    assert pushing.store.browsers(ana.id) == []
    assert browser.post("/notices/test", {"channel": "push"}).headers["location"].endswith("done=nowhere#push")


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example/1"}, {"endpoint": "nowhere"}, {"key": "AAAA"}, {"auth": "AAAA"},
        {"key": "é"}, {"auth": ""},
    ],
)  # fmt: skip
def test_what_is_no_subscription_is_refused(pushing: House, wrong: dict[str, str]) -> None:
    ana = pushing.enrol("Ana")
    form = {"endpoint": ENDPOINT, **Receiver().form, **wrong}
    assert pushing.browser(ana).post("/notices/push", form).status == 400
    assert pushing.store.browsers(ana.id) == []


# ── the way out of letters ──


@pytest.mark.parametrize(("what", "left"), [("notices", "briefing_by"), ("briefing", "notices_by")])
def test_a_mail_program_unsubscribes_for_its_reader(house: House, ana: Reader, what: str, left: str) -> None:
    both = ReaderSettings(notices_by=("page", "email"), briefing_by=("email", "push"))
    house.store.set_settings(ana.id, both)
    address = f"/notices/unsubscribe/{unsubscribing(house.app.state.house.tokens, ana, what)}"
    program = house.browser()
    page = program.get(address)
    assert "no more?" in page.text
    assert house.store.reader(ana.id).settings == both, "links of letters are opened by programs"
    reply = program.ask(
        "POST", address, b"List-Unsubscribe=One-Click", {"content-type": "application/x-www-form-urlencoded"}
    )
    assert reply.status == 200
    kept = house.store.reader(ana.id).settings
    assert getattr(kept, left) == getattr(both, left)
    assert "email" not in (kept.briefing_by if what == "briefing" else kept.notices_by)
    assert "not sent by e-mail any more" in program.get(address).text


def test_no_other_link_ends_letters(house: House, ana: Reader) -> None:
    tokens = house.app.state.house.tokens
    program = house.browser()
    sealed = unsubscribing(tokens, ana, "notices")
    for secret in (sealed[:-1], "0" * 64, tokens.seal(f"unsubscribe {ana.id} all"), tokens.seal("x"), f"{sealed}0"):
        assert program.get(f"/notices/unsubscribe/{secret}").status == 404
        assert program.ask("POST", f"/notices/unsubscribe/{secret}").status == 404
    house.store.delete_reader(ana.id)
    assert program.get(f"/notices/unsubscribe/{sealed}").status == 404


# ── who is alone ──


def test_who_is_alone_names_an_address_for_letters(housed: Callable[..., House]) -> None:
    house = housed(None)
    house.app.state.house = replace(house.app.state.house, doors=replace(house.app.state.house.doors, posts=True))
    browser = house.browser()
    assert "Name an address above first." in browser.get("/notices/settings").text
    assert browser.post("/notices/test", {"channel": "email"}).status == 404
    wrong = browser.post("/notices/settings", FORM | {"letters": "nobody"})
    assert (wrong.status, "This is no e-mail address." in wrong.text) == (400, True)
    browser.post("/notices/settings", FORM | {"letters": "Me@example.org"})
    assert house.store.reader(ALONE).settings.letters == "me@example.org"
    assert browser.post("/notices/test", {"channel": "email"}).status == 303


# ── what is kept of it ──


def test_notices_are_part_of_a_readers_data(house: House, browser: Browser, ana: Reader) -> None:
    number = article(house)
    tell(house, ana, "1", article=number, why="publisher", name="Harbour")
    house.store.add_browser(ana.id, ENDPOINT, b"\x04" * 65, b"a" * 16, "Firefox", house.time[0])
    parts = json.loads(browser.get("/account/octavo.json").text)
    (notice,) = parts["notices"]["notices"]
    assert (notice["kind"], notice["name"], notice["at"]) == ("article", "Harbour", house.time[0].isoformat())
    assert notice["url"].startswith("https://harbour.example/")
    assert parts["notices"]["browsers"] == [
        {"endpoint": ENDPOINT, "name": "Firefox", "since": house.time[0].isoformat()}
    ]
