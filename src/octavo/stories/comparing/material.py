"""A story's articles as comparing reads them: sentences with their terms, names, figures and whose words they are.

Whose words. A copy's sentences count under the publisher where the text began, once; a sentence that a copy added is
its own publisher's. Where two publishers have the same sentence word for word though neither is known to be a copy, one
took it from the other or both from a third, so it counts once too, under whoever had it first: what is written down
alike was not found out twice. Two papers of one owner are two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.comparison import Report, Said
from octavo.news.marks import Figure, Hashtag, Marks, text_of
from octavo.stories.comparing.lexicon import Lexicon, lexicon
from octavo.stories.comparing.terms import terms_of
from octavo.text.sentences import sentence_spans
from octavo.text.words import tokens

MOST_SENTENCES = 1200
"""Of a story: forty articles of thirty. Of fewer articles more of each are read, the beginnings first."""

SHORTEST = 6
"""Tokens from which on the same words in the same order are taken over, not met by chance."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article's body."""

    source: int
    """Which of the articles."""
    number: int
    """In its article's body, from 0; -1 for the title."""
    start: int
    end: int
    text: str
    run: tuple[str, ...]
    """Its tokens, folded (text.words)."""
    terms: frozenset[str]
    """The stems that carry it."""
    names: frozenset[str]
    """Keys of the names in it, alike in every script."""
    figures: tuple[Figure, ...]
    voice: str
    """Whom it counts under: publishers of the same voice corroborate nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """One article, read."""

    place: int
    report: Report
    text: str
    language: str
    words: Lexicon
    title: Sentence
    """The title is no sentence that is shown, but its figures count."""
    sentences: tuple[Sentence, ...]

    @property
    def article(self) -> ArticleId:
        """Its id."""
        return self.report.stored.card.id

    @property
    def publisher(self) -> PublisherId:
        """Whose it is."""
        return self.report.stored.card.publisher

    @property
    def shown(self) -> datetime:
        """When it was."""
        return self.report.stored.card.shown

    @property
    def marks(self) -> Marks | None:
        """What enrichment found."""
        return self.report.marks

    def said(self, start: int, end: int) -> Said:
        """Words of it."""
        card = self.report.stored.card
        return Said(
            card.id, card.publisher, card.publisher_name, card.shown, self.language, start, end, self.text[start:end]
        )


@dataclass(frozen=True, slots=True)
class Material:
    """All of a story that is compared, oldest article first."""

    sources: tuple[Source, ...]
    sentences: tuple[Sentence, ...]
    language: str
    """That most of the articles are in."""

    def said(self, sentence: Sentence) -> Said:
        """A sentence as it is shown."""
        return self.sources[sentence.source].said(sentence.start, sentence.end)


def material_of(reports: tuple[Report, ...]) -> Material:
    """Read the articles of a story."""
    ordered = sorted(reports, key=lambda report: (report.stored.card.shown, report.stored.card.id))
    publishers = {report.stored.card.id: str(report.stored.card.publisher) for report in ordered}
    most = max(30, MOST_SENTENCES // max(len(ordered), 1))
    sources: list[Source] = []
    first_said: dict[tuple[str, ...], str] = {}
    runs: dict[ArticleId, set[tuple[str, ...]]] = {}
    for place, report in enumerate(ordered):
        runs[report.stored.card.id] = set()
        sources.append(_source(place, report, most, first_said, runs, _voice(report, publishers)))
    languages = [source.language for source in sources]
    main = max(sorted(set(languages)), key=languages.count) if languages else ""
    sentences = tuple(sentence for source in sources for sentence in source.sentences)
    return Material(tuple(sources), sentences, main)


def _voice(report: Report, publishers: dict[ArticleId, str]) -> str:
    """Whose text an article is: of a copy the origin's publisher, or the origin itself where it is not compared."""
    if report.copy is None:
        return publishers[report.stored.card.id]
    return publishers.get(report.copy.origin, f"origin {report.copy.origin}")


def _source(
    place: int,
    report: Report,
    most: int,
    first_said: dict[tuple[str, ...], str],
    runs: dict[ArticleId, set[tuple[str, ...]]],
    voice: str,
) -> Source:
    card, article, marks, copy = report.stored.card, report.stored.article, report.marks, report.copy
    text = text_of(article.title, article.body)
    language = marks.language.code if marks else card.language
    words = lexicon(language)
    keys = _keys(marks)

    def read(number: int, start: int, end: int, whose: str) -> Sentence:
        run = tuple(tokens(text[start:end]))
        return Sentence(
            source=place,
            number=number,
            start=start,
            end=end,
            text=text[start:end],
            run=run,
            terms=frozenset(terms_of(run, language, words)),
            names=frozenset(key for first, last, found in keys if start <= first and last <= end for key in found),
            figures=tuple(f for f in marks.figures if start <= f.start and f.end <= end) if marks else (),
            voice=whose,
        )

    spans = [span for span in sentence_spans(text, language) if span[0] >= len(article.title)][:most]
    sentences = [read(number, start, end, voice) for number, (start, end) in enumerate(spans)]
    if copy is not None and copy.manner == "extended" and copy.origin in runs:
        taken = runs[copy.origin]
        sentences = [one if one.run in taken else replace(one, voice=str(card.publisher)) for one in sentences]
    sentences = [
        replace(one, voice=first_said.setdefault(one.run, one.voice)) if len(one.run) >= SHORTEST else one
        for one in sentences
    ]
    runs[card.id] = {one.run for one in sentences}
    title = read(-1, 0, len(article.title), voice)
    return Source(place, report, text, language, words, title, tuple(sentences))


def _keys(marks: Marks | None) -> list[tuple[int, int, frozenset[str]]]:
    """Where names are, each with its keys."""
    if marks is None:
        return []
    known: dict[str, frozenset[str]] = {}
    for hashtag in marks.hashtags:
        keys = frozenset(_told(hashtag))
        known |= dict.fromkeys((hashtag.name, *hashtag.forms), keys)
    found = []
    for mention in marks.mentions:
        written = frozenset({"=" + " ".join(tokens(mention.name))})
        found.append((mention.start, mention.end, known.get(mention.name, known.get(mention.text, written)) | written))
    return found


def _told(hashtag: Hashtag) -> Iterator[str]:
    """The keys of a name, without the kind: texts in two languages may see another one."""
    for key in hashtag.keys:
        if key.startswith("="):
            yield key
        elif key[2:3] == ":" and len(key) > 6:
            yield key[2:]
        elif key[2:3] == "=":
            yield key
