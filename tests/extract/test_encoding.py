"""Every way that publishers say, missay or do not say what a page is encoded in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extract.encoding import decode

TEXT = "Fünf Möwen – „kein Boot“ – am Kai, 5 € Eintritt"
HTML = "text/html"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), HTML),
        (TEXT.encode(), "text/html; charset=iso-8859-1"),  # valid UTF-8 is UTF-8, whatever the header says
        (codecs.BOM_UTF8 + TEXT.encode(), "text/html; charset=windows-1252"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "text/html; charset=utf-8"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), HTML),
        (TEXT.encode("utf-16-le"), HTML),
        (TEXT.encode("cp1252"), HTML),
        (TEXT.encode("cp1252"), "text/html; charset=ISO-8859-1"),  # which browsers read as windows-1252
        (TEXT.encode("cp1252"), "text/html; charset=no-such-thing"),
        (TEXT.encode("cp1252"), "text/html; charset=rot13"),
    ],
)
def test_german(body: bytes, content_type: str) -> None:
    assert decode(body, content_type) == TEXT


@pytest.mark.parametrize(
    ("text", "codec", "head"),
    [
        ("港の橋が閉まる", "shift_jis", "<meta charset=Shift_JIS>"),
        ("港の橋が閉まる", "euc_jp", '<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">'),
        ("码头关闭", "gb18030", "<meta charset=gb2312>"),
        ("أغلق الميناء القديم", "cp1256", "<meta charset='windows-1256'>"),
        ("أغلق الميناء القديم", "cp1256", '<html lang="ar">'),
        ("Старый причал закрыт", "cp1251", "<html dir=ltr lang=ru>"),
        ("Старый причал закрыт", "koi8_r", '<?xml version="1.0" encoding="koi8-r"?>'),
    ],
)
def test_declared_in_the_page_or_shown_by_its_language(text: str, codec: str, head: str) -> None:
    assert text in decode(head.encode() + text.encode(codec), HTML)


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    body = (TEXT * 20).encode()
    assert decode(b"<meta charset=utf-8>" + body[:300] + b"\xff" + body[300:], HTML).count("Möwen") >= 19


def test_cut_in_the_middle_of_a_character() -> None:
    assert decode(b"<meta charset=utf-8>" + "Möwen ü".encode()[:-1], HTML).startswith("<meta charset=utf-8>Möwen ")


@given(st.binary(max_size=400), st.text(max_size=40))
def test_never_raises(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type), str)
