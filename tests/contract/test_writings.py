"""Texts that a Writer wrote, and what they took, on every store."""

from __future__ import annotations

from dataclasses import replace

from tests.contract.newsroom import DAY, NOW

from octavo.news.writing import WritingUse
from octavo.ports import Store

TODAY = NOW.date()


def test_a_text_is_kept_under_its_key_and_replaced_by_a_newer_one(store: Store) -> None:
    assert store.writing(b"one") is None
    store.keep_writing(b"one", "Zwei Sätze. ثلاث جمل.", NOW)
    assert store.writing(b"one") == "Zwei Sätze. ثلاث جمل."
    assert store.writing(b"two") is None
    store.keep_writing(b"one", "Another.", NOW)
    assert store.writing(b"one") == "Another."


def test_texts_go_after_a_month(store: Store) -> None:
    store.keep_writing(b"old", "Old.", NOW)
    store.keep_writing(b"newer", "Newer.", NOW + 20 * DAY)
    assert store.writing(b"old") == "Old."
    store.keep_writing(b"newest", "Newest.", NOW + 31 * DAY)
    assert [store.writing(key) for key in (b"old", b"newer", b"newest")] == [None, "Newer.", "Newest."]


def test_what_writing_took_is_added_up_by_day_purpose_and_model(store: Store) -> None:
    summary = WritingUse(TODAY, "summary", "small", written=1, tokens_read=900, tokens_written=80, seconds=1.5)
    store.count_writing(summary)
    store.count_writing(summary)
    store.count_writing(WritingUse(TODAY, "summary", "small", kept=3))
    store.count_writing(WritingUse(TODAY, "answer", "small", failed=1, refused=2, tokens_read=10))
    store.count_writing(replace(summary, day=(NOW - DAY).date(), model="large"))
    assert store.tokens_on(TODAY) == 2 * 980 + 10
    assert store.tokens_on((NOW + DAY).date()) == 0
    assert store.writing_uses(TODAY) == [
        WritingUse(TODAY, "answer", "small", failed=1, refused=2, tokens_read=10),
        WritingUse(TODAY, "summary", "small", 2, 3, tokens_read=1800, tokens_written=160, seconds=3.0),
    ]
    assert [use.model for use in store.writing_uses((NOW - DAY).date())] == ["small", "small", "large"]
