"""Bytes to text: which character encoding a feed is in, when its mark, its header and its declaration disagree.

    byte order mark ─► UTF-16/32 by its zero bytes ─► valid UTF-8 ─► header ─► declaration ─► windows-1252

Bytes that are valid UTF-8 with characters beyond ASCII are UTF-8 whatever is declared: no text in another encoding
passes for that by chance. Encodings are named as browsers take the names (the WHATWG encoding standard).
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FIRST = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"{\0", "utf-16-le"),
    (b"\0{", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
"""How `<?xml`, `<rss` and `{` begin without a mark; the last is `<?xm` in EBCDIC."""

_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "big5": "big5hkscs",
}
"""What browsers read in place of an encoding: the superset that publishers in truth use."""

_TEXT_CODECS = re.compile(
    r"(?:utf-(?:8|16|32)|ascii|iso8859|cp\d|koi8|gb|big5|euc|shift|iso2022|mac|tis|hz|johab|ptcp|hp)[\w-]*"
)
"""Python's codecs that hold text of the web. Others (zip, idna, unicode_escape) must not be had by declaring them."""

_DECLARED = re.compile(rb"^[\s\0]*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})", re.ASCII)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)


def decode(body: bytes, content_type: str) -> tuple[str, str]:
    """The text of a feed's bytes, and what was wrong with its encoding in words (empty where nothing). Never raises."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), ""
    for first, name in _FIRST:
        if body.startswith(first):
            return body.decode(name, "replace"), "" if name.startswith("cp") else f"{name} without a byte order mark"
    match = _DECLARED.match(body)
    declared = _codec(match[1].decode("ascii")) if match else ""
    charset = _CHARSET.search(content_type)
    header = _codec(charset[1]) if charset else ""
    # ISO-2022 and HZ are ASCII to the eye: their escapes are looked for only where such an encoding is named.
    stateful = (declared or header).startswith(("iso2022", "hz"))
    if not stateful:
        try:
            return body.decode("utf-8"), ""
        except UnicodeDecodeError:
            pass
    for name in (header, declared):
        if name and name != "utf-8":
            try:
                return body.decode(name), ""
            except UnicodeDecodeError:
                continue
    return _mostly(body, declared or header)


def _codec(label: str) -> str:
    """Python's name of an encoding, empty where it is unknown or none of text."""
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    if not _TEXT_CODECS.fullmatch(name):
        return ""
    # A declaration that could be read byte by byte cannot be in UTF-16, whatever it says.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else _WIDER.get(name, name)


def _mostly(body: bytes, declared: str) -> tuple[str, str]:
    """Bytes that keep to no encoding: a few wrong ones among right ones, or windows-1252 that did not say so."""
    encoding = declared or "utf-8"
    text = body.decode(encoding, "replace")
    wrong = text.count("\ufffd")
    right = sum(char > "\x7f" for char in text) - wrong
    if wrong < right:
        return text, f"{wrong} characters are not in its encoding, {encoding}"
    return body.decode("cp1252", "ignore"), f"its bytes are not {encoding}; read as windows-1252"
