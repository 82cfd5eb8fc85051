"""The briefing: as a page, of today and of a day that is over, and as a feed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve import newsroom, tellings
from tests.serve.client import Browser, Reply
from tests.serve.fakes import MemoryStore, app_of
from tests.serve.newsroom import NOW

from octavo.news.articles import StoredArticle
from octavo.news.errors import NotFound
from octavo.news.shelf import Mute
from octavo.ports import CardFilter
from octavo.serve.atom import AtomEntry, AtomFeed
from octavo.serve.briefings import KEPT, Briefings, gather, read_day
from octavo.serve.links import story_path

TODAY = NOW.date()
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def entries(reply: Reply) -> list[ET.Element]:
    return ET.fromstring(reply.text).findall("atom:entry", ATOM)


def text_of(entry: ET.Element, name: str) -> str:
    return entry.findtext(f"atom:{name}", "", ATOM)


# ── the page ──


def test_it_says_how_long_it_is_at_the_top_and_ends(browser: Browser) -> None:
    page = browser.get("/briefing?lang=en").text
    assert page.index("5 stories</bdi> · <bdi>1 minute") < page.index("<h2")
    assert page.index("</section>") < page.index("That is the day’s news: 5 stories, 1 minute.")


def test_its_sentences_lead_to_their_places_in_every_source(browser: Browser, store: MemoryStore) -> None:
    page = browser.get("/briefing?lang=en").text
    card = tellings.stories(store.articles)[0].card
    assert f'href="{story_path(card.id, card.lead.title)}">{card.lead.title}</a></h2>' in page
    told = tellings.comparison(store.articles, card.id)
    assert told is not None
    for said in told.statements[0].said:
        assert f'/article/{said.article}?said={said.start}-{said.end}#said">{said.publisher_name}' in page
    assert "2 independent sources:" in page


def test_a_sentence_is_told_in_the_readers_language_where_one_has_it(browser: Browser) -> None:
    page = browser.get("/briefing?lang=ar").text
    assert '<p lang="ar" dir="rtl">وُقّعت المعاهدة' in page
    assert "They signed at dawn" not in page


def test_a_day_that_is_over_leaves_out_what_came_later(browser: Browser) -> None:
    yesterday = browser.get(f"/briefing/{TODAY - timedelta(days=1)}?lang=all").text
    assert "Two breweries merge" in yesterday
    assert "Three states agree" not in yesterday
    assert f'rel="next" href="/briefing/{TODAY}?lang=all"' in yesterday


def test_a_day_that_is_over_stays_as_it_was(store: MemoryStore) -> None:
    over = gather(store, TODAY, (), NOW + timedelta(days=1))
    later = store.articles[0].card.shown + timedelta(days=2)
    card = replace(store.articles[-1].card, id=7, shown=later)  # type: ignore[arg-type]
    store.articles.insert(0, replace(store.articles[-1], card=card))
    assert gather(store, TODAY, (), NOW + timedelta(days=9)) == over
    assert over.top


def test_today_has_no_day_after(browser: Browser) -> None:
    assert 'rel="next" href' not in browser.get("/briefing").text


@pytest.mark.parametrize("day", ["tomorrow", "2026-11-22", "2026-13-01", "20261121", "1969-12-31", "9999-12-31"])
def test_what_is_no_day_or_still_to_come_is_not_found(browser: Browser, day: str) -> None:
    assert browser.get(f"/briefing/{day}").status == 404


@given(st.dates(min_value=date(1970, 1, 1)))
def test_every_day_is_read(day: date) -> None:
    assert read_day(str(day)) == day


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}-?[W0-9]{2}-?[0-9]{1,2}", fullmatch=True))
def test_what_is_read_is_written_the_same(text: str) -> None:
    with suppress(NotFound):
        assert str(read_day(text)) == text


def test_a_day_without_news_says_so(browser: Browser) -> None:
    page = browser.get("/briefing/2020-02-02")
    assert page.status == 200
    assert "archive has no stories of this day" in page.text
    empty = Browser(app_of(MemoryStore()))
    assert "no stories of the last 24 hours" in empty.get("/briefing").text


def test_the_front_page_and_every_footer_lead_to_it(browser: Browser) -> None:
    front = browser.get("/?lang=en").text
    assert 'href="/briefing"' in front[front.index("<main") : front.index("</main")]
    assert 'href="/briefing"' in browser.get("/topics").text


def test_many_readers_cost_one_look(store: MemoryStore) -> None:
    looks: list[Sequence[int]] = []
    ask = store.stories_of

    def counted(articles: Sequence[int]) -> dict[int, int]:
        looks.append(articles)
        return ask(articles)

    store.stories_of = counted  # type: ignore[method-assign]
    briefings = Briefings(store)  # type: ignore[arg-type]
    first = briefings.of(TODAY, CardFilter(languages=("en",)), NOW)
    assert briefings.of(TODAY, CardFilter(languages=("en",)), NOW + KEPT / 2) is first
    assert len(looks) == 1
    briefings.of(TODAY, CardFilter(languages=("en",)), NOW + KEPT)
    assert len(looks) == 2
    briefings.forget()
    briefings.of(TODAY, CardFilter(languages=("en",)), NOW + KEPT)
    assert len(looks) == 3


# ── the feed ──


def test_the_feed_has_an_entry_of_each_day_that_is_over(browser: Browser) -> None:
    reply = browser.get("/briefing.xml?lang=all")
    assert reply.headers["content-type"].startswith("application/atom+xml")
    found = entries(reply)
    assert text_of(found[0], "id") == f"http://localhost:8008/briefing/{TODAY - timedelta(days=1)}?lang=all"
    assert text_of(found[0], "updated") == f"{TODAY}T00:00:00+00:00"
    assert "Two breweries merge" in text_of(found[0], "content")
    assert str(TODAY) not in [text_of(one, "id")[-19:-9] for one in found]


def test_entries_stay_the_same_a_day_later(store: MemoryStore) -> None:
    first = entries(Browser(app_of(store)).get("/briefing.xml?lang=en"))
    later = entries(Browser(app_of(store, clock=lambda: NOW + timedelta(days=1))).get("/briefing.xml?lang=en"))
    assert first
    assert [ET.tostring(one) for one in later[1 : 1 + len(first)]] == [ET.tostring(one) for one in first]


def test_a_reader_that_has_it_is_told_so(browser: Browser) -> None:
    reply = browser.get("/briefing.xml?lang=en")
    tag, modified = reply.headers["etag"], reply.headers["last-modified"]
    for given_headers in (
        {"if_none_match": tag},
        {"if_none_match": f'"other", W/{tag}'},
        {"if_modified_since": modified},
        {"if_none_match": tag, "if_modified_since": "Mon, 01 Jan 2001 00:00:00 GMT"},
    ):
        again = browser.get("/briefing.xml?lang=en", **given_headers)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    for given_headers in (
        {"if_none_match": '"other"', "if_modified_since": modified},
        {"if_modified_since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"if_modified_since": "yesterday"},
    ):
        assert browser.get("/briefing.xml?lang=en", **given_headers).status == 200


def test_what_publishers_wrote_is_text_in_an_entry() -> None:
    def hostile(one: StoredArticle) -> StoredArticle:
        card = replace(one.card, title="<script>alert(1)</script>\x0b & co", shown=one.card.shown - timedelta(days=1))
        return replace(one, card=card)

    store = MemoryStore([hostile(one) for one in newsroom.articles()])
    content = text_of(entries(Browser(app_of(store)).get("/briefing.xml?lang=all"))[0], "content")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in content
    assert "<script" not in content


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_makes_a_feed_that_can_be_read(title: str, html: str) -> None:
    entry = AtomEntry("urn:x:1", title, "https://octavo.test/1", NOW, html)
    feed = AtomFeed("urn:x", title, "https://octavo.test/", "https://octavo.test/f", "en", NOW, (entry,))
    read = ET.fromstring(feed.xml())
    assert len(read.findall("atom:entry", ATOM)) == 1


# ── what its reader muted ──


class Muting(MemoryStore):
    """A store whose one reader muted the treaty's topic, and less of a publisher."""

    def mutes(self, reader: int) -> list[Mute]:
        return [
            Mute("words", "treaty", NOW, "treaty"),
            Mute("publisher", "northwire.example", NOW, "Northwire", softly=True),
        ]


