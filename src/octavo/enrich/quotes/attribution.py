"""Attributions of one sentence: a source, a cue and what the source says, by the order of words and signs."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.enrich.quotes import subjects
from octavo.enrich.quotes.finding import Cue, cues_of
from octavo.enrich.quotes.lexicon import Cues
from octavo.enrich.quotes.subjects import Range
from octavo.enrich.quotes.units import Token

SEARCH = 25
"""Words after a cue among which its content begins (`told reporters in Corran on Friday that …`)."""


@dataclass(slots=True)
class Attribution:
    """Who says what in one sentence, by tokens."""

    source: Range | None
    cue: Range | None
    contents: list[Range] = field(default_factory=list)


def attributions(unit: list[Token], cues: Cues) -> list[Attribution]:
    """The attributions of a sentence, in order; none lies inside another's content."""
    found: list[Attribution] = []
    all_cues = [cue for cue in cues_of(unit, cues) if not cue.passive]
    done = 0
    for place, cue in enumerate(all_cues):
        cut = _cut(unit, cue, cues)
        if cue.start < done and cut is None:
            continue
        limit = _limit(unit, all_cues[place + 1 :], cues)
        # `Officials believe …, Vell said.`: what closes the sentence holds all of it.
        whole = _holds_all(unit, cue, found, cues)
        made = _attribution(unit, cue, limit, 0 if whole else done, found, cues)
        if made is None or not made.contents:
            continue
        if whole and made.contents[0][0] == 0:
            found.clear()
        found.append(made)
        done = max(end for _, end in made.contents)
    taken = {at for made in found for start, end in made.contents for at in range(start, end)}
    found += _uncued(unit, taken, cues)
    return found or _titled(unit)


def _uncued(unit: list[Token], taken: set[int], cues: Cues) -> list[Attribution]:
    """Quotations that a sign or an unknown verb attributes: `issued a statement: “…”`, `“…,” Vell thundered`."""
    found: list[Attribution] = []
    for at, token in enumerate(unit):
        if token.kind != "quote" or at in taken:
            continue
        if at and unit[at - 1].low in (":", ",") and token.capital and token.long and at > 1:
            source = subjects.opening(unit, cues)
            if source and source[1] < at:
                found.append(Attribution(source, None, [(at, at + 1)]))
        elif at == 0 and token.comma and len(unit) > 2 and unit[1].kind == "word":
            source = subjects.opening(unit[1:], cues)
            verb = source[1] + 1 if source and source[0] == 0 else len(unit)
            if source and verb < len(unit) and unit[verb].kind == "word":
                found.append(Attribution((1, source[1] + 1), (source[1] + 1, source[1] + 2), [(0, 1)]))
    return found


def _titled(unit: list[Token]) -> list[Attribution]:
    """`Vell: We will sail`: a name of a few words, a colon and what the name says."""
    for at, token in enumerate(unit[:6]):
        if token.low == ":" and at and at + 1 < len(unit):
            return [Attribution((0, at), (at, at + 1), [(at + 1, _stop(unit, len(unit)))])]
        if not (token.kind == "word" and token.capital) and token.low not in ".-":
            break
    return []


def _cut(unit: list[Token], cue: Cue, cues: Cues) -> int | None:
    """Where a cue (`, adding`, `, according to`, `, but Vell said`) cuts off content before it, None where inside."""
    if cue.sort in ("participle", "according"):
        comma = cue.group > 0 and unit[cue.group - 1].low in (",", "—", "–")
        return cue.group - 1 if comma else None
    subject = subjects.before(unit, cue.group, cues)
    if subject is None:
        # `… , and said`: a second verb of the same subject.
        joint = cue.group > 0 and unit[cue.group - 1].low in ("and", "but")
        return cue.group - 1 if joint and cue.sort == "speech" else None
    start = subject[0]
    if (
        start > 1
        and unit[start - 1].low in ("but", "while", "and", "though", "although")
        and unit[start - 2].low in ",;—–"
    ):
        return start - 2
    if start > 0 and unit[start - 1].low == "," and _closes(unit, cue.end, cues):
        return start - 1
    return start - 1 if start > 0 and unit[start - 1].low == ";" else None


