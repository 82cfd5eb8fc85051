"""How a text, a name or a date is compared with gold."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

_TOKEN = re.compile(r"\w+")
_QUOTES = str.maketrans("“”„‟«»‘’‚‛‹›`´′″", "\"\"\"\"\"\"''''''''''")


def same(text: str) -> str:
    """What two texts share where they are the same but for Unicode form, white space and kinds of quotation marks."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).replace("''", '"').split())


def tokens(text: str) -> list[str]:
    """Words as the article extraction benchmark counts them: runs of word characters, case kept."""
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of `size` tokens with their counts; of a shorter text the one run that it is."""
    words = tokens(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def overlap(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall over 4-token shingles, as the article extraction benchmark defines them for one page."""
    true, predicted = shingles(gold), shingles(found)
    hits = sum((true & predicted).values())
    wrong, missed = predicted.total() - hits, true.total() - hits
    if not wrong and not missed:
        return 1.0, 1.0
    # With nothing predicted (or nothing to find) the benchmark counts the precision (or recall) as perfect.
    precision = hits / (hits + wrong) if hits or wrong else 1.0
    recall = hits / (hits + missed) if hits or missed else 1.0
    return precision, recall


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def same_date(gold: str, found: datetime | None, raw: str = "") -> bool:
    """Exact to the minute where the gold has a time, else to the day.

    A gold with a time but no zone is a clock's face, compared with that of `raw`, the publisher's string, or with UTC.
    A gold that is no date is never met.
    """
    if found is None:
        return False
    try:
        stamp = datetime.fromisoformat(gold.strip().replace("Z", "+00:00"))
    except ValueError:
        return False
    if stamp.tzinfo is None:
        if (stamp.hour, stamp.minute, stamp.second) == (0, 0, 0):
            return stamp.date() == found.date() or raw.startswith(stamp.date().isoformat())
        if raw.replace(" ", "T").startswith(stamp.isoformat(timespec="minutes")):
            return True
        stamp = stamp.replace(tzinfo=UTC)
    return stamp.astimezone(UTC).replace(second=0, microsecond=0) == found.replace(second=0, microsecond=0)


def same_names(gold: Iterable[str], found: Iterable[str]) -> bool:
    """Whether two lists of names are the same set."""
    return {same(name) for name in gold if name.strip()} == {same(name) for name in found}


def mean(values: Iterable[float]) -> float:
    """The mean, 0 of none."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0
