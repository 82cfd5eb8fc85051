"""Letters as pages write them: the same words as plain text and as a page, and one link."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.ports import Letter
from octavo.serve.render import Pages
from octavo.serve.voice import Voice


def letter_of(
    pages: Pages, voice: Voice, to: str, subject: str, paragraphs: Sequence[str], link: str, label: str
) -> Letter:
    """`link` is a whole address; `label` what it does."""
    plain = "\n\n".join((*paragraphs, f"{label}:\n{link}")) + "\n"
    html = pages.part(voice, "letter.html", subject=subject, paragraphs=paragraphs, link=link, label=label)
    return Letter(to, subject, plain, html)
