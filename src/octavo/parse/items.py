"""One item of a feed in XML → Draft: RSS, Atom, RDF, CDF and news sitemaps, which share one set of short names."""

from __future__ import annotations

from lxml import etree

from octavo.parse.draft import NOTHING, Draft, Text
from octavo.parse.media import add_media
from octavo.parse.names import RDF
from octavo.parse.values import Fields, base_of, construct, fields_of, first_text, language_of, text_of

MAX_TAGS = 64

_TITLES = ("title", "media:title", "dc:title", "news:title", "itunes:title", "dcterms:title")
_SUMMARIES = (
    "summary", "description", "abstract", "dc:description", "dcterms:abstract", "itunes:summary", "media:description",
    "excerpt", "subtitle", "itunes:subtitle",
)  # fmt: skip
_BODIES = ("content:encoded", "content", "encoded", "xhtml:body", "body", "fullitem", "xhtml:div")
_PUBLISHED = (
    "published", "pubdate", "issued", "dcterms:issued", "dc:date", "news:publication_date", "created",
    "dcterms:created", "dcterms:available", "dcterms:date", "date", "podcast:liveitem", "publicationdate",
)  # fmt: skip
_UPDATED = ("updated", "modified", "dcterms:modified", "lastmod", "lastbuilddate")
_TAGS = ("category", "dc:subject", "dcterms:subject", "itunes:category", "media:category")
_KEYWORDS = ("media:keywords", "itunes:keywords", "news:keywords", "keywords", "tags")
_AUTHORS = ("author", "dc:creator", "dcterms:creator", "itunes:author", "creator", "foaf:maker", "dc:author")
_OWN_ADDRESS = (RDF + "about", "{rdf}about", "HREF", "href")
_WRAPPERS = frozenset({"news:news", "news:publication", "media:group", "rdf:li"})
"""Elements whose children count as the item's own."""


def read_item(element: etree._Element, document: str, atom: bool, has_base: bool, has_lang: bool) -> Draft:
    """What the item says. `document` is what its addresses stand on without xml:base.

    xml:base and xml:lang are looked for only where the feed has any: that means climbing to the root from each item.
    """
    fields = fields_of(element)
    for wrapper in _WRAPPERS & fields.keys():
        for inside in fields[wrapper]:
            for name, found in fields_of(inside).items():
                fields.setdefault(name, []).extend(found)
    for inside in fields.get("news:publication", ()):
        for name, found in fields_of(inside).items():
            fields.setdefault(name, []).extend(found)
    draft = Draft(base=base_of(element, document) if has_base else document)
    draft.guid = first_text(fields, "guid", "id", "dc:identifier", "dcterms:identifier")
    _add_addresses(draft, element, fields)
    draft.title = _first(fields, _TITLES, atom)
    _add_texts(draft, fields, atom, document if has_base else "")
    draft.authors = [name for key in _AUTHORS if key in fields for one in fields[key] if (name := author(one))]
    draft.published = _dates(fields, _PUBLISHED)
    draft.updated = _dates(fields, _UPDATED)
    draft.updated += [value for name in ("LASTMOD", "lastmod") if (value := element.get(name))]
    draft.tags = _tags(fields)
    draft.language = _language(element, fields, has_lang)
    draft.source_name = _source(fields)
    add_media(draft, fields)
    return draft


def _dates(fields: Fields, names: tuple[str, ...]) -> list[str]:
    """All dates under these names; of several under one name the last is meant."""
    found = [one for name in names if name in fields for one in reversed(fields[name])]
    return [text for one in found if (text := text_of(one).strip())]


def _first(fields: Fields, names: tuple[str, ...], atom: bool) -> Text:
    for name in names:
        if name in fields:
            for element in fields[name]:
                found = construct(element, atom and ":" not in name)
                if found.value and not found.value.isspace():
                    return found
    return NOTHING


def _add_texts(draft: Draft, fields: Fields, atom: bool, document: str) -> None:
    """Summary and body. Of several contents markup is taken before text, then the longest. `document` as in read_item,
    empty where no xml:base is to be looked for."""
    draft.summary = _first(fields, _SUMMARIES, atom)
    # An RSS item with a summary beside its description has the whole text in the latter.
    names = _BODIES if atom or "summary" not in fields else (*_BODIES, "description")
    bodies = [
        (found.kind == "html", len(found.value), found, element)
        for name in names
        if name in fields
        for element in fields[name]
        if (found := construct(element, atom and name == "content")).value.strip()
    ]
    if bodies:
        *_, draft.body, element = max(bodies, key=lambda body: body[:2])
        if document:
            draft.body_base = base_of(element, document)


def _add_addresses(draft: Draft, element: etree._Element, fields: Fields) -> None:
    """Addresses of the item's page: the original behind a proxy first, then links, then a guid that is one."""
    for name in ("feedburner:origlink", "loc"):
        if name in fields:
            draft.addresses += [text_of(one).strip() for one in fields[name]]
    later: list[str] = []
    for link in fields.get("link", ()):
        address = link.get("href")
        if address is None and link.get("rel") is None:
            draft.addresses.append(text_of(link).strip())
            continue
        address = address or text_of(link)
        relation = (link.get("rel") or "alternate").strip().lower()
        media_type = (link.get("type") or "").lower()
        if relation == "alternate":
            readable = not media_type or "html" in media_type
            (draft.addresses if readable else later).append(address.strip())
        elif relation in ("related", "via", "canonical"):
            later.append(address.strip())
    guid = fields.get("guid")
    if guid and (guid[0].get("ispermalink") or guid[0].get("isPermaLink") or "true").strip().lower() != "false":
        text = draft.guid.lower()
        if text.startswith(("http://", "https://")) or (guid[0].get("isPermaLink") and draft.guid):
            later.append(draft.guid)
    elif not guid and draft.guid.startswith(("http://", "https://")) and "id" in fields:
        later.append(draft.guid)
    draft.addresses += later
    draft.addresses += [content.get("src", "") for content in fields.get("content", ()) if content.get("src")]
    draft.addresses += [address for name in _OWN_ADDRESS if (address := element.get(name))]


def author(element: etree._Element) -> str:
    """What an author element says of its person's name: the whole text of RSS, the name of Atom and FOAF."""
    if not len(element):
        return text_of(element).strip()
    fields = fields_of(element)
    return first_text(fields, "name", "foaf:name", "rdf:value") or (
        "" if any(name in fields for name in ("email", "uri", "url")) else text_of(element).strip()
    )


def _tags(fields: Fields) -> list[str]:
    tags: list[str] = []
    for name in _TAGS:
        if name not in fields:
            continue
        for element in fields[name]:
            tag = element.get("label") or element.get("term") or text_of(element) or element.get("text") or ""
            tags.append(tag)
            if name == "itunes:category":
                tags += [inner.get("text", "") for inner in element]
    for name in _KEYWORDS:
        for element in fields.get(name, ()):
            tags += text_of(element).split(",")
    return tags[: 4 * MAX_TAGS]


def _language(element: etree._Element, fields: Fields, has_lang: bool) -> str:
    stated = first_text(fields, "dc:language", "dcterms:language", "language", "news:language")
    if stated or not has_lang:
        return stated
    nearest = next((found[0] for name in (*_BODIES, "title", *_SUMMARIES) if (found := fields.get(name))), element)
    return language_of(nearest)


def _source(fields: Fields) -> str:
    """The publisher whom an aggregator took the item from."""
    for element in fields.get("source", ()):
        inside = fields_of(element)
        if name := construct(inside["title"][0], True).value if "title" in inside else text_of(element).strip():
            return name
    return first_text(fields, "dc:source", "news:name")
