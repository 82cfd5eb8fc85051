"""Who said what: the same words in all their cuts, and their translations where that can be told.

Two quotes are one utterance where the words of the shorter stand in the longer in their order (publishers cut at the
ends, and in the middle with an ellipsis). Cuts of one article that follow one another are one saying parted by its
reporter. A translation is the same where speaker or vectors and names say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from octavo.news.comparison import QuoteSaid, Utterance
from octavo.news.marks import Quote
from octavo.ports import Embedder
from octavo.stories.comparing.material import Material, Source
from octavo.text.words import tokens

MOST = 24
"""Utterances of a story."""

SHORTEST = 4
"""Tokens of a quote that is told from another by its words."""

KEPT = 0.9
"""Share of the shorter quote's runs of words that stand in the longer."""

MOST_EMBEDDED = 60
"""Quotes that are given to the embedder."""

NEAR = 0.6
"""Cosine of translations."""


@dataclass(frozen=True, slots=True)
class _Cut:
    source: Source
    quote: Quote
    run: tuple[str, ...]
    voice: str


def utterances_of(material: Material, embedder: Embedder | None) -> tuple[Utterance, ...]:
    """What was said, as two or more publishers have it; most publishers first."""
    cuts = [cut for source in material.sources for cut in _cuts(source)]
    groups = _grouped(cuts)
    groups = _with_translations(groups, embedder)
    found = []
    for group in groups:
        publishers = {cut.source.publisher for cut in group}
        if len(publishers) < 2:
            continue
        found.append(
            (-len({cut.voice for cut in group}), -len(publishers), group[0].source.place, _utterance(group, material))
        )
    found.sort(key=lambda entry: entry[:3])
    return tuple(entry[3] for entry in found[:MOST])


def _cuts(source: Source) -> list[_Cut]:
    quotes = source.marks.quotes if source.marks else ()
    found = []
    for quote in quotes:
        run = tuple(tokens(quote.text))
        if quote.direct and len(run) >= SHORTEST:
            voice = next((s.voice for s in source.sentences if s.start <= quote.start < s.end), str(source.publisher))
            found.append(_Cut(source, quote, run, voice))
    return found


def _grouped(cuts: Sequence[_Cut]) -> list[list[_Cut]]:
    """Cuts of the same words, in the order of their fullest."""
    groups: list[list[_Cut]] = []
    for cut in sorted(cuts, key=lambda cut: -len(cut.run)):
        home = next((group for group in groups if _within(cut, group[0])), None)
        if home is None:
            groups.append([cut])
        else:
            home.append(cut)
    return [sorted(group, key=lambda cut: (cut.source.place, cut.quote.start)) for group in groups]


def _within(short: _Cut, long: _Cut) -> bool:
    """Whether a quote is a cut of another: nearly all of its pairs of neighbouring words stand there."""
    if short.source.language != long.source.language:
        return False
    there = Counter(zip(long.run, long.run[1:], strict=False))
    here = list(zip(short.run, short.run[1:], strict=False))
    kept = sum(1 for pair in here if there[pair])
    return kept >= KEPT * len(here) and kept >= SHORTEST - 1


def _with_translations(groups: list[list[_Cut]], embedder: Embedder | None) -> list[list[_Cut]]:
    """Groups of different languages put together where their vectors are near and nothing nearer is there."""
    languages = {cut.source.language for group in groups for cut in group}
    if embedder is None or len(languages) < 2:
        return groups
    heads = [max(group, key=lambda cut: len(cut.run)) for group in groups]
    known = [n for n, head in enumerate(heads) if head.source.language in embedder.languages][:MOST_EMBEDDED]
    vectors = np.asarray(embedder.embed([heads[n].quote.text[:600] for n in known]), dtype=np.float32)
    merged = {n: [n] for n in range(len(groups))}
    near = vectors @ vectors.T if len(known) else np.zeros((0, 0))
    pairs = sorted(
        (
            (float(near[i, j]), known[i], known[j])
            for i in range(len(known))
            for j in range(i + 1, len(known))
            if heads[known[i]].source.language != heads[known[j]].source.language and near[i, j] >= NEAR
        ),
        reverse=True,
    )
    for _, i, j in pairs:
        a, b = merged[i], merged[j]
        if a is b or {heads[n].source.language for n in a} & {heads[n].source.language for n in b}:
            continue
        a.extend(b)
        for n in b:
            merged[n] = a
    result, seen = [], set()
    for n in range(len(groups)):
        if id(merged[n]) not in seen:
            seen.add(id(merged[n]))
            together = [cut for m in merged[n] for cut in groups[m]]
            result.append(sorted(together, key=lambda cut: (cut.source.place, cut.quote.start)))
    return result


def _utterance(group: Sequence[_Cut], material: Material) -> Utterance:
    """The fullest form, the first, and one of each publisher."""
    fullest = max(group, key=lambda cut: (len(cut.quote.text), -cut.source.place))
    native = [cut for cut in group if cut.source.language == material.language]
    if native and fullest.source.language != material.language:
        fullest = max(native, key=lambda cut: (len(cut.quote.text), -cut.source.place))
    by_publisher: dict[str, _Cut] = {}
    for cut in sorted(group, key=lambda cut: -len(cut.quote.text)):
        by_publisher.setdefault(str(cut.source.publisher), cut)
    by_publisher[str(fullest.source.publisher)] = fullest
    cuts = sorted(by_publisher.values(), key=lambda cut: (cut.source.place, cut.quote.start))
    return Utterance(_speaker(group, fullest), _said(fullest), _said(group[0]), tuple(map(_said, cuts)))


def _speaker(group: Sequence[_Cut], fullest: _Cut) -> str:
    """The fullest name that articles of the shown language give, one with a capital before a description."""
    named = [cut.quote.speaker for cut in group if cut.quote.speaker and cut.source.language == fullest.source.language]
    return max(
        named or [cut.quote.speaker for cut in group],
        key=lambda name: (name[:1].isupper(), len(name.split()) < 5, len(name)),
    )


def _said(cut: _Cut) -> QuoteSaid:
    return QuoteSaid(cut.source.said(cut.quote.start, cut.quote.end), cut.quote)
