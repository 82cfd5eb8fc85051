"""Which row is in which story: the bookkeeping of weaving, and the numbers that stories are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from octavo.news.addresses import ArticleId
from octavo.news.stories import StoryId
from octavo.stories.shelf import Row

SAMPLE = 20
"""Members that stand for a story where one is compared with all of it: half of them the newest, the rest from among all
others evenly, so that a long story is not only its last day."""


class Groups:
    """Every row is in exactly one story; a story without rows is none."""

    def __init__(self) -> None:
        self._members: dict[StoryId, list[Row]] = {}
        self._story: dict[Row, StoryId] = {}
        self._taken: set[StoryId] = set()
        """Numbers that lead elsewhere since."""

    def __contains__(self, row: Row) -> bool:
        return row in self._story

    def __len__(self) -> int:
        return len(self._members)

    def story(self, row: Row) -> StoryId:
        """Where it is. Raises KeyError."""
        return self._story[row]

    def members(self, story: StoryId) -> Sequence[Row]:
        """Its rows, in the order in which they joined; none where it is not known."""
        return self._members.get(story, ())

    def sample(self, story: StoryId, without: Row = -1, most: int = SAMPLE) -> list[Row]:
        """Rows that stand for it."""
        rows = self._members.get(story, [])
        if len(rows) > most:
            newest = rows[-(most // 2) :]
            step = (len(rows) - len(newest)) / (most - len(newest))
            rows = [rows[int(place * step)] for place in range(most - len(newest))] + newest
        return [row for row in rows if row != without]

    def put(self, row: Row, story: StoryId) -> None:
        """Into a story, out of the one where it was."""
        if self._story.get(row) != story:
            self.remove(row)
            self._members.setdefault(story, []).append(row)
            self._story[row] = story

    def remove(self, row: Row) -> None:
        """Out of its story, if it is in one."""
        story = self._story.pop(row, None)
        if story is not None:
            self._members[story].remove(row)
            if not self._members[story]:
                del self._members[story]

    def merge(self, gone: StoryId, into: StoryId) -> None:
        """All of one story into another; the number of the one stays taken."""
        for row in list(self.members(gone)):
            self.put(row, into)
        self._taken.add(gone)

    def take(self, numbers: Iterable[StoryId]) -> None:
        """Numbers that no story may be given."""
        self._taken.update(numbers)

    def free(self, article: ArticleId) -> StoryId:
        """The number of a story that this article begins."""
        number = StoryId(int(article))
        while number in self._members or number in self._taken:
            number = StoryId(number + 1)
        return number
