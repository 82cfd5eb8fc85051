"""SaveWoven and SaveComparison → rows: which story an article belongs to, whose text it is, what its sources say.

What an editor decided is not touched: an article that an editor put somewhere stays, and a story that holds one goes
into no other until an editor says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import apsw

from octavo.news.errors import NotFound
from octavo.news.jobs import SaveComparison, SaveWoven
from octavo.news.stories import Copy, Membership, Sketch
from octavo.store.codec import dumps, micros, pack
from octavo.store.statements import statements

_sql = statements("weaving")
_stories = statements("stories")

SENTENCES = 3
"""Of a comparison's summary on a card."""


def save_woven(connection: apsw.Connection, intent: SaveWoven) -> list[int]:
    """Write where an article belongs, and what else its coming changed. The stories that changed and have articles.

    Raises NotFound where the article is gone. What is said of other articles that are gone is passed over.
    """
    woven, article = intent.woven, intent.woven.membership.article
    if not _there(connection, article):
        raise NotFound(f"there is no article {article}", subject=str(article))
    _save_sketch(connection, intent.sketch)
    touched: set[int | None] = {_stories.story_of(connection, article=article)}
    for gone, into in woven.merged:
        touched |= _merge(connection, gone, into)
    for membership in (*woven.moved, woven.membership):
        touched |= _place(connection, membership)
    kept = (*woven.copies, *(() if woven.copy is None else (woven.copy,)))
    freed = (*woven.freed, *((article,) if woven.copy is None else ()))
    touched |= _save_copies(connection, kept, freed)
    roots = {_stories.root(connection, story=story) for story in touched if story is not None}
    return sorted(root for root in roots if root is not None and _sql.has_members(connection, story=root))


def save_comparison(connection: apsw.Connection, intent: SaveComparison) -> bool:
    """Keep what was found in a story's articles, in place of what was found before. False where the story has gone or
    was merged meanwhile: then the other is compared."""
    comparison = intent.comparison
    if not _sql.has_members(connection, story=comparison.story):
        return False
    _sql.save_comparison(connection, story=comparison.story, comparison=pack(comparison))
    sentences = tuple(said.text for said in comparison.summary[:SENTENCES])
    _sql.save_summary(connection, story=comparison.story, summary=dumps(sentences))
    return True


def story_for(connection: apsw.Connection, story: int, *, began: bool) -> int:
    """The story to put an article into: where it was merged the one it went into, unless the article that `began` it
    comes back to it; made where there is none."""
    root: int | None = _stories.root(connection, story=story)
    if root is None:
        _sql.add_story(connection, story=story)
    elif root != story and began:
        _sql.begin_again(connection, story=story)
    elif root != story:
        return root
    return story


def _there(connection: apsw.Connection, article: int) -> bool:
    return _sql.article_publisher(connection, article=article) is not None


def _save_sketch(connection: apsw.Connection, sketch: Sketch) -> None:
    _sql.save_sketch(
        connection, article=sketch.article, publisher=sketch.publisher, shown=micros(sketch.shown),
        language=sketch.language, model=sketch.model, data=sketch.data,
    )  # fmt: skip


def _merge(connection: apsw.Connection, gone: int, into: int) -> set[int | None]:
    story: int | None = _stories.root(connection, story=gone)
    if story is None or _sql.has_pinned(connection, story=story):
        return set()
    target = story_for(connection, into, began=False)
    if target == story:
        return set()
    _sql.move_members(connection, story=story, into=target)
    _sql.merge_story(connection, story=story, into=target)
    return {target}


def _place(connection: apsw.Connection, membership: Membership) -> set[int | None]:
    article = membership.article
    before: int | None = _stories.story_of(connection, article=article)
    if not _there(connection, article) or _sql.is_pinned(connection, article=article):
        return {before}
    story = story_for(connection, membership.story, began=int(article) == int(membership.story))
    _sql.place(
        connection, article=article, story=story, score=membership.score, near=membership.near,
        evidence=pack(membership.evidence),
    )  # fmt: skip
    return {before, story}


def _save_copies(connection: apsw.Connection, kept: Iterable[Copy], freed: Iterable[int]) -> set[int | None]:
    touched: set[int | None] = set()
    for article in freed:
        _sql.free_copy(connection, article=article)
        touched.add(_stories.story_of(connection, article=article))
    for copy in kept:
        if _there(connection, copy.article):
            _sql.save_copy(connection, **asdict(copy))
            touched.add(_stories.story_of(connection, article=copy.article))
    return touched
