"""What a browser on another site, or under another name, cannot do."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse
from tests.serve.client import Browser
from tests.serve.fakes import MemoryStore, Yard, app_of, full_store

from octavo.serve.application import PAGES
from octavo.serve.guard import MOST_BYTES, known_host
from octavo.serve.links import local_path
from octavo.serve.reader import WITH_ACCOUNTS


@pytest.fixture
def app(store: MemoryStore) -> FastAPI:
    return app_of(store)


@pytest.fixture
def browser(app: FastAPI) -> Browser:
    return Browser(app)


def needs_accounts(route: APIRoute) -> bool:
    return any(one.call is WITH_ACCOUNTS.dependency for one in route.dependant.dependencies)


BY_SECRET = {"/notices/unsubscribe/{secret}"}
"""What a program posts that has no page of ours: a mail reader, at one click (RFC 8058). The secret is the proof."""


def posts() -> list[str]:
    """Every address that takes a form on a machine without accounts, filled in with ids that exist."""
    routes = [route for page in PAGES for route in page.router.routes if isinstance(route, APIRoute)]
    paths = [route.path for route in routes if "POST" in route.methods and not needs_accounts(route)]
    return [path.replace("{feed}", "1").replace("{discovery}", "2") for path in paths if path not in BY_SECRET]


def test_there_are_forms_to_guard() -> None:
    assert {"/preferences", "/sources/act", "/sources/add", "/sources/1/remove", "/sources/opml"} <= set(posts())


# ── names ──


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8008",
        "127.0.0.1:8008",
        "[::1]:8008",
        "192.168.1.20",
        "octavo.test",
        "OCTAVO.test:80",
        "octavo.localhost",
    ],
)
def test_known_names_are_answered(app: FastAPI, host: str) -> None:
    assert Browser(app, host).get("/").status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "octavo.test.evil.example",
        "",
        "octavo.test@evil",
        "a/b",
        "127.0.0.1.nip.example",
    ],
)
def test_foreign_names_are_refused_in_words(app: FastAPI, host: str) -> None:
    for path in ("/", "/healthz", "/nowhere"):
        reply = Browser(app, host).get(path)
        assert reply.status == 400
        assert "Octavo is not known by this name" in reply.text


@given(st.text())
def test_no_name_but_ours_is_known(host: str) -> None:
    if known_host(host, frozenset({"octavo.test"})):
        bare = host.rsplit(":", 1)[0].strip("[]").lower()
        assert "octavo.test" in host.lower() or "localhost" in host.lower() or not any("g" <= c <= "z" for c in bare)


# ── forms ──


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_other_sites_can_post_nothing(app: FastAPI, store: MemoryStore, site: str) -> None:
    for path in posts():
        reply = Browser(app).post(path, sec_fetch_site=site, origin="http://localhost:8008")
        assert reply.status == 403, path
        assert "This came from another site" in reply.text
    assert store.calls == []


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://localhost:8008", 303), ("http://evil.example", 403), ("null", 403), ("http://localhost:9999", 403)],
)
def test_without_fetch_metadata_the_origin_decides(browser: Browser, origin: str, status: int) -> None:
    fields = f"token={browser.token()}&theme=dark".encode()
    sent = {"content-type": "application/x-www-form-urlencoded", "origin": origin}
    assert browser.ask("POST", "/preferences", fields, sent).status == status


def test_every_form_needs_its_token(app: FastAPI, store: MemoryStore) -> None:
    for path in posts():
        browser = Browser(app)
        assert browser.post(path, token=False).status == 403, path
        browser.get("/")
        assert browser.post(path, {"token": "0" * 64}, token=False).status == 403, path
        stranger = Browser(app).token()
        reply = browser.post(path, {"token": stranger}, token=False)
        assert reply.status == 403, path
        assert "This form is too old" in reply.text
    assert store.calls == []


def test_a_token_of_another_installation_does_not_fit(browser: Browser) -> None:
    other = Browser(app_of(full_store()))
    other.get("/")
    browser.cookies = dict(other.cookies)
    assert browser.post("/preferences", {"token": other.token(), "theme": "dark"}, token=False).status == 403


def test_looking_changes_nothing(app: FastAPI, store: MemoryStore) -> None:
    browser = Browser(app)
    for path in posts():
        browser.get(f"{path}?token={browser.token()}&poll=1&pause=1")
    assert store.calls == []


def test_the_secret_is_made_once_for_all_starts(store: MemoryStore) -> None:
    browser = Browser(app_of(store))
    token = browser.token()
    again = Browser(app_of(store), cookies=browser.cookies)
    assert again.post("/preferences", {"token": token, "theme": "dark"}, token=False).status == 303


# ── sizes, redirects, headers ──


def test_bodies_have_a_limit_whatever_they_claim(browser: Browser) -> None:
    assert browser.upload("/sources/opml", b"x" * (MOST_BYTES + 1)).status == 413


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "\\\\evil",
        "/\t/evil.example",
        "/ok\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "",
        "x",
    ],
)
def test_no_form_leads_off_the_site(browser: Browser, evil: str) -> None:
    for path, fields in (("/preferences", {"theme": "dark"}), ("/sources/act", {"poll": "1"})):
        place = browser.post(path, fields | {"next": evil}).headers["location"]
        assert place == "/" or place.startswith("/sources?")


@given(st.text(alphabet="/\\ab.:?\t\n @") | st.text())
def test_local_paths_are_local(text: str) -> None:
    path = local_path(text)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert not any(c.isspace() or c == "\\" for c in path)


def test_the_sample_newsrooms_sites_have_their_style_and_no_scripts(store: MemoryStore) -> None:
    app = app_of(store, Yard(store), sample=PlainTextResponse("the sample"))
    reply = Browser(app).get("/sample/post.example/")
    assert reply.text == "the sample"
    assert reply.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src")
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert Browser(app, "evil.example").get("/sample/post.example/").status == 400


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz", "/robots.txt"])
def test_every_answer_has_the_headers(browser: Browser, path: str) -> None:
    reply = browser.get(path)
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "same-origin"


def test_cookies_are_for_our_pages_alone(browser: Browser) -> None:
    cookie = browser.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
