"""Sound and film for the newsroom's episodes, made by code: as long as the pages say, small, always the same.

Sound is a WAV file (RIFF, 8-bit mono) of soft chords. Film is a WebM file of VP8 key frames: a lossy WebP picture is
one VP8 key frame (RFC 9649 section 2.5), and Matroska (RFC 9559) needs few elements around it, so Pillow is
all it takes.
"""

from __future__ import annotations

import math
import struct
from functools import lru_cache
from io import BytesIO

from octavo.sample.pictures import draw_scene

RATE = 8000
"""Samples, and bytes, a second."""

_LOOP_SECONDS = 16
_CHORDS = ((220.0, 277.2, 329.6), (196.0, 246.9, 293.7), (174.6, 220.0, 261.6), (196.0, 246.9, 329.6))


def wav_size(seconds: int) -> int:
    """Bytes of the sound of this length."""
    return 44 + RATE * seconds


def wav_part(seconds: int, start: int, stop: int) -> bytes:
    """Bytes `start` to `stop` (exclusive) of the sound: a part is made without the whole."""
    head = _wav_head(seconds)[start:stop]
    first, last = max(start - 44, 0), max(stop - 44, 0)
    loop = _loop()
    begin = first % len(loop)
    rounds = (last - first + begin) // len(loop) + 1
    return head + (loop * rounds)[begin : begin + last - first]


def _wav_head(seconds: int) -> bytes:
    data = RATE * seconds
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + data, b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE, 1, 8, b"data", data
    )


@lru_cache(maxsize=1)
def _loop() -> bytes:
    """Sixteen seconds of four chords that swell and fade, so that the end meets the beginning."""
    samples = bytearray()
    length = RATE * _LOOP_SECONDS // len(_CHORDS)
    for chord in _CHORDS:
        for n in range(length):
            swell = math.sin(math.pi * n / length) ** 2
            samples.append(128 + round(30 * swell * sum(math.sin(6.28318 * f * n / RATE) for f in chord) / 3))
    return bytes(samples)


_FILM = (640, 360)
_STEPS = 12
"""Different frames; the film pans over its picture and back."""


@lru_cache(maxsize=8)
def webm(scene: str, seed: int, seconds: int) -> bytes:
    """A silent film of this length: a slow pan over a drawn scene, two frames a second."""
    frames = _frames(scene, seed)
    there_and_back = [*frames, *frames[-2:0:-1]]
    clusters = b"".join(
        _cluster(second, [there_and_back[(second * 2 + half) % len(there_and_back)] for half in (0, 1)])
        for second in range(seconds)
    )
    video = _element(0xB0, _uint(_FILM[0])) + _element(0xBA, _uint(_FILM[1]))
    track = (
        _element(0xD7, _uint(1)) + _element(0x73C5, _uint(1)) + _element(0x83, _uint(1))
        + _element(0x86, b"V_VP8") + _element(0xE0, video)
    )  # fmt: skip
    info = (
        _element(0x2AD7B1, _uint(1_000_000)) + _element(0x4489, struct.pack(">d", seconds * 1000.0))
        + _element(0x4D80, b"Octavo") + _element(0x5741, b"Octavo")
    )  # fmt: skip
    head = (
        _element(0x4286, _uint(1)) + _element(0x42F7, _uint(1)) + _element(0x42F2, _uint(4))
        + _element(0x42F3, _uint(8)) + _element(0x4282, b"webm")
        + _element(0x4287, _uint(2)) + _element(0x4285, _uint(2))
    )  # fmt: skip
    segment = _element(0x1549A966, info) + _element(0x1654AE6B, _element(0xAE, track)) + clusters
    return _element(0x1A45DFA3, head) + _element(0x18538067, segment)


def _frames(scene: str, seed: int) -> list[bytes]:
    """VP8 key frames out of WebP files: the payload of the `VP8 ` chunk."""
    picture = draw_scene(scene, seed)
    frames = []
    for step in range(_STEPS):
        left = step * 16
        out = BytesIO()
        picture.crop((left, 60, left + 960, 600)).resize(_FILM).save(out, "WEBP", quality=55)
        chunk = out.getvalue()
        if chunk[12:16] != b"VP8 ":
            raise ValueError(f"expected a simple lossy WebP, found chunk {chunk[12:16]!r}")
        frames.append(chunk[20 : 20 + struct.unpack("<I", chunk[16:20])[0]])
    return frames


def _cluster(second: int, frames: list[bytes]) -> bytes:
    """One second of film: Matroska's Cluster with two SimpleBlocks, each a key frame (flag 0x80)."""
    blocks = b"".join(
        _element(0xA3, struct.pack(">BhB", 0x81, half * 500, 0x80) + frame) for half, frame in enumerate(frames)
    )
    return _element(0x1F43B675, _element(0xE7, _uint(second * 1000)) + blocks)


def _element(identifier: int, payload: bytes) -> bytes:
    """An EBML element; its size always in eight bytes, which keeps the arithmetic out."""
    name = identifier.to_bytes((identifier.bit_length() + 7) // 8, "big")
    return name + b"\x01" + len(payload).to_bytes(7, "big") + payload


def _uint(value: int) -> bytes:
    return value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big")
