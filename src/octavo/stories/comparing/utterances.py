"""Who said what: the same words in all their cuts, and their translations where that can be told.

A saying is what one article has somebody say in one go: a quote, or several with only the reporter's `he said` between
them. Two sayings are one utterance where the words of the shorter stand in the longer, in their order (publishers cut
at the ends, and in the middle). A translation is the same utterance where vectors say so, and no other saying in that
language is nearer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from octavo.news.comparison import QuoteSaid, Utterance
from octavo.news.marks import Quote
from octavo.ports import Embedder
from octavo.stories.comparing.material import Material, Source
from octavo.stories.comparing.quoted import quotes_in
from octavo.text.words import tokens

MOST = 24
"""Utterances of a story."""

SHORTEST = 4
"""Tokens of a quote that is told from another by its words."""

KEPT = 0.85
"""Share of the shorter saying's pairs of neighbouring words that stand in the longer."""

BETWEEN = 120
"""Characters between two quotes of one saying."""

MOST_EMBEDDED = 30
"""Sayings that are given to the embedder."""

LONG_NAME = 5
"""Words from which on a speaker is a description."""

NEAR = 0.6
"""Cosine of translations."""


@dataclass(frozen=True, slots=True)
class _Saying:
    source: Source
    quotes: tuple[Quote, ...]
    run: tuple[str, ...]
    voice: str

    @property
    def speaker(self) -> str:
        """Who the article says said it; empty where nobody."""
        return next((quote.speaker for quote in self.quotes if quote.speaker), "")


_Group = list[_Saying]


def utterances_of(material: Material, embedder: Embedder | None) -> tuple[Utterance, ...]:
    """What was said, as two or more publishers have it; most independent publishers first."""
    sayings = [saying for source in material.sources for saying in _sayings(source)]
    groups = _with_translations(_grouped(sayings), embedder)
    found = []
    for group in groups:
        publishers = {saying.source.publisher for saying in group}
        if len(publishers) > 1 and any(saying.speaker for saying in group):
            voices = {saying.voice for saying in group}
            found.append((-len(voices), -len(publishers), group[0].source.place, group))
    found.sort(key=lambda entry: entry[:3])
    return tuple(_utterance(group, material) for *_, group in found[:MOST])


def _sayings(source: Source) -> list[_Saying]:
    """What an article has people say."""
    quotes = [quote for quote in quotes_in(source.text, source.marks) if len(tokens(quote.text)) >= SHORTEST]
    told: frozenset[Quote] = frozenset(source.marks.quotes) if source.marks else frozenset()
    joined: list[list[Quote]] = []
    for quote in quotes:
        last = joined[-1][-1] if joined else None
        if last is not None and {last, quote} <= told and _goes_on(source.text, last, quote):
            joined[-1].append(quote)
        else:
            joined.append([quote])
    return [
        _Saying(source, tuple(parts), tuple(t for part in parts for t in tokens(part.text)), _voice(source, parts[0]))
        for parts in joined
    ]


def _goes_on(text: str, last: Quote, quote: Quote) -> bool:
    """Whether a quote goes on with the one before it, in the same paragraph and by the same speaker."""
    near = quote.start - last.end <= BETWEEN and "\n\n" not in text[last.end : quote.start]
    one = not quote.speaker or not last.speaker or quote.speaker == last.speaker
    return near and (one or quote.speaker_span == last.speaker_span)


def _voice(source: Source, quote: Quote) -> str:
    inside = (one.voice for one in source.sentences if one.start <= quote.start < one.end)
    return next(inside, str(source.publisher))


def _grouped(sayings: Sequence[_Saying]) -> list[_Group]:
    """Sayings of the same words."""
    groups: list[_Group] = []
    for saying in sorted(sayings, key=lambda one: -len(one.run)):
        home = next((group for group in groups if _within(saying, group[0])), None)
        if home is None:
            groups.append([saying])
        else:
            home.append(saying)
    return groups


def _within(short: _Saying, long: _Saying) -> bool:
    """Whether a saying is a cut of another: nearly all of its pairs of neighbouring words stand there."""
    if short.source.language != long.source.language:
        return False
    there = Counter(pairwise(long.run))
    here = list(pairwise(short.run))
    kept = sum(1 for pair in here if there[pair])
    return kept >= KEPT * len(here) and kept >= SHORTEST - 1


