"""Letters, given to a real SMTP server on loopback."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from octavo.letters import Smtp
from octavo.news.errors import ConfigError, LetterError
from octavo.ports import Letter
from tests.certificates import certificate

NOW = datetime(2026, 11, 19, 20, 15, tzinfo=UTC)
NOW_REALLY, DAY = datetime.now(UTC), timedelta(days=1)
LETTER = Letter("ana@example.org", "A new\r\n password", "Open https://news.example.org/reset/1\n", "<p>Open</p>")


@dataclass
class Box:
    """What a mail server took."""

    letters: list[EmailMessage] = field(default_factory=list)
    refuse: str = ""

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        parsed = message_from_bytes(envelope.content, policy=default)
        assert isinstance(parsed, EmailMessage)
        self.letters.append(parsed)
        return "250 OK"


def post(box: Box, letter: Letter = LETTER, form: str = "smtp+plain", **given: Any) -> None:
    """Serve a mailbox, and give it a letter."""
    serving: dict[str, Any] = {key: given.pop(key) for key in ("tls_context", "authenticator") if key in given}
    encrypted = {"ssl": serving.pop("tls_context")} if form == "smtps" else {}

    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(box, hostname="mail", auth_require_tls=form == "smtp", **serving), "localhost", 0, **encrypted
        )
        async with server:
            port = server.sockets[0].getsockname()[1]
            smtp = Smtp(f"{form}://localhost:{port}", sender="news@example.org", clock=lambda: NOW, **given)
            await smtp.send(letter)

    asyncio.run(run())


def test_a_letter_arrives_as_text_and_page() -> None:
    box = Box()
    post(
        box,
        Letter(LETTER.to, LETTER.subject, LETTER.plain, LETTER.html, {"List-Unsubscribe": "<https://x.example>"}),
    )
    (came,) = box.letters
    assert came["To"] == "ana@example.org"
    assert came["From"] == "Octavo <news@example.org>"
    assert came["Subject"] == "A new password"
    assert came["Auto-Submitted"] == "auto-generated"
    assert came["List-Unsubscribe"] == "<https://x.example>"
    assert came["Date"].datetime == NOW
    assert came["Message-ID"].endswith("@example.org>")
    assert came.get_content_type() == "multipart/alternative"
    plain, page = came.iter_parts()
    assert plain.get_content().splitlines() == LETTER.plain.splitlines()
    assert page.get_content_type() == "text/html"


def test_letters_of_every_script_come_whole() -> None:
    box = Box()
    post(box, Letter("ana@example.org", "كلمة مرور جديدة", "افتح الرابط\n" + "长" * 1200))
    assert box.letters[0]["Subject"] == "كلمة مرور جديدة"
    assert box.letters[0].get_content().splitlines() == ["افتح الرابط", "长" * 1200]


@pytest.mark.parametrize("to", ["ana@example.org\r\nBcc: all@example.org", "ana", "a@b, c@d", ""])
def test_what_is_no_one_address_gets_no_letter(to: str) -> None:
    box = Box()
    with pytest.raises(LetterError, match="addressed") as caught:
        post(box, Letter(to, "Hello", "Hello"))
    assert not caught.value.transient
    assert box.letters == []


@pytest.mark.parametrize(("answer", "again"), [("550 no such user", False), ("451 later", True)])
def test_a_refusal_says_whether_to_try_again(answer: str, again: bool) -> None:
    box = Box(refuse=answer)
    with pytest.raises(LetterError) as caught:
        post(box)
    assert caught.value.transient == again


def test_nobody_there_is_said() -> None:
    smtp = Smtp("smtp+plain://127.0.0.1:1", sender="news@example.org", clock=lambda: NOW)
    with pytest.raises(LetterError, match=r"127\.0\.0\.1") as caught:
        asyncio.run(smtp.send(LETTER))
    assert caught.value.transient


def test_without_the_encryption_that_was_asked_for_nothing_is_sent() -> None:
    box = Box()
    with pytest.raises(LetterError):
        post(box, form="smtp", user="octavo", password="s3cret")
    assert box.letters == []


@pytest.mark.parametrize("form", ["smtp", "smtps"])
def test_name_and_password_go_encrypted(tmp_path: Path, form: str) -> None:
    heard: list[tuple[bytes, bytes]] = []

    def authenticate(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        heard.append((data.login, data.password))
        return AuthResult(success=data.password == b"s3cret", handled=False)

    context, trusted = certificate(tmp_path, "localhost", NOW_REALLY - DAY, NOW_REALLY + DAY)
    keys = {"tls_context": context, "authenticator": authenticate, "tls": ssl.create_default_context(cafile=trusted)}
    box = Box()
    post(box, form=form, user="octavo", password="s3cret", **keys)
    assert heard == [(b"octavo", b"s3cret")]
    assert len(box.letters) == 1
    with pytest.raises(LetterError, match="name and password"):
        post(box, form=form, user="octavo", password="wrong", **keys)
    heard.clear()
    with pytest.raises(LetterError):
        post(box, form=form, user="octavo", password="s3cret", **(keys | {"tls": ssl.create_default_context()}))
    assert heard == []  # by one whose certificate is not trusted


@pytest.mark.parametrize(
    ("server", "more"),
    [("mail.example.org", {}), ("http://mail.example.org", {}), ("smtp+plain://mail", {"user": "a", "password": "b"})],
)
def test_wrong_settings_are_named(server: str, more: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="OCTAVO_MAIL_SERVER"):
        Smtp(server, sender="news@example.org", clock=lambda: NOW, **more)
    with pytest.raises(ConfigError, match="OCTAVO_MAIL_FROM"):
        Smtp("smtps://mail.example.org", sender="news at example", clock=lambda: NOW)
