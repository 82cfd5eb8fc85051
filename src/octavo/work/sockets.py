"""Where the fork server's socket lies: multiprocessing's own folder would lie about for ever after a kill.

    at the first start   sweep the folders of ours that nobody holds a lock on; make one, and hold a lock on it
    at the end           remove it
    after a kill         the kernel drops the lock, and the next start sweeps it

Nobody knocks at a socket to find out whether it is alive: a fork server that is called and told nothing ends.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from functools import cache
from multiprocessing import process
from pathlib import Path

PREFIX = "octavo-sockets-"

YOUNG = 60.0
"""Seconds within which a folder is left alone: between its making and its lock lies a moment."""


@cache
def use_own_folder() -> None:
    """Make multiprocessing put its sockets where the next start finds what a kill leaves. Once a process."""
    place = Path(tempfile.gettempdir())
    sweep(place)
    # The only way to tell it, short of changing where all of this program's temporary files go.
    settings: dict[str, object] = process.current_process()._config  # type: ignore[attr-defined]
    if "tempdir" not in settings:
        settings["tempdir"] = str(folder := Path(tempfile.mkdtemp(prefix=PREFIX, dir=place)))
        fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_EX)  # closed by the end of the process, however it comes
        atexit.register(shutil.rmtree, folder, ignore_errors=True)


def sweep(place: Path, young: float = YOUNG) -> None:
    """Remove this user's folders of ours whose owners are dead."""
    for folder in place.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # gone meanwhile, or another sweeps it
            _remove_if_left(folder, young)


def _remove_if_left(folder: Path, young: float) -> None:
    made = folder.lstat()
    if made.st_uid != os.geteuid() or time.time() - made.st_mtime < young:
        return
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
    finally:
        os.close(held)
