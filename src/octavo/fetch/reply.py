"""One hop's answer: status, headers, and the body within its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp

from octavo.fetch.decode import DecodeError, Decoder, decoder
from octavo.news.addresses import WebUrl
from octavo.news.errors import ConnectionFailed, TooLarge
from octavo.text.addresses import host_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})

_ERROR_BYTES = 16 << 10
"""Of an error's body, read to tell a robot check."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One hop's answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


async def read_reply(response: aiohttp.ClientResponse, url: WebUrl, most: int, *, cut: bool) -> Reply:
    """Status, headers and the decoded body, within `most` bytes before and after decoding; of a redirect no body, of an
    error its beginning.

    `cut`: take the beginning of a longer body. Raises TooLarge where it is longer, ConnectionFailed where damaged.
    """
    status, headers = response.status, response.headers
    if status in REDIRECTS or status == 304:
        return Reply(status, headers, b"")
    failed = status >= 300
    if failed:
        most, cut = _ERROR_BYTES, True
    body = bytearray()
    try:
        whole = (response.content_length or 0) <= most or cut
        whole = whole and await _fill(body, response, decoder(headers.get("Content-Encoding", "")), most)
    except DecodeError as error:
        response.close()
        if not failed:  # an error's body is only looked at: the error is what counts
            raise ConnectionFailed(f"the answer of {host_of(url)} {error}", subject=url) from error
        return Reply(status, headers, bytes(body))
    if not whole:
        response.close()  # what is left of the body would have to be read before the connection could be used again
        if not cut:
            raise TooLarge(f"{host_of(url)} sends more than {most:,} bytes", subject=url)
    return Reply(status, headers, bytes(body[:most]))


async def _fill(body: bytearray, response: aiohttp.ClientResponse, unpack: Decoder, most: int) -> bool:
    """Add the decoded body to `body` until it has more than `most` bytes; whether it came whole. Raises DecodeError."""
    taken = 0
    async for data in response.content.iter_any():
        taken += len(data)
        for piece in unpack.feed(data):
            body += piece
            if len(body) > most:
                return False
        if taken > most:
            return False
    unpack.end()
    return True
