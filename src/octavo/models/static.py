"""Static embeddings (Model2Vec): a text's vector is the mean of its tokens' vectors.

The weights are mapped, not read: processes share them, and only the rows of words that occur are ever loaded. The file
formats are those of safetensors and of the `tokenizers` library, which is needed for these models alone.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.models.hub import Installed, find
from octavo.news.errors import ModelError

MOST_TOKENS = 512
_TYPES = {"F32": "<f4", "F16": "<f2", "F64": "<f8", "I64": "<i8", "I32": "<i4"}


class StaticEmbedder:
    """Implements ports.Embedder."""

    def __init__(self, there: Installed) -> None:
        """Open an installed model. Raises ModelError where its files or the library for them are missing."""
        self.model, self.languages = there.model, find(there.name).languages
        try:
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ModelError(
                f"{there.name} needs the library tokenizers", subject=there.name, advice="pip install 'octavo[models]'"
            ) from error
        try:
            tensors = read_safetensors(there.folder / "model.safetensors")
            self._rows = tensors["embeddings"]
            self._mapping, self._weights = tensors.get("mapping"), tensors.get("weights")
            self._tokenizer: Any = Tokenizer.from_file(str(there.folder / "tokenizer.json"))
        except Exception as error:  # the library raises nothing narrower
            raise ModelError(f"{there.name} cannot be read: {error}", subject=there.name) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._unknown = _unknown(self._tokenizer)

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of unit length a text, in order; an empty one where the model knows none of its words."""
        encoded = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [self._mean([number for number in one.ids if number != self._unknown]) for one in encoded]

    def _mean(self, tokens: list[int]) -> list[float]:
        if not tokens:
            return []
        rows = self._rows[tokens if self._mapping is None else self._mapping[tokens]].astype(np.float32)
        if self._weights is not None:
            rows = rows * self._weights[tokens][:, None]
        mean = rows.mean(0)
        length = float(np.linalg.norm(mean))
        vector: list[float] = (mean / length).tolist() if length else []
        return vector


def read_safetensors(place: Path) -> dict[str, NDArray[Any]]:
    """The tensors of a file, mapped. Raises ValueError where it is none, or holds types that are not read.

    The format: 8 bytes with the length of a JSON header, the header (by name: dtype, shape, data_offsets), the data.
    """
    size = place.stat().st_size
    with place.open("rb") as data:
        (length,) = struct.unpack("<Q", data.read(8))
        if length > min(size, 100 << 20):
            raise ValueError(f"{place.name} is no safetensors file")
        header = json.loads(data.read(length))
    tensors: dict[str, NDArray[Any]] = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        if entry["dtype"] not in _TYPES:
            raise ValueError(f"{name} in {place.name} is of type {entry['dtype']}, which is not read")
        kind, shape = np.dtype(_TYPES[entry["dtype"]]), tuple(entry["shape"])
        begin, end = entry["data_offsets"]
        if end - begin != int(np.prod(shape)) * kind.itemsize or 8 + length + end > size:
            raise ValueError(f"{place.name} is cut off")
        tensors[name] = np.memmap(place, kind, "r", 8 + length + begin, shape)
    return tensors


def _unknown(tokenizer: Any) -> int | None:
    """The id that stands for words the tokenizer does not know."""
    model = json.loads(tokenizer.to_str())["model"]
    if "unk_id" in model:
        return None if model["unk_id"] is None else int(model["unk_id"])
    token = model.get("unk_token")
    return None if token is None else tokenizer.token_to_id(token)
