"""What is sent to a reader, by which way and when: their settings, browsers that take pushed notices, tests, and the
way out that every letter has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from octavo.accounts import Refused
from octavo.accounts.entrance import fit_address
from octavo.news.errors import AddressError, NotFound
from octavo.news.notices import OUTSIDE
from octavo.news.readers import ALONE, Channel, Reader, ReaderId, ReaderSettings
from octavo.notify.clocks import zone_of, zones
from octavo.notify.encryption import AUTH_BYTES, public_key
from octavo.notify.signing import new_secret
from octavo.notify.vapid import unwrapped
from octavo.serve.agents import browser_and_system
from octavo.serve.guard import Form, number_in, text_of
from octavo.serve.house import Here, House
from octavo.serve.pages.errors import not_possible
from octavo.serve.reader import SignedIn
from octavo.serve.shelf import personal
from octavo.serve.telling import unsubscribed
from octavo.text.addresses import web_url

router = APIRouter()

CHANNELS: tuple[Channel, ...] = ("page", *OUTSIDE)
_ADDRESS = 2000
"""Characters of an endpoint or a receiver's address."""


@router.get("/notices/settings")
def settings(request: Request, house: Here, reader: SignedIn, done: str = "") -> HTMLResponse:
    """All of it on one page; `done` says what a form just did."""
    return _page(request, house, reader, reader.settings, done)


