"""Extraction that three pages of a press turn against: one never ends, one eats memory, one kills its process."""

from __future__ import annotations

import os
import signal

from octavo.extract import read_page
from octavo.news.articles import Entry, Page, Reading

HANG, EAT, DIE = "quill0x0", "quill1x1", "quill2x2"
"""Words by which the pages are known (see press.py)."""


def read_hostile_page(page: Page | None, entry: Entry | None) -> Reading:
    """Like read_page, but for the hostile pages."""
    body = page.body.decode() if page else ""
    while HANG in body:
        pass
    if EAT in body:
        return Reading("other", None, str(len(bytes(4 << 30))))
    if DIE in body:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_page(page, entry)
