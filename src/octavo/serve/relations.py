"""What a reader of an article may want next, found out once for all its readers of a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from octavo.news.addresses import ArticleId
from octavo.news.articles import StoredArticle
from octavo.news.comparison import Related
from octavo.ports import Stories
from octavo.serve.kept import Kept
from octavo.stories.related import related

KEPT = timedelta(minutes=10)
MOST = 10
"""Related articles found; a page shows the first of them, or their stories."""
_ARTICLES = 1000
_KIN = 40
"""Articles looked at: those that share the rarest topics. Each takes milliseconds."""


class Relations:
    """The related articles of those that are read."""

    def __init__(self, stories: Stories) -> None:
        self._stories = stories
        self._kept: Kept[tuple[ArticleId, int], list[Related]] = Kept(KEPT, _ARTICLES)

    def of(self, stored: StoredArticle, now: datetime) -> list[Related]:
        """The most related first, at most MOST, not older than KEPT."""
        return self._kept.get((stored.card.id, len(stored.revisions)), now, lambda: self._found(stored))

    def _found(self, stored: StoredArticle) -> list[Related]:
        number = stored.card.id
        kin = self._stories.kin(number, _KIN)
        stories = self._stories.stories_of([one.card.id for one, _, _ in kin])
        return related(stored, self._stories.vector(number)[1], kin, MOST, stories)
