"""SaveArticle → an article, a revision of one, an alias, or nothing new.

    the page has made an article     → that article, whatever address it names now
    another page made the article    → this page becomes an alias of it and changes nothing
    nobody knows the address         → a new article

An article keeps its place in lists: `shown` may fall when the publisher corrects a date, it never rises.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import apsw

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId, article_id
from octavo.news.articles import Article, Enclosure
from octavo.news.errors import NotFound
from octavo.news.jobs import SaveArticle
from octavo.store import publishers
from octavo.store.codec import dumps, micros, micros_or_none, moment, pack, pack_blocks, unpack
from octavo.store.save_entries import count_articles
from octavo.store.statements import statements
from octavo.text.addresses import host_of, identity_key
from octavo.text.players import player_of

_sql = statements("articles")
_subjects = statements("subjects")
_publishers = statements("publishers")

SUMMARY = 300
"""Characters of the summary that a card shows at most."""

_EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
"""The first moment that an article's id can carry; archived pages may be older."""


def save_article(connection: apsw.Connection, intent: SaveArticle) -> ArticleId | None:
    """Write what is new of an article. Its id where something is, so that it is worked on further; None otherwise.

    Raises NotFound where the page is gone.
    """
    page = _sql.page_for_article(connection, page=intent.page_id)
    if page is None:
        raise NotFound(f"there is no page {intent.page_id}", subject=str(intent.page_id))
    first_seen, assumed, _ = page
    known, maker = _find(connection, intent)
    changed: ArticleId | None
    if known is None:
        known = changed = _add(connection, intent, moment(first_seen), assumed)
    elif maker in (None, intent.page_id):
        changed = _update(connection, intent, known)
    else:
        changed = None
    _sql.page_is_article(connection, page=intent.page_id, article=known, kind=intent.article.kind)
    count_articles(connection, intent.page_id)
    return changed


def _find(connection: apsw.Connection, intent: SaveArticle) -> tuple[ArticleId | None, int | None]:
    """The article meant, and the page that made it (None where that page is gone)."""
    own = _sql.made_by_page(connection, page=intent.page_id)
    if own is not None:
        return ArticleId(own), intent.page_id
    found = _sql.article_by_key(connection, key=identity_key(intent.article.url))
    return (None, None) if found is None else (ArticleId(found[0]), found[1])


def _add(connection: apsw.Connection, intent: SaveArticle, first_seen: datetime, assumed: int) -> ArticleId:
    article = intent.article
    number = _free_id(connection, first_seen, article.url)
    published = micros_or_none(article.published)
    category = _category(connection, intent)
    _sql.add_article(
        connection,
        id=number,
        key=identity_key(article.url),
        url=article.url,
        first_seen=micros(first_seen),
        shown=min(published if published is not None else assumed, micros(first_seen)),
        category=category,
        **_columns(connection, intent),
    )
    _sql.save_details(connection, article=number, details=_details(article))
    _add_revision(connection, number, 1, intent)
    return number


def _update(connection: apsw.Connection, intent: SaveArticle, known: ArticleId) -> ArticleId | None:
    """Write a changed text as a new revision, and whatever else changed; None where nothing did."""
    article = intent.article
    shown, text_hash, revisions, key, url, details = _sql.article_for_save(connection, article=known)
    before = unpack(Article, details)
    if before.origin == "page" and article.origin == "feed":
        return None  # the page was read before; the feed's words say less
    edited = hash_of(article) != text_hash
    if not edited and before == replace(article, body=()):
        return None
    new_key = identity_key(article.url)
    if new_key != key and _sql.article_by_key(connection, key=new_key) is None:
        key, url = new_key, article.url
    published = micros_or_none(article.published)
    _sql.update_article(
        connection,
        id=known,
        key=key,
        url=url,
        shown=shown if published is None else min(shown, published),
        revisions=revisions + edited,
        **_columns(connection, intent),
    )
    _sql.save_details(connection, article=known, details=_details(article))
    if edited:
        _add_revision(connection, known, revisions + 1, intent)
    return known


def _columns(connection: apsw.Connection, intent: SaveArticle) -> dict[str, Any]:
    """The columns that a new article and a changed one write alike."""
    article = intent.article
    publisher: PublisherId = publishers.whose(connection, intent.page_id, article.url, intent.publisher)
    kinds = {article.kind, *(_medium(enclosure) for enclosure in article.enclosures)}
    return {
        "page": intent.page_id,
        "publisher": publisher,
        "country": _publishers.country_of(connection, publisher=publisher),
        "language": article.language,
        "kind": article.kind,
        "published": micros_or_none(article.published),
        "title": article.title,
        "summary": summary_of(article),
        "image": None if article.image is None else dumps(article.image),
        "authors": dumps(article.authors),
        "has_audio": int("audio" in kinds),
        "has_video": int("video" in kinds),
        "words": sum(len(block.text.split()) for block in article.body),
        "sample": int(host_of(article.url).endswith(".example")),  # RFC 2606: no real site's name ends so
        "text_hash": hash_of(article),
    }


def _medium(enclosure: Enclosure) -> str:
    """`audio` or `video`, of another site's player too; another word for all else."""
    player = player_of(enclosure.url)
    return player.medium if player else enclosure.media_type.partition("/")[0]


def _category(connection: apsw.Connection, intent: SaveArticle) -> str:
    """What the feeds say until enrichment says more."""
    return _subjects.page_category(connection, page=intent.page_id) or "general"


def _free_id(connection: apsw.Connection, first_seen: datetime, url: CanonicalUrl) -> ArticleId:
    """The article's id; the next one free where another address has it already."""
    number = article_id(max(first_seen, _EARLIEST), url)
    while _sql.id_taken(connection, article=number) is not None:
        number = ArticleId(number + 1)
    return number


def _add_revision(connection: apsw.Connection, article: ArticleId, number: int, intent: SaveArticle) -> None:
    _sql.add_revision(
        connection, article=article, number=number, seen=micros(intent.seen), title=intent.article.title,
        standfirst=intent.article.standfirst, body=pack_blocks(intent.article.body),
    )  # fmt: skip


def _details(article: Article) -> bytes:
    return pack(replace(article, body=()))


def summary_of(article: Article) -> str:
    """The publisher's summary, or how the text begins; cut at a word."""
    text = article.standfirst or next((block.text for block in article.body if block.kind == "paragraph"), "")
    if len(text) <= SUMMARY:
        return text
    cut = text[:SUMMARY]
    return (cut.rpartition(" ")[0] if " " in cut[SUMMARY // 2 :] else cut).rstrip(" ,;:–—-") + "…"


_TEXT_KINDS = frozenset({"paragraph", "heading", "item", "quote", "preformatted", "table"})
"""Blocks whose change is an edit; pictures and their captions come and go with a site's layout."""


def hash_of(article: Article) -> bytes:
    """SHA-256 of title and text, folded so that typography, case and white space make no revision."""
    parts = [article.title]
    for block in article.body:
        if block.kind in _TEXT_KINDS:
            parts.append(block.text)
            parts.extend(cell for row in block.rows for cell in row)
    return hashlib.sha256(_fold("\n".join(parts)).encode("utf-8", "surrogatepass")).digest()


_QUOTES = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—−", '\'\'\'\'""""""------')


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return re.sub(r"\s+", " ", folded).strip()
