"""Models from a hub: fetched when asked, piece by piece, checked, and read."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Iterator
from math import hypot, isclose
from pathlib import Path

import pytest
from tests.models.hub import FILES, MODEL, safetensors, serve
from tests.site import Reply, Site

from octavo.fetch import Fetch
from octavo.models import install as installing
from octavo.models.hub import Installed, catalogue, find, installed
from octavo.models.install import install
from octavo.models.static import StaticEmbedder, read_safetensors
from octavo.news.errors import ForbiddenAddress, HttpStatus, ModelError


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


def fetch(
    home: Path, hub: str, allowed: tuple[str, ...] = ("127.0.0.0/8",)
) -> tuple[Installed, list[tuple[str, int, int]]]:
    told: list[tuple[str, int, int]] = []

    async def run() -> Installed:
        async with Fetch(user_agent="Octavo/test", allow_networks=allowed, host_pace=0) as client:
            return await install(MODEL, home, client.get, lambda *news: told.append(news), hub=hub)

    return asyncio.run(run()), told


def asked(site: Site, name: str) -> list[str]:
    return [request.header("Range") or "" for request in site.requests if request.path == f"/store/{name}"]


def test_a_model_comes_in_pieces_is_checked_and_works(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "PIECE", 64)
    there, told = fetch(tmp_path, serve(site))
    assert {file.name: file.read_bytes() for file in there.folder.iterdir() if file.name != "octavo.json"} == FILES
    size = len(FILES["model.safetensors"])
    assert asked(site, "model.safetensors")[:2] == ["bytes=0-63", "bytes=64-127"]
    assert told[0] == ("model.safetensors", 0, size)
    assert ("model.safetensors", size, size) in told
    assert installed(tmp_path, MODEL.name) == there
    embedder = StaticEmbedder(there)
    ferry, profit, unknown, empty = embedder.embed(["The ferry sank", "Profit rose!", "xyzzy", ""])
    assert ferry == [1.0, 0.0]
    assert isclose(hypot(*profit), 1)
    assert profit == [0.0, 1.0]
    assert unknown == empty == []
    assert embedder.model == there.model
    assert there.model.startswith("potion-base-8M-")


def test_what_came_before_a_stop_is_not_fetched_again(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "PIECE", 64)
    hub = serve(site)
    whole = site._replies[f"127.0.0.1:{site.port}", "/store/model.safetensors"]
    assert callable(whole)
    site[f"{hub}/store/model.safetensors"] = lambda request: (
        Reply(status=503) if (request.header("Range") or "").startswith("bytes=128-") else whole(request)
    )
    with pytest.raises(HttpStatus):
        fetch(tmp_path, hub)
    assert installed(tmp_path, MODEL.name) is None
    site[f"{hub}/store/model.safetensors"] = whole
    site.requests.clear()
    fetch(tmp_path, hub)
    assert asked(site, "model.safetensors")[0].startswith("bytes=128-")
    site.requests.clear()
    fetch(tmp_path, hub)
    assert site.requests == []


def test_a_hub_that_knows_no_ranges_sends_it_whole(site: Site, tmp_path: Path) -> None:
    there, _ = fetch(tmp_path, serve(site, ranges=False))
    assert (there.folder / "tokenizer.json").read_bytes() == FILES["tokenizer.json"]


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_what_arrives_damaged_is_thrown_away(site: Site, tmp_path: Path, name: str) -> None:
    hub = serve(site)
    body = bytearray(FILES[name])
    body[-3] ^= 1
    site[f"{hub}/store/{name}"] = Reply(bytes(body), 206)
    with pytest.raises(ModelError, match="damaged"):
        fetch(tmp_path, hub)
    assert installed(tmp_path, MODEL.name) is None
    serve(site)
    fetch(tmp_path, hub)  # it comes again, and is right


def test_a_hub_that_has_something_else_is_told_apart(site: Site, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no tokenizer\.json"):
        fetch(tmp_path, serve(site, {"model.safetensors": b"x", "config.json": b"{}"}))
    site[f"http://127.0.0.1:{site.port}/api/models/minishlab/potion-base-8M/tree/main"] = Reply(b"<html>")
    with pytest.raises(ModelError, match="no list"):
        fetch(tmp_path, f"http://127.0.0.1:{site.port}")


def test_the_address_policy_holds_for_hubs(site: Site, tmp_path: Path) -> None:
    with pytest.raises(ForbiddenAddress):
        fetch(tmp_path, serve(site), allowed=())
    assert site.requests == []


def test_a_folder_that_is_damaged_says_so_and_is_mended(site: Site, tmp_path: Path) -> None:
    hub = serve(site)
    there, _ = fetch(tmp_path, hub)
    (there.folder / "octavo.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="damaged"):
        installed(tmp_path, MODEL.name)
    fetch(tmp_path, hub)
    assert installed(tmp_path, MODEL.name) == there


def test_names_that_nobody_knows_list_those_there_are() -> None:
    with pytest.raises(ModelError) as caught:
        find("bert")
    assert all(name in caught.value.advice for name in catalogue())


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\xff" * 8, struct.pack("<Q", 1 << 60) + b"{}", struct.pack("<Q", 2) + b"[]",
        safetensors(embeddings=("BF16", (1, 2), b"\0" * 4)), safetensors(embeddings=("F32", (9, 9), b"\0" * 4)),
    ],
)  # fmt: skip
def test_files_that_are_no_weights_are_refused(site: Site, tmp_path: Path, body: bytes) -> None:
    there, _ = fetch(tmp_path, serve(site))
    (there.folder / "model.safetensors").write_bytes(body)
    with pytest.raises(ModelError, match="cannot be read"):
        StaticEmbedder(there)


def test_shared_rows_and_weights_of_words_are_read(tmp_path: Path) -> None:
    place = tmp_path / "model.safetensors"
    place.write_bytes(
        safetensors(
            embeddings=("F16", (2, 2), struct.pack("<4e", 1, 0, 0, 1)),
            mapping=("I64", (3,), struct.pack("<3q", 0, 1, 1)),
            weights=("F64", (3,), struct.pack("<3d", 1, 1, 0.5)),
        )
    )
    tensors = read_safetensors(place)
    assert tensors["embeddings"][tensors["mapping"]].tolist() == [[1, 0], [0, 1], [0, 1]]
    assert tensors["weights"].tolist() == [1, 1, 0.5]
