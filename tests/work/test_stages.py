"""What the stages decide from what the ports answered."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.work.fakes import NOW, FakeFetcher, InlineProcessor, page, stored_feed, stored_page, tools

from octavo.news.addresses import CanonicalUrl, PublisherId, WebUrl
from octavo.news.articles import Article, Enclosure, Entry
from octavo.news.errors import ConnectionFailed, HostBusy, HttpStatus, OutOfTime, RobotsDisallow, TooLarge
from octavo.news.jobs import (
    Discovery,
    NoArticle,
    PageFailed,
    PageUnchanged,
    SaveArticle,
    SaveCandidates,
    SaveEntries,
    SaveFeedBody,
    SaveFeedState,
    SavePage,
)
from octavo.ports import Answer
from octavo.work import KEYS, STAGES
from octavo.work.polling import discover, discover_given_up, parse, parse_given_up, poll, poll_given_up
from octavo.work.reading import extract, fetch, fetch_given_up, publisher_of

FEED = "https://paper.test/feed"
PAGE = "https://paper.test/a"
RSS = (
    b"<rss version='2.0'><channel><title>Paper</title>"
    b"<item><title>One</title><link>https://paper.test/1</link></item></channel></rss>"
)
ARTICLE = (
    b"<!doctype html><html><head><title>Ferry repaired</title></head><body><article><h1>Ferry repaired</h1>"
    + b"".join(
        b"<p>The old ferry of the town was repaired in spring number %d, and the council paid for all of it.</p>" % n
        for n in range(8)
    )
    + b"</article></body></html>"
)


def answered(url: str, answer: Answer | Exception, **limits):
    fetcher = FakeFetcher({url: answer})
    return fetcher, tools(fetcher, **limits)


def run(stage, subject, using):
    return asyncio.run(stage(subject, using, NOW))


def test_the_table_is_in_order_and_every_stage_has_its_key():
    names = ["poll", "parse", "fetch", "extract", "enrich", "topics", "weave", "index", "compare", "embed", "discover"]
    assert [stage.name for stage in STAGES] == names
    assert {name: key.name for name, key in KEYS.items()} == {stage.name: stage.name for stage in STAGES}


# ── poll ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_new_bytes_are_kept_for_parsing():
    _, using = answered(FEED, Answer(page(FEED, RSS, etag='"1"')))
    state, body = run(poll, stored_feed(), using)
    assert isinstance(state, SaveFeedState)
    assert state.then == KEYS["poll"]
    assert state.state.etag == '"1"'
    assert state.state.next_poll > NOW
    assert isinstance(body, SaveFeedBody)
    assert (body.page.body, body.then) == (RSS, KEYS["parse"])


def test_a_poll_is_conditional_and_within_the_limits():
    fetcher, using = answered(FEED, Answer(page(FEED, b""), not_modified=True), page_bytes=1 << 20, page_seconds=7.0)
    (state,) = run(poll, stored_feed(etag='W/"a b"', last_modified="yesterday", body_hash="x"), using)
    (ask,) = fetcher.asked
    assert (ask.etag, ask.last_modified) == ('W/"a b"', "yesterday")
    assert (ask.max_bytes, ask.seconds, ask.obey_robots) == (1 << 20, 7.0, False)
    assert state.state.etag == 'W/"a b"'


@pytest.mark.parametrize("error", [ConnectionFailed("no connection"), HttpStatus("no", status=500), TooLarge("big")])
def test_a_failed_poll_is_a_state_and_the_next_is_planned(error):
    _, using = answered(FEED, error)
    (saved,) = run(poll, stored_feed(), using)
    assert saved.state.errors == 1
    assert saved.state.error
    assert saved.state.next_poll > NOW


def test_a_feed_that_is_gone_is_polled_no_more():
    _, using = answered(FEED, HttpStatus("gone", status=410))
    (saved,) = run(poll, stored_feed(), using)
    assert (saved.state.gone, saved.state.next_poll) == (True, None)


def test_a_busy_host_is_no_failure_of_the_feed():
    _, using = answered(FEED, HostBusy("wait", retry_after=5.0))
    with pytest.raises(HostBusy):
        run(poll, stored_feed(), using)


def test_validators_that_stay_while_the_body_changes_are_sent_no_more():
    fetcher, using = answered(FEED, Answer(page(FEED, RSS, etag='"always"')))
    state, _ = run(poll, stored_feed(etag='"always"', body_hash="other"), using)
    assert state.state.validators_wrong
    run(poll, replace(stored_feed(), state=state.state), using)
    assert fetcher.asked[-1].etag == ""


def test_a_feed_silent_for_a_week_is_asked_once_for_the_whole():
    fetcher, using = answered(FEED, Answer(page(FEED, b""), not_modified=True))
    silent = {"etag": '"1"', "body_hash": "x", "last_changed": NOW - timedelta(days=7, hours=1)}
    run(poll, stored_feed(**silent, last_polled=NOW - timedelta(hours=5)), using)
    run(poll, stored_feed(**silent, last_polled=NOW - timedelta(minutes=30)), using)
    assert [ask.etag for ask in fetcher.asked] == ["", '"1"']


def test_a_lasting_redirect_moves_the_feed():
    moved = WebUrl("https://paper.test/new")
    _, using = answered(FEED, Answer(page(FEED, RSS), permanent=moved))
    seen = {"moved_to": moved, "moved_since": NOW - timedelta(days=5), "moved_seen": 9, "body_hash": "x"}
    state, _ = run(poll, stored_feed(**seen), using)
    assert state.url == moved


def test_a_poll_given_up_is_still_polled_again():
    (saved,) = poll_given_up(stored_feed(), "A fault.", tools(), NOW)
    assert saved.state.next_poll > NOW


# ── parse ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_entries_are_saved_and_the_rhythm_learnt():
    entries, state = run(parse, (stored_feed(last_polled=NOW), page(FEED, RSS)), tools())
    assert isinstance(entries, SaveEntries)
    assert [entry.url for entry in entries.entries] == ["https://paper.test/1"]
    assert (entries.title, entries.then, entries.seen) == ("Paper", KEYS["fetch"], NOW)
    assert state.state.arrivals == (NOW.timestamp(),)


@pytest.mark.parametrize("given_up", [False, True])
def test_unreadable_bytes_are_dropped_and_the_feed_says_why(given_up):
    subject = stored_feed(etag='"1"', body_hash="x"), page(FEED, b"no feed")
    if given_up:
        entries, state = parse_given_up(subject, "Took longer than 20 seconds.", tools(), NOW)
    else:
        entries, state = run(parse, subject, tools())
    assert entries.entries == ()
    assert state.state.error
    assert (state.state.etag, state.state.body_hash) == ("", "")
    assert state.state.next_poll > NOW


def test_broken_limits_are_the_workers_to_judge():
    with pytest.raises(OutOfTime):
        run(parse, (stored_feed(), page(FEED, RSS)), tools(processor=InlineProcessor(OutOfTime("slow"))))


# ── fetch ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_is_kept_and_looked_at_again():
    fetcher, using = answered(PAGE, Answer(page(PAGE, ARTICLE)), revisit_hours=(3.0, 24.0))
    (saved,) = run(fetch, stored_page(), using)
    assert isinstance(saved, SavePage)
    assert saved.then == KEYS["extract"]
    assert saved.revisit == (KEYS["fetch"], NOW + timedelta(hours=3))
    assert fetcher.asked[0].obey_robots


def test_the_last_look_plans_no_other():
    _, using = answered(PAGE, Answer(page(PAGE, b""), not_modified=True))
    old = stored_page(page=page(PAGE, ARTICLE, etag='"1"'), visits=2, first_seen=NOW - timedelta(hours=24, minutes=1))
    assert run(fetch, old, using) == (PageUnchanged(old.id, NOW, None),)


def test_a_revisit_is_conditional_and_the_same_bytes_are_no_change():
    fetcher, using = answered(PAGE, Answer(page(PAGE, ARTICLE)))
    old = stored_page(page=page(PAGE, ARTICLE, etag='"1"', last_modified="then"), visits=1)
    (intent,) = run(fetch, old, using)
    assert isinstance(intent, PageUnchanged)
    assert (fetcher.asked[0].etag, fetcher.asked[0].last_modified) == ('"1"', "then")


def test_the_same_page_is_read_again_where_the_feed_carries_the_text():
    _, using = answered(PAGE, Answer(page(PAGE, b""), not_modified=True))
    entry = Entry("a", WebUrl(PAGE), content="<p>The whole text.</p>")
    old = stored_page(entry=entry, page=page(PAGE, ARTICLE, etag='"1"'), visits=1)
    (intent,) = run(fetch, old, using)
    assert isinstance(intent, SavePage)
    assert intent.page.body == ARTICLE


@pytest.mark.parametrize(
    "error", [HttpStatus("not found", status=404), RobotsDisallow("robots.txt says no"), TooLarge("too large")]
)
def test_a_page_that_cannot_be_had_leaves_the_entry(error):
    _, using = answered(PAGE, error)
    assert run(fetch, stored_page(), using) == (PageFailed(7, str(error), KEYS["extract"]),)


def test_a_page_that_vanished_later_takes_nothing_away():
    _, using = answered(PAGE, HttpStatus("not found", status=404))
    (intent,) = run(fetch, stored_page(page=page(PAGE, ARTICLE), visits=1), using)
    assert isinstance(intent, PageUnchanged)


def test_what_may_pass_is_the_workers_to_try_again():
    _, using = answered(PAGE, HttpStatus("busy", status=503))
    with pytest.raises(HttpStatus):
        run(fetch, stored_page(), using)
    assert fetch_given_up(stored_page(), "Busy.", using, NOW) == (PageFailed(7, "Busy.", KEYS["extract"]),)


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "audio/mpeg", "video/mp4; codecs=x"])
def test_what_is_no_page_leaves_the_entry(kind):
    _, using = answered(PAGE, Answer(page(PAGE, b"%PDF-1.7", content_type=kind)))
    (intent,) = run(fetch, stored_page(), using)
    assert isinstance(intent, PageFailed)
    assert kind.partition(";")[0] in intent.reason


@pytest.mark.parametrize("kind", ["", "text/html", "application/xhtml+xml", "text/plain"])
def test_html_is_known_by_its_type_or_its_first_byte(kind):
    _, using = answered(PAGE, Answer(page(PAGE, ARTICLE, content_type=kind)))
    assert isinstance(run(fetch, stored_page(), using)[0], SavePage)


@pytest.mark.parametrize(
    "entry",
    [
        Entry("a", None, title="No page"),
        Entry("a", WebUrl(PAGE), enclosures=(Enclosure(WebUrl(PAGE), "audio/mpeg"),)),
    ],
)
def test_entries_without_a_page_are_not_fetched(entry):
    fetcher = FakeFetcher()
    (intent,) = run(fetch, stored_page(entry=entry), tools(fetcher))
    assert isinstance(intent, PageFailed)
    assert fetcher.asked == []


# ── extract ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_becomes_an_article():
    (saved,) = run(extract, stored_page(page=page(PAGE, ARTICLE), visits=1), tools())
    assert isinstance(saved, SaveArticle)
    assert len(saved.article.body) == 8
    assert (saved.then, saved.made_by, saved.seen) == (KEYS["enrich"], KEYS["extract"], NOW)


def test_the_publisher_is_not_kept_as_the_author():
    signed = ARTICLE.replace(b"<head>", b"<head><meta name='author' content='Paper Staff'>")
    (saved,) = run(extract, stored_page(page=page(PAGE, signed), visits=1), tools())
    assert isinstance(saved, SaveArticle)
    assert saved.article.authors == ()


def test_without_a_page_the_entry_is_the_article():
    (saved,) = run(extract, stored_page(failures="not found"), tools())
    assert isinstance(saved, SaveArticle)
    assert saved.article.origin == "feed"


def test_a_page_that_is_no_article_says_why():
    links = b"<html><body>" + b"<a href=/x>Some link</a>" * 40 + b"</body></html>"
    subject = stored_page(page=page(PAGE, links), visits=1)
    (intent,) = run(extract, replace(subject, entry=None), tools())
    assert isinstance(intent, NoArticle)
    assert intent.reason


@pytest.mark.parametrize("entry", [None, Entry("a", WebUrl(PAGE), title="A title")])
def test_bytes_no_longer_kept_leave_the_article_as_it_is(entry):
    assert run(extract, replace(stored_page(visits=1), entry=entry), tools()) == ()


@pytest.mark.parametrize(
    ("url", "feed_publisher", "publisher"),
    [
        ("https://www.bbc.co.uk/news/1", "bbc.com", "bbc.com"),
        ("https://news.sky.com/story/1", "sky.com", "sky.com"),
        ("https://www.bbc.com/arabic/1", "bbc.com~arabic", "bbc.com~arabic"),
        ("https://www.paper.test/1", "aggregator.test", "paper.test"),
        ("https://news.paper.co.uk/1", "news.yonder.co.uk", "news.paper.co.uk"),
        ("https://m.paper.test/1", None, "paper.test"),
    ],
)
def test_whose_an_article_is(url, feed_publisher, publisher):
    article = Article(CanonicalUrl(url), "A title", ())
    subject = stored_page(publisher=PublisherId(feed_publisher) if feed_publisher else None)
    assert publisher_of(article, subject).id == publisher


def test_an_article_from_the_entry_alone_is_the_feeds():
    article = Article(CanonicalUrl("https://elsewhere.test/1"), "A title", (), origin="feed")
    assert publisher_of(article, stored_page()).id == "paper.test"


# ── discover ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_discovery_that_fails_tells_who_asked():
    _, using = answered("https://paper.test/", ConnectionFailed("no connection", advice="Check the address."))
    (saved,) = run(discover, Discovery(3, "https://paper.test/", "waiting"), using)
    assert isinstance(saved, SaveCandidates)
    assert (saved.discovery, saved.candidates) == (3, ())
    assert saved.error == "No connection. Check the address."
    assert discover_given_up(Discovery(3, "x", "waiting"), "A fault.", using, NOW) == (
        SaveCandidates(3, (), "A fault."),
    )
