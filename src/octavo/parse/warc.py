"""WARC archives → pages: ISO 28500, read by fastwarc, response records of HTML only."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import brotli
import zstandard
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from octavo.news.addresses import RawUrl
from octavo.news.articles import Incoming, Page
from octavo.news.errors import ParseError
from octavo.text.addresses import web_url_or_none

MAX_BYTES = 15 << 20
"""Longer pages are passed over, as the fetcher passes them over."""

_HTML = ("text/html", "application/xhtml+xml")
_MAGIC = (b"WARC", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")
"""How a plain archive, gzip, Zstandard and LZ4 begin."""


def read_warc(path: Path, progress: Callable[[int], None] = lambda _: None) -> Iterator[Incoming]:
    """Each archived HTML answer (status 200) as a page dated by its record; `progress` is told how many bytes are read.

    Accepts .warc, .warc.gz, .warc.zst and .warc.lz4. Raises ParseError where the file is no WARC or breaks off.
    """
    try:
        with path.open("rb") as stream:
            if not stream.read(4).startswith(_MAGIC):
                raise ParseError(f"{path.name} is no WARC archive", subject=str(path), advice="Give a .warc.gz file.")
            stream.seek(0)
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="transfer"):
                incoming = _incoming(record)
                progress(stream.tell())
                if incoming is not None:
                    yield incoming
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        raise ParseError(f"{path.name} cannot be read to its end: {error}", subject=str(path)) from error


def _incoming(record: WarcRecord) -> Incoming | None:
    raw = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    url = web_url_or_none(raw)
    http = record.http_headers
    if url is None or http is None or http.status_code != 200 or record.content_length > MAX_BYTES:
        return None
    content_type = http.get("Content-Type") or ""
    if content_type and not content_type.lower().startswith(_HTML):
        return None
    body = _decoded(record.reader.read(MAX_BYTES + 1), (http.get("Content-Encoding") or "").lower().strip())
    if not body or len(body) > MAX_BYTES:
        return None
    page = Page(
        url=url,
        final_url=url,
        status=200,
        body=body,
        content_type=content_type,
        etag=http.get("ETag") or "",
        last_modified=http.get("Last-Modified") or "",
        fetched=_when(record.headers.get("WARC-Date")),
    )
    return Incoming(RawUrl(raw), page)


def _decoded(body: bytes, encoding: str) -> bytes | None:
    """The body without its content encoding, None where it is broken.

    Not left to fastwarc, which gives up the archive at the first broken body. Many archives hold bodies that were
    decoded when they were written, under the old header: those are told by their first bytes.
    """
    try:
        if encoding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
            return gzip.GzipFile(fileobj=BytesIO(body)).read(MAX_BYTES + 1)
        if encoding == "deflate" and body.startswith(b"\x78"):
            return zlib.decompressobj().decompress(body, MAX_BYTES + 1)
        if encoding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
            return zstandard.ZstdDecompressor().stream_reader(body).read(MAX_BYTES + 1)
        if encoding == "br" and not body.lstrip().startswith(b"<"):
            return bytes(brotli.Decompressor().process(body, output_buffer_limit=MAX_BYTES + 1))
    except (OSError, EOFError, zlib.error, zstandard.ZstdError, brotli.error):
        return None
    return body


def _when(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if text else None
    except ValueError:
        return None
