"""What the interface says: its messages, taken out of Python and templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

SOURCE = Path(__file__).parent.parent / "src" / "octavo"
FOLDER = SOURCE / "serve" / "locale"

# `count` is Voice.count: a sentence with a number. Its first two arguments are a message and its plural.
_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "ngettext": (1, 2), "count": (1, 2)}
_TEMPLATES = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}

Found = tuple[str, str | tuple[str, ...]]
"""The file that says it, and the message; with its plural where it has one."""


def messages() -> Iterator[Found]:
    """Every message of the source, file by file. Raises jinja2.TemplateSyntaxError for a template at fault."""
    for path in sorted((*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"))):
        method = "python" if path.suffix == ".py" else "jinja2.ext.babel_extract"
        options = {"encoding": "utf-8"} | ({} if path.suffix == ".py" else _TEMPLATES)
        with path.open("rb") as file:
            for _, message, _, _ in extract(method, file, _KEYWORDS, (), options):
                yield path.relative_to(SOURCE).as_posix(), message


def template() -> Catalog:
    """A catalogue of all of them, none translated, each with the files that say it."""
    found = Catalog()
    for place, message in messages():
        # Lines move with every change of a file; its name is enough to find the place, and changes seldom.
        found.add(message, locations=[(place, 0)])
    return found
