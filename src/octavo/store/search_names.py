"""Names among a query's words → the topics of these names, under all their spellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from octavo.ports import Clause
from octavo.store.statements import statements
from octavo.store.topics import aliases_of
from octavo.text.words import is_unspaced, tokens

_names = statements("topic_names")
_topics = statements("topics")

LONGEST = 5
"""Words of a name."""
SURNAME = 4
"""Letters from which on a word alone may be somebody's name."""
_SPELLINGS = 8
"""Other spellings that a name is looked for in: the commonest."""
_TOPICS = 3
"""Topics of one name."""


@dataclass(frozen=True, slots=True)
class Name:
    """That some neighbouring words of a query are a name."""

    first: int
    last: int
    """Which clauses of words: from `first` up to `last`, which is none of them."""
    topics: tuple[int, ...]
    """Those of the name, with all that were merged into them."""
    spellings: tuple[str, ...]
    """The name's other spellings, as tokens joined by spaces."""


def names_in(connection: apsw.Connection, words: Sequence[Clause]) -> list[Name]:
    """The names among the words, the longest first; none overlap."""
    found: list[Name] = []
    for size in range(min(LONGEST, len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            last = first + size
            run = words[first:last]
            taken = any(first < one.last and one.first < last for one in found)
            if taken or any(len(one.terms) > 1 or one.terms[0].manner == "prefix" for one in run):
                continue
            if size == 1 and run[0].terms[0].manner == "phrase":
                continue  # whoever quotes a name wants it spelt so
            words_of_run = " ".join(one.terms[0].words for one in run)
            name = _name(connection, first, last, words_of_run)
            if name is None and size == 1:
                name = _surname(connection, first, words_of_run)
            if name is not None:
                found.append(name)
    return found


def topics_named(connection: apsw.Connection, text: str) -> list[int]:
    """The topics that a reader means by an address or a name, with all that were merged into them."""
    slug = _topics.topic_with_slug(connection, slug=text.strip().lower())
    if slug is not None:
        return _groups(connection, [_topics.root(connection, topic=slug)])
    words = tokens(text)
    if roots := _roots(connection, " ".join(words)):
        return _groups(connection, [topic for topic, _ in roots])
    if not words:
        return []
    match = " AND ".join(f'"{word}"' for word in words)
    rows = _topics.topics_matching(connection, match=match, most=_TOPICS)
    return _groups(connection, [topic for (topic,) in rows])


def _name(connection: apsw.Connection, first: int, last: int, words: str) -> Name | None:
    roots = _roots(connection, words)
    if not roots:
        return None
    spellings = [one for _, aliases in roots for one in aliases if _is_worth(one, words)]
    return Name(
        first, last, tuple(_groups(connection, [topic for topic, _ in roots])),
        tuple(dict.fromkeys(spellings))[:_SPELLINGS],
    )  # fmt: skip


def _surname(connection: apsw.Connection, first: int, word: str) -> Name | None:
    """The people whose names end with a word, where these are few: it is then looked for by whom it means, too."""
    if len(word) < SURNAME or " " in word:
        return None
    match = '"' + word.replace('"', '""') + '"'
    found = [topic for (topic,) in _topics.topics_matching(connection, match=match, most=_TOPICS + 1)]
    people = [
        topic
        for topic in found
        if _topics.topic(connection, topic=topic)[2] == "person"
        and any(tokens(alias.name)[-1:] == [word] for alias in aliases_of(connection, topic))
    ]
    if not people or len(found) > _TOPICS:
        return None
    return Name(first, first + 1, tuple(_groups(connection, people)), ())


def _roots(connection: apsw.Connection, words: str) -> list[tuple[int, list[str]]]:
    """The topics that spell their name so, with their spellings, the one written of most first."""
    found: dict[int, tuple[int, list[str]]] = {}
    for (topic,) in list(_names.topics_spelt(connection, words=words, most=4 * _TOPICS)):
        root = int(_topics.root(connection, topic=topic))
        if root in found:
            continue
        row = _topics.topic(connection, topic=root)
        spellings = [" ".join(tokens(alias.name)) for alias in aliases_of(connection, root)]
        blocked, articles = row[5], row[6]
        if words in spellings and not blocked and articles:
            found[root] = (articles, spellings)
    best = sorted(found.items(), key=lambda one: -one[1][0])[:_TOPICS]
    return [(root, spellings) for root, (_, spellings) in best]


def _is_worth(spelling: str, words: str) -> bool:
    """Whether a name is looked for in another spelling: not in one that has it within, nor in one so short in the same
    script that it may be anybody's."""
    if f" {words} " in f" {spelling} ":
        return False
    parts, asked = spelling.split(), words.split()
    if not parts:
        return False
    same_script = spelling.isascii() == words.isascii()
    unspaced = is_unspaced(parts[0])
    return len(parts) >= len(asked) if same_script or not unspaced else len(parts) > 1


def _groups(connection: apsw.Connection, roots: Sequence[int]) -> list[int]:
    return [one for root in roots for (one,) in list(_topics.group_of(connection, topic=root))]
