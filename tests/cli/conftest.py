"""The commands, as they come out of the built wheel: what is not packed is not there."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tree and installed into a folder of its own."""

    def install(target: Path) -> None:
        dist = target.with_name("dist")
        _quietly(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(dist))
        wheel = next(dist.glob("*.whl"))
        _quietly(
            sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index",
            "--disable-pip-version-check", "--root-user-action=ignore", "--target", str(target), str(wheel),
        )  # fmt: skip

    return _made_once(tmp_path_factory, "installed", install)


def _made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that make(folder) makes, once however many test processes run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    target, whole = shared / name, shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            make(target)
            whole.touch()
    return target


def _quietly(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@dataclass(frozen=True)
class Command:
    """Runs `octavo` with a home of its own."""

    installed: Path
    home: Path

    def environment(self, **settings: str) -> dict[str, str]:
        """The surroundings of a run: none of the caller's OCTAVO_ settings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OCTAVO_")}
        return (
            kept | {"PYTHONPATH": str(self.installed), "OCTAVO_HOME": str(self.home), "OCTAVO_WORKERS": "1"} | settings
        )

    def __call__(self, *arguments: str, fails: bool = False, given: str = "", **settings: str) -> str:
        """What it prints on standard output; asserts that it succeeds, or that it fails where it should."""
        done = subprocess.run(
            [sys.executable, str(self.installed / "bin" / "octavo"), *arguments],
            capture_output=True, text=True, check=False, timeout=600, cwd=self.home.parent, input=given,
            env=self.environment(**settings),
        )  # fmt: skip
        assert (done.returncode != 0) == fails, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + (done.stderr if fails else "")

    def json(self, *arguments: str, **settings: str) -> Any:
        """What it prints with --json, read."""
        return json.loads(self(*arguments, "--json", **settings))


@pytest.fixture
def octavo(installed: Path, tmp_path: Path) -> Command:
    """The command, with an empty home."""
    return Command(installed, tmp_path / "home")


@pytest.fixture(scope="session")
def newsroom(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Command]:
    """The command, with a home that has read the whole sample newsroom, not to be changed: read once, which takes a
    minute of processor, and copied to each test process."""

    def read(home: Path) -> None:
        command = Command(installed, home)
        command("sample", "add")
        command("poll")

    @cache
    def make() -> Command:
        made = _made_once(tmp_path_factory, "newsroom", read)
        return Command(installed, shutil.copytree(made, tmp_path_factory.mktemp("newsroom") / "home"))

    return make
