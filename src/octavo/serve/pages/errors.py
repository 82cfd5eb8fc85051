"""What went wrong, in words: what happened, what was kept, what to do."""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from octavo.news.errors import NotFound, OctavoError, kind_of
from octavo.news.running import Fault
from octavo.serve.guard import HEADERS
from octavo.serve.house import House
from octavo.serve.reader import SignInFirst, sign_in_path
from octavo.serve.voice import Voice

log: structlog.stdlib.BoundLogger = structlog.get_logger()


def register(app: FastAPI) -> None:
    """Answer every error with a page."""
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(OctavoError, _unwell)
    app.add_exception_handler(RequestValidationError, _not_found)
    app.add_exception_handler(SignInFirst, _sign_in_first)
    app.add_exception_handler(HTTPException, _by_status)
    app.add_exception_handler(Exception, _fault)


def refuse(request: Request, status: int, reason: str) -> Response:
    """The page of a refusal that happens before any page is chosen."""
    house: House = request.scope["app"].state.house
    title, text, advice = _words(house.pages.voice(request), status, reason)
    return house.pages.answer(
        request,
        "error.html",
        status=status,
        store_works=status < 500,
        title=title,
        text=text,
        advice=advice,
        number=_number(request) if status >= 500 else "",
    )


def not_possible(request: Request, why: str) -> Response:
    """The page that says why an editor's wish cannot be done."""
    house: House = request.app.state.house
    title = house.pages.voice(request)._("That cannot be done")
    text = f"{why[:1].upper()}{why[1:]}."
    return house.pages.answer(request, "error.html", status=400, title=title, text=text, advice="")


def _not_found(request: Request, error: Exception) -> Response:
    return refuse(request, 404, _section(request.scope["path"]))


def _by_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    reason = _section(request.scope["path"]) if error.status_code == 404 else str(error.detail)
    response = refuse(request, error.status_code, reason)
    response.headers.update(error.headers or {})
    return response


def _sign_in_first(request: Request, error: Exception) -> Response:
    """To the page that signs in, and back; a form that was sent is lost, which is said."""
    if request.method == "GET":
        return RedirectResponse(sign_in_path(request), 303)
    response = refuse(request, 401, "sign-in")
    response.headers["WWW-Authenticate"] = 'Cookie form-action="/sign-in"'
    return response


def _unwell(request: Request, error: Exception) -> Response:
    """An error that Octavo raised on purpose and that says itself what to do: the store is full, locked, too new."""
    assert isinstance(error, OctavoError)
    house: House = request.app.state.house
    _keep(request, house, error)
    _ = house.pages.voice(request)._
    return house.pages.answer(
        request,
        "error.html",
        status=503,
        store_works=False,
        title=_("Octavo cannot answer just now"),
        text=str(error),
        advice=error.advice,
        number=_number(request),
    )


def _fault(request: Request, error: Exception) -> Response:
    """A fault of ours; it goes to the log with its trace. Answered outside the guard, so its headers are set here."""
    _keep(request, request.app.state.house, error)
    response = refuse(request, 500, "")
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _keep(request: Request, house: House, error: Exception) -> None:
    """Count it, for whoever runs the place; the store may be what is broken."""
    told = log.bind(request=_number(request), path=request.scope["path"])  # outside of where all lines are numbered
    told.warning("page.failed", kind=kind_of(error), reason=str(error))
    fault = Fault("pages", kind_of(error), house.clock(), request.scope["path"], f"{error}"[:500])
    try:
        house.store.note_faults([fault])
    except OctavoError as other:
        told.warning("page.failure_not_counted", reason=str(other))


def _number(request: Request) -> str:
    """By which the request is found in the log."""
    return str(getattr(request.state, "request_id", ""))


def _section(path: str) -> str:
    return path.split("/", 2)[1]


def _words(voice: Voice, status: int, reason: str) -> tuple[str, str, str]:
    """Title, what happened, what to do."""
    _ = voice._
    if status == 404:
        title, text = {
            "article": (_("No such article"), _("Octavo’s archive has no article under this address.")),
            "topic": (_("No such topic"), _("Octavo’s archive has no page for this topic.")),
            "story": (_("No such story"), _("Octavo’s archive has no story under this address.")),
            "category": (_("No such category"), _("Octavo sorts its news into other categories than this one.")),
            "publisher": (_("No such publisher"), _("Octavo has read nothing by this publisher.")),
        }.get(reason, (_("No such page"), _("There is nothing under this address.")))
        return title, text, _("Look for it by its words, or begin at the front page.")
    sentences = {
        "host": (
            _("Octavo is not known by this name"),
            _("The address in your browser names a host that this Octavo was not told about, so it does not answer."),
            _("Open it by its number or as localhost, or list the name in OCTAVO_HOSTS and start again."),
        ),
        "foreign": (
            _("This came from another site"),
            _("Another page asked Octavo to change something in your name. Nothing was changed."),
            _("If you meant to do it, do it from Octavo’s own pages."),
        ),
        "token": (
            _("This form is too old"),
            _("The form you sent does not fit your browser’s cookie. Nothing was changed."),
            _("Go back, load the page again, and send it once more. Octavo needs one cookie for that."),
        ),
        "sign-in": (
            _("You are not signed in"),
            _("This is for readers who are signed in. Nothing was changed."),
            _("Sign in, then send it once more."),
        ),
        "role": (
            _("This is not yours to do"),
            _("Your account does not have the role that this page is for. Nothing was changed."),
            _("An administrator of this Octavo can give it to you."),
        ),
    }
    if reason in sentences:
        return sentences[reason]
    if status == 413:
        return _("That is too much"), _("The file is larger than 8 MB. Nothing was changed."), _("Send it in parts.")
    if status == 405:
        return _("Not in this way"), _("This address answers to another method than the one used."), ""
    if status < 500:
        return _("This cannot be understood"), _("The request has a part that means nothing here."), _("Begin anew.")
    return (
        _("A fault in Octavo"),
        _("Something went wrong on Octavo’s side. Nothing that was stored is lost."),
        _("Try again; if it stays, the log says where, and “octavo doctor” looks for the cause."),
    )
