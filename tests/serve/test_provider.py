"""Signing in with an OpenID Connect provider that runs on loopback, by the way that Octavo itself goes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request as HttpRequest
from urllib.request import build_opener

import pytest
from tests.contract import newsroom as desk
from tests.serve.accounts import House, Postbox
from tests.serve.client import Browser, Reply
from tests.serve.openid_provider import CLIENT, SECRET, OpenIdProvider, path_of
from tests.serve.test_sign_in import is_signed_in

from octavo.compose.admission import admission_of
from octavo.config import read_config
from octavo.serve import Admission

Provided = Callable[..., House]


@pytest.fixture(scope="module")
def running() -> Iterator[OpenIdProvider]:
    with OpenIdProvider() as provider:
        yield provider


@pytest.fixture
def provider(running: OpenIdProvider) -> OpenIdProvider:
    running.claims = {"sub": "user-7", "preferred_username": "ana.lind"}
    running.changed, running.described, running.forge, running.now = {}, {}, "", desk.NOW.timestamp()
    running.asked.clear()
    return running


@pytest.fixture
def provided(
    provider: OpenIdProvider, housed: Callable[[Admission], House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Provided:
    """provided(settings) → a house that this provider's people may sign in to."""
    monkeypatch.chdir(tmp_path)

    def opened(**settings: Any) -> House:
        given = {
            "home": tmp_path, "accounts": "on", "site": "http://localhost:8008", "oidc_issuer": provider.issuer,
            "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, "oidc_name": "Village ID", "oidc_sign_up": True,
        }  # fmt: skip
        admission = admission_of(read_config(**(given | settings)), lambda: desk.NOW)
        assert admission is not None
        return housed(admission)

    return opened


def at_the_provider(address: str) -> str:
    """What the browser does there: the path with which it is sent back."""

    class Stay(Exception):
        pass

    from urllib.request import HTTPRedirectHandler

    class Handler(HTTPRedirectHandler):
        def redirect_request(
            self, request: Any, fp: Any, code: int, message: str, headers: Any, new: str
        ) -> HttpRequest:
            raise Stay(new)

    try:
        build_opener(Handler).open(address).close()
    except Stay as stay:
        return path_of(str(stay))
    raise AssertionError("the provider sends nobody back")


def go(browser: Browser, next: str = "/") -> Reply:
    begun = browser.get(f"/sign-in/provider?next={next}")
    assert begun.status == 303
    return browser.get(at_the_provider(begun.headers["location"]))


def test_whom_the_provider_knows_gets_an_account_and_finds_it_again(provided: Provided) -> None:
    house = provided()
    browser = house.browser()
    assert "Sign in with Village ID" in browser.get("/sign-in").text
    assert go(browser, "/stories").headers["location"] == "/stories"
    made = house.store.reader_named("ana.lind")
    assert made is not None
    assert made.role == "reader"
    assert is_signed_in(browser)
    again = house.browser()
    assert go(again).status == 303
    assert is_signed_in(again)
    assert house.store.count_readers() == 2
    assert "signs in" not in browser.get("/account").text


def test_the_request_carries_all_that_protects_it(provided: Provided, provider: OpenIdProvider) -> None:
    first, second = (
        parse_qs(urlsplit(provided().browser().get("/sign-in/provider").headers["location"]).query) for _ in range(2)
    )
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) >= 43
        assert first[name] != second[name]
    assert first["redirect_uri"] == ["http://localhost:8008/sign-in/provider/back"]


def test_a_provider_that_wants_the_secret_in_the_form_gets_it_there(
    provided: Provided, provider: OpenIdProvider
) -> None:
    provider.described = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert go(provided().browser()).status == 303
    assert "refused" not in provider.asked


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://other.example"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": ["octavo", "another-client"], "azp": "another-client"},
        {"exp": desk.NOW.timestamp() - 120},
        {"exp": None},
        {"iat": desk.NOW.timestamp() + 3600},
        {"nonce": "replayed"},
        {"nonce": None},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 300},
    ],
    ids=lambda changed: ",".join(f"{k}={str(v)[:12]}" for k, v in changed.items()),
)
def test_a_token_that_does_not_hold_signs_nobody_in(
    provided: Provided, provider: OpenIdProvider, changed: dict[str, Any]
) -> None:
    provider.changed = changed
    _is_refused(provided())


@pytest.mark.parametrize("forge", ["none", "hmac", "other key", "garbled"])
def test_a_forged_signature_signs_nobody_in(provided: Provided, provider: OpenIdProvider, forge: str) -> None:
    provider.forge = forge
    _is_refused(provided())


def _is_refused(house: House) -> None:
    browser = house.browser()
    reply = go(browser)
    assert reply.status == 403
    assert "did not say who you are" in reply.text
    assert not is_signed_in(browser)
    assert house.store.count_readers() == 1


@pytest.mark.parametrize(
    "described",
    [{"issuer": "https://other.example"}, {"token_endpoint": None}, {"jwks_uri": "file:///etc/passwd"}],
)
def test_a_description_that_is_not_the_issuers_leads_nowhere(
    provided: Provided, provider: OpenIdProvider, described: dict[str, Any]
) -> None:
    provider.described = described
    assert provided().browser().get("/sign-in/provider").status == 403


