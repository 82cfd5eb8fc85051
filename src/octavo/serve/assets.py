"""Static files, read once at start, served under an address that holds their content's hash: kept for a year."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.exceptions import HTTPException
from starlette.responses import Response

_FOR_READERS = re.compile(rb"/\*.*?\*/\s*|\s+(?=[{}])|(?<=[{};,:])\s+", re.DOTALL)
"""Comments and spaces of a style sheet that browsers need not load. Not before a colon: `a :hover` is not `a:hover`."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file."""

    path: str
    """`/static/HASH/css/design.css`."""
    body: bytes
    media_type: str


class Assets:
    """All files of the package's `static` folder."""

    def __init__(self) -> None:
        self._by_name = {name: _asset(name, file.read_bytes()) for name, file in _walk(files(__package__) / "static")}
        self._by_path = {asset.path: asset for asset in self._by_name.values()}

    def path(self, name: str) -> str:
        """Where `css/design.css` is served. Raises KeyError for a name that does not ship: a template's fault."""
        return self._by_name[name].path

    def serve(self, path: str) -> Response:
        """The answer to a request. Raises HTTPException 404."""
        asset = self._by_path.get(path)
        if asset is None:
            raise HTTPException(404)
        return Response(
            asset.body, media_type=asset.media_type, headers={"Cache-Control": "public, max-age=31536000, immutable"}
        )


def _asset(name: str, body: bytes) -> Asset:
    if name.endswith(".css"):
        body = _FOR_READERS.sub(b"", body)
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(f"/static/{hashlib.sha256(body).hexdigest()[:10]}/{name}", body, media_type)


def _walk(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        else:
            found.append((prefix + entry.name, entry))
    return found
