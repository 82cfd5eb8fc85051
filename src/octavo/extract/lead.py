"""The lead picture where it stands on the page, and captions that stand beside their pictures without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from urllib.parse import parse_qs, unquote, urlsplit

from octavo.extract.names import Part, part_of
from octavo.extract.titles import key
from octavo.news.articles import Image
from octavo.text.blocks import Built
from octavo.text.credits import caption_of, split
from octavo.text.tree import Element

_CAPTION_LENGTH = 600
_CREDIT_LENGTH = 120
"""Characters that may stand behind a caption that repeats the alternative text."""
_LEVELS = 3
"""Elements around a picture in which its caption may stand: a link or frame, and the box around that."""
_SMALL = 200
"""Pixels of a picture too small to lead an article: a portrait of the author."""
_TELLING = 12
"""Characters of a file's name that names one picture alone."""

_NUMBER = r"(?:(?:w|h|c|q|g|f|x|y|v|ar|dpr|img|size|width|height|quality|fit|crop)[_=-])?(?:[whvqx])?\d{1,4}(?:\.\d+)?"
_SIZE = re.compile(
    rf"^{_NUMBER}(?:[x_,:-](?:{_NUMBER}|[a-z]{{1,6}}_[a-z]+)?){{0,8}}$|^(?:[a-z]{{1,2}}_[\w.]+,){{1,8}}[a-z]{{1,2}}_[\w.]+$|"
    r"^(?:master|resize[dr]?|crops?|cropped|fit-in|smart|scale[dr]?|standard|large|medium|small|thumb(?:nail)?s?|"
    r"original|full|xlarge|wide|square|images?|img|ace|ws|cpsprodpb|styles|public|(?:landscape|portrait)_?\w*)$",
    re.IGNORECASE,
)
"""Parts of a picture's path that say how it is cut."""
_RENDITION = re.compile(
    r"(?:[-_@.](?:\d{2,4}x\d{0,4}|\d{3,4}(?:w|px)|[234]x|scaled|thumb(?:nail)?|small|medium|large|e\d{9,}))+$",
    re.IGNORECASE,
)
"""The same at the end of a file's name. A number alone counts pictures (DSC_0554)."""
_WIDTH = re.compile(r"[-_][1-9]\d{2,3}$")
_NUMBERED = 6
"""Digits of a name that is a number itself, behind which a further one is a width."""
_ONLY_SIZE = re.compile(r"\d{1,4}(?:[x_-]\d{1,4}){0,3}$")
_OF = ("url", "src", "image", "img", "u")
"""Parameters in which a resizing service is told the picture's own address."""


def same_picture(one: Image, other: Image) -> bool:
    """Whether two are renditions of one picture: whether their addresses differ by no more than sizes and hosts."""
    parts, others = _telling(one.url), _telling(other.url)
    if parts == others:
        return True
    # A service's own folders may differ, too; a file's name that is long and has a number is of one picture.
    return parts[-1] == others[-1] and len(parts[-1]) >= _TELLING and any(letter.isdigit() for letter in parts[-1])


@lru_cache(maxsize=500)
def _telling(url: str) -> tuple[str, ...]:
    """What in a picture's address says which picture it is; never empty."""
    try:
        address = urlsplit(url)
    except ValueError:  # an address told to a resizing service can be anything
        return (url,)
    asked = parse_qs(address.query[:2_000])
    inner = next((values[0] for name in _OF if (values := asked.get(name)) and "/" in values[0]), "")
    if not inner and "%2F" in address.path:
        inner = address.path[address.path.rfind("/") + 1 :]
        inner = unquote(inner) if "%2F" in inner else ""
    if inner and len(inner) < len(url):
        return _telling(inner)
    segments = [segment for segment in address.path.split("/") if segment]
    if not segments:
        return (url,)
    stem = segments[-1].rpartition(".")[0] or segments[-1]
    shorter = _RENDITION.sub("", stem)
    width = _WIDTH.search(shorter)
    if width and sum(letter.isdigit() for letter in shorter[: width.start()]) >= _NUMBERED:
        shorter = shorter[: width.start()]
    folders = [one for one in segments[:-1] if not _SIZE.match(one)]
    # The Guardian's 4000.jpg: the folder names the picture, the file its width.
    kept = folders if folders and _ONLY_SIZE.match(stem) else [*folders, shorter or stem]
    # A script's picture is named by its parameters: /image.php?id=7.
    number = next((values[0] for name in ("id", "mediaid", "uuid") if (values := asked.get(name))), "")
    return (*kept, number) if number else tuple(kept)


def captioned(built: list[Built]) -> list[Built]:
    """The blocks with captions that follow their pictures, in the same box, taken into them."""
    kept: list[Built] = []
    for one in built:
        last = kept[-1] if kept else None
        image = last.block.image if last is not None else None
        if last is not None and image is not None and not image.caption and _is_caption(one, last.source, image):
            kept[-1] = _with_caption(last, image, one)
        else:
            kept.append(one)
    return kept


def _is_caption(one: Built, picture: Element, image: Image) -> bool:
    """Whether a block behind a picture is its caption: it is named so, or repeats the alternative text."""
    text = one.block.text
    if one.block.kind not in ("paragraph", "caption", "item"):
        return False
    if len(text) > _CAPTION_LENGTH or not _beside(one.source, picture):
        return False
    alt = key(image.alt)
    if len(alt) > _TELLING and key(text).startswith(alt) and len(text) < len(image.alt) + _CREDIT_LENGTH:
        return True
    return any(part_of(element) & Part.CAPTION for element in (one.source, one.source.parent) if element is not None)


def _beside(text: Element, picture: Element) -> bool:
    around: Element | None = picture
    for _ in range(_LEVELS):
        around = around.parent if around is not None else None
        if around is None or around.tag in ("body", "article", "main"):
            return False
        if text is around or any(above is around for above in text.ancestors()):
            return True
    return False


def _with_caption(shown: Built, image: Image, said: Built) -> Built:
    """The picture with what is said of it, the credit taken off."""
    text = said.block.text
    # Markup tells the credit, where an element holds the caption and nothing else.
    near = islice(chain((said.source,), said.source.ancestors()), _LEVELS)
    whole = next((one for one in near if key(one.short_text(_CAPTION_LENGTH)) == key(text)), None)
    caption, credit = split(text) if whole is None else caption_of(whole)
    image = replace(image, caption=caption, credit=credit or image.credit)
    return replace(shown, block=replace(shown.block, text=caption, image=image))


def led_by(image: Image | None, shown: Iterable[Image], first: Image | None) -> Image | None:
    """The lead picture with what the page says beside it; where the publisher names none, the first one shown above the
    text (`first`). `shown` are the page's pictures in order."""
    if image is None:
        return first
    same = next((one for one in shown if same_picture(one, image)), None)
    return image if same is None else enriched(image, same)


def enriched(image: Image, same: Image) -> Image:
    """A picture with what is said of another rendition of it."""
    return replace(
        image,
        alt=image.alt or same.alt,
        caption=image.caption or same.caption,
        credit=image.credit or same.credit,
    )


def can_lead(image: Image) -> bool:
    """Whether a picture above the text can be the lead picture."""
    return not (0 < image.width < _SMALL or 0 < image.height < _SMALL // 2)
