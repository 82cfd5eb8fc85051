"""Quotes: what somebody said, who said it, and by which word we know.

Quotations are found by their marks (spans), the text is read sentence by sentence with each quotation as one token
(units), a cue (finding) gets its source and content by the order of words and signs (attribution, subjects), and
sources get their names (speakers). No parse: every step is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.enrich.quotes import subjects
from octavo.enrich.quotes.attribution import Attribution, attributions
from octavo.enrich.quotes.clauses import is_clause, start_of
from octavo.enrich.quotes.lexicon import Cues, cues
from octavo.enrich.quotes.spans import Stretch, stretches
from octavo.enrich.quotes.speakers import Speakers
from octavo.enrich.quotes.units import Token, units
from octavo.news.marks import Mention, Quote

__all__ = ["quotes_of"]

FORGET = 1200
"""Characters after which a quotation without a cue no longer goes on with what was said."""

_EDGES = " \t\n\u00a0\u202f,.;:–—，。；：、،؛"


_INSIDE = re.compile(r",\s+(?P<cue>[\w’']+(?:-t)?-(?:il|elle|ils|elles))(?:\s[^,.«»]{0,60})?[,.]")
_PARAGRAPH = re.compile(r"\n\s*")


@dataclass(slots=True)
class _Said:
    """The last who was quoted, for quotations that go on without a cue."""

    source: tuple[int, int] | None = None
    speaker: str = ""
    end: int = 0


def quotes_of(
    text: str, language: str, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention] = ()
) -> tuple[Quote, ...]:
    """The quotes of a text, in order.

    A quote is direct where all its words stand in quotation marks, else indirect (`said that …`, also with a few words
    quoted inside), without the `that`. What a verb has as its object only (`announced a plan`) is marked as no clause.
    An interrupted quotation (`“…,” he said, “…”`) gives one quote a piece. `language` is ISO 639-1; the
    words that attribute are known in English, French, Spanish, German, Arabic and Chinese, quotation marks in all.
    `mentions` give speakers their names; without them a speaker is the source as written.
    """
    lexicon = cues(language)
    quoted = stretches(text, language)
    speakers = Speakers(text, mentions, lexicon)
    found: list[Quote] = []
    said = _Said()
    for unit in units(text, quoted, sentences, lexicon):
        if unit[0].start - said.end > FORGET:
            said = _Said()
        made = attributions(unit, lexicon)
        used: set[int] = set()
        for attribution in made:
            found.extend(_quotes(text, unit, attribution, speakers, said, used, lexicon))
        alone = all(token.kind != "word" for token in unit)
        for token in unit:
            if token.stretch is None or token.start in used:
                continue
            aside = _aside(text, token.stretch, lexicon)
            if aside:
                found.extend(_around(text, token.stretch, aside, speakers, said))
            elif alone and _goes_on(text, token, said):
                first, last = _trim(text, token.stretch.first, token.stretch.last)
                if first < last:
                    found.append(Quote(first, last, text[first:last], said.speaker, said.source, "", True))
                    said.end = token.end
        if not made and unit[-1].low == ":" and (source := subjects.opening(unit, lexicon)):
            # `She issued a statement:` and the quotation in the next paragraph.
            span = (unit[source[0]].start, unit[source[1] - 1].end)
            said = _Said(span, speakers.resolve(*span), unit[-1].end)
    return tuple(sorted(found, key=lambda quote: (quote.start, quote.end)))


def _quotes(
    text: str, unit: list[Token], made: Attribution, speakers: Speakers, said: _Said, used: set[int], lexicon: Cues
) -> list[Quote]:
    """The quotes of one attribution: a direct one for each quotation, an indirect one for each clause."""
    source = (unit[made.source[0]].start, unit[made.source[1] - 1].end) if made.source else None
    speaker = speakers.resolve(*source) if source else ""
    if source is None and made.cue:
        source, speaker = said.source, said.speaker
    cue = text[unit[made.cue[0]].start : unit[made.cue[1] - 1].end] if made.cue else ""
    quotes = []
    for start, end in made.contents:
        inside = unit[start:end]
        clause = is_clause(unit, (start, end), made, lexicon)
        used.update(token.start for token in inside if token.kind == "quote")
        for first, last, direct in _pieces(inside, lexicon):
            first, last = _trim(text, first, last)
            if first < last:
                quotes.append(Quote(first, last, text[first:last], speaker, source, cue, direct, clause))
                said.source, said.speaker, said.end = source, speaker, last
    return quotes


def _pieces(inside: list[Token], lexicon: Cues) -> list[tuple[int, int, bool]]:
    """The spans of a content: each quotation where it is nothing else, else the whole."""
    stretched: list[Stretch] = [token.stretch for token in inside if token.stretch]
    if stretched and all(token.kind != "word" for token in inside):
        return [(stretch.first, stretch.last, True) for stretch in stretched]
    return [(start_of(inside, lexicon), inside[-1].end, False)] if inside else []


def _aside(text: str, stretch: Stretch, lexicon: Cues) -> re.Match[str] | None:
    """French leaves the marks open around the speaker: `« Oui, dit-elle, c’est vrai. »`."""
    match = _INSIDE.search(text, stretch.first, stretch.last) if lexicon.language == "fr" else None
    return match if match and match.group("cue").lower() in lexicon.verbs else None


def _around(text: str, stretch: Stretch, aside: re.Match[str], speakers: Speakers, said: _Said) -> Iterator[Quote]:
    """The quotes before and after an aside."""
    source = aside.span("cue")
    said.source, said.speaker, said.end = source, speakers.resolve(*source), stretch.end
    for first, last in ((stretch.first, aside.start()), (aside.end(), stretch.last)):
        first, last = _trim(text, first, last)
        if first < last:
            yield Quote(first, last, text[first:last], said.speaker, source, aside.group("cue"), True)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without space and commas at the ends; a stop that closes the words stays outside too."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _goes_on(text: str, token: Token, said: _Said) -> bool:
    """Whether a quotation alone in its sentence goes on with what was said: in the same paragraph or the next."""
    near = said.end > 0 and token.start - said.end < FORGET
    return near and len(_PARAGRAPH.findall(text, said.end, token.start)) <= 1
