"""Names: found in a document, told apart and joined over an archive, weighed to say what an article is about."""

from octavo.enrich.names.document import mentions_of
from octavo.enrich.names.hashtags import hashtags_of
from octavo.enrich.names.keys import keys_of, lookups_of
from octavo.enrich.names.places import places_of
from octavo.enrich.names.spelling import SAME, same_name, sounding

__all__ = ["SAME", "hashtags_of", "keys_of", "lookups_of", "mentions_of", "places_of", "same_name", "sounding"]
