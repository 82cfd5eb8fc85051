"""Names of elements: one short name for each, whatever prefix, case or spelling of the namespace a publisher uses.

RSS, Atom, RDF and sitemap elements are bare (`item`, `pubdate`), others carry the customary prefix (`media:content`).
All is lower case, because publishers' is any.
"""

from __future__ import annotations

import functools

_CORE = (
    "http://www.w3.org/2005/atom",
    "http://purl.org/atom/ns#",
    "http://purl.org/pie/",
    "http://example.com/necho",
    "http://purl.org/net/rss1.1#",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd",
    "http://backend.userland.com/rss",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://www.rssboard.org/rss-specification",
    "http://purl.org/net/rss1.1",
    "http://www.sitemaps.org/schemas/sitemap/",
    "http://www.google.com/schemas/sitemap/0.84",
    "http://my.opera.com/rss",
    "http://cyber.law.harvard.edu/rss",
)
"""Beginnings of the namespaces whose elements are written bare."""

_PREFIXES = {
    "http://search.yahoo.com/mrss": "media",
    "http://www.rssboard.org/media-rss": "media",
    "https://www.rssboard.org/media-rss": "media",
    "http://search.yahoo.com/search/mrss": "media",
    "http://tools.search.yahoo.com/mrss": "media",
    "http://video.search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "http://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://www.georss.org/georss": "georss",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/xml/1998/namespace": "xml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://xmlns.com/foaf/0.1": "foaf",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
    "http://www.google.com/schemas/sitemap-video/1.1": "video",
    "http://webns.net/mvcb": "admin",
    "http://wellformedweb.org/commentapi": "wfw",
    "http://purl.org/rss/1.0/modules/slash": "slash",
}

_BARE_PREFIXES = frozenset({"atom", "atom10", "atom03", "a10", "rss", "rss10", "sitemap", "a"})
"""Customary prefixes of the core namespaces, for feeds that use them without declaring them."""


XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def is_core(uri: str) -> bool:
    """Whether a namespace, in lower case, is of RSS, Atom or sitemaps themselves."""
    return uri.startswith(_CORE) and "/modules/" not in uri


@functools.lru_cache(4096)
def short_name(tag: object) -> str:
    """The short name of an lxml tag, `{namespace}local`; empty for what is no element (an entity, a comment)."""
    if not isinstance(tag, str):
        return ""
    namespace, _, local = tag.rpartition("}")
    local = local.lower()
    if not namespace:
        prefix, colon, local = local.rpartition(":")
        return local if not colon or prefix in _BARE_PREFIXES else f"{prefix}:{local}"
    uri = namespace[1:].lower()
    if is_core(uri):
        return local
    # The lenient reader has no namespaces, and puts the customary prefix in their place.
    return f"{customary(uri) or (uri if uri.isalnum() else 'other')}:{local}"


def customary(uri: str) -> str:
    """The customary prefix of a namespace in lower case: empty where it has none here."""
    return _PREFIXES.get(uri.rstrip("/#")) or _PREFIXES.get(uri) or ""
