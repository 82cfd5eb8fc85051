"""Who may ask for what: every route of every page, asked by everybody, with and without accounts.

A route that is not declared below fails the first test. Declare it with the least role that may have it, and with
`accounts=True` where it is not there without accounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from fastapi.routing import APIRoute
from tests.contract import newsroom as desk
from tests.serve.accounts import House, house_of
from tests.serve.client import Browser, Reply

from octavo.news.readers import ROLES, Role
from octavo.serve import Admission
from octavo.serve.application import PAGES
from octavo.store import open_store

Least = Literal["anybody", "reader", "moderator", "administrator"]


@dataclass(frozen=True)
class Expected:
    least: Least
    accounts: bool = False
    """Only there where there are accounts."""
    sealed: bool = False
    """The address itself is the proof, and needs no token: mail programs post to it for their readers (RFC 8058)."""


ANYBODY, READER, MODERATOR, ADMINISTRATOR = map(Expected, ("anybody", "reader", "moderator", "administrator"))
SEALED = Expected("anybody", sealed=True)
AT_THE_DOOR, OWN_ACCOUNT, OTHERS = (Expected(least, True) for least in ("anybody", "reader", "administrator"))

EXPECTED = {
    # reading
    "GET /": ANYBODY,
    "GET /article/{segment}": ANYBODY,
    "GET /article/{segment}/revisions": ANYBODY,
    "GET /article/{segment}/copies": ANYBODY,
    "GET /article/{segment}/summary": ANYBODY,
    "GET /article/{segment}/explain": ANYBODY,
    "GET /article/{segment}/compare": ANYBODY,
    "GET /article/{segment}/balance": ANYBODY,
    "GET /article/{segment}/timeline": ANYBODY,
    "POST /article/{segment}/written": READER,
    "GET /article/{segment}/translation": ANYBODY,
    "POST /article/{segment}/translation": READER,
    "GET /writing": ADMINISTRATOR,
    "GET /latest": ANYBODY,
    "GET /videos": ANYBODY,
    "GET /podcasts": ANYBODY,
    "GET /stories": ANYBODY,
    "GET /trending": ANYBODY,
    "GET /briefing": ANYBODY,
    "GET /briefing/{day}": ANYBODY,
    "GET /briefing.xml": ANYBODY,
    "GET /story/{segment}": ANYBODY,
    "GET /story/{segment}/reports": ANYBODY,
    "GET /category/{name}": ANYBODY,
    "GET /publisher/{host}": ANYBODY,
    "GET /topics": ANYBODY,
    "GET /topic/{slug}": ANYBODY,
    "GET /search": ANYBODY,
    "GET /ask": ANYBODY,
    "GET /ask.json": ANYBODY,
    "POST /ask": READER,
    "GET /search.xml": ANYBODY,
    "GET /search/suggestions": ANYBODY,
    "GET /image/{article}/{number}/{width}": ANYBODY,
    "POST /preferences": ANYBODY,
    "GET /reading": ANYBODY,
    "GET /keys": ANYBODY,
    "GET /share": ANYBODY,
    "GET /offline": ANYBODY,
    "GET /edition": ANYBODY,
    "POST /edition": ANYBODY,
    # one's shelf
    "POST /follow": READER,
    "POST /mute": READER,
    "POST /save": READER,
    "POST /seen": READER,
    "GET /saved": READER,
    "GET /following": READER,
    "GET /muted": READER,
    "GET /for-you": READER,
    "POST /for-you": READER,
    # comments
    "GET /article/{segment}/comments": ANYBODY,
    "GET /story/{segment}/comments": ANYBODY,
    "GET /comments/{number}": ANYBODY,
    "POST /comments": READER,
    "POST /comments/like": READER,
    "POST /comments/{number}/edit": READER,
    "POST /comments/{number}/delete": READER,
    "POST /comments/{number}/report": READER,
    "POST /comments/{number}/appeal": READER,
    "GET /account/comments": READER,
    "GET /moderation": MODERATOR,
    "POST /moderation": MODERATOR,
    "GET /moderation/comment/{number}": MODERATOR,
    "GET /moderation/history": MODERATOR,
    "GET /moderation/blocks": MODERATOR,
    "POST /moderation/blocks": MODERATOR,
    # notices
    "GET /notices": READER,
    "POST /notices/read": READER,
    "GET /notices/settings": READER,
    "POST /notices/settings": READER,
    "POST /notices/test": READER,
    "POST /notices/push": READER,
    "POST /notices/push/remove": READER,
    "GET /notices/unsubscribe/{secret}": ANYBODY,
    "POST /notices/unsubscribe/{secret}": SEALED,
    # editing
    "GET /stories/edits": ANYBODY,
    "GET /topics/edits": ANYBODY,
    "POST /stories/undo": MODERATOR,
    "GET /story/{segment}/edit": MODERATOR,
    "POST /story/{segment}/edit": MODERATOR,
    "POST /topics/undo": MODERATOR,
    "GET /topic/{slug}/edit": MODERATOR,
    "POST /topic/{slug}/edit": MODERATOR,
    # running the place
    "GET /sources": ADMINISTRATOR,
    "GET /sources/{feed}": ADMINISTRATOR,
    "POST /sources/{feed}/remove": ADMINISTRATOR,
    "POST /sources/add": ADMINISTRATOR,
    "GET /sources/found/{discovery}": ADMINISTRATOR,
    "POST /sources/found/{discovery}": ADMINISTRATOR,
    "GET /sources/editions": ADMINISTRATOR,
    "POST /sources/editions": ADMINISTRATOR,
    "POST /sources/opml": ADMINISTRATOR,
    "GET /sources/octavo.opml": ADMINISTRATOR,
    "POST /sources/act": ADMINISTRATOR,
    "POST /sources/sample/remove": ADMINISTRATOR,
    "GET /dashboard": ADMINISTRATOR,
    "GET /settings": ADMINISTRATOR,
    "POST /settings": ADMINISTRATOR,
    "GET /editions": ADMINISTRATOR,
    "GET /editions/{edition}": ADMINISTRATOR,
    "POST /editions": ADMINISTRATOR,
    "GET /sources/publisher/{publisher}": ADMINISTRATOR,
    "POST /sources/publisher/{publisher}": ADMINISTRATOR,
    "POST /sources/remove": ADMINISTRATOR,
    "POST /sources/{feed}": ADMINISTRATOR,
    "GET /audit": ADMINISTRATOR,
    "GET /readers": OTHERS,
    "POST /readers/invite": OTHERS,
    "GET /readers/{number}": OTHERS,
    "POST /readers/{number}": OTHERS,
    # accounts
    "GET /sign-in": AT_THE_DOOR,
    "POST /sign-in": AT_THE_DOOR,
    "POST /sign-out": AT_THE_DOOR,
    "GET /sign-up": AT_THE_DOOR,
    "POST /sign-up": AT_THE_DOOR,
    "GET /sign-in/provider": AT_THE_DOOR,
    "GET /sign-in/provider/back": AT_THE_DOOR,
    "GET /reset": AT_THE_DOOR,
    "POST /reset": AT_THE_DOOR,
    "GET /reset/{secret}": AT_THE_DOOR,
    "POST /reset/{secret}": AT_THE_DOOR,
    "GET /account": READER,
    "GET /account/octavo.json": READER,
    "GET /account/octavo.opml": READER,
    "POST /account/name": OWN_ACCOUNT,
    "POST /account/password": OWN_ACCOUNT,
    "POST /account/email": OWN_ACCOUNT,
    "GET /account/email/{secret}": OWN_ACCOUNT,
    "POST /account/email/{secret}": OWN_ACCOUNT,
    "POST /account/sessions": OWN_ACCOUNT,
    "POST /account/delete": OWN_ACCOUNT,
    "POST /account/provider": OWN_ACCOUNT,
    "POST /account/provider/remove": OWN_ACCOUNT,
    # machines
    "GET /healthz": ANYBODY,
    "GET /readyz": ANYBODY,
    "GET /metrics": ADMINISTRATOR,
    "GET /robots.txt": ANYBODY,
    "GET /manifest.webmanifest": ANYBODY,
    "GET /sw.js": ANYBODY,
    "GET /device.json": ANYBODY,
    "GET /events": ANYBODY,
    "GET /static/{path:path}": ANYBODY,
}
every_route = pytest.mark.parametrize("route", EXPECTED)

ASKING = ("anonymous", "reader", "other reader", "moderator", "administrator", "revoked session")
WITH_ACCOUNTS: dict[str, Role] = {
    "reader": "reader", "other reader": "reader", "moderator": "moderator", "administrator": "administrator"
}  # fmt: skip
IN_ADDRESSES = {"name": "world", "secret": "0" * 64, "slug": "ferry", "host": "herald.example", "path:path": "x"}


def test_every_route_is_declared_here_and_no_other() -> None:
    routes = [route for page in PAGES for route in page.router.routes]
    assert all(isinstance(route, APIRoute) for route in routes), "a router within a router is not seen here"
    there = {f"{method} {route.path}" for route in routes if isinstance(route, APIRoute) for method in route.methods}
    assert there == set(EXPECTED)


@pytest.fixture(scope="module", params=["on", "off"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    store = open_store(tmp_path_factory.mktemp("matrix") / "octavo.db", clock=lambda: desk.NOW)
    desk.subscribe(store)
    yield house_of(store, Admission(sign_up="open", site="http://localhost:8008") if request.param == "on" else None)
    store.close()


def ask(browser: Browser, route: str, *, token: bool, of: int = 2) -> Reply:
    method, _, path = route.partition(" ")
    address = re.sub(r"\{(.+?)\}", lambda match: IN_ADDRESSES.get(match[1], str(of)), path)
    return browser.get(address) if method == "GET" else browser.post(address, token=token)


def refused(reply: Reply) -> bool:
    """Whether an answer says that this is not theirs: to sign in, a role, a token."""
    led_away = reply.headers.get("location", "").startswith("/sign-in?next=")
    return reply.status in (401, 403) or led_away


@every_route
def test_who_may_have_it(house: House, route: str) -> None:
    if house.app.state.house.admission is None:
        reply = ask(house.browser(), route, token=True)
        assert reply.status == 404 if EXPECTED[route].accounts else not refused(reply)
        return
    already = house.store.count_readers()
    people = {name: house.enrol(f"{name} {already + n}", role) for n, (name, role) in enumerate(WITH_ACCOUNTS.items())}
    least = EXPECTED[route].least
    for name in ASKING:
        browser = house.browser(people.get(name, people["administrator"]) if name != "anonymous" else None)
        if name == "revoked session":
            house.store.end_sessions(people["administrator"].id)
        role = people[name].role if name in people else None
        may = least == "anybody" or (role is not None and ROLES.index(role) >= ROLES.index(least))
        reply = ask(browser, route, token=True, of=people["other reader"].id)
        if route == "POST /sign-up" and name in ("anonymous", "revoked session"):
            assert reply.status == 400, name  # an empty form
        elif may:
            assert not refused(reply), (name, reply.status, reply.headers.get("location"))
        elif role is None and route.startswith("GET"):
            assert reply.headers["location"].startswith("/sign-in?next=/"), name
        else:
            assert reply.status == (401 if role is None else 403), name
            assert "Nothing was changed" in reply.text
        assert reply.status != 500
        if may and role is not None and least != "anybody":
            assert reply.headers["cache-control"] == "private, no-store"


@every_route
def test_nothing_is_changed_without_the_token_of_our_own_form(house: House, route: str) -> None:
    if route.startswith("GET"):
        return
    expected, accounts = EXPECTED[route], house.app.state.house.admission is not None
    reader = house.enrol(f"boss {house.store.count_readers()}", "administrator") if accounts else None
    other = house.enrol(f"clerk {house.store.count_readers()}") if accounts else None
    browser, stranger = house.browser(reader), house.browser()
    before = house.store.count_readers()
    for token in ({}, {"token": "0" * 64}, {"token": stranger.token()}):
        path = re.sub(
            r"\{(.+?)\}",
            lambda match: IN_ADDRESSES.get(match[1], str(other.id if other else 2)),
            route.partition(" ")[2],
        )
        reply = browser.post(path, token, token=False)
        if expected.sealed or (expected.accounts and not accounts):
            assert reply.status == 404
        else:
            assert reply.status == 403
            assert "This form is too old" in reply.text
    assert house.store.count_readers() == before
