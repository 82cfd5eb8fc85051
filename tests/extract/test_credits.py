"""Credits: whose text it is beside authors and publisher, from every place that says so; and from no other."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.conftest import Read

from octavo.extract.credits import other_than
from octavo.extract.titles import keys
from octavo.news.articles import Entry

HEAD = '<meta property="og:site_name" content="Harbour Gazette">'
URL = "https://harbourgazette.example/news/pier"


def page(paragraphs: str, *, byline: str = "", behind: str = "", head: str = "", data: dict[str, object]) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Old ferry pier closes", **data}
    return (
        f"<html><head><title>Old ferry pier closes | Harbour Gazette</title>{HEAD}{head}"
        f'<script type="application/ld+json">{json.dumps(node)}</script></head><body><article>'
        f"<h1>Old ferry pier closes</h1>{byline}<div class=article-body>{paragraphs}</div>{behind}</article>"
        "</body></html>"
    )


def credited(read: Read, html: str, entry: Entry | None = None) -> tuple[str, tuple[str, ...]]:
    article = read(html, url=URL, entry=entry).article
    assert article is not None
    return article.credit, article.authors


@pytest.mark.parametrize(
    ("byline", "credit"),
    [
        (
            '<address class="byline"><span class="agency">Meridian in Ras Nadim</span></address>',
            "Meridian in Ras Nadim",
        ),
        ('<div class="story-page__agency">Le Phare, avec Meridian</div>', "Le Phare, avec Meridian"),
        ('<p class="ArticleContainer_agencies__g6lpJ">SDA/sep</p>', "SDA/sep"),
        ('<span class="source">来源：新华社</span>', "新华社"),
        ('<span class="news-source">المصدر: سهنا</span>', "سهنا"),
        ('<div class="m-source">Quelle: dpa</div>', "dpa"),
        ('<p class="byline">Meridian</p>', "Meridian"),
        ('<span class="source">Source: Harbour Gazette</span>', ""),
        ('<span class="source">London, Harbour Gazette</span>', "London, Harbour Gazette"),
        ('<span class="source">New York Harbour Gazette</span>', ""),
        ('<figure><img src="/a.jpg"><span class="source">Meridian</span></figure>', ""),
        ('<span class="image-source">Meridian</span>', ""),
        ('<div class="source">Image source: Ines Dahl</div>', ""),
        ('<div class="source">The minister said so. Nobody believed it.</div>', ""),
        ('<ul><li><span class="source">Meridian</span> Another story</li></ul>', ""),
        ('<p class="byline">jo</p>', ""),
        ('<p class="byline">Zuletzt geändert am</p>', ""),
        ('<p class="dateline">Ras Nadim</p>', ""),
    ],
)
def test_on_the_page(read: Read, paragraphs: str, byline: str, credit: str) -> None:
    html = page(paragraphs, byline=byline, data={"author": "Harbour Gazette"})
    assert credited(read, html) == (credit, ("Harbour Gazette",))


def test_behind_the_text(read: Read, paragraphs: str) -> None:
    html = page(paragraphs, behind='<p class="agency">Meridian</p>', data={"author": "Harbour Gazette Reporter"})
    assert credited(read, html)[0] == "Meridian"


def test_beside_an_author_only_what_is_marked(read: Read, paragraphs: str) -> None:
    marked = '<p class="byline"><a rel="author">Marit Holm</a> · <span class="agency">Meridian</span></p>'
    assert credited(read, page(paragraphs, byline=marked, data={})) == ("Meridian", ("Marit Holm",))
    marked = '<span class="c-byline__source c-byline__source--noName">The Associated Press</span>'
    told = page(paragraphs, byline=marked, data={"author": "Marit Holm"})
    assert credited(read, told) == ("The Associated Press", ("Marit Holm",))
    for behind in ("Berlin", "Political Editor", "in Ras Nadim"):
        plain = f'<p class="byline"><a rel="author">Marit Holm</a> {behind}</p>'
        assert credited(read, page(paragraphs, byline=plain, data={"author": "Marit Holm"})) == ("", ("Marit Holm",))


@pytest.mark.parametrize(
    ("data", "head", "credit"),
    [
        ({"sourceOrganization": {"@type": "NewsMediaOrganization", "name": "Meridian Press"}}, "", "Meridian Press"),
        ({"provider": {"name": "Meridian Press"}}, "", "Meridian Press"),
        ({"sourceOrganization": "Harbour Gazette"}, "", ""),
        ({"sourceOrganization": "Marit Holm"}, "", ""),
        ({"copyrightHolder": {"name": "Quay Holdings"}, "creditText": "Ines Dahl"}, "", ""),
        ({}, '<meta name="source" content="来源：新华网">', "新华网"),
        ({}, '<meta name="dc.source" content="Gazette 2031">', ""),
        ({}, '<meta name="source" content="https://meridian.example/1">', ""),
    ],
)
def test_in_structured_data(read: Read, paragraphs: str, data: dict[str, object], head: str, credit: str) -> None:
    assert credited(read, page(paragraphs, head=head, data={"author": "Marit Holm", **data}))[0] == credit


def test_a_name_that_only_the_title_gives_is_the_publisher_s(read: Read, paragraphs: str) -> None:
    html = (
        "<html><head><title>Old ferry pier closes_Local_澜海晚报</title></head><body><h1>Old ferry pier closes</h1>"
        f'<span class="source">来源：澜海晚报</span><div class=article>{paragraphs}</div></body></html>'
    )
    assert credited(read, html)[0] == ""


def test_from_the_feed_where_the_page_says_nothing(read: Read, paragraphs: str) -> None:
    entry = Entry("1", None, "Old ferry pier closes", source_name="Meridian Press")
    assert credited(read, page(paragraphs, data={}), entry)[0] == "Meridian Press"
    marked = '<span class="agency">Sahna</span>'
    assert credited(read, page(paragraphs, byline=marked, data={}), entry)[0] == "Sahna"
    own = Entry("1", None, "Old ferry pier closes", source_name="The Harbour Gazette")
    assert credited(read, page(paragraphs, data={}), own)[0] == ""


@given(st.text())
def test_any_text_is_a_short_line_or_none(text: str) -> None:
    credit = other_than(text, keys(URL, ["Harbour Gazette"]))
    assert credit in ("", credit.strip())
    assert len(credit) <= 80
    assert "\n" not in credit
