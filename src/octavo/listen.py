"""Serving an application with uvicorn inside our own event loop, and the signals that end it."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, nullcontext

import uvicorn
from starlette.types import ASGIApp

from octavo.news.errors import ConfigError

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - named to be recognised, bound only where the operator asks for it
GRACE = 10
"""Seconds that open requests have to end at a stop."""


class Server(uvicorn.Server):
    """uvicorn without its own signal handlers: a signal is for all of Octavo, see `signals`."""

    def __init__(
        self, app: ASGIApp | None, ready: Callable[[], None] = lambda: None, trusted: Sequence[str] = ()
    ) -> None:
        """`app` may be None where the server is never started; `ready` is called when it answers; `trusted` are the
        reverse proxies that may say where a request came from."""
        super().__init__(
            uvicorn.Config(
                app or _nothing,
                log_config=None,
                access_log=False,
                server_header=False,
                forwarded_allow_ips=list(trusted),
                lifespan="off",
                timeout_graceful_shutdown=GRACE,
            )
        )
        self._ready = ready

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        """Leave signals alone."""
        return nullcontext()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        self._ready()

    def leave(self) -> None:
        """Make serve() return once open requests have ended."""
        self.should_exit = True


async def _nothing(scope: object, receive: object, send: object) -> None:
    raise RuntimeError("no application is served here")


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to an address. Raises ConfigError where it is taken or not this machine's."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise ConfigError(
            f"cannot serve on {host}:{port}: {error.strerror}",
            subject="OCTAVO_BIND",
            advice="Is Octavo running already? Stop it, or set OCTAVO_BIND to another address, as 127.0.0.1:8009.",
        ) from error
    return listening


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[int]:
    """Serve an application on a free port of loopback; the port."""
    listening = bound(LOOPBACK, 0)
    answering = asyncio.Event()
    server = Server(app, answering.set)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        await answering.wait()
        yield int(listening.getsockname()[1])
    finally:
        server.leave()
        await task


@contextmanager
def signals(*leave: Callable[[], None]) -> Iterator[None]:
    """SIGINT and SIGTERM call each of `leave` while the context lasts."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        for one in leave:
            one()

    for which in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(which, stop)
    try:
        yield
    finally:
        for which in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(which)
