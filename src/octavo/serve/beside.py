"""What the other reports of a story say differently from one of them, in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.news.addresses import ArticleId
from octavo.news.comparison import Comparison, FigureSaid, Said

_MISSING = 2
_FIGURES = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """A quantity of which an article has one value and others another."""

    name: str
    here: FigureSaid
    others: tuple[FigureSaid, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a reader of one report misses without the others."""

    missing: tuple[Said, ...]
    """What two or more independent others state and this one does not, as it is said best."""
    figures: tuple[Figures, ...]
    """Where its figures differ about one moment."""


def beside(told: Comparison, article: ArticleId) -> Beside:
    """What the comparison of its story says beside an article."""
    return Beside(tuple(_missing(told, article)[:_MISSING]), tuple(_figures(told, article)[:_FIGURES]))


def _missing(told: Comparison, article: ArticleId) -> Sequence[Said]:
    numbers = next((one.missing for one in told.apart if one.article == article), ())
    return [told.statements[number].said[0] for number in numbers if number < len(told.statements)]


def _figures(told: Comparison, article: ArticleId) -> Sequence[Figures]:
    found = []
    for quantity in told.quantities:
        here = next((one for one in quantity.values if one.said.article == article), None)
        if quantity.state == "contested" and here:
            others = tuple(one for one in quantity.values if one.said.publisher != here.said.publisher)
            found.append(Figures(quantity.name, here, others))
    return [one for one in found if one.others]
