"""Messages for one browser, that the push service between cannot read.

Message Encryption for Web Push (RFC 8291) in the content coding aes128gcm (RFC 8188): a key is agreed on between a key
pair made for this message and the browser's public key (P-256), mixed with the secret that browser and sender share,
and seals one record.
"""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

KEY_BYTES, AUTH_BYTES, SALT_BYTES = 65, 16, 16
"""An uncompressed point of P-256; the shared secret (RFC 8291, section 3.2); the salt (RFC 8188, section 2.1)."""

RECORD = 4096
"""Bytes of the one record with its tag. Push services must take as much (RFC 8030, section 7.2), and refuse more."""
MOST_BYTES = RECORD - 16 - 1 - (SALT_BYTES + 4 + 1 + KEY_BYTES)
"""Of a message, so that the whole body stays within that: without tag, delimiter and header."""
_LAST = b"\x02"
"""The delimiter of the last record (RFC 8188, section 2)."""


def encrypt(
    message: bytes,
    key: bytes,
    auth: bytes,
    *,
    salt: bytes | None = None,
    pair: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """The body to post. `key` and `auth` are the browser's; `salt` and `pair` are made anew unless a test gives them.

    Raises ValueError where the message is over MOST_BYTES, or these are no key and secret.
    """
    if len(message) > MOST_BYTES:
        raise ValueError(f"a push message has at most {MOST_BYTES} bytes, not {len(message)}")
    if len(auth) != AUTH_BYTES:
        raise ValueError(f"the shared secret has {AUTH_BYTES} bytes, not {len(auth)}")
    salt = salt or os.urandom(SALT_BYTES)
    pair = pair or ec.generate_private_key(ec.SECP256R1())
    ours = point_of(pair.public_key())
    agreed = pair.exchange(ec.ECDH(), public_key(key))
    mixed = _derived(agreed, auth, b"WebPush: info\0" + key + ours, 32)
    secret = _derived(mixed, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(mixed, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return header + AESGCM(secret).encrypt(nonce, message + _LAST, None)


def public_key(key: bytes) -> ec.EllipticCurvePublicKey:
    """A browser's public key. Raises ValueError where these bytes are no point of the curve."""
    if len(key) != KEY_BYTES:  # compressed points are none that browsers give
        raise ValueError(f"a browser's key has {KEY_BYTES} bytes, not {len(key)}")
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as browsers and push services take it."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)
