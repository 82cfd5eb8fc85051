"""How readers are let in where there are accounts, and what is known of whoever asks for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from octavo.accounts.openid import Provider
from octavo.news.readers import ROLES, Reader, Role, Session
from octavo.ports import Letters

SignUp = Literal["open", "invited", "closed"]


@dataclass(frozen=True, slots=True)
class Admission:
    """The operator's choices. Where there are no accounts, there is no Admission."""

    sign_up: SignUp = "closed"
    site: str = ""
    """The address of the front page as readers know it, without the last slash; empty where it is not told."""
    lasts: timedelta = timedelta(days=30)
    """How long a session lasts."""
    letters: Letters | None = None
    """None: there is no post, and addresses are not asked for. It needs `site`, for the links: a link by the Host of
    whoever asked could lead the letter's reader anywhere."""
    provider: Provider | None = None
    """Another way to sign in; it needs `site` too."""
    provider_enrols: bool = False
    """Whether whoever it knows gets an account, even where sign-up is not open."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks."""

    reader: Reader | None
    """None: nobody is signed in."""
    session: Session | None
    """None also where there are no accounts."""
    accounts: bool
    """Whether there are accounts; where there are none, the reader is the one who is alone."""

    def may(self, role: Role) -> bool:
        """Whether they may do what takes this role."""
        return self.reader is not None and ROLES.index(self.reader.role) >= ROLES.index(role)
