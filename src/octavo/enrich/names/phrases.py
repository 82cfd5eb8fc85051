"""Subjects: the words and short phrases that a text keeps coming back to.

A candidate is a run of up to three content words without a function word in it (in German one noun, or a name-like
pair); it is weighed by how often it stands, whether the title has it, and how early it comes. Common words of reporting
are none.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.enrich.names.lexicon import lexicon
from octavo.enrich.names.scan import Scan

LONGEST = 3
"""Words of a phrase."""

_NO_NOUNS = {
    "en": ("ed", "ing", "ly", "ous", "ive", "ful", "able", "ible", "less", "est", "ical", "ional"),
    "es": ("ado", "ada", "ido", "ida", "ados", "idos", "ando", "endo", "mente", "ar", "er", "ir"),
    "pt": ("ado", "ada", "ido", "ida", "ando", "endo", "mente", "ar", "er", "ir"),
    "it": ("ato", "ata", "uto", "uta", "ito", "ando", "endo", "mente", "are", "ere", "ire"),
    "fr": ("ment", "er", "ir", "é", "ée", "és", "ées", "ant", "aient", "ait"),
}
"""Ends of words that are seldom subjects by themselves."""

_NOUNS_STILL = frozenset(
    ["building", "housing", "training", "shopping", "boxing", "racing", "cycling", "wedding", "police", "speed"]
)

_VERBAL = {"en": ("ed", "id", "s")}
"""Ends of the common words that are verbs behind a noun, rather than nouns of its kind."""

_ODD = re.compile(r"[.'’]|-(?:old|olds|year|long|time)\b")
"""Marks of what is no subject: a.m., won't, year-old."""

SHORTEST = 4
"""Letters of a word that can be a subject by itself."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate subject."""

    text: str
    """As it is written most often."""
    key: str
    weight: float
    count: int
    titled: bool
    """Whether the title has it."""


def phrases_of(page: Scan, title_end: int, language: str, named: set[int]) -> list[Phrase]:
    """Candidate subjects, weightiest first; `named` are the words that names take."""
    if not lexicon(language).stop:
        return []
    endings = _NO_NOUNS.get(language, ())
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    first: dict[str, int] = {}
    in_title: set[str] = set()
    headed: set[str] = set()
    determiners = lexicon(language).determiners
    for run in _runs(page, language, named):
        text = " ".join(page.words[slice(*run)])
        key = text.lower()
        counts[key] += 1
        written.setdefault(key, Counter())[text] += 1
        first.setdefault(key, page.starts[run[0]])
        if page.starts[run[0]] < title_end:
            in_title.add(key)
        if not determiners or (run[0] and _is_noun(page, run, determiners, language)):
            headed.add(key)
    length = max(len(page.text), 1)
    for key, count in list(counts.items()):
        if " " in key and count > 1:
            for part in key.split():
                counts[part] = max(0, counts[part] - count)
    found = []
    for key, count in counts.items():
        if count < 1 or (" " not in key and key.endswith(endings) and key not in _NOUNS_STILL):
            continue
        words = key.count(" ") + 1
        if count < 2 or key not in headed or _ODD.search(key):
            continue
        weight = math.log1p(count) * (1.6 if key in in_title else 1.0) * (1.15 - 0.5 * first[key] / length)
        weight *= 1.0 if words == 1 else 1.5 if count > 1 else 0.6
        found.append(Phrase(written[key].most_common(1)[0][0], key, weight, count, key in in_title))
    return sorted(found, key=lambda phrase: -phrase.weight)


def _is_noun(page: Scan, run: tuple[int, int], determiners: frozenset[str], language: str) -> bool:
    """Whether the phrase stands here as a noun does: an article or preposition before it, no further noun behind it."""
    first, past = run
    before = page.words[first - 1].lower()
    if not (before in determiners or before[0].isdigit()) or page.glue(first - 1) not in (" ", "'", "’"):
        return False
    behind = page.words[past].lower() if past < len(page.words) and page.glue(past - 1) in (" ", "-") else ""
    lists = lexicon(language)
    return not behind or behind in lists.stop or (behind in lists.common and behind.endswith(_VERBAL.get(language, ())))


def _runs(page: Scan, language: str, named: set[int]) -> Iterator[tuple[int, int]]:
    lists = lexicon(language)
    nouns_only = language == "de"
    open_words = [
        number not in named
        and len(word) > 1
        and word[0].isalpha()
        and word.lower() not in lists.stop
        and word.lower() not in lists.common
        and word not in lists.not_names
        and (not nouns_only or word[0].isupper())
        for number, word in enumerate(page.words)
    ]
    for start, free in enumerate(open_words):
        if not free:
            continue
        for past in range(start + 1, min(start + LONGEST, len(page.words)) + 1):
            if not open_words[past - 1] or (past > start + 1 and page.glue(past - 2) != " "):
                break
            if past - start > 1 or len(page.words[start]) >= SHORTEST:
                yield start, past
