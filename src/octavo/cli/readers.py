"""octavo readers: accounts by command, for whoever holds the machine."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from octavo import compose
from octavo.accounts import Entrance, Refused, hash_of
from octavo.accounts.entrance import check_password, fit_address
from octavo.cli.output import AsJson, ago, console, show_json, table
from octavo.news.errors import NotFound, OctavoError
from octavo.news.readers import ROLES, Reader, Role

Name = Annotated[str, typer.Argument(help="The reader's name, or e-mail address.")]
RoleName = Annotated[str, typer.Option("--role", help="One of: " + ", ".join(ROLES))]

_FAULTS = {
    "short": "too short", "long": "too long", "common": "among the first that are tried",
    "own": "hardly more than the name", "simple": "made of very few characters",
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add these commands."""
    room = typer.Typer(help="Readers' accounts, where OCTAVO_ACCOUNTS is on.", no_args_is_help=True)
    for command in (add, role, close, reopen, reset, invite, delete):
        room.command(command.__name__)(command)
    room.command("list")(list_readers)
    app.add_typer(room, name="readers")


def list_readers(
    role: RoleName = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many to show.")] = 100,
    as_json: AsJson = False,
) -> None:
    """Show the accounts, newest first."""
    with compose.opened() as octavo:
        found = octavo.store.readers(limit, role=_role(role) if role else None)
        if as_json:
            show_json(found)
            return
        if not found:
            console.print("There is no account.")
            return
        now = octavo.clock()
        rows = [(one.name, one.role, one.email, ago(one.created, now), ago(one.seen, now), one.closed) for one in found]
        console.print(table("name", "role", "e-mail", "made", "last here", "closed because", rows=rows))


def add(
    name: Annotated[str, typer.Argument(help="What the reader is called.")],
    role: RoleName = "reader",
    email: Annotated[str, typer.Option(help="E-mail address, taken as confirmed.")] = "",
    ask: Annotated[bool, typer.Option("--ask", help="Ask for the password, or read it from standard input.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make an account. Without --ask, a link is printed with which the reader sets the password."""
    with compose.opened() as octavo:
        wanted, now = _role(role), octavo.clock()
        try:
            address = fit_address(email) if email else ""
            password = _asked(name, address) if ask else None
            made = octavo.store.add_reader(name, email=address, password=password, role=wanted, now=now)
        except Refused as refused:
            raise OctavoError(f"{email} is no e-mail address", subject=email) from refused
        except ValueError as error:
            raise OctavoError(str(error), subject=name) from error
        octavo.store.audit(None, "sign-up", made.name, made.role, now)
        link = "" if ask else _link(octavo, made)
        _say(as_json, {"reader": made, "link": link}, f"{made.name} has an account, as {made.role}.", link)


def role(name: Name, role: Annotated[str, typer.Argument(help="One of: " + ", ".join(ROLES))]) -> None:
    """Give a reader another role; it signs them out everywhere."""
    with compose.opened() as octavo:
        found, wanted = _reader(octavo, name), _role(role)
        octavo.store.set_role(found.id, wanted)
        octavo.store.audit(None, "role", found.name, wanted, octavo.clock())
        console.print(f"{found.name} is {wanted} now.", markup=False)


def close(name: Name, because: Annotated[str, typer.Option(help="Why, in words that the reader is shown.")]) -> None:
    """Let a reader sign in no more."""
    with compose.opened() as octavo:
        found = _reader(octavo, name)
        octavo.store.close_reader(found.id, because)
        octavo.store.audit(None, "close", found.name, because, octavo.clock())
        console.print(f"{found.name} can sign in no more.", markup=False)


def reopen(name: Name) -> None:
    """Let a reader sign in again."""
    with compose.opened() as octavo:
        found = _reader(octavo, name)
        octavo.store.close_reader(found.id, "")
        octavo.store.audit(None, "open", found.name, "", octavo.clock())
        console.print(f"{found.name} can sign in again.", markup=False)


def reset(name: Name, as_json: AsJson = False) -> None:
    """Print a link with which a reader sets a new password: once, within an hour."""
    with compose.opened() as octavo:
        found = _reader(octavo, name)
        octavo.store.audit(None, "reset-link", found.name, "", octavo.clock())
        _say(as_json, {"reader": found, "link": (link := _link(octavo, found))}, "", link)


def invite(role: RoleName = "reader", as_json: AsJson = False) -> None:
    """Print a link with which anybody makes one account: within a week."""
    with compose.opened() as octavo:
        wanted = _role(role)
        secret = Entrance(octavo.store).link("invitation", None, wanted, octavo.clock())
        octavo.store.audit(None, "invite", "", wanted, octavo.clock())
        link = f"{octavo.config.front_page}/sign-up?invitation={secret}"
        _say(as_json, {"role": wanted, "link": link}, "", link)


def delete(name: Name, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Delete a reader with everything that is theirs."""
    with compose.opened() as octavo:
        found = _reader(octavo, name)
        if not yes and not typer.confirm(f"Delete {found.name} with everything that is theirs?"):
            raise typer.Exit(1)
        octavo.store.delete_reader(found.id)
        octavo.store.audit(None, "delete", found.name, "", octavo.clock())
        console.print(f"{found.name} is gone.", markup=False)


def _say(as_json: bool, facts: object, words: str, link: str) -> None:
    if as_json:
        show_json(facts)
        return
    for line in (words, link):
        if line:
            console.print(line, markup=False)


def _link(octavo: compose.Octavo, reader: Reader) -> str:
    secret = Entrance(octavo.store).link("reset", reader.id, "", octavo.clock())
    return f"{octavo.config.front_page}/reset/{secret}"


def _asked(*own: str) -> str:
    """The hash of a password that somebody types, or a program writes."""
    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    try:
        check_password(password, *own)
    except Refused as refused:
        advice = "Take several words together."
        raise OctavoError(f"this password is {_FAULTS[refused.detail]}", advice=advice) from refused
    return hash_of(password)


def _reader(octavo: compose.Octavo, name: str) -> Reader:
    found = octavo.store.reader_named(name)
    if found is None:
        raise NotFound(f"there is no reader {name}", subject=name, advice="`octavo readers list` shows them.")
    return found


def _role(name: str) -> Role:
    for known in ROLES:
        if known == name:
            return known
    raise OctavoError(f"{name} is no role", subject=name, advice="One of: " + ", ".join(ROLES))
