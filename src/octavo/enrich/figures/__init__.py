"""Figures: numbers as written and as values, with what they count.

A sentence is cut into tokens once; a number is read from digits or words (numerals), passed over where it counts
nothing (excluded), joined with its qualifier, range and unit (reading), and set in its context (context). All words are
data, one file a language in words/. Every look around a number is bounded, so the time is linear in the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from octavo.enrich.figures.context import context_of, time_spans
from octavo.enrich.figures.lexicon import lexicon
from octavo.enrich.figures.numerals import parted
from octavo.enrich.figures.reading import readings
from octavo.enrich.figures.tokens import tokens_of
from octavo.news.marks import Figure, Mention, Quote

__all__ = ["MOST", "figures_of"]

MOST = 2000
"""Figures of one article that are kept; a table of numbers poured into a paragraph has more, and nobody reads them."""


def figures_of(
    text: str,
    language: str,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention] = (),
    quotes: Sequence[Quote] = (),
) -> tuple[Figure, ...]:
    """The figures of a text, in order.

    `language` is ISO 639-1; English, French, Spanish, German and Arabic are read in words and digits, others in digits
    with signs of money and units. `sentences` are spans of the text. `quotes` tell who is cited for a figure: the
    speaker of the quote that holds it. Names among the `mentions` that hold a number (`Boeing 737`) give no figure.

    Values: money in its main unit (151.5 pence are 1.515 GBP), per cent as written (20 per cent is 20), fractions as
    parts of 1, ages in years. Vague plurals (`dozens`, `hundreds of thousands`) are more than the scale they name.
    Of a score, `value` and `high` are its two sides in the order of the text, and `counted` is `score`.
    """
    lex = lexicon(language)
    names = sorted((mention.start, mention.end) for mention in mentions if any(map(str.isdigit, mention.text)))
    told = sorted((quote for quote in quotes if quote.speaker), key=lambda quote: quote.start)
    found: list[Figure] = []
    for start, end in sentences:
        tokens = parted(tokens_of(text, start, end, language), lex)
        here = readings(tokens, lex)
        if not here:
            continue
        spans = time_spans(tokens, lex)
        for reading in here:
            first, last = tokens[reading.start].start, tokens[reading.end - 1].end
            if _inside(names, first, last):
                continue
            context = context_of(tokens, reading, spans, text, lex)
            found.append(
                Figure(
                    first,
                    last,
                    text[first:last],
                    reading.value,
                    reading.high,
                    reading.qualifier,
                    reading.unit,
                    context.counted,
                    context.about,
                    _cited(told, first, last),
                    context.time,
                    (start, end),
                )
            )
            if len(found) >= MOST:
                return tuple(found)
    return tuple(found)


def _inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a figure lies in one of the sorted spans and is not the whole of it."""
    place = bisect_right(spans, (start, len(spans) and spans[-1][1] + 1)) - 1
    return place >= 0 and spans[place][1] >= end and spans[place] != (start, end)


def _cited(quotes: list[Quote], start: int, end: int) -> str:
    """The speaker of the quote around a span."""
    place = bisect_right(quotes, start, key=lambda quote: quote.start) - 1
    return quotes[place].speaker if place >= 0 and quotes[place].end >= end else ""
