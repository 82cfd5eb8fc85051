"""What stands between a browser and the pages: host names, foreign forms, body size, and the headers of every answer.

Three checks, each for a published fault of software like this:

- The Host header must be an address literal, localhost, or a name the operator gave: a foreign name that was rebound to
  this machine's address is refused (DNS rebinding).
- A request that changes something must come from our own page (Sec-Fetch-Site, else Origin) and carry the token that
  only our own pages can write: an HMAC of a random cookie under a secret of this installation.
- No body is read beyond MOST_BYTES, whatever its Content-Length says.
"""

from __future__ import annotations

import base64
import hmac
import ipaddress
import re
import secrets
from collections.abc import AsyncIterator, Callable, Iterable, MutableMapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from octavo.ports import Housekeeping

MOST_BYTES = 8 << 20
"""Of a request's body: an OPML file of 20,000 feeds has 5 MB."""

SEED_COOKIE = "octavo_form"
TOKEN_FIELD = "token"  # noqa: S105 — a field's name
SESSION_COOKIE = "__Host-octavo"
"""By https: browsers take a name with this prefix only from this very host, over https (RFC 6265bis, section 4.1.3)."""
OPEN_SESSION_COOKIE = "octavo_session"
"""By plain http, on a home network."""
_SEED = re.compile(r"[0-9a-f]{32}")
_PROOF = 32
"""Bytes of an HMAC-SHA256."""
_TOKEN = re.compile(rf"[0-9a-f]{{{4 * _PROOF}}}")
"""A mask, and the proof under it."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self' http: https:; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: under that browsers send `Origin: null` with our own forms, and plain http on a home network
    # has no Sec-Fetch-Site to tell them from foreign ones. Other sites get no referrer either way.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "private, no-cache",
}
"""Of every answer that does not set its own."""

PERSONAL = "private, no-store"
"""Cache-Control of what a reader who is signed in was shown."""

Refusal = Callable[[Request, int, str], Response]
"""(request, status, reason) → a page that says so."""


class Guard:
    """ASGI middleware: the checks above, around everything, the sample newsroom and the static files included."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], refuse: Refusal) -> None:
        self.app = app
        self.hosts = frozenset(host.lower().strip("[]") for host in hosts)
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, then pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})  # shared with every copy of the scope: pages note there what the answer is
        request = Request(scope)
        send = _with_headers(send, scope["state"])
        if not known_host(request.headers.get("host", ""), self.hosts):
            reason = (400, "host")
        elif scope["method"] not in ("GET", "HEAD") and not own_origin(request.headers):
            reason = (403, "foreign")
        else:
            if scope["method"] == "HEAD":  # Answered as GET; every ASGI server leaves the body of the answer out.
                scope = {**scope, "method": "GET"}
            await self.app(scope, _limited(receive), send)
            return
        refusal = await run_in_threadpool(self.refuse, request, *reason)  # its page asks the store, which may wait
        await refusal(scope, receive, send)


def known_host(header: str, names: frozenset[str]) -> bool:
    """Whether a Host header names this machine: no name can be rebound to where only literals and ours are served."""
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+)(?::\d{1,5})?", header)
    if match is None:
        return False
    host = match[1].lower().strip("[]").removesuffix(".")
    if host in names or host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def own_origin(headers: Headers) -> bool:
    """Whether a changing request comes from our own page, as far as the browser tells; the token decides the rest."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


class Tokens:
    """Form tokens: HMAC-SHA256 of the seed in the reader's cookie and of the session's secret, where there is one, by
    this installation's secret. So a seed that somebody else planted is of no use against a reader who is signed in."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def seed(self, request: Request) -> str:
        """The seed that the reader's cookie holds, or a new one; the same for the whole of one request."""
        if not hasattr(request.state, "seed"):
            given = request.cookies.get(SEED_COOKIE, "")
            request.state.seed = given if _SEED.fullmatch(given) else secrets.token_hex(16)
        seed: str = request.state.seed
        return seed

    def token(self, request: Request, seed: str) -> str:
        """What a form of a page with this seed must carry. It looks another way each time, so that nobody learns it
        from how well pages compress that hold something of theirs as well (BREACH, CVE-2013-3587)."""
        mask = secrets.token_bytes(_PROOF)
        return (mask + _xor(mask, self._proof(request, seed))).hex()

    def _proof(self, request: Request, seed: str) -> bytes:
        sessions = (request.cookies.get(name, "") for name in (SESSION_COOKIE, OPEN_SESSION_COOKIE))
        return hmac.digest(self._secret, "\0".join((seed, *sessions)).encode(), "sha256")

    def seal(self, text: str) -> str:
        """A text that a browser keeps for us and cannot change. It can read it."""
        kept = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
        return f"{kept}.{self._mark(kept)}"

    def sealed(self, cookie: str) -> str:
        """The text that was sealed; empty where this is none."""
        kept, _, mark = cookie.partition(".")
        if not hmac.compare_digest(mark.encode(), self._mark(kept).encode()):
            return ""
        return base64.urlsafe_b64decode(kept + "=" * (-len(kept) % 4)).decode()

    def _mark(self, text: str) -> str:
        return hmac.digest(self._secret, b"seal\0" + text.encode(), "sha256").hex()

    def valid(self, request: Request, token: str) -> bool:
        """Whether the form came from a page that we wrote for this reader."""
        given = request.cookies.get(SEED_COOKIE, "")
        if not (_SEED.fullmatch(given) and _TOKEN.fullmatch(token)):
            return False
        masked = bytes.fromhex(token)
        return hmac.compare_digest(_xor(masked[:_PROOF], masked[_PROOF:]), self._proof(request, given))


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def installation_secret(store: Housekeeping) -> str:
    """This installation's secret, made at its first start. Two processes that start at once end with the same one."""
    if store.note("secret") is None:
        store.set_note("secret", secrets.token_hex(32))
    return store.note("secret") or ""


async def _checked_form(request: Request) -> AsyncIterator[FormData]:
    tokens: Tokens = request.app.state.house.tokens
    async with request.form(max_files=1, max_fields=2000, max_part_size=1 << 16) as form:
        if not tokens.valid(request, text_of(form, TOKEN_FIELD)):
            raise HTTPException(403, "token")
        yield form
    request.app.state.house.doors.changed()


Form = Annotated[FormData, Depends(_checked_form)]
"""A page function's parameter through which it gets a posted form: only after the token was checked."""


def text_of(form: FormData, name: str) -> str:
    """A text field of a form, stripped; empty where it is missing or a file."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def number_in(text: str) -> int:
    """A number that a form or an address names something by; 0, which nothing has, for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def secret_text_of(form: FormData, name: str) -> str:
    """A password of a form: every character of it counts, spaces at its ends too."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _with_headers(send: Send, state: MutableMapping[str, Any]) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if state.get("personal"):
                headers.setdefault("Cache-Control", PERSONAL)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return with_headers


def _limited(receive: Receive) -> Receive:
    got = 0

    async def limited() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > MOST_BYTES:
            raise HTTPException(413)
        return message

    return limited
