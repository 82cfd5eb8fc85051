"""Models from a hub: which there are, and which are installed. `install.py` fetches them, `static.py` reads them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from octavo.news.errors import ModelError

MANIFEST = "octavo.json"
"""In an installed model's folder: what was fetched, and its digests."""


@dataclass(frozen=True, slots=True)
class HubModel:
    """A line of the catalogue."""

    name: str
    purpose: str
    kind: str
    what: str
    repository: str
    revision: str
    files: tuple[str, ...]
    licence: str
    megabytes: int
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Installed:
    """A model whose files are here, each checked when it came."""

    name: str
    folder: Path
    model: str
    """Its id, kept with vectors: the name and the beginning of its weights' digest."""
    digests: Mapping[str, str]
    """By file, as `sha256:…` or `git:…`."""


@cache
def catalogue() -> Mapping[str, HubModel]:
    """The models that can be installed, by name."""
    text = files("octavo.models").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return {
        name: HubModel(
            name=name,
            purpose=entry["for"],
            kind=entry["kind"],
            what=entry["what"],
            repository=entry["repository"],
            revision=entry["revision"],
            files=tuple(entry["files"]),
            licence=entry["licence"],
            megabytes=entry["megabytes"],
            languages=frozenset(entry["languages"]),
        )
        for name, entry in tomllib.loads(text).items()
    }


def find(name: str) -> HubModel:
    """A model of the catalogue. Raises ModelError, which names those there are."""
    if name not in catalogue():
        raise ModelError(f"no model is called {name}", subject=name, advice="One of: " + ", ".join(sorted(catalogue())))
    return catalogue()[name]


def installed(home: Path, name: str) -> Installed | None:
    """The model in Octavo's home folder, None where it is not. Raises ModelError where its folder is damaged."""
    folder = home / "models" / find(name).name
    try:
        digests = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["digests"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"the folder {folder} is damaged: {error}", subject=name, advice=f"`octavo models install {name}` mends it."
        ) from error
    weights = digests[find(name).files[0]].partition(":")[2]
    return Installed(name, folder, f"{name}-{weights[:8]}", digests)
