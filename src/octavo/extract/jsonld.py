"""Schema.org data in a page's JSON-LD: read in all the shapes publishers write it, repaired where that is safe.

Shapes: one object, a list, `@graph`, several objects one after the other, objects that only point at others by `@id`,
wrapped in comments or CDATA, with raw line breaks in strings, trailing commas, HTML entities for quotation marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

Node = dict[str, object]

MAX_CHARACTERS = 2_000_000
MAX_NODES = 2_000

ARTICLES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "backgroundnewsarticle", "analysisnewsarticle",
    "opinionnewsarticle",
    "reviewnewsarticle", "asknewsarticle", "satiricalarticle", "advertisercontentarticle", "blogposting",
    "liveblogposting",
    "socialmediaposting", "discussionforumposting", "report", "techarticle", "scholarlyarticle",
    "medicalscholarlyarticle",
    "apireference", "review", "criticreview", "claimreview", "pressrelease",
})  # fmt: skip
"""Types of schema.org that are articles, lower case."""

_OPENING = re.compile(r"\s*(?:(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?|<!--)")
_CLOSING = re.compile(r"(?:(?://|/\*)?\s*\]\]>\s*(?:\*/)?|-->)\s*$")
_TAIL = 60
"""Characters at the end of a script in which its wrapping is closed."""
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")
_HALF_PAIR = re.compile(
    r"\\u[dD][89aAbB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89aAbB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
"""Escapes of half a surrogate pair: a string with one cannot be written anywhere."""
_DECODER = json.JSONDecoder(strict=False)


def read_json(text: str) -> Iterator[object]:
    """The JSON values in a script, one after the other; what cannot be repaired ends it."""
    text = _OPENING.sub("", text[:MAX_CHARACTERS], count=1) if _OPENING.match(text) else text[:MAX_CHARACTERS]
    text = (text[:-_TAIL] + _CLOSING.sub("", text[-_TAIL:])).strip().rstrip(";")
    text = _HALF_PAIR.sub(r"\\ufffd", text)
    repairs = (
        lambda raw: raw,
        lambda raw: _BAD_ESCAPE.sub(r"\\\\", _TRAILING_COMMA.sub(r"\1", raw)),
        lambda raw: _TRAILING_COMMA.sub(r"\1", unescape(raw)),
    )
    for repair in repairs:
        values = list(_values(repair(text)))
        if values:
            yield from values
            return


def _values(text: str) -> Iterator[object]:
    position = 0
    while position < len(text):
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        yield value
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1


def nodes_of(values: Iterator[object]) -> list[Node]:
    """All objects at the top, in `@graph` and under what a page says it is about, in document order."""
    found: list[Node] = []
    todo = list(values)
    while todo and len(found) < MAX_NODES:
        value = todo.pop(0)
        if isinstance(value, list):
            todo[:0] = value[:MAX_NODES]
        elif isinstance(value, dict):
            found.append(value)
            todo[:0] = [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "item") if key in value]
    return found


def types_of(node: Node) -> set[str]:
    """The node's types, lower case, without the vocabulary's address."""
    return {text.rsplit("/", 1)[-1].removeprefix("schema:").lower() for text in strings(node.get("@type"))}


def strings(value: object) -> list[str]:
    """The texts in a value: itself, those of a list, the `@value`, `name` or `@id` of an object."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for one in value[:200] for text in strings(one)]
    if isinstance(value, dict):
        return next((texts for key in ("@value", "name", "url", "@id") if (texts := strings(value.get(key)))), [])
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [str(value)]
    return []


def string(node: Node, *keys: str) -> str:
    """The first text under the first of the keys that has one, empty where none has."""
    return next((texts[0].strip() for key in keys if (texts := strings(node.get(key)))), "")


def resolved(value: object, nodes: list[Node]) -> list[Node]:
    """The objects a value means: itself or those of a list, pointers (`{"@id": …}`) followed to their nodes."""
    values = value if isinstance(value, list) else [value]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    found: list[Node] = []
    for one in values[:200]:
        if isinstance(one, str):
            found.append(by_id.get(one) or {"name": one})
        elif isinstance(one, dict):
            pointed = by_id.get(one["@id"]) if isinstance(one.get("@id"), str) and not one.get("name") else None
            found.append(pointed or one)
        elif isinstance(one, list):
            found.extend(node for node in one if isinstance(node, dict))
    return found
