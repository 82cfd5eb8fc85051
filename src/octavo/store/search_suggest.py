"""What somebody who types may mean: topics, publishers, words of the archive."""

from __future__ import annotations

from contextlib import closing

import apsw

from octavo.news.addresses import PublisherId
from octavo.news.topics import TopicSlug
from octavo.ports import Suggestion
from octavo.store.search_words import beginning
from octavo.store.statements import statements
from octavo.text.words import is_unspaced, tokens

_sql = statements("search")
_topics = statements("topics")

_PUBLISHERS = 2
_WORDS = 4
_LEAST = 2
"""Letters from which on publishers and words are offered."""


def suggestions(connection: apsw.Connection, text: str, most: int) -> list[Suggestion]:
    """The best first; none for what has no words."""
    words = tokens(text)
    if not words or most < 1:
        return []
    last = words[-1]
    long = len(last) >= _LEAST and not is_unspaced(last)
    found = [*_named_topics(connection, words, most)]
    if long:
        found += _publishers(connection, " ".join(text.split()))
        if len(words) == 1:
            found += [Suggestion("word", word, word) for word in beginning(connection, last)[:_WORDS] if word != last]
    return found[:most]


def _named_topics(connection: apsw.Connection, words: list[str], most: int) -> list[Suggestion]:
    quoted = [f'"{word}"' for word in words]
    match = " AND ".join([*quoted[:-1], f"{quoted[-1]} *"])
    with closing(_topics.topics_matching(connection, match=match, most=most)) as rows:
        numbers = [row[0] for row in rows]
    found = []
    for number in numbers:
        _, slug, _, name, _, _, articles, _ = _topics.topic(connection, topic=number)
        found.append(Suggestion("topic", name, TopicSlug(slug), articles))
    return found


def _publishers(connection: apsw.Connection, text: str) -> list[Suggestion]:
    plain = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = _sql.publishers_beginning(connection, word=plain, most=_PUBLISHERS)
    return [Suggestion("publisher", name, PublisherId(number)) for number, name in rows]
