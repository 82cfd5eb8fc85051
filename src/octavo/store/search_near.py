"""The articles whose vectors are nearest to a query's, among the newest.

Every vector is kept once more as the signs of its numbers, 64 bytes for 512; the newest WINDOW of them are held in
memory, and the ones that differ from the query's in the fewest signs are compared exactly (as in Yamada, Asai and
Hajishirzi, Efficient Passage Retrieval with Hashing for Open-domain Question Answering, 2021). The memory can be
rebuilt by any process, and follows the table by the number of the last change.
"""

from __future__ import annotations

import threading

import apsw
import numpy as np
from numpy.typing import NDArray

from octavo.ports import Meaning
from octavo.store.statements import statements
from octavo.store.vectors import signs_of

_sql = statements("near")

WINDOW = 200_000
"""Vectors that are looked through: 16 MB and 4 ms."""
_SPARE = 20_000
COMPARED = 300
"""The candidates that are compared exactly."""


class Near:
    """The signs of the newest vectors of one model at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model = ""
        self._last = 0
        self._articles = np.empty(0, np.int64)
        self._signs = np.empty((0, 0), np.uint64)

    def nearest(self, connection: apsw.Connection, meaning: Meaning, most: int = COMPARED) -> dict[int, float]:
        """Articles with their vectors' cosines to the query's, of the most alike."""
        with self._lock:
            self._follow(connection, meaning.model)
            articles, signs = self._articles, self._signs
        if not len(articles):
            return {}
        asked = _words(signs_of(meaning.vector))
        if asked.shape[0] != signs.shape[1]:
            return {}
        differing = np.bitwise_count(signs ^ asked).sum(axis=1, dtype=np.uint16)
        most = min(most, len(articles))
        nearest = np.argpartition(differing, most - 1)[:most]
        return cosines(connection, meaning, articles[nearest].tolist())

    def _follow(self, connection: apsw.Connection, model: str) -> None:
        if model != self._model:
            self._model, self._last = model, 0
            self._articles, self._signs = np.empty(0, np.int64), np.empty((0, 0), np.uint64)
        newest = int(_sql.newest_sign(connection) or 0)
        if newest == self._last:
            return
        if not self._last:
            rows = list(_sql.newest_signs(connection, model=model, most=WINDOW))
        else:
            rows = list(_sql.signs_since(connection, model=model, last=self._last))
        self._last = newest
        if rows:
            self._take(rows)

    def _take(self, rows: list[tuple[int, bytes]]) -> None:
        size = max(len(bits) for _, bits in rows)
        rows = [row for row in rows if len(row[1]) == size]
        articles = np.array([article for article, _ in rows], np.int64)
        signs = np.stack([_words(bits) for _, bits in rows])
        if self._signs.shape[1] == signs.shape[1]:
            old = ~np.isin(self._articles, articles)
            articles = np.concatenate([self._articles[old], articles])
            signs = np.concatenate([self._signs[old], signs])
        if len(articles) > WINDOW + _SPARE:
            newest = np.argsort(articles)[-WINDOW:]
            articles, signs = articles[newest], signs[newest]
        self._articles, self._signs = articles, signs


def cosines(connection: apsw.Connection, meaning: Meaning, articles: list[int]) -> dict[int, float]:
    """The cosines of these articles' vectors to a query's; those without one of its model are left out."""
    found = [
        (article, row[0])
        for article in articles
        if (row := _sql.vector_of(connection, article=article, model=meaning.model)) is not None
    ]
    asked = np.asarray(meaning.vector, np.float32)
    fitting = [(article, data) for article, data in found if len(data) == 2 * len(asked)]
    if not fitting:
        return {}
    vectors = np.frombuffer(b"".join(data for _, data in fitting), "<f2").reshape(len(fitting), -1).astype(np.float32)
    return dict(zip((article for article, _ in fitting), (vectors @ asked).tolist(), strict=True))


def _words(bits: bytes) -> NDArray[np.uint64]:
    """As numbers of 64 bits."""
    return np.frombuffer(bits.ljust(-len(bits) // 8 * -8, b"\0"), np.uint64)
