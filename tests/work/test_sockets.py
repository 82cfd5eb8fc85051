"""A killed Octavo leaves nothing behind that the next start does not sweep away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from octavo.work.sockets import PREFIX, sweep

PROGRAM = """
import asyncio, sys
from octavo.work import ProcessPool

async def main():
    with ProcessPool(1) as pool:
        print(await pool.run(len, b"xyz"), flush=True)
        sys.stdin.readline()

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.slow
def test_what_a_kill_leaves_the_next_start_sweeps(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    with tempfile.TemporaryDirectory(prefix="o") as place:  # short: a socket's path has 100 characters at most
        check_sweeping(program, Path(place))


def check_sweeping(program: Path, place: Path) -> None:
    def started() -> subprocess.Popen:
        one = subprocess.Popen(
            [sys.executable, str(program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(place)},
        )
        assert one.stdout
        one.stdout.readline()  # its pool is up
        return one

    with started() as killed:
        (left,) = place.iterdir()
        os.utime(left, (0, 0))
        sweep(place)
        assert left.exists()  # its owner lives
        killed.send_signal(signal.SIGKILL)
    assert list(place.iterdir()) == [left]
    with started() as ended:
        (own,) = place.iterdir()
        assert own != left
        ended.communicate("end\n")
    assert not list(place.iterdir())


def test_only_old_folders_of_ours_are_swept(tmp_path):
    old, young, other = (tmp_path / name for name in (f"{PREFIX}old", f"{PREFIX}young", "pymp-old"))
    for one in (old, young, other):
        one.mkdir()
    (old / "listener").touch()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / f"{PREFIX}link"
    link.symlink_to(elsewhere)
    for one in (old, other, elsewhere):
        os.utime(one, (0, 0))
    os.utime(link, (0, 0), follow_symlinks=False)
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([young, other, elsewhere, link])
