"""Which settings an administrator may change while Octavo runs, and what comes of that.

    argument, variable, octavo.toml     the word of whoever holds the machine: it stands
    the settings page                   what an administrator says, kept in the store
    the default                         of the rest

Only what is safe to change under a running worker is here, and nothing by which an administrator of the site could
reach what belongs to the machine: no address, file, secret or network. Every value is read by the setting's own field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from octavo.config import Config, read_config, shown
from octavo.news.errors import ConfigError
from octavo.news.running import LiveSetting

LIVE = (
    "sign_up", "oidc_sign_up", "session_days",
    "poll_least", "poll_most", "revisit_hours", "page_seconds", "page_bytes", "keep_pages_days",
    "log_level",
)  # fmt: skip
"""In the order of the settings page: who is let in, what is read and how often, the log."""


def with_live(own: Config, kept: Mapping[str, str]) -> tuple[Config, dict[str, str]]:
    """The settings with what administrators set, as far as it may be and can be read; and why the rest cannot, by name.
    An older or newer Octavo may have had other bounds: that must keep nobody from starting."""
    config, refused = own, dict[str, str]()
    for name in LIVE:
        if name in kept and name not in own.model_fields_set:
            try:
                config = _with(config, name, kept[name])
            except ConfigError as error:
                refused[name] = str(error)
    return config, refused


def check(own: Config, kept: Mapping[str, str], name: str, value: str | None) -> None:
    """Raises ConfigError where a setting may not be changed, or not to this; None: as if it had not been set."""
    if name not in LIVE:
        raise ConfigError(f"{name} cannot be changed while Octavo runs", subject=name)
    if name in own.model_fields_set:
        raise ConfigError(f"{name} is set on the machine, whose word stands", subject=name)
    others, _ = with_live(own, {other: text for other, text in kept.items() if other != name})
    _with(others, name, _default(name) if value is None else value)


def listed(own: Config, kept: Mapping[str, str]) -> list[LiveSetting]:
    """The settings that may be changed, as they are now."""
    config, refused = with_live(own, kept)
    return [
        LiveSetting(
            name,
            shown(getattr(config, name)),
            _default(name),
            "machine" if name in own.model_fields_set
            else "house" if name in kept and name not in refused
            else "default",
            _choices(name),
        )
        for name in LIVE
    ]  # fmt: skip


def applied(own: Config, kept: Mapping[str, str]) -> frozenset[str]:
    """The names of those that are as an administrator set them."""
    return frozenset(one.name for one in listed(own, kept) if one.source == "house")


def _with(config: Config, name: str, text: str) -> Config:
    given: dict[str, Any] = {field: getattr(config, field) for field in config.model_fields_set}
    return read_config(**given | {name: text})


def _default(name: str) -> str:
    return shown(Config.model_fields[name].get_default(call_default_factory=True))


def _choices(name: str) -> tuple[str, ...]:
    annotation = Config.model_fields[name].annotation
    if annotation is bool:
        return ("True", "False")
    return tuple(str(one) for one in get_args(annotation) if isinstance(one, str))
