"""Whatever is asked, the answer is a page: never a fault."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.serve.client import Browser
from tests.serve.fakes import MemoryStore, Yard, app_of, full_store

from octavo.news.errors import StoreError

APP = app_of(full_store())

texts = st.text(max_size=40) | st.text(alphabet='/.%"<>:-0123456789\x00\n&=?#é京', max_size=40)
places = st.sampled_from(["article", "category", "publisher", "image", "sources", "sources/found", "static", ""])


@given(places, st.lists(texts, max_size=3))
def test_any_path(place: str, segments: list[str]) -> None:
    path = "/".join(["", place, *(quote(segment, safe="") for segment in segments)])
    assert Browser(APP).get(path).status < 500


@given(
    st.sampled_from(["/", "/category/world", "/publisher/valley.example", "/search", "/sources"]),
    st.dictionaries(st.sampled_from(["q", "older", "lang", "show", "page", "done", "n"]), texts, max_size=4),
)
def test_any_query(path: str, asked: dict[str, str]) -> None:
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in asked.items())
    assert Browser(APP).get(f"{path}?{query}").status < 500


@given(st.text(alphabet=st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=60))
def test_any_cookie_and_header(text: str) -> None:
    for name in ("cookie", "accept-language", "host", "origin", "sec-fetch-site"):
        assert Browser(APP, headers={name: text}).get("/search").status < 500
    assert Browser(APP, cookies={"theme": text, "languages": text, "octavo_form": text}).get("/").status < 500


@given(st.dictionaries(st.sampled_from(["poll", "pause", "resume", "retry", "next", "theme", "languages"]), texts))
def test_any_form(fields: dict[str, str]) -> None:
    browser = Browser(APP)
    for path in ("/sources/act", "/preferences", "/sources/add", "/sources/found/2", "/sources/editions"):
        assert browser.post(path, fields).status < 500


def test_a_store_that_does_not_answer_is_said_in_its_own_words() -> None:
    store = full_store()
    yard = Yard(store)

    def broken(*given: object) -> bool:
        raise StoreError("the disk is full", advice="Make room on it.")

    store.languages = broken  # type: ignore[assignment, method-assign]
    reply = Browser(app_of(store, yard)).get("/")
    assert reply.status == 503
    assert "the disk is full" in reply.text
    assert "Make room on it." in reply.text


@pytest.mark.parametrize("path", ["/", "/dashboard"])
def test_even_when_the_layout_asks_it(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> bool:
        raise StoreError("the disk is full")

    store = MemoryStore()
    yard = Yard(store)
    monkeypatch.setattr(Yard, "sample_here", staticmethod(broken), raising=False)
    reply = Browser(app_of(store, yard)).get(path)
    assert reply.status == 503
    assert "the disk is full" in reply.text
