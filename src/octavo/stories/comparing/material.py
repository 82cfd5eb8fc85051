"""A story's articles as comparing reads them: sentences with their terms, names, figures and whose words they are.

Whose words. A copy's sentences count under the publisher where the text began, once; a sentence that a copy added is
its own publisher's. Where two publishers have the same sentence word for word though neither is known to be a copy, one
took it from the other or both from a third, so it counts once too, under whoever had it first: what is written down
alike was not found out twice. Two papers of one owner are two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
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
    """In its article, from 0."""
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
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    """All, those of the title too."""

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
    by_voice: dict[str, int] = field(default_factory=dict)
    """How many articles count under each voice."""

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
    voices = [_voice(report, publishers) for report in ordered]
    return Material(tuple(sources), sentences, main, {voice: voices.count(voice) for voice in voices})


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
    card, article, marks = report.stored.card, report.stored.article, report.marks
    text = text_of(article.title, article.body)
    language = marks.language.code if marks else card.language
    words = lexicon(language)
    keys = _keys(marks)
    own = str(card.publisher)
    title_end = len(article.title)
    sentences = []
    spans = [span for span in sentence_spans(text, language) if span[0] >= title_end]
    for number, (start, end) in enumerate(spans[:most]):
        run = tuple(tokens(text[start:end]))
        whose = voice
        if report.copy is not None and report.copy.manner == "extended" and report.copy.origin in runs:
            whose = voice if run in runs[report.copy.origin] else own
        if len(run) >= SHORTEST:
            whose = first_said.setdefault(run, whose)
        runs[card.id].add(run)
        figures = tuple(f for f in marks.figures if start <= f.start and f.end <= end) if marks else ()
        names = frozenset(key for first, last, found in keys if start <= first and last <= end for key in found)
        terms = frozenset(terms_of(run, language, words))
        sentences.append(Sentence(place, number, start, end, text[start:end], run, terms, names, figures, whose))
    return Source(place, report, text, language, words, tuple(sentences), marks.figures if marks else ())


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
