"""Publishers' keywords cleaned of junk: sections, house tags, sentences, machine values."""

from __future__ import annotations

import re
from collections.abc import Iterable

_JUNK = re.compile(
    r"^(?:news|latest|article|story|premium|video|photos?|gallery|live|opinion|feature[sd]?|home|homepage|general|"
    r"internal|standard|breaking(?: news)?|top(?: stories| news)?|business news|wired|exclusive|explainer|alert|"
    r"nachrichten|aktuell|artikel|startseite|politik|wirtschaft|sport|sports|kultur|panorama|actualités?|noticias|deportes|cronaca|esteri|"
    r"world|politics|business|culture|lifestyle|entertainment|tech|technology|science|health|uk|us)$",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"[:=_/|@{}<>]|^\d+$|^[a-z]+(?:-[a-z0-9]+){3,}$")
LONGEST = 5
"""Words of a keyword; a longer one is a sentence."""
MOST = 20
"""Keywords of a page; where there are more, a machine has listed the text's words and none is taken."""


def clean(keywords: Iterable[str]) -> tuple[str, ...]:
    """The keywords that name something, in the publisher's order and letters, none twice."""
    kept: dict[str, str] = {}
    given = [" ".join(word.strip().lstrip("#").split()) for word in keywords]
    if len(given) > MOST:
        return ()
    for word in given:
        if 1 < len(word) <= 60 and len(word.split()) <= LONGEST and not _JUNK.match(word) and not _MACHINE.search(word):
            kept.setdefault(word.casefold(), word)
    return tuple(kept.values())
