"""The aids of an article as pages need them: what each shows, and what of it a Writer is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from octavo.aids.balance import balance_of
from octavo.aids.compare import compared
from octavo.aids.explain import explained
from octavo.aids.prompts import order_for
from octavo.aids.sentences import sentences_of
from octavo.aids.summary import LENGTHS, Length, summary_of
from octavo.ask.faithful import check
from octavo.news.articles import StoredArticle
from octavo.news.comparison import Comparison, Said
from octavo.news.stories import StoryCard
from octavo.news.topics import Tag
from octavo.news.writing import Order
from octavo.serve.house import House

AidName = Literal["summary", "explain", "compare", "balance", "timeline"]

AIDS: tuple[AidName, ...] = ("summary", "explain", "compare", "balance", "timeline")

TOPICS = 8
"""Of an article that are explained."""
ABOUT = 8
"""Other articles read for a topic: enough for one of them to say who somebody is."""
TURNS = 14
GIVEN = 48
"""Passages that a Writer is given at most."""
LEAST = 2
"""Passages without which there is nothing to rephrase."""
TOKENS = 700

WANTED: Mapping[str, str] = {
    "short": "two sentences",
    "long": "six to eight sentences",
    "bullets": "four to six short sentences, each of one point",
    "explain": "eight sentences",
    "compare": "six sentences",
    "balance": "seven sentences",
    "timeline": "eight sentences",
}
"""How long a Writer's text shall be, in the words of its prompt."""


@dataclass(frozen=True, slots=True)
class View:
    """One aid for one article."""

    name: AidName
    shown: Mapping[str, Any]
    """What its template shows."""
    given: tuple[Said, ...] = ()
    """What a Writer may rephrase, all in the article's language."""
    labels: tuple[str, ...] = ()
    """What goes before each of these: a newspaper's name, a date."""
    length: str = ""
    story: StoryCard | None = None
    """Where others report it too."""

    def order(self, language: str, by: str) -> tuple[Order, tuple[str, ...]]:
        """What to ask of a Writer, and the passages that it is given, as it is given them."""
        labels = self.labels or ("",) * len(self.given)
        passages = [
            f"{label}: {said.text}" if label else said.text for said, label in zip(self.given, labels, strict=True)
        ]
        order, count = order_for(
            self.name, passages, language=language, length=WANTED[self.length or self.name], most_tokens=TOKENS, by=by
        )
        return order, tuple(passages[:count])


@dataclass(frozen=True, slots=True)
class Subject:
    """An article with what is known around it."""

    house: House
    stored: StoredArticle
    story: StoryCard | None = None
    """Where others report it too."""
    told: Comparison | None = None


def subject_of(house: House, stored: StoredArticle) -> Subject:
    """The article, with its story where it has one with others."""
    number = house.store.story_of(stored.card.id)
    story = house.store.story_cards([number]).get(number) if number else None
    if story is None or story.articles < 2:
        return Subject(house, stored)
    return Subject(house, stored, story, house.store.comparison(story.id))


def view_of(subject: Subject, name: AidName, length: str = "") -> View:
    """An aid of an article. Blocks: it reads the store, and for explaining up to some dozens of articles."""
    return replace(_VIEWS[name](subject, length), story=subject.story)


def follows(sentence: str, quoted: Sequence[str], language: str) -> Sequence[str]:
    """What of a Writer's sentence does not follow from the quoted ones (aids.writing.Check)."""
    return tuple(str(fault) for fault in check(sentence, quoted, language).faults)


def _summary(subject: Subject, asked: str) -> View:
    length: Length = next((one for one in LENGTHS if one == asked), "short")
    marks = subject.house.store.marks(subject.stored.card.id)
    lines = summary_of(subject.stored, marks, length)
    return View("summary", {"lines": lines, "length": length}, sentences_of(subject.stored, GIVEN), length=length)


def _explain(subject: Subject, asked: str) -> View:
    store, card = subject.house.store, subject.stored.card
    tags = store.tags([card.id], TOPICS).get(card.id, [])
    found = explained(subject.stored, store.marks(card.id), tags, _about(subject))
    given = _of_language((one.said for one in found if one.said), card.language)
    return View("explain", {"explained": found}, given[:GIVEN])


def _about(subject: Subject) -> Callable[[Tag], Iterable[StoredArticle]]:
    """Reads other articles about a topic, those in the article's language first."""
    store, card = subject.house.store, subject.stored.card

    def about(tag: Tag) -> Iterable[StoredArticle]:
        topic = store.topic(tag.slug)
        cards = store.cards_about(topic.id, ABOUT, languages=(card.language,) if card.language else ())
        for other in cards:
            if other.id != card.id:
                yield store.article(other.id)

    return about


def _compare(subject: Subject, asked: str) -> View:
    if subject.told is None:
        return View("compare", {"compared": None})
    found = compared(subject.told, subject.stored.card.id)
    given = _of_language(found.said(), subject.stored.card.language)[:GIVEN]
    return View("compare", {"compared": found}, given, tuple(said.publisher_name for said in given))


def _balance(subject: Subject, asked: str) -> View:
    if subject.told is None:
        return View("balance", {"balance": None})
    publishers = {one.id: one for one in subject.house.store.publishers()}
    found = balance_of(subject.told, publishers)
    return View("balance", {"balance": found}, _of_language(found.said(), subject.stored.card.language)[:GIVEN])


def _timeline(subject: Subject, asked: str) -> View:
    if subject.told is None:
        return View("timeline", {"turns": ()})
    turns = [turn for turn in subject.told.timeline if turn.kind in ("began", "news")][-TURNS:]
    own = [turn for turn in turns if turn.said.language == subject.stored.card.language]
    labels = tuple(turn.moment.strftime("%Y-%m-%d") for turn in own)
    return View("timeline", {"turns": turns}, tuple(turn.said for turn in own), labels)


def _of_language(said: Iterable[Said], language: str) -> tuple[Said, ...]:
    """Each place once, in the article's language: a sentence is checked against those of its own."""
    found = {(one.article, one.start): one for one in said if one.language == language}
    return tuple(found.values())


_VIEWS: Mapping[AidName, Callable[[Subject, str], View]] = {
    "summary": _summary,
    "explain": _explain,
    "compare": _compare,
    "balance": _balance,
    "timeline": _timeline,
}
