"""Accounts, sessions and single-use secrets, on every store."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest
from tests.contract.newsroom import DAY, HOUR, MINUTE, NOW

from octavo.news.errors import NotFound, Taken
from octavo.news.readers import ALONE, Reader, ReaderId, ReaderSettings, Role
from octavo.ports import Store


def enrol(store: Store, name: str = "Ana", email: str = "") -> Reader:
    return store.add_reader(name, email=email, password="$argon2id$x", role="reader", now=NOW)


def test_the_one_who_is_alone_is_there_and_is_no_account(store: Store) -> None:
    alone = store.reader(ALONE)
    assert alone.role == "administrator"
    assert store.readers(10) == []
    assert store.count_readers() == 0
    assert store.reader_named(alone.name) is None
    with pytest.raises(ValueError, match="cannot be deleted"):
        store.delete_reader(ALONE)


def test_a_reader_is_found_by_name_in_any_case_and_by_address(store: Store) -> None:
    ana = enrol(store, "Ana María", "Ana@Example.org")
    assert ana.email == "ana@example.org"
    for name in ("ana maría", "ANA-MARÍA", "ana@example.ORG"):
        found = store.reader_named(name)
        assert found is not None
        assert found.id == ana.id
    assert store.reader_named("bo") is None
    assert store.reader_named("") is None


@pytest.mark.parametrize("name", ["ana", "ＡＮＡ", "a.n-a"])
def test_a_name_that_looks_like_anothers_is_taken(store: Store, name: str) -> None:
    enrol(store)
    with pytest.raises(Taken):
        enrol(store, name)


def test_an_address_is_one_readers(store: Store) -> None:
    ana, bo = enrol(store, "Ana", "ana@example.org"), enrol(store, "Bo")
    with pytest.raises(Taken):
        enrol(store, "Cleo", "ANA@example.org")
    with pytest.raises(Taken):
        store.rename_reader(bo.id, "Bo", "ana@example.org")
    store.rename_reader(ana.id, "Ana", "ana@example.org")  # her own is free to her
    store.rename_reader(ana.id, "Anna", "")
    assert store.reader_named("ana") is None
    store.rename_reader(bo.id, "Bo", "ana@example.org")


def test_readers_are_listed_newest_first_in_steps(store: Store) -> None:
    names = [f"reader {n}" for n in range(7)]
    for name in names:
        enrol(store, name)
    first = store.readers(4)
    rest = store.readers(4, after=first[-1].id)
    assert [one.name for one in first + rest] == names[::-1]
    store.set_role(first[0].id, "moderator")
    assert [one.id for one in store.readers(10, role="moderator")] == [first[0].id]


def test_a_session_lasts_until_it_ends_and_is_its_readers_alone(store: Store) -> None:
    ana, bo = enrol(store, "Ana"), enrol(store, "Bo")
    secret = secrets.token_bytes(32)
    opened = store.open_session(ana.id, secret, NOW, NOW + DAY, "Firefox")
    found = store.session(secret, NOW + HOUR * 23)
    assert found is not None
    session, reader = found
    assert (session.id, reader.id, session.agent) == (opened.id, ana.id, "Firefox")
    assert store.session(secret, NOW + DAY) is None
    assert store.session(secrets.token_bytes(32), NOW) is None
    assert not store.end_session(bo.id, opened.id)
    assert store.session(secret, NOW) is not None
    assert store.end_session(ana.id, opened.id)
    assert store.session(secret, NOW) is None


def test_use_of_a_session_is_noted_to_the_hour(store: Store) -> None:
    ana = enrol(store)
    secret = secrets.token_bytes(32)
    store.open_session(ana.id, secret, NOW, NOW + DAY, "")
    store.session(secret, NOW + MINUTE * 59)
    assert store.sessions(ana.id, NOW)[0].used == NOW
    store.session(secret, NOW + HOUR)
    assert store.sessions(ana.id, NOW)[0].used == NOW + HOUR
    assert store.reader(ana.id).seen == NOW + HOUR


def test_all_sessions_but_one_end_at_once(store: Store) -> None:
    ana, bo = enrol(store, "Ana"), enrol(store, "Bo")
    mine = [store.open_session(ana.id, secrets.token_bytes(32), NOW, NOW + DAY, "") for _ in range(3)]
    store.open_session(bo.id, secrets.token_bytes(32), NOW, NOW + DAY, "")
    assert store.end_sessions(ana.id, but=mine[1].id) == 2
    assert [one.id for one in store.sessions(ana.id, NOW)] == [mine[1].id]
    assert len(store.sessions(bo.id, NOW)) == 1


def test_a_new_password_signs_out_everywhere_and_uses_up_resets(store: Store) -> None:
    ana = enrol(store)
    store.open_session(ana.id, b"browser", NOW, NOW + DAY, "")
    store.put_token(b"reset", "reset", ana.id, "", NOW + HOUR)
    store.set_password(ana.id, "$argon2id$new")
    assert store.password(ana.id) == "$argon2id$new"
    assert store.session(b"browser", NOW) is None
    assert store.take_token(b"reset", "reset", NOW) is None


def test_a_closed_account_is_let_in_no_more_until_it_is_opened(store: Store) -> None:
    ana = enrol(store)
    store.open_session(ana.id, b"one", NOW, NOW + DAY, "")
    store.close_reader(ana.id, "it posted the same text 400 times")
    assert store.session(b"one", NOW) is None
    store.open_session(ana.id, b"two", NOW, NOW + DAY, "")
    assert store.session(b"two", NOW) is None
    assert store.reader(ana.id).closed == "it posted the same text 400 times"
    store.close_reader(ana.id, "")
    assert store.session(b"two", NOW) is not None


def test_a_secret_is_used_once_in_its_time_and_for_its_purpose(store: Store) -> None:
    ana = enrol(store)
    store.put_token(b"old", "reset", ana.id, "", NOW + HOUR)
    store.put_token(b"new", "reset", ana.id, "x", NOW + HOUR)
    assert store.take_token(b"old", "reset", NOW) is None  # the newer one took its place
    assert store.take_token(b"new", "email", NOW) is None
    assert store.take_token(b"new", "reset", NOW) == (ana.id, "x")
    assert store.take_token(b"new", "reset", NOW) is None
    store.put_token(b"late", "reset", ana.id, "", NOW + HOUR)
    assert store.take_token(b"late", "reset", NOW + HOUR) is None
    for code in (b"1", b"2"):
        store.put_token(code, "invitation", ALONE, "moderator", NOW + DAY)
    assert store.take_token(b"1", "invitation", NOW) == (ALONE, "moderator")
    assert store.take_token(b"2", "invitation", NOW) == (ALONE, "moderator")


def test_a_deleted_reader_leaves_nothing_but_a_name_in_the_record(store: Store) -> None:
    ana = enrol(store, "Ana", "ana@example.org")
    store.add_identity("https://id.example", "123", ana.id)
    store.open_session(ana.id, b"one", NOW, NOW + DAY, "")
    store.put_token(b"reset", "reset", ana.id, "", NOW + HOUR)
    store.audit(ana.id, "sign-in", "Ana", "", NOW)
    store.delete_reader(ana.id)
    with pytest.raises(NotFound):
        store.reader(ana.id)
    assert store.session(b"one", NOW) is None
    assert store.identity("https://id.example", "123") is None
    assert store.take_token(b"reset", "reset", NOW) is None
    assert [(entry.by, entry.by_name) for entry in store.audited(10)] == [(None, "Ana")]
    again = enrol(store, "Ana", "ana@example.org")
    assert again.id > ana.id


def test_settings_come_back_as_they_were_set(store: Store) -> None:
    ana = enrol(store)
    assert ana.settings == ReaderSettings()
    chosen = ReaderSettings(
        languages=("ar", "en"), categories=("world", "sport"), interface="ar", zone="Asia/Beirut", briefing_hour=7,
        briefing_by=("page", "email"), quiet=(22, 7), for_you=False,
    )  # fmt: skip
    store.set_settings(ana.id, chosen)
    assert store.reader(ana.id) == replace(ana, settings=chosen)


def test_what_was_done_is_noted_newest_first(store: Store) -> None:
    ana = enrol(store)
    for number in range(5):
        store.audit(ana.id if number else None, "role", f"subject {number}", "detail", NOW + MINUTE * number)
    page = store.audited(3)
    assert [entry.subject for entry in page] == ["subject 4", "subject 3", "subject 2"]
    assert [entry.by for entry in store.audited(9, before=page[-1].id)] == [ana.id, None]


def test_nobody_is_not_found(store: Store) -> None:
    nobody = ReaderId(99)
    for act in (
        lambda: store.reader(nobody),
        lambda: store.set_role(nobody, "moderator"),
        lambda: store.set_password(nobody, "x"),
        lambda: store.close_reader(nobody, "x"),
        lambda: store.delete_reader(nobody),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("role", ["reader", "moderator", "administrator"])
def test_an_invitation_makes_one_account_of_its_role(store: Store, role: Role) -> None:
    invitation = secrets.token_bytes(32)
    store.put_token(invitation, "invitation", None, role, NOW + DAY)
    ana = store.add_reader("Ana", email="", password="x", role="reader", now=NOW, invitation=invitation)
    assert ana.role == role
    with pytest.raises(NotFound):
        store.add_reader("Bo", email="", password="x", role="reader", now=NOW, invitation=invitation)
    assert store.count_readers() == 1


def test_an_invitation_outlives_a_name_that_was_taken_but_not_its_day(store: Store) -> None:
    enrol(store, "Ana")
    invitation = secrets.token_bytes(32)
    store.put_token(invitation, "invitation", None, "reader", NOW + DAY)
    with pytest.raises(Taken):
        store.add_reader("ana", email="", password="x", role="reader", now=NOW, invitation=invitation)
    assert store.token(invitation, "invitation", NOW) == (None, "reader")
    with pytest.raises(NotFound):
        store.add_reader("Bo", email="", password="x", role="reader", now=NOW + DAY, invitation=invitation)
    assert store.token(invitation, "invitation", NOW + DAY) is None


def test_looking_at_a_secret_does_not_use_it_up(store: Store) -> None:
    ana, secret = enrol(store), secrets.token_bytes(32)
    store.put_token(secret, "reset", ana.id, "", NOW + HOUR)
    assert store.token(secret, "reset", NOW) == store.token(secret, "reset", NOW) == (ana.id, "")
    assert store.token(secret, "email", NOW) is None
    assert store.take_token(secret, "reset", NOW) == (ana.id, "")
    assert store.token(secret, "reset", NOW) is None


def test_an_identity_is_one_readers(store: Store) -> None:
    ana = store.add_reader("Ana", email="", password=None, role="reader", now=NOW, identity=("https://id.example", "7"))
    bo = enrol(store, "Bo")
    assert store.identity("https://id.example", "7") == ana.id
    with pytest.raises(Taken):
        store.add_identity("https://id.example", "7", bo.id)
    with pytest.raises(Taken):
        store.add_reader("Cleo", email="", password=None, role="reader", now=NOW, identity=("https://id.example", "7"))
    assert store.reader_named("Cleo") is None  # nothing half done
    store.add_identity("https://id.example", "7", ana.id)
    assert store.identities(ana.id) == [("https://id.example", "7")]
    store.drop_identities(ana.id)
    assert store.identity("https://id.example", "7") is None


def test_a_changed_role_and_a_new_password_sign_out_but_a_new_hash_does_not(store: Store) -> None:
    ana, secret = enrol(store), secrets.token_bytes(32)
    for change, stays in (
        (lambda: store.set_password(ana.id, "anew", keep_sessions=True), True),
        (lambda: store.set_password(ana.id, "other"), False),
        (lambda: store.set_role(ana.id, "moderator"), False),
    ):
        store.open_session(ana.id, secret, NOW, NOW + DAY, "")
        change()
        assert (store.session(secret, NOW) is not None) == stays
        store.end_sessions(ana.id)


def test_readers_are_found_by_how_their_name_or_address_begins(store: Store) -> None:
    people = {"Ana María": "ana@example.org", "Anatol": "", "Bo": "analyst@example.org", "Cleo": ""}
    for name, address in people.items():
        enrol(store, name, address)
    assert [one.name for one in store.readers(10, beginning="ANA")] == ["Bo", "Anatol", "Ana María"]
    assert [one.name for one in store.readers(10, beginning="ana@")] == ["Ana María"]
    assert [one.name for one in store.readers(1, beginning="ana")] == ["Bo"]
    assert store.readers(10, beginning="*") == []
