"""Words in quotation marks: the cuts of quotes that stand inside other sentences.

Enrichment tells quotes by who is said to have said them; a cut inside a clause (`said he had come "to sign, not to
pose"`) is part of an indirect quote there. Its words are somebody's all the same, and whose is told by the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.news.marks import Marks, Quote
from octavo.text.words import tokens

LONGEST = 1500
"""Characters between two marks; what is longer is a mark left open."""

TELLING = 5
"""Different tokens of words that nobody is named for."""

LITTLE = 3
"""Letters of words that titles do not write with a capital."""

_CLOSING = {"“": "”", "«": "»", "「": "」", "„": "“", '"': '"'}
_EDGES = " ,.;:–—\u00a0\u202f"


def quotes_in(text: str, marks: Marks | None) -> tuple[Quote, ...]:
    """The direct quotes of a text, in order: those that enrichment found, and other words in quotation marks.

    The latter have the speaker of the indirect quote around them, and none where there is none. A quote with a straight
    mark inside was read across the end of another.
    """
    known = sorted((quote for quote in (marks.quotes if marks else ())), key=lambda quote: quote.start)
    found = [quote for quote in known if quote.direct and '"' not in quote.text]
    for start, end in _stretches(text):
        if any(quote.start < end and start < quote.end for quote in found) or not _telling(text[start:end]):
            continue
        around = next((q for q in known if not q.direct and q.start <= start and end <= q.end + 1), None)
        speaker, cue = (around.speaker, around.cue) if around else ("", "")
        span = around.speaker_span if around else None
        found.append(Quote(start, end, text[start:end], speaker, span, cue, True))
    return tuple(sorted(found, key=lambda quote: quote.start))


def _telling(words: str) -> bool:
    """Whether words in quotation marks are somebody's: no title, no slogan, nothing that anybody might say."""
    written = words.split()
    longer = [word for word in written if len(word) > LITTLE and word[0].isalpha()]
    titled = bool(longer) and all(word[0].isupper() for word in longer)
    return len(set(tokens(words))) >= TELLING and not titled


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """What stands between marks within one paragraph, without stops and commas at the ends."""
    place = 0
    while place < len(text):
        closing = _CLOSING.get(text[place])
        if closing is None or (text[place + 1 : place + 2].isspace() and text[place] == '"'):
            place += 1
            continue
        end = text.find(closing, place + 1, place + LONGEST)
        if end < 0 or "\n\n" in text[place:end]:
            place += 1
            continue
        start, last = place + 1, end
        while start < last and text[start] in _EDGES:
            start += 1
        while last > start and text[last - 1] in _EDGES:
            last -= 1
        if start < last and '"' not in text[start:last]:
            yield start, last
        place = end + 1
