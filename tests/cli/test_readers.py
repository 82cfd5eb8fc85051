"""octavo readers, in the process: each command over a store of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from octavo.accounts import matches, read_secret
from octavo.cli import app
from octavo.compose import now
from octavo.config import read_config
from octavo.news.errors import NotFound, OctavoError, Taken
from octavo.news.readers import Reader
from octavo.ports import Store
from octavo.store import open_store


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OCTAVO_HOME", str(tmp_path))
    monkeypatch.setenv("OCTAVO_SITE", "https://news.example.org")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, given: str = "") -> Result:
    result = CliRunner().invoke(app, ["readers", *words], input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def said(*words: str) -> Any:
    return json.loads(run(*words, "--json").output)


def store() -> Store:
    return open_store(read_config().store_path)


def kept(name: str) -> Reader:
    found = store().reader_named(name)
    assert found is not None
    return found


def test_an_account_is_made_with_a_link_to_set_its_password() -> None:
    made = said("add", "Ana", "--role", "administrator", "--email", "Ana@example.org")
    assert made["reader"]["role"] == "administrator"
    assert made["reader"]["email"] == "ana@example.org"
    place, _, secret = made["link"].rpartition("/")
    assert place == "https://news.example.org/reset"
    assert store().token(read_secret(secret), "reset", now()) == (kept("Ana").id, "")
    assert store().password(kept("Ana").id) is None


def test_a_password_is_read_and_kept_as_a_hash() -> None:
    run("add", "Ana", "--ask", given="a lantern beside the ferry\n")
    assert matches(store().password(kept("Ana").id), "a lantern beside the ferry")
    with pytest.raises(OctavoError, match="first that are tried"):
        run("add", "Bo", "--ask", given="password123\n")
    assert store().reader_named("Bo") is None


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("add", "ANA"), Taken),
        (("add", "x"), OctavoError),
        (("add", "Bo", "--role", "king"), OctavoError),
        (("add", "Bo", "--email", "bo"), OctavoError),
        (("role", "Bo", "reader"), NotFound),
        (("role", "Ana", "king"), OctavoError),
        (("list", "--role", "king"), OctavoError),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], error: type[OctavoError]) -> None:
    run("add", "Ana")
    with pytest.raises(error):
        run(*words)
    assert store().count_readers() == 1


def test_roles_closing_links_and_the_end_are_noted() -> None:
    run("add", "Ana")
    run("role", "ana", "moderator")
    assert kept("Ana").role == "moderator"
    run("close", "Ana", "--because", "sold links")
    assert kept("Ana").closed == "sold links"
    run("reopen", "Ana")
    assert kept("Ana").closed == ""
    assert "/reset/" in run("reset", "Ana").output
    assert "/sign-up?invitation=" in run("invite", "--role", "moderator").output
    listed = said("list")
    assert [one["name"] for one in listed] == ["Ana"]
    assert "moderator" in run("list").output
    assert CliRunner().invoke(app, ["readers", "delete", "Ana"], input="n\n").exit_code == 1
    run("delete", "Ana", "--yes")
    assert store().count_readers() == 0
    assert "no account" in run("list").output
    acts = [entry.act for entry in store().audited(20)]
    assert acts == ["delete", "invite", "reset-link", "open", "close", "role", "sign-up"]
    assert all(entry.by is None for entry in store().audited(20))
