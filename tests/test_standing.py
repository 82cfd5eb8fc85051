"""What Octavo stands on and never does: versions without published faults, no shell, no evaluation of text."""

from __future__ import annotations

import ast
import re
from importlib.metadata import requires, version
from pathlib import Path

import apsw
import pytest

import octavo

SOURCES = sorted(Path(octavo.__file__).parent.rglob("*.py"))
FORBIDDEN = {
    "eval", "exec", "os.system", "os.popen", "os.spawnl", "os.spawnv", "os.execv", "os.execvp", "pty.spawn",
    "asyncio.create_subprocess_shell", "asyncio.create_subprocess_exec", "marshal.loads", "yaml.load",
}  # fmt: skip


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_cve_2017_12904_no_text_reaches_a_shell(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in FORBIDDEN, f"{path}:{node.lineno}"
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            assert "subprocess" not in names, f"{path}:{node.lineno}"


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def test_sqlite_is_free_of_the_wal_reset_fault() -> None:
    assert numbers(apsw.sqlite_lib_version()) >= (3, 51, 3)


@pytest.mark.parametrize(("name", "least"), [("starlette", (1, 3, 1)), ("aiohttp", (3, 14, 5)), ("nh3", (0, 3, 8))])
def test_libraries_are_no_older_than_their_mended_faults(name: str, least: tuple[int, ...]) -> None:
    assert numbers(version(name)) >= least
    (asked,) = [one for one in requires("octavo") or () if re.match(rf"{name}\b", one)]
    assert numbers(asked.partition(">=")[2]) >= least[:2]
