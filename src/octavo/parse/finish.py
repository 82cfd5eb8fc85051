"""Draft → Entry: texts made plain, addresses absolute, dates understood, junk dropped.

The whole text stays as it is: most entries of a poll are known already, and nobody will read theirs again.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape, unescape
from itertools import islice

from octavo.news.addresses import WebUrl
from octavo.news.articles import Enclosure, Entry, Image
from octavo.parse.draft import Draft, Picture, Text
from octavo.parse.identity import identity_of
from octavo.parse.items import MAX_TAGS
from octavo.parse.media import MAX_MEDIA
from octavo.parse.people import distinct
from octavo.text.addresses import web_url_or_none
from octavo.text.dates import parse_date
from octavo.text.markup import plain, without_tags
from octavo.text.pictures import picture
from octavo.text.tree import parse_html
from octavo.text.white import fold

MAX_TITLE = 1_000
MAX_SUMMARY = 20_000
MAX_MARKUP = 2_000_000
"""Characters of HTML of one feed that are kept or made plain. Real feeds with whole texts have up to 1.5 million; what
is over it comes with summaries alone, and its text from the page."""
MAX_CONTENT = 400_000
"""Characters of one entry's whole text."""
FULL_TEXT = 1_200
"""Characters from which a description with paragraphs is the whole text. The summaries seen in news end under 700."""

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_BLOCK = re.compile(r"</?(?:p|br|div|h[1-6]|li|ul|ol)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MARK = re.compile(r"</?(?:a|b|i|em|strong|span|u|font|small)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_IMG = re.compile(r"<img\b[^<>]{1,4000}>", re.IGNORECASE)
_MOST_IMG = 8
"""Pictures in a text that are looked at for one that belongs to the article: the others are icons and counters."""
_PARAGRAPH = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


@dataclass(slots=True)
class Budget:
    """How much HTML may still be kept or made plain."""

    left: int = MAX_MARKUP
    spent: bool = False

    def take(self, size: int) -> bool:
        """Whether a text of this size may be; once one may not, the feed's problems say so."""
        if size > self.left:
            self.spent = True
            return False
        self.left -= size
        return True


def finish(draft: Draft, language: str, budget: Budget) -> Entry:
    """The entry that a draft describes; `language` is the feed's, for an entry that names none."""
    content = _content(draft, budget)
    url = next((found for raw in draft.addresses if raw and (found := web_url_or_none(raw, draft.base))), None)
    title = as_plain(draft.title, budget)[:MAX_TITLE]
    summary = as_plain(draft.summary, budget)[:MAX_SUMMARY]
    authors = distinct(draft.authors)
    tags = clean_tags(draft.tags)
    image = _image(draft) if draft.pictures or "<" in draft.summary.value else None
    enclosures = _enclosures(draft) if draft.media else ()
    source_name = as_plain(Text("html", draft.source_name), budget)[:MAX_TITLE] if draft.source_name else ""
    language = clean_language(draft.language) or language
    identity = identity_of(draft.guid, url, enclosures, title or summary or content)
    parts = [
        identity, url or "", title, summary, *authors, *tags, language, source_name, image.url if image else "",
        *(file.url for file in enclosures),
        without_tags(content),  # tags carry counters that are others at every poll
    ]  # fmt: skip
    return Entry(
        identity=identity,
        url=url,
        title=title,
        summary=summary,
        content=content,
        content_base=(draft.body_base or draft.base) if content else "",
        authors=authors,
        published=_first_moment(draft.published),
        published_raw=draft.published[0][:200] if draft.published else "",
        updated=_first_moment(draft.updated),
        updated_raw=draft.updated[0][:200] if draft.updated else "",
        tags=tags,
        image=image,
        enclosures=enclosures,
        language=language,
        source_name=source_name,
        content_hash=hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest(),
    )


def _first_moment(written: list[str]) -> datetime | None:
    """The first date that can be understood."""
    for raw in written:
        if moment := parse_date(raw):
            return moment
    return None


def as_plain(text: Text, budget: Budget) -> str:
    """A text construct as one line of plain text."""
    if text.kind == "text":
        # Publishers escape twice: no reader wants to see `&#8217;`.
        return fold(unescape(text.value) if "&" in text.value and _ENTITY.search(text.value) else text.value)
    value = text.value
    if "<" in value:
        # A single paragraph, or nothing but simple tags: a blank for a block and nothing for a mark within the line
        # is what the tree would give.
        inner = value[3:-4] if value[:3] == "<p>" and value[-4:] == "</p>" else value
        inner = inner.replace("</p><p>", " ")
        if "<" in inner:
            inner = _BLOCK.sub(" ", inner)
        if "<" in inner:
            inner = _MARK.sub("", inner)
        if "<" not in inner:
            value = inner
        elif not budget.take(len(value)):
            value = re.sub(r"<[^<>]*>", " ", value[:MAX_SUMMARY]).replace("<", " ")
        else:
            return plain(value)
    return plain(value) if "&" in value else fold(value)


def _content(draft: Draft, budget: Budget) -> str:
    """The whole text as HTML: of its own element, or a description that is long enough to be it."""
    text = draft.body
    if not text.value:
        text = draft.summary
        if text.kind != "html" or len(text.value) < FULL_TEXT or not _PARAGRAPH.search(text.value):
            return ""
    value = text.value[:MAX_CONTENT]
    if not budget.take(len(value)):
        return ""
    return escape(value, quote=False) if text.kind == "text" else value


def _image(draft: Draft) -> Image | None:
    """The picture the feed names, the widest of several; else the first in its summary. Those in the whole text are
    found when blocks are made of it."""
    widest: Picture | None = None
    address: WebUrl | None = None
    for found in draft.pictures[:MAX_MEDIA]:
        if (widest is None or found.width > widest.width) and (url := web_url_or_none(found.address, draft.base)):
            widest, address = found, url
    if widest and address:
        return Image(
            address, _words(widest.alt), _words(widest.caption), _words(widest.credit), widest.width, widest.height
        )
    if "<" in draft.summary.value and draft.summary.kind == "html":
        for tag in islice(_IMG.finditer(draft.summary.value), _MOST_IMG):
            element = next(parse_html(tag[0]).find("img"), None)
            if element is not None and (image := picture(element, draft.base)):
                return image
    return None


def _words(text: str) -> str:
    """A caption or title of a file as plain text."""
    if not text:
        return ""
    text = text[:2000]
    return plain(text) if "<" in text or "&" in text else fold(text)


def _enclosures(draft: Draft) -> tuple[Enclosure, ...]:
    found: dict[WebUrl, Enclosure] = {}
    for media in draft.media[:MAX_MEDIA]:
        url = web_url_or_none(media.address, draft.base)
        if url and url not in found:
            found[url] = Enclosure(url, media.media_type[:100], _words(media.title), media.seconds, media.size)
    enclosures = list(found.values())
    transcript = web_url_or_none(draft.transcript, draft.base) if draft.transcript else None
    if transcript and enclosures:
        enclosures[0] = replace(enclosures[0], transcript=transcript)
    return tuple(enclosures)


def clean_tags(raw: list[str]) -> tuple[str, ...]:
    """Tags as plain text, without blanks and without the same one twice in another case."""
    found: dict[str, str] = {}
    for one in raw:
        tag = one if one.isalpha() else _words(one[:500])
        if tag and len(tag) <= 200:
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())[:MAX_TAGS]


def clean_language(raw: str) -> str:
    """A BCP 47 tag in its customary case, empty where it is none."""
    raw = raw.strip()
    if not raw or not _LANGUAGE.fullmatch(raw):
        return ""
    first, *rest = raw.replace("_", "-").split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
