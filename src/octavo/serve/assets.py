"""Static files, read and compressed once at start, served under an address that holds their content's hash: kept for a
year."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

import brotli
from starlette.exceptions import HTTPException
from starlette.responses import Response

from octavo.serve.compress import coding_of

_FOR_READERS = re.compile(rb"/\*.*?\*/\s*|\s+(?=[{}])|(?<=[{};,:])\s+", re.DOTALL)
"""Comments and spaces of a style sheet that browsers need not load. Not before a colon: `a :hover` is not `a:hover`."""
_FOR_ENGINES = re.compile(rb"^(?:[ \t]*(?:/\*\*.*?\*/|//[^\n]*)?\n)*[ \t]*", re.DOTALL | re.MULTILINE)
"""The same of a script, as scripts here are written: comments have lines of their own, and no text runs over two."""

_TOGETHER = "js/"
"""A folder whose files name each other by relative addresses: one hash for all of them."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file."""

    path: str
    """`/static/HASH/css/design.css`."""
    body: bytes
    media_type: str
    smaller: Mapping[str, bytes]
    """The same for browsers that unpack it, by the name of the encoding; none of what is compressed already."""


class Assets:
    """All files of the package's `static` folder."""

    def __init__(self) -> None:
        bodies = {name: _lightened(name, file.read_bytes()) for name, file in _walk(files(__package__) / "static")}
        scripts = _hash(b"\0".join(bodies[name] for name in sorted(bodies) if name.startswith(_TOGETHER)))
        self._by_name = {
            name: _asset(name, scripts if name.startswith(_TOGETHER) else _hash(body), body)
            for name, body in bodies.items()
        }
        self._by_path = {asset.path: asset for asset in self._by_name.values()}
        self.version = _hash("".join(sorted(self._by_path)).encode())
        """Changes with any file."""

    def names(self) -> list[str]:
        """Of all files: `css/design.css`."""
        return sorted(self._by_name)

    def path(self, name: str) -> str:
        """Where `css/design.css` is served. Raises KeyError for a name that does not ship: a template's fault."""
        return self._by_name[name].path

    def body(self, name: str) -> bytes:
        """What it holds, as served. Raises KeyError."""
        return self._by_name[name].body

    def serve(self, path: str, accepted: str = "") -> Response:
        """The answer to a request that accepts these encodings (Accept-Encoding). Raises HTTPException 404."""
        asset = self._by_path.get(path)
        if asset is None:
            raise HTTPException(404)
        encoding = coding_of(accepted) if asset.smaller else ""
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        if asset.smaller:
            headers["Vary"] = "Accept-Encoding"
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(asset.smaller.get(encoding, asset.body), media_type=asset.media_type, headers=headers)


def _asset(name: str, mark: str, body: bytes) -> Asset:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    packs = media_type.startswith("text/") or media_type.endswith("+xml")
    smaller = {"br": brotli.compress(body), "gzip": gzip.compress(body, mtime=0)} if packs else {}
    return Asset(f"/static/{mark}/{name}", body, media_type, smaller)


def _lightened(name: str, body: bytes) -> bytes:
    if name.endswith(".css"):
        return _FOR_READERS.sub(b"", body)
    return _FOR_ENGINES.sub(b"", body) if name.endswith(".js") else body


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:10]


def _walk(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        else:
            found.append((prefix + entry.name, entry))
    return found
