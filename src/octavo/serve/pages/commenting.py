"""The forms of comments: write, edit, delete, like, report, appeal."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from octavo.community import Moderator
from octavo.community.plain import note_of
from octavo.news.comments import NOTE_LENGTH, REPORT_REASONS, CommentId, Subject
from octavo.news.errors import CommentRefused, NotFound
from octavo.news.readers import Reader
from octavo.serve.because import refusal_in_words
from octavo.serve.guard import Form, number_in, text_of
from octavo.serve.house import Here, House, Id
from octavo.serve.pages.comments import WITH_COMMENTS, comment_page, landing, local
from octavo.serve.reader import SignedIn
from octavo.serve.talk import about

router = APIRouter(dependencies=[WITH_COMMENTS])


@router.post("/comments")
async def write(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Write on what `on` names: `article:ID`, `story:ID`, or `comment:ID` to answer one."""
    on, text = _on(text_of(form, "on")), text_of(form, "text")
    try:
        written = await _moderator(house).write(reader, on, text)
    except CommentRefused as refused:
        return await run_in_threadpool(_again, request, house, reader, on, text, refused)
    subject = await run_in_threadpool(about, house, written.subject)
    return _after(house, landing(written, subject))


@router.post("/comments/like")
def like(house: Here, reader: SignedIn, form: Form) -> Response:
    """Like the comment that `like` names, or the one of `undo` no more."""
    if undo := number_in(text_of(form, "undo")):
        house.store.unlike_comment(CommentId(undo), reader.id)
    else:
        house.store.like_comment(CommentId(number_in(text_of(form, "like"))), reader.id, house.clock())
    back = text_of(form, "next")
    return RedirectResponse(local(back if "#" in back else f"{back}#c{undo or number_in(text_of(form, 'like'))}"), 303)


@router.post("/comments/{number}/edit")
async def edit(number: Id, request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Other words."""
    text = text_of(form, "text")
    try:
        written = await _moderator(house).edit(reader, CommentId(number), text)
    except CommentRefused as refused:
        do = "" if refused.code == "late" else "edit"
        return await run_in_threadpool(_refused, request, house, reader, number, do, text, refused)
    return _after(house, f"/comments/{number}?done={'edited' if written.state == 'shown' else 'held'}")


@router.post("/comments/{number}/delete")
def delete(number: Id, house: Here, reader: SignedIn, form: Form) -> Response:
    """For good, at once."""
    found = house.store.comment(CommentId(number))
    house.store.delete_comment(found.id, reader.id, house.clock())
    return RedirectResponse(local(about(house, found.subject).thread), 303)


@router.post("/comments/{number}/report")
def report(number: Id, request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """To the moderators, for a reason of the list."""
    reason = next((one for one in REPORT_REASONS if one == text_of(form, "reason")), None)
    if reason is None:
        complaint = house.pages.voice(request)._("Choose why.")
        return comment_page(request, house, reader, number, do="report", complaint=complaint, status=400)
    note = note_of(text_of(form, "note")[: 2 * NOTE_LENGTH], NOTE_LENGTH)
    try:
        house.store.report_comment(CommentId(number), reader.id, reason, note, house.clock())
    except CommentRefused as refused:
        return _refused(request, house, reader, number, "report", "", refused)
    # Enough reports hold it, and then it is not there to be shown to whoever reported it.
    found = house.store.comment(CommentId(number))
    there = found.state == "shown" or found.answers
    return RedirectResponse(
        f"/comments/{number}?done=reported" if there else local(about(house, found.subject).thread), 303
    )  # fmt: skip


@router.post("/comments/{number}/appeal")
def appeal(number: Id, house: Here, reader: SignedIn, form: Form) -> Response:
    """Ask the moderators for another look."""
    text = note_of(text_of(form, "text")[: 2 * NOTE_LENGTH], NOTE_LENGTH)
    house.store.appeal_comment(CommentId(number), reader.id, text, house.clock())
    return RedirectResponse(f"/comments/{number}?done=appealed", 303)


def _on(text: str) -> Subject | CommentId:
    match = re.fullmatch(r"(article|story|comment):([1-9]\d{0,17})", text, re.ASCII)
    if match is None:
        raise NotFound("there is no such thing to comment on", subject=text[:80])
    number = int(match[2])
    if match[1] == "comment":
        return CommentId(number)
    return Subject("article" if match[1] == "article" else "story", number)


def _again(
    request: Request, house: House, reader: Reader, on: Subject | CommentId, text: str, refused: CommentRefused
) -> Response:
    """The form once more, with what was written and what is wrong with it."""
    if not isinstance(on, Subject):
        return _refused(request, house, reader, on, "answer", text, refused)
    complaint = refusal_in_words(house.pages.voice(request), refused)
    return house.pages.answer(
        request, "write.html", status=_status(refused), about=about(house, on), text=text, complaint=complaint,
    )  # fmt: skip


def _refused(
    request: Request, house: House, reader: Reader, number: int, do: str, text: str, refused: CommentRefused
) -> Response:
    complaint = refusal_in_words(house.pages.voice(request), refused)
    return comment_page(
        request, house, reader, number, do=do, complaint=complaint, text=text, status=_status(refused)
    )  # fmt: skip


def _status(refused: CommentRefused) -> int:
    return 429 if refused.code in ("rate", "reports") else 400


def _after(house: House, path: str) -> Response:
    """On to a page; the scorer reads meanwhile what it missed."""
    return RedirectResponse(path, 303, background=BackgroundTask(_moderator(house).catch_up))


def _moderator(house: House) -> Moderator:
    if house.moderator is None:
        raise LookupError("this page is without comments: its router lacks WITH_COMMENTS")
    return house.moderator