def test_what_is_muted_gives_way_and_is_named_at_the_end(store: MemoryStore) -> None:
    muting = Muting(tellings.with_copy(newsroom.articles()))
    browser = Browser(app_of(muting))
    card = tellings.stories(store.articles)[0].card
    page = browser.get("/briefing?lang=en").text
    told, _, left_out = page.partition('<details class="muted">')
    assert card.lead.title not in told
    assert card.lead.title in left_out
    assert "1 story left out, because you muted it" in left_out
    assert "“treaty”" in left_out
    shown = browser.get("/briefing?lang=en&muted=show").text
    assert card.lead.title in shown
    assert '<details class="muted">' not in shown
    assert "Leave out what you muted" in shown


def test_readers_who_mute_the_same_share_a_briefing(store: MemoryStore) -> None:
    briefings = Briefings(store)  # type: ignore[arg-type]
    mute = Mute("words", "treaty", NOW, "treaty")
    every = briefings.of(TODAY, CardFilter(), NOW)
    without = briefings.of(TODAY, CardFilter(), NOW, [mute])
    assert [one.card.lead.title for one in without.top] != [one.card.lead.title for one in every.top]
    assert [one.by for one in without.muted] == [mute] * len(without.muted)
    assert without.muted
    assert every.muted == ()
    assert briefings.of(TODAY, CardFilter(), NOW, [replace(mute, since=NOW - KEPT)]) is without


def test_a_long_read_is_none_that_is_muted(store: MemoryStore) -> None:
    store.articles = [
        replace(one, card=replace(one.card, words=900, kind="article", authors=("Ida Berg",))) for one in store.articles
    ]
    read = gather(store, TODAY, (), NOW).long_read  # type: ignore[arg-type]
    assert read is not None
    other = gather(store, TODAY, (), NOW, mutes=[Mute("publisher", read.publisher, NOW)]).long_read  # type: ignore[arg-type]
    assert other is not None
    assert other.publisher != read.publisher
    slugs = [tag.slug for tags in store.tags([one.card.id for one in store.articles], 20).values() for tag in tags]
    every = [Mute("topic", slug, NOW) for slug in dict.fromkeys(slugs)]
    assert gather(store, TODAY, (), NOW, mutes=every).long_read is None  # type: ignore[arg-type]
