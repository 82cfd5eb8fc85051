"""The query language: what a reader types into the search field."""

from octavo.index.query import parse_query

__all__ = ["parse_query"]
