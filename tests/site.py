"""A loopback news site for tests: any number of virtual hosts, each answer programmed, every request counted.

    with Site() as site:
        site["http://paper.test/feed"] = Reply(body=b"<rss/>", etag='"1"')
        ...                                  # code under test, told site.routes or site.proxy
        assert site.count("http://paper.test/feed") == 1

It runs in a thread of its own, so synchronous and asynchronous tests use it alike. It serves by Host header, as a
forward proxy (absolute addresses and CONNECT) and, given a TLS context, by https. Standard library only, but for the
brotli and zstandard that Octavo itself needs.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import ssl
import struct
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

import brotli
import zstandard

REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found", 410: "Gone"}


def pack(body: bytes, coding: str) -> bytes:
    """`body` in a content coding: gzip, deflate, br or zstd; itself where coding is empty."""
    if coding == "gzip":
        return gzip.compress(body, 6, mtime=0)
    if coding == "deflate":
        return zlib.compress(body)
    if coding == "br":
        return brotli.compress(body, quality=5)
    if coding == "zstd":
        return zstandard.ZstdCompressor().compress(body)
    assert not coding, coding
    return body


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    method: str
    host: str
    """With the port where one was given."""
    path: str
    """With the query."""
    headers: tuple[tuple[str, str], ...]
    proxied: bool = False
    """Whether it came in absolute form, as to a forward proxy."""
    body: bytes = b""

    @property
    def url(self) -> str:
        """The address asked for, http assumed."""
        return f"http://{self.host}{self.path}"

    def header(self, name: str) -> str | None:
        """The first header of that name, None where it was not sent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True)
class Reply:
    """What the site answers."""

    body: bytes = b""
    status: int = 200
    headers: Sequence[tuple[str, str]] = ()
    type: str = "text/html; charset=utf-8"
    """Content-Type; empty for none."""
    coding: str = ""
    """The body is packed so and labelled so: gzip, deflate, br, zstd."""
    packed: bool = False
    """The body is packed already: only label it."""
    etag: str = ""
    last_modified: str = ""
    """With either, a request that gives it back exactly is answered 304."""
    location: str = ""
    chunked: bool = False
    delay: float = 0.0
    """Seconds before anything is sent."""
    dribble: float = 0.0
    """Seconds between single bytes of the body."""
    cut: int | None = None
    """Break the connection after so many bytes of the body."""
    reset: bool = False
    """With `cut`: by a TCP reset, not a polite end."""
    endless: bool = False
    """Repeat the body until the client goes."""
    raw: bytes | None = None
    """Send exactly this and close; everything else is ignored."""
    hold: threading.Event | None = field(default=None, compare=False)
    """Answer only when this is set."""


Answering = Reply | Sequence[Reply] | Callable[[Request], Reply]


