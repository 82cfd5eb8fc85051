"""A browser of a few lines: asks an ASGI application, keeps its cookies, fills in its forms."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode

from starlette.types import ASGIApp


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Browser:
    """Asks as a browser on this machine would; `headers` and arguments can make it any other client."""

    app: ASGIApp
    host: str = "localhost:8008"
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, **headers: str) -> Reply:
        return self.ask("GET", address, headers=headers)

    def post(self, address: str, fields: dict[str, Any] | None = None, *, token: bool = True, **headers: str) -> Reply:
        """Send a form as our own pages do: with the token of a page loaded before, from the same origin."""
        filled = dict(fields or {})
        if token:
            filled["token"] = self.token()
        sent = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"} | headers
        return self.ask("POST", address, urlencode(filled, doseq=True).encode(), sent)

    def upload(self, address: str, content: bytes) -> Reply:
        """Send a file in a multipart form."""
        parts = f'--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n{self.token()}\r\n--x\r\n'
        parts += 'Content-Disposition: form-data; name="file"; filename="feeds.opml"\r\n\r\n'
        sent = {"content-type": "multipart/form-data; boundary=x", "sec-fetch-site": "same-origin"}
        return self.ask("POST", address, parts.encode() + content + b"\r\n--x--\r\n", sent)

    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.get("/search").text)
        assert found, "the page has no form token"
        return found[1]

    def ask(self, method: str, address: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
        path, _, query = address.partition("?")
        given = {"host": self.host} | self.headers | {k.replace("_", "-"): v for k, v in (headers or {}).items()}
        if self.cookies:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in given.items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8008), "state": {},
        }  # fmt: skip
        return self._keep(asyncio.run(_exchange(self.app, scope, body)))

    def _keep(self, messages: list[dict[str, Any]]) -> Reply:
        start = messages[0]
        pairs = [(name.decode(), value.decode("latin-1")) for name, value in start["headers"]]
        for name, value in pairs:
            if name == "set-cookie":
                key, _, kept = value.partition(";")[0].partition("=")
                self.cookies[key] = kept.strip('"')
        return Reply(start["status"], dict(pairs), b"".join(message.get("body", b"") for message in messages))


def scripts_in(page: str) -> list[str]:
    """Every script of a page but those that are files of our own."""
    return re.findall(r'<script(?! type="module" src="/static/[0-9a-f]+/js/\w+\.js"></script>)[^>]*', page)


async def _exchange(app: ASGIApp, scope: dict[str, Any], body: bytes) -> list[dict[str, Any]]:
    """One request. The body comes in pieces, as it does from a network."""
    pieces = [body[at : at + 65536] for at in range(0, len(body), 65536)] or [b""]
    sent: list[dict[str, Any]] = []

    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked and not pieces:  # all of it was given: what comes next is that the browser goes, and it stays
            await asyncio.Event().wait()
        asked = True
        piece = pieces.pop(0) if pieces else b""
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Any) -> None:
        sent.append(message)

    try:
        await app(scope, receive, send)
    except Exception:
        if not sent:  # Starlette answers a fault with its page, and then lets the server log it.
            raise
    return sent
