"""The tree stays small and shallow, and parsing stays quick, whatever is written."""

from __future__ import annotations

import pytest
from tests.cost import within

from octavo.text.guard import tamed
from octavo.text.tree import MAX_DEPTH, MAX_NODES, parse_html

BOMBS = {
    "open elements": "<div>" * 60_000 + "text",
    "closers first": "</div>" * 40_000 + "<div>" * 40_000 + "text",
    "attributes": "<div " + " ".join(f"a{n}=1" for n in range(40_000)) + ">text</div>",
    "attributes behind a quoted bracket": '<div title="a > b" '
    + " ".join(f"a{n}=1" for n in range(40_000))
    + ">text</div>",
    "formatting opened again": "".join(f"<b class=c{n}>" for n in range(3_000)) + "<p>x</p>" * 20_000 + "text",
    "tables": "<table><tr><td>" * 20_000 + "text",
    "formatting misnested": "<b></p>" * 40_000 + "text",
    "lists": "<ul><li>" * 30_000 + "text",
    "articles": "<article><p>" * 30_000 + "text",
    "foreign": "<svg><g>" * 20_000 + "text",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_read_in_time(name: str) -> None:
    root = within(1, lambda: parse_html(BOMBS[name]))
    depths = {root: 0}
    for element in within(1, lambda: list(root.walk())):
        if element.parent is not None:
            depths[element] = depths[element.parent] + 1
    assert max(depths.values()) <= MAX_DEPTH
    assert len(depths) <= MAX_NODES + 1


def test_an_ordinary_page_is_left_as_it_is() -> None:
    page = "<html><body>" + '<div class="a"><p>Text <a href="/x">link</a></p></div>' * 500 + "</body></html>"
    assert tamed(page) == page


def test_a_long_value_is_no_bomb() -> None:
    page = f'<div data-props="{{{"&quot;key&quot;:1," * 5_000}}}">text</div>'
    assert tamed(page) == page


def test_zeros_are_dropped() -> None:
    assert parse_html("<p>a\x00b</p>").short_text(9) == "ab"


def test_scripts_are_dropped_unless_they_are_data() -> None:
    root = parse_html('<script>var a</script><script type="application/ld+json">{"b":1}</script><style>p{}</style>')
    assert [element.children for element in root.find("script", "style")] == [['{"b":1}']]


def test_walks_are_in_document_order() -> None:
    root = parse_html("<body><ul><li>a<b>c</b></li><li>d</li></ul><p>e</p>")
    assert [element.tag for element in root.walk()] == ["html", "head", "body", "ul", "li", "b", "li", "p"]
    assert list(root.texts()) == ["a", "c", "d", "e"]


def test_short_text_of_something_long_is_empty() -> None:
    root = parse_html("<p>one</p><p>two</p>")
    assert root.short_text(20) == "one two"
    assert root.short_text(5) == ""
    assert parse_html("<i></i>" * 500).short_text(20) == ""