def _holds_all(unit: list[Token], cue: Cue, found: list[Attribution], cues: Cues) -> bool:
    """Whether a cue at the end, set off by a comma, holds the clauses of the cues before it."""
    if cue.sort != "speech" or not found or not _closes(unit, cue.end, cues):
        return False
    subject = subjects.before(unit, cue.group, cues)
    apart = subject is not None and subject[0] > 1 and unit[subject[0] - 1].low == ","
    return apart and not any(
        unit[at].kind == "quote" for made in found for start, end in made.contents for at in range(start, end)
    )


def _limit(unit: list[Token], later: list[Cue], cues: Cues) -> int:
    """Where content after a cue must end: before the next cue that cuts, else at the end of the sentence."""
    for cue in later[:4]:
        cut = _cut(unit, cue, cues)
        if cut is not None:
            return cut
    return _stop(unit, len(unit))


def _stop(unit: list[Token], end: int) -> int:
    """Without the stops at the end."""
    while end > 0 and unit[end - 1].kind == "sign" and unit[end - 1].low in '.,;:!?—–"':
        end -= 1
    return end


def _closes(unit: list[Token], place: int, cues: Cues) -> bool:
    """Whether nothing but an adjunct comes after a cue: `…, he said in a statement.`"""
    if _stop(unit, len(unit)) <= place:
        return True
    token = unit[place]
    if token.kind == "sign":
        return token.low in ".,;"
    return (token.low in cues.adjuncts or token.low in cues.hearers) and _opening(unit, place, len(unit), cues) is None


def _attribution(
    unit: list[Token], cue: Cue, limit: int, floor: int, found: list[Attribution], cues: Cues
) -> Attribution | None:
    """The attribution of one cue: its source to either side, its content after or before."""
    if cue.sort == "according":
        return _according(unit, cue, floor, limit, cues)
    if cue.sort == "participle":
        whose = found[-1].source if found else subjects.before(unit, cue.group, cues) or subjects.opening(unit, cues)
        return Attribution(whose, (cue.group, cue.end), _right(unit, cue, limit, cues))
    if cues.verb_first and (made := _verb_first(unit, cue, limit, floor, cues)):
        return made
    if unit[cue.start].low in cues.pronouns:
        # `dit-il`: cue and pronoun in one.
        source: Range | None = (cue.start, cue.end)
    else:
        source = subjects.before(unit, cue.group, cues) or _since_quotation(unit, cue, floor)
    lead = min(source[0], cue.group) if source else cue.group
    left = _left(unit, lead, floor)
    if source is None and left:
        quoted = unit[left[-1][1] - 1].kind == "quote"
        turned = subjects.after(unit, cue.end, cues, bare=quoted and cue.sort == "speech")
        if turned:
            further = _after_aside(unit, turned[1], limit)
            return Attribution(turned, (cue.group, cue.end), [*left, *further])
    if source is None:
        joint = cue.group > 0 and unit[cue.group - 1].low in ("and", "but") and found
        source = found[-1].source if joint else None
        if source is None:
            made = _verb_first(unit, cue, limit, floor, cues)
            dropped = made is None and left and cues.drops_subject and unit[left[-1][1] - 1].kind == "quote"
            return Attribution(None, (cue.group, cue.end), left) if dropped else made
    quoted = bool(left) and unit[left[-1][1] - 1].kind == "quote"
    if left and (quoted or _closes(unit, cue.end, cues)):
        return Attribution(source, (cue.group, cue.end), [*left, *_after_aside(unit, cue.end, limit)])
    return Attribution(source, (cue.group, cue.end), _right(unit, cue, limit, cues))


def _verb_first(unit: list[Token], cue: Cue, limit: int, floor: int, cues: Cues) -> Attribution | None:
    """`قال الوزير إن …`, `Dijo Vell que …`: cue, source, then what opens the content; or all after a quotation."""
    source = subjects.after(unit, cue.end, cues, bare=cues.verb_first)
    start = source[1] if source else cue.end
    opening = _opening(unit, start, limit, cues)
    if opening is not None and opening < limit and (source or cues.verb_first):
        return Attribution(source, (cue.group, cue.end), [(opening, limit)])
    left = _left(unit, cue.group, floor)
    if source and left and unit[left[-1][1] - 1].kind == "quote":
        return Attribution(source, (cue.group, cue.end), left)
    return None


