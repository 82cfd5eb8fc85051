"""Images in a page: the real address behind lazy loading, and whether it is a picture at all."""

from __future__ import annotations

import re

from octavo.news.addresses import WebUrl
from octavo.news.articles import Image
from octavo.text.addresses import web_url_or_none
from octavo.text.tree import Element
from octavo.text.white import fold

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-full-src", "data-hi-res-src", "data-image", "data-url")
_LAZY_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_NO_PICTURE = re.compile(
    r"(?:^data:|/pixel|1x1|blank\.|spacer|transparent\.|placeholder|/avatar|gravatar\.com|/emoji/|\.svg(?:$|\?)|"
    r"/track|/beacon|counter\.|/ads?/|doubleclick|scorecardresearch|facebook\.com/tr)",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)")
_LEAST = 60
"""Pixels: smaller pictures are icons."""


def pixels(text: str) -> int:
    """A width or height attribute in pixels, 0 where it is none."""
    number = text.strip().lower().removesuffix("px")
    return min(int(number), 100_000) if number.isascii() and number.isdigit() and len(number) < 7 else 0


def is_picture(element: Element) -> bool:
    """Whether an img can be part of an article: no icon, no tracking pixel."""
    width, height = pixels(element.get("width")), pixels(element.get("height"))
    return not (0 < width < _LEAST or 0 < height < _LEAST)


def picture(element: Element, base: str, caption: str = "", credit: str = "") -> Image | None:
    """The image an img element shows, None where that is no picture."""
    if not is_picture(element):
        return None
    url = address(element, base)
    if url is None:
        return None
    return Image(
        url=url,
        alt=fold(element.get("alt"))[:500],
        caption=caption,
        credit=credit,
        width=pixels(element.get("width")),
        height=pixels(element.get("height")),
    )


def address(element: Element, base: str) -> WebUrl | None:
    """Where the picture is: what scripts would load, else the largest of a srcset, else src."""
    candidates = [element.get(name) for name in _LAZY]
    candidates += [_largest(element.get(name)) for name in _LAZY_SETS]
    candidates.append(element.get("src"))
    for raw in candidates:
        if raw and not _NO_PICTURE.search(raw[:4096]):
            url = web_url_or_none(raw, base)
            if url is not None:
                return url
    return None


def _largest(srcset: str) -> str:
    """The address with the greatest width or density in a srcset, empty where there is none."""
    best, most = "", -1.0
    for url, number, _ in _CANDIDATE.findall(srcset[:20_000]):
        try:
            size = float(number or 1)
        except ValueError:
            continue
        if size > most:
            best, most = url, size
    return best
