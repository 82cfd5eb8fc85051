"""Quotes against PolNeAR: who says what, in political news.

Gold is the first annotator's file of each text. An annotation's content may have several pieces.

- direct_quotes_f1: gold are the content pieces that begin with a quotation mark and end with one or with their
  paragraph (some annotators cut a quotation at its sentences: pieces with nothing between are one); found are the
  direct quotes. A pair is right where the spans are the same but for quotation marks, space and stops at the ends.
- direct_source_accuracy: of the gold direct quotes with a source that were found, the share where the source found (the
  span of words in the text, before it is resolved to a name) overlaps the gold source.
- attributions_f1: micro F1 over characters that are no space, each counted with its role, source or content, of all
  attributions, so that half of a long clause counts half; what is in no attribution on both sides does not count. It is
  the unit of the set's own figure of human agreement (token-wise alpha .754).
- attributions_pairs_f1: stricter, and beside it: an attribution found is right where it is paired one to one with a
  gold one whose source it overlaps and whose content shares at least half of the characters of both together.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.compare import f1
from evaluation.figures import Figure, Measure
from octavo.enrich.quotes import quotes_of
from octavo.news.marks import Quote
from octavo.text.sentences import sentence_spans

Span = tuple[int, int]
_JOINT = re.compile(r"\bthat\s+$")
_EDGES = " \t\n\r,.;:?!–—“”‘’\"'"


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated attribution."""

    sources: tuple[Span, ...]
    contents: tuple[Span, ...]


def texts(folder: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Each text with its attributions."""
    annotated: dict[str, Path] = {}
    for path in sorted((folder / "data" / "train" / "attributions").glob("*.ann")):
        annotated.setdefault(path.stem.rpartition("_")[0], path)
    for name, path in annotated.items():
        text = folder / "data" / "train" / "text" / f"{name}.txt"
        if text.is_file():
            yield text.read_bytes().decode("utf-8"), golds(path.read_text(encoding="utf-8"))


def golds(lines: str) -> list[Gold]:
    """The attributions of a brat file."""
    spans: dict[str, tuple[Span, ...]] = {}
    events = []
    for line in lines.split("\n"):
        key, _, rest = line.partition("\t")
        if key.startswith("T") and re.match(r"\S+ \d", rest):
            places = rest.partition("\t")[0].split(" ", 1)[1]
            pairs = (pair.split() for pair in places.split(";"))
            spans[key] = tuple((int(start), int(end)) for start, end in pairs)
        elif key.startswith("E"):
            events.append([role.split(":") for role in rest.split()[1:]])
    return [Gold(_role(event, "Source", spans), _role(event, "Content", spans)) for event in events]


def _role(event: list[list[str]], role: str, spans: dict[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    return tuple(span for name, key in event if name.startswith(role) for span in spans.get(key, ()))


def trimmed(text: str, span: Span) -> Span:
    """A span without quotation marks, space and stops at its ends."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def direct(text: str, gold: list[Gold]) -> dict[Span, Gold]:
    """The content pieces that are wholly quoted."""
    found = {}
    for one in gold:
        for start, end in joined(text, one.contents):
            piece = text[start:end].strip()
            closed = piece.rstrip(".,")[-1:] in ("”", '"') or piece.endswith("''") or text[end : end + 1] in ("\n", "")
            if len(piece) > 2 and (piece[0] in '“"' or piece.startswith("''")) and closed:
                found[trimmed(text, (start, end))] = one
    return found


def joined(text: str, pieces: tuple[Span, ...]) -> list[Span]:
    """Pieces in order, those of one paragraph with nothing but space and stops between them as one."""
    whole: list[Span] = []
    for start, end in sorted(pieces):
        between = text[whole[-1][1] : start] if whole else "x"
        if between.strip(" .") or "\n" in between:
            whole.append((start, end))
        else:
            whole[-1] = (whole[-1][0], end)
    return whole


def overlap(first: Span, second: Span) -> int:
    """Characters shared."""
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def attributed(text: str, quotes: tuple[Quote, ...]) -> list[Gold]:
    """What was found, as the gold is kept: with the `that` which joins a clause on, and which readers are not shown."""
    found = []
    for quote in quotes:
        joint = None if quote.direct else _JOINT.search(text, max(0, quote.start - 8), quote.start)
        content = (joint.start() if joint else quote.start, quote.end)
        found.append(Gold((quote.speaker_span,) if quote.speaker_span else (), (content,)))
    return found


def marked(text: str, ones: list[Gold]) -> set[tuple[int, str]]:
    """Characters with their roles."""
    marks: set[tuple[int, str]] = set()
    for one in ones:
        for role, spans in (("source", one.sources), ("content", one.contents)):
            marks.update((at, role) for start, end in spans for at in range(start, end) if text[at].isalnum())
    return marks


def pairs(text: str, gold: list[Gold], found: list[Gold]) -> int:
    """How many attributions are right, one to one."""
    left = list(found)
    right = 0
    for one in gold:
        for other in left:
            shared = sum(overlap(a, b) for a in one.contents for b in other.contents)
            both = sum(e - s for s, e in (*one.contents, *other.contents)) - shared
            sources = any(overlap(a, b) for a in one.sources for b in other.sources) or not (
                one.sources or other.sources
            )
            if sources and shared * 2 >= both > 0:
                left.remove(other)
                right += 1
                break
    return right


def polnear(folder: Path) -> Iterator[Figure]:
    """All texts of the set."""
    seconds = 0.0
    hits = found_direct = gold_direct = sourced = right_source = 0
    shared = found_marks = gold_marks = right_pairs = found_pairs = gold_pairs = 0
    for text, gold in texts(folder):
        began = time.perf_counter()
        quotes = quotes_of(text, "en", sentence_spans(text, "en"))
        seconds += time.perf_counter() - began
        wanted = direct(text, gold)
        mine = {trimmed(text, (quote.start, quote.end)): quote for quote in quotes if quote.direct}
        same = wanted.keys() & mine.keys()
        hits, found_direct, gold_direct = hits + len(same), found_direct + len(mine), gold_direct + len(wanted)
        for span in same:
            if wanted[span].sources:
                sourced += 1
                source = mine[span].speaker_span
                right_source += source is not None and any(overlap(source, one) for one in wanted[span].sources)
        mine_all = attributed(text, quotes)
        marks, true = marked(text, mine_all), marked(text, gold)
        shared, found_marks, gold_marks = shared + len(marks & true), found_marks + len(marks), gold_marks + len(true)
        right_pairs += pairs(text, gold, mine_all)
        found_pairs, gold_pairs = found_pairs + len(mine_all), gold_pairs + len(gold)
    name = "polnear"
    yield Figure(name, "direct_quotes_f1", f1(hits / found_direct, hits / gold_direct), gold_direct, seconds)
    yield Figure(name, "direct_source_accuracy", right_source / sourced, sourced, seconds)
    yield Figure(name, "attributions_f1", f1(shared / found_marks, shared / gold_marks), gold_pairs, seconds)
    pairs_f1 = f1(right_pairs / found_pairs, right_pairs / gold_pairs)
    yield Figure(name, "attributions_pairs_f1", pairs_f1, gold_pairs, seconds)


MEASURES: dict[str, Measure] = {"polnear": polnear}
