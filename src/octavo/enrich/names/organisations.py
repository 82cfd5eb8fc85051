"""Organisations that have a name of their own in every language."""

from __future__ import annotations

from functools import cache, lru_cache

from octavo.enrich.names.inflection import SLAVONIC, stem
from octavo.enrich.names.lexicon import LISTS
from octavo.enrich.names.scripts import romanised
from octavo.enrich.names.spelt import WORD, split


@cache
def _organisations() -> dict[str, str]:
    known: dict[str, str] = {}
    for line in (LISTS / "organisations.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            names = line.split("\t")
            for name in names:
                known.setdefault(_stemmed(name, ""), names[0])
                known.setdefault(_stemmed(name, "pl"), names[0])
    return known


def organisation_id(name: str, language: str) -> str:
    """The display name of an organisation in the table of many languages; empty where it is in none."""
    return _organisations().get(_stemmed(name, "")) or (
        _organisations().get(_stemmed(name, language), "") if language in SLAVONIC else ""
    )


@lru_cache(maxsize=65536)
def _stemmed(name: str, language: str) -> str:
    words = WORD.findall(split(name))
    if len(words) == 1 and len(name) <= 4:
        return name
    romans = [romanised(word).strip(".") for word in words]
    return " ".join(stem(word) if language in SLAVONIC else word for word in romans if word not in ("the",))
