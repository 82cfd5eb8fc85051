"""SaveMarks and LinkTopics → rows: what enrichment found, and which topics of the archive that is."""

from __future__ import annotations

import json
from dataclasses import replace

import apsw

from octavo.news.errors import NotFound
from octavo.news.jobs import LinkTopics, SaveMarks
from octavo.news.topics import TopicLink
from octavo.store.codec import pack
from octavo.store.statements import statements
from octavo.store.topics import LATEST, aliases_of
from octavo.store.vectors import save_vector
from octavo.text.slugs import slug
from octavo.text.words import tokens

_sql = statements("topic_links")
_topics = statements("topics")

_NEW, _STALE = 0, -1
"""In place of a topic's number."""


def save_marks(connection: apsw.Connection, intent: SaveMarks) -> None:
    """Keep everything found in one revision of an article, in place of what was found before."""
    marks = intent.marks
    if marks is None:
        return
    packed = pack(replace(marks, vector=(), vector_model=""))
    _sql.save_marks(connection, article=intent.article, revision=intent.revision, marks=packed)
    if marks.vector:
        save_vector(connection, intent.article, marks.vector_model, marks.vector)


def link_topics(connection: apsw.Connection, intent: LinkTopics) -> bool:
    """Write which topics an article is about; False where that must be decided anew (see LinkTopics). Raises NotFound
    where the article is gone."""
    shown = _sql.article_shown(connection, article=intent.article)
    if shown is None:
        raise NotFound(f"there is no article {intent.article}", subject=str(intent.article))
    known = [_known(connection, link, intent.newest) for link in intent.links]
    if _STALE in known:
        return False
    touched = {topic for (topic,) in list(_sql.unlink(connection, article=intent.article))}
    for link, topic in sorted(zip(intent.links, known, strict=True), key=lambda pair: -pair[0].salience):
        number = _add(connection, link) if topic == _NEW else topic
        for key in link.keys:
            _sql.add_key(connection, key=key, topic=number)
        forms = json.dumps(sorted({link.name, *link.forms}), ensure_ascii=False)
        _sql.link(
            connection, article=intent.article, topic=number, shown=shown, salience=link.salience, name=link.name,
            kind=link.kind, language=link.language, forms=forms,
        )  # fmt: skip
        touched.add(number)
    for topic in touched:
        refresh(connection, topic)
    drop_unused(connection)
    return True


def refresh(connection: apsw.Connection, topic: int) -> None:
    """Name a topic by its commonest spelling and call it what most take it for, unless an editor did; let it be found
    by every spelling."""
    _sql.set_kind(connection, topic=topic, latest=LATEST)
    aliases = aliases_of(connection, topic)
    if aliases and not _sql.is_named(connection, topic=topic):
        _sql.set_name(connection, topic=topic, name=aliases[0].name)
    name = _topics.topic(connection, topic=topic)[3]
    _sql.drop_topic_doc(connection, topic=topic)
    if _topics.root(connection, topic=topic) == topic:
        names = dict.fromkeys([name, *(alias.name for alias in aliases)])
        words = dict.fromkeys(" ".join(tokens(one)) for one in names)
        _sql.add_topic_doc(connection, topic=topic, names="\n".join(words))


def drop_unused(connection: apsw.Connection) -> None:
    """Forget topics that lost their last article."""
    list(_sql.drop_unused_topics(connection))


def free_slug(connection: apsw.Connection, name: str) -> str:
    """A slug that no topic has or had: the words of the name, with a number where they are taken."""
    words = slug(name) or "topic"
    taken, number = words, 1
    while _topics.topic_with_slug(connection, slug=taken) is not None:
        number += 1
        taken = f"{words}-{number}"
    return taken


def _known(connection: apsw.Connection, link: TopicLink, newest: int) -> int:
    """The topic to link to; _NEW for one to be made, _STALE where what the decision rested on has changed.

    A topic of this very name that another article made meanwhile is it: nothing is known of that one which could tell
    the two apart, so deciding anew would come to the same.
    """
    if link.topic is not None:
        root: int | None = _topics.root(connection, topic=link.topic)
        return _STALE if root is None else root
    later = {topic for key in link.keys for (topic,) in list(_sql.later_topics(connection, key=key, newest=newest))}
    words = tokens(link.name)
    for topic in sorted(later):
        if any(tokens(name) == words for name, *_ in list(_topics.aliases(connection, topic=topic))):
            return int(_topics.root(connection, topic=topic))
    return _STALE if later else _NEW


def _add(connection: apsw.Connection, link: TopicLink) -> int:
    number: int = _sql.add_topic(connection, slug=free_slug(connection, link.name), kind=link.kind, name=link.name)
    return number
