"""Signing in with an OpenID Connect provider: discovery, authorization code with PKCE, and an id_token that is checked.

OpenID Connect Core 1.0 and Discovery 1.0, RFC 7636 (PKCE, S256 alone), RFC 9207 (who answers says who it is). The
browser keeps `Begun` while it is away: state against forged answers, nonce against replayed tokens, the verifier
against stolen codes. Of a token count: its signature under the provider's published keys (asymmetric ones only: no
`none`, and no key that others hold too), issuer, audience, authorised party, times, nonce, and the hash of the access
token.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from authlib.common.security import generate_token
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from octavo.accounts.refusals import Refused
from octavo.news.errors import OctavoError

Call = Callable[[str, Mapping[str, str] | None, Mapping[str, str]], Awaitable[bytes]]
"""(address, form, headers) → the body of the answer to a GET, or to a POST of the form. Raises FetchError."""

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
LEEWAY = 60
"""Seconds by which clocks may differ."""
_KEPT = timedelta(hours=1)
"""How long the provider's description holds; its keys are asked for each time."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser keeps while it is with the provider."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says it was."""

    issuer: str
    subject: str
    names: tuple[str, ...]
    """What this person might be called, best first."""


@dataclass(frozen=True, slots=True)
class _Described:
    """What the provider says of itself."""

    at: datetime
    authorize: str
    token: str
    keys: str
    secret_in_form: bool
    names_itself: bool


class Provider:
    """One provider, as a client of it."""

    def __init__(self, issuer: str, client_id: str, secret: str, name: str, call: Call) -> None:
        self.issuer, self.name = issuer, name or urlsplit(issuer).netloc
        self._client, self._secret, self._call = client_id, secret, call
        self._described: _Described | None = None

    async def begin(self, back: str, now: datetime) -> tuple[str, Begun]:
        """Where to send the browser, and what it is to keep; `back` is our address to come back to. Raises
        Refused("provider")."""
        provider = await self._describe(now)
        begun = Begun(generate_token(43), generate_token(43), generate_token(64))
        address: str = prepare_grant_uri(
            provider.authorize,
            self._client,
            "code",
            back,
            "openid profile",
            begun.state,
            nonce=begun.nonce,
            code_challenge=create_s256_code_challenge(begun.verifier),
            code_challenge_method="S256",
        )
        return address, begun

    async def finish(self, begun: Begun, answer: Mapping[str, str], back: str, now: datetime) -> Identity:
        """Who it was, from the query that the browser came back with. Raises Refused("provider")."""
        provider = await self._describe(now)
        if not begun.state or answer.get("state") != begun.state:
            raise Refused("provider", detail="the answer belongs to no question of this browser's")
        named = answer.get("iss")
        if named != self.issuer and (named is not None or provider.names_itself):
            raise Refused("provider", detail="the answer comes from another provider")
        if "code" not in answer:
            raise Refused("provider", detail=f"the provider said {answer.get('error', 'nothing')[:80]}")
        given = await self._exchange(provider, answer["code"], begun, back)
        keys = await self._asked(provider.keys)
        return self._checked(given, keys, begun, now)

    async def _describe(self, now: datetime) -> _Described:
        if self._described is None or now - self._described.at >= _KEPT:
            said = await self._asked(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
            if said.get("issuer") != self.issuer:  # Discovery 1.0, section 4.3
                raise Refused("provider", detail=f"it calls itself {str(said.get('issuer'))[:200]}")
            methods = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
            self._described = _Described(
                now,
                self._endpoint(said, "authorization_endpoint"),
                self._endpoint(said, "token_endpoint"),
                self._endpoint(said, "jwks_uri"),
                "client_secret_basic" not in methods,
                said.get("authorization_response_iss_parameter_supported") is True,
            )
        return self._described

    def _endpoint(self, said: Mapping[str, Any], name: str) -> str:
        address = said.get(name)
        forms = ("https",) if self.issuer.startswith("https:") else ("https", "http")
        if not isinstance(address, str) or urlsplit(address).scheme not in forms:
            raise Refused("provider", detail=f"its description has no {name} that can be used")
        return address

    async def _exchange(self, provider: _Described, code: str, begun: Begun, back: str) -> Mapping[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "client_id": self._client,
            "code_verifier": begun.verifier,
        }
        headers = {}
        if self._secret and provider.secret_in_form:
            form["client_secret"] = self._secret
        elif self._secret:  # RFC 6749, section 2.3.1: both encoded as in a form, then joined
            pair = f"{quote(self._client, safe='')}:{quote(self._secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        return await self._asked(provider.token, form, headers)

    def _checked(self, given: Mapping[str, Any], keys: Mapping[str, Any], begun: Begun, now: datetime) -> Identity:
        try:
            token = jwt.decode(str(given.get("id_token", "")), KeySet.import_key_set(keys), list(ALGORITHMS))  # type: ignore[arg-type]
            claims = CodeIDToken(
                token.claims,
                token.header,
                {
                    "iss": {"essential": True, "value": self.issuer},
                    "aud": {"essential": True, "value": self._client},
                    "nonce": {"essential": True, "value": begun.nonce},
                },
                {"nonce": begun.nonce, "client_id": self._client, "access_token": given.get("access_token")},
            )
            claims.validate(int(now.timestamp()), LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise Refused("provider", detail=f"its token does not hold: {error}") from error
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise Refused("provider", detail="its token names nobody")
        called = (claims.get(name) for name in ("preferred_username", "nickname", "name", "given_name"))
        return Identity(self.issuer, subject, tuple(name for name in called if isinstance(name, str) and name))

    async def _asked(
        self, address: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Mapping[str, Any]:
        try:
            said = json.loads(await self._call(address, form, headers or {}))
        except (OctavoError, ValueError) as error:
            raise Refused("provider", detail=f"{address}: {error}") from error
        if not isinstance(said, dict):
            raise Refused("provider", detail=f"{address} answers with what is no object")
        return said
