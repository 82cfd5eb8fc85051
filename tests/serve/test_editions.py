"""One's edition: languages, countries and categories, guessed at first, chosen in one step, kept."""

from __future__ import annotations

import re

import pytest
from tests.serve.accounts import House
from tests.serve.client import Browser
from tests.serve.fakes import MemoryStore

from octavo.serve.choice import Choice, nearest


def marked(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]+)" checked', page)


def offers(page: str) -> bool:
    return "Choose your edition" in page


def test_the_first_visit_offers_it_with_a_guess_from_the_browser(browser: Browser) -> None:
    page = browser.get("/", accept_language="ar-LB,fr;q=0.4").text
    assert offers(page)
    assert (
        marked(page, "language") == ["ar"] or marked(page, "language") == ["ar", "fr"] or not marked(page, "language")
    )
    assert marked(page, "category") == []
    countries = re.findall(r'name="country" value="([^"]+)"', page)
    assert countries[0] == "LB", "the reader's own country is offered first"
    assert sorted(countries[1:]) == countries[1:]


def test_one_step_keeps_all_three(browser: Browser, store: MemoryStore) -> None:
    reply = browser.post(
        "/edition",
        {
            "language": ["en", "fr"],
            "country": ["GB"],
            "category": ["world", "climate"],
            "next": "/",
            "edition": "marked",
        },
    )
    assert (reply.status, reply.headers["location"]) == (303, "/")
    assert store.settings.chosen
    assert (store.settings.languages, store.settings.countries) == (("en", "fr"), ("GB",))
    assert store.settings.categories == ("world", "climate")
    page = browser.get("/").text
    assert not offers(page)
    assert {*re.findall(r'<h2><a href="/category/(\w+)">', page)} <= {"world", "climate"}
    assert set(marked(browser.get("/edition").text, "language")) == {"en", "fr"}


def test_everything_of_a_kind_is_no_choice_among_it(browser: Browser, store: MemoryStore) -> None:
    everything = list(store.languages())
    browser.post("/edition", {"language": everything, "country": ["XX", "<b>"], "category": ["weather"], "next": "/"})
    assert store.settings.chosen
    assert (store.settings.languages, store.settings.countries, store.settings.categories) == ((), (), ())


def test_everything_can_be_asked_for_at_once(browser: Browser, store: MemoryStore) -> None:
    browser.post("/edition", {"language": ["ar"], "next": "/", "edition": "all"})
    assert store.settings.chosen
    assert store.settings.languages == ()


def test_a_country_is_chosen_on_the_page_and_can_be_kept(browser: Browser, store: MemoryStore) -> None:
    page = browser.get("/stories?lang=en&country=gb").text
    assert 'name="countries" value="GB"' in page
    assert 'href="/stories?lang=all&amp;country=GB"' in page, "another language keeps the country"
    browser.post("/preferences", {"languages": "en", "countries": "GB", "next": "/stories"})
    assert (store.settings.languages, store.settings.countries) == (("en",), ("GB",))
    browser.post("/preferences", {"languages": "fr", "next": "/stories"})
    assert (store.settings.languages, store.settings.countries) == (("fr",), ("GB",))


def test_without_an_account_the_browser_keeps_it(house: House) -> None:
    browser = house.browser()
    browser.post("/edition", {"language": ["en"], "country": [], "category": ["world"], "next": "/"})
    assert browser.cookies["categories"] == "world"
    assert browser.cookies["countries"] == "all"
    assert not offers(browser.get("/").text)


def test_with_an_account_it_follows_the_reader(house: House) -> None:
    ana = house.enrol("Ana")
    house.browser(ana).post("/edition", {"category": ["sport"], "next": "/"})
    assert house.store.reader(ana.id).settings.categories == ("sport",)
    assert marked(house.browser(ana).get("/edition").text, "category") == ["sport"]
    assert marked(house.browser().get("/edition").text, "category") == []


def test_the_interface_follows_the_reader_too(house: House) -> None:
    ana = house.enrol("Ana")
    browser = house.browser(ana)
    browser.post("/preferences", {"interface": "en", "next": "/"})
    assert house.store.reader(ana.id).settings.interface == "en"
    browser.post("/preferences", {"interface": "klingon", "next": "/"})
    assert house.store.reader(ana.id).settings.interface == ""


@pytest.mark.parametrize(
    ("choice", "given", "query"),
    [
        (Choice((), "nobody"), {}, ""),
        (Choice(("ar",), "address", asked=("lang",)), {}, "?lang=ar"),
        (Choice((), "address", asked=("lang",)), {}, "?lang=all"),
        (Choice(("ar",), "cookie", ("LB",)), {"lang": "fr"}, "?lang=fr"),
        (Choice(("ar",), "address", ("LB",), asked=("lang", "country")), {"lang": "fr"}, "?lang=fr&country=LB"),
        (Choice(("ar", "fr"), "address", asked=("lang",)), {"country": "LB"}, "?lang=ar,fr&country=LB"),
    ],
)
def test_addresses_name_what_they_asked_for(choice: Choice, given: dict[str, str], query: str) -> None:
    assert choice.query(**given) == query


def test_the_reader_reads_first_in_their_own_language(browser: Browser) -> None:
    assert Choice(("ar", "en"), "cookie").first == "ar"
    assert Choice((), "nobody", prefer="fr").first == "fr"


def test_near_countries_come_first(browser: Browser) -> None:
    from fastapi import Request

    scope = {"type": "http", "headers": [(b"accept-language", b"fr-CH,fr;q=0.9,en-GB;q=0.5")]}
    assert nearest(Request(scope), ["DE", "GB", "CH", "US"]) == ["CH", "GB", "DE", "US"]
