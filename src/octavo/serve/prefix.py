"""Addresses under a language: `/ar/stories` is the page `/stories` in Arabic.

The prefix is taken off before any page is chosen, so that pages know nothing of it, and put back on every link of the
answer: on those in templates as these are compiled (render.py), on redirects here. Without a prefix the page speaks as
its reader chose (Pages.voice). Feeds, files and what only programs ask for have one address, without a prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NO_PAGE = re.compile(
    r"/(?:static|image|sample|api|events|healthz|readyz|metrics)(?:/|$)|[^?#]*\.(?:xml|json|opml|txt|js|webmanifest)$"
)
"""Paths without a language: files, pictures, the sample newsroom's sites, feeds, exports, and what programs ask for."""


def with_prefix(path: str, prefix: str, codes: Iterable[str] = ()) -> str:
    """A path on this site under the language of `prefix` (`/ar`); an address elsewhere, one that has a language
    already, and one that has none at all stay as they are."""
    if not path.startswith("/") or path.startswith("//") or not prefix:
        return path
    bare = re.split(r"[?#]", path, maxsplit=1)[0]
    if _NO_PAGE.match(bare) or any(bare == f"/{code}" or bare.startswith(f"/{code}/") for code in codes):
        return path
    return f"{prefix}{path}"


class Prefixed:
    """ASGI middleware: takes the prefix off, and notes the language in the request's state as `interface`."""

    def __init__(self, app: ASGIApp, codes: Iterable[str]) -> None:
        self.app = app
        self.codes = tuple(codes)
        self._prefix = re.compile(f"/({'|'.join(map(re.escape, self.codes))})(/.*)?", re.DOTALL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose the language, then pass on."""
        match = self._prefix.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if match is None or (match[2] and _NO_PAGE.match(match[2])):
            await self.app(scope, receive, send)
            return
        code, path = match[1], match[2]
        if not path:
            query = scope["query_string"].decode("ascii", "replace")
            await RedirectResponse(f"/{code}/{'?' if query else ''}{query}", 308)(scope, receive, send)
            return
        scope.setdefault("state", {})["interface"] = code
        # raw_path is left out: nothing may route by the address that still has its prefix
        inner = {name: value for name, value in scope.items() if name != "raw_path"} | {"path": path}
        await self.app(inner, receive, self._leading_back(send, code))

    def _leading_back(self, send: Send, code: str) -> Send:
        async def leading_back(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "location" in headers:
                    headers["location"] = with_prefix(headers["location"], f"/{code}", self.codes)
            await send(message)

        return leading_back
