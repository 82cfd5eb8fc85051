"""A sending → the push service, the post, or the address that the reader named."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.news.addresses import WebUrl
from octavo.news.errors import HttpStatus, LetterRefused
from octavo.news.notices import Browser, Notice, Sending
from octavo.news.readers import Reader
from octavo.notify.encryption import encrypt
from octavo.notify.signing import signed
from octavo.notify.vapid import Identity
from octavo.ports import Clock, Letters, Parcel, Poster, Teller

DAY = 86400
"""Seconds for which a push service keeps a message for a browser that is not there; older news is none."""


class GoneError(Exception):
    """The one at the other end is there no more, and says so."""


class Courier:
    """Carries sendings."""

    def __init__(
        self,
        poster: Poster,
        letters: Letters | None,
        teller: Teller,
        identity: Identity,
        *,
        contact: str,
        clock: Clock,
    ) -> None:
        """`letters`: None where there is no post. `contact`: see Identity.authorization."""
        self._poster, self._letters, self._teller = poster, letters, teller
        self._identity, self._contact, self._clock = identity, contact, clock

    async def carry(self, sending: Sending, reader: Reader, browser: Browser | None, notices: Sequence[Notice]) -> None:
        """Send it. Raises FetchError, LetterError, and GoneError where nothing is to be sent there any more."""
        if sending.channel == "push" and browser:
            await self._push(sending, reader, browser, notices)
        elif sending.channel == "email":
            await self._write(sending, reader, notices)
        elif sending.channel == "webhook":
            await self._call(sending, reader, notices)

    async def _push(self, sending: Sending, reader: Reader, browser: Browser, notices: Sequence[Notice]) -> None:
        """RFC 8030, section 5. The topic makes a push service that still holds the first try replace it by this one."""
        message = self._teller.push(reader, sending, notices)
        body = encrypt(message, browser.key, browser.auth)
        headers = {
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(DAY),
            "Urgency": "normal",
            "Topic": f"octavo-{sending.id}",
            "Authorization": self._identity.authorization(browser.endpoint, self._contact, self._clock()),
        }
        await self._post(Parcel(WebUrl(browser.endpoint), body, headers), gone=(404, 410))

    async def _write(self, sending: Sending, reader: Reader, notices: Sequence[Notice]) -> None:
        to = reader.email or reader.settings.letters
        if self._letters is None or not to:
            raise LetterRefused("there is no address to write to, or no mail server to give letters to")
        await self._letters.send(self._teller.letter(reader, to, sending, notices))

    async def _call(self, sending: Sending, reader: Reader, notices: Sequence[Notice]) -> None:
        now, settings = self._clock(), reader.settings
        body = self._teller.call(reader, sending, notices, now)
        headers = {"Content-Type": "application/json", **signed(settings.webhook_secret, str(sending.id), body, now)}
        await self._post(Parcel(WebUrl(settings.webhook), body, headers), gone=(410,))

    async def _post(self, parcel: Parcel, gone: tuple[int, ...]) -> None:
        try:
            await self._poster.post(parcel)
        except HttpStatus as error:
            if error.status in gone:
                raise GoneError(str(error)) from error
            raise
