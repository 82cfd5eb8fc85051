"""An OpenID Connect provider on loopback: discovery, authorization with PKCE, tokens signed with its own key.

It holds its clients to the protocol (code once, verifier, redirect address, secret), and can be told to break it.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from tests.served import served

CLIENT, SECRET = "octavo", "a secret: with % and ü"


@dataclass
class OpenIdProvider:
    """with OpenIdProvider() as provider: ... provider.issuer"""

    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "user-7", "preferred_username": "ana.lind"})
    """Of whoever signs in."""
    changed: dict[str, Any] = field(default_factory=dict)
    """What its tokens say otherwise than they should; None: leave it out."""
    described: dict[str, Any] = field(default_factory=dict)
    """The same of its description."""
    forge: str = ""
    """`none`, `hmac`, `other key`: how its tokens are signed instead; `garbled`: not at all."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """Paths, in order."""

    def __enter__(self) -> Self:
        self.key = RSAKey.generate_key(2048, {"kid": "1"}, private=True)
        routes = [
            Route("/.well-known/openid-configuration", self.describe),
            Route("/authorize", self.authorize),
            Route("/token", self.token, methods=["POST"]),
            Route("/keys", self.keys),
        ]
        self._served = served(Starlette(routes=routes))
        self.issuer = self._served.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._served.__exit__(None, None, None)

    async def describe(self, request: Request) -> Response:
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "authorization_response_iss_parameter_supported": True,
        }
        return self._answer(
            request, {key: value for key, value in (said | self.described).items() if value is not None}
        )

    async def keys(self, request: Request) -> Response:
        return self._answer(request, {"keys": [self.key.as_dict(private=False)]})

    async def authorize(self, request: Request) -> Response:
        """Somebody signs in at once, and is sent back with a code."""
        self.asked.append(request.url.path)
        asked = dict(request.query_params)
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.issuer}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}")

    async def token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(
            b"="
        )
        if (
            asked is None
            or not self._is_the_client(request, form)
            or challenge.decode() != asked["code_challenge"]
            or form["redirect_uri"] != asked["redirect_uri"]
            or form["grant_type"] != "authorization_code"
        ):
            self.asked.append("refused")
            return JSONResponse({"error": "invalid_grant"}, 400)
        access = secrets.token_urlsafe(16)
        half = hashlib.sha256(access.encode()).digest()[:16]
        now = int(self.now)
        claims = {
            "iss": self.issuer, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": asked["nonce"],
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(), **self.claims, **self.changed,
        }  # fmt: skip
        signed = self._signed({name: value for name, value in claims.items() if value is not None})
        return self._answer(request, {"access_token": access, "token_type": "Bearer", "id_token": signed})

    now: float = 0.0

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.forge == "none":
            parts = ('{"alg":"none"}', str(claims).replace("'", '"'), "")
            return ".".join(base64.urlsafe_b64encode(part.encode()).rstrip(b"=").decode() for part in parts)
        if self.forge == "hmac":  # with what the client takes for a public key, and with what it holds itself
            return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET.encode() * 4), algorithms=["HS256"])
        if self.forge == "other key":
            return jwt.encode({"alg": "RS256", "kid": "1"}, claims, RSAKey.generate_key(2048, private=True))
        if self.forge == "garbled":
            return "not.a.token"
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)

    def _is_the_client(self, request: Request, form: dict[str, str]) -> bool:
        kind, _, pair = request.headers.get("authorization", "").partition(" ")
        if kind == "Basic":
            name, _, secret = base64.b64decode(pair).decode().partition(":")
            return (unquote(name), unquote(secret)) == (CLIENT, SECRET)
        return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)

    def _answer(self, request: Request, said: dict[str, Any]) -> Response:
        self.asked.append(request.url.path)
        return JSONResponse(said)


def path_of(address: str) -> str:
    """The path and query of an address."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"
