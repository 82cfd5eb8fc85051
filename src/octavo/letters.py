"""Letters by SMTP: plain text with an HTML twin, through the server that the operator names.

    smtps://HOST[:465]        encrypted from the first byte (RFC 8314)
    smtp://HOST[:587]         made encrypted by STARTTLS; a server that offers none gets nothing, since whoever stands
                              between could have taken the offer out
    smtp+plain://HOST[:25]    not encrypted: for a relay on this machine or network, without a password

Each letter opens a connection of its own: they are few, and a connection kept for days is a connection lost.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

import aiosmtplib

from octavo.news.errors import ConfigError, LetterError, LetterRefused
from octavo.ports import Clock, Letter

_FORMS = {"smtps": 465, "smtp": 587, "smtp+plain": 25}
_SERVER = re.compile(r"(smtps|smtp|smtp\+plain)://(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?/?")
SECONDS = 30.0
"""For each step of a conversation with the server."""

_PERMANENT = range(500, 600)
"""Replies after which the same letter is not to be sent again (RFC 5321, section 4.2.1)."""


class Smtp:
    """ports.Letters over a server."""

    def __init__(
        self,
        server: str,
        *,
        sender: str,
        user: str = "",
        password: str = "",
        clock: Clock,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`sender` is the address that letters come from; `tls` trusts other certificates than the system does. Raises
        ConfigError."""
        match = _SERVER.fullmatch(server)
        if match is None:
            raise ConfigError(
                f"OCTAVO_MAIL_SERVER: {server} is no mail server; give one such as smtps://mail.example.org",
                subject="OCTAVO_MAIL_SERVER",
            )
        if user and match[1] == "smtp+plain":
            raise ConfigError(
                "OCTAVO_MAIL_SERVER: a password is not sent without encryption; use smtps:// or smtp://",
                subject="OCTAVO_MAIL_SERVER",
            )
        try:
            self._sender = Address(addr_spec=sender)
        except (ValueError, IndexError) as error:
            raise ConfigError(f"OCTAVO_MAIL_FROM: {sender} is no address", subject="OCTAVO_MAIL_FROM") from error
        self._form, self._host = match[1], match[2].strip("[]")
        self._port = int(match[3] or _FORMS[self._form])
        self._user, self._password, self._clock, self._tls = user, password, clock, tls

    async def send(self, letter: Letter) -> None:
        """See ports.Letters."""
        message = self._message(letter)
        try:
            await aiosmtplib.send(
                message,
                hostname=self._host,
                port=self._port,
                username=self._user or None,
                password=self._password or None,
                use_tls=self._form == "smtps",
                start_tls=self._form == "smtp",
                tls_context=self._tls,
                local_hostname=self._sender.domain,  # else this machine's own name, asked of the resolver
                timeout=SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [one.code for one in error.recipients]
            raise _refusal("the mail server takes no letter for this address", codes) from error
        except aiosmtplib.SMTPAuthenticationError as error:
            raise LetterError(f"the mail server does not accept name and password (SMTP {error.code})") from error
        except aiosmtplib.SMTPResponseException as error:
            raise _refusal(f"the mail server refused the letter (SMTP {error.code})", [error.code]) from error
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise LetterError(f"no letter could be given to the mail server at {self._host}: {error}") from error

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        try:
            message["From"] = Address("Octavo", addr_spec=self._sender.addr_spec)
            message["To"] = Address(addr_spec=letter.to)
            message["Subject"] = " ".join(letter.subject.split())
            message["Date"] = format_datetime(self._clock())
            domain = self._sender.domain
            message["Message-ID"] = f"<{letter.number}@{domain}>" if letter.number else make_msgid(domain=domain)
            message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers to it
            for name, value in letter.headers.items():
                message[name] = value
        except (ValueError, IndexError) as error:
            raise LetterRefused(f"this letter cannot be addressed: {error}") from error
        message.set_content(letter.plain)
        if letter.html:
            message.add_alternative(letter.html, subtype="html")
        return message


def _refusal(what: str, codes: Sequence[int]) -> LetterError:
    return LetterRefused(what) if all(code in _PERMANENT for code in codes) else LetterError(what)
