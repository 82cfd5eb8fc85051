"""Names in texts (ner-multi, by strict match of whole names) and over an archive (slavicner, by B³)."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean

from evaluation.figures import Figure, Measure
from octavo.enrich.language import language_of
from octavo.enrich.names import hashtags_of, mentions_of
from octavo.enrich.names.grouping import Name as Named
from octavo.enrich.names.grouping import group_names
from octavo.enrich.names.spelling import SAME, same_name
from octavo.models.languages import bundled_guesser
from octavo.models.taggers import bundled_tagger
from octavo.news.marks import Hashtag, Mention, TopicKind
from octavo.text.words import tokens

Sentence = list[tuple[str, str]]
"""Words with their IOB2 labels."""

Name = tuple[int, int, str]
"""First word, past the last word, PER | LOC | ORG | MISC."""

LABELS = {"person": "PER", "place": "LOC", "organisation": "ORG", "event": "MISC", "subject": "MISC"}

WIKINEURAL = ("en", "fr", "ru", "de", "es", "it", "nl", "pt", "pl")

_NO_SPACE_BEFORE = frozenset(
    [".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "’", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "»", "…"]
)
_NO_SPACE_AFTER = frozenset(["(", "[", "{", "$", "£", "€", "«"])


def read_conllu(path: Path) -> list[list[Sentence]]:
    """Documents of sentences; the file is one document where it marks none."""
    documents: list[list[Sentence]] = [[]]
    sentence: Sentence = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if "DOCSTART" in line:
            documents.append([])
        elif not line.strip():
            if sentence:
                documents[-1].append(sentence)
            sentence = []
        else:
            _, word, label = line.split("\t")
            sentence.append((word, label))
    if sentence:
        documents[-1].append(sentence)
    return [document for document in documents if document]


def text_of_sentences(sentences: Iterable[Sentence]) -> tuple[str, list[tuple[int, int]]]:
    """The sentences as a text, one a block, with spaces where print has them; and the span of every word."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    place = 0
    for sentence in sentences:
        before = ""
        for number, (word, _) in enumerate(sentence):
            elided = len(before) > 1 and before[-1] in "'’" and before[-2].isalpha() and not before.endswith("s'")
            if number and word not in _NO_SPACE_BEFORE and before not in _NO_SPACE_AFTER and not elided:
                parts.append(" ")
                place += 1
            spans.append((place, place + len(word)))
            parts.append(word)
            place += len(word)
            before = word
        parts.append("\n\n")
        place += 2
    return "".join(parts).rstrip("\n"), spans


def gold_names(sentences: Iterable[Sentence]) -> set[Name]:
    """The names that the labels tell."""
    names: set[Name] = set()
    begun: tuple[int, str] | None = None
    place = 0
    for sentence in sentences:
        for number, (_, label) in enumerate([*sentence, ("", "O")]):
            if begun is not None and label != f"I-{begun[1]}":
                names.add((begun[0], place + number, begun[1]))
                begun = None
            if label != "O" and begun is None:
                begun = (place + number, label[2:])
        place += len(sentence)
    return names


def found_names(mentions: Iterable[Mention], spans: list[tuple[int, int]]) -> set[Name]:
    """The mentions as runs of the words that they touch."""
    names: set[Name] = set()
    word = 0
    for mention in sorted(mentions, key=lambda one: one.start):
        while word < len(spans) and spans[word][1] <= mention.start:
            word += 1
        last = word
        while last < len(spans) and spans[last][0] < mention.end:
            last += 1
        if last > word:
            names.add((word, last, LABELS[mention.kind]))
    return names


