"""The article page, and the page of its revisions."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from octavo.news.addresses import ArticleId
from octavo.news.articles import Article, Card, StoredArticle
from octavo.news.comments import Subject
from octavo.news.errors import NotFound
from octavo.news.marks import Marks, text_of
from octavo.serve import links
from octavo.serve.beside import beside
from octavo.serve.body import parts_of
from octavo.serve.difference import difference
from octavo.serve.guard import number_in
from octavo.serve.house import Here, House
from octavo.serve.marked import MANNERS, Found, found_in, marked
from octavo.serve.players import POLICY, players_of, policy_with
from octavo.serve.reader import Who
from octavo.serve.shelf import is_ahead
from octavo.serve.talk import About, first_comments
from octavo.text.addresses import canonical_url

router = APIRouter()

_RELATED = 6
_MORE = 3
"""Articles named at the end as more by the same publisher."""
_FURTHER = 10
"""Links of further reading shown."""
_TAGS = 10
"""Topics named on the page."""
_PLACES = 4
_TOP = 4
"""Blocks that are the top of a text."""


@router.get("/article/{segment}")
def article(
    segment: str, request: Request, house: Here, who: Who, marks: str = "", said: str = "", play: str = ""
) -> Response:
    """One article, whole; with `marks=on` names, figures and quotes are underlined in its text, with `said=START-END`
    the place that another page points to, with `play=NUMBER` another site's player stands in it."""
    stored = stored_article(house, segment)
    if elsewhere := at_its_address(request, stored.card):
        return elsewhere
    newer, older = house.store.neighbours(stored.card.id)
    known = house.store.marks(stored.card.id)
    found = found_in(known) if known else []
    pointed = _pointed(said)
    shown = [*(found if marks == "on" else ()), *pointed]
    recordings = players_of(stored.article.enclosures)
    playing = number_in(play) if number_in(play) <= len(recordings.foreign) else 0
    answer = house.pages.answer(
        request,
        "article.html",
        card=stored.card,
        article=stored.article,
        standfirst="" if _repeats(stored.article) else stored.article.standfirst,
        lead=None if _leads(stored.article) else stored.article.image,
        parts=parts_of(marked(stored.article.title, stored.article.body, shown) if shown else stored.article.body),
        tags=house.store.tags([stored.card.id], _TAGS).get(stored.card.id, ()),
        points=_points(stored.article, known) if known else [],
        places=known.places[:_PLACES] if known else (),
        markable=sorted({one.manner for one in found}, key=MANNERS.index),
        marking=marks == "on",
        missing=known.degraded if known else (),
        pointed=bool(pointed),
        titled=any(one.start < len(stored.article.title) for one in pointed),
        further=[(link, house.store.by_url(canonical_url(link.url))) for link in stored.article.links[:_FURTHER]],
        revisions=stored.revisions,
        players=recordings.own,
        framed=recordings.foreign,
        playing=playing,
        elsewhere=recordings.links,
        more=house.store.from_publisher(stored.card.id, _MORE),
        newer=newer,
        older=older,
        related=house.relations.of(stored, house.clock())[:_RELATED],
        talk=first_comments(
            house,
            who,
            About(
                Subject("article", stored.card.id),
                stored.card.title,
                stored.card.language,
                links.card_path(stored.card),
            ),
        ),
        saved=house.store.saved_among(who.id, [stored.card.id]).get(stored.card.id) if who else None,
        labels=list(house.store.labels(who.id)) if who else [],
        translates=house.doors.writer is not None or house.doors.translator is not None,
        **_in_its_story(house, stored.card.id),
        **_copied(house, stored.card.id),
    )
    if playing:
        answer.headers[POLICY] = policy_with(recordings.foreign[playing - 1][1])
    if who and not is_ahead(request):
        answer.background = BackgroundTask(house.store.see, who.id, stored.card.id, house.clock())
    return answer


@router.get("/article/{segment}/revisions")
def revisions(segment: str, request: Request, house: Here) -> Response:
    """What changed in an article since it was first seen, the latest change first."""
    stored = stored_article(house, segment)
    if elsewhere := at_its_address(request, stored.card, "/revisions"):
        return elsewhere
    changes = [(after, difference(before, after)) for before, after in pairwise(stored.revisions)]
    return house.pages.answer(
        request, "revisions.html", card=stored.card, first=stored.revisions[0], changes=changes[::-1]
    )


def stored_article(house: House, segment: str) -> StoredArticle:
    """The article of an address. Raises NotFound."""
    article = links.leading_id(segment)
    if article is None:
        raise NotFound("there is no such article", subject=segment[:80])
    return house.store.article(article)


def at_its_address(request: Request, card: Card, tail: str = "") -> RedirectResponse | None:
    """Where the page is asked for under another address than its own: the way there."""
    right = links.card_path(card) + tail
    if right == request.scope["path"]:
        return None
    query = request.scope["query_string"].decode("ascii", "replace")
    return RedirectResponse(quote(right) + (f"?{query}" if query else ""), 302)


def _in_its_story(house: House, article: ArticleId) -> dict[str, Any]:
    """The story that an article belongs to with others, and what these say."""
    number = house.store.story_of(article)
    story = house.store.story_cards([number]).get(number) if number else None
    if story is None or story.articles < 2:
        return {"story": None, "others": None}
    told = house.store.comparison(story.id)
    return {"story": story, "others": beside(told, article) if told else None}


def _copied(house: House, article: ArticleId) -> dict[str, Any]:
    """Whose text it is where it is a copy, else how many others carry it."""
    copy = house.store.copies([article]).get(article)
    if copy is None:
        return {"copy": None, "origin": None, "carried": len(house.store.copies_of(article))}
    try:
        origin = house.store.article(copy.origin).card
    except NotFound:
        origin = None
    return {"copy": copy, "origin": origin, "carried": 0}


def _pointed(said: str) -> list[Found]:
    span = links.read_span(said)
    return [Found(*span, "said", "")] if span else []


def _points(article: Article, marks: Marks) -> list[str]:
    """The sentences that carry the article, in its order."""
    text = text_of(article.title, article.body)
    return [text[point.start : point.end] for point in sorted(marks.key_points, key=lambda point: point.start)]


def _repeats(article: Article) -> bool:
    """Whether the text begins with the standfirst, as many publishers set it."""
    first = next((block.text for block in article.body[:_TOP] if block.kind == "paragraph"), "")
    return bool(article.standfirst) and first.startswith(article.standfirst.rstrip(" .…"))


def _leads(article: Article) -> bool:
    """Whether the lead picture stands at the top of the text already, perhaps in another size."""
    lead, shown = article.image, [block.image for block in article.body[:_TOP] if block.image]
    return lead is not None and any(
        one.url.partition("?")[0] == lead.url.partition("?")[0] or (one.caption and one.caption == lead.caption)
        for one in shown
    )
