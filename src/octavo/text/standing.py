"""Whether a sentence can be read alone, lifted out of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST, LONGEST = 8, 60
"""Words of a sentence that may stand alone; of scripts without spaces, characters, four times as many at most."""

UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
"""A character of a script without spaces between words."""

OPENING_MARKS = frozenset("“„«\"'‘「—")
"""What a quotation may begin with."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDS = frozenset(".!?…。！？؟।\"”»“)’'")
_CLOSING = re.compile(r"[”\"»」]|’(?!\w)")
_MARKS = {"“": 1, "„": 1, "«": 1, "「": 1, "”": -1, "»": -1, "」": -1}
_CROSSED = frozenset({"de", "da"})
"""Languages in which marks open and close either way round."""

_POINTING = {
    "en": """he she it they this that these those but and so however then also still yet his her their its instead
meanwhile therefore moreover nevertheless nor thus hence otherwise again afterwards another""",
    "fr": """il elle ils elles ce cela cette ces ceci mais et donc cependant puis son sa ses leur leurs ainsi
pourtant lui ceux""",
    "es": "él ella ellos ellas esto eso esta este estos estas pero y así sin luego también su sus además entonces",
    "de": """er sie dies diese dieser dieses aber und doch denn zudem außerdem sein seine ihr ihre daher deshalb dennoch
allerdings jedoch darum""",
    "ar": "لكن ولكن وهو وهي هو هي وهذا هذا وهذه هذه كما ثم وكان وكانت إلا وأضاف وأضافت وتابع وقال وقالت",
    "zh": "他 她 它 但 而 此外 不过 同时 因此 这 那",
}
_BACK = {language: frozenset(words.split()) for language, words in _POINTING.items()}


def words_of(text: str) -> tuple[str, ...]:
    """Words in lower case; where words are not parted by spaces, characters."""
    if UNSPACED.search(text):
        return tuple(character for character in text if character.isalnum())
    return tuple(match.group().lower() for match in _WORD.finditer(text))


def stands_alone(sentence: str, language: str, quotes: Iterable[tuple[int, int]] = (), *, first: bool) -> bool:
    """Whether a reader who sees nothing else understands who and what is meant.

    `language` is ISO 639-1. `quotes` are spans of direct quotes, counted from the sentence's beginning: none may run
    over an end of it or be all of it. `first` says that the sentence begins its text, where nothing can be pointed back
    to.
    """
    words = words_of(sentence)
    spaced = not UNSPACED.search(sentence)
    if not (SHORTEST <= len(words) <= (LONGEST if spaced else 4 * LONGEST)) or sentence[-1] not in _ENDS:
        return False
    if sentence[0].islower() or (not first and _points_back(sentence, words, language)):
        return False
    if sentence[0] in OPENING_MARKS and sentence[-1] in "”“»\"'’」":
        return False
    if sentence[0] in OPENING_MARKS and _BACK.get(language, frozenset()) & set(words_of(_CLOSING.split(sentence)[-1])):
        # `“…,” he said.`: whoever he is, he was named before.
        return False
    return _closed(sentence, language) and not any(_cut(len(sentence), start, end) for start, end in quotes)


def _points_back(sentence: str, words: tuple[str, ...], language: str) -> bool:
    pointing = _BACK.get(language, frozenset())
    if language == "zh":
        return sentence.startswith(tuple(pointing))
    return re.split("['’]", words[0])[0] in pointing


def _closed(sentence: str, language: str) -> bool:
    """Whether every quotation that is opened is closed, and none is closed that was opened before."""
    depth = 0
    for character in sentence:
        depth += _MARKS.get(character, 0)
        if depth < 0 and language not in _CROSSED:
            return False
    return (not depth or language in _CROSSED) and sentence.count('"') % 2 == 0


def _cut(length: int, start: int, end: int) -> bool:
    """Whether a quote runs over either end of a sentence, or is all of it."""
    if end <= 0 or start >= length:
        return False
    return start < 0 or end > length or end - start >= length - 4
