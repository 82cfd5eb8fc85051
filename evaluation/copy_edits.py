"""What papers do to a text that is not theirs: edits, each drawn from a seed and so the same in every run.

Every edit takes paragraphs and gives paragraphs. Those that need words of somebody else's take them from another text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Paragraphs = list[str]
Edit = Callable[[Paragraphs, Paragraphs, Random], Paragraphs]
"""The text, another text of the same language, and where the dice come from."""

_SENTENCE = re.compile(r"(?<=[.!?؟。！？।])[\"”»』」]?\s+|(?<=[。！？])")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ]{3,}")
_MARKS = re.compile(r"[\"“”„«»‘’'()\[\]…–—「」『』]|,(?=\s)|،")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SPACELESS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]")
_FOR = {
    "said": "told reporters", "told": "informed", "about": "around", "also": "as well", "but": "however",
    "after": "following", "before": "ahead of", "people": "persons", "percent": "per cent", "many": "numerous",
    "including": "among them", "big": "large", "began": "started", "because": "since", "while": "as",
    "near": "close to", "against": "versus", "shows": "reveals", "says": "adds", "officials": "authorities",
    "bought": "acquired", "help": "assist", "asked": "questioned", "last": "past", "must": "has to", "want": "wish",
    "like": "such as",
}  # fmt: skip
"""Words that a desk exchanges in English."""
_SPELLINGS = (("kh", "h"), ("sh", "ch"), ("ou", "u"), ("ck", "k"), ("ei", "ey"), ("ph", "f"), ("ll", "l"), ("ss", "s"),
              ("y", "iy"), ("ee", "i"), ("th", "t"), ("ai", "ay"))  # fmt: skip
_ARABIC = str.maketrans("أإآىة0123456789", "اااي" + "ه٠١٢٣٤٥٦٧٨٩")
_IS_ARABIC = re.compile(r"[\u0620-\u064a]{3}")
_BOILERPLATE = (
    "Sign up to our morning newsletter and get the five stories that matter before breakfast.",
    "Read more: our live page has every update as it comes in, with maps and explainers.",
    "This article is free to read because our subscribers pay for it. Join them today.",
    "Have you been affected? Write to our newsroom, in confidence, at the address below.",
)


def sentences(paragraph: str) -> list[str]:
    """Its sentences, roughly."""
    return [one.strip() for one in _SENTENCE.split(paragraph) if one.strip()]


def whole(text: Paragraphs, other: Paragraphs, dice: Random) -> Paragraphs:
    """As it was."""
    return text


def trim(text: Paragraphs, other: Paragraphs, dice: Random) -> Paragraphs:
    """From the end, to 40 to 80 percent of the sentences."""
    return _head(text, dice.uniform(0.4, 0.8))


def cut_to_quarter(text: Paragraphs, other: Paragraphs, dice: Random) -> Paragraphs:
    """To the first quarter of the sentences."""
    return _head(text, 0.25)


def thin(text: Paragraphs, other: Paragraphs, dice: Random) -> Paragraphs:
    """Every third sentence dropped."""
    place, kept = 0, []
    for paragraph in text:
        parts = sentences(paragraph)
        kept.append(_join([one for i, one in enumerate(parts, place) if i % 3 != 2], paragraph))
        place += len(parts)
    return kept


def extend(text: Paragraphs, other: Paragraphs, dice: Random) -> Paragraphs:
    """Trimmed, with as much again of one's own in front and behind."""
    kept = _head(text, dice.uniform(0.5, 0.9))
    own = _head(other, min(1.0, 0.8 * len(" ".join(kept)) / max(1, len(" ".join(other)))))
    return [*own[: len(own) // 2], *kept, *own[len(own) // 2 :]]


def reorder(text: Paragraphs, other: Paragraphs, dice: Random) -> Paragraphs:
    """Paragraphs in another order, sentences within them too."""
    moved = [_join(dice.sample(parts := sentences(p), len(parts)), p) for p in text]
    dice.shuffle(moved)
    return moved


def rewrite(text: Paragraphs, other: Paragraphs, dice: Random) -> Paragraphs:
    """Every eighth word another, and in English the words that a desk exchanges."""
    own = _words(" ".join(other)) or ["—"]
    changed = []
    for paragraph in text:
        spaceless = bool(_SPACELESS.search(paragraph))
        words = list(paragraph) if spaceless else paragraph.split(" ")
        rate = 0.06 if spaceless else 0.125
        new = [dice.choice(own) if dice.random() < rate else _FOR.get(word, word) for word in words]
        changed.append(("" if spaceless else " ").join(new))
    return changed


def boilerplate(text: Paragraphs, other: Paragraphs, dice: Random) -> Paragraphs:
    """With what a publisher puts around all it prints."""
    lines = list(_BOILERPLATE)
    return [lines[0], *text[:2], lines[1], *text[2:], *lines[2:]]


def clean(text: Paragraphs, other: Paragraphs, dice: Random) -> Paragraphs:
    """By a machine that knows no quotation marks, dashes and commas; paragraphs run together."""
    return [" ".join(_MARKS.sub("", " ".join(text)).split())]


def respell(text: Paragraphs, other: Paragraphs, dice: Random) -> Paragraphs:
    """Names in other spellings; Arabic without hamza and with its own digits."""
    named = [_NAME.sub(lambda found: _respelt(found[0]), paragraph) for paragraph in text]
    return [one.translate(_ARABIC) if _IS_ARABIC.search(one) else one for one in named]


EDITS: tuple[tuple[str, tuple[Edit, ...]], ...] = (
    ("whole", (whole,)),
    ("trimmed", (trim,)),
    ("trimmed", (cut_to_quarter,)),
    ("trimmed", (thin, clean)),
    ("extended", (extend,)),
    ("extended", (extend, respell)),
    ("rewritten", (reorder,)),
    ("rewritten", (rewrite,)),
    ("rewritten", (rewrite, trim)),
    ("", (boilerplate, respell)),
    ("whole", (clean, respell)),
    ("", (trim, respell, boilerplate)),
)
"""The manner of copy that each row makes; none where boilerplate makes a short text look extended."""


def edited(number: int, text: Paragraphs, other: Paragraphs, seed: str) -> tuple[str, Paragraphs]:
    """The manner and the paragraphs of the copy that row `number` of EDITS makes."""
    manner, edits = EDITS[number % len(EDITS)]
    dice = Random(seed)
    for edit in edits:
        text = edit(text, other, dice)
    return manner, [paragraph for paragraph in text if paragraph.strip()]


def _head(text: Paragraphs, share: float) -> Paragraphs:
    """The first sentences, up to this share of them, in their paragraphs."""
    left = max(2, round(share * sum(len(sentences(p)) for p in text)))
    kept = []
    for paragraph in text:
        parts = sentences(paragraph)[:left]
        left -= len(parts)
        if parts:
            kept.append(_join(parts, paragraph))
    return kept


def _join(parts: list[str], like: str) -> str:
    return ("" if _HAN.search(like) else " ").join(parts)


def _words(text: str) -> list[str]:
    return list(text) if _SPACELESS.search(text) else text.split()


def _respelt(name: str) -> str:
    for old, new in _SPELLINGS:
        if old in name:
            return name.replace(old, new, 1)
    return name
