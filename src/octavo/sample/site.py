"""The publishers' sites as one ASGI application: virtual hosts by the Host header, or folders below a path.

    Host: mbn.example  GET /news/world-123        the article, as the world sees it
    Host: any other    GET [root]/mbn.example/…   the same with links that stay below [root], for a reader's browser

Nothing is kept between requests, so that every answer depends only on the address, the epoch and the clock.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_datetime as babel_datetime
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from octavo.sample.feeds import announced_as, write_feed
from octavo.sample.houses import House, houses
from octavo.sample.linked import authors_ld, graph_ld
from octavo.sample.newsroom import Piece, newsroom
from octavo.sample.pictures import SCENES, picture
from octavo.sample.pressroom import Links, Pressroom, since, transcript_of
from octavo.sample.recordings import wav_part, wav_size, webm
from octavo.sample.wording import words

_MEDIA = re.compile(r"/media/(?:([a-z]+)-)?(\d+)\.(jpg|wav|webm|txt)")
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_WIDTHS = (320, 640, 1200)
_GZIP_FROM = 500
"""Bytes below which packing is not worth it."""

_LANHAI = timezone(timedelta(hours=8))
"""The clock of the one publisher that writes its own wall time."""


def sample_site(
    epoch: date, *, opened: datetime | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> ASGIApp:
    """The newsroom's sites.

    `epoch` is day 0, from which every article's date is counted back (in UTC); articles of day 0 come out as their hour
    comes. `opened` is the moment the newsroom was first served, from which the edits of edited articles are counted;
    midnight of the epoch where it is not given. Both must be kept by the caller and given again at the next start.
    """
    moment = opened or datetime(epoch.year, epoch.month, epoch.day, tzinfo=UTC)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"the sample newsroom speaks HTTP alone, not {scope['type']}")
        request = Request(scope)
        await _answer(request, _Visit(epoch, moment, now()))(scope, receive, send)

    return app


@dataclass(frozen=True, slots=True)
class _Visit:
    epoch: date
    opened: datetime
    now: datetime

    def press(self, links: Links) -> Pressroom:
        return Pressroom(newsroom(), self.epoch, self.opened, self.now, links)


def _answer(request: Request, visit: _Visit) -> Response:
    """Find the house and its path, and answer with what the path names."""
    if request.method not in ("GET", "HEAD"):
        return Response(status_code=405, headers={"Allow": "GET, HEAD"})
    root = request.scope.get("root_path", "")
    path = request.scope["path"].removeprefix(root) or "/"
    host = request.headers.get("host", "").partition(":")[0].lower()
    house = houses().get(host)
    if house:
        return _serve(request, visit.press(Links()), house, path)
    _, first, rest = [*path.split("/", 2), ""][:3]
    house = houses().get(first)
    if house is None:
        return Response("There is no such site in the sample newsroom.", status_code=404, media_type="text/plain")
    if path == f"/{first}":
        return RedirectResponse(f"{root}{path}/")
    return _serve(request, visit.press(Links(root)), house, f"/{rest}")


def _serve(request: Request, press: Pressroom, house: House, path: str) -> Response:
    channel = next((channel for channel in house.channels if channel.at == path), None)
    if channel:
        return _fresh(request, *write_feed(_templates(), press, house, channel), press.now)
    if path == "/robots.txt":
        return _fresh(request, _robots(press, house), "text/plain; charset=utf-8", press.now)
    media = _MEDIA.fullmatch(path)
    if media:
        return _medium(request, press, house, media)
    section = next((name for name, part in house.sections.items() if path in (f"/{part}", f"/{part}/")), "")
    if section or path == "/":
        return _fresh(request, _index(press, house, section), "text/html; charset=utf-8", press.now)
    piece = _addresses(press.epoch).get((house.host, path))
    if piece and piece.published(press.epoch) <= press.now:
        return _fresh(request, _article(press, piece), "text/html; charset=utf-8", press.now)
    return Response(_page("missing.html", press, house), status_code=404, media_type="text/html")


@lru_cache(maxsize=4)
def _addresses(epoch: date) -> dict[tuple[str, str], Piece]:
    return {(piece.house.host, piece.path(epoch)): piece for piece in newsroom().pieces.values()}


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _fresh(request: Request, body: bytes, media_type: str, now: datetime) -> Response:
    """The bytes, or 304 where the asker has them (RFC 9110 section 13), packed where the asker can unpack."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": etag, "Cache-Control": "max-age=60", "Vary": "Accept-Encoding"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    headers["Date"] = format_datetime(now, usegmt=True)
    if len(body) > _GZIP_FROM and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, 5, mtime=0)
        headers["Content-Encoding"] = "gzip"
    headers["Content-Type"] = media_type
    return Response(body, headers=headers)


