"""Push messages: the vectors of RFC 8291, what a browser reads of any, and who it sees as their sender."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey
from tests.notify.browser import Receiver

from octavo.notify.encryption import MOST_BYTES, RECORD, encrypt, public_key
from octavo.notify.vapid import LASTS, Identity, new_identity, unwrapped, wrapped

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def pair(private: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(unwrapped(private), "big"), ec.SECP256R1())


def test_the_vector_of_the_standard() -> None:
    """RFC 8291, section 5 and appendix A."""
    body = encrypt(
        b"When I grow up, I want to be a watermelon",
        unwrapped("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        unwrapped("BTBZMqHH6r4Tts7J_aSIgg"),
        salt=unwrapped("DGv6ra1nlYgDCS1FRnbzlw"),
        pair=pair("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
    )
    assert wrapped(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
        "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    browser = Receiver("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", unwrapped("BTBZMqHH6r4Tts7J_aSIgg"))
    assert browser.read(body) == b"When I grow up, I want to be a watermelon"


@given(st.binary(max_size=MOST_BYTES))
@settings(max_examples=30)
def test_only_the_browser_reads_it(message: bytes) -> None:
    browser, other = Receiver(), Receiver()
    body = encrypt(message, browser.key, browser.auth)
    assert browser.read(body) == message
    assert len(body) <= RECORD
    assert message not in body or len(message) < 4
    with pytest.raises(ValueError, match="not for this browser"):
        other.read(body)


def test_no_two_messages_are_the_same() -> None:
    browser = Receiver()
    assert encrypt(b"again", browser.key, browser.auth) != encrypt(b"again", browser.key, browser.auth)


@pytest.mark.parametrize(
    ("key", "auth"),
    [
        (b"\x04" + b"\x00" * 64, b"a" * 16),  # no point of the curve
        (b"\x04" * 65, b"a" * 16),
        (b"", b"a" * 16),
        (b"\x02" + b"\x01" * 32, b"a" * 16),  # compressed
    ],
)
def test_what_is_no_key_is_refused(key: bytes, auth: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — the library's own words
        encrypt(b"x", key, auth)


def test_a_wrong_secret_or_a_message_too_long_is_refused() -> None:
    browser = Receiver()
    with pytest.raises(ValueError, match="16 bytes"):
        encrypt(b"x", browser.key, b"short")
    with pytest.raises(ValueError, match="at most"):
        encrypt(b"x" * (MOST_BYTES + 1), browser.key, browser.auth)


def test_the_push_service_can_tell_the_sender() -> None:
    identity = Identity(new_identity())
    header = identity.authorization("https://push.example:8443/send/abc?d=1", "mailto:news@example.org", NOW)
    scheme, _, rest = header.partition(" ")
    given = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert scheme == "vapid"
    assert given["k"] == identity.public
    point = public_key(unwrapped(identity.public)).public_numbers()
    x, y = (wrapped(number.to_bytes(32, "big")) for number in (point.x, point.y))
    token = jwt.decode(given["t"], ECKey.import_key({"kty": "EC", "crv": "P-256", "x": x, "y": y}))
    assert token.header == {"typ": "JWT", "alg": "ES256"}
    assert token.claims == {
        "aud": "https://push.example:8443",
        "exp": int((NOW + LASTS).timestamp()),
        "sub": "mailto:news@example.org",
    }
    assert timedelta() < LASTS <= timedelta(hours=24)
    assert (
        "sub"
        not in jwt.decode(
            identity.authorization("https://push.example/", "", NOW).split("t=")[1].split(",")[0],
            ECKey.import_key({"kty": "EC", "crv": "P-256", "x": x, "y": y}),
        ).claims
    )


def test_a_key_pair_is_the_same_when_it_is_read_again() -> None:
    written = new_identity()
    assert Identity(written).public == Identity(written).public
    assert Identity(new_identity()).public != Identity(written).public


@given(st.binary())
def test_base64url_comes_back(data: bytes) -> None:
    assert unwrapped(wrapped(data)) == data
    assert unwrapped(wrapped(data) + "=" * (-len(wrapped(data)) % 4)) == data


@pytest.mark.parametrize("text", ["a+b/", "a", "ab cd", "é", "____!"])
def test_what_is_no_base64url_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — of the decoder or of ours
        unwrapped(text)