@router.post("/notices/settings")
def keep(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Keep what the form says. A receiver's address that is new gets a new secret; with `renew` the old one does."""
    wanted, refused = _read(house, reader, form)
    if refused:
        return _page(request, house, reader, wanted, "", refused)
    house.store.set_settings(reader.id, wanted)
    house.store.look_again(reader.id, house.clock())
    return RedirectResponse("/notices/settings?done=kept", 303)


@router.post("/notices/test")
def test(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Send a test by `channel`."""
    channel = next((one for one in OUTSIDE if one == text_of(form, "channel")), None)
    if channel is None or not _possible(house, reader)[channel]:
        raise NotFound("nothing can be sent by this way")
    sent = house.store.test_channel(reader.id, channel, house.clock())
    return RedirectResponse(f"/notices/settings?done={'test' if sent else 'nowhere'}#{channel}", 303)


@router.post("/notices/push")
def subscribe(request: Request, house: Here, reader: SignedIn, form: Form) -> Response:
    """Push notices to this browser from now on: what `PushManager.subscribe` gave it."""
    try:
        endpoint = web_url(text_of(form, "endpoint")[:_ADDRESS])
        key, auth = unwrapped(text_of(form, "key")), unwrapped(text_of(form, "auth"))
        public_key(key)
    except (AddressError, ValueError) as error:
        return not_possible(request, str(error))
    if not endpoint.startswith("https://") or len(auth) != AUTH_BYTES:
        return not_possible(request, "this is no subscription of a browser")
    name = " · ".join(part for part in browser_and_system(request.headers.get("user-agent", "")) if part)
    house.store.add_browser(reader.id, endpoint, key, auth, name, house.clock())
    wanted = reader.settings.notices_by
    if "push" not in wanted:
        house.store.set_settings(reader.id, replace(reader.settings, notices_by=(*wanted, "push")))
    return RedirectResponse("/notices/settings?done=push#push", 303)


@router.post("/notices/push/remove")
def unsubscribe(house: Here, reader: SignedIn, form: Form) -> Response:
    """Push nothing to `browser` any more, which may be named by its endpoint."""
    endpoint, number = text_of(form, "endpoint"), number_in(text_of(form, "browser"))
    for one in house.store.browsers(reader.id):
        if number == one.id or (endpoint and endpoint == one.endpoint):
            house.store.drop_browser(reader.id, one.id)
    return RedirectResponse("/notices/settings?done=no-push#push", 303)


@router.get("/notices/unsubscribe/{secret}")
def leaving(secret: str, request: Request, house: Here) -> HTMLResponse:
    """The button that ends letters: the link alone does nothing, since programs open the links of letters."""
    reader, what = _whose(house, secret)
    wanted = reader.settings.briefing_by if what == "briefing" else reader.settings.notices_by
    return house.pages.answer(
        request, "unsubscribe.html", what=what, secret=secret, whose=reader.name, ended="email" not in wanted
    )


@router.post("/notices/unsubscribe/{secret}")
def leave(secret: str, request: Request, house: Here) -> HTMLResponse:
    """End letters of that kind. The sealed address is the proof: mail programs post here for their readers, without our
    page or its token (RFC 8058)."""
    reader, what = _whose(house, secret)
    kept = reader.settings
    if what == "briefing":
        kept = replace(kept, briefing_by=_without_letters(kept.briefing_by))
    else:
        kept = replace(kept, notices_by=_without_letters(kept.notices_by))
    house.store.set_settings(reader.id, kept)
    house.store.look_again(reader.id, house.clock())
    return house.pages.answer(request, "unsubscribe.html", what=what, secret=secret, whose=reader.name, ended=True)


def _whose(house: House, secret: str) -> tuple[Reader, str]:
    """Raises NotFound."""
    found = unsubscribed(house.tokens, secret)
    if found is None:
        raise NotFound("this link was not made here, or is not whole")
    return house.store.reader(ReaderId(found[0])), found[1]


def _without_letters(channels: Sequence[Channel]) -> tuple[Channel, ...]:
    return tuple(one for one in channels if one != "email")


def _read(house: House, reader: Reader, form: FormData) -> tuple[ReaderSettings, str]:
    """The settings that a form asks for, and which field refuses; empty where none does."""
    kept = reader.settings
    zone, hour = text_of(form, "zone"), text_of(form, "briefing_hour")
    begins, ends = text_of(form, "quiet_from"), text_of(form, "quiet_to")
    quiet = (_hour(begins), _hour(ends)) if begins and ends and begins != ends else None
    wanted = replace(
        kept,
        zone=zone if zone in zones() else "",
        notices_by=_channels(form, "notices_by"),
        briefing_by=_channels(form, "briefing_by"),
        briefing_hour=_hour(hour) if hour else None,
        quiet=quiet,
        webhook=text_of(form, "webhook")[:_ADDRESS],
        letters=text_of(form, "letters")[:_ADDRESS] if reader.id == ALONE else kept.letters,
    )
    try:
        wanted = replace(wanted, webhook=web_url(wanted.webhook) if wanted.webhook else "")
    except AddressError:
        return wanted, "webhook"
    try:
        wanted = replace(wanted, letters=fit_address(wanted.letters) if wanted.letters else "")
    except Refused:
        return wanted, "letters"
    if not wanted.webhook:
        return replace(wanted, webhook_secret=""), ""
    if wanted.webhook != kept.webhook or not kept.webhook_secret or text_of(form, "renew"):
        wanted = replace(wanted, webhook_secret=new_secret())
    return wanted, ""


def _channels(form: FormData, name: str) -> tuple[Channel, ...]:
    marked = set(form.getlist(name))
    return tuple(one for one in CHANNELS if one in marked)


def _hour(text: str) -> int:
    return min(23, number_in(text))


def _possible(house: House, reader: Reader) -> dict[Channel, bool]:
    """The ways by which anything can be sent to a reader as things are."""
    return {
        "page": True,
        "push": bool(house.doors.push_key),
        "email": house.doors.posts and bool(reader.email or reader.settings.letters),
        "webhook": bool(reader.settings.webhook),
    }


def _page(
    request: Request, house: House, reader: Reader, wanted: ReaderSettings, done: str, refused: str = ""
) -> HTMLResponse:
    """`wanted` is what the form shows; `refused` the field that was not taken."""
    personal(request)
    return house.pages.answer(
        request,
        "notice_settings.html",
        status=400 if refused else 200,
        wanted=wanted,
        done=done,
        refused=refused,
        channels=CHANNELS,
        possible=_possible(house, reader),
        posts=house.doors.posts,
        alone=reader.id == ALONE,
        zones=zones(),
        local=house.clock().astimezone(zone_of(wanted)),
        browsers=house.store.browsers(reader.id),
        push_key=house.doors.push_key,
        health=house.store.channel_health(reader.id),
    )
