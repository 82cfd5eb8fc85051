"""WARC archives become pages; what is no page is passed over."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.archive import response

from octavo.news.errors import ParseError
from octavo.parse.warc import read_warc


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.warc.gz"
    records = [
        response("http://harbour.example/one", b"<p>One</p>"),
        response("http://harbour.example/gone", b"<p>Gone</p>", status="404 Not Found"),
        response("http://harbour.example/picture", b"\x89PNG", kind="image/png"),
        response("http://harbour.example/packed", gzip.compress(b"<p>Packed</p>"), more="Content-Encoding: gzip\r\n"),
        response("http://harbour.example/broken", b"\x1f\x8bnonsense", more="Content-Encoding: gzip\r\n"),
        response("ftp://harbour.example/file", b"<p>FTP</p>"),
    ]
    path.write_bytes(b"".join(gzip.compress(one) for one in records))
    return path


def test_html_answers_become_pages(archive: Path) -> None:
    told: list[int] = []
    pages = [incoming.page for incoming in read_warc(archive, told.append)]
    assert [(page.url, page.body) for page in pages] == [
        ("http://harbour.example/one", b"<p>One</p>"),
        ("http://harbour.example/packed", b"<p>Packed</p>"),
    ]
    assert pages[0].fetched is not None
    assert pages[0].fetched.isoformat() == "2026-03-01T10:00:00+00:00"
    assert told == sorted(told)
    assert told[-1] <= archive.stat().st_size


def test_another_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no archive")
    with pytest.raises(ParseError, match=r"notes\.txt is no WARC archive"):
        list(read_warc(path))


def test_a_truncated_archive_gives_what_it_holds(archive: Path) -> None:
    whole = archive.read_bytes()
    archive.write_bytes(whole[: len(whole) // 2])
    got = list(read_warc(archive))
    assert got[0].page.body == b"<p>One</p>"
