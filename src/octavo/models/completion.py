"""The stream of a chat completion: server-sent events → pieces of text, and what they cost.

The protocol is the one of https://platform.openai.com/docs/api-reference/chat/streaming, which llama.cpp, Ollama, vLLM,
LocalAI and LM Studio speak as well: lines `data: {json}`, the last of them `data: [DONE]`. A server that does not
stream answers with one object, which is read too. Whatever else comes is an error: an answer is believed to be whole
only where the server said why it ended.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LONGEST = 1 << 20
"""Bytes of one line: a token with its wrapping has 300, a whole answer in one object some kilobytes."""


class Garbage(ValueError):
    """What came is no completion."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a text took, as the server counts it; 0 where it does not say."""

    tokens_read: int
    tokens_written: int


class Completion:
    """Reads one answer. `feed` gives the text as it comes, `end` whether that was all of it."""

    def __init__(self) -> None:
        self.usage = Usage(0, 0)
        self.why_ended = ""
        """As the server says: `stop`, `length`; empty before it ended."""
        self._rest = b""
        self._whole: bool | None = None
        """Whether the answer is one object and no stream; None before the first byte of it."""
        self._thinking = _Thinking()

    def feed(self, data: bytes) -> Iterator[str]:
        """The pieces of text that `data` completes. Raises Garbage."""
        self._rest += data
        if self._whole is None and (begun := self._rest.lstrip()):
            self._whole = begun.startswith(b"{")
        if not self._whole:
            *lines, self._rest = self._rest.split(b"\n")
            for line in lines:
                yield from self._event(line.strip())
        if len(self._rest) > LONGEST:
            raise Garbage("one line of the answer has no end")

    def end(self) -> Iterator[str]:
        """What is left. Raises Garbage where the answer was not whole."""
        if self._whole:
            yield from self._object(_read(self._rest), "message")
        elif self._rest.strip():
            yield from self._event(self._rest.strip())
        if not self.why_ended:
            raise Garbage("the answer broke off before its end")
        yield from self._thinking.end()

    def _event(self, line: bytes) -> Iterator[str]:
        if not line or line.startswith((b":", b"event:", b"id:", b"retry:")):
            return
        if not line.startswith(b"data:"):
            raise Garbage("the answer is no stream of events")
        data = line.removeprefix(b"data:").strip()
        if data == b"[DONE]":
            self.why_ended = self.why_ended or "stop"
        elif data:
            yield from self._object(_read(data), "delta")

    def _object(self, found: Any, part: str) -> Iterator[str]:
        if not isinstance(found, dict):
            raise Garbage("an event is no object")
        if error := found.get("error"):
            said = error.get("message") if isinstance(error, dict) else error
            raise Garbage(f"the server says: {str(said)[:200]}")
        if isinstance(usage := found.get("usage"), dict):
            self.usage = Usage(_count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens")))
        choices = found.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else {}
        if not isinstance(choice, dict):
            raise Garbage("an event's choice is no object")
        said = choice.get(part)
        text = said.get("content") if isinstance(said, dict) else None
        if isinstance(text, str):
            yield from self._thinking.feed(text)
        if isinstance(why := choice.get("finish_reason"), str):
            self.why_ended = why or "stop"


class _Thinking:
    """Leaves out what some models say to themselves before they answer: `<think>…</think>` at the beginning."""

    _BEGIN, _END = "<think>", "</think>"

    def __init__(self) -> None:
        self._held = ""
        self._state = "before"

    def feed(self, text: str) -> Iterator[str]:
        """What of the text is meant for others."""
        if self._state == "after":
            yield text
            return
        self._held += text
        if self._state == "before":
            begun = self._held.lstrip()
            if self._BEGIN.startswith(begun[: len(self._BEGIN)]) and len(begun) < len(self._BEGIN):
                return
            self._state = "within" if begun.startswith(self._BEGIN) else "after"
            if self._state == "after":
                yield from self.end()
                return
        if self._END in self._held:
            self._held, self._state = self._held.partition(self._END)[2].lstrip(), "after"
            yield from self.end()

    def end(self) -> Iterator[str]:
        """What was held back and is meant for others."""
        held, self._held = self._held, ""
        if held and self._state != "within":
            yield held


def _read(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Garbage(f"an event is no JSON ({type(error).__name__})") from error


def _count(value: Any) -> int:
    return max(0, value) if isinstance(value, int) and not isinstance(value, bool) else 0
