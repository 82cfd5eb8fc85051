"""How a reader wants pages to look and behave, kept in one cookie of their browser: `size.large~face.sans`."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from markupsafe import Markup

READING_COOKIE = "reading"

SETTINGS: Mapping[str, tuple[str, ...]] = {
    "size": ("usual", "small", "large", "huge"),
    "face": ("serif", "sans"),
    "width": ("usual", "narrow", "wide"),
    "spacing": ("usual", "airy"),
    "contrast": ("device", "more"),
    "motion": ("device", "none"),
    "keys": ("on", "off"),
}
"""What can be set, and to what; the first is what stands where nothing was chosen."""


def chosen(request: Request) -> dict[str, str]:
    """Every setting as this browser has it."""
    pairs = (pair.partition(".") for pair in request.cookies.get(READING_COOKIE, "")[:200].split("~"))
    return _known({name: value for name, _, value in pairs})


def kept(choice: Mapping[str, str]) -> str:
    """A choice as the cookie keeps it: what differs from the usual; empty where nothing does."""
    return "~".join(f"{name}.{value}" for name, value in _known(choice).items() if value != SETTINGS[name][0])


def attributes(choice: Mapping[str, str]) -> Markup:
    """What the page's root says of it, to style sheets and scripts: ` data-size="large"`."""
    return Markup("").join(
        Markup(' data-{}="{}"').format(name, value) for name, value in choice.items() if value != SETTINGS[name][0]
    )


def _known(given: Mapping[str, str]) -> dict[str, str]:
    return {name: given[name] if given.get(name) in values else values[0] for name, values in SETTINGS.items()}
