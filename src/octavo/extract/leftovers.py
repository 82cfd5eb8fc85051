"""Blocks inside the article's element that are not its text: the headline again, promos, orphaned headings, notices."""

from __future__ import annotations

import re
from dataclasses import replace

from octavo.extract.endings import without_endings, without_teasers
from octavo.extract.names import Part, part_of
from octavo.extract.stamps import is_stamp
from octavo.extract.titles import repeats
from octavo.text.blocks import Built
from octavo.text.tree import Element

_PROMO = re.compile(
    r"^(?:read (?:more|also|next|the full)|also read|see also|more on this|more from|related(?: (?:stories|articles|"
    r"content|topics))?|"
    r"recommended|watch(?: also)?:|listen:|click here|sign up|subscribe|follow us|join (?:us|our)|download (?:the|"
    r"our) app|"
    r"advertisement|story continues|article continues|scroll to continue|continue reading|share this|most read|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|lesen sie|das könnte sie|auch interessant|hier (?:geht es|geht's)|"
    r"anzeige\b|"
    r"lire aussi|à lire aussi|lisez aussi|a lire|lea (?:también|además)|te puede interesar|más información|leia "
    r"(?:também|mais)|"
    r"leggi anche|les også|läs (?:också|mer|även)|læs også|lees ook|czytaj (?:też|także|również)|читайте также|"
    r"читать также|"
    r"اقرأ أيضا|اقرأ المزيد|延伸閱讀|推荐阅读|相关阅读|あわせて読みたい|関連記事)\b",
    re.IGNORECASE,
)


_NOTICE = re.compile(
    r"\b(?:newsletter|sign in|log ?in to|create an account|already a subscriber|subscribe (?:now|to|today)|register "
    r"now|free trial|"
    r"terms of (?:use|service)|privacy policy|cookies|datenschutz\w*|personenbezogene daten|empfohlener "
    r"redaktioneller inhalt|externe[rn]? inhalte?|"
    r"anmeldung|whatsapp[- ](?:channel|kanal)|all rights reserved|copyright ©|©\s?\d{4}|follow .{0,40} on (?:twitter|"
    r"facebook|x|instagram))\b",
    re.IGNORECASE,
)
"""Words of notices; they count in short blocks alone, for articles are written about newsletters too."""
_CREDIT = re.compile(
    r"^(?:\(?(?:photo|foto|image|bild|video|quelle|source|credit|picture)s?(?: by)?\s?[:/]|©|\(c\))", re.IGNORECASE
)
_SENTENCE_ENDS = (".", "!", "?", "…", ":", '"', "”", "“", "»", "'", "’", "。", "！", "？", "」", "।", "؟", "۔", ")")
_CREDITED = re.compile(
    r"(?:©|\b(?:foto|photo|bild|image|credit|photograph)s?(?: by| von)?\s?:)\s?[^.]{2,80}$|"
    r"\b(?:IMAGO|Getty Images|picture alliance|dpa|AFP|Reuters|Shutterstock|Alamy|AP Photo|EPA|Keystone|Unsplash)\b"
    r"[^.]{0,40}$",
    re.IGNORECASE,
)
"""The end of a caption that stands in a paragraph of its own."""
_CAPTION_LENGTH = 400
_TITLE = 300
"""Characters that no headline reaches."""
_HUGE = 3_000
"""Characters of a block that is looked at for a copy of all before it."""
_IS = (
    "is|are|was|has|writes|covers|reports|joined|works|ist|schreibt|arbeitet|berichtet|est|écrit|es|escribe|è|scrive|é"
)
_BELOW = 5
"""Blocks at the end among which authors are introduced."""
_MOST_BOXES = 40
"""Notices whose surroundings are looked at: real pages have a handful."""
_BOX = 600
"""Characters of a box that a notice takes with it."""


def without_leftovers(
    blocks: list[Built], titles: set[str], authors: tuple[str, ...], container: Element
) -> list[Built]:
    """The blocks that are the article's text; `titles` are the keys of the titles that the page carries."""
    shaped = [_as_caption(one, container) for one in blocks]
    shaped = _without_boxes(shaped, container)
    kept = [one for one in without_teasers(shaped) if not _is_leftover(one, titles)]
    kept = _without_repeats(_without_link_lists(kept))
    kept = without_endings(_without_biographies(_from_first_sentence(kept), authors), authors)
    return _without_orphans(kept)


def _as_caption(one: Built, container: Element) -> Built:
    """Text in something named caption or credit is one, whatever its tag."""
    if one.block.kind not in ("paragraph", "item", "quote") or len(one.block.text) > 800:
        return one
    element: Element | None = one.source
    for _ in range(3):
        if element is None or element is container:
            break
        if part_of(element) & Part.CAPTION:
            return replace(one, block=replace(one.block, kind="caption"))
        element = element.parent
    text = one.block.text
    if (len(text) < 120 and _CREDIT.match(text)) or (len(text) < _CAPTION_LENGTH and _CREDITED.search(text)):
        return replace(one, block=replace(one.block, kind="caption"))
    return one


