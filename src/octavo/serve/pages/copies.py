"""Who carries a text: its origin, its copies, and what one of them changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fastapi import APIRouter, Request
from starlette.responses import Response

from octavo.news.addresses import ArticleId
from octavo.news.articles import StoredArticle
from octavo.news.comparison import CopyText
from octavo.news.errors import NotFound
from octavo.news.marks import text_of
from octavo.news.stories import Copy
from octavo.serve.house import Here, House
from octavo.serve.lineage import branches_of, passages_of
from octavo.serve.pages.article import at_its_address, stored_article
from octavo.stories.copies import aligned

router = APIRouter()

_COPIES = 60
"""Of one text, shown."""


@router.get("/article/{segment}/copies")
def copies(segment: str, request: Request, house: Here, of: int = 0) -> Response:
    """The copies of the text that an article has, or is one of; `of` is the copy that is set beside its original."""
    stored = stored_article(house, segment)
    if elsewhere := at_its_address(request, stored.card, "/copies"):
        return elsewhere
    own = house.store.copies([stored.card.id]).get(stored.card.id)
    origin = own.origin if own else stored.card.id
    made = house.store.copies_of(origin)[:_COPIES]
    made += [own] if own and own not in made else []
    found = _found(house, {origin, *(copy.article for copy in made), *(copy.near for copy in made)})
    cards = {number: one.card for number, one in found.items()}
    shown = _shown(made, ArticleId(of) if of else stored.card.id)
    beside = shown is not None and shown.article in found and shown.near in found
    passages = passages_of(_beside(found[shown.article], found[shown.near])) if shown and beside else ()
    return house.pages.answer(
        request,
        "copies.html",
        card=stored.card,
        origin=cards.get(origin),
        branches=branches_of(origin, made, cards),
        number=len(made),
        shown=shown,
        cards=cards,
        passages=passages,
        changes=Counter(op for passage in passages for op, words in passage.pieces if words.strip()),
    )


def _shown(made: Iterable[Copy], wanted: ArticleId) -> Copy | None:
    """The copy to set beside its original: the one asked for, else the first."""
    listed = list(made)
    return next((copy for copy in listed if copy.article == wanted), listed[0] if listed else None)


def _beside(copy: StoredArticle, near: StoredArticle) -> tuple[CopyText, ...]:
    return aligned(text_of("", copy.article.body), text_of("", near.article.body), copy.card.language)


def _found(house: House, articles: Iterable[ArticleId]) -> dict[ArticleId, StoredArticle]:
    """Those of them that the archive still has."""
    found = {}
    for article in articles:
        try:
            found[article] = house.store.article(article)
        except NotFound:
            continue
    return found
