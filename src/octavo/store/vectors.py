"""Vectors of articles: kept in 16 bits, each with the id of its model, because only vectors of one model compare."""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from octavo.store.codec import pack_floats
from octavo.store.statements import statements

_sql = statements("vectors")


def save_vector(connection: apsw.Connection, article: int, model: str, vector: Sequence[float]) -> None:
    """Keep an article's vector in place of the one before. Raises ValueError where a number is out of range."""
    _sql.save_vector(connection, article=article, model=model, vector=pack_floats(vector))


def of_other_models(connection: apsw.Connection, model: str) -> list[int]:
    """Articles whose vector is missing or of another model, newest first."""
    return [row[0] for row in _sql.of_other_models(connection, model=model)]


def vectors_by_model(connection: apsw.Connection) -> dict[str, int]:
    """How many vectors there are of each model."""
    return dict(_sql.vectors_by_model(connection))
