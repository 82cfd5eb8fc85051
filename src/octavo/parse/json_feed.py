"""JSON Feed 1.0 and 1.1 → ParsedFeed. Wrong types are taken for absence; numbers for ids and titles are written out."""

from __future__ import annotations

import json
from typing import Any

from octavo.news.addresses import WebUrl
from octavo.news.articles import ParsedFeed
from octavo.news.errors import ParseError
from octavo.parse.draft import Draft, Media, Picture, Text
from octavo.parse.finish import Budget, as_plain, clean_language, finish
from octavo.parse.identity import says_something, settle
from octavo.parse.media import duration
from octavo.parse.values import MAX_FIELD
from octavo.parse.xml_feed import MAX_ENTRIES
from octavo.text.addresses import web_url_or_none


def read_json(text: str, url: WebUrl, problems: list[str]) -> ParsedFeed:
    """The feed in a JSON text. Raises ParseError where it is no JSON or no feed."""
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise ParseError(f"this is no complete JSON: {str(error)[:120]}", subject=url) from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ParseError("this is JSON, but no JSON Feed: it has no list of items", subject=url)
    version = _text(feed, "version").rstrip("/").rpartition("/")[2]
    language = clean_language(_text(feed, "language"))
    base = web_url_or_none(_text(feed, "home_page_url"), url) or url
    items = [item for item in feed["items"][:MAX_ENTRIES] if isinstance(item, dict)]
    budget = Budget()
    inherited = _authors(feed)
    entries = [finish(_draft(item, base, inherited), language, budget) for item in items]
    kept, repeats = settle([entry for entry in entries if says_something(entry)])
    if len(items) < len(feed["items"]):
        problems.append(f"of its {len(feed['items']):,} items {len(items):,} are read")
    if repeats:
        problems.append(f"{repeats} of its items are there twice; each is kept once")
    if feed.get("expired") is True:
        problems.append("its publisher says that it will not be updated any more")
    return ParsedFeed(
        format=f"JSON Feed {version}" if version in ("1", "1.0", "1.1") else "JSON Feed",
        title=as_plain(Text("html", _text(feed, "title")), budget),
        home=web_url_or_none(_text(feed, "home_page_url"), url),
        description=as_plain(Text("html", _text(feed, "description")), budget)[:2000],
        language=language,
        entries=kept,
        image=web_url_or_none(_text(feed, "icon") or _text(feed, "favicon"), url),
        hub=_hub(feed, url),
        problems=tuple(problems),
    )


def _draft(item: dict[str, Any], base: str, inherited: list[str]) -> Draft:
    html, text = _text(item, "content_html"), _text(item, "content_text")
    draft = Draft(base=base, guid=_text(item, "id"))
    draft.addresses = [_text(item, "url"), _text(item, "external_url")]
    if draft.guid.startswith(("http://", "https://")):
        draft.addresses.append(draft.guid)
    draft.title = Text("html", _text(item, "title"))
    draft.summary = Text("html", _text(item, "summary"))
    draft.body = Text("html", html) if html else Text("text", text)
    draft.authors = _authors(item) or inherited
    draft.published = [raw for raw in (_text(item, "date_published"),) if raw]
    draft.updated = [raw for raw in (_text(item, "date_modified"),) if raw]
    draft.tags = [_text({"": tag}, "") for tag in _list(item, "tags")]
    draft.pictures = [Picture(address) for key in ("image", "banner_image") if (address := _text(item, key))]
    draft.language = _text(item, "language")
    for file in _list(item, "attachments"):
        if not isinstance(file, dict):
            continue
        seconds, size = duration(_text(file, "duration_in_seconds")), _text(file, "size_in_bytes")
        media_type, address = _text(file, "mime_type"), _text(file, "url")
        if media_type.startswith("image/"):
            draft.pictures.append(Picture(address))
        elif address:
            whole = int(size) if size.isdigit() and len(size) < 15 else 0
            draft.media.append(Media(address, media_type, _text(file, "title"), seconds, whole))
    return draft


def _authors(holder: dict[str, Any]) -> list[str]:
    """Names of `authors` (1.1) and `author` (1.0)."""
    people = [*_list(holder, "authors"), holder.get("author")]
    return [name for one in people if (name := _text(one, "name") if isinstance(one, dict) else _text({"": one}, ""))]


def _hub(feed: dict[str, Any], url: WebUrl) -> WebUrl | None:
    for hub in _list(feed, "hubs"):
        if isinstance(hub, dict) and _text(hub, "type").lower() == "websub":
            return web_url_or_none(_text(hub, "url"), url)
    return None


def _text(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key)
    if isinstance(value, str):
        # JSON can hold halves of surrogate pairs, which no text can.
        return value[:MAX_FIELD].encode("utf-8", "ignore").decode().strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:100]
    return ""


def _list(holder: dict[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value[:200] if isinstance(value, list) else []
