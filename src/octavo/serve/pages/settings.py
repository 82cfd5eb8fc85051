"""Settings that may be changed while Octavo runs, one form each."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from octavo.news.errors import ConfigError
from octavo.serve.guard import Form, text_of
from octavo.serve.house import Here, House
from octavo.serve.reader import FOR_ADMINISTRATORS, Administrator
from octavo.serve.voice import Voice

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])


@router.get("/settings")
def settings(request: Request, house: Here, done: str = "") -> Response:
    """Each with its present value, and who says so."""
    return _page(request, house, done=done)


@router.post("/settings")
def change(request: Request, house: Here, by: Administrator, form: Form) -> Response:
    """Change one, or put it back to its default."""
    name = text_of(form, "name")
    value = None if text_of(form, "act") == "reset" else text_of(form, "value")
    before = {one.name: one.value for one in house.doors.settings()}
    try:
        house.doors.set_setting(name, value)
    except ConfigError as error:
        return _page(request, house, wrong=name, why=str(error), given=value or "")
    after = {one.name: one.value for one in house.doors.settings()}
    house.store.audit(by.id, "setting", name, f"{before.get(name, '')} → {after.get(name, '')}", house.clock())
    return RedirectResponse(f"/settings?done={name}", 303)


def _page(
    request: Request, house: House, *, done: str = "", wrong: str = "", why: str = "", given: str = ""
) -> Response:
    voice = house.pages.voice(request)
    return house.pages.answer(
        request,
        "settings.html",
        status=400 if wrong else 200,
        settings=house.doors.settings(),
        words=_words(voice),
        choices=_choices(voice),
        done=done,
        wrong=wrong,
        why=why,
        given=given,
    )


def _words(voice: Voice) -> Mapping[str, tuple[str, str]]:
    """What each setting is called, and what it means."""
    _ = voice._
    return {
        "sign_up": (_("Who may make an account"), _("Invitations are made on the page of readers.")),
        "oidc_sign_up": (
            _("Accounts for whoever the provider knows"),
            _("Whether a first sign-in by the provider makes an account where sign-up is not open."),
        ),
        "session_days": (_("Days until readers sign in again"), _("Of sessions that begin from now on.")),
        "poll_least": (_("Shortest time between two polls of a feed"), _("In seconds.")),
        "poll_most": (_("Longest time between two polls of a feed"), _("In seconds.")),
        "revisit_hours": (
            _("When articles are looked at again"),
            _("Hours after they were first seen, with commas between; silent edits are found then."),
        ),
        "page_seconds": (_("Most seconds for one page"), _("Slower sites are given up, and tried again later.")),
        "page_bytes": (_("Most bytes of one page"), _("Of a feed or picture too, after decoding.")),
        "keep_pages_days": (
            _("Days for which pages’ bytes are kept"),
            _("To read them anew with better rules. Articles stay."),
        ),
        "log_level": (_("What is logged"), _("From this level up.")),
    }


def _choices(voice: Voice) -> Mapping[str, str]:
    """What the values to choose from mean."""
    _ = voice._
    return {
        "open": _("anybody"),
        "invited": _("whoever has an invitation"),
        "closed": _("nobody, but by command"),
        "True": _("yes"),
        "False": _("no"),
        "debug": _("everything"),
        "info": _("what happens"),
        "warning": _("warnings"),
        "error": _("errors only"),
    }
