"""`make catalogues`: bring every catalogue up to date with what the source says, and report what is left to translate.

`python -m translation LANGUAGE` begins one for a language that has none.
"""

from __future__ import annotations

import sys

from babel import Locale, UnknownLocaleError

from translation.faults import faults, share
from translation.files import languages, updated, write
from translation.messages import template

_SHOWN = 20


def main() -> int:
    """0, also where something is left to translate; 2 for a language that does not exist."""
    wanted = sys.argv[1:]
    for code in wanted:
        try:
            Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            print(f"{code} is no code of a language that CLDR knows: try `de`, `pt_BR`", file=sys.stderr)
            return 2
    found = template()
    for language in sorted({*languages(), *wanted}):
        catalogue = updated(language, found)
        changed = write(language, catalogue)
        left = list(faults(catalogue))
        print(f"{language}  {share(catalogue):7.1%} of {len(catalogue)}{'  (changed)' if changed else ''}")
        for fault in left[:_SHOWN]:
            print(f"      {fault}")
        if len(left) > _SHOWN:
            print(f"      and {len(left) - _SHOWN} more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
