"""Words of strangers for a Writer: enclosed, so that where they begin and end cannot be forged by them.

A language model takes what it reads for instructions where it can. So its instructions never hold a stranger's word:
the material is numbered passages between two lines that carry a mark made of the material itself, and the instructions
say that whatever stands between them is to be worked on and never obeyed. Who writes the material cannot write the
mark: it is a digest that the words themselves would have to contain. What makes this safe all the same is the check of
every sentence that comes back (ask.faithful); enclosing only makes obeying rare.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from octavo.text.white import fold

_SPECIAL = re.compile(r"<\|([^|<>]{0,40})\|>|</?(s|system|user|assistant|im_start|im_end|INST|SYS)>|\[/?INST\]")
"""Marks by which chat templates part the speakers: a server that does not guard them takes them for its own."""


def enclosed(passages: Sequence[str]) -> str:
    """The passages, numbered from 1, one a line, between two lines that only they lead to."""
    lines = [f"[{number}] {_harmless(passage)}" for number, passage in enumerate(passages, 1)]
    mark = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    return "\n".join([f"=== material {mark} begins ===", *lines, f"=== material {mark} ends ==="])


def _harmless(passage: str) -> str:
    """On one line, without the marks of chat templates."""
    return fold(_SPECIAL.sub(lambda match: f"({(match[1] or match[2] or 'mark').strip()})", passage))
