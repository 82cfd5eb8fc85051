"""For moderators: what waits for them, what was decided, and what is held back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from octavo.community.plain import note_of
from octavo.news.addresses import ArticleId
from octavo.news.comments import (
    BLOCK_KINDS,
    NOTE_LENGTH,
    QUEUES,
    REPORT_REASONS,
    BlockKind,
    Comment,
    CommentId,
    Decision,
    Report,
    ReportReason,
)
from octavo.news.errors import AddressError, NotFound
from octavo.news.readers import Reader
from octavo.serve import links
from octavo.serve.guard import Form, number_in, text_of
from octavo.serve.house import Here, House, Id
from octavo.serve.pages.comments import WITH_COMMENTS
from octavo.serve.pages.errors import not_possible
from octavo.serve.reader import FOR_MODERATORS, Moderator
from octavo.serve.shelf import personal
from octavo.serve.talk import About, about
from octavo.text.addresses import bare_host, guess_url, host_of
from octavo.text.words import tokens

router = APIRouter(dependencies=[WITH_COMMENTS, FOR_MODERATORS])

_PAGE = 25
_HISTORY = 50
_WRITTEN = 120
"""Characters of a phrase to hold back."""


@dataclass(frozen=True, slots=True)
class Case:
    """A comment with all that a moderator decides by."""

    comment: Comment
    about: About
    reports: tuple[Report, ...]
    before: tuple[Decision, ...]
    """What was done about it, newest first."""
    suggested: ReportReason
    """The reason that a rejection begins with."""


@router.get("/moderation")
def queue(request: Request, house: Here, show: str = "", after: str = "", done: str = "") -> Response:
    """What waits, the oldest first; all of it, or of one kind."""
    personal(request)
    wanted = next((one for one in QUEUES if one == show), None)
    place = links.read_cursor(after)
    found = house.store.waiting_comments(_PAGE + 1, wanted, (place[0], CommentId(place[1])) if place else None)
    page = found[:_PAGE]
    last = page[-1] if len(found) > _PAGE else None
    return house.pages.answer(
        request,
        "moderation.html",
        cases=_cases(house, page),
        show=wanted or "",
        lengths=house.store.queue_lengths(),
        queues=QUEUES,
        further=links.written((last.waiting, ArticleId(last.id))) if last and last.waiting else "",
        first=place is None,
        report_reasons=REPORT_REASONS,
        trouble=house.moderator.trouble if house.moderator else "",
        done=number_in(done),
    )


@router.post("/moderation")
def decide(request: Request, house: Here, by: Moderator, form: Form) -> Response:
    """Approve or reject one comment (`approve`, `reject` hold its number) or all that are ticked (`bulk`)."""
    store, now = house.store, house.clock()
    ticked = [CommentId(number_in(one)) for one in form.getlist("comment") if isinstance(one, str)]
    bulk = text_of(form, "bulk")
    if number := number_in(text_of(form, "approve")):
        changed = store.approve_comments([CommentId(number)], by.id, now)
    elif number := number_in(text_of(form, "reject")):
        reason, note = _reason(form, str(number))
        changed = store.reject_comments([CommentId(number)], by.id, reason, note, now)
    elif bulk == "approve" and ticked:
        changed = store.approve_comments(ticked, by.id, now)
    elif bulk == "reject" and ticked:
        changed = store.reject_comments(ticked, by.id, *_reason(form, "bulk"), now)
    else:
        return not_possible(request, house.pages.voice(request)._("no comment was chosen"))
    back = links.local_path(text_of(form, "next") or "/moderation").partition("?")
    kept = [part for part in back[2].split("&") if part.startswith(("show=", "after="))]
    return RedirectResponse(f"{back[0]}?{'&'.join([*kept, f'done={changed}'])}", 303)


@router.get("/moderation/comment/{number}")
def one(number: Id, request: Request, house: Here) -> Response:
    """One comment with all that is known about it: also to decide otherwise than before."""
    personal(request)
    (case,) = _cases(house, [house.store.comment(CommentId(number))])
    return house.pages.answer(request, "moderation_one.html", one=case, report_reasons=REPORT_REASONS)


@router.get("/moderation/history")
def history(request: Request, house: Here, before: str = "") -> Response:
    """What was held, approved, rejected and appealed against, newest first."""
    personal(request)
    found = house.store.comment_decisions(_HISTORY + 1, number_in(before) or None)
    page = found[:_HISTORY]
    comments = {one.comment: house.store.comment(one.comment) for one in page}
    return house.pages.answer(
        request,
        "moderation_history.html",
        decisions=[(one, comments[one.comment]) for one in page],
        further=page[-1].id if len(found) > _HISTORY else 0,
        first=not before,
    )


@router.get("/moderation/blocks")
def blocks(request: Request, house: Here) -> Response:
    """Words, sites and readers whose comments wait."""
    personal(request)
    return house.pages.answer(
        request, "moderation_blocks.html", blocks=house.store.comment_blocks(), kinds=BLOCK_KINDS, length=_WRITTEN
    )


@router.post("/moderation/blocks")
def block(request: Request, house: Here, by: Moderator, form: Form) -> Response:
    """Hold something back from now on, or with `undo` no more."""
    _ = house.pages.voice(request)._
    kind = next((one for one in BLOCK_KINDS if one == text_of(form, "kind")), None)
    written = note_of(text_of(form, "written")[: 2 * _WRITTEN], _WRITTEN)
    if kind is None or not written:
        return not_possible(request, _("something is missing in the form"))
    if text_of(form, "undo"):
        house.store.unblock_in_comments(kind, text_of(form, "undo"))
        house.store.audit(by.id, "unblock", written, kind, house.clock())
        return RedirectResponse("/moderation/blocks", 303)
    try:
        value = _value(house, kind, written)
        house.store.block_in_comments(kind, value, written, house.clock())
    except (NotFound, AddressError):
        return not_possible(request, _("there is no such reader or site"))
    except ValueError as error:
        return not_possible(request, str(error))
    house.store.audit(by.id, "block", written, kind, house.clock())
    return RedirectResponse("/moderation/blocks", 303)


def _cases(house: House, comments: Sequence[Comment]) -> list[Case]:
    reports = house.store.reports_on([one.id for one in comments])
    subjects = {one.subject: about(house, one.subject) for one in comments}
    return [
        Case(
            one,
            subjects[one.subject],
            tuple(reports[one.id]),
            tuple(house.store.comment_decisions(10, comment=one.id)),
            _suggested(one, reports[one.id]),
        )
        for one in comments
    ]


def _suggested(comment: Comment, reports: Sequence[Report]) -> ReportReason:
    """What readers say most often, else what held it."""
    said = [one.reason for one in reports]
    if said:
        return max(said, key=said.count)
    known: Mapping[str, ReportReason] = {one: one for one in REPORT_REASONS}
    return next((known[one.detail] for one in comment.because if one.why == "model" and one.detail in known), "spam")


def _reason(form: FormData, of: str) -> tuple[ReportReason, str]:
    other: ReportReason = "other"
    reason = next((one for one in REPORT_REASONS if one == text_of(form, f"reason-{of}")), other)
    return reason, note_of(text_of(form, f"note-{of}")[: 2 * NOTE_LENGTH], NOTE_LENGTH)


def _value(house: House, kind: BlockKind, written: str) -> str:
    """What is looked for. Raises NotFound, AddressError, and ValueError for words without a letter."""
    if kind == "host":
        return bare_host(host_of(guess_url(written)))
    if kind == "words":
        if found := " ".join(tokens(written)):
            return found
        raise ValueError("there is no word in it")
    reader: Reader | None = house.store.reader_named(written)
    if reader is None:
        raise NotFound("there is no such reader", subject=written)
    return str(reader.id)
