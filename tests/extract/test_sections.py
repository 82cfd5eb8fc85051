"""The section an article stands in."""

# ruff: noqa: E501  (markup is read more easily unbroken)

from __future__ import annotations

import pytest
from tests.extract.conftest import Read

from octavo.news.articles import Entry
from octavo.text.addresses import web_url

MENU = '<nav><a href="/">Home</a> <a href="#main">Skip</a> <a href="/harbours/">Harbours</a> <a href="/harbours/north">The North</a> <a href="/money/">Money</a></nav>'
URL = "https://gazette.example/harbours/2026/pier"
ELSEWHERE = "https://gazette.example/article/2026/pier"


@pytest.mark.parametrize(
    ("before", "url", "section"),
    [
        ('<span itemprop="articleSection">Money</span>', URL, "Money"),
        (
            '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Home"},'
            '{"@type": "ListItem", "item": {"name": "Coast"}}, {"@type": "ListItem", "name": "Old pier closes"}]}</script>',
            URL,
            "Coast",
        ),
        ("", URL, "Harbours"),
        ("", "https://gazette.example/harbours/north/pier", "The North"),
        ('<div class="slug">Gazette / Money / 4 May</div>', ELSEWHERE, "Money"),
        ('<a class="topic" href="/t/1">Money</a>', ELSEWHERE, "Money"),
        ("<p>Elsewhere</p>", ELSEWHERE, ""),
        ("", "https://gazette.example/harbours/", ""),
    ],
)
def test_sections(read: Read, paragraphs: str, before: str, url: str, section: str) -> None:
    found = read(f"{MENU}<main>{before}<h1>Old pier closes</h1>{paragraphs}</main>", url=url).article
    assert found is not None
    assert found.section == section


def test_an_entrys_tag_that_is_in_the_menu_is_the_section_and_no_keyword(read: Read, paragraphs: str) -> None:
    entry = Entry("1", web_url(ELSEWHERE), tags=("Piers", "money", "Lund"))
    found = read(f"{MENU}<main><h1>Old pier closes</h1>{paragraphs}</main>", url=ELSEWHERE, entry=entry).article
    assert found is not None
    assert (found.section, found.keywords) == ("Money", ("Piers", "Lund"))
