"""A Writer behind an address, over a real connection on loopback: what is sent, what is believed, what becomes of its
failures."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.models.chat import DONE, events, said, streamed
from tests.site import Reply, Site

from octavo.fetch import OwnServer
from octavo.models.completion import LONGEST, Completion, Garbage, Usage
from octavo.models.writer import AT_ONCE, LONGEST_REST, REST, RemoteWriter, writer_address
from octavo.news.errors import WriterError
from octavo.news.writing import Order

ORDER = Order("summary", "summary/1", "Say it in one sentence.", "[1] The ferry sank.", 40)
PLACE = "/v1/chat/completions"


def write(
    site: Site, *orders: Order, seconds: float = 10, key: str = "", clock: Callable[[], float] = lambda: 0.0
) -> list[Any]:
    """What each order gives in turn: (pieces, usage), or the error after what came before it."""

    async def run() -> list[Any]:
        base = f"http://127.0.0.1:{site.port}{PLACE}"
        async with OwnServer(base, user_agent="Octavo/test") as server:
            writer = RemoteWriter("small", server.stream, key, seconds=seconds, monotonic=clock)
            return [await outcome(writer, order) for order in orders or (ORDER,)]

    return asyncio.run(run())


async def outcome(writer: RemoteWriter, order: Order) -> Any:
    pieces: list[str] = []
    try:
        async for piece in writer.ask(order):
            if isinstance(piece, Usage):
                return pieces, piece
            pieces.append(piece)
    except WriterError as error:
        return error.code, "".join(pieces), str(error)
    return pieces


def answer(site: Site, reply: Reply | list[Reply]) -> None:
    site[f"http://127.0.0.1:{site.port}{PLACE}"] = reply


def test_a_text_is_streamed_with_what_it_took(site: Site) -> None:
    answer(site, streamed("The ferry ", "sank at night."))
    assert write(site, key="secret") == [(["The ferry ", "sank at night."], Usage(120, 7))]
    (request,) = site.requests
    assert request.header("Authorization") == "Bearer secret"
    sent = json.loads(request.body)
    assert sent["messages"] == [
        {"role": "system", "content": "Say it in one sentence."},
        {"role": "user", "content": "[1] The ferry sank."},
    ]
    assert (sent["model"], sent["max_tokens"], sent["stream"]) == ("small", 40, True)
    assert not {"tools", "functions", "tool_choice"} & set(sent)


def test_a_server_that_does_not_stream_is_understood(site: Site) -> None:
    whole = {
        "choices": [{"message": {"content": "It sank."}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 3},
    }
    answer(site, Reply(json.dumps(whole, indent=1).encode(), type="application/json", coding="gzip"))
    assert write(site) == [(["It sank."], Usage(9, 3))]


@pytest.mark.parametrize(
    ("reply", "code", "before"),
    [
        (Reply(b"<html>a login page</html>"), "broken", ""),
        (Reply(b"\x00\xff\xfe" * 50), "broken", ""),
        (Reply(b'data: {"choices": [}\n'), "broken", ""),
        (Reply(b"data: 7\n\ndata: [DONE]\n"), "broken", ""),
        (Reply(events({"error": {"message": "out of memory"}})), "broken", ""),
        (Reply(events({"choices": ["text"]})), "broken", ""),
        (Reply(b""), "broken", ""),
        (Reply(events(said("It "))), "broken", "It "),
        (Reply(events(said("It ")) + DONE, cut=100), "broken", "It "),
        (Reply(events(said("It ")) + DONE, cut=20, reset=True), "away", ""),
        (Reply(events(said("word " * 200)) + DONE), "broken", ""),
        (Reply(events(said("word "), end=""), endless=True), "broken", "word " * 96),
        (Reply(b"x" * (LONGEST + 1)), "broken", ""),
        (Reply(b"no", 401), "away", ""),
        (Reply(b"no", 500), "away", ""),
        (Reply(b"", 307, location="/elsewhere"), "away", ""),
        (Reply(delay=5), "away", ""),
        (Reply(b"too long", 400), "refused", ""),
    ],
)
def test_what_goes_wrong_is_told_after_what_came_before_it(site: Site, reply: Reply, code: str, before: str) -> None:
    answer(site, reply)
    ((told, text, words),) = write(site, seconds=0.3 if reply.delay else 10)
    assert (told, text) == (code, before)
    assert words


def test_a_server_that_stops_in_the_middle_and_says_nothing_more_is_not_waited_for(site: Site) -> None:
    answer(site, Reply(events(said("It sank. "), said("Many ")) + DONE, dribble=0.01))
    ((code, text, _),) = write(site, seconds=0.5)
    assert code in ("away", "broken")
    assert "It sank. Many ".startswith(text)


def test_a_server_that_fails_is_left_alone_for_longer_each_time_and_tried_again(site: Site) -> None:
    now = [0.0]
    answer(site, [Reply(b"", 500), Reply(b"", 500), streamed("It sank.")])

    async def run() -> None:
        async with OwnServer(f"http://127.0.0.1:{site.port}{PLACE}", user_agent="Octavo/test") as server:
            writer = RemoteWriter("small", server.stream, monotonic=lambda: now[0])
            for wait in (REST, REST * 2):
                assert (await outcome(writer, ORDER))[0] == "away"
                assert writer.trouble
                now[0] += wait - 1
                assert (await outcome(writer, ORDER))[0] == "rest"
                now[0] += 2
            assert await outcome(writer, ORDER) == (["It sank."], Usage(120, 7))
            assert writer.trouble == ""

    asyncio.run(run())
    assert len(site.requests) == 3


def test_it_is_left_alone_as_long_as_it_says_and_never_for_good(site: Site) -> None:
    now = [0.0]
    answer(site, [Reply(b"", 429, headers=[("Retry-After", "7")]), *[Reply(b"", 503)] * 9, streamed("It sank.")])

    async def run() -> None:
        async with OwnServer(f"http://127.0.0.1:{site.port}{PLACE}", user_agent="Octavo/test") as server:
            writer = RemoteWriter("small", server.stream, monotonic=lambda: now[0])
            assert (await outcome(writer, ORDER))[0] == "away"
            now[0] += 7.1
            for _ in range(9):
                assert (await outcome(writer, ORDER))[0] == "away"
                now[0] += LONGEST_REST + 1
            assert (await outcome(writer, ORDER))[0] == ["It sank."]

    asyncio.run(run())


def test_orders_that_fail_together_are_one_failure_and_no_more_than_a_few_are_under_way() -> None:
    async def run() -> None:
        go = asyncio.Event()

        async def stream(body: bytes, headers: Any, *, most: int, seconds: float) -> Any:
            await go.wait()
            yield b"nonsense\n"

        writer = RemoteWriter("small", stream, monotonic=lambda: 0.0)
        under_way = [asyncio.create_task(outcome(writer, ORDER)) for _ in range(AT_ONCE)]
        await asyncio.sleep(0)
        assert (await outcome(writer, ORDER))[0] == "busy"
        go.set()
        assert [(await task)[0] for task in under_way] == ["broken"] * AT_ONCE
        assert writer._failures == 1

    asyncio.run(run())


def test_an_order_that_is_refused_does_not_stop_the_server(site: Site) -> None:
    answer(site, [Reply(b"too long", 413), streamed("It sank.")])
    first, second = write(site, ORDER, ORDER)
    assert first[0] == "refused"
    assert second[0] == ["It sank."]


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["<think>", "The user wants", " more.</th", "ink>\n\nIt sank."], "It sank."),
        (["\n<thi", "nk>hm</think>It ", "sank."], "It sank."),
        (["<thin", "g> sank."], "<thing> sank."),
        (["<think>it never ends"], ""),
        (["It <think> sank."], "It <think> sank."),
    ],
)
def test_what_a_model_says_to_itself_is_left_out(pieces: list[str], text: str) -> None:
    assert read(b"".join(events(said(piece)) for piece in pieces) + DONE)[0] == text


@given(st.lists(st.text(max_size=20), max_size=8), st.integers(1, 7))
def test_however_the_bytes_are_cut_the_text_is_the_same(pieces: list[str], size: int) -> None:
    data = b"".join(events(said(piece)) for piece in pieces) + DONE
    assert read(data, size) == read(data)


@given(st.binary(max_size=300))
def test_nonsense_is_garbage_and_nothing_else(data: bytes) -> None:
    with pytest.raises(Garbage):
        read(data)


def test_the_base_of_an_api_or_the_whole_address_may_be_given() -> None:
    assert writer_address("http://box:11434/v1/") == "http://box:11434/v1/chat/completions"
    assert writer_address("http://box/v1/chat/completions") == "http://box/v1/chat/completions"


def read(data: bytes, size: int = 0) -> tuple[str, Usage]:
    completion = Completion()
    parts = [data[at : at + size] for at in range(0, len(data), size)] if size else [data]
    pieces = [piece for part in parts for piece in completion.feed(part)]
    return "".join([*pieces, *completion.end()]), completion.usage
