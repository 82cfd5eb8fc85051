"""HTML as browsers parse it, in a small tree of plain Python objects that hostile markup cannot make deep or huge.

Parsing is lexbor's (the HTML standard's own algorithm); the tree is ours because everything after walks it many times,
and because the caps on depth and nodes hold for everyone who walks it: recursion over it is safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from octavo.text.guard import tamed

MAX_NODES = 120_000
"""Elements and texts; the rest is left out. Long live tickers have about 40,000."""
MAX_DEPTH = 200
"""Elements nested deeper are lifted to this depth. Real pages stay under 100."""

_FEW_NODES = 200
"""Elements and texts that a short text may be made of."""
DROPPED = frozenset({
    "style", "svg", "math", "template", "object", "embed", "applet", "canvas", "frame", "frameset", "-comment",
    "-doctype",
})  # fmt: skip
"""Never part of a text, and dangerous or costly to keep."""


class Element:
    """One element: `children` holds elements and texts in order."""

    __slots__ = ("attributes", "children", "parent", "tag")

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def get(self, name: str) -> str:
        """An attribute's value, empty where it is absent or has none."""
        return self.attributes.get(name) or ""

    def elements(self) -> Iterator[Element]:
        """The child elements."""
        for child in self.children:
            if not isinstance(child, str):
                yield child

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            if element.children:
                stack += [child for child in reversed(element.children) if not isinstance(child, str)]

    def find(self, *tags: str) -> Iterator[Element]:
        """All elements below and including this one with one of these tags, in document order."""
        return (element for element in self.walk() if element.tag in tags)

    def ancestors(self) -> Iterator[Element]:
        """The parent, its parent, and so on to the root."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def texts(self) -> Iterator[str]:
        """All texts below, in document order, scripts left out."""
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                yield node
            elif node.tag != "script":
                stack.extend(reversed(node.children))

    def short_text(self, most: int) -> str:
        """The text with blanks between its parts, empty where it has more than `most` characters or is of many parts.

        It costs little also for an element that holds half the page, so that every element may be asked.
        """
        parts: list[str] = []
        length = 0
        stack: list[Element | str] = [self]
        for _ in range(_FEW_NODES):
            if not stack:
                text = " ".join(" ".join(parts).split())
                return text if len(text) <= most else ""
            node = stack.pop()
            if isinstance(node, str):
                length += len(node)
                if length > 4 * most:
                    return ""
                parts.append(node)
            elif node.tag != "script":
                stack.extend(reversed(node.children))
        return ""


def parse_html(text: str) -> Element:
    """The document's root element (`html`). Never raises; an empty text gives an empty document."""
    root = LexborHTMLParser(tamed(text)).root
    if root is None:
        return Element("html", {}, None)
    return _copy(root)


def _copy(document: LexborNode) -> Element:
    """Our tree of a lexbor tree, in document order and within the caps; of scripts only those that are data."""
    root = Element("html", document.attributes, None)
    left = MAX_NODES
    # What is still to copy: (first of a row of siblings, the parent to copy them into, depth). The input may be deep,
    # so the stack is explicit.
    todo = [(document.child, root, 1)]
    while todo and left:
        node, parent, depth = todo.pop()
        while node is not None and left:
            left -= 1
            tag = node.tag or ""
            below = None
            if tag == "-text":
                parent.children.append(node.text_content or "")
            elif tag not in DROPPED and not (tag == "script" and "json" not in (node.attributes.get("type") or "")):
                element = Element(tag, node.attributes, parent)
                parent.children.append(element)
                below = node.child
            if below is None:
                node = node.next
            else:
                todo.append((node.next, parent, depth))
                node = below
                if depth < MAX_DEPTH:
                    parent, depth = element, depth + 1
    return root
