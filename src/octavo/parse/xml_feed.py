"""A feed in XML → ParsedFeed: finding its format, its head and its items."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from lxml import etree

from octavo.news.addresses import WebUrl
from octavo.news.articles import Entry, ParsedFeed
from octavo.news.errors import ParseError
from octavo.parse.finish import Budget, as_plain, clean_language, finish
from octavo.parse.identity import says_something, settle
from octavo.parse.items import ItemReader, author
from octavo.parse.names import short_name
from octavo.parse.people import distinct
from octavo.parse.rhythm import hint
from octavo.parse.values import Fields, base_of, construct, fields_of, first_text, language_of, text_of
from octavo.text.addresses import web_url_or_none

MAX_ENTRIES = 5_000
"""Entries of one feed that are read, in the feed's order. The longest real news feeds seen have 1,000."""

_ITEMS = frozenset({"item", "entry", "url"})
_HEADS = frozenset({"channel", "feed", "rss", "rdf:rdf", "items"})


def read_feed(root: etree._Element, url: WebUrl, text: str, problems: list[str]) -> ParsedFeed:
    """The feed under a root element. Raises ParseError where it is another kind of document."""
    kind = short_name(root.tag)
    form = _format(root, kind, url)
    atom = form.startswith("Atom")
    fields, items = _parts(root)
    has_base, has_lang = "xml:base" in text, "xml:lang" in text
    base = base_of(root, url) if has_base else url
    home = _home(root, fields, atom, base)
    language = clean_language(first_text(fields, "language", "dc:language") or language_of(root))
    stands_on = base if atom or has_base else home or base
    budget = Budget()
    reader = ItemReader(stands_on, atom=atom, has_base=has_base, has_lang=has_lang)
    # All are read before the first is finished: one kind of work at a time takes a fifth less.
    drafts = [reader.read(item) for item in items[:MAX_ENTRIES]]
    entries = [finish(draft, language, budget) for draft in drafts]
    entries = [entry for entry in entries if says_something(entry)]
    title = _head_text(fields, atom, budget, "title", "dc:title", "media:title", "itunes:title")
    kept, repeats = settle(_inherit(entries, fields, title) if atom else entries)
    if len(items) > MAX_ENTRIES:
        problems.append(f"it has {len(items):,} entries; the first {MAX_ENTRIES:,} are read")
    if repeats:
        problems.append(f"{repeats} of its entries are there twice; each is kept once")
    if budget.spent:
        problems.append("it carries more text than is read from a feed; the rest comes from the pages")
    return ParsedFeed(
        format=form,
        title=title,
        home=home,
        description=_head_text(fields, atom, budget, "description", "subtitle", "tagline", "abstract", "dc:description",
                               "itunes:summary", "itunes:subtitle"),
        language=language,
        entries=kept,
        hint=_hint(fields),
        image=_image(fields, base),
        hub=_link(fields, "hub", base),
        problems=tuple(problems),
    )  # fmt: skip


def _format(root: etree._Element, kind: str, url: WebUrl) -> str:
    version = (root.get("version") or "").strip()[:10]
    namespace = (etree.QName(root).namespace or "").lower()
    if kind in ("feed", "entry"):
        return "Atom 0.3" if version == "0.3" or "purl.org/atom" in namespace else "Atom 1.0"
    if kind == "rss":
        return f"RSS {version}" if version else "RSS"
    if kind == "rdf:rdf" or (kind == "rdf" and len(root)):
        return "RDF"
    if kind == "channel":
        return "CDF" if root.get("HREF") or root.get("href") else "RSS"
    if kind == "urlset":
        if not any(short_name(inner.tag) == "news:news" for one in islice(root, 50) for inner in one):
            raise ParseError(
                "this is a sitemap of all pages, not of news",
                subject=url,
                advice="Give the address of the site's news sitemap or feed, or of its home page, to find them.",
            )
        return "news sitemap"
    raise _other(root, kind, url)


