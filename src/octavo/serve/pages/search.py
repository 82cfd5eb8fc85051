"""Search."""

from __future__ import annotations

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from octavo.index import parse_query
from octavo.ports import Hit, Query
from octavo.serve import links
from octavo.serve.house import Here

router = APIRouter()

_PAGE = 20
_TOPICS = 4
"""Topics offered above the results."""
_MOST = 1000
"""Matches counted: a reader who has more needs other words, not the exact number."""


@router.get("/search")
def search(request: Request, house: Here, q: str = "", older: str = "") -> HTMLResponse:
    """What the archive has for `q`, newest first; without a `q`, how to ask."""
    query = parse_query(q, house.clock())
    asked = _asks(query)
    hits = house.store.search(query, _PAGE + 1, links.read_cursor(older)) if asked else []
    last = hits[_PAGE - 1].card if len(hits) > _PAGE else None
    return house.pages.answer(
        request,
        "search.html",
        q=q,
        asked=asked,
        notes=query.notes,
        topics=house.store.find_topics(" ".join(query.terms), _TOPICS) if query.terms and not older else [],
        filtered=bool(query.sources or query.languages or query.categories or query.before or query.after),
        hits=[(hit.card, _marked(hit)) for hit in hits[:_PAGE]],
        count=house.store.count(query, _MOST) if asked else 0,
        most=_MOST,
        further=links.written((last.shown, last.id)) if last else "",
    )


def _asks(query: Query) -> bool:
    """Whether anything was asked that can be looked for."""
    return bool(
        query.terms or query.excluded or query.sources or query.languages or query.categories
        or query.before or query.after
    )  # fmt: skip


def _marked(hit: Hit) -> Markup:
    """The snippet with its matches marked."""
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [Markup("{}<mark>{}</mark>").format(hit.snippet[at:start], hit.snippet[start:end])]
        at = end
    return Markup("").join([*pieces, hit.snippet[at:]])
