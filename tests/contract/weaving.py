"""A small press whose articles are woven by hand: papers of several countries, and what weaving says of each one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.contract.newsroom import HOUR, NOW, POLL, article, finish, publish, take

from octavo.news.addresses import ArticleId, PublisherId, WebUrl
from octavo.news.articles import Image
from octavo.news.comparison import Comparison, Said
from octavo.news.jobs import Job, SaveComparison, SaveWoven, StageKey
from octavo.news.sources import Category, Feed, Publisher
from octavo.news.stories import Copy, Evidence, Membership, Sketch, StoryId, Woven
from octavo.ports import Store

WEAVE, COMPARE, AFTER = StageKey("weave", 1), StageKey("compare", 1), StageKey("index", 1)
SOON = timedelta(seconds=20)
WORDS = "The ferry ran again today. " * 20


class Press:
    """Publishers by name, with a feed each; articles numbered as they come."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.made = 0
        self.feeds: dict[str, Feed] = {}

    def wrote(
        self, paper: str, ago: timedelta = HOUR, *, category: Category = "world", language: str = "en",
        country: str = "IE", pictured: bool = False, text: str = WORDS,
    ) -> ArticleId:  # fmt: skip
        """An article of a paper, enriched and in the archive, in no story."""
        publisher = Publisher(PublisherId(f"{paper}.example"), paper.title(), f"https://{paper}.example/", country)
        if paper not in self.feeds:
            self.store.add_publishers([publisher])
            self.feeds[paper] = Feed(WebUrl(f"https://{paper}.example/feed"), publisher.id)
            self.store.add_feeds([self.feeds[paper]], POLL, NOW)
            for claim, _ in take(self.store, "poll", NOW + HOUR):
                finish(self.store, claim)
        self.made += 1
        feed = self.store.feed_by_url(self.feeds[paper].url)
        assert feed is not None
        made = article(f"/{self.made}", host=f"{paper}.example", text=text, published=NOW - ago, language=language)
        image = Image(WebUrl(f"https://{paper}.example/{self.made}.jpg")) if pictured else None
        return publish(self.store, feed.id, replace(made, image=image), category)

    def joins(self, number: ArticleId, story: int | None = None, **more: object) -> StoryId:
        """Weaving puts an article into a story, or lets it begin one. Where it is then."""
        membership = Membership(number, StoryId(number if story is None else story), **_membership(more))  # type: ignore[arg-type]
        self.weaves(number, Woven(membership, **more))  # type: ignore[arg-type]
        found = self.store.story_of(number)
        assert found is not None
        return found

    def weaves(self, number: ArticleId, woven: Woven, after: StageKey | None = AFTER) -> int:
        """Save what weaving decided under a job made for it. How many claims were applied."""
        self.store.put([Job(WEAVE, number, NOW)])
        (claim,) = [claim for claim, _ in take(self.store, "weave") if claim.job.subject == number]
        card = self.store.article(number).card
        sketch = Sketch(number, card.publisher, card.shown, card.language, "m1", b"\x01" + bytes(str(number), "ascii"))
        return finish(self.store, claim, SaveWoven(sketch, woven, WEAVE, after, COMPARE, NOW + SOON))

    def story(self, *articles: ArticleId) -> StoryId:
        """All of these in one story, that the first began."""
        begun = self.joins(articles[0])
        for number in articles[1:]:
            assert self.joins(number, begun, near=articles[0], score=0.75) == begun
        return begun

    def compared(self, story: StoryId, *sentences: str) -> int:
        """Save a comparison that found these sentences. How many claims were applied."""
        self.store.put([Job(COMPARE, story, NOW)])
        claims = [claim for claim, _ in take(self.store, "compare", NOW + HOUR)]
        (claim,) = [claim for claim in claims if claim.job.subject == story]
        self.store.release(other for other in claims if other != claim)
        return finish(self.store, claim, SaveComparison(comparison(story, *sentences), COMPARE))

    def due(self) -> set[int]:
        """The stories that are to be compared, which takes them."""
        claims = take(self.store, "compare", NOW + HOUR)
        for claim, _ in claims:
            finish(self.store, claim)
        return {claim.job.subject for claim, _ in claims}


def comparison(story: StoryId, *sentences: str) -> Comparison:
    """One that says no more than its summary."""
    return Comparison(story, (), summary=tuple(_said(text) for text in sentences))


def _said(text: str) -> Said:
    return Said(ArticleId(1), PublisherId("a.example"), "A", NOW, "en", 0, len(text), text)


def copy_of(origin: ArticleId, number: ArticleId, near: ArticleId | None = None, **more: object) -> Copy:
    """A whole copy, told by time."""
    return Copy(number, origin, near or origin, "whole", 0.98, 0.01, **more)  # type: ignore[arg-type]


def evidence(*shared: str) -> tuple[Evidence, ...]:
    """Names shared."""
    return (Evidence("names", 0.5, 1.25, shared),)


def _membership(more: dict[str, object]) -> dict[str, object]:
    return {name: more.pop(name) for name in ("score", "near", "evidence") if name in more}


def moved(number: ArticleId, story: int, **more: object) -> Membership:
    """That an article belongs there since."""
    return Membership(number, StoryId(story), **more)  # type: ignore[arg-type]
