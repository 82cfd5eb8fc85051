"""Words for addresses: letters of any script as they are; browsers encode them, and readers read them."""

from __future__ import annotations

import re
import unicodedata

LENGTH = 50


def slug(title: str) -> str:
    """The words of a title for an address: letters of any script, lower case, hyphens between; empty for none."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", title).casefold().replace("’", "").replace("'", ""))
    kept = "-".join(words)
    if len(kept) > LENGTH:
        kept = kept[: LENGTH + 1].rpartition("-")[0] or kept[:LENGTH]
    return kept
