"""From bytes to text: which character encoding a page is in, whatever it says.

The order is the HTML standard's (byte order mark, header, meta), with one difference: bytes that are valid UTF-8 and
not ASCII are UTF-8, whatever is declared, for other encodings almost never look so by chance.
"""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html[^>]{0,600}?\blang\s*=\s*[\"']?\s*([a-zA-Z]{2})", re.IGNORECASE)
_HEAD = 8192
"""Bytes in which a declaration is looked for; browsers look at 1,024, publishers put scripts before."""

_BROWSERS_READ = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "iso8859-1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252", "windows-1252": "cp1252", "iso-8859-9": "cp1254", "tis-620": "cp874", "windows-874": "cp874",
    "iso-8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs", "x-x-big5": "big5hkscs", "iso-8859-8-i":
    "cp1255",
    "unicode": "utf-16-le", "utf-16": "utf-16-le", "utf8": "utf-8", "x-user-defined": "cp1252",
}  # fmt: skip
"""Labels and what browsers take them for (WHATWG Encoding standard)."""

_OF_LANGUAGE = {
    "ja": ("cp932", "euc_jp"), "zh": ("gb18030", "big5hkscs"), "ko": ("cp949",), "ru": ("cp1251", "koi8_r"),
    "uk": ("cp1251",), "bg": ("cp1251",), "sr": ("cp1251",), "el": ("cp1253",), "tr": ("cp1254",), "he": ("cp1255",),
    "ar": ("cp1256",), "fa": ("cp1256",), "th": ("cp874",), "pl": ("cp1250",), "cs": ("cp1250",), "sk": ("cp1250",),
    "hu": ("cp1250",), "hr": ("cp1250",), "sl": ("cp1250",), "ro": ("cp1250",), "vi": ("cp1258",), "lt": ("cp1257",),
    "lv": ("cp1257",), "et": ("cp1257",),
}  # fmt: skip
"""What an undeclared page in a language is most likely in (the standard's table of locale defaults)."""


def decode(body: bytes, content_type: str = "") -> str:
    """The page's text. Never raises: bytes that mean nothing become U+FFFD."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if _looks_utf16(body):
        return body.decode("utf-16-le" if body[1:2] == b"\x00" else "utf-16-be", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        valid_until = error.start
    declared = _declared(body, content_type)
    if declared == "utf-8" and (valid_until > len(body) - 4 or _mostly_utf8(body)):
        return body.decode("utf-8", "replace")
    guesses = [name for name in (declared, *_of_language(body)) if name and name != "utf-8"]
    for name in guesses:
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode(guesses[0] if guesses and guesses[0] == declared else "cp1252", "replace")


def _declared(body: bytes, content_type: str) -> str:
    """The codec that header, meta or XML declaration name, empty where none or an unknown one."""
    head = body[:_HEAD]
    labels = [match.group(1) for match in [_CHARSET.search(content_type)] if match]
    labels += [match.group(1).decode("ascii", "replace") for match in (_META.search(head), _XML.search(head)) if match]
    for label in labels:
        name = _BROWSERS_READ.get(label.lower(), label.lower())
        try:
            info = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        # Codecs that are no character encodings (zlib, rot13, idna …) must not be reached from a page.
        if info._is_text_encoding and info.name not in (
            "idna",
            "punycode",
            "unicode_escape",
            "raw_unicode_escape",
            "utf-7",
        ):
            # A page that can be searched for its declaration in ASCII is not UTF-16, whatever it declares.
            return "utf-8" if info.name.startswith("utf-16") or info.name.startswith("utf-32") else info.name
    return ""


def _of_language(body: bytes) -> tuple[str, ...]:
    match = _LANGUAGE.search(body[:_HEAD])
    return (*_OF_LANGUAGE.get(match.group(1).decode().lower(), ()), "cp1252") if match else ("cp1252",)


def _looks_utf16(body: bytes) -> bool:
    """UTF-16 without a mark: every second byte of the beginning is zero."""
    head = body[:64]
    return len(head) >= 16 and (
        head[1::2].count(0) > len(head) // 2 * 0.8 or head[0::2].count(0) > len(head) // 2 * 0.8
    )


def _mostly_utf8(body: bytes) -> bool:
    """Whether a few broken bytes are all that keeps a page from being UTF-8."""
    broken = body[:200_000].decode("utf-8", "replace").count("\ufffd")
    return broken * 20 < sum(byte > 0xC1 for byte in body[:200_000])
