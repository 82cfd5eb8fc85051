"""Who sends a push message: Voluntary Application Server Identification (RFC 8292).

Each installation has one key pair, made at its first start. A browser that subscribed under its public key takes
messages of nobody else, so the key is kept with the store and never changes.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from octavo.notify.encryption import point_of

LASTS = timedelta(hours=12)
"""Of one token; the RFC allows 24 hours, and clocks differ."""
_SCALAR = 32
"""Bytes of a number of P-256."""


class Identity:
    """An installation's key pair."""

    def __init__(self, written: str) -> None:
        """From what `new_identity` wrote. Raises ValueError."""
        self._key = ec.derive_private_key(int.from_bytes(unwrapped(written), "big"), ec.SECP256R1())

    @property
    def public(self) -> str:
        """The public key in base64url, as `PushManager.subscribe` takes it."""
        return wrapped(point_of(self._key.public_key()))

    def authorization(self, endpoint: str, contact: str, now: datetime) -> str:
        """The Authorization header for a push service. `contact`: a mailto: or https: address at which its keepers
        reach the sender (section 2.1); empty for none."""
        parts = urlsplit(endpoint)
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int((now + LASTS).timestamp())}
        if contact:
            claims["sub"] = contact
        signed = f"{_packed({'typ': 'JWT', 'alg': 'ES256'})}.{_packed(claims)}"
        numbers = decode_dss_signature(self._key.sign(signed.encode(), ec.ECDSA(SHA256())))
        signature = b"".join(number.to_bytes(_SCALAR, "big") for number in numbers)  # RFC 7518, section 3.4
        return f"vapid t={signed}.{wrapped(signature)}, k={self.public}"


def new_identity() -> str:
    """A new private key, in base64url, to be kept."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return wrapped(number.to_bytes(_SCALAR, "big"))


def wrapped(data: bytes) -> str:
    """Base64url without padding (RFC 7515, appendix C)."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unwrapped(text: str) -> bytes:
    """What was wrapped, whether padded or not. Raises ValueError."""
    bare = text.rstrip("=")
    data = base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    if wrapped(data) != bare:  # the decoder passes over what is none of its letters
        raise ValueError("this is no base64url")
    return data


def _packed(claims: dict[str, object]) -> str:
    return wrapped(json.dumps(claims, separators=(",", ":")).encode())
