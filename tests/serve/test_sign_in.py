"""Signing in, up and out, and the faults that software like this had there; those are named."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from tests.serve.accounts import PASSWORD, House
from tests.serve.client import Browser, Reply

from octavo.accounts import hashing, passwords
from octavo.accounts.refusals import Refused
from octavo.serve import Admission
from octavo.serve.guard import OPEN_SESSION_COOKIE, SESSION_COOKIE
from octavo.store import open_store

GOOD = "a lantern beside the ferry"


def sign_in(browser: Browser, name: str, password: str = PASSWORD, next: str = "/", **headers: str) -> Reply:
    return browser.post("/sign-in", {"name": name, "password": password, "next": next}, **headers)


def is_signed_in(browser: Browser) -> bool:
    return browser.get("/account").status == 200


# ── in ──


@pytest.mark.parametrize("name", ["Ana", "ANA", "ana@example.org"])
def test_name_or_address_and_password_let_in(house: House, name: str) -> None:
    house.enrol("Ana", email="ana@example.org")
    browser = house.browser()
    reply = sign_in(browser, name, next="/search?q=ferry")
    assert (reply.status, reply.headers["location"]) == (303, "/search?q=ferry")
    assert "Ana" in browser.get("/").text


def test_whoever_is_led_to_sign_in_comes_back_to_what_was_asked(house: House) -> None:
    house.enrol("Ana", "moderator")
    browser = house.browser()
    place = browser.get("/topic/ferry/edit?other=a+b").headers["location"]
    form = browser.get(place).text
    found = re.search(r'name="next" value="([^"]+)"', form)
    assert found
    assert found[1] == "/topic/ferry/edit?other=a+b"


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"])
def test_cve_2025_67713_and_2026_55185_signing_in_leads_to_no_other_site(house: House, path: str) -> None:
    house.enrol("Ana")
    assert sign_in(house.browser(), "Ana", next=path).headers["location"] == "/"
    assert house.browser(house.enrol("Bo")).get(f"/sign-in?next={path}").headers["location"] == "/"


def test_a_closed_account_is_let_in_no_more_and_is_told_why_only_with_its_password(house: House) -> None:
    ana = house.enrol("Ana")
    browser = house.browser(ana)
    house.store.close_reader(ana.id, "sold links")
    assert not is_signed_in(browser)
    assert "sold links" in sign_in(house.browser(), "Ana").text
    assert "sold links" not in sign_in(house.browser(), "Ana", "wrong " + GOOD).text


# ── passwords ──


def test_miniflux_83ea3d19_and_3105e1e5_who_has_an_account_is_told_by_neither_answer_nor_time(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.enrol("Ana")
    checked: list[bool] = []

    def counted(kept: str | None, password: str) -> bool:
        checked.append(kept is not None)
        return passwords.matches(kept, password)

    monkeypatch.setattr(hashing, "matches", counted)
    there, nowhere = sign_in(house.browser(), "Ana", GOOD), sign_in(house.browser(), "Bea", GOOD)
    assert (there.status, nowhere.status) == (400, 400)
    assert checked == [True, False]  # the same work, whose length passwords.matches keeps equal
    assert _without_chance(there.text).replace("Ana", "Bea") == _without_chance(nowhere.text)
    assert {name for name in there.headers if name != "content-length"} == set(nowhere.headers) - {"content-length"}


def _without_chance(text: str) -> str:
    return re.sub(r'name="token" value="\w+"', "", text)


def test_cve_2025_68402_every_character_of_a_password_counts(house: House) -> None:
    long = "é" * 5 + "the ninth harbour master of the outer isles " * 4 + "x"
    browser = house.browser()
    assert browser.post("/sign-up", {"name": "Ana", "password": long}).status == 303
    assert sign_in(house.browser(), "Ana", long).status == 303
    for other in (long[:-1] + "y", long[:72], long + " "):
        assert sign_in(house.browser(), "Ana", other).status == 400


def test_cve_2023_22481_what_was_typed_is_not_logged(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    with capture_logs() as logs:
        sign_in(house.browser(), "the-password-in-the-wrong-field", GOOD)
        house.browser().post("/sign-up", {"name": "Octavo", "password": GOOD})
        house.browser().post("/reset/" + "0" * 64, {"password": GOOD})
    said = repr(logs) + "".join(capfd.readouterr())
    assert "sign_in.refused" in [line["event"] for line in logs]
    assert GOOD not in said
    assert "wrong-field" not in said


def test_a_flood_of_tries_is_slowed_for_an_account_and_for_an_address(house: House) -> None:
    house.enrol("Ana")
    browser = house.browser()
    replies = [sign_in(browser, "Ana", GOOD).status for _ in range(21)]
    assert replies == [400] * 20 + [429]
    late = sign_in(browser, "Ana")
    assert late.status == 429  # the right password too: else the tries went on
    assert int(late.headers["retry-after"]) > 0
    assert sign_in(browser, "Boss").status == 429  # from this address, whatever the account
    house.wait(timedelta(minutes=4))
    assert sign_in(browser, "Ana").status == 303


def test_tries_are_counted_by_the_connection_and_no_header(house: House) -> None:
    """As CVE-2023-27591: a header by which anybody can be from anywhere."""
    house.enrol("Ana")
    browser = house.browser()
    for number in range(20):
        sign_in(browser, f"nobody {number}", GOOD, x_forwarded_for=f"198.51.100.{number}", x_real_ip=f"10.0.0.{number}")
    assert sign_in(browser, "Ana", x_forwarded_for="203.0.113.9").status == 429


def test_a_crowd_before_the_hashes_is_told_to_come_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "_here", hashing.AT_ONCE + hashing.MOST_WAITING)
    reply = sign_in(house.browser(), "Boss")
    assert reply.status == 503
    assert "Try again in a moment" in reply.text


# ── sessions ──


def test_cve_2025_54592_a_session_does_not_outlive_sign_out(house: House) -> None:
    browser = house.browser(house.enrol("Ana"))
    stolen = house.browser()
    stolen.cookies[OPEN_SESSION_COOKIE] = browser.cookies[OPEN_SESSION_COOKIE]
    assert is_signed_in(stolen)
    assert browser.post("/sign-out").status == 303
    assert browser.cookies[OPEN_SESSION_COOKIE] == ""
    assert not is_signed_in(stolen)


@pytest.mark.parametrize("change", ["password", "role", "close", "delete", "everywhere", "time"])
def test_sessions_end_with_what_they_rest_on(house: House, change: str) -> None:
    ana, store = house.enrol("Ana"), house.store
    browser = house.browser(ana)
    assert is_signed_in(browser)
    acts: dict[str, Callable[[], object]] = {
        "password": lambda: store.set_password(ana.id, "x"),
        "role": lambda: store.set_role(ana.id, "moderator"),
        "close": lambda: store.close_reader(ana.id, "spam"),
        "delete": lambda: store.delete_reader(ana.id),
        "everywhere": lambda: store.end_sessions(ana.id),
        "time": lambda: house.wait(timedelta(days=30)),
    }
    acts[change]()
    assert not is_signed_in(browser)


def test_a_session_that_somebody_planted_is_not_what_one_signs_in_to(house: House) -> None:
    victim = house.browser(house.enrol("Mallory"))
    planted = victim.cookies[OPEN_SESSION_COOKIE]
    house.enrol("Ana")
    sign_in(victim, "Ana")
    assert victim.cookies[OPEN_SESSION_COOKIE] != planted
    mallory = house.browser()
    mallory.cookies[OPEN_SESSION_COOKIE] = planted
    assert not is_signed_in(mallory)
    made_up = house.browser()
    made_up.cookies[OPEN_SESSION_COOKIE] = "A" * 43 + "="
    sign_in(made_up, "Ana")
    assert made_up.cookies[OPEN_SESSION_COOKIE] != "A" * 43 + "="


def test_a_form_seed_that_somebody_planted_is_of_no_use(house: House) -> None:
    mallory = house.browser()
    token = mallory.token()
    victim = house.browser(house.enrol("Ana"))
    victim.cookies["octavo_form"] = mallory.cookies["octavo_form"]
    assert victim.post("/account/sessions", {"session": "all", "token": token}, token=False).status == 403
    assert is_signed_in(victim)


@pytest.mark.parametrize("cookie", ["", "x", "é" * 43, "A" * 43, "A" * 5000, "%00", "AAAA===="])
def test_strange_cookies_are_nobodys(house: House, cookie: str) -> None:
    browser = house.browser()
    browser.headers["cookie"] = f"{OPEN_SESSION_COOKIE}={cookie.encode().decode('latin-1')}"
    assert browser.get("/account").status == 303


def test_by_https_the_cookie_is_for_this_host_and_https_alone(housed: Callable[[Admission], House]) -> None:
    house = housed(Admission(site="https://news.test"))
    browser = house.browser(host="news.test")
    reply = sign_in(browser, "Boss")
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith(f"{SESSION_COOKIE}=")
    for part in ("HttpOnly", "Path=/", "SameSite=lax", "Secure"):
        assert part in cookie
    assert "Domain" not in cookie
    assert is_signed_in(browser)
    tossed = house.browser(host="news.test")  # a neighbour under the same domain can set this one
    tossed.cookies[OPEN_SESSION_COOKIE] = browser.cookies[SESSION_COOKIE]
    assert not is_signed_in(tossed)


def test_the_store_keeps_no_secret_of_a_session(house: House, tmp_path: Path) -> None:
    browser = house.browser()
    sign_in(browser, "Boss")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert browser.cookies[OPEN_SESSION_COOKIE].encode() not in kept
    assert PASSWORD.encode() not in kept


# ── in another's name ──


def test_cve_2025_31482_a_picture_signs_nobody_out(house: House) -> None:
    browser = house.browser(house.enrol("Ana"))
    assert browser.get("/sign-out", sec_fetch_dest="image").status == 405
    assert is_signed_in(browser)


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/account", "/readers", "/reset"])
def test_cve_2025_59950_no_page_of_accounts_is_framed(house: House, path: str) -> None:
    reply = house.browser(house.enrol("Root", "administrator") if path in ("/account", "/readers") else None).get(path)
    assert reply.status == 200
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize(
    "header", ["remote-user", "x-remote-user", "x-forwarded-user", "x-webauth-user", "authorization"]
)
def test_cve_2025_46341_a_header_signs_nobody_in(house: House, header: str) -> None:
    browser = house.browser(headers={header: "Boss"})
    assert browser.get("/account").status == 303
    assert browser.get("/sources").status == 303


# ── up ──


def test_whoever_makes_an_account_is_signed_in_as_a_reader(house: House) -> None:
    browser = house.browser()
    reply = browser.post("/sign-up", {"name": "Ana  María", "password": GOOD})
    assert reply.headers["location"] == "/account?done=welcome"
    assert "Ana María" in browser.get("/account?done=welcome").text
    made = house.store.reader_named("ana maría")
    assert made is not None
    assert made.role == "reader"
    assert house.store.audited(1)[0].act == "sign-up"


def test_cve_2025_54875_a_form_gives_itself_no_role(house: House) -> None:
    browser = house.browser()
    wanted = {"is_admin": "1", "role": "administrator", "admin": "true", "invitation": "", "id": "1"}
    browser.post("/sign-up", {"name": "Ana", "password": GOOD} | wanted)
    made = house.store.reader_named("Ana")
    assert made is not None
    assert made.role == "reader"
    assert browser.get("/sources").status == 403


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("A", GOOD, "2 to 40 characters"),
        ("<b>Ana</b>", GOOD, "letters, digits"),
        ("раypal", GOOD, "one script"),
        ("Moderator", GOOD, "Octavo’s own voice"),
        ("BOSS", GOOD, "another reader’s"),
        ("Ana", "short", "less than 10"),
        ("Ana", "password123", "first that are tried"),
        ("Ana Lisbeth", "analisbeth1", "hardly more than your name"),
        ("Ana", "aabbcadbcdab", "very few characters"),
        ("Ana", "long enough " * 30, "more than 256"),
    ],
)
def test_what_will_not_do_is_said_and_the_name_is_kept(house: House, name: str, password: str, said: str) -> None:
    reply = house.browser().post("/sign-up", {"name": name, "password": password})
    assert reply.status == 400
    assert said in reply.text
    assert "<b>Ana" not in reply.text
    assert password not in reply.text
    assert house.store.count_readers() == 1


def test_a_flood_of_accounts_is_slowed(house: House) -> None:
    statuses = [house.browser().post("/sign-up", {"name": f"Ana {n}", "password": GOOD}).status for n in range(6)]
    assert statuses == [303] * 5 + [429]


@pytest.mark.parametrize(("sign_up", "said"), [("invited", "by invitation"), ("closed", "made by the administrator")])
def test_where_sign_up_is_not_open_it_is_not(housed: Callable[[Admission], House], sign_up: str, said: str) -> None:
    house = housed(Admission(sign_up=sign_up))  # type: ignore[arg-type]
    assert said in house.browser().get("/sign-up").text
    assert "/sign-up" not in house.browser().get("/sign-in").text
    assert house.browser().post("/sign-up", {"name": "Ana", "password": GOOD}).status == 403
    assert house.browser().post("/sign-up", {"name": "Ana", "password": GOOD, "invitation": "0" * 64}).status == 403
    assert house.store.count_readers() == 1


def test_an_invitation_makes_one_account_wherever_sign_up_is_not_open(housed: Callable[[Admission], House]) -> None:
    house = housed(Admission(sign_up="closed"))
    secret = house.app.state.house.entrance.link("invitation", None, "moderator", house.time[0])
    browser = house.browser()
    assert "Make the account" in browser.get(f"/sign-up?invitation={secret}").text
    fields = {"name": "Ana", "invitation": secret}
    assert browser.post("/sign-up", fields | {"password": "short"}).status == 400  # which uses nothing up
    assert browser.post("/sign-up", fields | {"password": GOOD}).status == 303
    made = house.store.reader_named("Ana")
    assert made is not None
    assert made.role == "moderator"
    assert house.browser().post("/sign-up", fields | {"password": GOOD, "name": "Bea"}).status == 403
    assert "used already" in house.browser().get(f"/sign-up?invitation={secret}").text


def test_the_first_account_is_not_whoevers_comes_first(tmp_path: Path) -> None:
    from tests.serve.accounts import house_of

    store = open_store(tmp_path / "octavo.db")
    house = house_of(store, Admission(sign_up="open"))
    browser = house.browser()
    assert "link that Octavo printed" in browser.get("/sign-up").text
    assert browser.post("/sign-up", {"name": "Ana", "password": GOOD}).status == 403
    secret = house.app.state.house.entrance.link("invitation", None, "administrator", house.time[0])
    assert browser.post("/sign-up", {"name": "Ana", "password": GOOD, "invitation": secret}).status == 303
    assert browser.get("/readers").status == 200
    store.close()


def test_refusals_of_every_kind_have_words(house: House) -> None:
    from typing import get_args

    from octavo.accounts.refusals import Reason
    from octavo.serve.refusals import in_words

    voice = house.app.state.house.pages.voices.default
    for reason in set(get_args(Reason)) - {"name", "password"}:
        assert in_words(voice, Refused(reason)).endswith((".", ": "))
