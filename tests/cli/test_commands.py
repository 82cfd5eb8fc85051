"""Every command, by its wheel: what it prints, what it changes, how it fails."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archive import response
from tests.cli.conftest import Command

OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="Morning"><outline type="rss" text="Gazette"
xmlUrl="https://gazette.invalid/rss.xml" x-color="blue"/></outline></body></opml>"""


def test_version(octavo: Command) -> None:
    assert octavo("--version").startswith("octavo 0.")


def test_the_sample_newsroom_comes_in_through_the_pipeline(newsroom: Callable[[], Command]) -> None:
    octavo = newsroom()
    status = octavo.json("status")
    assert status["store"]["articles"] >= 120
    assert status["quarantined"] == []
    assert [feed for feed in status["feeds"] if feed["stored"]["state"]["error"]] == []
    text = octavo("status")
    assert "articles" in text
    assert "Jobs" in text


def test_search_and_show(newsroom: Callable[[], Command]) -> None:
    octavo = newsroom()
    found = octavo.json("search", "ferry")
    card = found["hits"][0]["card"]
    assert "ferry" in octavo("search", "ferry").lower()
    article = octavo.json("show", "article", str(card["id"]))
    assert article["article"]["title"] == card["title"]
    assert len(article["article"]["body"]) > 2
    assert card["title"] in octavo("show", "article", str(card["id"]))
    assert octavo.json("show", "article", card["url"])["card"]["id"] == card["id"]
    publisher = octavo.json("show", "publisher", card["publisher"])
    assert publisher["publisher"]["name"] == card["publisher_name"]
    assert octavo.json("search", "zzzznothing")["hits"] == []


def test_stories_and_why(newsroom: Callable[[], Command]) -> None:
    octavo = newsroom()
    ranked = octavo.json("stories", "--hours", "500", "--limit", "200")
    assert [one["score"] for one in ranked] == sorted((one["score"] for one in ranked), reverse=True)
    most = max(ranked, key=lambda one: one["card"]["publishers"])["card"]
    assert most["publishers"] > 2
    shown = octavo.json("show", "story", str(most["id"]))
    assert len(shown["story"]["members"]) == most["articles"]
    assert shown["comparison"]["summary"]
    text = octavo("show", "story", str(most["id"]))
    assert most["lead"]["title"] in text
    assert shown["comparison"]["summary"][0]["text"] in text
    member = next(one for one in shown["story"]["members"] if one["membership"]["evidence"])
    why = octavo("explain", str(member["card"]["id"]))
    assert f"In the story {most['id']}" in why
    assert member["membership"]["evidence"][0]["feature"] in why
    explained = octavo.json("explain", str(member["card"]["id"]))
    assert explained["story"]["id"] == most["id"]
    assert explained["copy"] == member["copy"]
    assert "category" in octavo("stories", "--category", "gossip", fails=True)
    assert "octavo stories" in octavo("show", "story", "twelve", fails=True)


def test_the_briefing_tells_a_day_and_ends(newsroom: Callable[[], Command]) -> None:
    octavo = newsroom()
    yesterday = octavo.json("briefing")["since"][:10]
    found = octavo.json("briefing", "--day", yesterday, "--language", "en")
    assert found["day"] == yesterday
    assert 5 <= len(found["top"]) <= 7
    assert found["words"] > 100
    text = octavo("briefing", "--day", yesterday, "--language", "en")
    titles = [told["card"]["lead"]["title"] for told in found["top"]]
    assert [text.index(title) for title in titles] == sorted(text.index(title) for title in titles)
    assert "That is the day’s news: " in text.splitlines()[-1]
    assert "No stories of that time." in octavo("briefing", "--day", "2001-01-01")
    assert "2026-11-21" in octavo("briefing", "--day", "soon", fails=True)


def test_topics_and_marks(newsroom: Callable[[], Command]) -> None:
    octavo = newsroom()
    (place,) = [one for one in octavo.json("topics", "--find", "lanhai") if one["slug"] == "lanhai"]
    assert place["articles"] > 5
    assert "lanhai" in octavo("topics", "--find", "LANHAI")
    assert "No topic has this name." in octavo("topics", "--find", "zzzznobody")
    assert isinstance(octavo.json("topics"), list)
    octavo("topics")
    shown = octavo.json("show", "topic", "lanhai")
    assert shown["topic"]["slug"] == "lanhai"
    assert len(shown["volume"]) == 30
    number = str(shown["latest"][0]["id"])
    assert shown["latest"][0]["title"].split()[0] in octavo("show", "topic", "lanhai")
    article = octavo.json("show", "article", number)
    assert "lanhai" in [tag["slug"] for tag in article["topics"]]
    assert article["marks"]["mentions"]
    assert article["marks"]["vector"] == []
    assert "#Lanhai" in octavo("show", "article", number)
    assert "there is no topic" in octavo("show", "topic", "zzzz-nowhere", fails=True)


