"""One article beside the other reports of its story: what they say otherwise, what it lacks, what only it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.news.addresses import ArticleId
from octavo.news.comparison import Comparison, FigureSaid, QuoteSaid, Said, Statement, Utterance

FIGURES, QUOTES, MISSING, ONLY_HERE = 6, 4, 6, 6


@dataclass(frozen=True, slots=True)
class Differing:
    """A quantity of which the article has one value and others another."""

    name: str
    state: str
    """As news.comparison.Quantity."""
    here: FigureSaid
    others: tuple[FigureSaid, ...]


@dataclass(frozen=True, slots=True)
class CutShort:
    """Words of somebody that another publisher has at greater length."""

    speaker: str
    here: QuoteSaid
    fullest: QuoteSaid


@dataclass(frozen=True, slots=True)
class Compared:
    """The article beside the others."""

    figures: tuple[Differing, ...]
    quotes: tuple[CutShort, ...]
    missing: tuple[Statement, ...]
    """What independent others state and it does not, most important first."""
    only_here: tuple[Said, ...]

    def said(self) -> Iterator[Said]:
        """All that is quoted, for a Writer: each place once."""
        found: dict[tuple[ArticleId, int], Said] = {}
        for figure in self.figures:
            for one in (figure.here, *figure.others):
                found.setdefault((one.said.article, one.said.start), _whole(one))
        for quote in self.quotes:
            found.setdefault((quote.fullest.said.article, quote.fullest.said.start), quote.fullest.said)
        for said in (*(statement.said[0] for statement in self.missing), *self.only_here):
            found.setdefault((said.article, said.start), said)
        yield from found.values()


def compared(told: Comparison, article: ArticleId) -> Compared:
    """What the comparison of its story says beside an article."""
    apart = next((one for one in told.apart if one.article == article), None)
    missing = [told.statements[n] for n in (apart.missing if apart else ()) if n < len(told.statements)]
    return Compared(
        tuple(_figures(told, article))[:FIGURES],
        tuple(_quotes(told, article))[:QUOTES],
        tuple(missing[:MISSING]),
        (apart.only_here if apart else ())[:ONLY_HERE],
    )


def _figures(told: Comparison, article: ArticleId) -> Iterator[Differing]:
    for quantity in told.quantities:
        here = next((one for one in reversed(quantity.values) if one.said.article == article), None)
        if here is None or quantity.state == "agreeing":
            continue
        others = tuple(
            one
            for one in quantity.values
            if one.said.publisher != here.said.publisher
            and (one.figure.value, one.figure.high) != (here.figure.value, here.figure.high)
        )
        if others:
            yield Differing(quantity.name, quantity.state, here, others)


def _quotes(told: Comparison, article: ArticleId) -> Iterator[CutShort]:
    for utterance in told.utterances:
        here = _cut_of(utterance, article)
        if here and len(here.quote.text) < 0.8 * len(utterance.fullest.quote.text):
            yield CutShort(utterance.speaker, here, utterance.fullest)


def _cut_of(utterance: Utterance, article: ArticleId) -> QuoteSaid | None:
    if utterance.fullest.said.article == article:
        return None
    return next((cut for cut in utterance.cuts if cut.said.article == article), None)


def _whole(one: FigureSaid) -> Said:
    """A figure with the sentence that it stands in."""
    said = one.said
    return Said(
        said.article, said.publisher, said.publisher_name, said.shown, said.language, said.start, said.end, one.sentence
    )
