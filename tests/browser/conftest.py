"""A real Chromium, and a real server on loopback for it to read.

Both live as long as a module: Playwright keeps an event loop running in this thread, which other modules' tests need
for themselves.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.serve.fakes import app_of, full_store
from tests.served import served

from octavo.serve.catalogues import catalogues

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; where there is none, the test is skipped and says so."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: install the package chromium to run the browser tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the newsroom's pages; the interface also answers as an Arabic one, from right to left."""
    spoken = catalogues()
    app = app_of(full_store(), interface={"en": spoken["en"], "ar": spoken["ar"]})
    with served(app) as address:
        yield address
