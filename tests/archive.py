"""WARC records, as crawlers write them."""

from __future__ import annotations

import io

from fastwarc.warc import WarcRecord, WarcRecordType


def response(url: str, body: bytes, status: str = "200 OK", kind: str = "text/html", more: str = "") -> bytes:
    """One response record; `more` are further HTTP header lines, each with its line end."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode()
    record = WarcRecord()
    record.init_headers(WarcRecordType.response, content_length=len(head + body))
    record.headers["WARC-Target-URI"] = url
    record.headers["WARC-Date"] = "2026-03-01T10:00:00Z"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(head + body)
    out = io.BytesIO()
    record.write(out)
    return out.getvalue()
