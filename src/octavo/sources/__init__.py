"""Publishers and feeds: the catalogue that ships, discovery, OPML, when to poll next."""

from octavo.sources.shipped import Catalogue, catalogue

__all__ = ["Catalogue", "catalogue"]
