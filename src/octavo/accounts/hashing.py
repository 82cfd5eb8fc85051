"""Passwords hashed beside the event loop: two at once in the whole process, and no endless line before them.

A hash takes some 50 ms of a core and 64 MiB on purpose. Without a bound, a hundred sign-ins at once would take all the
memory and every thread that pages wait for.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from octavo.accounts.passwords import hash_of, matches
from octavo.accounts.refusals import Refused

P = ParamSpec("P")
T = TypeVar("T")

AT_ONCE = 2
MOST_WAITING = 60
"""Some two seconds' work; whoever comes beyond is told to come back."""

_pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="octavo-passwords")
_lock = threading.Lock()
_here = 0


async def hashed(password: str) -> str:
    """passwords.hash_of. Raises Refused("busy")."""
    return await _beside(hash_of, password)


async def matched(kept: str | None, password: str) -> bool:
    """passwords.matches. Raises Refused("busy")."""
    return await _beside(matches, kept, password)


async def _beside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    global _here
    with _lock:
        if _here >= AT_ONCE + MOST_WAITING:
            raise Refused("busy")
        _here += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_pool, lambda: work(*args, **kwargs))
    finally:
        with _lock:
            _here -= 1
