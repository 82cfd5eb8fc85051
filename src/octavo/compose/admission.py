"""How readers are let in, by the settings: the post, the provider of identities, and the way to the first account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from octavo import __version__
from octavo.accounts import Entrance
from octavo.accounts.openid import Provider
from octavo.compose import Octavo
from octavo.config import Config
from octavo.fetch import OwnServer, user_agent
from octavo.letters import Smtp
from octavo.ports import Clock, Letters
from octavo.serve import Admission

ANSWER_BYTES, ANSWER_SECONDS = 1 << 20, 15.0
"""Of one answer of the OpenID Connect provider: a reader waits for it."""


def admission_of(config: Config, clock: Clock) -> Admission | None:
    """What the settings say. Raises ConfigError."""
    if config.accounts == "off":
        return None
    return Admission(
        config.sign_up,
        config.site,
        timedelta(days=config.session_days),
        letters=letters_of(config, clock),
        provider=_provider(config),
        provider_enrols=config.oidc_sign_up,
    )


def readmitted(admission: Admission, config: Config) -> Admission:
    """The same under other settings, as far as these may change while Octavo runs."""
    return replace(
        admission,
        sign_up=config.sign_up,
        lasts=timedelta(days=config.session_days),
        provider_enrols=config.oidc_sign_up,
    )


def letters_of(config: Config, clock: Clock) -> Letters | None:
    """The post; None where the settings name no server. Raises ConfigError."""
    if not config.mail_server:
        return None
    return Smtp(
        config.mail_server,
        sender=config.mail_from,
        user=config.mail_user,
        password=config.mail_password.get_secret_value(),
        clock=clock,
    )


def _provider(config: Config) -> Provider | None:
    if not config.oidc_issuer:
        return None

    async def call(address: str, form: Mapping[str, str] | None, headers: Mapping[str, str]) -> bytes:
        agent = user_agent(__version__, config.contact)
        async with OwnServer(address, user_agent=agent, proxy=config.proxy) as server:
            if form is None:
                return await server.get(headers, most=ANSWER_BYTES, seconds=ANSWER_SECONDS)
            sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
            return await server.post(urlencode(form).encode(), sent, most=ANSWER_BYTES, seconds=ANSWER_SECONDS)

    secret = config.oidc_client_secret.get_secret_value()
    return Provider(config.oidc_issuer, config.oidc_client_id, secret, config.oidc_name, call)


def first_account(octavo: Octavo) -> str:
    """The address at which the first account, an administrator's, can be made; empty where there is one already, or
    where there are no accounts."""
    if octavo.config.accounts == "off" or octavo.store.count_readers():
        return ""
    secret = Entrance(octavo.store).link("invitation", None, "administrator", octavo.clock())
    return f"{octavo.config.front_page}/sign-up?invitation={secret}"
