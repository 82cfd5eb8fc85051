"""Settings: one frozen Config, read once, from `OCTAVO_*` variables over `octavo.toml` over the defaults.

`octavo.toml` is looked for in OCTAVO_HOME, then in the working directory; its keys are the names below. An unknown key
or a wrong value is an error that names the setting, what was given and what is allowed.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from octavo.config_models import ModelSettings
from octavo.news.errors import ConfigError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Config(ModelSettings):
    """All of Octavo's settings."""

    # A variable set to nothing is not set: compose files and service units write `OCTAVO_HOME=` for "the default".
    model_config = SettingsConfigDict(env_prefix="OCTAVO_", frozen=True, extra="forbid", env_ignore_empty=True)

    home: Path = Field(
        default_factory=lambda: user_data_path("octavo"),
        description="Folder of all state: the store, kept images, logs.",
    )
    bind: str = Field("127.0.0.1:8008", description="Address and port to serve on; 0.0.0.0:8008 serves every network.")
    hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Host names under which readers reach Octavo, besides the bound one; commas between."
    )
    proxy: str = Field("", description="HTTP proxy for every outgoing request, such as http://127.0.0.1:3128.")
    contact: str = Field(
        "", description="Address or e-mail by which publishers can reach you; sent in the User-Agent of every request."
    )
    allow_networks: Annotated[tuple[Network, ...], NoDecode] = Field(
        (), description="Private networks that may be read all the same, as 10.1.0.0/16; commas between."
    )
    workers: int = Field(
        default_factory=lambda: max(1, min(8, os.cpu_count() or 1)),
        ge=1,
        le=64,
        description="Processes for parsing, extraction and enrichment.",
    )
    connections: int = Field(64, ge=1, le=1000, description="Requests under way at once, to all hosts together.")
    host_pace: float = Field(1.0, ge=0, le=3600, description="Least seconds between two requests to one host.")
    poll_least: int = Field(600, ge=60, le=86400, description="Shortest time between two polls of a feed, in seconds.")
    poll_most: int = Field(
        86400, ge=600, le=604800, description="Longest time between two polls of a feed, in seconds."
    )
    page_bytes: int = Field(15 << 20, ge=1 << 16, description="Most bytes of a decoded page, feed or picture.")
    page_seconds: float = Field(30, ge=1, le=300, description="Most seconds for one whole answer.")
    cpu_seconds: float = Field(20, ge=1, le=300, description="Most seconds of work on one page or feed.")
    cpu_megabytes: int = Field(
        512, ge=128, description="Most memory that work on one page may add to its process, in MB."
    )
    keep_pages_days: int = Field(
        30, ge=0, description="Days for which pages' bytes are kept, to read them anew with better rules."
    )
    revisit_hours: Annotated[tuple[float, ...], NoDecode] = Field(
        (3, 24), description="Hours after first seeing an article at which to look for silent edits; commas between."
    )
    accounts: Literal["off", "on"] = Field(
        "off", description="Whether readers have accounts; off: one reader, who need not sign in and may do everything."
    )
    sign_up: Literal["open", "invited", "closed"] = Field(
        "closed", description="Who may make an account: anybody, who holds an invitation, or nobody but by command."
    )
    comments: Literal["on", "off"] = Field("on", description="Whether readers may write under articles and stories.")
    session_days: int = Field(30, ge=1, le=400, description="Days after which a reader signs in again.")
    site: str = Field("", description="Address of the front page as readers know it, such as https://news.example.org.")
    mail_server: str = Field(
        "",
        description="Server for letters: smtps://HOST, smtp://HOST (with STARTTLS) or smtp+plain://HOST; empty: none.",
    )
    mail_from: str = Field("", description="Address that letters come from, such as news@example.org.")
    mail_user: str = Field("", description="Name to sign in with at the mail server, where it wants one.")
    mail_password: SecretStr = Field(SecretStr(""), description="Password for the mail server.")
    oidc_issuer: str = Field(
        "", description="OpenID Connect provider that readers may sign in with, such as https://id.example.org."
    )
    oidc_client_id: str = Field("", description="Octavo's client id at that provider.")
    oidc_client_secret: SecretStr = Field(
        SecretStr(""), description="Octavo's client secret there; none for a public one."
    )
    oidc_name: str = Field("", description="What readers call the provider, for the button; default its host.")
    oidc_sign_up: bool = Field(
        False, description="Whether whoever the provider knows gets an account, even where sign-up is not open."
    )
    trust_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        ("127.0.0.1", "::1"),
        description="Reverse proxies, addresses or networks, whose X-Forwarded-For and -Proto count; commas between.",
    )
    metrics_token: SecretStr = Field(
        SecretStr(""),
        description="Token with which Prometheus may read /metrics, 16 characters or more; empty: administrators only.",
    )
    log: Literal["text", "json"] = Field("text", description="Form of the log.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")

    # Of several validators before, the last written is the first asked: this one sees what _split made.
    @field_validator("allow_networks", mode="before")
    @classmethod
    def _networks(cls, value: Any) -> Any:
        return tuple(_network(one) for one in value) if isinstance(value, (tuple, list)) else value

    @field_validator("hosts", "allow_networks", "revisit_hours", "trust_proxies", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("bind")
    @classmethod
    def _bind(cls, value: str) -> str:
        if (
            not re.fullmatch(r"(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}", value)
            or int(value.rpartition(":")[2]) > 65535
        ):
            raise ValueError("give ADDRESS:PORT, such as 127.0.0.1:8008")
        return value

    @field_validator("proxy")
    @classmethod
    def _proxy(cls, value: str) -> str:
        if value and not re.fullmatch(r"http://[^/\s]+/?", value):
            raise ValueError("give http://HOST:PORT")
        return value

    @field_validator("site")
    @classmethod
    def _site(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^/\s?#@]+/?", value):
            raise ValueError("give an address without a path, such as https://news.example.org")
        return value.rstrip("/")

    @field_validator("trust_proxies")
    @classmethod
    def _proxies(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(_network(one)) for one in value)

    @field_validator("contact")
    @classmethod
    def _contact(cls, value: str) -> str:
        if re.search(r"[\x00-\x1f()\x7f-\uffff]", value):
            raise ValueError("give a plain address such as https://example.org/about or news@example.org")
        return value

    @field_validator("metrics_token")
    @classmethod
    def _metrics_token(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < 16:
            raise ValueError("give 16 characters or more, such as `openssl rand -hex 16` makes")
        return value

    @model_validator(mode="after")
    def _letters(self) -> Self:
        if self.mail_server and not (self.mail_from and self.site):
            raise ValueError("OCTAVO_MAIL_SERVER needs OCTAVO_MAIL_FROM, and OCTAVO_SITE for the links in letters")
        return self

    @model_validator(mode="after")
    def _provider(self) -> Self:
        if self.oidc_issuer and not (self.oidc_client_id and self.site):
            raise ValueError("OCTAVO_OIDC_ISSUER needs OCTAVO_OIDC_CLIENT_ID, and OCTAVO_SITE for the way back")
        if self.oidc_issuer and not re.fullmatch(r"https?://[^\s?#@]+", self.oidc_issuer):
            raise ValueError("OCTAVO_OIDC_ISSUER: give the provider's address, such as https://id.example.org")
        return self

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if self.poll_least > self.poll_most:
            raise ValueError(
                f"OCTAVO_POLL_LEAST ({self.poll_least}) must not be more than OCTAVO_POLL_MOST ({self.poll_most})"
            )
        return self

    @property
    def address(self) -> tuple[str, int]:
        """Host and port of `bind`."""
        host, _, port = self.bind.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def here(self) -> str:
        """The front page as this machine reaches it, without the last slash."""
        host, port = self.address
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
        return f"http://{shown}:{port}"

    @property
    def front_page(self) -> str:
        """The front page as readers reach it, without the last slash."""
        return self.site or self.here

    @property
    def store_path(self) -> Path:
        """The SQLite file."""
        return self.home / "octavo.db"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then variables, then octavo.toml."""
        toml = TomlConfigSettingsSource(settings_cls, toml_file=_toml_file())
        return init_settings, env_settings, toml


def _network(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    try:
        return ipaddress.ip_network(written)
    except ValueError:
        raise ValueError(f"{written} is no network; give one such as 10.1.0.0/16 or fd00:1::/64") from None


def _toml_file() -> Path | None:
    home = os.environ.get("OCTAVO_HOME")
    places = [Path(home) if home else user_data_path("octavo"), Path.cwd()]
    return next((place / "octavo.toml" for place in places if (place / "octavo.toml").is_file()), None)


def read_config(**given: Any) -> Config:
    """Read the settings; `given` ones win. Raises ConfigError, which names each wrong setting and what is allowed."""
    known = {f"OCTAVO_{name.upper()}" for name in Config.model_fields}
    strange = sorted(name for name in os.environ if name.startswith("OCTAVO_") and name not in known)
    if strange:
        raise ConfigError(
            f"unknown setting {strange[0]}; the settings are {', '.join(sorted(known))}", subject=strange[0]
        )
    try:
        return Config(**given)
    except ValidationError as error:
        wrong = "; ".join(_in_words(one) for one in error.errors())
        raise ConfigError(wrong, subject=wrong.partition(":")[0]) from error
    except (ValueError, OSError) as error:
        raise ConfigError(f"octavo.toml cannot be read: {error}", subject="octavo.toml") from error


def _in_words(error: ErrorDetails) -> str:
    said = error["msg"].removeprefix("Value error, ")
    if not error["loc"]:  # about several settings, which it names itself
        return said
    name = f"OCTAVO_{str(error['loc'][0]).upper()}"
    if error["type"] == "extra_forbidden":
        return f"{name}: octavo.toml has the unknown key {error['loc'][0]!r}"
    return f"{name}: {said} (given: {error['input']!r})"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as it is now."""

    name: str
    """Of its variable."""
    value: str
    """In words; a secret is not shown, only that it is set."""
    source: str
    """Where it comes from: `default`, `variable`, the path of octavo.toml, `house` where an administrator set it on its
    page (live.py), or `argument` where a caller gave it."""
    default: str
    what: str


def settings(config: Config, house: Collection[str] = ()) -> list[Setting]:
    """Every setting with its present value, and where that comes from; `house` are the fields set by administrators."""
    variables = {name.upper() for name, value in os.environ.items() if value}
    file = str(_toml_file() or "argument")
    listed = []
    # First those that Config adds itself; pydantic has those it inherits before them.
    for name in sorted(Config.model_fields, key=lambda one: one not in Config.__annotations__):
        info = Config.model_fields[name]
        variable = f"OCTAVO_{name.upper()}"
        given = name in config.model_fields_set
        source = (
            "house" if name in house else "variable" if variable in variables else file if given else "default"
        )  # fmt: skip
        default = shown(info.get_default(call_default_factory=True))
        listed.append(Setting(variable, shown(getattr(config, name)), source, default, info.description or ""))
    return listed


def shown(value: Any) -> str:
    """A setting's value as its variable would have it, but no secret."""
    if isinstance(value, SecretStr):
        return "set, not shown" if value.get_secret_value() else ""
    if isinstance(value, tuple):
        return ",".join(f"{one:g}" if isinstance(one, float) else str(one) for one in value)
    return re.sub(r"//[^/@\s]*@", "//…@", f"{value:g}" if isinstance(value, float) else str(value))
