"""Who somebody is, by what a sentence says beside the name; and what letters stand for.

    after the name     `Sergei Lavrov, Russia's foreign minister, said`      `Lavrov is the foreign minister of Russia`
    before the name    `the Russian foreign minister Sergei Lavrov`          `وزير الخارجية الروسي سيرجي لافروف`
    letters            `the North Atlantic Treaty Organization (NATO)`

Nothing is known here but what was printed: a gloss is a span of a sentence, shown with that sentence's source.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

LONGEST = 90
"""Characters of a gloss; what is longer is a clause and no description."""

_ARTICLES = (
    r"the|an?|one of|le|la|les|l['’]|une?|des|el|los|las|una?|der|die|das|eine?r?|il|lo|gli|i|uno|o|os|as|um|uma|de|het"
)
_IS = r"is|was|are|were|est|était|es|era|ist|war|è|é"
_SMALL = r"(?:of|for|and|the|on|to|in|de|des|du|et|y|für|und)"
_LETTERS = re.compile(r"\b[A-ZÀ-Þ]{2,6}\b")


def gloss(names: Iterable[str], sentence: str, language: str) -> str:
    """What a sentence says somebody or something is, empty where it does not say. `names` are all its spellings."""
    for name in sorted(set(names), key=len, reverse=True):
        if name and name in sentence:
            for pattern in _after(name):
                if match := pattern.search(sentence):
                    return match["gloss"].strip()
            if found := _before(name, sentence, language):
                return found
    return ""


def letters_in(text: str) -> list[str]:
    """Abbreviations of capitals, in order, each once; none of a text that shouts."""
    found = list(dict.fromkeys(_LETTERS.findall(text)))
    return found if len(found) <= 12 else []


def stand_for(letters: str, sentence: str) -> str:
    """What letters stand for, where a sentence spells them out; empty where it does not."""
    match = re.search(rf"((?:[A-ZÀ-Þ][\w’'-]*\s(?:{_SMALL}\s)*){{2,8}})\({letters}\)", sentence)
    if match and (spelt := _spelt(match[1].split(), letters)):
        return spelt
    match = re.search(rf"\b{letters}\s\(((?:(?:the\s)?[A-ZÀ-Þ][^()]{{4,80}}))\)", sentence)
    return match[1] if match and _spelt(match[1].split(), letters) else ""


def _spelt(words: list[str], letters: str) -> str:
    """The last of the words whose capitals are the letters."""
    for begin in range(len(words) - 1, -1, -1):
        if "".join(part[0] for word in words[begin:] for part in word.split("-") if part[:1].isupper()) == letters:
            return " ".join(words[begin:])
    return ""


@cache
def _after(name: str) -> tuple[re.Pattern[str], ...]:
    written = re.escape(name)
    begins = rf"(?:(?:{_ARTICLES})\s|l['’]|(?=[\w’'-]+['’]s\s))"
    # Points and commas within it are those of numbers (9,000) and of initials (the U.S. envoy).
    letter = r"(?:[^,;.:()«»“”\"—–]|[.,](?=\d)|(?<=\b[A-Z])\.)"
    body = rf"(?P<gloss>{begins}{letter}{{4,{LONGEST}}})"
    return (
        re.compile(rf"{written},\s+{body}(?=[,;.—–](?!\d))"),
        re.compile(rf"{written}\s+(?:{_IS})\s+{body}(?=[,;.—–](?!\d))"),
    )


def _before(name: str, sentence: str, language: str) -> str:
    """The title that stands right before the name."""
    roles, ends = _titles(language)
    if not roles:
        return ""
    ahead = sentence[: sentence.index(name)]
    if language == "zh":
        match = re.search(rf"([\u4e00-\u9fff]{{0,8}}(?:{'|'.join(roles)}))$", ahead)
        return match[1] if match else ""
    words = ahead.split()
    if language == "ar":  # the role comes first, what it is of follows it
        begin = next((n for n in range(len(words) - 1, max(-1, len(words) - 6), -1) if words[n] in roles), None)
        return "" if begin is None or _stops(words[begin:-1]) else " ".join(words[begin:])
    if not words or words[-1].lower() not in roles:
        return ""
    begin = len(words) - 1
    while (
        begin
        and len(words) - begin < 6
        and not _stops(words[begin - 1 : begin])
        and words[begin - 1].lower() not in ends
    ):
        begin -= 1
    found = " ".join(words[begin:]).strip("“”\"«»'‘’ ")
    return found if " " in found else ""


@cache
def _titles(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words that end a title before a name, and those that a title does not reach over; empty for other languages."""
    read = tomllib.loads((files(__package__) / "titles.toml").read_text(encoding="utf-8")).get(language, {})
    return frozenset(read.get("roles", "").split()), frozenset(read.get("ends", "").split())


def _stops(words: list[str]) -> bool:
    """Whether a sentence or a clause ends among the words."""
    return any(word[-1:] in ',.;:،؛!?”"' for word in words)
