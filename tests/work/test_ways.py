"""From a notice to a browser, a mailbox and a receiver, each real and on loopback."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP
from tests.contract.newsroom import DAY, HOUR, MINUTE, NOW
from tests.contract.weaving import Press
from tests.fetch.doubles import Names
from tests.notify.browser import Receiver
from tests.serve.accounts import house_of
from tests.site import Reply, Site
from tests.test_letters import Box

from octavo.fetch import Post
from octavo.letters import Smtp
from octavo.news.notices import NewNotice
from octavo.news.readers import ReaderId, ReaderSettings
from octavo.notify.channels import Courier
from octavo.notify.signing import new_secret
from octavo.notify.vapid import Identity, new_identity
from octavo.ports import Store
from octavo.serve import Admission
from octavo.serve.telling import telling_of
from octavo.store import open_store
from octavo.work.messenger import Messenger

SITE = "https://news.example.org"
HOOK = "http://hooks.test/octavo"
PUSH = "http://push.test/send/1"
IDENTITY = Identity(new_identity())
SECRET = new_secret()
ALL = ReaderSettings(notices_by=("page", "push", "email", "webhook"), webhook=HOOK, webhook_secret=SECRET)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "octavo.db", clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


@pytest.fixture
def ana(store: Store) -> ReaderId:
    reader = store.add_reader("Ana", email="ana@example.org", password="x", role="reader", now=NOW).id
    store.set_settings(reader, ALL)
    return reader


@pytest.fixture
def receiver(store: Store, ana: ReaderId) -> Receiver:
    made = Receiver()
    store.add_browser(ana, PUSH, made.key, made.auth, "Firefox · Linux", NOW)
    return made


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site[HOOK], site[PUSH] = Reply(status=204), Reply(status=201)
        yield site


class Ways:
    """A messenger with every way out open."""

    def __init__(self, store: Store, site: Site) -> None:
        self.store, self.site, self.box, self.now = store, site, Box(), NOW

    def turn(self, *waits: timedelta, guarded: bool = False) -> None:
        """A turn after each wait."""

        async def run() -> None:
            async with self._open(guarded) as messenger:
                for wait in waits:
                    self.now += wait
                    await messenger.turn()

        asyncio.run(run())

    @asynccontextmanager
    async def _open(self, guarded: bool) -> AsyncIterator[Messenger]:
        names = Names(lambda host, times: [("127.0.0.1", self.site.port)])
        allowed = [] if guarded else ["127.0.0.0/8"]
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(self.box, hostname="mail"), "localhost", 0)
        async with server, Post(user_agent="Octavo/test", resolver=names, allow_networks=allowed) as post:
            port = server.sockets[0].getsockname()[1]
            smtp = Smtp(f"smtp+plain://localhost:{port}", sender="news@example.org", clock=lambda: self.now)
            interface = {"en": NullTranslations(), "ar": NullTranslations()}
            teller = telling_of(self.store, clock=lambda: self.now, version="0", site=SITE, interface=interface)
            contact = "mailto:news@example.org"
            courier = Courier(post, smtp, teller, IDENTITY, contact=contact, clock=lambda: self.now)
            yield Messenger(self.store, courier, lambda: self.now)

    def calls(self) -> list[dict[str, Any]]:
        return [json.loads(one.body) for one in self.site.requests if one.host == "hooks.test"]

    def pushed(self, receiver: Receiver) -> list[dict[str, Any]]:
        return [json.loads(receiver.read(one.body)) for one in self.site.requests if one.host == "push.test"]

    def text(self, letter: EmailMessage, kind: str = "plain") -> str:
        part = letter.get_body((kind,))
        assert part is not None
        return str(part.get_content())


@pytest.fixture
def ways(store: Store, site: Site) -> Ways:
    return Ways(store, site)


def told(store: Store, press: Press, reader: ReaderId, paper: str = "harbour") -> int:
    """A notice of a new article."""
    number = press.wrote(paper, MINUTE)
    story = press.joins(number)
    by = store.reader(reader).settings.notices_by
    notice = NewNotice(reader, "article", str(number), NOW, by, number, story, why="publisher", name=paper.title())
    store.add_notices([notice], NOW)
    return int(number)


def test_one_notice_reaches_all_three(
    ways: Ways, store: Store, press: Press, ana: ReaderId, receiver: Receiver
) -> None:
    number = told(store, press, ana)
    title = store.article(number).card.title  # type: ignore[arg-type]
    ways.turn(HOUR)
    (push,) = ways.pushed(receiver)
    assert (push["title"], push["body"], push["unread"]) == (title, "New from Harbour", 1)
    assert push["url"].startswith(f"/article/{number}")
    (call,) = ways.calls()
    assert (call["type"], call["timestamp"]) == ("notices.new", "2026-11-21T13:00:00+00:00")
    (given,) = call["data"]["notices"]
    assert (given["title"], given["source"], given["kind"]) == (title, "Harbour", "article")
    assert given["url"].startswith(f"{SITE}/article/{number}")
    assert given["original"] == "https://harbour.example/1"
    (letter,) = ways.box.letters
    assert letter["To"] == "ana@example.org"
    assert letter["Subject"] == title
    assert f"{SITE}/article/{number}" in ways.text(letter)
    assert f'href="{SITE}/article/{number}' in ways.text(letter, "html")
    ways.turn(DAY)
    assert len(ways.site.requests) == 2
    assert len(ways.box.letters) == 1
    health = store.channel_health(ana)
    assert {one: how.last for one, how in health.items()} == dict.fromkeys(("push", "email", "webhook"), NOW + HOUR)


def test_a_push_is_as_the_standards_have_it(ways: Ways, store: Store, ana: ReaderId, receiver: Receiver) -> None:
    store.test_channel(ana, "push", NOW)
    ways.turn(MINUTE)
    (request,) = ways.site.requests
    assert request.header("Content-Encoding") == "aes128gcm"
    assert request.header("TTL") == "86400"
    assert request.header("Urgency") == "normal"
    assert request.header("Topic") == "octavo-1"
    authorization = request.header("Authorization") or ""
    assert authorization.startswith("vapid t=")
    assert authorization.endswith(f"k={IDENTITY.public}")
    claims = json.loads(base64.urlsafe_b64decode(authorization.split(".")[1] + "=="))
    assert claims == {"aud": "http://push.test", "exp": claims["exp"], "sub": "mailto:news@example.org"}
    (push,) = ways.pushed(receiver)
    assert (push["title"], push["url"]) == ("Notices arrive here", "/notices/settings")


def test_a_call_is_signed_as_its_receiver_expects(ways: Ways, store: Store, ana: ReaderId) -> None:
    store.test_channel(ana, "webhook", NOW)
    ways.turn(MINUTE)
    (request,) = ways.site.requests
    at, number = request.header("webhook-timestamp"), request.header("webhook-id")
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{number}.{at}.".encode() + request.body, hashlib.sha256)
    assert request.header("webhook-signature") == f"v1,{base64.b64encode(signed).decode()}"
    assert at == str(int((NOW + MINUTE).timestamp()))
    assert json.loads(request.body)["type"] == "test"


def test_many_become_one_of_each(ways: Ways, store: Store, press: Press, ana: ReaderId, receiver: Receiver) -> None:
    for _ in range(30):
        told(store, press, ana)
    ways.turn(HOUR)
    (push,) = ways.pushed(receiver)
    assert (push["title"], push["url"], push["tag"]) == ("30 new notices", "/notices", "notices")
    (call,) = ways.calls()
    assert len(call["data"]["notices"]) == 30
    (letter,) = ways.box.letters
    assert letter["Subject"].startswith("30 new notices: About /30")
    assert "5 more on the page" in ways.text(letter)
    assert ways.text(letter).count(f"{SITE}/article/") == 25


def test_every_letter_has_a_way_out_that_works(ways: Ways, store: Store, press: Press, ana: ReaderId) -> None:
    told(store, press, ana)
    ways.turn(HOUR)
    (letter,) = ways.box.letters
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(letter["List-Unsubscribe"]).strip("<>")
    assert address in ways.text(letter)
    assert address.startswith(f"{SITE}/notices/unsubscribe/")
    browser = house_of(store, Admission(site=SITE)).browser()
    assert browser.ask("POST", address.removeprefix(SITE), b"List-Unsubscribe=One-Click").status == 200
    assert "email" not in store.reader(ana).settings.notices_by


def test_the_same_letter_is_known_again(ways: Ways, store: Store, ana: ReaderId) -> None:
    for _ in range(2):
        store.test_channel(ana, "email", ways.now)
        ways.turn(MINUTE)
    one, two = ways.box.letters
    assert one["Subject"] == "Letters from Octavo arrive here"
    assert one["Message-ID"] != two["Message-ID"]
    assert one["Message-ID"].startswith("<octavo-1-")


def test_the_briefing_comes_as_a_letter(ways: Ways, store: Store, press: Press, ana: ReaderId) -> None:
    settings = replace(ALL, briefing_hour=12, briefing_by=("email", "webhook"), notices_by=())
    store.set_settings(ana, settings)
    story = press.story(press.wrote("harbour", HOUR), press.wrote("lake", HOUR), press.wrote("hill", 2 * HOUR))
    press.compared(story, "The ferry runs again.", "Nobody was hurt.")
    press.joins(press.wrote("moor", HOUR, category="sport"))
    store.mute(ana, "publisher", "moor.example", NOW)
    ways.turn(MINUTE)
    (letter,) = ways.box.letters
    assert letter["Subject"] == "The briefing of 21 November 2026"
    plain, page = ways.text(letter), ways.text(letter, "html")
    assert "The ferry runs again." in plain
    assert "The ferry runs again." in page
    assert f'href="{SITE}/story/{story}' in page
    assert "1 story left out, because you muted it" in page
    assert "moor" not in plain.lower()
    assert "<script" not in page
    assert "http" not in "".join(page.split('href="')[0]), "nothing is loaded from elsewhere"
    (call,) = ways.calls()
    assert call["type"] == "briefing.ready"
    assert call["data"]["notices"][0]["url"] == f"{SITE}/briefing/2026-11-21"
    address = str(letter["List-Unsubscribe"]).strip("<>").removeprefix(SITE)
    house_of(store, Admission(site=SITE)).browser().ask("POST", address)
    assert store.reader(ana).settings.briefing_by == ("webhook",)


def test_a_browser_that_is_gone_is_forgotten(ways: Ways, store: Store, ana: ReaderId, receiver: Receiver) -> None:
    for status in (404, 410):
        ways.site[PUSH] = Reply(status=status)
        store.add_browser(ana, PUSH, receiver.key, receiver.auth, "", NOW)
        store.test_channel(ana, "push", ways.now)
        ways.turn(MINUTE)
        assert store.browsers(ana) == []


def test_a_push_service_that_is_busy_is_asked_later(
    ways: Ways, store: Store, press: Press, ana: ReaderId, receiver: Receiver
) -> None:
    ways.site[PUSH] = [Reply(status=429, headers=[("Retry-After", "900")]), Reply(status=201)]
    told(store, press, ana)
    ways.turn(MINUTE, 14 * MINUTE, MINUTE)
    assert len(ways.pushed(receiver)) == 2
    topics = {one.header("Topic") for one in ways.site.requests if one.host == "push.test"}
    assert len(topics) == 1, "a push service that has the first replaces it"


@pytest.mark.parametrize(
    "hook", ["http://hooks.test/octavo", "http://127.0.0.1/", "http://[::1]:8008/", "http://a.local/"]
)
def test_nobody_is_called_inside(ways: Ways, store: Store, ana: ReaderId, hook: str) -> None:
    store.set_settings(ana, replace(ALL, webhook=hook))
    store.test_channel(ana, "webhook", NOW)
    store.add_browser(ana, PUSH, Receiver().key, b"a" * 16, "", NOW)
    store.test_channel(ana, "push", NOW)
    ways.turn(MINUTE, guarded=True)
    assert ways.site.requests == []
    assert "leads where Octavo does not go" in store.channel_health(ana)["push"].reason
    assert store.channel_health(ana)["webhook"].failing is not None


def test_without_post_or_address_a_letter_says_so(ways: Ways, store: Store, ana: ReaderId) -> None:
    store.rename_reader(ana, "Ana", "")
    store.test_channel(ana, "email", NOW)
    ways.turn(MINUTE)
    assert ways.box.letters == []
    assert "no address to write to" in store.channel_health(ana)["email"].reason


def test_letters_speak_the_readers_language(ways: Ways, store: Store, ana: ReaderId) -> None:
    store.set_settings(ana, replace(ALL, interface="ar"))
    store.test_channel(ana, "email", NOW)
    ways.turn(MINUTE)
    assert '<html lang="ar" dir="rtl">' in ways.text(ways.box.letters[0], "html")
