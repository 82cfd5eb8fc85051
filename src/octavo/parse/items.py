"""One item of a feed in XML → Draft: RSS, Atom, RDF, CDF and news sitemaps, which share one set of short names."""

from __future__ import annotations

from lxml import etree

from octavo.parse.draft import NOTHING, Draft, Text
from octavo.parse.media import add_files, add_media_rss, add_pictures
from octavo.parse.names import RDF
from octavo.parse.shape import Shape, shape_of
from octavo.parse.values import Fields, base_of, construct, fields_of, first_text, language_of, text_of

MAX_TAGS = 64

_OWN_ADDRESS = (RDF + "about", "{rdf}about", "HREF", "href")
_WRAPPERS = frozenset({"news:news", "news:publication", "media:group", "rdf:li"})
"""Elements whose children count as the item's own."""


class ItemReader:
    """Reads the items of one feed."""

    def __init__(self, document: str, *, atom: bool, has_base: bool, has_lang: bool) -> None:
        """`document` is what addresses stand on without xml:base. xml:base and xml:lang are looked for only where the
        feed has any: that means climbing to the root from each item."""
        self._document, self._atom, self._has_base, self._has_lang = document, atom, has_base, has_lang
        self._shapes: dict[tuple[str, ...], Shape] = {}

    def read(self, element: etree._Element) -> Draft:
        """What the item says."""
        fields = fields_of(element)
        if not _WRAPPERS.isdisjoint(fields):
            _unwrap(fields)
        shape = self._shape(fields)
        draft = Draft(base=base_of(element, self._document) if self._has_base else self._document)
        draft.guid = first_text(fields, *shape.guids)
        files = _add_addresses(draft, fields, shape)
        draft.title = self._first(fields, shape.titles)
        draft.summary = self._first(fields, shape.summaries)
        if shape.bodies:
            self._add_body(draft, fields, shape)
        draft.authors = [name for key in shape.authors for one in fields[key] if (name := author(one))]
        draft.published = _dates(fields, shape.published)
        draft.updated = _dates(fields, shape.updated)
        if element.keys():
            draft.addresses += [address for name in _OWN_ADDRESS if (address := element.get(name))]
            draft.updated += [value for name in ("LASTMOD", "lastmod") if (value := element.get(name))]
        if shape.tags or shape.keywords:
            draft.tags = _tags(fields, shape)
        draft.language = first_text(fields, *shape.languages)
        if self._has_lang and not draft.language:
            draft.language = language_of(fields[shape.speaking][0] if shape.speaking else element)
        draft.source_name = _source(fields, shape)
        if shape.files or files:
            add_files(draft, fields, files)
        if shape.media_rss:
            add_media_rss(draft, fields)
        if shape.pictures:
            add_pictures(draft, fields, shape.pictures)
        return draft

    def _shape(self, fields: Fields) -> Shape:
        names = tuple(fields)
        shape = self._shapes.get(names)
        if shape is None:
            shape = self._shapes[names] = shape_of(names, self._atom)
        return shape

    def _first(self, fields: Fields, names: tuple[str, ...]) -> Text:
        for name in names:
            atom = self._atom and ":" not in name
            for element in fields[name]:
                found = construct(element, atom)
                if found.value and not found.value.isspace():
                    return found
        return NOTHING

    def _add_body(self, draft: Draft, fields: Fields, shape: Shape) -> None:
        """Of several contents markup is taken before text, then the longest."""
        bodies = [
            (found.kind == "html", len(found.value), found, element)
            for name in shape.bodies
            for element in fields[name]
            if (found := construct(element, self._atom and name == "content")).value.strip()
        ]
        if bodies:
            *_, draft.body, element = max(bodies, key=lambda body: body[:2])
            if self._has_base:
                draft.body_base = base_of(element, self._document)


def _unwrap(fields: Fields) -> None:
    """Add the children of wrapping elements."""
    for wrapper in _WRAPPERS & fields.keys():
        for inside in fields[wrapper]:
            _add(fields, inside)
    for inside in fields.get("news:publication", ()):
        _add(fields, inside)


def _add(fields: Fields, element: etree._Element) -> None:
    for name, found in fields_of(element).items():
        fields.setdefault(name, []).extend(found)


def _dates(fields: Fields, names: tuple[str, ...]) -> list[str]:
    """All dates under these names; of several under one name the last is meant."""
    return [text for name in names for one in reversed(fields[name]) if (text := text_of(one).strip())]


def _add_addresses(draft: Draft, fields: Fields, shape: Shape) -> list[etree._Element]:
    """Addresses of the item's page: the original behind a proxy first, then links, then a guid that is one. The links
    that lead to files are returned."""
    for name in shape.origins:
        draft.addresses += [text_of(one).strip() for one in fields[name]]
    later: list[str] = []
    files: list[etree._Element] = []
    for link in fields.get("link", ()):
        address = link.get("href")
        if address is None and link.get("rel") is None:
            draft.addresses.append(text_of(link).strip())
            continue
        address = address or text_of(link)
        relation = (link.get("rel") or "alternate").strip().lower()
        if relation == "alternate":
            media_type = (link.get("type") or "").lower()
            readable = not media_type or "html" in media_type
            (draft.addresses if readable else later).append(address.strip())
        elif relation == "enclosure":
            files.append(link)
        elif relation in ("related", "via", "canonical"):
            later.append(address.strip())
    guid = fields.get("guid")
    if guid and draft.guid:
        stated = guid[0].get("isPermaLink")
        if (guid[0].get("ispermalink") or stated or "true").strip().lower() != "false" and (
            stated or draft.guid[:8].lower().startswith(("http://", "https://"))
        ):
            later.append(draft.guid)
    elif not guid and draft.guid.startswith(("http://", "https://")) and "id" in fields:
        later.append(draft.guid)
    draft.addresses += later
    draft.addresses += [address for content in fields.get("content", ()) if (address := content.get("src"))]
    return files


def author(element: etree._Element) -> str:
    """What an author element says of its person's name: the whole text of RSS, the name of Atom and FOAF."""
    if not len(element):
        return text_of(element).strip()
    fields = fields_of(element)
    return first_text(fields, "name", "foaf:name", "rdf:value") or (
        "" if any(name in fields for name in ("email", "uri", "url")) else text_of(element).strip()
    )


def _tags(fields: Fields, shape: Shape) -> list[str]:
    tags: list[str] = []
    for name in shape.tags:
        for element in fields[name]:
            if not element.keys():
                tags.append(text_of(element))
            else:
                tags.append(
                    element.get("label") or element.get("term") or text_of(element) or element.get("text") or ""
                )
            if name == "itunes:category":
                tags += [inner.get("text", "") for inner in element]
    for name in shape.keywords:
        for element in fields[name]:
            tags += text_of(element).split(",")
    return tags[: 4 * MAX_TAGS]


def _source(fields: Fields, shape: Shape) -> str:
    """The publisher whom an aggregator took the item from."""
    for element in fields.get("source", ()):
        inside = fields_of(element)
        if name := construct(inside["title"][0], True).value if "title" in inside else text_of(element).strip():
            return name
    return first_text(fields, *shape.sources)
