"""Page → article: the publisher's own metadata first, then the body; sanitising always last."""

from octavo.extract.authors import without_publisher
from octavo.extract.reading import read_page

__all__ = ["read_page", "without_publisher"]
