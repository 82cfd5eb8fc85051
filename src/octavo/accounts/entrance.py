"""The entrance: signing in and up, new passwords, single-use links; every rule that pages and commands share.

Whether an account exists is told to nobody by asking for it: the answer and its time are the same (a hash is checked
either way, and what only a real account causes happens after the answer). Names are public, since they stand beside
what readers write: a sign-up may say that one is taken. Addresses are not: they count once their holder confirmed them.
"""

from __future__ import annotations

import re
import secrets
from asyncio import to_thread
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from ipaddress import ip_address

from octavo.accounts.hashing import hashed, matched
from octavo.accounts.passwords import fault_in, is_dated
from octavo.accounts.refusals import Refused
from octavo.accounts.tries import Tries
from octavo.news.errors import NotFound, Taken
from octavo.news.readers import Reader, ReaderId, Session, TokenKind
from octavo.ports import Readers
from octavo.text.handles import HandleError, handle_key, handle_of

SECRET_BYTES = 32
"""Of chance in every secret: 256 bits."""

LINK_LASTS: dict[TokenKind, timedelta] = {
    "invitation": timedelta(days=7), "reset": timedelta(hours=1), "email": timedelta(days=1)
}  # fmt: skip

RESERVED = frozenset(
    map(handle_key, ("Octavo", "admin", "administrator", "moderator", "moderation", "system", "support", "deleted"))
)
"""Names under which somebody could speak for the house; a command may give them."""

_ADDRESS = re.compile(
    r"[^@\s<>(),:;\"\\\[\]\x00-\x20\x7f]{1,64}@[^@\s<>(),:;\"\\\[\]\x00-\x20\x7f]{1,253}\.[^@\s.]{2,63}"
)


