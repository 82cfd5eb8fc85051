"""Body blocks from a tree of publisher's HTML, in order: paragraphs, headings, items, quotes, captions, images, tables.

What comes out is sanitised by construction (only the inline marks listed here, only http and https links, everything
escaped); `sanitise.finish` runs the sanitiser over each small fragment once more, last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import islice

from octavo.news.articles import Block, BlockKind
from octavo.text.addresses import web_url_or_none
from octavo.text.credits import caption_of, credit_in
from octavo.text.pictures import is_picture, picture
from octavo.text.tree import Element
from octavo.text.white import fold

MAX_BLOCK = 40_000
"""Characters of one block; the rest is cut off: no paragraph is longer, and sanitising grows faster than the text."""
MAX_BLOCKS = 5_000

_INLINE = {
    "a": "a", "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "strong": "strong", "b": "strong",
    "sub": "sub", "sup": "sup", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
"""Tags kept inside a block, and what they become."""

_TRANSPARENT = frozenset({
    "span", "font", "abbr", "acronym", "bdi", "bdo", "bdt", "big", "data", "del", "ins", "label", "mark", "meter",
    "nobr", "output", "progress", "q", "rb", "rp", "rt", "ruby", "s", "small", "strike", "time", "u", "wbr",
    "picture", "slot",
})  # fmt: skip
"""Tags within a line whose text counts and which themselves do not."""

_SKIPPED = frozenset({
    "script", "style", "svg", "math", "template", "object", "embed", "applet", "canvas", "iframe", "button",
    "input", "select", "textarea", "option", "datalist", "dialog", "audio", "video", "source", "track", "map",
    "area", "head", "title", "meta", "link", "base", "nav", "menu", "noframes",
})  # fmt: skip

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


@dataclass(slots=True)
class Built:
    """A block and where it came from, for rules that decide whether it belongs to the article."""

    block: Block
    source: Element
    linked: int
    """Characters of its text inside links."""


def build(root: Element, base: str, skip: Callable[[Element], bool] | None = None) -> list[Built]:
    """The blocks below `root`, links made absolute against `base`; elements for which `skip` is true are left out."""
    builder = _Builder(base, skip)
    builder.descend(root)
    builder.flush()
    return builder.built


class _Builder:
    """Walks a tree once; texts gather in `words` and `marks` until a block ends."""

    def __init__(self, base: str, skip: Callable[[Element], bool] | None) -> None:
        self.base = base
        self.skip = skip
        self.built: list[Built] = []
        self.words: list[str] = []
        self.marks: list[str] = []
        self.open: list[str] = []  # opening tags of the inline elements around the present text
        self.links = 0  # open links around the present text
        self.linked = 0
        self.length = 0
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.source: Element | None = None

    def descend(self, element: Element) -> None:
        """Everything below an element."""
        for child in element.children:
            if isinstance(child, str):
                self.add(child, element)
            elif self.skip is None or not self.skip(child):
                self.visit(child)

    def visit(self, element: Element) -> None:
        """One element, by what its tag means."""
        tag = element.tag
        if tag in _INLINE:
            self.inline(element)
        elif tag == "br":
            self.line_break(element)
        elif tag in ("img", "amp-img"):
            self.image(element, element)
        elif tag in _TRANSPARENT:
            if tag == "q":
                self.words.append("“")
                self.marks.append("“")
            self.descend(element)
            if tag == "q":
                self.words.append("”")
                self.marks.append("”")
        elif tag in _SKIPPED:
            return
        else:
            self.flush()
            self.block(element)
            self.flush()

    def block(self, element: Element) -> None:
        """An element that starts a block of its own."""
        tag = element.tag
        if tag in _HEADINGS:
            self.within(element, "heading", _HEADINGS[tag])
        elif tag == "blockquote":
            self.within(element, "quote", 0)
        elif tag in ("figcaption", "caption"):
            self.within(element, "caption", 0)
        elif tag in ("li", "dt", "dd"):
            self.within(element, "item", _depth_of_item(element))
        elif tag == "pre":
            self.preformatted(element)
        elif not (tag == "figure" and self.figure(element)) and not (tag == "table" and self.table(element)):
            self.descend(element)

    def within(self, element: Element, kind: BlockKind, level: int) -> None:
        """Everything below an element as blocks of one kind."""
        before = self.kind, self.level
        # What a heading or quote holds stays a heading or quote, also where it wraps its text in a paragraph or list.
        if self.kind not in ("quote", "heading", "caption"):
            self.kind, self.level = kind, level
        self.descend(element)
        self.flush()
        self.kind, self.level = before

    def inline(self, element: Element) -> None:
        """An inline mark: kept around its text; a link without a usable address is only its text."""
        name = _INLINE[element.tag]
        opening = f"<{name}>"
        if name == "a":
            url = web_url_or_none(element.get("href"), self.base)
            if url is None:
                self.descend(element)
                return
            opening = f'<a href="{escape(url)}">'
        self.links += name == "a"
        self.marks.append(opening)
        self.open.append(opening)
        self.descend(element)
        self.open.pop()
        self.marks.append(f"</{name}>")
        self.links -= name == "a"

    def add(self, text: str, parent: Element) -> None:
        """Some text of the present block."""
        if self.length > MAX_BLOCK:
            return
        text = text[: MAX_BLOCK + 1]
        if self.source is None and not text.isspace():
            self.source = parent
        self.words.append(text)
        self.marks.append(escape(text, quote=False))
        self.length += len(text)
        if self.links:
            self.linked += len(text)

    def line_break(self, element: Element) -> None:
        """One `<br>` breaks a line; two, with nothing but white space between, end a paragraph."""
        if self.words and _ends_in_break(self.words):
            self.flush()
        else:
            self.words.append("\n")
            self.marks.append("<br>")

    def flush(self) -> None:
        """End the present block, if it has any text; marks that are open go on in the next."""
        text = fold("".join(self.words))
        if text and self.source is not None and len(self.built) < MAX_BLOCKS:
            block = Block(self.kind, text, self.markup(), self.level)
            self.built.append(Built(block, self.source, min(self.linked, len(text))))
        self.words = []
        self.marks = list(self.open)
        self.linked = self.length = 0
        self.source = None

    def markup(self) -> str:
        """The inline HTML of the present block, empty where it would be its text alone."""
        if not any(mark.startswith("<") for mark in self.marks):
            return ""
        closing = "".join(f"</{opening[1:].split(' ')[0].rstrip('>')}>" for opening in reversed(self.open))
        html = _without_breaks_at_ends(fold("".join(self.marks) + closing))
        return html if "<" in html else ""

    def preformatted(self, element: Element) -> None:
        """Text whose line breaks matter."""
        text = "".join(element.texts()).strip("\n")[:MAX_BLOCK]
        if text.strip():
            self.built.append(Built(Block("preformatted", text), element, 0))

    def image(self, element: Element, source: Element, caption: str = "", credit: str = "") -> bool:
        """An image block; the text around it goes on behind it. False where it shows nothing of the article."""
        found = picture(element, self.base, caption, credit)
        if found is None or len(self.built) >= MAX_BLOCKS:
            return False
        self.built.append(Built(Block("image", caption, image=found), source, 0))
        return True

    def figure(self, element: Element) -> bool:
        """A figure with pictures and at most a caption; False where it holds anything else, to be read as a section."""
        if len(list(islice(element.find("figure"), 2))) > 1:
            return False
        pictures = [one for one in element.find("img", "amp-img") if is_picture(one)]
        captions = list(element.find("figcaption"))
        only_caption = len(captions) == 1 and captions[0].short_text(4_000) == element.short_text(4_000)
        holds_more = next(element.find("p", "table", "blockquote", "ul"), None) is not None or len(captions) > 1
        if not only_caption and (not pictures or holds_more):
            return False
        caption, credit = caption_of(captions[0]) if captions else ("", "")
        credit = credit or (credit_in(element) if pictures else "")
        if not any(self.image(one, element, caption, credit) for one in pictures) and caption:
            self.built.append(Built(Block("caption", caption), element, 0))
        return True

    def table(self, element: Element) -> bool:
        """A table of data; False where the table only lays out a page."""
        if len(list(islice(element.find("table"), 2))) > 1:
            return False
        rows = []
        for row in element.find("tr"):
            cells = [fold(" ".join(cell.texts())) for cell in row.elements() if cell.tag in ("td", "th")]
            if any(cells):
                rows.append(tuple(cells))
        longest = max((len(cell) for row in rows for cell in row), default=0)
        if len(rows) < 2 or max(map(len, rows)) < 2 or longest > 600 or len(rows) > 500:
            return False
        text = "\n".join(" ".join(cell for cell in row if cell) for row in rows)[:MAX_BLOCK]
        self.built.append(Built(Block("table", text, rows=tuple(rows)), element, 0))
        return True


def _without_breaks_at_ends(html: str) -> str:
    """Without white space and line breaks before the first and after the last word."""
    while True:
        inner = html.strip().removeprefix("<br>").removesuffix("<br>")
        if inner == html:
            return html
        html = inner


def _ends_in_break(words: list[str]) -> bool:
    for text in reversed(words):
        if text == "\n":
            return True
        if text and not text.isspace():
            return False
    return False


def _depth_of_item(element: Element) -> int:
    """How many lists a list item lies in, negative where its own list is numbered."""
    lists = [above.tag for above in element.ancestors() if above.tag in ("ul", "ol", "dl")]
    depth = min(max(len(lists), 1), 6)
    return -depth if lists and lists[0] == "ol" else depth
