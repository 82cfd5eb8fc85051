"""Every request has a number, by which its log lines, its error page and whoever asked about it find together; and is
counted and timed under the route that answered it.

A reverse proxy in front may give the number (X-Request-ID), so that its log and this one agree; it is only ever written
down, and only where it is made of harmless characters.
"""

from __future__ import annotations

import re
import secrets
import time

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_GIVEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_METHODS = frozenset({"GET", "HEAD", "POST"})
SLOW = 2.0
"""Seconds after which an answer is worth a line of the log whatever its level."""
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Requests:
    """How many requests came, and how long they took; of one application, in its own registry."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.answered = Counter(
            "octavo_http_requests", "Requests answered.", ("method", "route", "status"), registry=registry
        )
        self.took = Histogram(
            "octavo_http_request_duration_seconds",
            "From a request to the last byte of its answer, by the server's clock.",
            ("route",),
            buckets=_BUCKETS,
            registry=registry,
        )
        self.open = Gauge("octavo_http_requests_in_progress", "Requests being answered.", registry=registry)


class Routed:
    """ASGI middleware, the innermost: notes in the request's state which route was chosen."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, then note."""
        try:
            await self.app(scope, receive, send)
        finally:
            route = scope.get("route")
            if route is not None and "state" in scope:
                scope["state"]["route"] = route.path


class Measured:
    """ASGI middleware, the outermost: numbers, times and counts. A stream that a page holds open takes no time."""

    def __init__(self, app: ASGIApp, requests: Requests) -> None:
        self.app, self.requests = app, requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Number the request, pass it on, count its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        number = state["request_id"] = _number(Headers(scope=scope).get("x-request-id", ""))
        status, began = 500, time.perf_counter()

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = number
            await send(message)

        with structlog.contextvars.bound_contextvars(request=number), self.requests.open.track_inprogress():
            try:
                await self.app(scope, receive, numbered)
            finally:
                took = 0.0 if state.get("streams") else time.perf_counter() - began
                self._count(scope, str(state.get("route", "none")), status, took)

    def _count(self, scope: Scope, route: str, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self.requests.answered.labels(method, route, str(status)).inc()
        self.requests.took.labels(route).observe(seconds)
        tell = log.warning if seconds >= SLOW else log.debug
        tell("page.answered", method=method, route=route, status=status, seconds=round(seconds, 4))


def _number(given: str) -> str:
    return given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