class Entrance:
    """The rules over a store of readers, and how often somebody may try."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._from = Tries(20, timedelta(seconds=30))
        """Wrong passwords from one network."""
        self._at = Tries(20, timedelta(minutes=3))
        """Wrong passwords for one account, whoever tries: under 500 a day."""
        self._made = Tries(5, timedelta(minutes=10))
        """Accounts made from one network."""
        self._sent = Tries(3, timedelta(minutes=20))
        """Letters asked for from one network, and to one account."""

    async def sign_in(self, name: str, password: str, address: str, now: datetime) -> Reader:
        """The reader whose name (or e-mail address) and password these are; `address` is where the request came from.
        Raises Refused: wait, wrong, closed, busy."""
        places, accounts = network_of(address), handle_key(name)
        _take((self._from, places), (self._at, accounts), now=now)
        reader, kept = await to_thread(self._kept, name)
        if not await matched(kept, password) or reader is None or kept is None:
            raise Refused("wrong")
        self._from.give_back(places, now)
        self._at.give_back(accounts, now)
        if reader.closed:
            raise Refused("closed", detail=reader.closed)
        if is_dated(kept):
            anew = await hashed(password)
            await to_thread(self._readers.set_password, reader.id, anew, keep_sessions=True)
        return reader

    async def prove(self, reader: Reader, password: str, now: datetime) -> None:
        """Whether this reader sits at the keyboard, before what cannot be taken back. An account without a password,
        which a provider signs in, passes. Raises Refused: wait, wrong, busy."""
        kept = await to_thread(self._readers.password, reader.id)
        if kept is None:
            return
        _take((self._at, handle_key(reader.name)), now=now)
        if not await matched(kept, password):
            raise Refused("wrong")
        self._at.give_back(handle_key(reader.name), now)

    async def sign_up(self, name: str, password: str, invitation: bytes | None, address: str, now: datetime) -> Reader:
        """A new account, with the role that the invitation gives. Raises Refused: wait, busy, taken, invitation, and
        what is wrong with the name or the password."""
        fit = fit_name(name)
        check_password(password, fit)
        _take((self._made, network_of(address)), now=now)
        encoded = await hashed(password)
        try:
            return await to_thread(
                self._readers.add_reader, fit, email="", password=encoded, role="reader", now=now, invitation=invitation
            )
        except Taken:
            raise Refused("taken") from None
        except NotFound:
            raise Refused("invitation") from None

    async def new_password(self, reader: Reader, password: str) -> None:
        """Set a password; every session of the account ends. Raises Refused."""
        check_password(password, reader.name, reader.email)
        await to_thread(self._readers.set_password, reader.id, await hashed(password))

    async def reset(self, secret: bytes, password: str, now: datetime) -> Reader:
        """Set the password of the account that a link was made for, which is used up by it. Raises Refused: link, and
        what is wrong with the password, which leaves the link as it is."""
        reader = await to_thread(self._held, secret, now)
        if reader is None:
            raise Refused("link")
        check_password(password, reader.name, reader.email)
        encoded = await hashed(password)
        if await to_thread(self._readers.take_token, secret, "reset", now) is None:
            raise Refused("link")
        await to_thread(self._readers.set_password, reader.id, encoded)
        return reader

    def may_ask_for_a_letter(self, name: str, address: str, now: datetime) -> None:
        """Raises Refused: wait."""
        _take((self._sent, network_of(address)), (self._sent, handle_key(name)), now=now)

    def link(self, kind: TokenKind, reader: ReaderId | None, value: str, now: datetime) -> str:
        """The secret part of a new single-use link, as it stands in an address."""
        secret = secrets.token_bytes(SECRET_BYTES)
        self._readers.put_token(secret, kind, reader, value, now + LINK_LASTS[kind])
        return written(secret)

    def open_session(self, reader: ReaderId, agent: str, lasts: timedelta, now: datetime) -> tuple[Session, bytes]:
        """A new session and the secret for the browser to hold."""
        secret = secrets.token_bytes(SECRET_BYTES)
        return self._readers.open_session(reader, secret, now, now + lasts, agent), secret

    def _kept(self, name: str) -> tuple[Reader | None, str | None]:
        reader = self._readers.reader_named(name)
        return reader, self._readers.password(reader.id) if reader else None

    def _held(self, secret: bytes, now: datetime) -> Reader | None:
        found = self._readers.token(secret, "reset", now)
        return self._readers.reader(found[0]) if found and found[0] else None


def keeps_an_administrator(readers: Readers, without: Reader) -> bool:
    """Whether somebody could still administer the place if this reader could not."""
    others = (one for one in readers.readers(100, role="administrator") if one.id != without.id and not one.closed)
    return without.role != "administrator" or next(others, None) is not None


def written(secret: bytes) -> str:
    """A secret as it stands in an address."""
    return secret.hex()


def read_secret(text: str) -> bytes:
    """The secret in an address; empty, which is nobody's, where there is none."""
    return bytes.fromhex(text) if re.fullmatch(r"[0-9a-f]{64}", text, re.ASCII) else b""


def fit_name(name: str) -> str:
    """A name that a reader chose, as it is kept. Raises Refused."""
    try:
        fit = handle_of(name)
    except HandleError as error:
        raise Refused("name", detail=error.fault) from None
    if handle_key(fit) in RESERVED:
        raise Refused("name", detail="reserved")
    return fit


def names_like(wanted: Iterable[str]) -> Iterator[str]:
    """Names that will do and are like those wanted, each with some numbers behind it, then any."""
    for one in (*wanted, "reader"):
        plain = " ".join("".join(char if char.isalnum() or char in " _-." else " " for char in one).split())[:30]
        for name in (plain, *(f"{plain} {number}" for number in range(2, 10)), f"{plain} {secrets.randbelow(10**9)}"):
            try:
                yield fit_name(name)
            except Refused:
                continue


def check_password(password: str, *own: str) -> None:
    """Raises Refused where a new password will not do."""
    fault = fault_in(password, *own)
    if fault:
        raise Refused("password", detail=fault)


def fit_address(text: str) -> str:
    """An e-mail address, lower case. That it is somebody's, only a letter tells. Raises Refused."""
    if len(text) > 254 or not _ADDRESS.fullmatch(text):
        raise Refused("email")
    return text.lower()


def network_of(address: str) -> str:
    """What one sender of requests has: an IPv4 address, or the /64 of an IPv6 one, in which a home has all."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(parsed.ipv4_mapped or (int(parsed) >> 64))


def _take(*tries: tuple[Tries, str], now: datetime) -> None:
    waits = [wait for bucket, key in tries if (wait := bucket.take(key, now)) is not None]
    if waits:
        raise Refused("wait", wait=max(waits))
