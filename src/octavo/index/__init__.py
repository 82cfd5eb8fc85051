"""What a reader types into the search field, and what is in the news more than usual."""

from octavo.index.query import parse_query
from octavo.index.trending import in_the_news, trends

__all__ = ["in_the_news", "parse_query", "trends"]
