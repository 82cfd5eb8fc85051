"""A translation package that is installed on this machine, or is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

from octavo.models import argos
from octavo.news.errors import ModelError


@dataclass
class Pair:
    fails: bool = False

    def translate(self, text: str) -> str:
        if self.fails:
            raise RuntimeError("out of memory")
        return text.upper()


@dataclass
class Language:
    code: str
    fails: bool = False

    def get_translation(self, other: Language) -> Pair | None:
        return Pair(self.fails) if other.code == "fr" else None


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    package, inside = ModuleType("argostranslate"), ModuleType("argostranslate.translate")
    package.__spec__ = ModuleSpec("argostranslate", None)
    inside.get_installed_languages = lambda: [Language("en"), Language("fr"), Language("de", fails=True)]  # type: ignore[attr-defined]
    package.translate = inside  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "argostranslate", package)
    monkeypatch.setitem(sys.modules, "argostranslate.translate", inside)
    argos._pair.cache_clear()
    yield
    argos._pair.cache_clear()


def test_without_the_package_nobody_translates() -> None:
    if "argostranslate" in sys.modules:
        pytest.skip("Argos Translate is installed here")
    assert argos.argos() is None


@pytest.mark.usefixtures("installed")
def test_it_translates_between_the_languages_that_it_has_packages_for() -> None:
    translator = argos.argos()
    assert translator
    assert translator.translates("en", "fr")
    assert not translator.translates("fr", "en")
    assert not translator.translates("en", "ja")
    assert translator.translate("a ferry", "en", "fr") == "A FERRY"
    with pytest.raises(ModelError, match="no package from en to ja"):
        translator.translate("a ferry", "en", "ja")
    with pytest.raises(ModelError, match="out of memory"):
        translator.translate("eine Fähre", "de", "fr")
