"""A press of its own process for the polling benchmark: many feeds, each at a loopback address of its own.

    python -m benchmarks.press FEEDS [MS]   prints the port once it listens; ends when its input closes

MS is how long each answer is kept back, in milliseconds: publishers take 50 to 300.

As on the web, every feed is another host: no connection serves two. Answers are made beforehand, so that the server
takes little of the time that is measured.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

ENTRIES = 20
"""Of each feed: the median of publishers' feeds lies between 15 and 30."""

EPOCH = datetime(2026, 1, 5, 6, tzinfo=UTC)
WORDS = re.findall(
    r"\w+",
    "The council of a small town on the river voted late on Tuesday to repair its old ferry after years of delay and "
    "several petitions, while the province promised a third of the costs and asked for a full report before summer.",
)


def hosts(feeds: int) -> list[str]:
    """A loopback address for each feed."""
    return [f"127.0.{1 + number // 250}.{1 + number % 250}" for number in range(feeds)]


def feed(number: int) -> bytes:
    """An RSS feed of ENTRIES items with a summary of 60 words each, about 12 KB."""
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<channel><title>Paper {number}</title><link>http://paper{number}.example/</link><language>en</language>"
        f"{''.join(item(number, entry) for entry in range(ENTRIES))}</channel></rss>"
    ).encode()


def item(number: int, entry: int) -> str:
    """One item, unlike every other."""
    start = (number * 7 + entry * 3) % len(WORDS)
    text = " ".join((WORDS * 3)[start : start + 60])
    when = format_datetime(EPOCH + timedelta(minutes=number + 97 * entry))
    return (
        f"<item><title>Report {entry} of paper {number}: {text[:60]}</title>"
        f"<link>http://paper{number}.example/news/{entry}</link><guid>http://paper{number}.example/news/{entry}</guid>"
        f"<dc:creator>Reporter {entry}</dc:creator><category>World</category><pubDate>{when}</pubDate>"
        f"<description>{text}</description></item>"
    )


class Paper(asyncio.Protocol):
    """Answers by the address that was dialled."""

    answers: dict[str, tuple[bytes, bytes, bytes]] = {}  # noqa: RUF012 - filled once, read by all
    """By address: the etag as asked for, the whole answer, the answer where it is unchanged."""
    delay = 0.0
    """Seconds before each answer."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.received = transport, b""
        self.asked, self.whole, self.unchanged = self.answers[transport.get_extra_info("sockname")[0]]

    def data_received(self, data: bytes) -> None:
        """Requests, one after another."""
        self.received += data
        while b"\r\n\r\n" in self.received:
            request, _, self.received = self.received.partition(b"\r\n\r\n")
            answer = self.unchanged if self.asked in request else self.whole
            closing = b"onnection: close" in request
            if self.delay:
                asyncio.get_running_loop().call_later(self.delay, self.answer, answer, closing)
            else:
                self.answer(answer, closing)

    def answer(self, answer: bytes, closing: bool) -> None:
        """Send it."""
        self.transport.write(answer)
        if closing:
            self.transport.close()


def answers(feeds: int) -> Iterator[tuple[str, tuple[bytes, bytes, bytes]]]:
    """What every address answers."""
    for number, host in enumerate(hosts(feeds)):
        body, etag = feed(number), b'"paper-%d"' % number
        whole = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: %s\r\nContent-Length: %d\r\n\r\n%s"
        unchanged = b"HTTP/1.1 304 Not Modified\r\nETag: %s\r\nContent-Length: 0\r\n\r\n"
        yield host, (etag, whole % (etag, len(body), body), unchanged % etag)


async def serve(feeds: int, delay: float) -> None:
    """Listen at every address until the input closes."""
    Paper.answers, Paper.delay = dict(answers(feeds)), delay
    loop = asyncio.get_running_loop()
    first, *rest = hosts(feeds)
    servers = [await loop.create_server(Paper, first, 0)]
    port = servers[0].sockets[0].getsockname()[1]
    servers += [await loop.create_server(Paper, host, port) for host in rest]
    print(port, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    for server in servers:
        server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]) / 1000 if len(sys.argv) > 2 else 0.0))
