"""A house with accounts, over a real store: readers of each role, and browsers that are signed in as them."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from fastapi import FastAPI
from tests.contract import newsroom as desk
from tests.serve.client import Browser
from tests.serve.fakes import DrawnImages, idle_doors

from octavo.accounts import hash_of
from octavo.news.errors import LetterError
from octavo.news.readers import Reader, Role
from octavo.ports import Letter, Store
from octavo.serve import Admission, application
from octavo.serve.guard import OPEN_SESSION_COOKIE

PASSWORD = "seven green bottles hanging"
SITE = "http://localhost:8008"


@dataclass
class Postbox:
    """ports.Letters that keeps what it is given."""

    letters: list[Letter] = field(default_factory=list)
    broken: bool = False

    async def send(self, letter: Letter) -> None:
        if self.broken:
            raise LetterError("no letter could be given to the mail server")
        self.letters.append(letter)

    def link(self) -> str:
        """The path in the last letter."""
        return self.letters[-1].plain.rstrip().rpartition("\n")[2].removeprefix(SITE)


@dataclass
class House:
    """An application with accounts, its clock in hand."""

    store: Store
    app: FastAPI
    time: list[datetime]

    def enrol(self, name: str, role: Role = "reader", *, password: str = PASSWORD, email: str = "") -> Reader:
        """An account; every one with the same password, since a hash takes a while."""
        return self.store.add_reader(name, email=email, password=_hash(password), role=role, now=self.time[0])

    def browser(self, reader: Reader | None = None, **given: Any) -> Browser:
        """A browser that is signed in as a reader, or is nobody's."""
        browser = Browser(self.app, **given)
        if reader is not None:
            secret = secrets.token_bytes(32)
            now = self.time[0]
            self.store.open_session(reader.id, secret, now, now + timedelta(days=30), "Firefox")
            browser.cookies[OPEN_SESSION_COOKIE] = base64.urlsafe_b64encode(secret).decode()
        return browser

    def wait(self, time: timedelta) -> None:
        self.time[0] += time


def house_of(store: Store, admission: Admission | None, **more: Any) -> House:
    """An application over a store; None: without accounts."""
    time = [desk.NOW]
    doors = idle_doors(
        add_feeds=lambda feeds: store.add_feeds(feeds, desk.POLL, desk.NOW),
        write_opml=lambda feeds, publishers: "\n".join(feed.url for feed in feeds).encode(),
    )
    given: dict[str, Any] = {"clock": lambda: time[0], "hosts": ("news.test",), "version": "0", "doors": doors} | more
    app = application(store, DrawnImages(), admission=admission, **given)
    return House(store, app, time)


@cache
def _hash(password: str) -> str:
    return hash_of(password)
