"""Search: a page, a feed of every search, and what a reader may mean who is typing."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, JSONResponse, Response

from octavo.index import parse_query
from octavo.news.articles import Card
from octavo.news.topics import TopicSlug
from octavo.ports import Found, Hit, Query
from octavo.serve import links
from octavo.serve.asking import loosened, narrowings, search_path, understood
from octavo.serve.atom import AtomEntry, AtomFeed, answer
from octavo.serve.chart import bars_of
from octavo.serve.house import Here, House
from octavo.serve.shelf import looks, muted_among, standing
from octavo.serve.voice import Voice

router = APIRouter()

_PAGE = 20
_TOPICS = 4
"""Topics offered above the results."""
_STORIES = 3
"""Stories offered there: those of the first hits that several publishers tell."""
_LEADING = 10
"""Hits that say what a search is about."""
_LAST_PAGE = 50
"""Whoever reads so far needs other words."""
_IN_FEED = 40
_SUGGESTED = 8
_LONGEST = 200
"""Characters of what is completed."""
_CHART = (540.0, 48.0, 1.0)
_DAYS = 2
"""Days with matches from which on a histogram tells anything."""


@router.get("/search")
def search(request: Request, house: Here, q: str = "", sort: str = "", page: int = 1, older: str = "") -> HTMLResponse:
    """What the archive has for `q`, the best first, or with `sort=newest` the newest; without a `q`, how to ask."""
    query, newest = parse_query(q, house.clock()), sort == "newest"
    voice = house.pages.voice(request)
    if not query.clauses:
        return house.pages.answer(request, "search.html", q=q, asked=False, notes=query.notes)
    number = min(max(1, page), _LAST_PAGE)
    found = _newest(house, query, older) if newest else _best(house, query, number)
    first = number == 1 and not older
    muted, showing = muted_among(request, house, [hit.card for hit in found.hits]), looks(request)
    kept = tuple(hit for hit in found.hits if showing or hit.card.id not in muted)
    hits = [(hit, marked(hit.card.title, hit.title_marks), marked(hit.snippet, hit.marks)) for hit in kept]
    last = found.hits[-1].card if found.hits else None
    words = " ".join(term.words for clause in query.words for term in clause.terms)
    return house.pages.answer(
        request,
        "search.html",
        q=q,
        asked=True,
        notes=query.notes,
        query_text=query.text,
        parts=understood(query, voice, newest=newest),
        found=found,
        hits=hits,
        hidden=len(muted),
        showing=showing,
        stories=_stories(house, kept, voice.code) if first else [],
        topics=house.store.find_topics(words, _TOPICS) if words and first else [],
        replaced=[(typed, meant, search_path(_with(query, typed, meant))) for typed, meant in found.offered],
        loosened=[] if found.hits else loosened(query, voice, house.store),
        narrowings=narrowings(query, found.facets, voice, _topic_names(house, found, voice), newest=newest)
        if first
        else [],
        days=_days(query, found, newest) if first else [],
        chart=_CHART,
        newest=newest,
        first=first,
        here=search_path(query.text, newest=newest),
        other=search_path(query.text, newest=not newest),
        feed=f"/search.xml{search_path(query.text).removeprefix('/search')}",
        further=_further(query, found, number, last, newest=newest),
        standing=standing(request, house, "search", query.text),
    )


@router.get("/search.xml")
def feed(request: Request, house: Here, q: str = "") -> Response:
    """The newest matches as a feed."""
    query = parse_query(q, house.clock())
    hits = house.store.search(query, _IN_FEED) if query.clauses else []
    site, voice = str(request.base_url).rstrip("/"), house.pages.voice(request)
    own = f"{site}/search.xml{search_path(query.text).removeprefix('/search')}"
    entries = [_entry(hit, site) for hit in hits]
    updated = max((one.updated for one in entries), default=house.clock().replace(hour=0, minute=0, second=0))
    title = voice._("Search: %(q)s") % {"q": query.text}
    page = f"{site}{search_path(query.text, newest=True)}"
    return answer(request, AtomFeed(own, title, page, own, voice.code, updated, entries))


@router.get("/search/suggestions")
def suggestions(request: Request, house: Here, q: str = "") -> JSONResponse:
    """What may be meant: `{name, kind, to}` each, the likeliest first. For the search field's script."""
    voice = house.pages.voice(request)
    found = []
    for one in house.store.suggestions(q[:_LONGEST], _SUGGESTED):
        match one.kind:
            case "topic":
                kind, to = voice._("Topic"), f"/topic/{one.key}"
                name = f"#{one.name}"
            case "publisher":
                kind, to, name = voice._("Publisher"), f"/publisher/{one.key}", one.name
            case "word":
                kind, to, name = "", search_path(one.name), one.name
        found.append({"name": name, "kind": kind, "to": f"{house.pages.prefix(request)}{to}"})
    return JSONResponse(found, headers={"Cache-Control": "private, max-age=60"})


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> Markup:
    """A text with its matches marked."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [Markup("{}<mark>{}</mark>").format(text[at:start], text[start:end])]
        at = end
    return Markup("").join([*pieces, text[at:]])


def _best(house: House, query: Query, number: int) -> Found:
    text = " ".join(term.words for clause in query.words for term in clause.terms)
    meaning = house.doors.meaning_of(text) if text else None
    return house.store.find(query, _PAGE, now=house.clock(), offset=(number - 1) * _PAGE, meaning=meaning)


def _newest(house: House, query: Query, older: str) -> Found:
    hits = house.store.search(query, _PAGE + 1, links.read_cursor(older))
    return Found(tuple(hits[:_PAGE]), house.store.facets(query), further=len(hits) > _PAGE)


def _topic_names(house: House, found: Found, voice: Voice) -> dict[str, str]:
    """The names of the topics among the facets, in the page's language."""
    return {one.value: house.store.topic(TopicSlug(one.value)).name_in(voice.code) for one in found.facets.topics}


