"""What Octavo does with one article: pages of quoted sentences, and what a Writer makes of them."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
from tests.serve import tellings
from tests.serve.client import Browser
from tests.serve.fakes import MemoryStore, Yard, app_of

from octavo.news.articles import Card
from octavo.news.errors import WriterError
from octavo.news.writing import Order, WritingUse
from octavo.serve.links import card_path

AIDS = ("summary", "explain", "compare", "balance", "timeline", "translation")


class Scribe:
    """A Writer that writes what it is told to, and fails at the end where it is told to."""

    model, trouble = "small-1", ""

    def __init__(self, *pieces: str, code: str = "") -> None:
        self.pieces, self.code = pieces, code
        self.orders: list[Order] = []

    async def write(self, order: Order) -> AsyncGenerator[str, None]:
        self.orders.append(order)
        for piece in self.pieces:
            yield piece
        if self.code:
            raise WriterError("it did not work", code=self.code)


class Package:
    """A translation package that knows French and turns words round."""

    name = "Reverse"

    def translates(self, source: str, target: str) -> bool:
        return target == "fr"

    def translate(self, text: str, source: str, target: str) -> str:
        return " ".join(text.split()[::-1])


def with_writer(store: MemoryStore, writer: Scribe | None, **more: object) -> Browser:
    yard = Yard(store)
    yard.doors = replace(yard.doors, writer=writer, **more)  # type: ignore[arg-type]
    return Browser(app_of(store, yard))


@pytest.fixture
def treaty(store: MemoryStore) -> Card:
    return tellings.origin_and_copy(store.articles)[0].card


def plain(page: str) -> str:
    """The words of the aid."""
    inside = page[page.index('<section class="aid') : page.index("</section>")]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def test_an_article_offers_its_verbs_and_each_leads_somewhere(browser: Browser, treaty: Card) -> None:
    page = browser.get(card_path(treaty)).text
    for aid in AIDS[:-1]:
        assert f'href="{card_path(treaty)}/{aid}"' in page
        assert browser.get(f"{card_path(treaty)}/{aid}").status == 200
    assert f'href="/ask?article={treaty.id}"' in page
    assert "/translation" not in page  # nobody translates here


@pytest.mark.parametrize("aid", AIDS)
def test_an_address_with_another_slug_leads_to_the_right_one(browser: Browser, treaty: Card, aid: str) -> None:
    reply = browser.get(f"/article/{treaty.id}/{aid}?part=on")
    assert reply.status == 302
    assert reply.headers["location"].endswith(f"/{aid}?part=on")


def test_a_summary_is_the_reports_own_sentences_with_their_places(browser: Browser, treaty: Card) -> None:
    page = browser.get(f"{card_path(treaty)}/summary").text
    assert "They signed at dawn, on a ferry" in plain(page)
    assert "nothing is rewritten" in plain(page)
    (place, *_) = re.findall(r'class="place" href="([^"#]+)#said"', page)
    marked = browser.get(browser.get(place).headers["location"]).text
    assert '<mark class="of-said" id="said">They signed at dawn' in marked
    assert len(plain(browser.get(f"{card_path(treaty)}/summary?length=long").text)) > len(plain(page))
    assert "<li>They signed" in browser.get(f"{card_path(treaty)}/summary?length=bullets").text


def test_an_article_in_arabic_is_summarised_in_its_direction(browser: Browser, store: MemoryStore) -> None:
    card = next(one.card for one in tellings.treaty(store.articles) if one.card.language == "ar")
    page = browser.get(f"{card_path(card)}/summary").text
    assert '<div class="lines" lang="ar" dir="rtl">' in page


def test_comparing_says_what_differs_what_is_missing_and_what_is_only_here(browser: Browser, treaty: Card) -> None:
    page = plain(browser.get(f"{card_path(treaty)}/compare").text)
    assert "Contested here seven judges" in page
    assert "sept juges Le Quai" in page
    assert "What this report does not have Le traité fixe des quotas" in page
    assert "What only this report has The wreck of the Amaranth" in page


def test_the_unbiased_view_has_countries_and_lists_the_contested(browser: Browser, treaty: Card) -> None:
    page = plain(browser.get(f"{card_path(treaty)}/balance").text)
    assert "United Kingdom , Lebanon" in page
    assert "What is contested ≠ judges" in page
    assert "What one publisher alone says The treaty ends a dispute" in page


def test_a_report_that_stands_alone_says_so(browser: Browser, store: MemoryStore) -> None:
    alone = next(one.card for one in store.articles if one not in tellings.treaty(store.articles))
    for aid in ("compare", "balance", "timeline"):
        assert "No other report of this" in browser.get(f"{card_path(alone)}/{aid}").text
    assert f"{card_path(alone)}/compare" not in browser.get(card_path(alone)).text


def test_the_script_gets_the_same_without_the_frame(browser: Browser, treaty: Card) -> None:
    part = browser.get(f"{card_path(treaty)}/summary?part=on").text
    assert "<html" not in part
    assert "They signed at dawn" in plain(part)


def test_without_a_writer_nothing_offers_to_write(browser: Browser, treaty: Card) -> None:
    assert 'class="write"' not in browser.get(f"{card_path(treaty)}/summary").text
    assert browser.post(f"{card_path(treaty)}/written", {"aid": "summary"}).status == 404
    assert "Nothing is installed here that translates" in browser.get(f"{card_path(treaty)}/translation").text
    assert browser.post(f"{card_path(treaty)}/translation", {"to": "fr"}).status == 404


def test_a_writer_is_offered_and_its_sentences_come_with_their_sources(store: MemoryStore, treaty: Card) -> None:
    scribe = Scribe("They signed at dawn on a fer", "ry. [1]\nThe treaty ends a dispute that cost 214 boats [2].\n")
    browser = with_writer(store, scribe)
    assert "Have it rephrased by" in browser.get(f"{card_path(treaty)}/summary").text
    page = browser.post(f"{card_path(treaty)}/written", {"aid": "summary", "length": "short"}).text
    assert page.count('<p class="sentence"') == 2
    assert re.search(r'They signed at dawn on a ferry\. <span[^>]*><a href="/article/\d+\?said=\d+-\d+#said">', page)
    assert "The treaty ends a dispute that cost 214 boats." in page
    assert "Every sentence was checked against them." in plain(page)
    assert "They signed at dawn, on a ferry moored" in plain(page)  # the quoted ones stay
    (order,) = scribe.orders
    assert (order.purpose, order.by) == ("summary", "reader 1")
    assert "two sentences" in order.instructions
    assert "moored exactly between" in order.material


def test_what_does_not_follow_is_replaced_by_the_quote_and_counted(store: MemoryStore, treaty: Card) -> None:
    browser = with_writer(store, Scribe("The treaty ends a dispute that cost 300 boats [2].\n"))
    page = browser.post(f"{card_path(treaty)}/written", {"aid": "summary"}).text
    assert "300 boats" not in page
    assert '<blockquote class="sentence"' in page
    assert "1 did not pass, and the quoted one stands in its place." in plain(page)


def test_markup_of_a_writer_is_text(store: MemoryStore, treaty: Card) -> None:
    browser = with_writer(store, Scribe("<script>alert(1)</script> They signed at dawn & on a ferry. [1]\n"))
    assert "<script>alert" not in browser.post(f"{card_path(treaty)}/written", {"aid": "summary"}).text


@pytest.mark.parametrize(
    ("code", "pieces", "said"),
    [
        ("away", (), "does not answer just now. The quoted sentences are below."),
        ("broken", ("They signed at dawn on a ferry. [1]\nThe tre",), "broke off here. What stands above was checked."),
        ("rate", (), "You have asked often enough for now."),
        ("budget", (), "What may be written today has been written."),
        ("busy", (), "has enough to write just now."),
        ("", ("Arr, I am a pirate now!\n",), "followed from the sources."),
    ],
)
def test_whatever_becomes_of_the_writer_the_quotes_are_there(
    store: MemoryStore, treaty: Card, code: str, pieces: tuple[str, ...], said: str
) -> None:
    browser = with_writer(store, Scribe(*pieces, code=code))
    reply = browser.post(f"{card_path(treaty)}/written", {"aid": "summary", "part": "on"})
    assert reply.status == 200
    assert said in plain(reply.text)
    assert "They signed at dawn, on a ferry moored" in plain(reply.text)
    assert "pirate" not in reply.text


@pytest.mark.parametrize("aid", ["summary", "compare"])
def test_each_aid_is_rephrased_from_its_own_sentences_in_the_articles_language(
    store: MemoryStore, treaty: Card, aid: str
) -> None:
    scribe = Scribe()
    with_writer(store, scribe).post(f"{card_path(treaty)}/written", {"aid": aid})
    (order,) = scribe.orders
    assert order.purpose == aid
    assert "Le traité" not in order.material
    assert ("The Harbour Post: " in order.material) == (aid == "compare")


def test_an_unknown_aid_and_a_form_from_elsewhere_are_refused(store: MemoryStore, treaty: Card) -> None:
    browser = with_writer(store, Scribe())
    assert browser.post(f"{card_path(treaty)}/written", {"aid": "poem"}).status == 404
    assert browser.post(f"{card_path(treaty)}/written", {"aid": "summary"}, token=False).status == 403


def test_a_translation_stands_beside_the_original_and_keeps_its_numbers(store: MemoryStore, treaty: Card) -> None:
    lines = [
        "[1] Trois États s’accordent pour partager le détroit après neuf ans",
        "[2] Ils ont signé à l’aube, sur un bac amarré entre les deux ports, sans céder.",
        "[3] Le traité met fin à un conflit qui commença par un phare et coûta 300 bateaux.",
    ]
    browser = with_writer(store, Scribe("\n".join(lines)))
    assert '<option value="fr">' in browser.get(f"{card_path(treaty)}/translation").text
    page = browser.post(f"{card_path(treaty)}/translation", {"to": "fr"}).text
    assert '<p lang="fr" dir="ltr">Ils ont signé à l’aube' in page
    assert "300 bateaux" not in page
    assert "The translation had other numbers" in page
    assert "214 boats" in page
    assert "This paragraph was not translated." in page
    assert "Translated by" in plain(page)
    assert browser.post(f"{card_path(treaty)}/translation", {"to": "xx"}).status == 404


def test_a_package_translates_where_it_can_and_the_writer_where_it_cannot(store: MemoryStore, treaty: Card) -> None:
    scribe = Scribe("[1] Drei Staaten einigen sich auf die gemeinsame Nutzung der Meerenge nach neun Jahren")
    browser = with_writer(store, scribe, translator=Package())
    assert "Reverse" in plain(browser.post(f"{card_path(treaty)}/translation", {"to": "fr"}).text)
    assert not scribe.orders
    assert "small-1" in plain(browser.post(f"{card_path(treaty)}/translation", {"to": "de"}).text)
    alone = with_writer(store, None, translator=Package())
    assert "Reverse" in plain(alone.post(f"{card_path(treaty)}/translation", {"to": "fr"}).text)


def test_the_administrator_sees_what_the_writer_took(store: MemoryStore) -> None:
    today = tellings.NOW.date()
    store.uses = [
        WritingUse(today, "summary", "small-1", 3, 9, 1, 2, 40_000, 2_000, 12.0),
        WritingUse(today, "answer", "small-1", 1, 0, 0, 0, 10_000, 500, 3.0),
    ]
    browser = with_writer(store, Scribe(), writer_budget=200_000, writer_prices=(0.5, 2.0))
    page = " ".join(re.sub(r"<[^>]+>", " ", browser.get("/writing").text).split())
    assert "52,500 tokens taken today (UTC) of 200,000 that it may take" in page
    assert "summary small-1 3 9 1 2 40,000 2,000 0:12 0.024" in page
    assert "All 4 9 1 2 50,000 2,500 0:15 0.030" in page
    nobody = with_writer(store, None)
    assert "There is none: readers see quoted sentences only." in nobody.get("/writing").text
