"""Who a source is: a name for a pronoun, a surname or a description, from the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from octavo.enrich.quotes.lexicon import Cues
from octavo.news.marks import Mention

BACK = 1500
"""Characters behind a pronoun in which its name stands."""

_APPOSED = re.compile(
    r",\s+(?:the|a|an|le|la|l['’]|un|une|el|der|die|das|ein|eine|his|her|its)?\s*((?:[\w’'-]+\s*){1,6})"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ARTICLE = re.compile(r"^(?:the|le|la|l['’]|el|der|die|das|this|that)\s+", re.IGNORECASE)


class Speakers:
    """The names of a document, to resolve sources with."""

    def __init__(self, text: str, mentions: Sequence[Mention], cues: Cues) -> None:
        """From the mentions, in any order."""
        self._text = text
        self._cues = cues
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._mentions]
        self._described = self._descriptions()
        self._last = ""

    def _descriptions(self) -> dict[str, str]:
        """Descriptions of people: `Foreign Minister Ana Vell` and `Ana Vell, the foreign minister,` tell `minister`."""
        found: dict[str, str] = {}
        for mention in self._mentions:
            if mention.kind != "person":
                continue
            ahead = self._text[max(0, mention.start - 40) : mention.start]
            title = _WORD.findall(ahead.rpartition("\n")[2])[-1:] if ahead.endswith(" ") else []
            behind = _APPOSED.match(self._text, mention.end, mention.end + 90)
            for word in [*title, *(_WORD.findall(behind.group(1)) if behind else [])]:
                if len(word) > 3:
                    found.setdefault(word.lower(), mention.name)
        return found

    def resolve(self, start: int, end: int) -> str:
        """The fullest name or description of the source at text[start:end]."""
        source = " ".join(self._text[start:end].split()).strip(" ,")
        named = self._named(start, end)
        if named:
            self._last = named
            return named
        sort = self._cues.pronouns.get(source.lower(), "")
        if sort in ("person", "relative"):
            name = self._antecedent(start, people=sort == "person")
            return name or self._last
        if sort:
            return "" if sort in ("self", "many") else self._last
        bare = _ARTICLE.sub("", source)
        if bare != source and (words := _WORD.findall(bare)) and len(words) < 4:
            source = self._described.get(words[-1].lower(), source)
        self._last = source
        return source

    def _named(self, start: int, end: int) -> str:
        """The first person, else the first name, inside a span."""
        place = bisect_left(self._starts, start)
        inside = []
        while place < len(self._mentions) and self._mentions[place].start < end:
            inside.append(self._mentions[place])
            place += 1
        people = [mention for mention in inside if mention.kind == "person"]
        chosen = people[:1] or [mention for mention in inside[:1] if mention.end - mention.start > (end - start) / 3]
        return chosen[0].name if chosen else ""

    def _antecedent(self, start: int, people: bool) -> str:
        """The person a pronoun stands for: the last one who spoke or was named before it, nearer wins."""
        place = bisect_left(self._starts, start) - 1
        while place >= 0 and self._starts[place] > start - BACK:
            mention = self._mentions[place]
            if mention.kind == "person" or not people:
                return mention.name
            place -= 1
        return self._last
