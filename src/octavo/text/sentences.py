"""Sentences of a text, as spans: by sentencex (Wikimedia), whose rules know the abbreviations of 240 languages."""

from __future__ import annotations

import sentencex

Span = tuple[int, int]
"""Start and end, in characters of the text."""


def sentence_spans(text: str, language: str) -> list[Span]:
    """The sentences in order, without the white space around them; a blank line always ends one.

    `language` is ISO 639-1; for an unknown or empty one the rules common to all languages hold.
    """
    spans = []
    for found in sentencex.get_sentence_boundaries(language or "en", text):
        start, end = found["start_index"], found["end_index"]
        sentence = text[start:end]
        stripped = sentence.strip()
        if stripped:
            start += len(sentence) - len(sentence.lstrip())
            spans.append((start, start + len(stripped)))
    return spans