def _since_quotation(unit: list[Token], cue: Cue, floor: int) -> Range | None:
    """All between a quotation and its cue: `“…,” Ana Vell, 30, of Corran, who was there, said`."""
    at = cue.group - 1
    while at > max(floor, cue.group - 2 * subjects.REACH) and unit[at].kind != "quote":
        at -= 1
    if at < 0 or unit[at].kind != "quote" or at + 1 >= cue.group or not unit[at + 1].capital:
        return None
    end = next((place for place in range(at + 1, cue.group) if unit[place].low == ","), cue.group)
    return at + 1, end


def _according(unit: list[Token], cue: Cue, floor: int, limit: int, cues: Cues) -> Attribution | None:
    """`…, according to X.` or `According to X, …`."""
    opens = not any(token.kind != "sign" for token in unit[: cue.group])
    source = subjects.after(unit, cue.end, cues, apposed=not opens) or _plain_group(unit, cue.end)
    if source is None:
        return None
    if opens:
        start = source[1] + 1 if source[1] < len(unit) and unit[source[1]].low == "," else source[1]
        contents = [(start, limit)] if start < limit else []
    else:
        end = _stop(unit, cue.group)
        begin = max(floor if floor < end else 0, 0)
        contents = [(begin, end)] if begin < end else []
    return Attribution(source, (cue.start, cue.end), contents)


def _plain_group(unit: list[Token], start: int) -> Range | None:
    """A group without capital or determiner: `officials`, `two people familiar with the plan`."""
    end = start
    while end < len(unit) and unit[end].kind == "word" and end - start < subjects.REACH:
        end += 1
    return (start, end) if end > start else None


def _left(unit: list[Token], lead: int, floor: int) -> list[Range]:
    """What stands before the source and may be its content: a quotation, or a clause closed by a comma."""
    if lead <= floor:
        return []
    if unit[lead - 1].low in (",", "—", "–") and lead - 2 >= floor and unit[lead - 2].kind == "quote":
        lead -= 1
    last = unit[lead - 1]
    if last.kind == "quote":
        begin = lead - 1
        while begin > floor and unit[begin - 1].kind == "quote":
            begin -= 1
        opened = begin == floor or unit[begin - 1].kind == "sign"
        return [(begin if opened else floor, lead)]
    if last.low not in (",", "—", "–", "-") or lead - floor < 4:
        return []
    begin = floor
    while begin < lead and unit[begin].kind == "sign":
        begin += 1
    if begin < lead and unit[begin].low in ("but", "and", "yet", "so"):
        begin += 1
    return [(begin, lead - 1)] if begin < lead - 1 else []


def _after_aside(unit: list[Token], place: int, limit: int) -> list[Range]:
    """What goes on after an aside: `“…,” he said in Corran, “…”`."""
    for at in range(place, min(place + SEARCH, limit)):
        if unit[at].kind == "quote" and at and (unit[at - 1].low in (",", ":", "—", "–", ".") or at == place):
            return [(at, max(at + 1, _stop(unit, limit)))]
    return []


def _opening(unit: list[Token], place: int, limit: int, cues: Cues) -> int | None:
    """Where content begins by a sign of its own: `that`, a colon, a quotation after a comma."""
    for at in range(place, min(place + SEARCH, limit)):
        token = unit[at]
        if token.low in cues.openers and (token.low == "that" or at == place):
            return at
        if token.kind == "quote" and (at == place or unit[at - 1].low in (",", ":")):
            return at
        if token.low == ":":
            return at + 1
    return None


def _right(unit: list[Token], cue: Cue, limit: int, cues: Cues) -> list[Range]:
    """The content after a cue."""
    place = cue.end
    if place >= limit:
        return []
    token = unit[place]
    aside = (
        token.low in cues.adjuncts or token.low in cues.hearers or unit[cue.end - 1].low in ("told", "tells", "tell")
    )
    if token.kind == "quote" and unit[cue.end - 1].low in cues.naming and not token.long:
        return []
    last = limit - 1
    if last > place and unit[last].kind == "quote" and unit[last - 1].low in (",", ":") and unit[last].capital:
        return [(last, limit)]
    if token.kind == "quote" and last > place:
        after = unit[place + 1]
        if unit[place].closed or after.kind == "sign" or after.low in cues.adjuncts | cues.boundaries:
            return [(place, place + 1), *_after_aside(unit, place + 1, limit)]
    opening = _opening(unit, place, limit, cues)
    if opening is not None and (aside or token.kind != "word" or opening == place):
        return [(opening, limit)] if opening < limit else []
    while place < limit and unit[place].kind == "sign":
        place += 1
    return [(place, limit)] if place < limit else []
