"""Argos Translate, where somebody has installed it (`pip install argostranslate`) with packages for pairs of languages.

Octavo installs neither. The package is imported when a translation is first asked for: it takes seconds to load.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

from octavo.news.errors import ModelError


class ArgosTranslator:
    """Implements ports.Translator."""

    name = "Argos Translate"

    def translates(self, source: str, target: str) -> bool:
        """See ports.Translator."""
        return _pair(source, target) is not None

    def translate(self, text: str, source: str, target: str) -> str:
        """See ports.Translator."""
        pair = _pair(source, target)
        if pair is None:
            raise ModelError(f"Argos Translate has no package from {source} to {target}", subject=f"{source}-{target}")
        try:
            return str(pair.translate(text))
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelError(f"Argos Translate failed: {error}", subject=f"{source}-{target}") from error


def argos() -> ArgosTranslator | None:
    """The translator; None where the package is not installed."""
    return ArgosTranslator() if find_spec("argostranslate") else None


@cache
def _pair(source: str, target: str) -> Any:
    from argostranslate import translate  # takes seconds, and gigabytes where its packages are large

    by_code = {language.code: language for language in translate.get_installed_languages()}
    here, there = by_code.get(source), by_code.get(target)
    return here.get_translation(there) if here and there else None
