"""What went wrong, in words: those failures that a site on loopback cannot be made to show."""

import errno
from unittest.mock import Mock

import aiohttp
import pytest

from octavo.fetch.failures import failure
from octavo.news.errors import ConnectionFailed, TooSlow

URL = "https://paper.news/feed"


def connecting(number: int) -> aiohttp.ClientConnectorError:
    return aiohttp.ClientConnectorError(Mock(), OSError(number, "as the system says it"))


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (aiohttp.ConnectionTimeoutError("connect"), TooSlow, "paper.news does not answer"),
        (
            connecting(errno.ENETUNREACH),
            ConnectionFailed,
            "paper.news cannot be reached: there is no way to its network",
        ),
        (connecting(errno.EHOSTUNREACH), ConnectionFailed, "paper.news cannot be reached: there is no way to it"),
        (connecting(errno.ETIMEDOUT), ConnectionFailed, "paper.news does not answer"),
        (connecting(errno.ENOBUFS), ConnectionFailed, "no connection to paper.news could be made"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), ConnectionFailed, "paper.news broke off the connection"),
        (BrokenPipeError(errno.EPIPE, "pipe"), ConnectionFailed, "paper.news broke off the connection"),
        (aiohttp.ClientConnectionError("closed"), ConnectionFailed, "the connection to paper.news failed: closed"),
        (aiohttp.ClientError(), ConnectionFailed, "the connection to paper.news failed: ClientError"),
    ],
)
def test_every_failure_is_one_sentence_and_tried_again(error, kind, words):
    made = failure(error, URL, proxied=False)
    assert type(made) is kind
    assert str(made) == words
    assert made.subject == URL
    assert made.transient