def _stories(house: House, hits: tuple[Hit, ...], language: str) -> list[Any]:
    """The stories that more than one publisher tells: of the first hit, and those that several of the first have."""
    told_of = Counter(hit.story for hit in hits[:_LEADING] if hit.story is not None)
    numbers = [number for number, count in told_of.items() if count > 1 or number == hits[0].story]
    cards = house.store.story_cards(numbers, language) if numbers else {}
    told = [cards[number] for number in numbers if number in cards and cards[number].publishers > 1]
    return told[:_STORIES]


def _days(query: Query, found: Found, newest: bool) -> list[tuple[Any, str]]:
    """Bars of the days with matches, each with the search of that day."""
    days = found.facets.days
    if len(days) < _DAYS or any(clause.field in ("after", "before") for clause in query.clauses):
        return []
    bars = bars_of([(day.value, day.count) for day in days], *_CHART)
    return [(bar, search_path(f"{query.text} on:{bar.day}", newest=newest)) for bar in bars]


def _further(query: Query, found: Found, number: int, last: Card | None, *, newest: bool) -> str:
    if not found.further or last is None:
        return ""
    if newest:
        return f"{search_path(query.text, newest=True)}&older={links.written((last.shown, last.id))}"
    return search_path(query.text, page=number + 1) if number < _LAST_PAGE else ""


def _with(query: Query, typed: str, meant: str) -> str:
    """The query with a word in place of another."""
    return " ".join(
        meant if any(term.words == typed for term in clause.terms) and not clause.without else clause.written
        for clause in query.clauses
    )


def _entry(hit: Hit, site: str) -> AtomEntry:
    card = hit.card
    link = f"{site}{links.card_path(card)}"
    html = Markup("<p>{} · {}</p><p>{}</p>").format(card.publisher_name, card.shown.date(), card.summary)
    return AtomEntry(link, card.title, link, card.shown, str(html))
