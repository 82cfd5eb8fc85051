"""`make test`: every gate in one go, each named, all run even when one fails.

Style, types, import rules and the suite with coverage. The suite ends with what failed, and what was skipped and why.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
COVERAGE_FLOOR = 92
"""Per cent of lines and branches; raise it with every gain."""


def gate(name: str, *command: str, quiet: bool = True) -> bool:
    """Run one gate; print its output where it fails (always, where not quiet). Whether it passed."""
    began = time.monotonic()
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        env=os.environ | {"COVERAGE_PROCESS_START": str(ROOT / "pyproject.toml")},
        check=False,
    )
    if quiet and done.returncode:
        print(done.stdout)
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({time.monotonic() - began:.0f} s)", flush=True)
    return done.returncode == 0


def main() -> int:
    """0 where every gate passed."""
    passed = [
        gate("style", "ruff", "check", "."),
        gate("format", "ruff", "format", "--check", "."),
        gate("types", "mypy"),
        gate("import rules", "lint-imports", "--no-cache"),
        gate("coverage erased", "coverage", "erase"),
        gate(
            "tests", "python", "-m", "pytest", "-n", str(min(4, os.cpu_count() or 2)),
            "-rfEs", "--cov", "--cov-report=", *sys.argv[1:], quiet=False,
        ),
        gate("coverage", "coverage", "report", "--skip-covered", f"--fail-under={COVERAGE_FLOOR}"),
    ]  # fmt: skip
    print("all gates passed" if all(passed) else "FAILED: see above", flush=True)
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
