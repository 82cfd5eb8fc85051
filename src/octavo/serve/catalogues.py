"""The catalogues of the interface's languages: `locale/LANGUAGE/LC_MESSAGES/octavo.po`, read as translators write them.

They are read once, at the start, and compiled in memory: a few hundredths of a second each. So there is no compiled
file that could be missing from a package or lag behind (docs/decisions/0019).
"""

from __future__ import annotations

import io
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = "en"
"""The language that the code itself is written in; its catalogue repeats it, and may put it better."""


def catalogues() -> dict[str, NullTranslations]:
    """Every language that has a catalogue, by its code; the code's own first, to which everybody else's falls back.

    What a catalogue does not translate, or only guesses (`fuzzy`), is said in English.
    """
    folder = files(__package__) / "locale"
    codes = sorted(
        (entry.name for entry in folder.iterdir() if entry.is_dir()), key=lambda code: (code != SOURCE, code)
    )
    return {code: _compiled(_file(folder, code)) for code in codes}


def _file(folder: Traversable, code: str) -> Traversable:
    return folder / code / "LC_MESSAGES" / "octavo.po"


def _compiled(file: Traversable) -> GNUTranslations:
    with file.open("rb") as written:
        catalogue = read_po(written, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
