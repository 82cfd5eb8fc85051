"""Content codings undone piece by piece."""

import gzip
import random
import tracemalloc
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.site import pack

from octavo.fetch.decode import STEP, DecodeError, decoder

CODINGS = ["gzip", "deflate", "br", "zstd"]
TEXT = "".join(random.Random(7).choices("abcdefghij \n", k=300_000)).encode()


def unpack(coding: str, *data: bytes) -> bytes:
    one = decoder(coding)
    out = b"".join(piece for part in data for piece in one.feed(part))
    one.end()
    return out


def slices(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("size", [1, 7, 1000, 1 << 20])
def test_a_body_comes_out_as_it_went_in_however_it_is_cut(coding, size):
    text = TEXT if size > 1 else TEXT[:5000]
    assert unpack(coding, *slices(pack(text, coding), size)) == text


@pytest.mark.parametrize("coding", CODINGS)
@given(st.binary(max_size=2000), st.integers(1, 50))
@settings(max_examples=40)
def test_any_body_comes_out(coding, body, size):
    assert unpack(coding, *slices(pack(body, coding), size)) == body


@pytest.mark.parametrize("size", [STEP - 1, STEP, STEP + 1, 2 * STEP, 3 * STEP + 200])
@pytest.mark.parametrize("coding", CODINGS)
def test_sizes_about_the_step(coding, size):
    assert unpack(coding, pack(bytes(size), coding)) == bytes(size)


@pytest.mark.parametrize("written", ["", "identity", "Identity", " , identity"])
def test_no_coding(written):
    assert unpack(written, b"as ", b"is") == b"as is"


@pytest.mark.parametrize("written", ["gzip", "x-gzip", "GZIP", "identity, gzip", "gzip,"])
def test_gzip_by_its_names(written):
    assert unpack(written, gzip.compress(TEXT)) == TEXT


def test_deflate_without_its_zlib_header():
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    assert unpack("deflate", packer.compress(TEXT) + packer.flush()) == TEXT


def test_two_codings_are_undone_from_the_last():
    assert unpack("gzip, br", brotli.compress(gzip.compress(TEXT))) == TEXT


@pytest.mark.parametrize("size", [5, 1 << 20])
def test_gzip_of_several_members(size):
    data = gzip.compress(TEXT[:1000]) + gzip.compress(b"") + gzip.compress(TEXT[1000:])
    assert unpack("gzip", *slices(data, size)) == TEXT


def test_zstd_of_several_frames():
    data = zstandard.compress(TEXT[:1000]) + zstandard.compress(TEXT[1000:])
    assert unpack("zstd", *slices(data, 300)) == TEXT


@pytest.mark.parametrize("rest", [b"\0\0\0", b"trailing rubbish"])
def test_what_follows_the_last_gzip_member_is_passed_over(rest):
    assert unpack("gzip", gzip.compress(TEXT), rest) == TEXT
    assert unpack("gzip", gzip.compress(TEXT) + rest, rest) == TEXT


@pytest.mark.parametrize("coding", CODINGS)
def test_nothing_is_nothing(coding):
    assert unpack(coding) == b""


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("left", [0.1, 0.5, 0.99])
def test_a_truncated_body_is_told(coding, left):
    data = pack(TEXT, coding)
    with pytest.raises(DecodeError, match="broke off"):
        unpack(coding, data[: int(len(data) * left)])


@pytest.mark.parametrize("coding", CODINGS)
def test_rubbish_is_told(coding):
    with pytest.raises(DecodeError, match=r"damaged|broke off"):
        unpack(coding, b"<html>not packed at all</html>" * 20)


def test_gzip_lying_about_its_length():
    data = bytearray(gzip.compress(TEXT))
    data[-4:] = (12345).to_bytes(4, "little")
    with pytest.raises(DecodeError, match="incorrect length check"):
        unpack("gzip", bytes(data))


def test_gzip_lying_about_its_checksum():
    data = bytearray(gzip.compress(TEXT))
    data[-8] ^= 1
    with pytest.raises(DecodeError, match="incorrect data check"):
        unpack("gzip", bytes(data))


@pytest.mark.parametrize("written", ["compress", "exi", "gzip, br, gzip", "pack200-gzip", "x" * 500])
def test_what_nobody_asked_for_is_refused(written):
    with pytest.raises(DecodeError):
        decoder(written)


@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_opens_in_small_pieces(coding):
    bomb = pack(bytes(40 << 20), coding)
    assert len(bomb) * 900 < 40 << 20
    tracemalloc.start()
    pieces, largest, total = 0, 0, 0
    for piece in decoder(coding).feed(bomb):
        pieces, largest, total = pieces + 1, max(largest, len(piece)), total + len(piece)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == 40 << 20
    assert largest <= 8 << 20
    assert peak < 20 << 20


def test_a_zstd_window_beyond_the_standard_is_refused():
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    data = packer.compress(TEXT * 40) + packer.flush()
    with pytest.raises(DecodeError):
        unpack("zstd", data)