def _without_boxes(blocks: list[Built], container: Element) -> list[Built]:
    """A notice takes the small box that it stands in with it."""
    dropped: set[int] = set()
    boxes = _MOST_BOXES
    for i, one in enumerate(blocks):
        text = one.block.text
        if i in dropped or len(text) > 300 or one.block.kind in ("image", "table") or not _NOTICE.search(text):
            continue
        dropped.add(i)
        boxes -= 1
        box = None if boxes < 0 else _box_of(one.source, container)
        if box is None:
            continue
        inside = [
            j
            for j, other in enumerate(blocks)
            if other.source is box or any(up is box for up in other.source.ancestors())
        ]
        if sum(len(blocks[j].block.text) for j in inside) <= _BOX:
            dropped.update(inside)
    return [one for i, one in enumerate(blocks) if i not in dropped]


def _box_of(source: Element, container: Element) -> Element | None:
    """The outermost element around a block, below the container, that holds no more than a box's text."""
    box = None
    element: Element | None = source
    while element is not None and element is not container:
        if not element.short_text(_BOX * 3 // 2):
            break
        box = element
        element = element.parent
    return box


def _is_leftover(one: Built, titles: set[str]) -> bool:
    block = one.block
    if block.kind in ("image", "table"):
        return False
    text = block.text
    if (
        len(text) < _TITLE
        and (block.kind == "heading" or len(text) > 25)
        and repeats(text, titles, kicker=block.kind == "heading")
    ):
        return True
    if not any(letter.isalnum() for letter in text) or is_stamp(text):
        return True
    if one.linked > 0.8 * len(text) and (len(text) < 200 or block.kind in ("item", "heading")):
        return True
    return bool(_PROMO.match(text)) and (one.linked > 0 or len(text) < 60)


def _without_link_lists(blocks: list[Built]) -> list[Built]:
    """Lists of which more than half is links are for going elsewhere."""
    kept: list[Built] = []
    run: list[Built] = []
    for one in [*blocks, None]:
        if one is not None and one.block.kind == "item":
            run.append(one)
            continue
        if run:
            length = sum(len(item.block.text) for item in run)
            if sum(item.linked for item in run) < 0.5 * length:
                kept.extend(run)
            run = []
        if one is not None:
            kept.append(one)
    return kept


def _from_first_sentence(blocks: list[Built]) -> list[Built]:
    """Bylines, dates and times to read before the first sentence are dropped; headings and pictures there stay."""
    for i, one in enumerate(blocks):
        text = one.block.text
        if one.block.kind in ("paragraph", "quote", "item") and (len(text) > 90 or text.endswith(_SENTENCE_ENDS)):
            return [early for early in blocks[:i] if early.block.kind not in ("paragraph", "item")] + blocks[i:]
    return blocks


def _without_biographies(blocks: list[Built], authors: tuple[str, ...]) -> list[Built]:
    """What is said of the authors below their text is dropped."""
    if not authors:
        return blocks
    about = re.compile(rf"(?:{'|'.join(map(re.escape, authors))})\b.{{0,80}}?\b(?:{_IS})\b")
    last = len(blocks) - _BELOW
    return [
        one for i, one in enumerate(blocks)
        if i < last or one.block.kind not in ("paragraph", "item", "quote") or not about.match(one.block.text)
    ]  # fmt: skip


def _without_repeats(blocks: list[Built]) -> list[Built]:
    """What is said twice word for word, as captions, pull quotes and hidden copies are, is kept once."""
    seen: set[str] = set()
    kept: list[Built] = []
    for one in blocks:
        if len(one.block.text) > 40 and one.block.kind != "image":
            if one.block.text in seen:
                continue
            seen.add(one.block.text)
            if len(one.block.text) > _HUGE:
                one = _without_copy(one, kept)
        kept.append(one)
    return kept


def _without_copy(one: Built, before: list[Built]) -> Built:
    """A huge block without the copy of the whole article that some publishers hide behind their last paragraph."""
    text = one.block.text
    copied = [text.find(other.block.text) for other in before if len(other.block.text) > 100]
    places = [place for place in copied if place >= 0]
    if len(places) < 3:
        return one
    return replace(one, block=replace(one.block, text=text[: min(places)].rstrip(), html=""))


def _without_orphans(blocks: list[Built]) -> list[Built]:
    """Headings with nothing under them are dropped."""
    kept: list[Built] = []
    below: int | None = 0
    # From the end: `below` is the level of the heading that follows without text between, 0 at the end, None where text
    # stands between.
    for one in reversed(blocks):
        kind, level = one.block.kind, one.block.level
        if kind == "heading":
            if below is not None and level >= below:
                continue
            below = level
        elif kind != "caption":
            below = None
        kept.append(one)
    kept.reverse()
    return kept
