"""The small words of the publishers' sites, by language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

Words = Mapping[str, str]


@lru_cache(maxsize=1)
def _all() -> dict[str, Words]:
    return tomllib.loads((files(__package__) / "wording.toml").read_text("utf-8"))


def words(language: str) -> Words:
    """The words of this language. Raises KeyError for one that no publisher writes."""
    return _all()[language[:2]]