def _lasting(request: Request, body: bytes, media_type: str, changed: datetime) -> Response:
    """What never changes once it is out: told apart by its date alone."""
    headers = {"Last-Modified": format_datetime(changed, usegmt=True), "Cache-Control": "max-age=86400"}
    asked = request.headers.get("if-modified-since")
    try:
        known = asked is not None and parsedate_to_datetime(asked) >= changed
    except (TypeError, ValueError):
        known = False  # a date that cannot be read counts as none (RFC 9110 section 13.1.3)
    if known:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


def _medium(request: Request, press: Pressroom, house: House, named: re.Match[str]) -> Response:
    """A picture, sound, film or transcript."""
    scene, number, ending = named.groups()
    piece = next((piece for piece in press.out(house) if piece.number == int(number)), None)
    missing = Response("Not found", status_code=404, media_type="text/plain")
    if piece is None:
        return missing
    changed = piece.published(press.epoch)
    if ending == "jpg" and scene in SCENES:
        wanted = request.query_params.get("w", "")
        width = min(_WIDTHS, key=lambda one: abs(one - int(wanted))) if wanted.isdecimal() else _WIDTHS[-1]
        return _lasting(request, picture(scene, piece.number, width), "image/jpeg", changed)
    if ending == "wav" and piece.audio:
        return _sound(request, piece.audio[0])
    if ending == "webm" and piece.video:
        film = webm(piece.picture.scene if piece.picture else "sea", piece.number, piece.video[0])
        return _part(request, len(film), "video/webm", lambda start, stop: film[start:stop])
    story = press.story(piece)
    if ending == "txt" and story.transcript:
        return _lasting(request, transcript_of(story).encode(), "text/plain; charset=utf-8", changed)
    return missing


def _sound(request: Request, seconds: int) -> Response:
    return _part(request, wav_size(seconds), "audio/wav", lambda start, stop: wav_part(seconds, start, stop))


def _part(request: Request, size: int, media_type: str, cut: Callable[[int, int], bytes]) -> Response:
    """A file or one range of it (RFC 9110 section 14), so that players can seek."""
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    headers = {"Accept-Ranges": "bytes", "Cache-Control": "max-age=86400"}
    if not asked:
        return Response(cut(0, size), headers=headers, media_type=media_type)
    start, stop = int(asked[1]), min(int(asked[2]) + 1 if asked[2] else size, size)
    if start >= stop:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return Response(cut(start, stop), status_code=206, headers=headers, media_type=media_type)


def _robots(press: Pressroom, house: House) -> bytes:
    lines = ["User-agent: *", "Disallow: /search", "Disallow: /account/", "Allow: /", ""]
    lines += [f"Sitemap: {press.links.absolute(house, one.at)}" for one in house.channels if one.format == "sitemap"]
    return "\n".join([*lines, ""]).encode()


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _index(press: Pressroom, house: House, section: str) -> bytes:
    pieces = [piece for piece in press.out(house) if section in ("", piece.section)]
    return _page("index.html", press, house, section=section, stories=[press.story(piece) for piece in pieces[:40]])


def _article(press: Pressroom, piece: Piece) -> bytes:
    others = [press.story(other) for other in press.out(piece.house) if other is not piece][:6]
    return _page(f"{piece.house.layout}.html", press, piece.house, story=press.story(piece), others=others)


def _page(name: str, press: Pressroom, house: House, **what: Any) -> bytes:
    announced = [(one.title, announced_as(one), press.links.inside(house, one.at)) for one in house.channels]
    sections = [(title, press.links.inside(house, f"/{part}/")) for title, part in house.sections.items()]
    return (
        _templates()
        .get_template(name)
        .render(
            house=house, say=words(house.language), home=press.links.inside(house, "/"), sections=sections,
            announced=[one for one in announced if one[1]], absolute=lambda path: press.links.absolute(house, path),
            rtl=house.language == "ar", since=since(press.opened, press.now), **what,
        )
        .encode()
    )  # fmt: skip


@lru_cache(maxsize=1)
def _templates() -> Environment:
    env = Environment(
        loader=PackageLoader("octavo.sample"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    env.filters["rfc822"] = lambda moment: format_datetime(moment.astimezone(UTC), usegmt=True)
    env.filters["clock"] = lambda seconds: f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    env.filters["wav_bytes"] = wav_size
    env.filters["said"] = _said
    env.filters["lanhai_time"] = lambda moment: moment.astimezone(_LANHAI).strftime("%Y年%m月%d日 %H:%M")
    env.filters["lanhai_iso"] = lambda moment: moment.astimezone(_LANHAI).isoformat()
    env.filters["indent_han"] = lambda block: Markup(str(block).replace("<p>", "<p>　　"))  # noqa: S704 - our own copy
    env.globals["authors_ld"] = authors_ld
    env.globals["graph_ld"] = graph_ld
    env.filters["blocks"] = lambda blocks: [Markup(block) for block in blocks]  # noqa: S704 - our own copy
    return env


def _said(moment: datetime, language: str, pattern: str = "d MMMM y, HH:mm") -> str:
    """A moment as the publisher writes it."""
    return babel_datetime(moment, pattern, locale=language.replace("-", "_"))
