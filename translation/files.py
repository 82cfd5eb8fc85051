"""The catalogues as files: read, brought up to date with what the source says, written so that they seldom change."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from translation.messages import FOLDER

ORIGINAL = "en"
_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def path_of(language: str) -> Path:
    """Where a language's catalogue lies."""
    return FOLDER / language / "LC_MESSAGES" / "octavo.po"


def languages() -> list[str]:
    """Those that have one."""
    return sorted(path.name for path in FOLDER.iterdir() if path_of(path.name).is_file())


def read(language: str) -> Catalog:
    """A catalogue as it lies there; an empty one for a language that has none yet."""
    if not path_of(language).is_file():
        return _empty(language)
    with path_of(language).open("rb") as file:
        return read_po(file, abort_invalid=True)


def updated(language: str, template: Catalog) -> Catalog:
    """What the source says now, with the translations there are. Nothing is guessed from likeness: a near sentence
    under another's words is worse than the English. Those of messages that are gone are kept apart, at the end."""
    found, new = read(language), _empty(language)
    for message in template:
        if message.id:
            old = found.get(message.id) or found.obsolete.get(message.id)
            fuzzy = ("fuzzy",) if old and old.fuzzy else ()
            new.add(message.id, _kept(found, message, language), message.locations, fuzzy,
                    user_comments=old.user_comments if old else ())  # fmt: skip
    for message in (*found, *found.obsolete.values()):
        if message.id and any(message.string) and message.id not in new:
            new.obsolete[message.id] = message
    return new


def write(language: str, catalogue: Catalog) -> bool:
    """Whether the file is another than before."""
    written = io.BytesIO()
    write_po(written, catalogue, width=120, include_lineno=False, sort_by_file=True, omit_header=True)
    # A header of our own: Babel's says when, and the file would change every time.
    text = _HEADER.format(language=language, plurals=plural_forms(language)).encode()
    whole = text + written.getvalue()
    path = path_of(language)
    if path.is_file() and path.read_bytes() == whole:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(whole)
    return True


def _kept(found: Catalog, message: Message, language: str) -> str | tuple[str, ...]:
    """The translation there is. The original's is the message itself."""
    old = found.get(message.id) or found.obsolete.get(message.id)
    plural = isinstance(message.id, tuple)
    if old is not None and isinstance(old.string, tuple) == plural and any(old.string):
        return old.string
    if language == ORIGINAL:
        return message.id
    return ("",) * found.num_plurals if plural else ""


def _empty(language: str) -> Catalog:
    """With the plural forms of CLDR, in its order: zero, one, two, few, many, other, those that the language has."""
    catalogue = Catalog(language, fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", plural_forms(language))]
    return catalogue


def plural_forms(language: str) -> str:
    """CLDR's rule as gettext writes it. Numbers here are whole and written out: their compact exponent, which gettext
    does not know, is nought (Unicode TS 35, part 3, Operands: `c`, `e`)."""
    return re.sub(r"\b[ce]\b", "0", to_gettext(Locale.parse(language).plural_form))
