"""Lighthouse over the pages that readers open most, of the sample newsroom.

    python -m evaluation.lighthouse FOLDER [ADDRESS]

Octavo runs in a folder of its own and works until the newsroom is in, on loopback; where an address is given, the one
there is measured instead. Lighthouse is npm's: it is installed in FOLDER, outside the repository, where it is not yet.
The browser is Debian's Chromium. Scores are Lighthouse's own, of a phone on a slow network as it simulates one; the
floors are LEAST. Timings differ from run to run: what is below a floor is measured twice more, and the median counts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

LIGHTHOUSE = "lighthouse@12"
LEAST = {"performance": 95, "accessibility": 95, "best-practices": 95}
TRIES = 3
BIND = "127.0.0.1:8419"
PATIENCE = 600.0
"""Seconds for the newsroom to be in."""
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def main() -> int:
    """Print the table of scores; 1 where one is below its floor or the app cannot be installed."""
    folder, *given = sys.argv[1:]
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("no Chromium on this machine: install the package chromium")
    binary = installed(Path(folder))
    if given:
        return report(given[0].rstrip("/"), binary, chromium)
    with running() as address:
        return report(address, binary, chromium)


def report(address: str, binary: Path, chromium: str) -> int:
    """Measure every page at an address, and say how it is."""
    table, below = Table("page", *LEAST, "what costs"), []
    for name, path in pages(address).items():
        scores, costs = scored(binary, chromium, f"{address}{path}")
        table.add_row(name, *(f"{scores[one]:.0f}" for one in LEAST), ", ".join(costs))
        below += [f"{name}: {one} {scores[one]:.0f}" for one, least in LEAST.items() if scores[one] < least]
    Console(width=120).print(table)
    below += [f"not installable: {reason}" for reason in hindrances(address, chromium)]
    print("\n".join(below) or "every score is at its floor or above, and the app can be installed")
    return 1 if below else 0


def pages(address: str) -> dict[str, str]:
    """A page of every kind, found as a reader would: from the front page on."""
    front = httpx.get(f"{address}/", timeout=60).text

    def first(kind: str, page: str = front) -> str:
        found = re.search(rf'href="(/{kind}/[^"?#]+)', page)
        if found is None:
            raise SystemExit(f"the front page leads to no {kind}")
        return found[1]

    story = first("story")
    reports = httpx.get(f"{address}{story}", timeout=60).text
    return {
        "front": "/", "article": first("article", reports), "hashtag": first("topic"), "story": story,
        "briefing": "/briefing",
    }  # fmt: skip


def scored(binary: Path, chromium: str, url: str) -> tuple[dict[str, float], list[str]]:
    """The scores of a page, 0 to 100, and the audits that cost it any."""
    runs = [run(binary, chromium, url)]
    while len(runs) < TRIES and any(score(runs, one) < least for one, least in LEAST.items()):
        runs.append(run(binary, chromium, url))
    costs = [
        name
        for category in LEAST
        for one in runs[-1]["categories"][category]["auditRefs"]
        if one["weight"] and (runs[-1]["audits"][name := one["id"]]["score"] or 0) < 0.9
        and runs[-1]["audits"][name]["scoreDisplayMode"] not in ("notApplicable", "informative", "manual")
    ]  # fmt: skip
    return {one: score(runs, one) for one in LEAST}, costs


def score(runs: list[Mapping[str, Any]], category: str) -> float:
    """The median of several runs."""
    return median(100 * (one["categories"][category]["score"] or 0) for one in runs)


def run(binary: Path, chromium: str, url: str) -> Mapping[str, Any]:
    """One run of Lighthouse; what it says."""
    done = subprocess.run(
        [str(binary), url, "--quiet", "--output=json", f"--only-categories={','.join(LEAST)}",
         f"--chrome-flags={FLAGS}"],
        env=os.environ | {"CHROME_PATH": chromium}, stdout=subprocess.PIPE, text=True, check=True, timeout=300,
    )  # fmt: skip
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def hindrances(address: str, chromium: str) -> list[str]:
    """Why a browser would not offer to install the app. Lighthouse no longer asks; Chromium itself can be asked."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        page = browser.new_page()
        page.goto(f"{address}/")
        page.evaluate("navigator.serviceWorker ? navigator.serviceWorker.ready.then(() => true) : false")
        said = page.context.new_cdp_session(page).send("Page.getInstallabilityErrors")
        browser.close()
    errors = [one["errorId"] for one in said["installabilityErrors"]]
    return [one for one in errors if one != "in-incognito"]  # which is how it is asked here


def installed(folder: Path) -> Path:
    """Lighthouse in a folder, installed there where it is not."""
    binary = folder / "node_modules" / ".bin" / "lighthouse"
    if not binary.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), LIGHTHOUSE], check=True)
    return binary


@contextmanager
def running() -> Iterator[str]:
    """An Octavo with the sample newsroom, all of whose work is done; its address."""
    with tempfile.TemporaryDirectory() as home:
        settings = {"OCTAVO_HOME": home, "OCTAVO_BIND": BIND, "OCTAVO_HOST_PACE": "0", "OCTAVO_LOG_LEVEL": "warning"}
        octavo = Path(sys.executable).parent / "octavo"
        process = subprocess.Popen([str(octavo), "run"], env=os.environ | settings)
        try:
            wait(f"http://{BIND}", process)
            yield f"http://{BIND}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until articles are in and nothing is due, as the metrics tell."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        time.sleep(2)
        try:
            told = httpx.get(f"{address}/metrics", timeout=30).text
        except httpx.HTTPError:
            continue
        due = sum(float(number) for number in re.findall(r'^octavo_jobs\{[^}]*state="due"\} (\S+)', told, re.MULTILINE))
        articles = re.search(r"^octavo_articles (\S+)", told, re.MULTILINE)
        if articles and float(articles[1]) > 100 and not due:
            return
    raise SystemExit("the sample newsroom did not come in")


if __name__ == "__main__":
    sys.exit(main())