def f1(right: int, found: int, gold: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (found + gold) if found + gold else 0.0


def score(documents: list[list[Sentence]], language: str) -> tuple[float, float, int]:
    """Typed and untyped F1 over all names of all documents, and how many names the gold has."""
    tagger = bundled_tagger(language)
    typed = untyped = found_all = gold_all = 0
    for document in documents:
        text, spans = text_of_sentences(document)
        gold = gold_names(document)
        found = found_names(mentions_of(text, language, tagger), spans)
        typed += len(found & gold)
        untyped += len({name[:2] for name in found} & {name[:2] for name in gold})
        found_all += len(found)
        gold_all += len(gold)
    return f1(typed, found_all, gold_all), f1(untyped, found_all, gold_all), gold_all


def ner_multi(folder: Path) -> Iterator[Figure]:
    """CoNLL-2003 English by its documents; WikiNEuRal a sentence at a time, since its lines are no documents."""
    began = time.monotonic()
    typed, untyped, count = score(read_conllu(folder / "conll" / "en" / "val.conllu"), "en")
    seconds = time.monotonic() - began
    yield Figure("ner-multi", "conll_en_typed_f1", typed, count, seconds)
    yield Figure("ner-multi", "conll_en_untyped_f1", untyped, count, seconds)
    for language in WIKINEURAL:
        path = folder / "wikineural" / language / "val.conllu"
        if not path.exists():
            continue
        began = time.monotonic()
        sentences = [[sentence] for document in read_conllu(path) for sentence in document]
        typed, _, count = score(sentences, language)
        yield Figure("ner-multi", f"wikineural_{language}_typed_f1", typed, count, time.monotonic() - began)


PAIRS = Path(__file__).parent / "spelling_pairs.tsv"

KINDS: dict[str, TopicKind] = {
    "PER": "person",
    "LOC": "place",
    "ORG": "organisation",
    "PRO": "subject",
    "EVT": "event",
}


def pairs_f1(path: Path) -> tuple[float, int]:
    """F1 of `same` over the pairs of a list (kind, name, language, name, language, same or different)."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    said = [
        same_name(name, other, kind, (language, another)) >= SAME  # type: ignore[arg-type]
        for kind, name, language, other, another, _ in rows
    ]
    truth = [row[5] == "same" for row in rows]
    right = sum(one and other for one, other in zip(said, truth, strict=True))
    return f1(right, sum(said), sum(truth)), len(rows)


def b_cubed(groups: list[int], gold: list[str]) -> float:
    """B³ F1 over mentions (Bagga and Baldwin 1998)."""
    ours, theirs = Counter(groups), Counter(gold)
    both = Counter(zip(groups, gold, strict=True))
    precision = sum(count * count / ours[one] for (one, _), count in both.items()) / len(gold)
    recall = sum(count * count / theirs[other] for (_, other), count in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def slavicner(folder: Path) -> Iterator[Figure]:
    """The gold mentions of all six languages, as inflected in their texts, grouped as one archive; and our pairs."""
    began = time.monotonic()
    names: list[Named] = []
    gold: list[str] = []
    for path in sorted((folder / "ner").glob("*/*/*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) >= 6:
                names.append((cells[2], KINDS.get(cells[4], "subject"), path.parent.name))
                gold.append(cells[5])
    value = b_cubed(group_names(names), gold)
    yield Figure("slavicner", "names_b3_f1", value, len(names), time.monotonic() - began)
    began = time.monotonic()
    value, count = pairs_f1(PAIRS)
    yield Figure("slavicner", "spelling_pairs_f1", value, count, time.monotonic() - began)


def hashtags(folder: Path) -> Iterator[Figure]:
    """The share of a publisher's own topics (at most ten a page) among our ten hashtags, mean over pages with topics.

    The publisher's keywords are not among the input. A topic is found where a hashtag or one of its forms is equal to
    it after folding, or is the same name. Many topics (Politics, Standard) never stand in the text: the second figure
    counts only those that do.
    """
    began = time.monotonic()
    guesser = bundled_guesser()
    shares: list[float] = []
    in_text: list[float] = []
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        topics: list[str] = page["topics"] or []
        if not topics:
            continue
        title, text = page["title"], f"{page['title']}\n\n{page['text'] or ''}"
        language = language_of(text[:2000], "", guesser).code
        tags = hashtags_of(title, text, mentions_of(text, language, bundled_tagger(language)), language=language)
        found = {topic: any(_meets(topic, tag, language) for tag in tags) for topic in topics}
        shares.append(min(1.0, sum(found.values()) / min(len(topics), 10)))
        words = f" {_folded(text)} "
        said = [right for topic, right in found.items() if f" {_folded(topic)} " in words]
        if said:
            in_text.append(min(1.0, sum(said) / min(len(said), 10)))
    seconds = time.monotonic() - began
    yield Figure("fundus", "hashtags_recall_at_10", mean(shares), len(shares), seconds)
    yield Figure("fundus", "hashtags_recall_at_10_in_text", mean(in_text), len(in_text), seconds)


def _meets(topic: str, tag: Hashtag, language: str) -> bool:
    if _folded(topic) in {_folded(form) for form in (tag.name, *tag.forms)}:
        return True
    return same_name(topic, tag.name, tag.kind, (language, language)) >= SAME


def _folded(text: str) -> str:
    return " ".join(tokens(text))


MEASURES: dict[str, Measure] = {"ner-multi": ner_multi, "slavicner": slavicner, "fundus": hashtags}
