"""Who reports: the publisher's own names and agencies' credits, which are not what an article is about."""

from __future__ import annotations

import re

from octavo.news.marks import Mention

_WORDS = "the news online daily press media newspaper group digital english arabic international new www com"
_GENERIC = frozenset(_WORDS.split())
_AFTER = re.compile(r"^\)\.?\s?[-—–]")
_TOLD = re.compile(r"\b(?:told|tells)(?: the)? $")


def credited(text: str, mention: Mention) -> bool:
    """Whether a mention is an agency's credit, `PARIS (AFP) —`, or only says whom somebody spoke to: `told the AP`."""
    before = text[max(0, mention.start - 70) : mention.start]
    if before.endswith("(") and _AFTER.match(text[mention.end : mention.end + 4]):
        return True
    return mention.kind in ("organisation", "subject") and bool(_TOLD.search(before))


def is_publisher(name: str, site: str, host: str) -> bool:
    """Whether a name is the publisher's: of the site, with or without what many are called, or the end of it.

    `The Morvane Courier` is also `Courier`, `MBN News` also `MBN`; the host `dailylantern.example` is `Lantern`.
    """
    words, asked = _words(site), _words(name)
    if not asked:
        return False
    own = [word for word in words if word not in _GENERIC]
    if asked in (words, own) or words[-len(asked) :] == asked:
        return True
    label = max(host.casefold().split(".")[:-1], key=len, default="")
    joined = "".join(asked)
    return label == joined or (len(joined) > 3 and label.endswith(joined))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())
