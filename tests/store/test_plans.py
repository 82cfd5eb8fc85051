"""Every statement is known and reads no more than it must: plans, not timings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import octavo.store
from octavo.store import open_store
from octavo.store.connection import Connections
from octavo.store.statements import statements

ROOM = Path(octavo.store.__file__).parent
FILES = sorted(file.stem for file in (ROOM / "sql").glob("*.sql"))

LISTS = {
    "newest": "articles_newest",
    "newest_of_category": "articles_by_category",
    "newest_of_publisher": "articles_by_publisher",
    "newest_with_sound": "articles_with_sound",
    "newest_with_film": "articles_with_film",
    "newest_of_language": "articles_by_language",
    "newest_of_language_and_category": "articles_by_language_category",
    "newest_of_country_and_category": "articles_by_country_category",
    "next_newer": "articles_by_category",
    "next_older": "articles_by_category",
}

SCANS = {
    "publishers",
    "feeds",
    "publishers_named",
    "publishers_beginning",
    "unpaused",
    "counts",
    "sources",
    "miscounted",
    "miscounted_days",
    "miscounted_topics",
    "miscounted_threads",
    "miscounted_comments",
    "miscounted_states",
    "blocks",
    "miscounted_stories",
    "stale",
    "check_docs",
    "agencies",
    "settings",
    "editions",
    "work_totals",
    "fault_totals",
}
"""Statements that read a whole table: of publishers, feeds, settings or kinds of faults, which are few; of the hours
kept or of what is to be done; or in the operator's own check."""


@pytest.fixture(scope="module")
def connections(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connections]:
    """An empty store: its plans are those of a full one, for no statistics are kept."""
    store = open_store(tmp_path_factory.mktemp("plans") / "o.db")
    yield store.connections  # type: ignore[attr-defined]
    store.close()


def plan(connections: Connections, sql: str) -> list[str]:
    with connections.alone() as connection:
        return [
            row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(re.findall(r":(\w+)", sql)))
        ]


@pytest.mark.parametrize(("name", "index"), LISTS.items())
def test_lists_walk_the_index_made_for_them_and_sort_nothing(connections: Connections, name: str, index: str) -> None:
    (step,) = plan(connections, getattr(statements("archive"), name).sql)
    assert re.match(rf"SEARCH articles USING (COVERING )?INDEX {index} ", step)


@pytest.mark.parametrize(
    ("name", "index"),
    [("newest_of_topic", "article_topics_newest"), ("newest_of_topic_in", "article_topics_by_language")],
)
def test_a_topics_list_walks_its_own_index(connections: Connections, name: str, index: str) -> None:
    (step,) = plan(connections, getattr(statements("topics"), name).sql)
    assert re.match(rf"SEARCH article_topics USING COVERING INDEX {index} ", step)


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("newest", "stories_newest"),
        ("newest_of_category", "stories_by_category"),
        ("newest_of_language", "story_facets_by_language"),
        ("newest_of_country", "story_facets_by_country"),
    ],
)
def test_lists_of_stories_walk_the_index_made_for_them(connections: Connections, name: str, index: str) -> None:
    (step,) = plan(connections, getattr(statements("stories"), name).sql)
    assert re.match(rf"SEARCH stor\w+ USING COVERING INDEX {index} ", step)


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("newest_saved", "saved USING COVERING INDEX saved_newest"),
        ("newest_labelled", "saved_labels USING COVERING INDEX saved_labels_newest"),
        ("newest_seen", "seen USING COVERING INDEX seen_newest"),
        ("sweep_seen", "seen USING COVERING INDEX seen_newest"),
        ("is_seen", "seen USING PRIMARY KEY"),
        ("saved_at", "saved USING PRIMARY KEY"),
    ],
)
def test_a_readers_shelf_is_read_by_its_own_indexes(connections: Connections, name: str, index: str) -> None:
    (step,) = plan(connections, getattr(statements("shelf"), name).sql)
    assert step.startswith(f"SEARCH {index} (")


@pytest.mark.parametrize(
    ("file", "name", "index"),
    [
        ("comments", "newest", "comments_newest"),
        ("comments", "best", "comments_best"),
        ("comments", "tree", "comments_tree"),
        ("comments", "written_by", "comments_by_author"),
        ("comments", "unseen_by", "comments_unseen"),
        ("comments", "latest_by", "comments_by_author"),
        ("comments", "latest_alike", "comments_by_print"),
        ("moderation", "waiting", "comments_waiting"),
        ("moderation", "queued", "comments_queued"),
    ],
)
def test_lists_of_comments_walk_the_index_made_for_them(
    connections: Connections, file: str, name: str, index: str
) -> None:
    (step,) = plan(connections, getattr(statements(file), name).sql)
    assert re.match(rf"SEARCH comments USING (COVERING )?INDEX {index} ", step)


@pytest.mark.parametrize("file", FILES)
def test_no_statement_reads_a_whole_table_that_grows(connections: Connections, file: str) -> None:
    for name in vars(statements(file)):
        if name in SCANS:
            continue
        for step in plan(connections, getattr(statements(file), name).sql):
            assert not re.match(r"SCAN (?!steps|newest|found|busy|CONSTANT)\w+$", step), (name, step)


def test_searching_walks_the_index_in_its_own_order(connections: Connections) -> None:
    steps = plan(connections, statements("search").matches.sql)
    assert not any("TEMP B-TREE" in step for step in steps)


def test_every_statement_that_the_code_names_exists_and_every_one_is_used() -> None:
    named: set[tuple[str, str]] = set()
    for file in ROOM.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        for variable, source in re.findall(r'^(_\w+) = statements\("(\w+)"\)', text, re.MULTILINE):
            named |= {(source, name) for name in re.findall(rf"\b{variable}\.(\w+)", text)}
        named |= {("subjects", name) for name in re.findall(r'"(\w+_name)"', text)}
    there = {(file, name) for file in FILES for name in vars(statements(file))}
    assert named == there
