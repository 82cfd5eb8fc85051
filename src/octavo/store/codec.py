"""Nouns ↔ JSON ↔ compressed bytes, for what the store keeps whole and never searches: bodies, entries, feed states.

Only fields that differ from their defaults are written, so that a field added later reads back from older rows; what
older rows say of a field that is gone is read past. Moments are written as in every column, in microseconds since 1970.
"""

from __future__ import annotations

import json
import operator
import struct
import threading
import types
import typing
from collections.abc import Callable, Hashable, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast

import zstandard

from octavo.news.articles import Block

T = TypeVar("T")
Reader = Callable[[Any], Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LEVEL = 3
"""Of Zstandard: on news pages 10 takes four times as long for a twentieth less."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_AS_THEY_ARE = frozenset({str, int, float, bool, types.NoneType})
_local = threading.local()


def micros(moment: datetime) -> int:
    """Microseconds since 1970. Raises ValueError where the moment has no zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone: pass an aware datetime")
    return (moment - _EPOCH) // _MICROSECOND


def moment(value: int) -> datetime:
    """The moment of a column, in UTC."""
    return _EPOCH + timedelta(microseconds=value)


def micros_or_none(value: datetime | None) -> int | None:
    """Like micros, None for None."""
    return None if value is None else micros(value)


def moment_or_none(value: int | None) -> datetime | None:
    """Like moment, None for None."""
    return None if value is None else moment(value)


def squeeze(data: bytes) -> bytes:
    """Compressed with Zstandard, its length inside."""
    if not hasattr(_local, "compressor"):
        _local.compressor = zstandard.ZstdCompressor(level=_LEVEL)
    return bytes(_local.compressor.compress(data))


def unsqueeze(data: bytes) -> bytes:
    """What squeeze was given. Raises ValueError where it is damaged."""
    if not hasattr(_local, "decompressor"):
        _local.decompressor = zstandard.ZstdDecompressor()
    try:
        return bytes(_local.decompressor.decompress(data))
    except zstandard.ZstdError as error:
        raise ValueError(f"what is stored here is damaged: {error}") from error


def dumps(noun: Any) -> str:
    """A dataclass, or a tuple of them, as JSON text."""
    return _encode(_plain(noun))


def loads(kind: type[T], text: str) -> T:
    """The noun of `kind` that dumps wrote."""
    return cast(T, _reader(cast(Hashable, kind))(json.loads(text)))


def pack(noun: Any) -> bytes:
    """dumps, compressed."""
    return squeeze(dumps(noun).encode("utf-8", "surrogatepass"))


def unpack(kind: type[T], data: bytes) -> T:
    """The noun of `kind` that pack was given."""
    return loads(kind, unsqueeze(data).decode("utf-8", "surrogatepass"))


def pack_blocks(body: Sequence[Block]) -> bytes:
    """A body, compressed."""
    return pack(tuple(body))


def unpack_blocks(data: bytes) -> tuple[Block, ...]:
    """The body that pack_blocks was given."""
    read = _reader(Block)
    return tuple(read(block) for block in json.loads(unsqueeze(data).decode("utf-8", "surrogatepass")))


def pack_floats(numbers: Sequence[float]) -> bytes:
    """As 16-bit floats, little-endian: of vectors of unit length, cosines stay exact to three digits."""
    try:
        return struct.pack(f"<{len(numbers)}e", *numbers)
    except (OverflowError, struct.error) as error:
        raise ValueError(f"not a vector of unit length: {error}") from error


def unpack_floats(data: bytes) -> tuple[float, ...]:
    """What pack_floats was given, rounded to 16 bits."""
    return struct.unpack(f"<{len(data) // 2}e", data)


def _plain(value: Any) -> Any:
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return micros(value)
    if is_dataclass(value):
        names, defaults, parts_of = _parts(cast(Hashable, type(value)))
        return {
            name: part if type(part) in _AS_THEY_ARE else _plain(part)
            for name, default, part in zip(names, defaults, parts_of(value), strict=True)
            if part is not default and part != default
        }
    return value


@cache
def _parts(kind: Any) -> tuple[tuple[str, ...], tuple[Any, ...], Callable[[Any], tuple[Any, ...]]]:
    """Of a dataclass: its fields' names, their defaults (a field without one equals nothing), and what takes the values
    out of an instance."""
    known = fields(kind)
    names = tuple(f.name for f in known)
    defaults = tuple(f.default_factory() if f.default_factory is not MISSING else f.default for f in known)
    if len(names) == 1:
        return names, defaults, lambda value: (getattr(value, names[0]),)
    return names, defaults, operator.attrgetter(*names)


@cache
def _reader(kind: Any) -> Reader:
    """What turns parsed JSON into a value of the annotation `kind`."""
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        make: Callable[..., Any] = cast(Callable[..., Any], kind)
        readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}
        return lambda data: make(**{name: readers[name](part) for name, part in data.items() if name in readers})
    if kind is datetime:
        return moment
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin in (typing.Union, types.UnionType):
        options = [option for option in arguments if option is not types.NoneType]
        if len(options) == 1:
            inner = _reader(options[0])
            return lambda data: None if data is None else inner(data)
    return lambda data: data


def _tuple_reader(arguments: tuple[Any, ...]) -> Reader:
    if arguments[-1] is Ellipsis:
        inner = _reader(arguments[0])
        return lambda data: tuple([inner(part) for part in data])
    each = [_reader(argument) for argument in arguments]
    return lambda data: tuple(read(part) for read, part in zip(each, data, strict=True))
