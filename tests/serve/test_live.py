"""News for open pages: what counts, what is sent, and when a stream ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from tests.serve import newsroom
from tests.serve.client import Browser
from tests.serve.fakes import MemoryStore, app_of

from octavo.news.addresses import CanonicalUrl, article_id
from octavo.news.articles import StoredArticle
from octavo.news.errors import StoreError
from octavo.serve.live import MOST, WINDOW, YOUNG, Live, Wanted, count

NOW = newsroom.NOW


class Watch:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def arriving(number: int, seen: datetime, **card: Any) -> StoredArticle:
    """One more article."""
    model = newsroom.articles()[0]
    url = CanonicalUrl(f"https://harbourpost.example/new/{number}")
    return replace(
        model, first_seen=seen, card=replace(model.card, id=article_id(seen, url), url=url, shown=seen, **card)
    )


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore([arriving(0, NOW - timedelta(minutes=30))])


@pytest.fixture
def live(store: MemoryStore, watch: Watch) -> Live:
    live = Live(store, watch)  # type: ignore[arg-type]
    live.look()
    return live


def test_an_article_is_new_from_when_it_was_found_not_from_when_a_feed_named_it(
    live: Live, store: MemoryStore, watch: Watch
) -> None:
    assert live.arrivals(NOW, Wanted()) == []
    store.articles.append(arriving(1, NOW - timedelta(minutes=20)))
    watch.now += timedelta(seconds=5)
    live.look()
    assert [one.card.id for one in live.arrivals(NOW, Wanted())] == [store.articles[1].card.id]
    assert live.arrivals(watch.now, Wanted()) == []


def test_what_was_there_at_the_first_look_is_as_old_as_its_first_sight(live: Live) -> None:
    assert len(live.arrivals(NOW - timedelta(hours=1), Wanted())) == 1
    assert live.arrivals(NOW - timedelta(minutes=29), Wanted()) == []


def test_what_is_too_old_or_gone_is_forgotten(live: Live, store: MemoryStore, watch: Watch) -> None:
    watch.now += WINDOW
    live.look()
    assert live.arrivals(NOW - WINDOW, Wanted()) == []


def test_what_an_article_is_about_is_read_again_while_it_is_young(live: Live, store: MemoryStore, watch: Watch) -> None:
    store.articles.append(arriving(1, NOW, category="general"))
    watch.now += timedelta(seconds=5)
    live.look()
    assert live.arrivals(NOW, Wanted(category="sport")) == []
    store.articles[1] = replace(store.articles[1], card=replace(store.articles[1].card, category="sport"))
    live.look()
    assert len(live.arrivals(NOW, Wanted(category="sport"))) == 1
    watch.now += YOUNG
    live.look()
    store.articles[1] = replace(store.articles[1], card=replace(store.articles[1].card, category="crime"))
    live.look()
    assert len(live.arrivals(NOW, Wanted(category="sport"))) == 1


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (Wanted(), 1), (Wanted(languages=("en", "fr")), 1), (Wanted(languages=("fr",)), 0),
        (Wanted(category="world"), 1), (Wanted(category="sport"), 0),
        (Wanted(publisher="harbourpost.example"), 1), (Wanted(publisher="x.example"), 0),
        (Wanted(topic="strait-of-thalas"), 1), (Wanted(topic="x"), 0), (Wanted(media="audio"), 0),
        (Wanted(media="video"), 0), (Wanted(story=5), 0),
    ],
)  # fmt: skip
def test_a_page_hears_of_what_it_shows(live: Live, wanted: Wanted, number: int) -> None:
    found = live.arrivals(NOW - timedelta(hours=1), wanted)
    assert len(found) == number


def test_what_is_muted_is_no_news_and_stories_count_once(live: Live) -> None:
    found = live.arrivals(NOW - timedelta(hours=1), Wanted())
    assert count(found, Wanted(), lambda cards: set()) == 1
    assert count(found, Wanted(), lambda cards: {card.id for card in cards}) == 0
    twice = [found[0], replace(found[0], card=arriving(2, NOW).card)]
    assert count(twice, Wanted(), lambda cards: set()) == 2
    assert count(twice, Wanted("stories"), lambda cards: set()) == 1


def test_more_than_anybody_counts_is_not_counted(live: Live, store: MemoryStore, watch: Watch) -> None:
    store.articles += [arriving(n, NOW) for n in range(1, MOST + 20)]
    watch.now += timedelta(seconds=5)
    live.look()
    assert len(live.arrivals(NOW, Wanted())) == MOST


# ── the stream ──


Heard = Callable[[], Any]


@asynccontextmanager
async def listening(app: FastAPI, address: str, **headers: str) -> AsyncIterator[asyncio.Queue[dict[str, Any]]]:
    """What a server sends to a browser that holds on; let go at the end."""
    path, _, query = address.partition("?")
    given = {"host": "localhost:8008", **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "", "state": {},
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8008),
    }  # fmt: skip
    sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    leaving = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if not leaving.is_set():
            await leaving.wait()
        return {"type": "http.disconnect"}

    task = asyncio.create_task(app(scope, receive, sent.put))  # type: ignore[arg-type]
    try:
        yield sent
    finally:
        leaving.set()
        await asyncio.wait_for(task, 5)


async def next_text(sent: asyncio.Queue[dict[str, Any]]) -> str:
    message = await asyncio.wait_for(sent.get(), 5)
    return str(message.get("body", b"").decode())


def streaming(store: MemoryStore, watch: Watch) -> FastAPI:
    app = app_of(store, clock=watch)
    app.state.live = Live(store, watch, pause=0.01)  # type: ignore[arg-type]
    return app


def since(moment: datetime) -> int:
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)


def test_a_stream_tells_how_many_and_goes_on_where_it_broke_off(store: MemoryStore, watch: Watch) -> None:
    app = streaming(store, watch)

    async def hear() -> None:
        async with listening(app, f"/events?since={since(NOW)}") as sent:
            start = await asyncio.wait_for(sent.get(), 5)
            headers = dict(start["headers"])
            assert headers[b"content-type"].startswith(b"text/event-stream")
            assert headers[b"x-accel-buffering"] == b"no"
            assert b"no-store" in headers[b"cache-control"]
            assert (await next_text(sent)).startswith("retry: ")
            watch.now += timedelta(seconds=1)
            store.articles.append(arriving(1, watch.now))
            assert await next_text(sent) == f"id: {since(NOW)}.1\nevent: news\ndata: 1 new article\n\n"
        assert app.state.live.listeners == 0
        async with listening(app, f"/events?since={since(NOW)}", last_event_id=f"{since(NOW)}.1") as sent:
            await sent.get()
            await next_text(sent)
            watch.now += timedelta(seconds=1)
            store.articles.append(arriving(2, watch.now))
            assert "data: 2 new articles" in await next_text(sent)

    asyncio.run(hear())


def test_streams_end_when_octavo_stops_and_none_begins_then(store: MemoryStore, watch: Watch) -> None:
    app = streaming(store, watch)

    async def hear() -> None:
        async with listening(app, f"/events?since={since(NOW)}") as sent:
            await sent.get()
            await next_text(sent)
            app.state.live.close()
            assert await next_text(sent) == ""  # the end of the body
        took = app.state.house.registry.get_sample_value(
            "octavo_http_request_duration_seconds_sum", {"route": "/events"}
        )
        assert took == 0.0, "a page that waits for news is no slow answer"
        async with listening(app, f"/events?since={since(NOW)}") as sent:
            assert (await asyncio.wait_for(sent.get(), 5))["status"] == 503

    asyncio.run(hear())


def test_a_store_that_is_away_for_a_moment_ends_no_stream(
    store: MemoryStore, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = streaming(store, watch)
    working = store.first_seen_since

    async def hear() -> None:
        async with listening(app, f"/events?since={since(NOW)}") as sent:
            await sent.get()
            await next_text(sent)

            def broken(since: datetime, limit: int) -> list[int]:
                monkeypatch.setattr(store, "first_seen_since", working)
                raise StoreError("the store is locked")

            monkeypatch.setattr(store, "first_seen_since", broken)
            watch.now += timedelta(seconds=1)
            store.articles.append(arriving(1, watch.now))
            assert "1 new article" in await next_text(sent)

    asyncio.run(hear())


@pytest.mark.parametrize("address", ["/events", "/events?since=x", "/events?since=99999999999999999"])
def test_nonsense_begins_no_stream(store: MemoryStore, watch: Watch, address: str) -> None:
    assert Browser(streaming(store, watch)).get(address).status in (400, 404)


def test_pages_say_where_their_news_is_to_be_heard(store: MemoryStore, watch: Watch) -> None:
    browser = Browser(app_of(MemoryStore(newsroom.articles()), clock=watch))
    places = {
        "/?lang=en": "of=stories&amp;lang=en", "/category/world?lang=en": "lang=en&amp;category=world",
        "/publisher/northwire.example": "publisher=northwire.example",
        "/topic/strait-of-thalas": "topic=strait-of-thalas",
        "/videos?lang=all": "media=video",
    }  # fmt: skip
    for path, asked in places.items():
        page = browser.get(path).text
        assert f'data-live="/events?in=en&amp;since={since(NOW)}&amp;' in page
        assert asked in page
    assert 'data-live=""' in browser.get("/keys").text
