"""When an article was published and updated, as the publisher says: the raw string, and the moment it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from octavo.extract.document import Document
from octavo.extract.jsonld import Node, string
from octavo.extract.labels import DATE, labelled
from octavo.text.addresses import host_of
from octavo.text.dates import parse_date
from octavo.text.tree import Element

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "published_time",
    "cxenseparse:recs:publishtime",
    "article_date_original", "article.published", "date.issued", "article:post_date", "dc.date", "dcterms.date", "date",
    "originalpublicationdate", "displaydate", "timestamp", "last-modified-original", "citation_publication_date",
    "ptime",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "article:modified", "datemodified",
    "lastmod",
    "dcterms.modified", "dc.date.modified", "last-modified", "revised", "article.updated", "updated_time",
    "cxenseparse:recs:modifiedtime",
)  # fmt: skip
_CLOCK = re.compile(r"\d[:h]\d\d")
_MONTH = (
    r"(?:jan|feb|fév|mar|mär|apr|avr|abr|may|mai|maj|jun|juin|jul|juil|aug|ago|août|sep|set|oct|okt|ott|out|nov|"
    r"de[czs]|dic|déc|ene|gen|lug|giu|mag)"
    r"\w*\.?"
)
_WRITTEN = re.compile(
    rf"(?:\d{{4}}-\d\d?-\d\d?|\d{{1,2}}\.\s?\d{{1,2}}\.\s?(?:\d{{4}}|\d\d)\b|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}|"
    rf"\d{{4}}[/.]\d\d?[/.]\d\d?|"
    rf"\d{{4}}年\s?\d{{1,2}}月\s?\d{{1,2}}日|\d{{1,2}}(?:st|nd|rd|th|\.|er)?\s(?:de\s)?{_MONTH}(?:\sde)?,?\s\d{{4}}|"
    rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})"
    r"(?:[T,|\s–-]{1,3}(?:um|at|à|a las)?\s?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?(?:Uhr|[A-Z]{2,4}))?)?",
    re.IGNORECASE,
)
"""A date as people write it, with its time where one follows."""
_ZONES = {
    "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich", "li": "Europe/Zurich", "lu":
    "Europe/Luxembourg",
    "fr": "Europe/Paris", "be": "Europe/Brussels", "nl": "Europe/Amsterdam", "it": "Europe/Rome", "es": "Europe/Madrid",
    "uk": "Europe/London", "ie": "Europe/Dublin", "dk": "Europe/Copenhagen", "no": "Europe/Oslo", "se":
    "Europe/Stockholm",
    "fi": "Europe/Helsinki", "is": "Atlantic/Reykjavik", "pl": "Europe/Warsaw", "cz": "Europe/Prague", "sk":
    "Europe/Bratislava",
    "hu": "Europe/Budapest", "si": "Europe/Ljubljana", "hr": "Europe/Zagreb", "rs": "Europe/Belgrade", "bg":
    "Europe/Sofia",
    "ro": "Europe/Bucharest", "gr": "Europe/Athens", "tr": "Europe/Istanbul", "ua": "Europe/Kyiv", "by": "Europe/Minsk",
    "lt": "Europe/Vilnius", "lv": "Europe/Riga", "ee": "Europe/Tallinn", "il": "Asia/Jerusalem", "lb": "Asia/Beirut",
    "eg": "Africa/Cairo", "ma": "Africa/Casablanca", "tn": "Africa/Tunis", "dz": "Africa/Algiers", "za":
    "Africa/Johannesburg",
    "na": "Africa/Windhoek", "ke": "Africa/Nairobi", "tz": "Africa/Dar_es_Salaam", "ng": "Africa/Lagos", "gh":
    "Africa/Accra",
    "ae": "Asia/Dubai", "sa": "Asia/Riyadh", "qa": "Asia/Qatar", "ir": "Asia/Tehran", "pk": "Asia/Karachi", "in":
    "Asia/Kolkata",
    "bd": "Asia/Dhaka", "lk": "Asia/Colombo", "np": "Asia/Kathmandu", "th": "Asia/Bangkok", "vn": "Asia/Ho_Chi_Minh",
    "my": "Asia/Kuala_Lumpur", "sg": "Asia/Singapore", "ph": "Asia/Manila", "hk": "Asia/Hong_Kong", "tw": "Asia/Taipei",
    "cn": "Asia/Shanghai", "jp": "Asia/Tokyo", "kr": "Asia/Seoul", "nz": "Pacific/Auckland", "ar":
    "America/Argentina/Buenos_Aires",
    "uy": "America/Montevideo", "py": "America/Asuncion", "bo": "America/La_Paz", "pe": "America/Lima", "co":
    "America/Bogota",
    "ve": "America/Caracas", "pa": "America/Panama", "cr": "America/Costa_Rica", "gt": "America/Guatemala", "cu":
    "America/Havana",
}  # fmt: skip
"""Countries with one time zone."""
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]?([01]?\d)[/-]?([0-3]?\d)(?=[/_-]|\D|$)")
_HEADER_NAME = re.compile(r"publi|date|time|posted|byline|meta|veroeff|fecha|datum", re.IGNORECASE)


def published(document: Document, node: Node) -> tuple[datetime | None, str]:
    """The moment of first publication and the string that says it; (None, "") where nothing does."""
    candidates = [string(node, "datePublished", "dateCreated", "uploadDate")]
    candidates += document.all(*_PUBLISHED[:5])
    candidates += _of_items(document, "datepublished", "datecreated", "uploaddate")
    candidates += document.all(*_PUBLISHED[5:])
    candidates += _of_times(document)
    found = _first(candidates, document.url)
    if found:
        return found
    return shown(document) or _in_path(document.url) or (None, "")


def updated(document: Document, node: Node) -> datetime | None:
    """The moment of the last change."""
    candidates = [string(node, "dateModified"), *document.all(*_UPDATED), *_of_items(document, "datemodified")]
    found = _first(candidates, document.url)
    return found[0] if found else None


def shown(document: Document) -> tuple[datetime, str] | None:
    """A date that the page shows: beside a label, or in a short text near the headline."""
    beside = labelled(document.elements, DATE)
    near = (text for text in _near_headline(document.elements))
    return _first((match.group() for text in (*beside, *near) if (match := _WRITTEN.search(text))), document.url)


def _near_headline(order: list[Element]) -> Iterator[str]:
    """Short texts around the first h1 (or, without one, in elements named after dates), nearest behind it first."""
    headline = next(
        (i for i, element in enumerate(order) if element.tag == "h1" and len(element.short_text(500)) > 10), None
    )
    around = (
        []
        if headline is None
        else [*order[headline : headline + 60], *reversed(order[max(0, headline - 25) : headline])]
    )
    named = [element for element in order if _HEADER_NAME.search(element.get("class") + element.get("id"))]
    for element in [*around, *named[:10]]:
        text = "".join(child for child in element.children if isinstance(child, str)).strip()
        if 5 < len(text) <= 120 or len(text := element.short_text(60)) > 5:
            yield text


def zone_of(url: str) -> tzinfo | None:
    """The time zone of a country's top-level domain, for dates written without one; None where it has several."""
    name = _ZONES.get(host_of(url).rpartition(".")[2])
    try:
        return ZoneInfo(name) if name else None
    except ZoneInfoNotFoundError:  # a system without the time zone database
        return None


def _first(candidates: Iterable[str], url: str) -> tuple[datetime, str] | None:
    for raw in candidates:
        # A bare day stays that day: only a time of the day needs a zone.
        moment = parse_date(raw, zone=zone_of(url) if _CLOCK.search(raw) else None)
        if moment is not None and 1900 < moment.year < 2100:
            return moment, raw[:200]
    return None


def _of_items(document: Document, *names: str) -> list[str]:
    elements = [element for name in names for element in document.items.get(name, [])]
    return [e.get("content") or e.get("datetime") or e.short_text(120) for e in elements]


def _of_times(document: Document) -> list[str]:
    """Time elements, those first that stand in something named after a date."""
    times = document.tags.get("time", [])[:40]
    marked = [one for one in times if "pubdate" in one.attributes or _HEADER_NAME.search(one.get("class"))]
    return [one.get("datetime") or one.short_text(120) for one in [*marked, *times]]


def _in_path(url: str) -> tuple[datetime, str] | None:
    """The date in an address such as /2024/05/03/title."""
    match = _IN_PATH.search(url)
    if not match:
        return None
    year, month, day = match.groups()
    raw = f"{year}-{int(month):02}-{int(day):02}"
    moment = parse_date(raw)
    return (moment, raw) if moment else None
