"""Structured data in the shapes that publishers write it."""

# ruff: noqa: E501  (markup is read more easily unbroken)

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extract.jsonld import nodes_of, read_json, resolved, string, strings, types_of

NODE = '{"@type": "NewsArticle", "headline": "Old pier closes"}'


@pytest.mark.parametrize(
    "script",
    [
        NODE,
        f"[{NODE}]",
        f'{{"@context": "https://schema.org", "@graph": [{{"@type": "WebSite"}}, {NODE}]}}',
        f"<!-- {NODE} -->",
        f"//<![CDATA[\n{NODE}\n//]]>",
        f"/*<![CDATA[*/ {NODE} /*]]>*/",
        f"{NODE};",
        f'{{"@type": "Organization"}}\n{NODE}',
        f'{{"@type": "WebPage", "mainEntity": {NODE}}}',
        '{"@type": "NewsArticle", "headline": "Old pier closes",}',
        '{"@type": "NewsArticle", "articleBody": "Raw\nbreak\tand tab", "headline": "Old pier closes"}',
        '{"@type": "NewsArticle", "description": "A bad \\escape", "headline": "Old pier closes"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Old pier closes&quot;}",
        '{"@type": ["Thing", "https://schema.org/NewsArticle"], "headline": ["Old pier closes"]}',
        '{"@type": "NewsArticle", "headline": {"@value": "Old pier closes"}}',
    ],
)
def test_shapes(script: str) -> None:
    articles = [node for node in nodes_of(read_json(script)) if "newsarticle" in types_of(node)]
    assert [string(node, "headline") for node in articles] == ["Old pier closes"]


def test_pointers_are_followed() -> None:
    script = '{"@graph": [{"@id": "#holm", "name": "Marit Holm"}, {"author": [{"@id": "#holm"}, {"name": "Jo Bay"}, "Ann Li"]}]}'
    nodes = nodes_of(read_json(script))
    assert [string(one, "name") for one in resolved(nodes[-1]["author"], nodes)] == ["Marit Holm", "Jo Bay", "Ann Li"]


def test_a_half_surrogate_pair_is_replaced() -> None:
    (node,) = nodes_of(read_json(r'{"name": "a \ud83d b \ud83d\udea2 c \udea2"}'))
    assert string(node, "name") == "a \ufffd b 🚢 c \ufffd"


@pytest.mark.parametrize(
    "script", ["", "{", "null", "[" * 100_000, '{"a":' * 5_000, "undefined", "{]}", '"text"', "12"]
)
def test_what_is_no_object_gives_none(script: str) -> None:
    assert nodes_of(read_json(script)) == []


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["@graph", "@type", "name", "@id", "url"]), inner)
        ),
    )
)
def test_any_json_is_read(value: object) -> None:
    for node in nodes_of(read_json(json.dumps(value))):
        types_of(node)
        strings(node)
        resolved(node, [node])