class Site:
    """The server; a context manager. `site[address] = reply | [first, second, …, last again] | function of Request`."""

    def __init__(self, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self.requests: list[Request] = []
        self.connections = 0
        """How many were ever accepted."""
        self.most_at_once: Counter[str] = Counter()
        """The most requests of each host under way at one time."""
        self.port = 0
        self.tls_port = 0
        self._host, self._tls = host, tls
        self._replies: dict[tuple[str, str], Answering] = {}
        self._asked: Counter[tuple[str, str]] = Counter()
        self._now: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="site", daemon=True)
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def __setitem__(self, url: str, reply: Answering) -> None:
        parts = urlsplit(url)
        self._replies[parts.netloc.lower(), (parts.path or "/") + (f"?{parts.query}" if parts.query else "")] = reply

    def count(self, url: str) -> int:
        """How often an address was asked for (http or https)."""
        parts = urlsplit(url)
        return self._asked[parts.netloc.lower(), (parts.path or "/") + (f"?{parts.query}" if parts.query else "")]

    def routes(self, *suffixes: str) -> dict[str, tuple[str, int]]:
        """Host suffixes, `test` and `example` where none are named, to this server."""
        return dict.fromkeys(suffixes or ("test", "example"), (self._host, self.port))

    @property
    def proxy(self) -> str:
        """Its address as a forward proxy."""
        return f"http://{self._host}:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _open(self) -> None:
        plain = await asyncio.start_server(self._client, self._host, 0, backlog=1024)
        self._servers.append(plain)
        self.port = plain.sockets[0].getsockname()[1]
        if self._tls:
            secure = await asyncio.start_server(self._client, self._host, 0, ssl=self._tls)
            self._servers.append(secure)
            self.tls_port = secure.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                while await self._exchange(reader, writer):
                    pass
        except asyncio.CancelledError:
            pass  # the site is closing; a cancelled stream callback would be logged
        finally:
            self._tasks.discard(task)
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether the connection stays open."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("utf-8", "surrogateescape").split("\r\n")
        method, target, _ = head[0].split(" ", 2)
        headers = tuple((key.strip(), value.strip()) for key, _, value in (line.partition(":") for line in head[1:-2]))
        parts = urlsplit(target)
        named = next((value for key, value in headers if key.lower() == "host"), "")
        host = (parts.netloc if "://" in target else named).lower()
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        length = next((int(value) for key, value in headers if key.lower() == "content-length"), 0)
        body = await reader.readexactly(length)
        request = Request(method, host, path, headers, "://" in target or method == "CONNECT", body)
        self.requests.append(request)
        if method == "CONNECT":
            await self._tunnel(reader, writer)
            return False
        self._asked[host, path] += 1
        self._now[host] += 1
        self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
        try:
            return await self._answer(self._reply(request), request, writer)
        finally:
            self._now[host] -= 1

    def _reply(self, request: Request) -> Reply:
        key = (request.host, request.path)
        found = self._replies.get(key) or self._replies.get((request.host, "/*")) or Reply(b"not found", 404)
        if isinstance(found, Reply):
            return found
        if callable(found):
            return found(request)
        return found[min(self._asked[key], len(found)) - 1]

    async def _answer(self, reply: Reply, request: Request, writer: asyncio.StreamWriter) -> bool:
        if reply.hold:
            await asyncio.get_running_loop().run_in_executor(None, reply.hold.wait, 20)
        if reply.delay:
            await asyncio.sleep(reply.delay)
        if reply.raw is not None:
            writer.write(reply.raw)
            await writer.drain()
            return False
        status = 304 if _unchanged(reply, request) else reply.status
        bodiless = status == 304 or request.method == "HEAD"
        body = b"" if bodiless else reply.body if reply.packed else pack(reply.body, reply.coding)
        closing = (request.header("Connection") or "").lower() == "close"
        writer.write(_head(reply, status, body, closing))
        if reply.chunked and not bodiless:
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in _parts(body)) + b"0\r\n\r\n"
        if reply.dribble:
            for at in range(len(body)):
                writer.write(body[at : at + 1])
                await writer.drain()
                await asyncio.sleep(reply.dribble)
            return not (reply.endless or closing)
        while reply.endless:
            writer.write(body)
            await writer.drain()
        writer.write(body if reply.cut is None else body[: reply.cut])
        await writer.drain()
        if reply.reset:
            linger = struct.pack("ii", 1, 0)  # on, 0 seconds: close() sends RST
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()
        return reply.cut is None and not closing

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """CONNECT, to this site's own https whatever the name."""
        if not self.tls_port:
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
            return
        far_reader, far_writer = await asyncio.open_connection(self._host, self.tls_port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(_copy(reader, far_writer), _copy(far_reader, writer))
        finally:
            far_writer.close()


def _unchanged(reply: Reply, request: Request) -> bool:
    return bool(
        (reply.etag and request.header("If-None-Match") == reply.etag)
        or (reply.last_modified and request.header("If-Modified-Since") == reply.last_modified)
    )


def _head(reply: Reply, status: int, body: bytes, closing: bool) -> bytes:
    given = [*reply.headers, *([("Connection", "close")] if closing else [])]
    for name, value in (
        ("Content-Type", reply.type),
        ("ETag", reply.etag),
        ("Last-Modified", reply.last_modified),
        ("Location", reply.location),
        ("Content-Encoding", reply.coding),
    ):
        if value:
            given.append((name, value))
    if reply.chunked:
        given.append(("Transfer-Encoding", "chunked"))
    elif not reply.endless and not any(name.lower() == "content-length" for name, _ in given):
        given.append(("Content-Length", str(len(body))))
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}", *(f"{name}: {value}" for name, value in given)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")


def _parts(body: bytes) -> list[bytes]:
    return [body[at : at + 4096] for at in range(0, len(body), 4096)]


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.write_eof()
