"""Weaving, between the store that keeps its results and the worker's loop.

    first use      → what the last weeks were woven into is read from the store
    each article   → what editors changed since the last one is asked for; then it is woven

All of it runs in a thread, one article at a time: what is woven next depends on what was woven before.
"""

from __future__ import annotations

import asyncio

import structlog

from octavo.news.stories import Sketch, Unwoven, Woven
from octavo.ports import Stories
from octavo.stories.sketch import sketch_of
from octavo.stories.weaver import MOST_ARTICLES, Weaver

_log = structlog.get_logger(__name__)


class StoreLoom:
    """Implements ports.Loom over a store's stories."""

    def __init__(self, store: Stories, most: int = MOST_ARTICLES) -> None:
        self._store = store
        self._most = most
        self._weaver: Weaver | None = None
        self._seen = 0
        """The last change by an editor that is known."""
        self._turn = asyncio.Lock()

    async def weave(self, unwoven: Unwoven) -> tuple[Sketch, Woven]:
        """Where it belongs, and whose text it is. Raises what the store raises."""
        async with self._turn:
            return await asyncio.to_thread(self._weave, unwoven)

    def _weave(self, unwoven: Unwoven) -> tuple[Sketch, Woven]:
        weaver = self._weaver or self._remembering()
        self._seen, changes = self._store.story_changes(self._seen)
        for article, story in changes.items():
            weaver.pin(article, story)
        sketch = sketch_of(unwoven)
        return sketch, weaver.add(sketch)

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
