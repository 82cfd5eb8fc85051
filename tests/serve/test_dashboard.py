"""What whoever runs the place sees: the dashboard, the metrics, whether all is well and ready; and how requests are
numbered and failures counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from prometheus_client.parser import text_string_to_metric_families
from tests.contract import newsroom as desk
from tests.serve.accounts import SITE, House, Postbox
from tests.serve.client import Browser
from tests.serve.fakes import Yard, app_of, full_store
from tests.serve.newsroom import NOW

from octavo.news.errors import StoreError
from octavo.serve import Admission
from octavo.serve.chart import Skyline, by_weeks, skyline_of
from octavo.serve.dashboard import Period

TOKEN = "0123456789abcdef"


@pytest.fixture
def browser() -> Browser:
    return Browser(app_of(full_store()))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# ── the dashboard ──


def test_it_tells_how_the_place_runs(browser: Browser) -> None:
    page = words(browser.get("/dashboard").text)
    for said in (
        "29 articles in the archive. 6 publishers.",
        "The Harbour Post",  # who published how much
        "العربية",
        "fetch 40",  # jobs of the stage, then how long they took and what waits
        "12 3 1",
        "the site answers with status 404 9",
        "https://quai.example/feed",
        "5.1 MB",
        "a list of links, not an article 14",
        "octavo.db",
        "Held 3",
    ):
        assert said in page, said


def test_every_plot_has_its_numbers_in_a_table(browser: Browser) -> None:
    page = browser.get("/dashboard?days=7").text
    chart = page[page.index('<figure class="chart">') :]
    assert chart[: chart.index("</svg>")].count("<rect ") == 7
    assert chart[: chart.index("</table>")].count(" Nov 2026</td>") == 7
    sparks, tables = page.count('class="spark"'), page.count("As a table")
    assert sparks >= 8
    assert tables >= 4
    assert len(set(re.findall(r'id="([^"]+)"', page))) == len(re.findall(r'id="([^"]+)"', page))


@pytest.mark.parametrize(("asked", "days"), [("7", 7), ("30", 30), ("90", 90), ("100000", 30)])
def test_it_looks_back_as_far_as_it_may(browser: Browser, asked: str, days: int) -> None:
    page = browser.get(f"/dashboard?days={asked}").text
    assert re.search(rf'days={days}" aria-current="true"', page)


def test_a_worker_that_gives_no_sign_is_told_where_there_should_be_one() -> None:
    store = full_store()
    store.worker_seen = lambda: NOW - timedelta(minutes=3)  # type: ignore[method-assign]
    yard = Yard(store)
    assert "given no sign" not in Browser(app_of(store, yard)).get("/dashboard").text
    yard.doors = replace(yard.doors, works=True)
    assert "given no sign" in Browser(app_of(store, yard)).get("/dashboard").text


def test_what_was_long_ago_is_told_by_the_week() -> None:
    assert by_weeks([1] * 16) == [2, 7, 7]
    period = Period(90)
    days = [NOW.date() - timedelta(days=ago) for ago in reversed(range(90))]
    assert len(period.names(days)) == len(period.sums([1] * 90)) == 13
    assert period.names(days)[-1] == "2026-11-15"
    assert sum(period.sums(list(range(90)))) == sum(range(90))


def test_a_skyline_is_as_high_as_its_values_and_its_last_bar_stands_apart() -> None:
    line = skyline_of([0, 6, 12, 3])
    assert (line.width, line.path, line.last) == (16, "M0 24h4v-12h3v12h1v-24h3v24h1", "M12 24v-6h3v6z")
    assert skyline_of([0, 0]) == Skyline(8, "", "")
    assert skyline_of([]) == Skyline(0, "", "")


# ── well and ready ──


def test_a_place_that_is_ready_says_so(browser: Browser) -> None:
    reply = browser.get("/readyz")
    assert reply.status == 200
    assert reply.text == '{"status":"ready","store":"ok","migrations":"ok","worker":"ok"}'


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"is_writable": lambda: False}, '"store":"not writable"'),
        ({"is_migrated": lambda: False}, '"migrations":"another Octavo\'s"'),
        ({"worker_seen": lambda: None}, '"worker":"silent"'),
        ({"worker_seen": lambda: NOW - timedelta(seconds=61)}, '"worker":"silent"'),
    ],
)
def test_a_place_that_is_not_says_what_is_wrong(broken: dict[str, Callable[[], object]], said: str) -> None:
    store = full_store()
    vars(store).update(broken)
    yard = Yard(store)
    yard.doors = replace(yard.doors, works=True)
    reply = Browser(app_of(store, yard)).get("/readyz")
    assert reply.status == 503
    assert said in reply.text


def test_pages_without_a_worker_of_their_own_are_ready_without_one() -> None:
    store = full_store()
    store.worker_seen = lambda: None  # type: ignore[method-assign]
    reply = Browser(app_of(store)).get("/readyz")
    assert reply.status == 200
    assert '"worker":"none here"' in reply.text


def test_whoever_asks_again_and_again_writes_nothing_each_time() -> None:
    store, tries = full_store(), []
    store.is_writable = lambda: bool(tries.append(1)) or True  # type: ignore[method-assign]
    browser = Browser(app_of(store))
    assert {browser.get("/readyz").status for _ in range(5)} == {200}
    assert len(tries) == 1


# ── metrics ──


def test_metrics_are_what_prometheus_reads(browser: Browser) -> None:
    for _ in range(3):
        browser.get("/category/world")
    browser.get("/nowhere")
    reply = browser.get("/metrics")
    assert reply.headers["content-type"].startswith("text/plain")
    told = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(reply.text)
        for sample in family.samples
    }
    route = ("route", "/category/{name}")
    assert told["octavo_http_requests_total", ("method", "GET"), route, ("status", "200")] == 3
    assert told["octavo_http_requests_total", ("method", "GET"), ("route", "none"), ("status", "404")] == 1
    assert told["octavo_http_request_duration_seconds_count", route] == 3
    assert told["octavo_articles",] == 29
    assert told["octavo_jobs", ("stage", "fetch"), ("state", "due")] == 12
    assert told["octavo_stage_jobs_total", ("stage", "fetch")] == 340
    assert told["octavo_stage_duration_seconds_total", ("stage", "fetch")] == 51.5
    assert told["octavo_faults_total", ("kind", "HTTP 404"), ("place", "poll")] == 3
    assert told["octavo_worker_last_seen_timestamp_seconds",] == NOW.timestamp()
    assert sum(value for name, value in told.items() if name[0] == "octavo_feeds") == 6


def test_each_application_has_metrics_of_its_own() -> None:
    one, other = (Browser(app_of(full_store())) for _ in range(2))
    one.get("/topics")
    assert 'route="/topics"' in one.get("/metrics").text
    assert 'route="/topics"' not in other.get("/metrics").text


def test_a_token_opens_the_metrics_and_nothing_else(housed: Callable[[Admission], House]) -> None:
    house = housed(Admission())
    house.app.state.house = replace(
        house.app.state.house, doors=replace(house.app.state.house.doors, metrics_token=TOKEN)
    )
    stranger = house.browser()
    assert stranger.get("/metrics").headers["location"].startswith("/sign-in?next=")
    assert stranger.get("/metrics", authorization=f"Bearer {TOKEN}").status == 200
    for wrong in ("Bearer", "Bearer 0123", f"Bearer {TOKEN}0"):
        assert stranger.get("/metrics", authorization=wrong).status == 401
    assert stranger.get("/dashboard", authorization=f"Bearer {TOKEN}").status == 303


def test_without_a_token_no_token_opens_them(house: House) -> None:
    assert house.browser().get("/metrics", authorization="Bearer ").status == 401


# ── numbers and failures ──


def test_every_answer_has_a_number(browser: Browser) -> None:
    numbers = {browser.get("/topics").headers["x-request-id"] for _ in range(3)}
    assert len(numbers) == 3
    assert browser.get("/", x_request_id="proxy-7f3a9c21").headers["x-request-id"] == "proxy-7f3a9c21"
    for strange in ("a b", "short", "x" * 65, "ok-ok-ok\u00e9"):
        assert browser.get("/topics", x_request_id=strange).headers["x-request-id"] != strange
    assert browser.ask("GET", "/", headers={"host": "evil.example"}).headers["x-request-id"]


def test_a_fault_is_counted_and_can_be_found_in_the_log() -> None:
    store = full_store()

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("in a page")

    store.latest = broken  # type: ignore[assignment]
    with structlog.testing.capture_logs([structlog.contextvars.merge_contextvars]) as logs:
        reply = Browser(app_of(store)).get("/publisher/harbourpost.example")
    assert reply.status == 500
    number = re.search(r"under <bdi>(\w+)</bdi>", reply.text)
    assert number
    (failed,) = (line for line in logs if line["event"] == "page.failed")
    assert (failed["request"], failed["kind"]) == (number[1], "ZeroDivisionError")
    assert store.faults == [("pages", "ZeroDivisionError")]


def test_a_store_that_cannot_be_used_is_told_of_all_the_same() -> None:
    store = full_store()

    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    store.latest = store.note_faults = full  # type: ignore[assignment]
    reply = Browser(app_of(store)).get("/publisher/harbourpost.example")
    assert reply.status == 503
    assert "The log has this request under" in reply.text


def test_the_store_itself_answers_all_of_it(house: House) -> None:
    boss = house.browser(house.enrol("Boss 2", "administrator"))
    house.store.note_work([], desk.NOW)
    assert boss.get("/dashboard").status == 200
    assert boss.get("/metrics").status == 200
    assert boss.get("/readyz").status == 200


def test_a_letter_that_was_not_sent_is_counted(housed: Callable[[Admission], House]) -> None:
    house = housed(Admission(site=SITE, letters=Postbox(broken=True)))
    house.enrol("Ana", email="ana@example.org")
    house.browser().post("/reset", {"name": "Ana"})
    (told,) = house.store.running(desk.NOW, 1, 1, 5).faults
    assert (told.last.place, told.last.kind, told.last.subject) == ("letters", "LetterError", "reset")
