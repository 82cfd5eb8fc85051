"""Calls that their receiver can trust: who sent them, that they are whole, and that they are new.

The scheme of Standard Webhooks (standardwebhooks.com, version 1): id, time and body are signed together with
HMAC-SHA256. An id stays the same however often a call is tried, so that a receiver can tell a repetition.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """A secret to share with the receiver, as the scheme writes it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signed(secret: str, number: str, body: bytes, now: datetime) -> Mapping[str, str]:
    """The headers of a call whose id is `number`. Raises ValueError where the secret is none."""
    at = str(int(now.timestamp()))
    return {"webhook-id": number, "webhook-timestamp": at, "webhook-signature": f"v1,{_mark(secret, number, at, body)}"}


def _mark(secret: str, number: str, at: str, body: bytes) -> str:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("this is no secret of a webhook") from error
    return base64.b64encode(hmac.digest(key, f"{number}.{at}.".encode() + body, "sha256")).decode()
