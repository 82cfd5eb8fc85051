"""Content codings, undone piece by piece: gzip, deflate, br and zstd (RFC 9110 8.4, RFC 7932, RFC 9659).

No piece is larger than STEP (a zstd piece: 8 MB), whatever the input claims, so that the caller can count and stop: a
bomb of 1000:1 costs what the limit allows and no more.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import brotli
import zstandard

ACCEPT_ENCODING = "gzip, deflate, br, zstd"

STEP = 64 << 10
"""Most bytes in one decoded piece."""

_ZSTD_SLICE = 256
"""Bytes of zstd input taken at a time: its decoder has no limit on output, but four bytes make at most a block of
128 KB, so a slice makes at most 8 MB."""

_ZSTD_WINDOW = 8 << 20
"""The largest window a zstd content coding may ask for (RFC 9659)."""

_MOST_CODINGS = 2


class DecodeError(Exception):
    """The body is not what its Content-Encoding says; the text is the end of the sentence 'the answer …'."""


class Decoder(Protocol):
    """Undoes one coding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The pieces that `data` completes. Raises DecodeError."""
        ...

    def end(self) -> None:
        """No more comes. Raises DecodeError where the body broke off."""
        ...


class _Zlib:
    """gzip with any number of members, and deflate with or without its zlib header (senders disagree)."""

    def __init__(self, gzip: bool) -> None:
        self._gzip = gzip
        self._inflate = zlib.decompressobj(31) if gzip else None
        self._began = False
        self._over = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        full = False  # a full piece may leave more inside the decompressor, even with no input left
        while (data or full) and not self._over:
            if self._inflate is None:
                self._inflate = zlib.decompressobj(15 if data[0] & 0x0F == 8 and data[0] >> 4 <= 7 else -15)
            self._began = True
            try:
                piece = self._inflate.decompress(data, STEP)
            except zlib.error as error:
                raise DecodeError(f"is damaged: its packing does not hold together ({error})") from error
            if piece:
                yield piece
            full = len(piece) == STEP
            data = self._inflate.unconsumed_tail
            if self._inflate.eof:
                data, full = self._next_member(self._inflate.unused_data), False

    def _next_member(self, rest: bytes) -> bytes:
        if self._gzip and rest[:1] == b"\x1f":
            self._inflate = zlib.decompressobj(31)
            return rest
        self._over = bool(rest) or not self._gzip  # padding after the last member is passed over, as browsers do
        return b""

    def end(self) -> None:
        if self._began and not (self._over or (self._inflate and self._inflate.eof)):
            raise DecodeError("broke off before its end")


class _Brotli:
    def __init__(self) -> None:
        self._unpack = brotli.Decompressor()
        self._began = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if not data or self._unpack.is_finished():
            return
        self._began = True
        try:
            piece = self._unpack.process(data, output_buffer_limit=STEP)
            while piece or not self._unpack.can_accept_more_data():
                yield piece
                if self._unpack.is_finished():
                    return
                piece = self._unpack.process(b"", output_buffer_limit=STEP)
        except brotli.error as error:
            raise DecodeError("is damaged: its packing does not hold together") from error

    def end(self) -> None:
        if self._began and not self._unpack.is_finished():
            raise DecodeError("broke off before its end")


class _Zstd:
    def __init__(self) -> None:
        self._unpack = self._frame()
        self._began = False

    @staticmethod
    def _frame() -> zstandard.ZstdDecompressionObj:
        return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

    def feed(self, data: bytes) -> Iterator[bytes]:
        for at in range(0, len(data), _ZSTD_SLICE):
            rest = data[at : at + _ZSTD_SLICE]
            while rest:
                if self._unpack.eof:
                    self._unpack = self._frame()
                self._began = True
                try:
                    piece = self._unpack.decompress(rest)
                except zstandard.ZstdError as error:
                    raise DecodeError("is damaged: its packing does not hold together") from error
                if piece:
                    yield piece
                rest = self._unpack.unused_data if self._unpack.eof else b""

    def end(self) -> None:
        if self._began and not self._unpack.eof:
            raise DecodeError("broke off before its end")


class _Chain:
    """Several codings, undone in the order given."""

    def __init__(self, decoders: list[Decoder]) -> None:
        self._decoders = decoders

    def feed(self, data: bytes) -> Iterator[bytes]:
        pieces: Iterable[bytes] = (data,)
        for decoder in self._decoders:
            pieces = _through(decoder, pieces)
        yield from pieces

    def end(self) -> None:
        for decoder in self._decoders:
            decoder.end()


def _through(decoder: Decoder, pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield from decoder.feed(piece)


def decoder(content_encoding: str) -> Decoder:
    """What undoes a Content-Encoding header. Raises DecodeError for codings that nobody asked for."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    names = [name for name in names if name not in ("", "identity", "none", "utf-8")]
    if len(names) > _MOST_CODINGS:
        raise DecodeError("is packed over and over")
    return _Chain([_one(name) for name in reversed(names)])


def _one(name: str) -> Decoder:
    if name in ("gzip", "x-gzip"):
        return _Zlib(gzip=True)
    if name == "deflate":
        return _Zlib(gzip=False)
    if name == "br":
        return _Brotli()
    if name == "zstd":
        return _Zstd()
    raise DecodeError(f"is packed in a way that nobody asked for ({name[:30]})")