def test_adding_an_edition_and_exporting_it(octavo: Command, tmp_path: Path) -> None:
    added = octavo.json("add", "--edition", "world-en")["added"]
    assert len(added) >= 8
    file = tmp_path / "out.opml"
    octavo("export", str(file))
    assert added[0]["feed"]["url"].replace("&", "&amp;") in file.read_text()
    again = octavo.json("import", str(file))
    assert (again["added"], again["known"]) == (0, len(added))


def test_opml_keeps_folders_and_unknown_attributes(octavo: Command) -> None:
    assert "1 added" in octavo("import", "-", given=OPML)
    exported = octavo("export")
    assert 'text="Morning"' in exported
    assert 'x-color="blue"' in exported
    feed = octavo.json("show", "feed", "https://gazette.invalid/rss.xml")
    assert feed["feed"]["folder"] == ["Morning"]


def test_the_sample_comes_and_goes(octavo: Command) -> None:
    feeds = octavo.json("sample", "add")["added"]
    assert feeds >= 14
    assert octavo.json("sample", "remove")["removed"] == feeds
    assert octavo.json("status")["store"]["feeds"] == 0


def test_archived_pages_become_articles(octavo: Command, tmp_path: Path) -> None:
    words = "The flood wall at Saltreach held through the night, the harbour master said, and boats left at dawn. "
    text = "".join(f"<p>{words * 2}{number}</p>" for number in range(6))
    head = "<html><head><title>Flood wall holds</title></head>"
    body = f"{head}<body><article><h1>Flood wall holds</h1>{text}</article></body></html>"
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(response("http://gazette.invalid/2026/flood-wall-holds", body.encode())))
    report = octavo.json("ingest", str(path))
    assert report["new"] == 1
    assert octavo.json("ingest", str(path))["new"] == 0
    hit = octavo.json("search", '"flood wall"')["hits"][0]
    assert hit["card"]["title"] == "Flood wall holds"
    assert "is no WARC archive" in octavo("ingest", str(octavo.home / "octavo.db"), fails=True)


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (("show", "article", "12"), {}, "12"),
        (("show", "feed", "nowhere.invalid"), {}, "no feed has the address"),
        (("add",), {}, "Editions:"),
        (("add", "--edition", "atlantis"), {}, "atlantis"),
        (("add", "file:///etc/passwd"), {}, "http"),
        (("import", "missing.opml"), {}, "missing.opml cannot be read"),
        (("status",), {"OCTAVO_BIND": "nonsense"}, "ADDRESS:PORT"),
        (("status",), {"OCTAVO_COLOUR": "red"}, "unknown setting OCTAVO_COLOUR"),
        (("status",), {"OCTAVO_HOME": "/proc/octavo"}, "OCTAVO_HOME"),
    ],
)
def test_errors_say_what_to_do(
    octavo: Command, arguments: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    assert said in octavo(*arguments, fails=True, **settings)
    assert said in octavo(*arguments, "--json", fails=True, **settings)


def test_doctor(octavo: Command) -> None:
    report = octavo.json("doctor")
    assert {finding["verdict"] for finding in report["findings"]} <= {"ok", "note"}
    assert "OCTAVO_BIND" in octavo("doctor")
    told = {setting["name"]: setting for setting in octavo.json("doctor")["settings"]}
    assert (told["OCTAVO_WORKERS"]["value"], told["OCTAVO_WORKERS"]["source"]) == ("1", "variable")
    (octavo.home / "octavo.db").write_bytes(b"not a database, and long enough to be read as one" * 100)
    assert "wrong" in octavo("doctor", fails=True)


def test_run_serves_the_sample_newsroom_and_stops_on_sigterm(octavo: Command) -> None:
    """What `make run` starts: pages answer, articles come in, a second Octavo is refused in words, SIGTERM ends it."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, str(octavo.installed / "bin" / "octavo"), "run"],
        stdout=subprocess.PIPE, text=True, env=octavo.environment(OCTAVO_BIND=f"127.0.0.1:{port}"),
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = process.stdout.readline() + process.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in said
        assert _within(60, lambda: octavo.json("status")["store"]["articles"] >= 20)
        page = _get(port, "/")
        assert "invented" in page
        assert page.count("/article/") > 10
        assert "cannot serve on" in octavo("run", fails=True, OCTAVO_BIND=f"127.0.0.1:{port}")
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=25) == 0
        assert time.monotonic() - began < 20
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


def _within(seconds: float, condition: Callable[[], bool]) -> bool:
    """Whether the condition comes true in time; each look is a whole command, so there is nothing to wait between."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
    return False


def test_a_pipe_that_closes_early_is_no_error(newsroom: Callable[[], Command]) -> None:
    octavo = newsroom()
    process = subprocess.Popen(
        [sys.executable, str(octavo.installed / "bin" / "octavo"), "search", "the", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=octavo.environment(),
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    _, said = process.communicate(timeout=60)
    assert b"Traceback" not in said


def test_as_another_user_the_home_is_asked_for(octavo: Command, tmp_path: Path) -> None:
    """A folder that cannot be written to is told, not stumbled over."""
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert "OCTAVO_HOME" in octavo("status", fails=True, OCTAVO_HOME=str(locked / "home"))
