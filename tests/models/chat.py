"""What an OpenAI-compatible server sends."""

from __future__ import annotations

import json
from typing import Any

from tests.site import Reply


def said(text: str) -> dict[str, Any]:
    """An event with a piece of text."""
    return {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]}


def events(*each: Any, end: str = "\n") -> bytes:
    """Events as they go over the line."""
    return "".join(f"data: {json.dumps(one, ensure_ascii=False)}\n{end}" for one in each).encode()


STOP = events({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
DONE = STOP + events({"choices": [], "usage": {"prompt_tokens": 120, "completion_tokens": 7}}) + b"data: [DONE]\n\n"


def streamed(*pieces: str) -> Reply:
    """A whole answer."""
    body = events({"choices": [{"index": 0, "delta": {"role": "assistant"}}]}, *map(said, pieces)) + DONE
    return Reply(body, type="text/event-stream", chunked=True)
