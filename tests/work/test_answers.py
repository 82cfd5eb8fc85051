"""What a worker process answers is read without trusting it."""

from __future__ import annotations

import dataclasses
import functools
import operator
import os
import pickle
import subprocess
import sys
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.work.fakes import NOW, stored_page

import octavo.store
from octavo.fetch.pictures import NotAPicture
from octavo.news.articles import Card, Page
from octavo.news.errors import HttpStatus, OctavoError, ProcessorError
from octavo.work.answers import pack, unpack

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary() | st.datetimes(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
)


@given(plain, st.booleans())
def test_facts_come_through(value, tired):
    assert unpack(pack("value", value, tired)) == ("value", value, tired)


def test_octavos_own_nouns_come_through():
    value = (stored_page(), {NOW, NOW.astimezone(timezone(timedelta(hours=2)))}, frozenset({1}))
    assert unpack(pack("value", value, False)) == ("value", value, False)


@pytest.mark.parametrize("error", [NotAPicture("a film"), ValueError("x"), UnicodeDecodeError("a", b"b", 0, 1, "c")])
def test_errors_come_through(error):
    error.add_note("in the worker process")
    kind, back, _ = unpack(pack("error", error, False))
    assert (kind, type(back), back.args, back.__notes__) == ("error", type(error), error.args, error.__notes__)


def test_errors_of_other_libraries_become_octavos_own():
    _, back, _ = unpack(pack("error", subprocess.SubprocessError("strange"), True))
    assert type(back) is ProcessorError
    assert str(back) == "SubprocessError: strange"


class Naming:
    """Pickles as a call."""

    def __init__(self, called: object, *given: object) -> None:
        self.called, self.given = called, given

    def __reduce__(self) -> tuple:
        return self.called, self.given


FORGED = {
    "runs a command": Naming(os.system, "true"),
    "evaluates": Naming(eval, "1"),
    "reads attributes": Naming(getattr, Page, "__init__"),
    "wraps a call": Naming(functools.partial, len),
    "calls a method": Naming(operator.methodcaller("upper"), "x"),
    "imports": Naming(__import__, "this"),
    "calls a function of Octavo": Naming(octavo.store.open_store, "/nowhere"),
}


@pytest.mark.parametrize("forged", FORGED)
def test_what_would_do_something_is_refused(forged):
    with pytest.raises(ProcessorError, match="cannot be read"):
        unpack(pickle.dumps(("value", FORGED[forged], False)))


def by_name(module: str, name: str) -> bytes:
    """A pickle of the object with this name, which may have dots."""
    return b"\x80\x04(" + b"".join(b"\x8c" + bytes([len(one)]) + one.encode() for one in (module, name)) + b"\x93."


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("octavo.news.articles", "dataclass"),
        ("octavo.news.articles", "Page.__init__"),
        ("octavo.news.articles", "Page.__init__.__globals__"),
        ("octavo.news.errors", "OctavoError.__reduce__"),
        ("octavo.ports", "Page"),  # where it is only imported
        ("octavo.__main__", "main"),
        ("octavo.work.child", "serve"),
        ("datetime", "sys"),
        ("builtins", "type"),
        ("builtins", "SystemExit"),
        ("builtins", "KeyboardInterrupt"),
    ],
)
def test_no_name_leads_past_the_facts(module, name):
    with pytest.raises(ProcessorError, match="nothing that an answer may hold"):
        unpack(by_name(module, name))


def test_of_all_that_is_loaded_only_facts_and_errors_can_be_named():
    modules = [one for one in sys.modules if one.startswith("octavo.") or one in ("builtins", "os", "datetime", "sys")]
    found = {(module, name) for module in modules for name in vars(sys.modules[module]) if is_named(module, name)}
    assert ("octavo.news.articles", "Card") in found
    for module, name in found - {("octavo.news.errors", "_again")}:
        one = getattr(sys.modules[module], name)
        assert one in (datetime, date, time, timedelta, timezone) or issubclass(one, Exception) or is_frozen(one)


def is_named(module: str, name: str) -> bool:
    try:
        unpack(b"\x80\x04(\x8c\x05value" + by_name(module, name)[3:-1] + b"\x89t.")
    except ProcessorError:
        return False
    return True


def is_frozen(one: type) -> bool:
    return dataclasses.is_dataclass(one) and one.__dataclass_params__.frozen  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [Card, OctavoError, ValueError, datetime])
def test_classes_cannot_be_changed(kind):
    """The pickle names a class and then sets its state, as if it were an object."""
    name = by_name(kind.__module__, kind.__qualname__)[3:-1]
    state = pickle.dumps((None, {"forged": True}), 4)[11:-1]
    with pytest.raises(ProcessorError):
        unpack(b"\x80\x04(\x8c\x05value" + name + state + b"b\x89t.")
    assert not hasattr(kind, "forged")


@pytest.mark.parametrize("answer", [b"", b"no pickle", pickle.dumps(7), pickle.dumps(("error", "text", False)),
                                    pickle.dumps(("odd", 1, False)), pickle.dumps(("value", 1))])  # fmt: skip
def test_what_is_no_answer_is_refused(answer):
    with pytest.raises(ProcessorError):
        unpack(answer)


def test_an_error_carries_what_octavo_knows_of_it():
    error = HttpStatus("asked to wait", status=429, retry_after=7.0, subject="https://a.test/")
    _, back, _ = unpack(pack("error", error, False))
    assert (back.status, back.retry_after, back.subject) == (429, 7.0, "https://a.test/")
