"""Fetching a model: only when asked, piece by piece, so that what came stays, and checked before it is used.

    ask the hub for the sizes and digests of the repository's files
    for each file wanted:
        go on after the bytes that are here already, a piece a request           Range, RFC 9110
        compare its digest with the hub's; what differs is thrown away
    write down what came, and move the folder to its place in one step

The hub's list gives the SHA-256 of large files and git's object id (SHA-1) of small ones.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from octavo.models.hub import MANIFEST, HubModel, Installed, installed
from octavo.news.errors import ModelError
from octavo.ports import Answer, Ask
from octavo.text.addresses import web_url

PIECE = 8 << 20
"""Bytes of one request: at 100 kB/s a minute and a half, which is what a stop may cost."""

SECONDS = 180.0
"""For one piece."""

MOST_WHOLE = 64 << 20
"""Bytes of a file that a hub may send whole though a piece was asked for."""

MOST_BYTES = 8 << 30

Get = Callable[[Ask], Awaitable[Answer]]
Tell = Callable[[str, int, int], None]
"""Told (file, bytes here, bytes in all)."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file as the hub's list has it."""

    name: str
    size: int
    digest: str


async def install(model: HubModel, home: Path, get: Get, tell: Tell, *, hub: str = "") -> Installed:
    """Fetch a model into `home`/models; what is there already is not fetched again. `hub` is another hub's address,
    such as a mirror's.

    Raises FetchError, after which the same call goes on where it stopped; ModelError where the hub has not what is
    expected; OSError where the disk is full.
    """
    with contextlib.suppress(ModelError):  # a damaged one comes anew
        if there := installed(home, model.name):
            return there
    page = urlsplit(model.repository)
    base = hub.rstrip("/") or f"{page.scheme}://{page.netloc}"
    repository = page.path.strip("/")
    part = home / "models" / f".{model.name}.part"
    part.mkdir(parents=True, exist_ok=True)
    wanted = await _listed(model, f"{base}/api/models/{repository}/tree/{quote(model.revision)}", get)
    for file in wanted:
        address = f"{base}/{repository}/resolve/{quote(model.revision)}/{quote(file.name)}"
        await _fetch(file, address, part / file.name, get, tell)
    digests = {file.name: file.digest for file in wanted}
    manifest = {"repository": model.repository, "revision": model.revision, "digests": digests}
    (part / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    place = home / "models" / model.name
    shutil.rmtree(place, ignore_errors=True)  # a damaged one
    part.rename(place)
    found = installed(home, model.name)
    assert found is not None
    return found


async def _listed(model: HubModel, address: str, get: Get) -> list[_File]:
    answer = await get(Ask(web_url(address), accept="application/json", max_bytes=4 << 20))
    try:
        rows: list[dict[str, Any]] = json.loads(answer.page.body)
        there = {str(row["path"]): _file(row) for row in rows if row["type"] == "file"}
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{address} gives no list of files", subject=model.name) from error
    missing = [name for name in model.files if name not in there]
    if missing:
        raise ModelError(f"the hub has no {missing[0]} of {model.name}", subject=model.name)
    return [there[name] for name in model.files]


def _file(row: dict[str, Any]) -> _File:
    large = row.get("lfs")
    digest = f"sha256:{large['oid']}" if large else f"git:{row['oid']}"
    size = int(row["size"])
    if not 0 < size <= MOST_BYTES:
        raise ValueError(f"a file of {size} bytes")
    return _File(str(row["path"]), size, digest)


async def _fetch(file: _File, address: str, place: Path, get: Get, tell: Tell) -> None:
    have = _kept(place, file.size)
    while have < file.size:
        tell(file.name, have, file.size)
        last = min(have + PIECE, file.size) - 1
        most = max(PIECE, min(file.size, MOST_WHOLE))
        page = (await get(Ask(web_url(address), max_bytes=most, seconds=SECONDS, span=(have, last)))).page
        whole = page.status == 200
        if len(page.body) != (file.size if whole else last + 1 - have):
            raise ModelError(
                f"the hub sent {len(page.body):,} bytes of {file.name}, not those asked for", subject=address
            )
        _keep(place, page.body, whole=whole)
        have = file.size if whole else last + 1
    tell(file.name, have, file.size)
    _check(file, place, address)


def _kept(place: Path, size: int) -> int:
    """How many bytes came before; what cannot be the beginning of the file is thrown away."""
    have = place.stat().st_size if place.exists() else 0
    if have <= size:
        return have
    place.unlink()
    return 0


def _keep(place: Path, body: bytes, *, whole: bool) -> None:
    with place.open("wb" if whole else "ab") as out:
        out.write(body)


def _check(file: _File, place: Path, address: str) -> None:
    if digest_of(place, file.digest.partition(":")[0]) != file.digest:
        place.unlink()
        raise ModelError(
            f"{file.name} arrived damaged and was thrown away", subject=address, advice="Ask for it once more."
        )


def digest_of(place: Path, kind: str) -> str:
    """A file's digest: `sha256:…`, or git's object id as `git:…`."""
    made = hashlib.sha256()
    if kind == "git":
        made = hashlib.sha1(f"blob {place.stat().st_size}\0".encode(), usedforsecurity=False)
    with place.open("rb") as data:
        while piece := data.read(1 << 20):
            made.update(piece)
    return f"{kind}:{made.hexdigest()}"