def test_answers_to_no_question_of_this_browser(provided: Provided, provider: OpenIdProvider) -> None:
    house = provided()
    mallory, victim = house.browser(), house.browser()
    back = at_the_provider(mallory.get("/sign-in/provider").headers["location"])
    assert victim.get(back).status == 403  # signed in as somebody else, without noticing
    victim.get("/sign-in/provider")
    assert victim.get(back).status == 403
    assert not is_signed_in(victim)
    victim.cookies["octavo_away"] = victim.cookies.get("octavo_away", "") + "x"
    assert victim.get(back).status == 403
    assert mallory.get(back).status == 303  # its own, once
    again = house.browser()
    again.cookies["octavo_away"] = mallory.cookies["octavo_away"]
    assert again.get(back).status == 403


def test_an_answer_from_another_provider_is_none(provided: Provided, provider: OpenIdProvider) -> None:
    house = provided()
    for iss in ("&iss=https%3A%2F%2Fevil.example", ""):
        browser = house.browser()
        back = at_the_provider(browser.get("/sign-in/provider").headers["location"]).partition("&iss=")[0]
        assert browser.get(back + iss).status == 403
    assert "/token" not in provider.asked


def test_where_somebody_said_no(provided: Provided) -> None:
    browser = provided().browser()
    state = parse_qs(urlsplit(browser.get("/sign-in/provider").headers["location"]).query)["state"][0]
    iss = f"&iss={provided().app.state.house.admission.provider.issuer}"
    assert browser.get(f"/sign-in/provider/back?error=access_denied&state={state}{iss}").status == 403


@pytest.mark.parametrize(("sign_up", "status"), [("closed", 403), ("invited", 403), ("open", 303)])
def test_strangers_get_an_account_only_where_the_operator_wants_it(
    provided: Provided, sign_up: str, status: int
) -> None:
    house = provided(oidc_sign_up=False, sign_up=sign_up)
    assert go(house.browser()).status == status
    assert house.store.count_readers() == (2 if status == 303 else 1)


def test_nobody_takes_an_account_by_its_name_or_address(provided: Provided, provider: OpenIdProvider) -> None:
    house = provided()
    boss = house.store.reader_named("Boss")
    assert boss is not None
    provider.claims = {
        "sub": "user-8",
        "preferred_username": "Boss",
        "email": "boss@example.org",
        "email_verified": True,
    }
    browser = house.browser()
    go(browser)
    assert browser.get("/sources").status == 403
    assert house.store.reader_named("Boss 2") is not None


@pytest.mark.parametrize(
    "claims", [{}, {"preferred_username": "<script>"}, {"name": "раypal"}, {"name": "admin"}, {"name": ["x"]}]
)
def test_whatever_somebody_is_called_there_they_get_a_fit_name(
    provided: Provided, provider: OpenIdProvider, claims: dict[str, Any]
) -> None:
    provider.claims = {"sub": "user-9"} | claims
    house = provided()
    assert go(house.browser()).status == 303
    assert house.store.readers(1)[0].name


def test_an_account_that_there_is_is_linked_by_its_reader_alone(provided: Provided) -> None:
    house = provided(oidc_sign_up=False)
    ana = house.enrol("Ana")
    browser, bo = house.browser(ana), house.browser(house.enrol("Bo"))
    assert browser.get("/account/provider").status == 405
    begun = browser.post("/account/provider")
    assert begun.status == 200
    address = begun.headers["refresh"].partition("url=")[2]
    assert address.replace("&", "&amp;") in begun.text
    back = at_the_provider(address)
    bo.cookies["octavo_away"] = browser.cookies["octavo_away"]
    assert bo.get(back).status == 403  # another reader's browser
    back = at_the_provider(browser.post("/account/provider").headers["refresh"].partition("url=")[2])
    assert browser.get(back).headers["location"] == "/account?done=provider"
    other = house.browser()
    go(other)
    assert "Ana" in other.get("/account").text
    assert json.loads(browser.get("/account/octavo.json").body)["account"]["identities"][0]["subject"] == "user-7"
    browser.post("/account/provider/remove")
    assert go(house.browser()).status == 403


def test_a_closed_account_stays_closed(provided: Provided) -> None:
    house = provided()
    go(house.browser())
    made = house.store.reader_named("ana.lind")
    assert made is not None
    house.store.close_reader(made.id, "sold links")
    browser = house.browser()
    assert "sold links" in go(browser).text
    assert not is_signed_in(browser)


def test_without_a_provider_there_is_none(housed: Callable[[Admission], House]) -> None:
    house = housed(Admission(letters=Postbox()))
    assert house.browser().get("/sign-in/provider").status == 404
    assert "/sign-in/provider" not in house.browser().get("/sign-in").text


def test_a_provider_that_is_away_is_said(provided: Provided) -> None:
    house = provided(oidc_issuer="http://127.0.0.1:1")
    assert house.browser().get("/sign-in/provider").status == 403
