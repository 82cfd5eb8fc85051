"""What a worker process answers, as bytes that its parent can read without trusting them.

The process held what strangers sent, in the hands of parsers written in C; one whose fault was used could answer
anything. Unpickling calls whatever a pickle names, so here it may name only what carries facts: Octavo's frozen
dataclasses and errors, the standard library's times, and Python's own errors. Nothing of that does more than hold what
it is given. What remains is an answer that lies, or that takes the parent's memory.
"""

from __future__ import annotations

import builtins
import dataclasses
import io
import pickle
import sys
from functools import cache
from typing import Any, Literal

from octavo.news.errors import ProcessorError

Kind = Literal["value", "error", "memory"]

Answer = tuple[Kind, Any, bool]
"""What became of a job, its value or error, and whether this process ends now."""

_PLAIN = frozenset(
    {
        *(("datetime", name) for name in ("datetime", "date", "time", "timedelta", "timezone")),
        ("octavo.news.errors", "_again"),  # makes an OctavoError without its constructor
    }
)


def pack(kind: Kind, value: Any, tired: bool) -> bytes:
    """An answer as bytes, whatever it is: a value or error that cannot travel becomes an error that can."""
    try:
        packed = pickle.dumps((kind, value, tired), pickle.HIGHEST_PROTOCOL)
        if kind == "error":
            unpack(packed)  # errors are of all kinds: also those that pickle and yet do not come back
    except MemoryError:
        return pickle.dumps(("memory", None, tired))
    except Exception as error:
        said = f"{type(value).__name__}: {value}" if kind == "error" else f"its result cannot be sent: {error}"
        return pickle.dumps(("error", ProcessorError(said[:1000]), tired))
    return packed


def unpack(data: bytes) -> Answer:
    """The answer, of known types only. Raises ProcessorError for anything else."""
    try:
        answer = _Reader(io.BytesIO(data)).load()
        kind, value, tired = answer
    except Exception as error:  # a forged pickle can raise anything
        raise ProcessorError(f"its answer cannot be read: {error}"[:1000]) from error
    if kind not in ("value", "error", "memory") or (kind == "error" and not isinstance(value, Exception)):
        raise ProcessorError("its answer is none")
    return kind, value, bool(tired)


class _Reader(pickle.Unpickler):
    """Knows a few names only."""

    def find_class(self, module: str, name: str) -> Any:
        """What a pickle names. Raises UnpicklingError for what it may not."""
        return _named(module, name)


@cache
def _named(module: str, name: str) -> Any:
    if (module, name) in _PLAIN:
        return getattr(sys.modules[module], name)
    if module == "builtins" and _is_error(found := getattr(builtins, name, None)):
        return found
    if module.startswith("octavo.") and module in sys.modules:  # which it is where the job's function is
        # By its own name in its own module: no way through what a module imports, nor into a class's attributes.
        found = vars(sys.modules[module]).get(name)
        if isinstance(found, type) and found.__module__ == module and (_is_fact(found) or _is_error(found)):
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is nothing that an answer may hold")


def _is_error(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, Exception)


def _is_fact(found: type) -> bool:
    """A frozen dataclass with slots. Its state is set by a method of its own, which a pickle that aims at the class
    itself cannot call; of other classes it could set attributes."""
    return dataclasses.is_dataclass(found) and "__slots__" in vars(found) and "__setstate__" in vars(found)
