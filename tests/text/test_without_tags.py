"""What stands outside tags: measured and compared by the store and the parser."""

from __future__ import annotations

from tests.cost import within

from octavo.text.markup import without_tags


def test_only_tags_go() -> None:
    assert without_tags('<p class="a">One <b>two</b></p><img src="https://count.example/8271"/>') == "One two"
    assert without_tags("1 < 2") == "1 < 2"


def test_the_time_is_linear() -> None:
    within(1, lambda: without_tags("<" * 1_000_000 + "a" * 1_000_000))
