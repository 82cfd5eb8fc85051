"""What a page says twice is shown once: the lead picture, the standfirst, the section; and who is no author."""

from __future__ import annotations

from dataclasses import replace

from octavo.extract.lead import can_lead, led_by, same_picture
from octavo.extract.standfirst import is_bold
from octavo.extract.titles import key
from octavo.news.articles import Article, Block, Image

_TEXT = frozenset({"paragraph", "quote", "item"})
_LEAST = 20
"""Letters and digits of a standfirst that are compared."""
_BEGINNING = 4
"""Blocks of text that a summary made of the text's beginning may reach into."""


def told_once(article: Article) -> Article:
    """The article without the repetitions that a reader of one page would see."""
    image = article.image or _first_picture(article.body)
    if image is not None:
        shown = [block.image for block in article.body if block.image is not None]
        image = led_by(image, shown, None)
    body = article.body if image is None else without_lead(article.body, image)
    standfirst, body = _standfirst(article.standfirst, body)
    section = key(article.section)
    return replace(
        article,
        image=image,
        body=body,
        standfirst=standfirst,
        keywords=tuple(word for word in article.keywords if key(word) != section),
    )


def _first_picture(body: tuple[Block, ...]) -> Image | None:
    """A picture above all text: it leads the article where nothing else does."""
    first = body[0].image if body else None
    return first if first is not None and can_lead(first) else None


def without_lead(body: tuple[Block, ...], image: Image) -> tuple[Block, ...]:
    """The body without the lead picture and its caption: known by its address, else the first that says the same."""
    caption = key(image.caption)
    again = [block for block in body if block.image is not None and same_picture(block.image, image)]
    if not again and len(caption) > _LEAST:
        again = [block for block in body if block.image is not None and key(block.image.caption) == caption][:1]
    said = {caption, caption + key(image.credit), key(image.credit) + caption} - {""}
    return tuple(
        block for block in body if block not in again and not (block.kind == "caption" and key(block.text) in said)
    )


def _standfirst(standfirst: str, body: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """The standfirst and the body without the repetition of one in the other.

    A summary that is cut from the beginning of the text is none. One that is the whole first paragraph is the
    standfirst where that paragraph stands out in bold, else the first paragraph.
    """
    said = key(standfirst)
    at = next((i for i, block in enumerate(body) if block.kind in _TEXT), None)
    if at is None or len(said) < _LEAST:
        return standfirst, body
    first = body[at]
    if key(first.text) == said:
        alone = sum(block.kind in _TEXT for block in body) == 1
        if is_bold(first) and not alone:
            return standfirst, body[:at] + body[at + 1 :]
        return "", body
    beginning = key(" ".join([block.text for block in body[at:] if block.kind in _TEXT][:_BEGINNING]))
    return ("" if beginning.startswith(said) else standfirst), body
