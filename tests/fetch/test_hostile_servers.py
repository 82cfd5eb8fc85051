"""Whatever a server sends ends in an answer or in a FetchError, soon."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.fetch.doubles import fetching, get
from tests.site import Reply

from octavo.news.errors import FetchError

PAGE = "http://paper.test/news"

LINES = [
    b"HTTP/1.1 200 OK", b"HTTP/1.0 200", b"HTTP/1.1 301 Moved", b"HTTP/1.1 304 Not Modified", b"HTTP/1.1 100 Continue",
    b"HTTP/1.1 101 Switching Protocols", b"HTTP/1.1 999 ?", b"HTTP/9.9 200 OK", b"Location: /", b"Location: \xff",
    b"Location: http://[", b"Content-Length: 5", b"Content-Length: -5", b"Content-Length: 99999999999999999999",
    b"Content-Length: 1, 1", b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip, chunked",
    b"Content-Encoding: gzip", b"Content-Encoding: br", b"Content-Encoding: zstd", b"Content-Encoding: \xe9",
    b"Content-Type: \xff", b"ETag: \xff", b"ETag: a\x01", b"Retry-After: \xff", b"Cache-Control: max-age=\xb2",
    b"Connection: upgrade", b"Upgrade: h2c", b"Set-Cookie: \x01", b": x", b"no colon", b"X: \x00", b" folded", b"",
]  # fmt: skip


@pytest.mark.parametrize("robots", [False, True])
@given(lines=st.lists(st.sampled_from(LINES), max_size=8), body=st.binary(max_size=60), chunked=st.booleans())
@example(lines=[LINES[0], b"Transfer-Encoding: chunked"], body=b"x", chunked=True)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_strange_answers(site, lines, body, chunked, robots):
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    head = lines if lines and lines[0].startswith(b"HTTP") else [b"HTTP/1.1 200 OK", *lines]
    site[PAGE] = Reply(raw=b"\r\n".join(head) + b"\r\n\r\n" + body)
    site["http://paper.test/robots.txt"] = Reply(raw=b"\r\n".join(head) + b"\r\n\r\n" + body)
    with suppress(FetchError):
        page = get(fetching(site), PAGE, etag='"1"', seconds=3, obey_robots=robots).page
        f"{page.etag}{page.last_modified}{page.content_type}{page.final_url}".encode()  # can be stored


@given(sent=st.binary(max_size=200))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_noise(site, sent):
    site[PAGE] = Reply(raw=sent)
    with pytest.raises(FetchError):
        get(fetching(site), PAGE, seconds=3)
