"""Whether the check of written sentences finds what does not follow, and lets pass what does.

qags: sentences of summaries, held by three readers to follow from the article or not (Wang, Cho and Lewis, Asking and
Answering Questions to Evaluate the Factual Consistency of Summaries, 2020). false_alarms is the share of those that at
least two held to follow and the check refuses. Errors are planted in these by rule (a number, a name, a month or
weekday put in another's place, a negation put in or taken out; each seed always plants the same), and by hand in the
invented sentences of planted.toml, 200 of them: planted_errors_caught is over all, planted_by_hand_caught over these.
"""

from __future__ import annotations

import calendar
import json
import random
import re
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.figures import HERE, Figure, Measure
from octavo.ask import check
from octavo.ask.lexicon import lexicon

KINDS = ("number", "name", "negation", "date")
SEED = 5
TIMES = [name.lower() for name in (*calendar.month_name[1:], *calendar.day_name)]
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d|\b\d\b")
_AUXILIARY = re.compile(
    r"\b(is|was|were|are|has|have|had|will|would|can|could|did|does|should|may|might)\b(?! not\b|n)", re.IGNORECASE
)


@dataclass(frozen=True)
class Case:
    """A sentence and what it is held against."""

    sentence: str
    quoted: tuple[str, ...]
    language: str
    kind: str = ""
    """Of a planted error; empty of a sentence that follows."""

    @property
    def refused(self) -> bool:
        """What the check says."""
        return not check(self.sentence, self.quoted, self.language).follows


def by_hand() -> list[Case]:
    """The invented ones, with errors and without."""
    found = []
    for case in tomllib.loads((HERE / "planted.toml").read_text(encoding="utf-8"))["case"]:
        quoted, language = tuple(case["quoted"]), case.get("language", "en")
        found += [Case(sentence, quoted, language) for sentence in case["follows"]]
        found += [Case(sentence, quoted, language, kind) for kind in KINDS for sentence in case.get(kind, ())]
    return found


def summaries(folder: Path) -> tuple[list[Case], list[Case]]:
    """Those held to follow, and those held not to."""
    follow, fail = [], []
    for line in (folder / "mturk_cnndm.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for one in row["summary_sentences"]:
            yes = sum(answer["response"] == "yes" for answer in one["responses"])
            case = Case(_joined(one["sentence"]), (_joined(row["article"]),), "en")
            (follow if 2 * yes > len(one["responses"]) else fail).append(case)
    return follow, fail


def _joined(text: str) -> str:
    """The set parts numbers at their signs: `56, 000`, `98. 7`."""
    return re.sub(r"(?<=\d)\. (?=\d)", ".", re.sub(r"(?<=\d), (?=\d{3}\b)", ",", text))


def planted(cases: list[Case]) -> Iterator[Case]:
    """Errors in sentences that follow; the set writes them without capitals, so that any telling word may be a name."""
    chance = random.Random(SEED)
    lists = lexicon("en")
    for case in cases:
        (article,) = case.quoted
        sentence = case.sentence
        if numbers := _NUMBER.findall(sentence):
            other = [one for one in _NUMBER.findall(article) if one not in numbers]
            number = chance.choice(numbers)
            to = chance.choice(other) if other else str(len(number) + 76)
            yield Case(sentence.replace(number, to, 1), case.quoted, "en", "number")
        named = [word for word in re.findall(r"\b[a-z]{4,}\b", sentence) if word not in lists.common]
        if named:
            word = chance.choice(named)
            yield Case(re.sub(rf"\b{word}\b", "Kowalski", sentence, count=1), case.quoted, "en", "name")
        if re.search(r"\bnot\b", sentence):
            yield Case(re.sub(r"\bnot ", "", sentence, count=1), case.quoted, "en", "negation")
        elif (match := _AUXILIARY.search(sentence)) and not re.search(r"n't|\bnever\b|\bno\b", sentence):
            yield Case(f"{sentence[: match.end()]} not{sentence[match.end() :]}", case.quoted, "en", "negation")
        if times := [word for word in TIMES if re.search(rf"\b{word}\b", sentence)]:
            other = chance.choice([word for word in TIMES if word != times[0]])
            yield Case(re.sub(rf"\b{times[0]}\b", other, sentence), case.quoted, "en", "date")


def measure(folder: Path) -> Iterator[Figure]:
    """All figures; `n` is how many sentences or errors."""
    began = time.perf_counter()
    follow, fail = summaries(folder)
    hand = by_hand()
    own_errors = [case for case in hand if case.kind]
    errors = [*planted(follow), *own_errors]
    false = sum(case.refused for case in follow) / len(follow)
    seconds = time.perf_counter() - began
    own_follow = [case for case in hand if not case.kind]
    shares = {
        "planted_errors_caught": errors,
        "planted_by_hand_caught": own_errors,
        "false_alarms_by_hand": own_follow,
        "unsupported_caught": fail,
        **{f"planted_{kind}_caught": [case for case in errors if case.kind == kind] for kind in KINDS},
    }
    yield Figure("qags", "false_alarms", false, len(follow), seconds)
    yield Figure("qags", "true_pass", 1 - false, len(follow), seconds)
    for name, cases in shares.items():
        yield Figure("qags", name, sum(case.refused for case in cases) / len(cases), len(cases), seconds)


MEASURES: dict[str, Measure] = {"qags": measure}
