"""Whose text it is: copies of other publishers' texts, whole, trimmed, extended or rewritten, and where they began.

For weaving, which remembers one `Imprint` of each article:

    imprint = imprint_of(stored, publisher_names, agencies)   # of an arrival
    index = CopyIndex()                                       # one for all arrivals
    index.restore(imprint, copy)                              # at start, of what was decided before, oldest first
    found = index.add(imprint)                                # an arrival, or an edited text anew
        found.copy                    -> Woven.copy
        found.changed, found.freed    -> Woven.copies, Woven.freed
        found.alike                   # Match(other, here, there): texts that share, whoever published them
    index.remove(article)                                     # an article that is gone

    pack(imprint) -> bytes, unpack(data, article, publisher, shown) -> Imprint     # for the sketch

The index decides from fingerprints alone, which is right about whether and of whom; the shares `kept` and `own` and the
manner are estimates. Where both texts are at hand, `refined(copy, text, near_text, language)` measures them by words:
one more text to read for each copy, that of `copy.near`. Texts are those of `plain_text(article.body)`.

For the page, `aligned(text, other, language)` sets the two texts side by side.
"""

from octavo.stories.copies.align import Shares, aligned, refined, shares
from octavo.stories.copies.credit import credit_of
from octavo.stories.copies.decision import Match
from octavo.stories.copies.imprint import Imprint, imprint_of, pack, unpack
from octavo.stories.copies.index import CopyIndex, Found
from octavo.stories.copies.shingles import plain_text, shingles_of

__all__ = [
    "CopyIndex",
    "Found",
    "Imprint",
    "Match",
    "Shares",
    "aligned",
    "credit_of",
    "imprint_of",
    "pack",
    "plain_text",
    "refined",
    "shares",
    "shingles_of",
    "unpack",
]
