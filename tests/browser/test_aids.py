"""What Octavo does with an article, in a real browser: in place as it is written, and as pages without scripts."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect
from tests.serve import tellings
from tests.serve.fakes import Yard, app_of, full_store
from tests.served import served

from octavo.news.writing import Order
from octavo.serve.links import card_path

pytestmark = pytest.mark.browser

STORE = full_store()
TREATY = card_path(tellings.origin_and_copy(STORE.articles)[0].card)


class Scribe:
    """Writes a sentence, and the rest when it is told to."""

    model, trouble = "small-1", ""

    def __init__(self) -> None:
        self.go = threading.Event()

    async def write(self, order: Order) -> AsyncGenerator[str, None]:
        yield "They signed at dawn on a ferry. [1]\n"
        await asyncio.to_thread(self.go.wait, 20)
        yield "The treaty ends a dispute that cost 300 boats. [2]\n"


@pytest.fixture
def scribe() -> Scribe:
    return Scribe()


@pytest.fixture
def written(scribe: Scribe) -> Iterator[str]:
    """The newsroom's pages, with a Writer."""
    yard = Yard(STORE)
    yard.doors = replace(yard.doors, writer=scribe)
    with served(app_of(STORE, yard)) as address:
        yield address
        scribe.go.set()


def test_a_verb_opens_in_place_and_sentences_come_as_they_are_written(
    chromium: Browser, written: str, scribe: Scribe
) -> None:
    page = chromium.new_page()
    page.goto(written + TREATY)
    page.get_by_role("link", name="Summarise").click()
    expect(page.locator(".aid-place h2").first).to_have_text("Summary")
    first = page.locator(".writing .sentence").first
    expect(first).to_contain_text("They signed at dawn on a ferry. The Harbour Post")
    expect(page.locator(".writing")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".aid .lines")).to_contain_text("moored exactly between the two ports")
    scribe.go.set()
    expect(page.locator(".writing blockquote")).to_contain_text("214 boats")
    expect(page.locator(".writing .method")).to_contain_text("Written by small-1")
    expect(page.locator(".writing")).to_have_attribute("aria-busy", "false")
    assert "/summary" not in page.url
    first.get_by_role("link").click()
    expect(page.locator("#said")).to_contain_text("They signed at dawn")
    page.close()


def test_the_same_verb_again_closes_it_and_others_take_its_place(chromium: Browser, written: str) -> None:
    page = chromium.new_page()
    page.goto(written + TREATY)
    verbs = page.locator(".report .verbs")
    verbs.get_by_role("link", name="Compare").click()
    expect(page.locator(".aid-place")).to_contain_text("What this report does not have")
    expect(verbs.get_by_role("link", name="Compare")).to_have_attribute("aria-current", "true")
    verbs.get_by_role("link", name="Unbiased view").click()
    expect(page.locator(".aid-place")).to_contain_text("What is contested")
    expect(page.locator(".aid-place .aid")).to_have_count(1)
    verbs.get_by_role("link", name="Unbiased view").click()
    expect(page.locator(".aid-place")).to_be_hidden()
    page.close()


def test_without_scripts_each_verb_is_a_page_and_the_writer_a_form(
    chromium: Browser, written: str, scribe: Scribe
) -> None:
    scribe.go.set()
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written + TREATY)
    page.get_by_role("link", name="Summarise").click()
    assert page.url.endswith("/summary")
    page.get_by_role("button", name="Have it rephrased by").click()
    assert page.locator(".writing .sentence").count() == 2
    assert "Written by" in page.locator(".writing .method").inner_text()
    assert page.locator(".aid .lines p").count() == 2
    context.close()
