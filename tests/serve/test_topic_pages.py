"""The pages of topics, and marks on the article page."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from tests.serve import newsroom
from tests.serve.client import Browser, scripts_in
from tests.serve.fakes import MemoryStore, app_of

from octavo.news.articles import Block
from octavo.news.marks import Language, Marks, Quote, text_of
from octavo.serve import lists
from octavo.serve.links import card_path
from octavo.serve.marked import Found, found_in, marked
from octavo.serve.pages import topic
from octavo.serve.trending import Trending
from octavo.text.markup import plain


def treaty() -> str:
    return next(card_path(one.card) for one in newsroom.articles() if newsroom.marks(one))


def test_a_topics_page_says_what_it_is_and_shows_its_news(browser: Browser) -> None:
    page = browser.get("/topic/strait-of-thalas").text
    assert "Latest news with <bdi>#Strait of Thalas</bdi></h1>" in page
    assert ">Place</a>" in page
    assert "41 articles" in page
    assert ">Thalasian Strait</bdi>" in page
    assert 'dir="rtl">مضيق ثالاس</bdi>' in page
    assert 'href="/topic/ines-marrow"' in page
    bars = page.partition('<path d="')[2].partition('"')[0]
    assert bars.count("M") == len(re.findall(r"<tr><td>\d+ \w+ 2026</td>", page)) > 20
    assert 'class="card row foremost"' in page


def test_its_list_goes_on(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE", 5)
    monkeypatch.setattr(topic, "PAGE", 5)
    page = browser.get("/topic/strait-of-thalas?lang=all").text
    further = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert further.startswith("/topic/strait-of-thalas?lang=all&older=")
    second = browser.get(further).text
    assert second.count('class="card row') == 5
    assert "foremost" not in second


def test_an_address_outlives_a_merge(browser: Browser) -> None:
    reply = browser.get("/topic/thalasian-strait")
    assert (reply.status, reply.headers["location"]) == (301, "/topic/strait-of-thalas")


def test_a_hidden_topic_shows_nothing_but_how_to_bring_it_back(browser: Browser) -> None:
    reply = browser.get("/topic/opinion")
    assert reply.status == 404
    assert "/topic/opinion/edit" in reply.text
    assert "foremost" not in reply.text
    assert browser.get("/topic/nobody").status == 404


def test_topics_in_the_news_and_by_name(browser: Browser) -> None:
    page = browser.get("/topics").text
    assert "9 articles now, by 4 publishers" in page
    assert "in the last 24 hours" in page
    assert 'class="spark"' in page
    found = browser.get(f"/topics?name={quote('ines')}").text
    assert 'href="/topic/ines-marrow"' in found
    assert "strait-of-thalas" not in found
    assert "The archive knows no topic of this name." in browser.get("/topics?name=zzz").text


def test_topics_stand_where_they_help(browser: Browser) -> None:
    assert 'href="/topic/strait-of-thalas"' in browser.get("/").text
    assert 'href="/topic/strait-of-thalas"' in browser.get("/category/world").text
    assert 'href="/topic/strait-of-thalas"' in browser.get(treaty()).text
    offered = browser.get("/search?q=strait").text
    assert offered.index('href="/topic/strait-of-thalas"') < offered.index("card row hit")
    assert 'href="/topic/' not in browser.get("/search?q=-strait").text


def test_key_points_and_places_stand_beside_the_text(browser: Browser) -> None:
    page = browser.get(treaty()).text
    assert ">Key points</h2>" in page
    assert "Dover, United Kingdom" in page
    assert "<mark" not in page
    assert "?marks=on" in page


def test_marks_are_shown_on_demand_with_a_legend(browser: Browser) -> None:
    page = browser.get(f"{treaty()}?marks=on").text
    assert '<mark class="of-figure" title="214 boats">214 boats</mark>' in page
    assert '<a href="https://harbourpost.example/lighthouse" rel="noopener"><mark class="of-quote"' in page
    assert '<mark class="of-quote of-name" title="Inès Marrow; Thalas Light">lighthouse</mark>' in page
    assert "Found in this text:" in page
    assert "Without marks" in page


@pytest.mark.parametrize(
    ("fields", "call", "after"),
    [
        ({"act": "rename", "name": "The Strait"}, ("rename", 1, "The Strait"), "strait-of-thalas"),
        ({"act": "retype", "kind": "event"}, ("retype", 1, "event"), "strait-of-thalas"),
        ({"act": "merge", "into": "ines-marrow"}, ("merge", 1, 2), "ines-marrow"),
        ({"act": "split", "spelling": ["Thalasian Strait"]}, ("split", 1, ["Thalasian Strait"]), "ines-marrow"),
        ({"act": "block"}, ("block", 1), "strait-of-thalas"),
        ({"act": "unblock"}, ("unblock", 1), "strait-of-thalas"),
    ],
)
def test_an_editor_acts(
    browser: Browser, store: MemoryStore, fields: dict[str, object], call: tuple[object, ...], after: str
) -> None:
    assert browser.get("/topic/strait-of-thalas/edit").status == 200
    reply = browser.post("/topic/strait-of-thalas/edit", fields)
    assert (reply.status, reply.headers["location"]) == (303, f"/topic/{after}/edit")
    assert store.calls == [call]


def test_the_other_topic_is_found_by_name(browser: Browser) -> None:
    page = browser.get("/topic/strait-of-thalas/edit?other=marrow").text
    assert 'name="into" value="ines-marrow"' in page
    assert 'value="strait-of-thalas"' not in page


@pytest.mark.parametrize("fields", [{"act": "retype", "kind": "ship"}, {"act": "split"}])
def test_what_cannot_be_done_is_said(browser: Browser, store: MemoryStore, fields: dict[str, str]) -> None:
    reply = browser.post("/topic/strait-of-thalas/edit", fields)
    assert reply.status == 400
    assert "That cannot be done" in reply.text
    assert store.calls == []


def test_an_edit_is_undone_where_nothing_stands_on_it(browser: Browser, store: MemoryStore) -> None:
    page = browser.get("/topics/edits").text
    assert "<bdi>Thalasian Strait</bdi> was merged into <bdi>Strait of Thalas</bdi>" in page
    assert page.count(">Undo</button>") == 2
    reply = browser.post("/topics/undo", {"edit": "3", "next": "/topics/edits"})
    assert (reply.status, reply.headers["location"], store.calls) == (303, "/topics/edits", [("undo", 3)])
    assert browser.post("/topics/undo", {"edit": "2"}).status == 400
    assert browser.post("/topics/undo", {"edit": "x"}).status == 400


@pytest.mark.parametrize("path", ["/topic/strait-of-thalas/edit", "/topics/undo"])
def test_only_our_own_forms_edit(browser: Browser, store: MemoryStore, path: str) -> None:
    assert browser.post(path, {"act": "block", "edit": "3"}, token=False).status == 403
    assert browser.post(path, {"act": "block", "edit": "3"}, sec_fetch_site="cross-site").status == 403
    assert store.calls == []


# ── marks over markup ────────────────────────────────────────────────────────────────────────────────────────────────


def test_trends_are_found_out_once_a_minute_and_after_an_edit(store: MemoryStore) -> None:
    now = newsroom.NOW
    browser = Browser(app_of(store, clock=lambda: now))
    for path in ("/", "/topics", "/", "/?lang=all"):
        assert browser.get(path).status == 200
    assert store.looks == 1
    now += timedelta(minutes=1)
    browser.get("/")
    assert store.looks == 2
    browser.post("/topic/ines-marrow/edit", {"act": "block"})
    browser.get("/topics")
    assert store.looks == 3


def test_readers_who_come_at_once_wait_for_one_finding(store: MemoryStore) -> None:
    trending = Trending(store)  # type: ignore[arg-type]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda most: trending.now(newsroom.NOW, most), [2] * 40))
    assert store.looks == 1
    assert all(trends == found[0] and len(trends) == 2 for trends in found)


def test_what_was_not_found_out_is_said_with_why(browser: Browser) -> None:
    assert (
        "<dt>Not found out</dt><dd><bdi>names</bdi> (<bdi>No module named &#39;tagger&#39;</bdi>)"
        in browser.get(treaty()).text
    )


def test_an_article_with_its_design_weighs_little(browser: Browser) -> None:
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', browser.get(treaty()).text)
    assert sheets
    design = sum(len(browser.get(sheet).body) for sheet in sheets)
    for one in newsroom.articles():
        page = browser.get(f"{card_path(one.card)}?marks=on")
        assert scripts_in(page.text) == []
        assert len(page.body) + design <= 80_000, one.card.title


def test_a_bare_object_is_not_underlined_as_words_of_somebody() -> None:
    said, announced = (
        Quote(at, at + 4, "text", "Ana Vey", None, "said", direct=False, clause=clause)
        for at, clause in ((0, True), (9, False))
    )
    marks = Marks(Language("en", 1.0, "Latn"), "world", 1.0, quotes=(said, announced))
    assert [(one.start, one.told) for one in found_in(marks)] == [(0, "Ana Vey")]


def over(block: Block, *found: Found) -> str:
    return marked("T", (block,), found)[0].html


def test_a_mark_is_cut_where_a_tag_stands_between() -> None:
    block = Block("paragraph", "Ana Vey & sons", "Ana <em>Vey</em> &amp; sons")
    assert over(block, Found(3, 10, "name", "")) == (
        '<mark class="of-name">Ana </mark><em><mark class="of-name">Vey</mark></em> &amp; sons'
    )


def test_markup_that_says_other_words_gives_way_to_the_text() -> None:
    block = Block("paragraph", "Ana <Vey>", "<b>Other</b> words")
    assert over(block, Found(3, 6, "name", "")) == '<mark class="of-name">Ana</mark> &lt;Vey&gt;'


def test_blocks_without_words_count_for_nothing() -> None:
    body = (Block("caption", "A caption"), Block("paragraph", "Ana"), Block("image", ""), Block("paragraph", "Vey"))
    text = text_of("Title", body)
    at = text.index("Vey")
    assert [block.html for block in marked("Title", body, [Found(at, at + 3, "name", "")])] == [
        "", "", "", '<mark class="of-name">Vey</mark>',
    ]  # fmt: skip


_words = st.text(st.sampled_from("ab <&>\"'é ع\n"), max_size=12)


@given(
    parts=st.lists(st.tuples(st.sampled_from(["", "em", "a"]), _words), max_size=5),
    found=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=5),
)
def test_marks_never_change_the_words(parts: list[tuple[str, str]], found: list[tuple[int, int]]) -> None:
    html = "".join(f"<{tag}>{escape(text)}</{tag}>" if tag else str(escape(text)) for tag, text in parts)
    block = Block("paragraph", "".join(text for _, text in parts), html)
    marks = [Found(start, start + length, "quote", "<told>") for start, length in found]
    result = marked("T", (block,), sorted(marks, key=lambda one: one.start))[0]
    assert plain(result.html or html) == plain(html)


def test_what_is_in_the_news_is_told_of_in_the_readers_languages(browser: Browser, store: MemoryStore) -> None:
    trends = store.pulses(newsroom.NOW, 28, 3, 300, 24).topics
    assert any(alias.language == "ar" for one in trends for alias in one.topic.aliases)
    for language in ("en", "ar"):
        page = browser.get(f"/trending?lang={language}").text
        for one in trends:
            shown = f'href="/topic/{quote(one.topic.slug)}"' in page
            assert not shown or any(alias.language == language for alias in one.topic.aliases)
    assert "/topic/" in browser.get("/trending?lang=en").text.partition("<main")[2]
