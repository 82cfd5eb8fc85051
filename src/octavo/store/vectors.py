"""Vectors of articles: kept in 16 bits, each with the id of its model, because only vectors of one model compare."""

from __future__ import annotations

from collections.abc import Sequence

import apsw
import numpy as np

from octavo.store.codec import pack_floats, unpack_floats
from octavo.store.statements import statements

_sql = statements("vectors")


def save_vector(connection: apsw.Connection, article: int, model: str, vector: Sequence[float]) -> None:
    """Keep an article's vector in place of the one before. Raises ValueError where a number is out of range."""
    _sql.save_vector(connection, article=article, model=model, vector=pack_floats(vector))
    _keep(connection, article, model, vector)


def keep_signs(connection: apsw.Connection, article: int) -> None:
    """Keep the signs of a vector that was saved before there were signs."""
    row = _sql.vector_without_signs(connection, article=article)
    if row is not None:
        _keep(connection, article, row[0], unpack_floats(row[1]))


def signs_of(vector: Sequence[float]) -> bytes:
    """A bit for each number of a vector, 1 where it is above zero; whole bytes."""
    bits = np.packbits(np.asarray(vector, dtype=np.float32) > 0)
    return bits.tobytes()


def _keep(connection: apsw.Connection, article: int, model: str, vector: Sequence[float]) -> None:
    _sql.drop_signs(connection, article=article)
    if vector:
        _sql.add_signs(connection, article=article, model=model, bits=signs_of(vector))


def of_other_models(connection: apsw.Connection, model: str) -> list[int]:
    """Articles whose vector is missing or of another model, newest first."""
    return [row[0] for row in _sql.of_other_models(connection, model=model)]


def vectors_by_model(connection: apsw.Connection) -> dict[str, int]:
    """How many vectors there are of each model."""
    return dict(_sql.vectors_by_model(connection))
