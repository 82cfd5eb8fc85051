"""A question → what it asks about, what kind of answer it wants, and of what time.

Its words are looked for without those that only ask (`who was`, `how many`); its names in all the spellings that their
topics have; its time (`last week`, `in July`, `منذ الثلاثاء`) becomes a condition on the articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from octavo.ask.lexicon import Lexicon, language_of, lexicon
from octavo.news.answers import Expected, Question
from octavo.ports import Topics
from octavo.text.words import is_unspaced, token_spans, tokens

SpanOf = Callable[[str, datetime], tuple[datetime, datetime] | None]
"""What a reader calls a time → when it begins and ends (index.span_of)."""

MOST_CHARACTERS = 400
MOST_WORDS = 16
"""Telling words that are looked for; a longer question says the same twice."""
LONGEST_TIME = 4
"""Words of a time."""
PRESENT = timedelta(days=8)
"""`This week` in the news is the last seven days, whatever weekday it is."""
_MOST_NAMES = 6
_LONGEST_NAME = 3
_CAPITAL_RUN = re.compile(
    r"\b[A-ZÀ-ÞΑ-ΩА-ЯІЇЄҐ][\w’'.-]*(?:\s+(?:(?:of|de|al|el|von|van)\s+)?[A-ZÀ-ÞΑ-ΩА-ЯІЇЄҐ][\w’'.-]*)*"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with what the archive knows of its words."""

    question: Question
    equivalents: dict[str, frozenset[str]]
    """A word's folded equivalents in other spellings and scripts, by topics' aliases."""


def understand(text: str, now: datetime, *, topics: Topics, span_of: SpanOf, language: str = "") -> Understood:
    """Never fails: a question of no words asks about nothing. `language` is the reader's, for a question that does not
    show its own."""
    text = " ".join(text.split())[:MOST_CHARACTERS]
    lists = lexicon(language_of(text) if tokens(text) else language)
    folded = " ".join(tokens(text))
    when, span = _time(text, lists, now, span_of)
    asked, expected = _asked(folded, lists)
    gone = set(tokens(when)) | set(asked.split())
    words = tuple(dict.fromkeys(w for w in lists.telling(folded.split()) if w not in gone and not _alone(w)))
    names = _names(text, lists, gone)
    question = Question(
        text=text,
        language=lists.language,
        words=words[:MOST_WORDS],
        expected=expected,
        counted=_counted(folded, asked, lists) if expected == "number" else (),
        names=names,
        since=span[0] if span else None,
        until=span[1] if span and span[1] < now else None,
        when=when,
        latest=any(f" {phrase} " in f" {folded} " for phrase in lists.latest),
    )
    return Understood(question, _equivalents(question, topics))


def _alone(word: str) -> bool:
    """A letter that says nothing, as of a possessive; a character of an unspaced script is a word."""
    return len(word) < 2 and not word.isdecimal() and not is_unspaced(word)


def _asked(folded: str, lists: Lexicon) -> tuple[str, Expected]:
    """The words that ask, and for what: of all that stand in the question the longest of the first that stands."""
    padded = f" {folded} "
    standing = [(padded.find(f" {phrase} "), phrase, kind) for phrase, kind in lists.asks if f" {phrase} " in padded]
    if not standing:
        return "", "thing"
    # `In which year was …` asks for more than `which`: what says the most wins over what stands first.
    telling = [one for one in standing if one[2] != "thing"] or standing
    _, phrase, kind = max(telling, key=lambda one: (len(one[1].split()), -one[0]))
    return phrase if kind != "thing" else "", kind


def _counted(folded: str, asked: str, lists: Lexicon) -> tuple[str, ...]:
    """What stands right after the words that ask for a number."""
    after = folded.partition(asked)[2].split()[:4]
    return tuple(lists.telling(after)[:2])


def _time(text: str, lists: Lexicon, now: datetime, span_of: SpanOf) -> tuple[str, tuple[datetime, datetime] | None]:
    """The longest run of words that means a time, and when that is."""
    spans = token_spans(text)
    for length in range(min(LONGEST_TIME, len(spans)), 0, -1):
        for first in range(len(spans) - length + 1):
            run = spans[first : first + length]
            before = spans[first - 1][0] if first else ""
            if not _may_be_time([word for word, _, _ in run], before, lists):
                continue
            written = text[run[0][1] : run[-1][2]]
            if (found := span_of(written, now)) and found[0] <= now:
                begins, ends = found
                if ends >= now and ends - begins <= PRESENT:
                    begins = min(begins, now - PRESENT) if length > 1 else begins
                return written, (begins, ends)
    return "", None


def _may_be_time(words: list[str], before: str, lists: Lexicon) -> bool:
    """`may` and `1200` alone are seldom times; `in may`, `last week` and `3 november` are."""
    if len(words) > 1:
        named = any(w in lists.times or w in lists.names_of_times or _is_year(w) for w in words)
        return named and words[0] not in lists.common - lists.before_times
    word = words[0]
    if word in lists.times and word not in ("may", "march", "mars", "mai"):
        return True
    return before in lists.before_times and (word in lists.times or _is_year(word))


def _is_year(word: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d(?:-\d\d?)?", word) is not None


def _names(text: str, lists: Lexicon, gone: set[str]) -> tuple[str, ...]:
    """Runs of words with capitals, without those that ask or name the time."""
    runs = [match[0].strip(".-'’") for match in _CAPITAL_RUN.finditer(text)]
    idle = gone | lists.common | {word for phrase, _ in lists.asks for word in phrase.split()}
    return tuple(dict.fromkeys(run for run in runs if any(word not in idle for word in tokens(run))))


def _equivalents(question: Question, topics: Topics) -> dict[str, frozenset[str]]:
    """Of the words of names that are topics: the words of their other spellings."""
    tried = [*question.names, *_runs(question.words)] if question.names else _runs(question.words)
    found: dict[str, frozenset[str]] = {}
    for name in list(dict.fromkeys(tried))[:_MOST_NAMES]:
        folded = tokens(name)
        for topic in topics.find_topics(name, 1):
            spelt = {word for alias in topic.aliases for word in tokens(alias.name)} | set(tokens(topic.name))
            if spelt.issuperset(folded):
                for word in folded:
                    found[word] = found.get(word, frozenset()) | frozenset(spelt)
    return found


def _runs(words: tuple[str, ...]) -> list[str]:
    """Neighbouring words that may be a name, where a script shows none: the longest first."""
    return [
        " ".join(words[first : first + length])
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1)
        for first in range(len(words) - length + 1)
    ]
