"""An embedder behind an address: what is sent, what is believed, and what becomes of its failures."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from math import hypot, isclose
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.models.remote import REST, RemoteEmbedder, embeddings_address, read_vectors
from octavo.news.errors import ConnectionFailed, HostBusy, HttpStatus, ModelError


class Server:
    """Answers with what it is told: an object, bytes, or an error to raise."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked: list[tuple[dict[str, Any], dict[str, str]]] = []

    async def post(self, body: bytes, headers: Mapping[str, str], *, most: int, seconds: float) -> bytes:
        self.asked.append((json.loads(body), dict(headers)))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer if isinstance(self.answer, bytes) else json.dumps(self.answer).encode()


def data(*vectors: list[float]) -> dict[str, Any]:
    return {"data": [{"index": nth, "embedding": vector} for nth, vector in enumerate(vectors)]}


def test_texts_go_in_one_request_and_vectors_come_back_in_order_at_unit_length() -> None:
    server = Server({"data": list(reversed(data([3.0, 4.0], [0.0, 2.0])["data"]))})
    vectors = asyncio.run(RemoteEmbedder("bge-m3", server.post, "secret").embed(["one", "zwei"]))
    assert vectors == [[0.6, 0.8], [0.0, 1.0]]
    asked, headers = server.asked[0]
    assert asked == {"model": "bge-m3", "input": ["one", "zwei"], "encoding_format": "float"}
    assert headers == {"Authorization": "Bearer secret"}


def test_without_a_key_none_is_sent() -> None:
    server = Server(data([1.0]))
    asyncio.run(RemoteEmbedder("m", server.post).embed(["a"]))
    assert server.asked[0][1] == {}


@pytest.mark.parametrize(
    ("failure", "seconds"),
    [
        (ConnectionFailed("refuses connections"), REST),
        (HttpStatus("wants a sign-in (HTTP 401)", status=401), REST),
        (HttpStatus("too many requests (HTTP 429)", status=429, retry_after=7.0), 7.0),
        (b"<html>", REST),
        (data([1.0], [2.0]), REST),
    ],
)
def test_a_server_that_fails_is_left_alone_and_asked_again(failure: Any, seconds: float) -> None:
    now = [100.0]
    server = Server(failure)
    embedder = RemoteEmbedder("m", server.post, monotonic=lambda: now[0])
    for _ in range(2):
        with pytest.raises(HostBusy) as caught:
            asyncio.run(embedder.embed(["a"]))
        assert caught.value.retry_after == seconds
    assert len(server.asked) == 1
    assert embedder.trouble
    now[0] += seconds + 1
    server.answer = data([1.0])
    assert asyncio.run(embedder.embed(["a"])) == [[1.0]]
    assert embedder.trouble == ""


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_text_that_is_refused_does_not_stop_the_server(status: int) -> None:
    server = Server(HttpStatus(f"refuses (HTTP {status})", status=status))
    embedder = RemoteEmbedder("m", server.post)
    for _ in range(2):
        with pytest.raises(ModelError):
            asyncio.run(embedder.embed(["a"]))
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "answer",
    [
        {}, [], {"data": None}, {"data": [{}]}, {"data": [{"embedding": "text"}]}, {"data": [{"embedding": []}]},
        {"data": [{"embedding": [0.0, 0.0]}]}, {"data": [{"embedding": [None]}]}, {"data": [{"embedding": [1e999]}]},
        {"data": [{"index": 1, "embedding": [1.0]}]}, {"error": {"message": "no such model"}},
    ],
)  # fmt: skip
def test_what_is_no_vector_is_refused(answer: Any) -> None:
    with pytest.raises(ValueError, match=r"embedding"):
        read_vectors(json.dumps(answer).encode(), 1)


def test_vectors_of_one_answer_are_of_one_length() -> None:
    with pytest.raises(ValueError, match="differ"):
        read_vectors(json.dumps(data([1.0], [1.0, 2.0])).encode(), 2)


@given(st.binary(max_size=200))
def test_nonsense_is_a_value_error(answer: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever
        read_vectors(answer, 1)


@given(st.lists(st.floats(-1e6, 1e6).filter(lambda number: abs(number) > 1e-6), min_size=1, max_size=20))
def test_whatever_its_length_a_vector_is_brought_to_one(numbers: list[float]) -> None:
    (vector,) = read_vectors(json.dumps(data(numbers)).encode(), 1)
    assert isclose(hypot(*vector), 1, rel_tol=1e-9)


def test_the_base_of_an_api_or_the_whole_address_may_be_given() -> None:
    assert embeddings_address("http://box:11434/v1/") == "http://box:11434/v1/embeddings"
    assert embeddings_address("http://box/v1/embeddings") == "http://box/v1/embeddings"
