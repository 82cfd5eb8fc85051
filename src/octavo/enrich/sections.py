"""An article's category, from the words its publisher already uses: general rather than wrong.

    the feed's category   where the catalogue or the operator says it is about one thing
    the section           the publisher's own word, in any of some thirty languages
    the address           the sections in its path (`/sport/football/…`) and before its host (`sport.err.ee`)
    the keywords          where they name a section, by the most votes

The first that decides wins. The words are in `section_words.py`. What the article's own words say is weighed with this
in `category.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote, urlsplit

from octavo.enrich.section_words import PLACE_WORDS, SECTION_WORDS
from octavo.news.articles import Article
from octavo.news.sources import Category
from octavo.text.words import tokens

MOST_WORDS = 6
"""A longer section is a sentence: words in it do not name a section."""

MOST_SEGMENT_WORDS = 3
"""A path segment of more words is an article's slug."""


RELIABLE = {"feed": 0.85, "section": 0.85, "address": 0.7, "keywords": 0.65}
"""How often each is right where it names a category: sections against the labels of the sample newsroom's writers
(127 of 151), addresses against an aggregator's labels of headlines (577 of 840); the others are set beside them."""

WORLD = 0.7
"""The share of it that is left where `world` is named: sections by that name hold news of every kind from abroad."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a publisher's words about an article say of its category."""

    category: Category
    reliable: float
    """How often such a word is right."""


def category_of(article: Article, feed_category: Category | Literal[""]) -> Category:
    """What the article is about as its publisher has it; `feed_category` is the category of the feed that brought it,
    "" where it mixes."""
    said = said_of(article, feed_category)
    return said.category if said else "general"


def said_of(article: Article, feed_category: Category | Literal[""]) -> Said | None:
    """The same with how far to believe it; None where the publisher says nothing that is understood."""
    if feed_category and feed_category != "general":
        return _said(feed_category, "feed")
    if named := by_section(article.section):
        return _said(named, "section")
    if named := by_address(article.url):
        return _said(named, "address")
    if named := by_keywords(article.keywords):
        return _said(named, "keywords")
    return None


def _said(category: Category, how: str) -> Said:
    return Said(category, RELIABLE[how] * (WORLD if category == "world" else 1))


def by_section(section: str) -> Category | None:
    """The category that a section's name means; of a path (`News > Sport > Football`) the innermost that says it."""
    place = None
    for part in reversed(_parts(section)):
        if len(part.split()) > MOST_WORDS:
            continue
        subject, region = _named(tuple(_words(part)))
        if subject:
            return subject
        place = place or region
    return place


def by_address(url: str) -> Category | None:
    """The category that an address's path names, innermost first, or else the host before its domain's own name."""
    split = urlsplit(url)
    folders = [unquote(segment) for segment in split.path.split("/")[1:-1] if segment]
    labels = (split.hostname or "").split(".")
    place = None
    for segment in (*reversed(folders), *reversed(labels[:-2])):
        if segment.count("-") + segment.count("_") >= MOST_SEGMENT_WORDS:
            continue
        subject, region = _named(tuple(_words(segment)))
        if subject:
            return subject
        place = place or region
    return place


def by_keywords(keywords: tuple[str, ...]) -> Category | None:
    """The category that more of the keywords name than any other; only keywords that are a section's name whole."""
    names = [part for keyword in keywords[:50] for part in _parts(keyword)]
    votes = Counter(named for name in names if (named := _vocabulary().get(tuple(_words(name))))).most_common(2)
    decided = len(votes) == 1 or (len(votes) == 2 and votes[0][1] > votes[1][1])
    return votes[0][0] if decided else None


@lru_cache(maxsize=4096)
def _named(words: tuple[str, ...]) -> tuple[Category | None, Category | None]:
    """The first subject that a run of the words names, longest run first; else world, where all name a part of it."""
    vocabulary, longest = _vocabulary(), _longest()
    for start in range(len(words)):
        for end in range(min(len(words), start + longest), start, -1):
            if subject := vocabulary.get(words[start:end]):
                return subject, None
    return None, "world" if words in _places() else None


@lru_cache(maxsize=1)
def _vocabulary() -> dict[tuple[str, ...], Category]:
    return {
        tuple(_words(name)): category for category, names in SECTION_WORDS.items() for name in names.split(",")
    }  # fmt: skip


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _vocabulary()))


@lru_cache(maxsize=1)
def _places() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(_words(name)) for name in PLACE_WORDS.split(","))


def _words(text: str) -> list[str]:
    """Search tokens without what joins names (`and`, `&`) and without the Arabic article."""
    joined = text[:200].replace("_", " ")
    return [_bare(word) for word in tokens(joined) if word not in _JOINTS]


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


_JOINTS = frozenset({"and", "et", "y", "e", "und", "en", "ve", "och", "og", "i", "и", "і", "та", "و", "the"})


def _parts(section: str) -> list[str]:
    for mark in (">", "/", "|", "»", "›", "→", ":", ";"):
        section = section.replace(mark, "\n")
    return [part for part in section.split("\n") if part.strip()]
