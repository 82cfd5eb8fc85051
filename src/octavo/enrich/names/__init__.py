"""Names: found in a document, told apart and joined over an archive, weighed to say what an article is about."""

from octavo.enrich.names.document import mentions_of

__all__ = ["mentions_of"]
