"""The pages of stories and copies, and what other pages say of them."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from tests.serve import tellings
from tests.serve.client import Browser
from tests.serve.fakes import MemoryStore, app_of

from octavo.news.articles import Card
from octavo.news.comparison import Quantity
from octavo.news.stories import Copy
from octavo.serve import links
from octavo.serve.links import card_path, story_path
from octavo.serve.pages import story as story_page
from octavo.serve.tongue import in_tongue


def treaty_path(store: MemoryStore) -> str:
    card = tellings.stories(store.articles)[0].card
    return story_path(card.id, card.lead.title)


def reports(store: MemoryStore) -> tuple[Card, Card, Card]:
    """The treaty's first report, its copy, and the Arabic report."""
    origin, copy = tellings.origin_and_copy(store.articles)
    return (
        origin.card,
        copy.card,
        next(one.card for one in tellings.treaty(store.articles) if one.card.language == "ar"),
    )


# ── the story's page ──


def test_a_story_says_how_many_report_it_and_how_many_copy(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(treaty_path(store)).text
    assert "<h1>Three states agree" in page
    assert "5 publishers</bdi>" in page
    assert "4 reports of their own, 1 copy" in page
    assert "1 copy of a text counts no further" in page
    assert "First was <bdi>港口日报</bdi>" in page
    assert 'href="/topic/strait-of-thalas"' in page


def test_what_happened_has_its_sources_at_their_place(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(treaty_path(store)).text
    told = tellings.comparison(store.articles, tellings.stories(store.articles)[0].card.id)
    assert told is not None
    signed, other = told.statements[0].said
    english, _, arabic = reports(store)
    assert links.said_path(english, signed.start, signed.end) in page
    assert links.said_path(arabic, other.start, other.end) in page
    assert "2 independent sources" in page
    assert "one source so far" in page
    assert f'<span lang="ar" dir="rtl">{other.text}</span>' in page
    assert "More that several say" in page
    assert "2 articles were left out of the comparison." in page
    assert "the model was not at hand" in page


def test_the_place_that_was_pointed_to_is_marked_in_the_article(browser: Browser, store: MemoryStore) -> None:
    told = tellings.comparison(store.articles, tellings.stories(store.articles)[0].card.id)
    assert told is not None
    place = told.statements[0].said[0]
    address = browser.get(links.place_path(place).partition("#")[0]).headers["location"]
    assert address.endswith(f"?said={place.start}-{place.end}")
    page = browser.get(address).text
    assert f'<mark class="of-said" id="said">{place.text}</mark>' in page
    assert page.count('id="said"') == 1
    dispute = told.summary[1]
    page = browser.get(links.place_path(dispute).replace("#said", "&marks=on")).headers["location"]
    page = browser.get(page).text
    assert page.count('id="said"') == 1
    assert '<mark class="of-said of-figure"' in page or '<mark class="of-figure of-said"' in page


def test_a_place_in_the_headline_marks_the_headline(browser: Browser, store: MemoryStore) -> None:
    english, _, _ = reports(store)
    assert '<h1 id="said">' in browser.get(f"{card_path(english)}?said=0-20").text


@pytest.mark.parametrize("said", ["5-2", "x", "1-", "-1-4", "9" * 20 + "-3"])
def test_a_place_that_is_none_marks_nothing(browser: Browser, store: MemoryStore, said: str) -> None:
    english, _, _ = reports(store)
    assert "of-said" not in browser.get(f"{card_path(english)}?said={said}").text


def test_figures_stand_side_by_side_with_their_state_in_words_and_form(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(treaty_path(store)).text
    rows = re.findall(r'<th scope="row">.*?</tr>', page, re.DOTALL)
    assert len(rows) == 2
    assert '<span aria-hidden="true">≠</span> Contested' in rows[0]
    assert '<span aria-hidden="true">=</span> Agreeing' in rows[1]
    assert ">seven judges</a>" in rows[0]
    assert ">sept juges</a>" in rows[0]
    assert 'data-label="The Harbour Post"' in rows[1]
    assert "<bdi>the court</bdi>" in rows[1]


def test_more_publishers_than_columns_share_the_last(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.serve.side_by_side.COLUMNS", 1)
    page = Browser(app_of(store)).get(treaty_path(store)).text
    assert '<th scope="col">Others</th>' in page
    assert page.count('data-label="Others"') == 2


def test_quotes_are_in_full_with_their_other_cuts(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(treaty_path(store)).text
    assert "<q>Nobody got the strait. That is how you know it is a treaty.</q>" in page
    assert "Marta Oyelaran" in page
    assert "1 other cut" in page
    assert "first in <bdi" in page


def test_the_timeline_tells_days_turns_and_edits(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(treaty_path(store)).text
    assert re.findall(r'<li class="turn (\w+)">', page) == ["began", "news", "figure", "edit"]
    assert '<h3><time datetime="2026-11-20">Yesterday</time></h3>' in page
    assert "told by 2 articles" in page
    assert "Edited without a word" in page
    assert "/revisions" in page


def test_a_long_timeline_folds_its_beginning(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_page, "_TURNS", 2)
    page = Browser(app_of(store)).get(treaty_path(store)).text
    folded = page.partition("From the beginning")[2].partition("</details>")[0]
    assert re.findall(r'<li class="turn (\w+)">', folded) == ["began", "news"]


def test_every_number_of_the_coverage_opens_the_list_behind_it(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(treaty_path(store)).text
    counted = re.findall(r'href="([^"]+/reports\?by=[^"]+)"><bdi>([^<]+)</bdi> <b>(\d+)</b>', page)
    assert {name for _, name, _ in counted} >= {"Lebanon", "France", "Français", "Newspaper", "News agency"}
    for address, _, number in counted:
        listed = browser.get(address.replace("&amp;", "&")).text
        publishers = set(re.findall(r'<p class="facts"[^>]*>\s*<a href="/publisher/([^"]+)"', listed))
        assert len(publishers) == int(number), address


def test_who_usually_has_such_news_and_is_silent_is_named(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.stories.comparing.coverage.USUAL", 2)
    page = Browser(app_of(store)).get(treaty_path(store)).text
    assert "1 publisher that usually has such news" in page
    assert "Valley Broadcasting</bdi>" in page.partition("Silent so far")[2]


def test_copies_are_folded_under_their_origin(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(treaty_path(store)).text
    listed = page.partition('id="reports"')[2]
    english, copy, _ = reports(store)
    assert listed.count('<h3 class="headline">') == 4
    folded = listed.partition("1 copy of this text")[2].partition("</details>")[0]
    assert f'href="{card_path(copy)}"' in folded
    assert "trimmed" in folded
    assert card_path(english) in listed


def test_every_report_says_why_it_is_here(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(treaty_path(store)).text.partition('id="reports"')[2]
    assert page.count("Why it is here") == 4
    assert "The story began with it." in page
    assert "sure to 93 in 100" in page
    assert "<bdi>Meridian Strait</bdi>, <bdi>ميريديان</bdi>" in page
    assert "speaks against it, -0.2" in page
    assert "What it alone says" in page


def test_an_address_outlives_its_headline_and_a_merge(browser: Browser, store: MemoryStore) -> None:
    right = treaty_path(store)
    number = re.match(r"/story/(\d+)", right)
    assert number
    for address in (number[0], number[0] + "-an-old-headline"):
        reply = browser.get(address)
        assert (reply.status, reply.headers["location"]) == (302, quote(right))
    assert (browser.get("/story/77-gone").status, browser.get("/story/77-gone").headers["location"]) == (
        301,
        quote(right),
    )
    assert browser.get("/story/77/edit").headers["location"] == quote(right) + "/edit"
    filtered = browser.get(f"{number[0]}/reports?by=country&of=GB").headers["location"]
    assert filtered == f"{quote(right)}/reports?by=country&of=GB"
    assert "No such story" in browser.get("/story/12345").text
    assert browser.get("/story/0x1").status == 404


def test_a_story_that_is_not_compared_yet_says_so(browser: Browser, store: MemoryStore) -> None:
    alone = next(one.card for one in tellings.stories(store.articles) if one.card.articles == 1)
    page = browser.get(story_path(alone.id, alone.lead.title)).text
    assert "The reports are not compared yet." in page
    assert alone.lead.summary in page
    assert 'id="figures"' not in page


# ── copies ──


def test_the_page_of_copies_tells_the_origin_and_what_changed(browser: Browser, store: MemoryStore) -> None:
    english, copy, _ = reports(store)
    page = browser.get(f"{card_path(copy)}/copies").text
    assert "1 other publisher carries this text." in page
    assert "the original, as far as the archive has it" in page
    assert "trimmed" in page
    assert "It credits <bdi>Harbour Post</bdi>." in page
    assert "42 in 100 words kept, 8 in 100 its own" in page
    assert "<ins>Northwire had a boat alongside.</ins>" in page
    assert re.search(r"<del>[^<]*The wreck of the Amaranth", page)
    assert '<p class="alike">They signed at dawn' in page
    same = browser.get(f"{card_path(english)}/copies").text
    assert "What <bdi>Northwire</bdi> changed in the text of <bdi>The Harbour Post</bdi>" in same


def test_an_article_that_nobody_copies_says_so(browser: Browser, store: MemoryStore) -> None:
    _, _, arabic = reports(store)
    assert "nobody else carries this text" in browser.get(f"{card_path(arabic)}/copies").text
    assert browser.get(f"/article/{arabic.id}/copies").headers["location"] == quote(card_path(arabic)) + "/copies"


def test_an_article_says_that_it_is_a_copy_or_is_carried(browser: Browser, store: MemoryStore) -> None:
    english, copy, arabic = reports(store)
    page = browser.get(card_path(copy)).text
    assert "Copy of <bdi>The Harbour Post</bdi>’s report, trimmed." in page
    assert f'<a href="{card_path(english)}">Read the original</a>' in page
    assert "1 other publisher carries this text" in browser.get(card_path(english)).text
    assert "/copies" not in browser.get(card_path(arabic)).text


def test_an_origin_that_is_gone_is_said(store: MemoryStore) -> None:
    _, copy, _ = reports(store)
    known = tellings.copies(store.articles)
    store.copies = lambda articles: {one.article: replace(one, origin=5, near=5) for one in known}  # type: ignore[assignment]
    store.copies_of = lambda origin: []  # type: ignore[assignment]
    browser = Browser(app_of(store))
    assert "Copy of another publisher’s report, trimmed." in browser.get(card_path(copy)).text
    page = browser.get(f"{card_path(copy)}/copies").text
    assert "The original is not in the archive any more." in page
    assert "<ins>" not in page


# ── the article's page ──


def test_an_article_names_its_story_and_what_the_others_say(browser: Browser, store: MemoryStore) -> None:
    english, _, _ = reports(store)
    page = browser.get(card_path(english)).text
    beside = page.partition('aria-labelledby="instory"')[2].partition("</aside>")[0]
    assert f'href="{treaty_path(store)}"' in beside
    assert "5 publishers" in beside
    assert "here <bdi>seven judges</bdi>" in beside
    assert ">sept juges</a>" in beside
    assert "Le traité fixe des quotas" in beside


def test_an_article_alone_names_no_story(browser: Browser, store: MemoryStore) -> None:
    alone = next(one.card for one in store.articles if one.card.title.startswith("Shipyard"))
    assert "instory" not in browser.get(card_path(alone)).text


# ── lists ──


def test_the_front_page_shows_a_story_once_with_its_counts(browser: Browser, store: MemoryStore) -> None:
    page = browser.get("/?lang=all").text
    assert page.index(treaty_path(store)) < page.index("Shipyard orders")
    assert "5 publishers</bdi>" in page
    assert "ثلاث دول" not in page
    assert "Why it stands here" in page
    assert "of 70</span>" in page


def test_stories_are_listed_by_category_with_why(browser: Browser, store: MemoryStore) -> None:
    page = browser.get("/stories?lang=all").text
    assert page.count('class="card row') == page.count("Why it stands here") == 20
    sport = browser.get("/stories?lang=all&category=sport").text
    assert "Harbour Rovers" in sport
    assert "Shipyard" not in sport
    assert 'href="/stories?category=sport&amp;lang=all" aria-current' in sport
    assert "No stories yet" in Browser(app_of(MemoryStore())).get("/stories").text


def test_stories_go_on_a_page_further(store: MemoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.serve.pages.stories._PAGE", 10)
    browser = Browser(app_of(store))
    first, second = browser.get("/stories?lang=all").text, browser.get("/stories?lang=all&page=2").text
    assert 'rel="next" href="/stories?lang=all&amp;page=2"' in first
    assert 'rel="prev" href="/stories?lang=all"' in second
    headlines = [re.findall(r'class="headline"><a[^>]*>([^<]+)', page) for page in (first, second)]
    assert not set(headlines[0]) & set(headlines[1])
    assert browser.get("/stories?page=999999").status == browser.get("/stories?page=-1").status == 200


def test_trending_has_stories_and_topics_against_their_own_past(browser: Browser, store: MemoryStore) -> None:
    page = browser.get("/trending?lang=all").text
    assert treaty_path(store) in page
    assert "times the pace of its last day" in page
    assert "9 articles now" in page
    assert page.count('class="spark"') >= 4


def test_a_list_folds_copies_under_their_text(browser: Browser, store: MemoryStore) -> None:
    english, copy, _ = reports(store)
    for address in ("/category/world?lang=all", "/topic/strait-of-thalas?lang=all"):
        page = browser.get(address).text
        assert card_path(english) in page
        assert card_path(copy) not in page
        assert f'<a href="{card_path(english)}/copies"><bdi>also at 1 other</bdi></a>' in page
    assert card_path(copy) in browser.get("/publisher/northwire.example").text
    store.articles = [one for one in store.articles if one.card.id != english.id]
    store.copies = lambda articles: dict.fromkeys(articles, Copy(copy.id, english.id, english.id, "whole", 1.0, 0.0))  # type: ignore[assignment]
    page = browser.get("/category/science?lang=all").text
    assert len(re.findall(r'class="card row', page)) == 1


# ── editors ──


@pytest.mark.parametrize("act", ["merge", "split", "move"])
def test_an_editor_acts(browser: Browser, store: MemoryStore, act: str) -> None:
    english, copy, _ = reports(store)
    treaty = tellings.stories(store.articles)[0].card
    other = next(one.card for one in tellings.stories(store.articles) if one.card.articles == 1)
    fields = {"act": act, "into": str(other.id), "article": [str(english.id), str(copy.id)]}
    reply = browser.post(f"{quote(treaty_path(store))}/edit", fields)
    calls = {
        "merge": [("merge", treaty.id, other.id)],
        "split": [("split", treaty.id, [english.id, copy.id])],
        "move": [("move", english.id, other.id), ("move", copy.id, other.id)],
    }
    after = treaty if act == "split" else other
    assert reply.status == 303
    assert reply.headers["location"] == quote(story_path(after.id, after.lead.title)) + "/edit"
    assert [call for call in store.calls if call[0] != "pulses"] == calls[act]


@pytest.mark.parametrize(
    "fields", [{"act": "split"}, {"act": "merge", "into": "self"}, {"act": "move", "into": "self"}]
)
def test_what_cannot_be_done_is_said(browser: Browser, store: MemoryStore, fields: dict[str, str]) -> None:
    treaty = tellings.stories(store.articles)[0].card
    sent = {name: str(treaty.id) if value == "self" else value for name, value in fields.items()}
    reply = browser.post(f"{quote(treaty_path(store))}/edit", sent)
    assert reply.status == 400
    assert "That cannot be done" in reply.text


@pytest.mark.parametrize("into", ["", "x", "9" * 30, "²"])
def test_a_story_that_is_none_is_no_place_to_move_to(browser: Browser, store: MemoryStore, into: str) -> None:
    english, _, _ = reports(store)
    fields = {"act": "move", "into": into, "article": str(english.id)}
    assert browser.post(f"{quote(treaty_path(store))}/edit", fields).status == 404


def test_an_editor_needs_the_forms_token(browser: Browser, store: MemoryStore) -> None:
    address = f"{quote(treaty_path(store))}/edit"
    assert browser.post(address, {"act": "split", "article": "1"}, token=False).status == 403
    assert browser.post(address, {"act": "split"}, sec_fetch_site="cross-site").status == 403
    assert browser.post("/stories/undo", {"edit": "2"}, token=False).status == 403
    assert not store.calls


def test_the_other_story_is_found_by_words_of_a_report(browser: Browser, store: MemoryStore) -> None:
    page = browser.get(f"{treaty_path(store)}/edit?other=shipyard").text
    other = next(one.card for one in store.articles if one.card.title.startswith("Shipyard"))
    assert f'<input type="radio" name="into" value="{other.id}" required>' in page
    assert "No other story has a report with these words." in browser.get(f"{treaty_path(store)}/edit?other=zzz").text


def test_what_was_done_is_listed_and_undone(browser: Browser, store: MemoryStore) -> None:
    page = browser.get("/stories/edits").text
    assert "<bdi>A ferry between two ports</bdi> was merged into another story" in page
    assert "<s>1 article was split off" in page
    assert page.count('action="/stories/undo"') == 1
    reply = browser.post("/stories/undo", {"edit": "2", "next": "/stories/edits"})
    assert (reply.status, reply.headers["location"]) == (303, "/stories/edits")
    assert store.calls == [("undo", 2)]
    assert browser.post("/stories/undo", {"edit": "1"}).status == 400
    assert browser.post("/stories/undo", {"edit": "x"}).status == 400


def test_what_several_say_is_led_by_who_says_it_in_the_readers_language(store: MemoryStore) -> None:
    told = tellings.comparison(store.articles, tellings.stories(store.articles)[0].card.id)
    assert told is not None
    for language in ("en", "ar"):
        read = in_tongue(told, language)
        assert read.statements[0].said[0].language == language
        assert sorted(read.statements[0].said, key=str) == sorted(told.statements[0].said, key=str)
        assert read.summary[0].language == language
    assert in_tongue(told, "xx") == told


def test_a_quantity_goes_by_its_name_in_the_readers_language() -> None:
    dead = Quantity("killed", "", "agreeing", (), names=(("ar", "قتلى"),))
    assert [dead.name_in(language) for language in ("ar", "en", "de")] == ["قتلى", "killed", "killed"]
