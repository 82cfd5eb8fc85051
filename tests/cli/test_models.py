"""`octavo models` and what it installs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import Command
from tests.models.hub import serve
from tests.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


def test_models_are_listed_with_what_they_are_for(octavo: Command) -> None:
    listed = octavo.json("models")
    states = {model["name"]: (model["for"], model["state"]) for model in listed["models"]}
    assert states["use-multilingual-3"] == ("vectors", "bundled")
    assert states["potion-multilingual-128M"] == ("vectors", "not installed")
    assert (listed["vectors_by"], listed["vectors"]) == ("use-multilingual-3", {})
    assert "Vectors are made by use-multilingual-3." in octavo("models")
    at = {"OCTAVO_EMBEDDINGS_URL": "http://127.0.0.1:9/v1", "OCTAVO_EMBEDDINGS_MODEL": "bge-m3"}
    assert "Vectors are made by bge-m3 at http://127.0.0.1:9/v1." in octavo("models", **at)


def test_a_model_is_installed_when_asked_and_then_listed(octavo: Command, site: Site) -> None:
    hub = serve(site)
    said = octavo("models", "install", "potion-base-8M", "--hub", hub, OCTAVO_ALLOW_NETWORKS="127.0.0.0/8")
    assert "OCTAVO_EMBEDDINGS_MODEL=potion-base-8M" in said
    states = {model["name"]: model["state"] for model in octavo.json("models")["models"]}
    assert states["potion-base-8M"] == "installed"


def test_what_cannot_be_installed_says_why(octavo: Command) -> None:
    assert "potion-base-8M" in octavo("models", "install", "bert", fails=True)
    refused = octavo("models", "install", "potion-base-8M", "--hub", "http://127.0.0.1:9", fails=True)
    assert "OCTAVO_ALLOW_NETWORKS" in refused


def test_settings_that_name_no_model_say_what_to_do(octavo: Command) -> None:
    said = octavo("poll", "--due", fails=True, OCTAVO_EMBEDDINGS_MODEL="potion-base-8M")
    assert "octavo models install potion-base-8M" in said
    said = octavo("models", fails=True, OCTAVO_EMBEDDINGS_URL="http://127.0.0.1:9/v1")
    assert "OCTAVO_EMBEDDINGS_MODEL" in said
