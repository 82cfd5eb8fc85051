"""Make the filter of common passwords: python -m evaluation.train_passwords LIST...

Each LIST is a text file, perhaps gzipped, of one password a line, such as the 20,000 that Django ships
(`django/contrib/auth/common-passwords.txt.gz`, BSD), or a Python file of quoted, comma-separated ones, such as the
frequency lists of zxcvbn (MIT). Written to src/octavo/accounts/common.bin.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

from octavo.accounts.common import LEAST, filter_of

OUT = Path(__file__).parent.parent / "src" / "octavo" / "accounts" / "common.bin"


def main() -> None:
    """Read the lists, write the filter."""
    words: set[str] = set()
    for path in map(Path, sys.argv[1:]):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        words.update(re.split(r"[\s,'\"]+", data.decode("utf-8")))
    kept = {word.casefold() for word in words if len(word) >= LEAST}
    OUT.write_bytes(filter_of(kept))
    print(f"{len(kept)} passwords of {len(words)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
