"""What a reader types into the search field, and what is in the news more than usual."""

from octavo.index.query import parse_query
from octavo.index.trending import trends

__all__ = ["parse_query", "trends"]
