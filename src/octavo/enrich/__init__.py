"""What an article is about, found in its own words and its publisher's."""

from octavo.enrich.sections import category_of
from octavo.enrich.understanding import marks_of

__all__ = ["category_of", "marks_of"]
