"""Names of authors out of what feeds put in their author fields: addresses, "By", several in one."""

from __future__ import annotations

import functools
import re

from octavo.text.markup import plain

MAX_AUTHORS = 50

_MAIL = r"[\w.+%'-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"
_MAIL_AND_NAME = re.compile(rf"(?:mailto:)?<?{_MAIL}>?\s*[(<]?([^()<>]*)[)>]?", re.ASCII | re.IGNORECASE)
_NAME_AND_MAIL = re.compile(rf"([^()<>@]+?)\s*[(<\[]\s*(?:mailto:)?{_MAIL}\s*[)>\]]")
_BY = re.compile(r"(?:by|por|par)[:\s]\s*(?=\S)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*;\s*|\s*,\s*(?:and|et|und|y|e)\s+|\s*,\s*|\s+(?:and|&|et|und|y)\s+")


def names(written: str) -> list[str]:
    """The names in one author field, in order; empty where it holds a mail address alone.

    A list is taken apart where every part has at least two words: `Doe, Jane` stays as it is.
    """
    text = plain(written[:2000]) if "<" not in written or "@" not in written else " ".join(written[:2000].split())
    if "@" in text:
        if match := _NAME_AND_MAIL.fullmatch(text):
            text = match[1]
        elif match := _MAIL_AND_NAME.fullmatch(text):
            text = match[1].strip(" -,:")
    text = _BY.sub("", text, count=1) if _BY.match(text) else text
    parts = [part for part in _BETWEEN.split(text) if part]
    if len(parts) > 1 and all(" " in part for part in parts):
        return parts
    return [text] if text else []


@functools.lru_cache(1024)
def _names(written: str) -> list[str]:
    """The same few people write most of a feed."""
    return names(written)


def distinct(written: list[str]) -> tuple[str, ...]:
    """All names of several author fields, each once, in order."""
    found: dict[str, str] = {}
    for one in written[:MAX_AUTHORS]:
        for name in _names(one[:2000]):
            found.setdefault(name.casefold(), name[:200])
    return tuple(found.values())[:MAX_AUTHORS]
