"""What a publisher says about an article, from every place it says it."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from octavo.extract import authors, bylines, media, titles, when
from octavo.extract.document import Document
from octavo.extract.jsonld import ARTICLES, Node, resolved, string, strings, types_of
from octavo.extract.sections import section_of
from octavo.news.addresses import CanonicalUrl
from octavo.news.articles import Enclosure, Image
from octavo.text.addresses import bare_host, canonical_url, host_of, identity_key, web_url_or_none
from octavo.text.markup import plain

_LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(?=$|[-_])")


@dataclass(frozen=True, slots=True)
class Metadata:
    """All of an article but its text."""

    url: CanonicalUrl
    syndicated_from: str
    title: str
    titles: tuple[str, ...]
    """All the page's titles as written, the chosen one first."""
    description: str
    """The publisher's summary for machines; may repeat the text."""
    authors: tuple[str, ...]
    published: datetime | None
    published_raw: str
    updated: datetime | None
    section: str
    keywords: tuple[str, ...]
    image: Image | None
    enclosures: tuple[Enclosure, ...]
    language: str
    site_name: str
    sites: frozenset[str]
    """The keys of the names that the site goes by."""
    paywalled: bool
    node: Node
    """The JSON-LD object of the article, empty where there is none."""


def read_metadata(document: Document, tags: tuple[str, ...] = ()) -> Metadata:
    """Everything that head, data islands and marked elements say; `tags` are those of the entry that led to it."""
    node = article_node(document)
    site = plain(
        document.first("og:site_name")
        or _publisher(document, node)
        or document.first("application-name", "al:ios:app_name")
    )
    sites = titles.keys(
        document.url,
        [
            name
            for name in (
                site,
                _publisher(document, node),
                document.first("og:site_name"),
                document.first("twitter:site").lstrip("@"),
            )
            if name
        ],
    )
    headline = plain(string(node, "headline", "name"))
    shared = plain(document.first("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title"))
    headings = [h1.short_text(titles.MAX_LENGTH) for h1 in document.tags.get("h1", [])[:5]]
    title = titles.choose(headline, shared, headings, document.title, sites)
    url, syndicated = canonical(document, node)
    published, raw = when.published(document, node)
    words = keywords(document, node)
    return Metadata(
        url=url,
        syndicated_from=syndicated,
        title=title,
        titles=(title, headline, shared, *(titles.clean(text, sites) for text in (headline, shared))),
        description=plain(
            document.first("og:description", "description", "twitter:description") or string(node, "description")
        ),
        authors=authors_of(document, node, sites),
        published=published,
        published_raw=raw,
        updated=when.updated(document, node),
        section=section_of(document, node, {titles.key(one) for one in (title, headline, shared)}, (*words, *tags)),
        keywords=words,
        image=media.lead_image(document, node),
        enclosures=media.enclosures(document, document.nodes),
        language=language(document, node),
        site_name=site[:100],
        sites=frozenset(sites),
        paywalled=paywalled(document, node),
        node=node,
    )


def article_node(document: Document) -> Node:
    """The JSON-LD object that describes this page's article, empty where none does."""
    candidates = [node for node in document.nodes if types_of(node) & ARTICLES]
    if not candidates:
        candidates = [
            node for node in document.nodes if types_of(node) & {"webpage", "itempage", "videoobject", "recipe"}
        ]
    here = identity_key(document.url)
    for node in candidates:
        for raw in strings(node.get("url")) + strings(node.get("mainEntityOfPage")) + strings(node.get("@id")):
            url = web_url_or_none(raw, document.base)
            if url is not None and identity_key(url) == here:
                return node
    return max(
        candidates,
        key=lambda node: sum(name in node for name in ("headline", "author", "datePublished", "articleBody")),
        default={},
    )


def _publisher(document: Document, node: Node) -> str:
    return next(
        (string(one, "name") for one in resolved(node.get("publisher"), document.nodes) if string(one, "name")), ""
    )


_AUTHOR_META = (
    "author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author", "byl",
    "cxenseparse:author", "article:author_name", "citation_author", "og:article:author", "twitter:creator:name",
)  # fmt: skip


def authors_of(document: Document, node: Node, sites: Set[str]) -> tuple[str, ...]:
    """The names of the authors: from structured data, meta elements or the byline, the first that names anybody else
    than the publisher; the publisher's own where that is all that is said.
    """
    people = resolved(node.get("author") or node.get("creator"), document.nodes)
    places = (
        authors.names(text for one in people for text in strings(one.get("name"))),
        authors.names(document.all(*_AUTHOR_META)),
        bylines.from_microdata(document),
    )
    for found in chain(places, bylines.from_page(document)):
        if any(titles.key(name) not in sites for name in found):
            return found
    return next((found for found in places if found), ())


def canonical(document: Document, node: Node) -> tuple[CanonicalUrl, str]:
    """The article's address, and a canonical one on another site if the page claims that (a copy says so)."""
    for raw in [*document.links.get("canonical", []), *document.all("og:url")]:
        url = web_url_or_none(raw, document.base)
        if url is None or (url.rstrip("/").count("/") < 3 and document.url.rstrip("/").count("/") >= 3):
            continue  # a home page is no article's address
        if site_of(url) == site_of(document.url):
            return canonical_url(url), ""
        return canonical_url(document.url), canonical_url(url)
    return canonical_url(document.url), ""


_SECOND_LEVEL = frozenset(
    ["co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv", "nom", "mil", "govt"]
)


def site_of(url: str) -> str:
    """The registrable site of an address: its last two labels, three under a country's second level."""
    labels = bare_host(host_of(url)).split(".")
    take = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-take:])


def keywords(document: Document, node: Node) -> tuple[str, ...]:
    """The publisher's keywords, each once, in order."""
    raw = (
        strings(node.get("keywords"))
        or document.all("article:tag", "parsely-tags")
        or document.all("news_keywords", "keywords", "sailthru.tags", "dc.subject", "dcterms.subject")
    )
    found: dict[str, str] = {}
    for text in raw:
        for part in re.split(r"[,;|、،]", plain(text[:3000])):
            word = part.strip(" #\"'")
            if 1 < len(word) <= 80:
                found.setdefault(word.casefold(), word)
    return tuple(found.values())[:40]


def language(document: Document, node: Node) -> str:
    """BCP 47 primary language."""
    for raw in (
        document.language,
        string(node, "inLanguage"),
        document.first("content-language", "og:locale", "language", "dc.language"),
    ):
        match = _LANGUAGE.match(raw.strip())
        if match:
            return match.group().lower()
    return ""


def paywalled(document: Document, node: Node) -> bool:
    """Whether the publisher says that the whole text is not free."""
    said = [
        str(one.get("isAccessibleForFree")).lower()
        for one in (node, *resolved(node.get("hasPart"), document.nodes))
        if "isAccessibleForFree" in one
    ]
    if "false" in said or "http://schema.org/false" in said:
        return True
    tier = document.first("article:content_tier", "og:article:content_tier", "content_tier").lower()
    return tier in ("locked", "metered")
