"""Loads what nearly every article needs, when imported: the language guesser, the English tagger and the
embedder (4 s, 310 MB).

The process pool's fork server imports it once. Its children share the loaded pages, start with the models in hand, and
have them not counted against the memory of a job. Other languages' models are loaded by the child that meets the first
article in one: they fit into what a job may add.
"""

from __future__ import annotations

import contextlib
import os

# Before the first import of a numeric library: a fork server must have no threads, and it is the pool's processes that
# run side by side.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from octavo.models.bundled import MODELS  # noqa: E402

# A model that cannot be loaded must not end the fork server: whoever asks for it is told so again, with the reason.
with contextlib.suppress(Exception):
    MODELS.guesser()
with contextlib.suppress(Exception):
    MODELS.tagger("en")
with contextlib.suppress(Exception):
    MODELS.embedder()
