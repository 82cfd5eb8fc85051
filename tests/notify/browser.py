"""The receiving end of a push message, as a browser does it (RFC 8291, section 3.4, and RFC 8188, section 2)."""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from octavo.notify.encryption import point_of, public_key
from octavo.notify.vapid import unwrapped, wrapped


class Receiver:
    """A browser's half of a subscription. HKDF is spelt out here with hmac, apart from the library that seals."""

    def __init__(self, private: str = "", auth: bytes = b"") -> None:
        number = int.from_bytes(unwrapped(private), "big") if private else 0
        self._pair = (
            ec.derive_private_key(number, ec.SECP256R1()) if number else ec.generate_private_key(ec.SECP256R1())
        )
        self.auth = auth or os.urandom(16)

    @property
    def key(self) -> bytes:
        return point_of(self._pair.public_key())

    @property
    def form(self) -> dict[str, str]:
        """What the page sends after `subscribe`, but for the endpoint."""
        return {"key": wrapped(self.key), "auth": wrapped(self.auth)}

    def read(self, body: bytes) -> bytes:
        """The message. Raises ValueError where it is another's."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size, "one record"
        agreed = self._pair.exchange(ec.ECDH(), public_key(theirs))
        mixed = _hkdf(self.auth, agreed, b"WebPush: info\0" + self.key + theirs, 32)
        key = _hkdf(salt, mixed, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _hkdf(salt, mixed, b"Content-Encoding: nonce\0", 12)
        try:
            opened = AESGCM(key).decrypt(nonce, sealed, None)
        except InvalidTag as error:
            raise ValueError("it is not for this browser") from error
        message, delimiter = opened.rstrip(b"\0")[:-1], opened.rstrip(b"\0")[-1:]
        assert delimiter == b"\x02", "the last record"
        return message


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    extracted = hmac.digest(salt, secret, hashlib.sha256)
    return hmac.digest(extracted, info + b"\x01", hashlib.sha256)[:length]
