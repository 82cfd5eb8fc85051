"""Caption and credit, which publishers run together: `The pier on Tuesday © Ines Dahl/Agency`."""

from __future__ import annotations

import re

from octavo.text.tree import Element
from octavo.text.white import fold

_NAMED = ("credit", "copyright", "photographer", "source", "agency", "attribution")
"""Words in the class or itemprop of an element that names who made a picture."""
_WHAT = (
    r"photo(?:graph(?:er|ie)?|s|graphs)?|pic(?:ture)?s?|images?|illustrations?|graphics?|infographics?|credits?|"
    r"crédits?|foto(?:s|graf(?:ía|ia)?)?|bild(?:er)?|ilustraci[óo]n|ilustração|zeichnung|grafik|dessin|"
    r"صورة|تصوير|الصورة|رسم(?: توضيحي)?|تصميم|图片?|圖片?|摄影?|攝影?|供图|供圖|制图|製圖|写真"
)
_TAIL = re.compile(
    r"\s*(?:[|/–—·-]\s*)?(?P<credit>(?:©|\(c\)|ⓒ)\s*[^.]{2,100}|"
    rf"\b(?:{_WHAT})(?: (?:by|credit|von|de|par))?\s*[:：/]\s*[^.:]{{2,100}}|"
    r"(?<=\s)[\u4e00-\u9fff·]{2,10}(?:制图|製圖|摄影?|攝影?|供图|供圖|图|圖))$",
    re.IGNORECASE,
)
"""A credit that says that it is one."""
_BRACKETED = re.compile(
    rf"\s*[(\[（【](?P<credit>(?:(?:©|\b(?:{_WHAT})\b)[^()\[\]（）【】]{{2,100}}|[^()\[\]（）【】]{{1,60}}/[^()\[\]（）【】]{{2,60}}))"
    r"[)\]）】]\.?$",
    re.IGNORECASE,
)
_INLINE = frozenset({"span", "small", "cite", "i", "em"})
_LONGEST = 100
"""Characters of a credit that only its place gives away."""
_SENTENCE = re.compile(r"[.!?…。！？؟][\"”»’')]*$")


def caption_of(element: Element) -> tuple[str, str]:
    """Caption and credit in an element that holds what is said of a picture.

    A credit is known by the name of its element, by its words (©, `Photo:`), by brackets around these, or as the last
    element of a caption that has a text of its own before it.
    """
    whole = fold(" ".join(element.texts()))
    credit = credit_in(element)
    if not credit:
        caption, credit = split(whole)
        if credit:
            return caption[:2000], credit[:300]
        credit = _last(element)
    if credit and credit in whole:
        head, _, tail = whole.rpartition(credit)
        whole = fold(f"{head.rstrip(_BETWEEN)} {tail.lstrip(_BETWEEN)}")
    return whole.rstrip(_ENDS)[:2000], credit.strip(_BETWEEN)[:300]


_ENDS = " |/–—·　-"
_BETWEEN = _ENDS + "()[]（）【】"


def split(text: str) -> tuple[str, str]:
    """A caption and the credit at its end that says that it is one; ("", …) where there is only that."""
    for pattern in (_BRACKETED, _TAIL):
        match = pattern.search(text[-400:])
        if match:
            start = max(0, len(text) - 400) + match.start()
            return text[:start].rstrip(_ENDS), fold(match["credit"].removeprefix("©").removeprefix("ⓒ"))
    return text, ""


def credit_in(element: Element) -> str:
    """The text of the first element below that is named a credit, empty where there is none."""
    for part in element.walk():
        name = (part.get("class") + " " + part.get("itemprop")).lower()
        if part is not element and any(word in name for word in _NAMED):
            return fold(" ".join(part.texts()))[:300]
    return ""


def _last(element: Element) -> str:
    """The text of the last child, where it is a short inline element without a sentence behind a text of its own."""
    children = [child for child in element.children if not isinstance(child, str) or child.strip()]
    while len(children) == 1 and not isinstance(children[0], str):
        children = [child for child in children[0].children if not isinstance(child, str) or child.strip()]
    last = children[-1] if len(children) > 1 else None
    if last is None or isinstance(last, str) or last.tag not in _INLINE:
        return ""
    text, before = fold(" ".join(last.texts())), children[-2]
    if not 2 < len(text) <= _LONGEST or _SENTENCE.search(text) or not isinstance(before, str):
        return ""
    # Within a sentence an italic word is a title: only brackets around it make it a credit.
    return text if last.tag not in ("i", "em") or text.startswith(("(", "（", "[")) else ""