def _other(root: etree._Element, kind: str, url: WebUrl) -> ParseError:
    if kind == "sitemapindex":
        listed = [
            text_of(found).strip() for one in islice(root, 500) for found in one if short_name(found.tag) == "loc"
        ]
        news = [address for address in listed if "news" in address.lower()] or listed
        where = f" Sitemaps in it: {', '.join(news[:5])}." if news else ""
        return ParseError(
            "this is an index of sitemaps, not a feed",
            subject=url,
            advice=f"Give the address of one of its news sitemaps.{where}",
        )
    if kind in ("html", "xhtml:html"):
        return web_page(url)
    if kind == "opml":
        return ParseError("this is a list of feeds (OPML), not a feed", subject=url, advice="Import it instead.")
    return ParseError(f"this is XML, but no feed: it begins with <{kind[:40]}>", subject=url)


def web_page(url: WebUrl) -> ParseError:
    """What is said of HTML where a feed was expected."""
    return ParseError(
        "this is a web page, not a feed",
        subject=url,
        advice="Add the site by the address of its home page: its feeds are looked for there.",
    )


def _parts(root: etree._Element) -> tuple[Fields, list[etree._Element]]:
    """The elements of the feed's head by name, and its items, wherever a publisher put either."""
    fields: Fields = {}
    items: list[etree._Element] = []
    if short_name(root.tag) == "entry":
        return fields, [root]
    heads = [root]
    while heads:
        head = heads.pop()
        for child in head:
            name = short_name(child.tag)
            if name in _ITEMS:
                items.append(child)
            elif name in _HEADS and len(heads) < 10:
                heads.append(child)
            else:
                fields.setdefault(name, []).append(child)
    return fields, items


def _head_text(fields: Fields, atom: bool, budget: Budget, *names: str) -> str:
    for name in names:
        for element in fields.get(name, ()):
            if found := as_plain(construct(element, atom and ":" not in name), budget):
                return found[:2000]
    return ""


def _home(root: etree._Element, fields: Fields, atom: bool, base: str) -> WebUrl | None:
    """The site's page: a link of RSS, or one of Atom that is the alternate; never the feed's own address."""
    found: list[str] = []
    for link in fields.get("link", ()):
        address = link.get("href")
        if address is None:
            found.append(text_of(link).strip())
        elif (link.get("rel") or "alternate").strip().lower() == "alternate":
            media_type = (link.get("type") or "html").lower()
            found.insert(0 if atom and "html" in media_type else len(found), address)
    if not atom:
        found += [address for one in (root, *islice(root, 1)) if (address := one.get("HREF") or one.get("href"))]
    return next((url for address in found if address and (url := web_url_or_none(address, base))), None)


def _link(fields: Fields, relation: str, base: str) -> WebUrl | None:
    for link in fields.get("link", ()):
        if (link.get("rel") or "").strip().lower() == relation:
            return web_url_or_none(link.get("href"), base)
    return None


def _image(fields: Fields, base: str) -> WebUrl | None:
    for name in ("logo", "image", "itunes:image", "icon", "media:thumbnail", "podcast:image", "media:content"):
        for element in fields.get(name, ()):
            inside = fields_of(element)
            address = element.get("href") or element.get("url") or first_text(inside, "url") or text_of(element)
            if url := web_url_or_none(address.strip(), base):
                return url
    return None


def _hint(fields: Fields) -> float:
    hours, days = ([child for one in fields.get(name, ()) for child in one][:30] for name in ("skiphours", "skipdays"))
    return hint(
        first_text(fields, "ttl"),
        first_text(fields, "sy:updateperiod"),
        first_text(fields, "sy:updatefrequency"),
        len({text_of(hour).strip() for hour in hours}),
        len({text_of(day).strip() for day in days}),
    )


def _inherit(entries: list[Entry], fields: Fields, title: str) -> list[Entry]:
    """Atom's rule that an entry without author has the feed's (RFC 4287, 4.2.1), where that is not the site's name."""
    people = distinct([name for one in fields.get("author", ()) if (name := author(one))])
    people = tuple(name for name in people if name.casefold() not in title.casefold())
    return [entry if entry.authors or not people else replace(entry, authors=people) for entry in entries]
