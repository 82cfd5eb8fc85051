"""A reader's own account: its forms, its letters, its data, its end."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.contract import newsroom as desk
from tests.serve.accounts import PASSWORD, SITE, House, Postbox, house_of
from tests.serve.test_sign_in import GOOD, is_signed_in, sign_in

from octavo.news.readers import ReaderId
from octavo.serve import Admission


@pytest.fixture
def post() -> Postbox:
    return Postbox()


@pytest.fixture
def lettered(housed: Callable[[Admission], House], post: Postbox) -> House:
    """A house that sends letters."""
    return housed(Admission(sign_up="open", site=SITE, letters=post))


# ── name, password, sessions ──


def test_a_reader_takes_another_name(house: House) -> None:
    ana = house.enrol("Ana")
    browser = house.browser(ana)
    assert browser.post("/account/name", {"name": "Anna  Lind"}).status == 303
    assert house.store.reader(ana.id).name == "Anna Lind"
    for wrong, said in (("boss", "another reader’s"), ("admin", "own voice"), ("x", "2 to 40")):
        reply = browser.post("/account/name", {"name": wrong})
        assert reply.status == 400
        assert said in reply.text
    assert house.store.reader(ana.id).name == "Anna Lind"


def test_a_new_password_takes_the_old_one_and_ends_all_other_sessions(house: House) -> None:
    ana = house.enrol("Ana")
    here, elsewhere = house.browser(ana), house.browser(ana)
    assert here.post("/account/password", {"password": GOOD, "new": GOOD}).status == 400
    assert "less than 10" in here.post("/account/password", {"password": PASSWORD, "new": "short"}).text
    assert is_signed_in(elsewhere)
    assert here.post("/account/password", {"password": PASSWORD, "new": GOOD}).status == 303
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert sign_in(house.browser(), "Ana", GOOD).status == 303
    assert sign_in(house.browser(), "Ana", PASSWORD).status == 400


def test_sessions_are_listed_and_ended_one_by_one_or_all(house: House) -> None:
    ana = house.enrol("Ana")
    here, elsewhere = house.browser(ana), house.browser(ana)
    page = here.get("/account").text
    assert page.count("this browser") == 1
    other = house.store.sessions(ana.id, house.time[0])[0].id
    assert f'value="{other}"' in page
    here.post("/account/sessions", {"session": str(other)})
    assert not is_signed_in(elsewhere)
    assert is_signed_in(here)
    third = house.browser(ana)
    here.post("/account/sessions", {"session": "all"})
    assert not is_signed_in(third)
    assert not is_signed_in(here)


def test_cve_2025_54591_and_62166_anothers_session_is_not_ended(house: House) -> None:
    ana, bo = house.enrol("Ana"), house.enrol("Bo")
    hers = house.browser(ana)
    (session,) = house.store.sessions(ana.id, house.time[0])
    for number in (str(session.id), "-1", "x", "9" * 30, ""):
        assert house.browser(bo).post("/account/sessions", {"session": number}).status == 303
    assert is_signed_in(hers)


# ── the end ──


def test_an_account_goes_with_everything_once_its_name_and_password_are_given(house: House) -> None:
    ana = house.enrol("Ana")
    browser = house.browser(ana)
    for wrong in ({"name": "ana"}, {"name": "Ana", "password": GOOD}, {"name": "Boss", "password": PASSWORD}):
        assert browser.post("/account/delete", wrong).status == 400
    reply = browser.post("/account/delete", {"name": "Ana", "password": PASSWORD})
    assert (reply.status, reply.headers["location"]) == (303, "/")
    assert house.store.reader_named("Ana") is None
    assert not is_signed_in(browser)
    assert (house.store.audited(1)[0].act, house.store.audited(1)[0].subject) == ("delete", "Ana")


def test_the_last_administrator_stays(house: House) -> None:
    boss = house.store.reader_named("Boss")
    assert boss is not None
    browser = house.browser(boss)
    gone = {"name": "Boss", "password": PASSWORD}
    assert "only administrator" in browser.post("/account/delete", gone).text
    second = house.enrol("Second", "administrator")
    house.store.close_reader(second.id, "away")
    assert browser.post("/account/delete", gone).status == 400  # one who may not sign in is none
    house.store.close_reader(second.id, "")
    assert browser.post("/account/delete", gone).status == 303


# ── data ──


def test_all_data_of_a_reader_and_nobody_elses(house: House) -> None:
    desk.subscribe(house.store)
    ana = house.enrol("Ana", email="ana@example.org")
    house.store.add_identity("https://id.example", "7", ana.id)
    reply = house.browser(ana).get("/account/octavo.json")
    assert reply.headers["cache-control"] == "private, no-store"
    assert "attachment" in reply.headers["content-disposition"]
    data = json.loads(reply.body)
    assert data["account"]["reader"]["name"] == "Ana"
    assert data["account"]["reader"]["email"] == "ana@example.org"
    assert data["account"]["identities"] == [{"issuer": "https://id.example", "subject": "7"}]
    assert len(data["account"]["sessions"]) == 1
    assert "argon2" not in reply.text
    assert "Boss" not in reply.text


def test_feeds_with_the_operators_keys_in_them_are_the_operators(house: House) -> None:
    feed = desk.subscribe(house.store).feed
    boss = house.store.reader_named("Boss")
    assert feed.url in house.browser(boss).get("/account/octavo.opml").text
    assert feed.url not in house.browser(house.enrol("Ana")).get("/account/octavo.opml").text


def test_without_accounts_there_is_the_data_and_no_account(house: House) -> None:
    browser = house_of(house.store, None).browser()
    page = browser.get("/account").text
    assert "Your data" in page
    assert "Password" not in page
    assert "Sign" not in page
    assert json.loads(browser.get("/account/octavo.json").body)["account"]["sessions"] == []
    assert browser.get("/sign-in").status == browser.get("/readers").status == 404


# ── letters ──


def test_a_forgotten_password_is_set_anew_by_a_letter_once(lettered: House, post: Postbox) -> None:
    ana = lettered.enrol("Ana", email="ana@example.org")
    signed_in = lettered.browser(ana)
    asking = lettered.browser()
    assert "letter is on its way" in asking.get(asking.post("/reset", {"name": "ANA"}).headers["location"]).text
    (letter,) = post.letters
    assert letter.to == "ana@example.org"
    link = post.link()
    assert link in letter.html
    assert "Ana" in asking.get(link).text
    assert asking.get(link).status == 200  # looking uses nothing up
    assert "less than 10" in asking.post(link, {"password": "short"}).text
    assert asking.post(link, {"password": GOOD}).headers["location"] == "/account?done=password"
    assert is_signed_in(asking)
    assert not is_signed_in(signed_in)
    assert lettered.browser().post(link, {"password": "another " + GOOD}).status == 400
    assert "used already" in lettered.browser().get(link).text
    assert lettered.store.audited(1)[0].act == "reset"


def test_a_link_is_too_old_after_an_hour_and_a_newer_one_takes_its_place(lettered: House, post: Postbox) -> None:
    lettered.enrol("Ana", email="ana@example.org")
    lettered.browser().post("/reset", {"name": "Ana"})
    first = post.link()
    lettered.browser().post("/reset", {"name": "Ana"})
    assert lettered.browser().post(first, {"password": GOOD}).status == 400
    lettered.wait(timedelta(hours=1))
    assert lettered.browser().post(post.link(), {"password": GOOD}).status == 400


def test_a_letter_that_was_asked_for_tells_nobody_who_has_an_account(lettered: House, post: Postbox) -> None:
    lettered.enrol("Ana", email="ana@example.org")
    lettered.enrol("Bo")
    replies = [lettered.browser().post("/reset", {"name": name}) for name in ("ana@example.org", "Bo", "nobody")]
    assert len({(reply.status, reply.headers["location"]) for reply in replies}) == 1
    assert len(post.letters) == 1


def test_letters_are_not_sent_by_the_dozen(lettered: House, post: Postbox) -> None:
    lettered.enrol("Ana", email="ana@example.org")
    assert [lettered.browser().post("/reset", {"name": "Ana"}).status for _ in range(4)] == [303, 303, 303, 429]
    assert len(post.letters) == 3


def test_a_letter_that_cannot_be_sent_changes_no_answer(lettered: House, post: Postbox) -> None:
    lettered.enrol("Ana", email="ana@example.org")
    post.broken = True
    assert lettered.browser().post("/reset", {"name": "Ana"}).status == 303


@pytest.mark.parametrize("host", ["127.0.0.1", "198.51.100.7", "news.test"])
def test_a_link_leads_to_the_site_whatever_host_was_asked(lettered: House, post: Postbox, host: str) -> None:
    lettered.enrol("Ana", email="ana@example.org")
    assert lettered.browser(host=host).post("/reset", {"name": "Ana"}).status == 303
    assert f"{SITE}/reset/" in post.letters[-1].plain
    assert "198.51.100.7" not in post.letters[-1].plain


def test_an_address_counts_once_it_is_confirmed_and_by_its_reader_alone(lettered: House, post: Postbox) -> None:
    browser = lettered.browser()
    browser.post("/sign-up", {"name": "Ana", "password": GOOD, "email": "ANA@example.org"})
    ana = lettered.store.reader_named("Ana")
    assert ana is not None
    assert ana.email == ""
    link = post.link()
    assert lettered.browser().get(link).status == 303  # nobody is signed in
    assert lettered.browser(lettered.enrol("Bo")).get(link).status == 400
    assert lettered.browser(lettered.store.reader_named("Bo")).post(link).status == 400
    assert "ana@example.org" in browser.get(link).text
    assert browser.post(link).headers["location"] == "/account?done=email"
    assert lettered.store.reader(ana.id).email == "ana@example.org"
    assert browser.post(link).status == 400


def test_an_address_is_changed_with_the_password_and_taken_away(lettered: House, post: Postbox) -> None:
    ana = lettered.enrol("Ana", email="ana@example.org")
    lettered.enrol("Bo", email="bo@example.org")
    browser = lettered.browser(ana)
    assert browser.post("/account/email", {"email": "new@example.org", "password": GOOD}).status == 400
    assert browser.post("/account/email", {"email": "no address", "password": PASSWORD}).status == 400
    assert post.letters == []
    taken = browser.post("/account/email", {"email": "bo@example.org", "password": PASSWORD})
    assert taken.headers["location"] == "/account?done=letter"  # the same as for any other
    assert browser.post(post.link()).status == 400
    browser.post("/account/email", {"email": "", "password": PASSWORD})
    assert lettered.store.reader(ana.id).email == ""


def test_without_a_post_addresses_are_not_asked_for(house: House) -> None:
    assert 'type="email"' not in house.browser().get("/sign-up").text
    assert 'type="email"' not in house.browser(house.enrol("Ana")).get("/account").text
    assert "administrator can give you a link" in house.browser().get("/reset").text


# ── administrators ──


def test_an_administrator_invites_gives_roles_closes_and_deletes_and_it_is_noted(house: House) -> None:
    boss = house.store.reader_named("Boss")
    assert boss is not None
    browser, ana = house.browser(boss), house.enrol("Ana")
    page = browser.post("/readers/invite", {"role": "moderator"}).text
    assert "/sign-up?invitation=" in page
    place = f"/readers/{ana.id}"
    assert "Ana" in browser.get("/readers").text
    for fields in (
        {"act": "role", "role": "moderator"},
        {"act": "close", "why": "sold links"},
        {"act": "open"},
        {"act": "sign-out"},
    ):
        assert browser.post(place, fields).status == 303
    assert "/reset/" in browser.post(place, {"act": "reset"}).text
    assert browser.post(place, {"act": "delete", "name": "ana"}).status == 400
    assert browser.post(place, {"act": "delete", "name": "Ana"}).headers["location"] == "/readers"
    assert [entry.act for entry in house.store.audited(10)] == [
        "delete", "reset-link", "sign-out", "open", "close", "role", "invite"
    ]  # fmt: skip
    log = browser.get("/audit").text
    for word in ("sold links", "moderator", "Boss", "reset-link"):
        assert word in log


@pytest.mark.parametrize(
    "fields",
    [{"act": "role", "role": "reader"}, {"act": "close", "why": "x"}, {"act": "delete", "name": "Boss"}],
)
def test_the_last_administrator_is_kept_from_itself(house: House, fields: dict[str, str]) -> None:
    boss = house.store.reader_named("Boss")
    assert boss is not None
    assert house.browser(boss).post(f"/readers/{boss.id}", fields).status == 400
    assert house.store.reader(boss.id) == boss or house.store.reader(boss.id).role == "administrator"


@pytest.mark.parametrize(
    "fields", [{}, {"act": "role", "role": "king"}, {"act": "close"}, {"act": "fly"}, {"act": "role"}]
)
def test_a_form_with_something_missing_changes_nothing(house: House, fields: dict[str, str]) -> None:
    ana = house.enrol("Ana")
    boss = house.browser(house.store.reader_named("Boss"))
    assert boss.post(f"/readers/{ana.id}", fields).status == 400
    assert house.store.reader(ana.id) == ana
    assert house.store.audited(1) == []


def test_the_one_who_is_alone_is_no_account(house: House) -> None:
    boss = house.browser(house.store.reader_named("Boss"))
    assert boss.get("/readers/1").status == 404
    assert boss.post("/readers/1", {"act": "delete", "name": "reader"}).status == 404
    assert boss.get(f"/readers/{ReaderId(999)}").status == 404


def test_long_lists_go_on(house: House) -> None:
    for number in range(52):
        house.enrol(f"reader {number}")
        house.store.audit(None, "open", f"reader {number}", "", house.time[0])
    boss = house.browser(house.store.reader_named("Boss"))
    for page, key in (("/readers", "after"), ("/audit", "before")):
        first = boss.get(page).text
        link = first.partition(f"{page}?{key}=")[2].partition('"')[0]
        assert "reader 51" in first
        assert "reader 1<" in boss.get(f"{page}?{key}={link}").text
    assert boss.get("/readers?role=administrator&after=-1").status == 200
