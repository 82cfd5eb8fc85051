"""Publishers and feeds: the catalogue that ships, discovery, OPML, when to poll next."""

from octavo.sources.discovery import discover
from octavo.sources.opml import OpmlFeeds, Skipped, read_opml, write_opml
from octavo.sources.shipped import Catalogue, catalogue

__all__ = ["Catalogue", "OpmlFeeds", "Skipped", "catalogue", "discover", "read_opml", "write_opml"]
