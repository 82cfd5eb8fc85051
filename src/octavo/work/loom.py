"""Weaving, between the store that keeps its results and the worker's loop.

    first use      → what the last weeks were woven into is read from the store
    each article   → what editors changed since the last one is asked for; then it is woven
    each copy      → both texts are held against one another, word by word

All of it runs in one thread, one article at a time: what is woven next depends on what was woven before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import structlog

from octavo.news.addresses import ArticleId
from octavo.news.articles import StoredArticle
from octavo.news.errors import NotFound
from octavo.news.stories import Copy, Sketch, Unwoven, Woven
from octavo.ports import Store
from octavo.stories.copies import plain_text, refined
from octavo.stories.sketch import sketch_of
from octavo.stories.weaver import MOST_ARTICLES, Weaver

_log = structlog.get_logger(__name__)


class StoreLoom:
    """Implements ports.Loom over a store's stories and texts."""

    def __init__(self, store: Store, most: int = MOST_ARTICLES, agencies: Sequence[str] = ()) -> None:
        """`agencies`: what agencies are called, besides those that are publishers of the archive."""
        self._store = store
        self._most = most
        self._agencies = tuple(agencies)
        self._weaver: Weaver | None = None
        self._seen = 0
        """The last change by an editor that is known."""
        # Its one thread is what takes turns: a job that is given up on while it is woven is still woven to its end.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="octavo-loom")

    async def weave(self, unwoven: Unwoven) -> tuple[Sketch, Woven]:
        """Where it belongs, and whose text it is. Raises what the store raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._weave, unwoven)

    def _weave(self, unwoven: Unwoven) -> tuple[Sketch, Woven]:
        weaver = self._weaver or self._remembering()
        self._seen, changes = self._store.story_changes(self._seen)
        for article, placed in changes.items():
            weaver.place(article, placed)
        agencies = tuple(dict.fromkeys((*unwoven.agencies, *self._agencies)))
        sketch = sketch_of(replace(unwoven, agencies=agencies))
        return sketch, self._by_texts(weaver.add(sketch), unwoven.stored)

    def _by_texts(self, woven: Woven, arrived: StoredArticle) -> Woven:
        """With every copy measured by both texts; one of them is the arrival's, as a rule."""

        @cache
        def article(number: ArticleId) -> StoredArticle:
            return arrived if number == arrived.card.id else self._store.article(number)

        copy = woven.copy and _measured(woven.copy, article)
        return replace(woven, copy=copy, copies=tuple(_measured(one, article) for one in woven.copies))

    def _remembering(self) -> Weaver:
        """A weaver that knows what the store knows. Sketches of an older form are passed over: their articles are
        woven again by the stage's newer version."""
        weaver = Weaver(self._most)
        unread = 0
        for sketch, story, copy in self._store.sketches(self._most):
            try:
                weaver.restore(sketch, story, copy)
            except ValueError:
                unread += 1
        if unread:
            _log.info("sketches of an older form passed over", sketches=unread)
        self._weaver = weaver
        return weaver


def _measured(copy: Copy, article: Callable[[ArticleId], StoredArticle]) -> Copy:
    """As the texts tell; as weaving estimates where one of them is gone."""
    try:
        here, near = article(copy.article), article(copy.near)
    except NotFound:
        return copy
    return refined(copy, plain_text(here.article.body), plain_text(near.article.body), here.card.language)
