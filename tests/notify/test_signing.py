"""Webhook signatures, checked as a receiver that follows the standard checks them."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime

import pytest

from octavo.notify.signing import new_secret, signed

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_the_example_of_the_standard() -> None:
    """Standard Webhooks, the example of its reference libraries."""
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = signed(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', at
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_id_time_and_body_are_signed_together() -> None:
    secret = new_secret()
    headers = signed(secret, "7", b"{}", NOW)
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("7", "1795262400")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.digest(key, b"7.1795262400.{}", hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    marks = {signed(secret, *other)["webhook-signature"] for other in (("8", b"{}", NOW), ("7", b"[]", NOW))}
    assert headers["webhook-signature"] not in marks


def test_secrets_are_long_and_all_different() -> None:
    assert len(base64.b64decode(new_secret().removeprefix("whsec_"))) == 32
    assert new_secret() != new_secret()


def test_what_is_no_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="no secret"):
        signed("whsec_not base64", "7", b"{}", NOW)
