"""The models that ship with Octavo, by what they are for; nothing is loaded before somebody asks for one."""

from __future__ import annotations

from octavo.models.embedders import bundled_embedder
from octavo.models.languages import bundled_guesser
from octavo.models.taggers import bundled_tagger
from octavo.ports import Models

MODELS = Models(guesser=bundled_guesser, tagger=bundled_tagger, embedder=bundled_embedder)
"""Handed to the stages: pickled by the names of its functions, which load once a process."""
