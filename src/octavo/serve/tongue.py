"""A comparison for readers of a language: of what several say, the sentence that says it in theirs comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from octavo.news.comparison import Comparison, Quantity, Said, Statement


def in_tongue(told: Comparison, language: str) -> Comparison:
    """The same facts, each led by its first telling in `language` (ISO 639) where it has one; quantities under their
    names in it."""
    return replace(
        told,
        statements=tuple(replace(one, said=_led(one.said, language)) for one in told.statements),
        summary=tuple(_same(said, told.statements, language) for said in told.summary),
        quantities=tuple(_named(one, language) for one in told.quantities),
    )


def _led(said: tuple[Said, ...], language: str) -> tuple[Said, ...]:
    """With what is said in the language first; all else as it stood."""
    return tuple(sorted(said, key=lambda one: one.language != language))


def _same(said: Said, statements: Iterable[Statement], language: str) -> Said:
    """A sentence, or another publisher's of the same statement that is in the language."""
    if said.language == language:
        return said
    for statement in statements:
        if any((one.article, one.start) == (said.article, said.start) for one in statement.said):
            return next((one for one in statement.said if one.language == language), said)
    return said


def _named(quantity: Quantity, language: str) -> Quantity:
    return replace(quantity, name=quantity.name_in(language))
