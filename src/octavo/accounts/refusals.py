"""Why somebody is not let in, or may not have what they asked for: codes, which pages and commands put into words."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

Reason = Literal[
    "busy",
    "wait",
    "wrong",
    "closed",
    "invitation",
    "link",
    "taken",
    "name",
    "password",
    "email",
    "unnamed",
    "last",
    "provider",
    "stranger",
]
"""busy: too many at once; wait: too many tries, see `wait`; wrong: name or password; closed: the account, see `detail`;
invitation, link: used up, too old or never given; taken: the name is another's; name, password: it will not do, and
`detail` says why; email: no address; unnamed: what is to be deleted was not named; last: it would leave no
administrator; provider: it did not say who this is, `detail` is for the log; stranger: it did, and nobody is that."""


class Refused(Exception):
    """Not let in."""

    def __init__(self, reason: Reason, *, detail: str = "", wait: timedelta = timedelta()) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.detail = detail
        self.wait = wait
