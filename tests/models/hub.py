"""A hub on loopback with one small model, in the forms that real ones have."""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import replace

from tests.site import Reply, Request, Site

from octavo.models.hub import HubModel, find

WORDS = {"[UNK]": 0, "ferry": 1, "sank": 2, "profit": 3, "rose": 4}
ROWS = ((9.0, 9.0), (2.0, 0.0), (1.0, 0.0), (0.0, 2.0), (0.0, 1.0))
"""Of WORDS; the first must never be seen."""


def safetensors(**tensors: tuple[str, tuple[int, ...], bytes]) -> bytes:
    """A file of tensors: name → (type, shape, data)."""
    header, data = {}, b""
    for name, (kind, shape, values) in tensors.items():
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    head = json.dumps({"__metadata__": {"made": "here"}, **header}).encode()
    return struct.pack("<Q", len(head)) + head + data


def weights() -> bytes:
    numbers = [number for row in ROWS for number in row]
    return safetensors(embeddings=("F32", (len(ROWS), 2), struct.pack(f"<{len(numbers)}f", *numbers)))


def tokenizer() -> bytes:
    return json.dumps(
        {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "post_processor": None,
            "decoder": None, "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
            "model": {"type": "WordLevel", "vocab": WORDS, "unk_token": "[UNK]"},
        }
    ).encode()  # fmt: skip


FILES = {"model.safetensors": weights(), "tokenizer.json": tokenizer(), "config.json": b'{"normalize": true}'}

MODEL: HubModel = replace(find("potion-base-8M"), revision="main")


def serve(site: Site, files: dict[str, bytes] | None = None, *, ranges: bool = True) -> str:
    """Put the model on a site; the hub's address."""
    base = f"http://127.0.0.1:{site.port}"
    repository = "minishlab/potion-base-8M"
    rows = [{"type": "directory", "oid": "0" * 40, "size": 0, "path": "onnx"}]
    for name, body in (files or FILES).items():
        git = hashlib.sha1(f"blob {len(body)}\0".encode() + body).hexdigest()
        large = {"lfs": {"oid": hashlib.sha256(body).hexdigest(), "size": len(body)}} if "safe" in name else {}
        rows.append({"type": "file", "oid": git, "size": len(body), "path": name, **large})
        # As the great hubs do, the address of a file leads to another host's.
        site[f"{base}/{repository}/resolve/main/{name}"] = Reply(status=302, location=f"{base}/store/{name}")
        site[f"{base}/store/{name}"] = _sender(body, ranges)
    site[f"{base}/api/models/{repository}/tree/main"] = Reply(json.dumps(rows).encode(), type="application/json")
    return base


def _sender(body: bytes, ranges: bool):  # type: ignore[no-untyped-def]
    def send(request: Request) -> Reply:
        wanted = request.header("Range")
        if not wanted or not ranges:
            return Reply(body, type="application/octet-stream")
        first, _, last = wanted.removeprefix("bytes=").partition("-")
        part = body[int(first) : int(last) + 1]
        return Reply(part, 206, [("Content-Range", f"bytes {first}-{last}/{len(body)}")], "application/octet-stream")

    return send
