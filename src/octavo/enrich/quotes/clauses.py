"""What somebody is said to have said: a clause, or only the object of a verb that can attribute as well."""

from __future__ import annotations

from octavo.enrich.quotes.attribution import Attribution
from octavo.enrich.quotes.lexicon import Cues
from octavo.enrich.quotes.units import Token

FEW = 3
"""Words that are no clause even after a verb of clauses, where none of them is a verb for sure: `said nothing`."""
NEAR = 3
"""Words within which a clause opens: `demande seulement que …`."""


def start_of(inside: list[Token], cues: Cues) -> int:
    """Where the words begin, without the one that only joins them on: `that`, `dass`, `qu’`."""
    first = inside[0]
    for joint in cues.joints:
        if first.low == joint and len(inside) > 1 and inside[1].low not in cues.finite:  # `said that was all`
            return inside[1].start
        if joint.endswith("'") and first.low.startswith(joint) and first.low != joint:
            return first.start + len(joint)
    return first.start


def is_clause(unit: list[Token], content: tuple[int, int], made: Attribution, cues: Cues) -> bool:
    """Whether a content could have been spoken: it stands before its cue or after a colon, opens as clauses do, quotes
    words, or has a verb of its own; where verbs are not known, it may stand after a comma instead (`sagte, er komme`).
    Of a language whose clauses are not opened by words, everything."""
    start, end = content
    inside = unit[start:end]
    apart = start > 0 and (unit[start - 1].low == ":" or (unit[start - 1].low == "," and not cues.finite))
    if not cues.openers or made.cue is None or start < made.cue[0] or apart:
        return True
    if any(token.low in cues.openers for token in inside[:NEAR]) or any(token.kind == "quote" for token in inside):
        return True
    words = [token.low for token in inside if token.kind == "word"]
    if any(word in cues.finite for word in words) or any(word in cues.subjects for word in words[:-1]):
        return True
    return len(words) > FEW and unit[made.cue[1] - 1].low in cues.clausal
