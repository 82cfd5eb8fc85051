"""An e-mail address is a reader's once a letter sent there came back by its link."""

from __future__ import annotations

from urllib.parse import urljoin

import structlog
from starlette.concurrency import run_in_threadpool

from octavo.news.errors import LetterError, kind_of
from octavo.news.readers import Reader, TokenKind
from octavo.news.running import Fault
from octavo.serve.entering import admission_of
from octavo.serve.house import House
from octavo.serve.post import letter_of
from octavo.serve.voice import Voice

log: structlog.stdlib.BoundLogger = structlog.get_logger()


async def ask_to_confirm(house: House, voice: Voice, reader: Reader, address: str) -> None:
    """Send the letter that confirms an address. After the answer, so that its time says nothing."""
    _ = voice._
    paragraphs = (
        _("Somebody, most likely you, gave this address for the account %(name)s.") % {"name": reader.name},
        _("If it was not you, do nothing: the address is not kept."),
    )
    await _send(house, voice, "email", reader, address, _("Confirm your e-mail address"), paragraphs)


async def send_reset(house: House, voice: Voice, name: str) -> None:
    """Send the letter with which to set a new password, where there is such an account with an address."""
    _ = voice._
    reader = await run_in_threadpool(house.store.reader_named, name)
    if reader is None or not reader.email or reader.closed:
        return
    paragraphs = (
        _("Somebody, most likely you, wants a new password for the account %(name)s.") % {"name": reader.name},
        _("The link works once, for an hour. If it was not you, do nothing: the password stays as it is."),
    )
    await _send(house, voice, "reset", reader, reader.email, _("Set a new password"), paragraphs)


async def _send(
    house: House, voice: Voice, kind: TokenKind, reader: Reader, to: str, label: str, paragraphs: tuple[str, ...]
) -> None:
    admission = admission_of(house)
    if admission.letters is None:
        raise LookupError("there is no post to send letters by")
    value = to if kind == "email" else ""
    secret = await run_in_threadpool(house.entrance.link, kind, reader.id, value, house.clock())
    link = urljoin(admission.site, f"/{'account/email' if kind == 'email' else 'reset'}/{secret}")
    try:
        await admission.letters.send(letter_of(house.pages, voice, to, f"{label} · Octavo", paragraphs, link, label))
    except LetterError as error:
        log.error("letter.not_sent", kind=kind, reason=str(error), advice=error.advice)
        fault = Fault("letters", kind_of(error), house.clock(), kind, str(error))
        await run_in_threadpool(house.store.note_faults, [fault])