def _with_translations(groups: list[_Group], embedder: Embedder | None) -> list[_Group]:
    """Groups of different languages put together, the nearest first, at most one of each language in one."""
    languages = {group[0].source.language for group in groups}
    if embedder is not None and len(languages) > 1:
        groups = _translated(groups, embedder)
    return [sorted(group, key=lambda one: (one.source.place, one.quotes[0].start)) for group in groups]


def _translated(groups: list[_Group], embedder: Embedder) -> list[_Group]:
    heads = [group[0] for group in groups]
    known = [n for n, head in enumerate(heads) if head.source.language in embedder.languages and _telling(head)]
    known = known[:MOST_EMBEDDED]
    texts = [" ".join(quote.text for quote in heads[n].quotes)[:300] for n in known]
    vectors = {n: np.asarray(v, dtype=np.float32) for n, v in zip(known, embedder.embed(texts), strict=True) if len(v)}
    pairs = sorted(
        (-float(vectors[n] @ vectors[m]), n, m)
        for n in vectors
        for m in vectors
        if n < m and heads[n].source.language != heads[m].source.language
    )
    together = {n: [n] for n in range(len(groups))}
    for near, n, m in pairs:
        a, b = together[n], together[m]
        there = {heads[one].source.language for one in a} & {heads[one].source.language for one in b}
        if -near >= NEAR and a is not b and not there:
            a.extend(b)
            together |= dict.fromkeys(b, a)
    first_of_each = {id(members): members for members in together.values()}
    return [[saying for n in members for saying in groups[n]] for members in first_of_each.values()]


def _telling(saying: _Saying) -> bool:
    """Whether a saying is long enough to be known again in another language."""
    return len(" ".join(saying.run)) >= 20 or len(saying.run) >= 10


def _utterance(group: _Group, material: Material) -> Utterance:
    """The fullest form in the language of the story, the first, and one of each publisher."""
    pieces = {id(saying): _piece(saying, group) for saying in group}
    native = [saying for saying in group if saying.source.language == material.language] or group

    def length(saying: _Saying) -> int:
        return len(pieces[id(saying)].text)

    fullest = max(native, key=lambda one: (length(one), -one.source.place))
    by_publisher = {str(fullest.source.publisher): fullest}
    for saying in sorted(group, key=length, reverse=True):
        by_publisher.setdefault(str(saying.source.publisher), saying)
    cuts = sorted(by_publisher.values(), key=lambda one: (one.source.place, one.quotes[0].start))

    def said(saying: _Saying) -> QuoteSaid:
        quote = pieces[id(saying)]
        return QuoteSaid(saying.source.said(quote.start, quote.end), quote)

    return Utterance(_speaker(native) or _speaker(group), said(fullest), said(group[0]), tuple(map(said, cuts)))


def _piece(saying: _Saying, group: _Group) -> Quote:
    """The quote of a saying that shares most with the others of its language; the longest where none does."""
    others = Counter(
        pair
        for other in group
        if other is not saying and other.source.language == saying.source.language
        for pair in set(pairwise(other.run))
    )
    return max(
        saying.quotes,
        key=lambda quote: (sum(others[pair] for pair in set(pairwise(tokens(quote.text)))), len(quote.text)),
    )


def _speaker(group: _Group) -> str:
    """Whom most articles name; of his names the one that most give, or a fuller one that holds all of it."""
    forms = Counter(saying.speaker for saying in group if tokens(saying.speaker))
    if not forms:
        return ""
    people: Counter[str] = Counter()
    for form, times in forms.items():
        people[tokens(form)[-1]] += times
    last = max(people, key=lambda last: (people[last], max(_likeness(f) for f in forms if tokens(f)[-1] == last), last))
    own = [form for form in forms if tokens(form)[-1] == last]
    base = max(own, key=lambda form: (forms[form], form[:1].isupper(), len(form)))
    fuller = [form for form in own if set(tokens(base)) <= set(tokens(form)) and form[:1].isupper()]
    return max([base, *fuller], key=lambda form: (len(form.split()) < LONG_NAME, len(form)))


def _likeness(form: str) -> tuple[bool, int]:
    """How like a person's name the naming of a speaker is: two to four words, with capitals where there are any."""
    words = form.split()
    capital = all(word[0].isupper() for word in words if word[0].lower() != word[0].upper())
    return capital and 1 < len(words) < LONG_NAME, len(form)
