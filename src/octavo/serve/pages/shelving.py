"""The forms of a reader's shelf: follow, mute, save, and forget that something was read."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from octavo.news.addresses import ArticleId
from octavo.news.errors import NotFound
from octavo.news.shelf import FOLLOW_KINDS, MUTE_KINDS
from octavo.serve.guard import Form, number_in, text_of
from octavo.serve.house import Here
from octavo.serve.links import local_path
from octavo.serve.pages.errors import not_possible
from octavo.serve.reader import SignedIn

router = APIRouter()


@router.post("/follow")
def follow(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Follow what `kind` and `key` name, or with `undo` no more."""
    kind = next((one for one in FOLLOW_KINDS if one == text_of(form, "kind")), None)
    if kind is None:
        raise NotFound("this cannot be followed")
    try:
        if text_of(form, "undo"):
            house.store.unfollow(reader.id, kind, text_of(form, "key"))
        else:
            house.store.follow(reader.id, kind, text_of(form, "key"), house.clock())
    except ValueError as error:
        return not_possible(request, str(error))
    return _back(form)


@router.post("/mute")
def mute(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Mute what `kind` and `key` name, or with `undo` no more; with `softly`, For you alone shows less of it."""
    kind = next((one for one in MUTE_KINDS if one == text_of(form, "kind")), None)
    if kind is None:
        raise NotFound("this cannot be muted")
    try:
        if text_of(form, "undo"):
            house.store.unmute(reader.id, kind, text_of(form, "key"))
        else:
            softly = bool(text_of(form, "softly"))
            house.store.mute(reader.id, kind, text_of(form, "key"), house.clock(), softly=softly)
    except ValueError as error:
        return not_possible(request, str(error))
    return _back(form)


@router.post("/save")
def save(house: Here, reader: SignedIn, form: Form) -> Response:
    """Save `article` for later, or with `undo` no more. `labels` are parted by commas; where the form has none, those
    that it has stay."""
    article = _article(text_of(form, "article") or text_of(form, "undo"))
    if text_of(form, "undo"):
        house.store.unsave(reader.id, article)
    else:
        there = house.store.saved_among(reader.id, [article]).get(article, ())
        labels = text_of(form, "labels").replace("،", ",").split(",") if "labels" in form else there
        house.store.save(reader.id, article, labels, house.clock())
    return _back(form)


@router.post("/seen")
def seen(house: Here, reader: SignedIn, form: Form) -> Response:
    """Forget that `article` was read; or note that `read` was, where a device says so later: an article that is gone
    meanwhile is none of anybody's reading."""
    if read := text_of(form, "read"):
        house.store.see(reader.id, _article(read), house.clock())
    else:
        house.store.unsee(reader.id, _article(text_of(form, "article")))
    return _back(form)


def _article(text: str) -> ArticleId:
    number = number_in(text)
    if not number:
        raise NotFound("there is no such article", subject=text[:80])
    return ArticleId(number)


def _back(form: FormData) -> Response:
    return RedirectResponse(quote(local_path(text_of(form, "next")), safe="/?&=%,.-_~#:+"), 303)
