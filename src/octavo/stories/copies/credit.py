"""Whom a text names as its author: an agency's credit, at its head, at its end or beside its byline.

Credits are known by their shape (`ROME, Nov 3 (Agency) —`, `新华社北京11月3日电`, `Source: Agency`, a bracket behind
the last sentence) and by their names where the shape alone says too little. Names are those of the archive's own
agencies and of the world's large ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from octavo.news.articles import Article, Block
from octavo.news.marks import TEXT_KINDS
from octavo.text.words import token_spans, tokens

AGENCIES = (
    "Reuters", "AFP", "Agence France-Presse", "AP", "Associated Press", "dpa", "EFE", "ANSA", "TASS", "ТАСС",
    "Interfax", "Интерфакс", "РИА Новости", "RIA Novosti", "УНІАН", "Укринформ", "Ukrinform", "新华社",
    "新華社", "Xinhua", "中新社", "中央社", "Kyodo", "共同通信", "共同社", "時事通信", "Yonhap", "연합뉴스",
    "PTI", "IANS", "ANI", "UPI", "Bloomberg", "APA", "Keystone-SDA", "Keystone-ATS", "SID", "KNA", "epd",
    "Belga", "ANP", "Ritzau", "TT", "NTB", "STT", "Lusa", "PAP", "ČTK", "MTI", "Agerpres", "Anadolu", "IRNA",
    "WAFA", "PA Media", "Press Association", "Canadian Press", "AAP", "Europa Press", "Notimex", "Télam",
    "Agência Brasil", "Estadão Conteúdo", "Bernama", "Antara", "رويترز", "أ ف ب", "فرانس برس", "الفرنسية",
    "د ب أ", "أسوشيتد برس", "الأناضول", "شينخوا", "واس", "وفا", "سانا", "وكالات", "agencies", "agencias",
    "Agenturen",
)  # fmt: skip
"""Names of agencies as papers print them; `agencies` and its like where a text names no single one."""

_GENERIC = frozenset(
    tokens(
        "the a an of de la le el da do das der die des du and press news agency agencies agence agencia agenzia "
        "agentur service wire media network newswire staff online وكالة أنباء الأنباء للأنباء"
    )
)
"""Words of a name that do not tell it from others."""
_AROUND = _GENERIC | frozenset(
    tokens("by from with in at via per von mit aus bei par avec à dans con en com من عن مع في")
)
"""Words that stand before a name in a credit, or behind it: `Meridian in Rome`."""
_PARTS = re.compile(r"\s*(?:[,;/|·&+،、，]|\s(?:and|und|et|y|e|i|и|و)\s)\s*")
_NAME = r"[^()（）\[\]【】/]{2,40}"
_DATELINE = re.compile(
    rf"(?P<place>[^()（）!?。؟\[\]]{{0,70}}?)(?:[(（]\s*(?P<name>{_NAME})\s*[)）]|/(?P<slash>{_NAME})/)\s*[.،,]?\s*[-–—―:.]"
)
_HAN = re.compile(
    r"[（(【]?(?P<name>[\u4e00-\u9fff]{1,8}(?:社|通讯社|通訊社|通信))[\u4e00-\u9fff\s，,]{0,14}\d{0,2}月?\d{1,2}日?(?:电|電|讯|訊)"
)
_HAN_SUM = re.compile(
    r"(?:据|據|综合|綜合)(?P<name>[\u4e00-\u9fff、]{1,24}社)(?:[^，。]{0,10}(?:报道|報道|報導|消息))?"
)
_SOURCE = re.compile(
    r"^[(\[]?(?:sources?|quellen?|fuentes?|fontes?|bron|kilde|źródło|источник|المصدر|来源|來源|出典)\s*[:：]\s*"
    r"(?P<name>.{2,60}?)[)\].]*$",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:with|from|by|reporting|mit|von|der|avec|con|de|com|da|из|по)\s+(?P<name>[^.!?:;]{2,60}?)[)\]]*\.?$",
    re.IGNORECASE,
)
"""`With files from …`, `con información de …`: of a line that ends in a known name."""
_GAVE = re.compile(r"(?P<name>[^.]{2,80}?) contributed (?:to|reporting)\b", re.IGNORECASE)
_BRACKET = re.compile(r"(?:^|(?<=[.!?。؟”\"»…])\s*)[(（\[]\s*(?P<name>[^()（）\[\]]{2,40})[)）\]]\s*\.?$")
_DASH = re.compile(r"(?:^|(?<=[.!?。؟”\"»…])\s*)[-–—―]{1,2}\s*(?P<name>[^.!?,;:]{2,40})\.?$")
_ANY_LETTERS = 4
"""Characters up to which a name counts only in the letters that its agency uses: `TT`, `SANA`, `ANAV`."""
_SHORT, _LONG, _HEAD = 60, 200, 130
"""Characters of a line that is only a credit; of one that ends in a sentence naming its sources; of a dateline."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_DIGIT = re.compile(r"\d")
_NO_NAME = re.compile(r"[\d!?:;。.]")
_PICTURES = re.compile(r"^[^/]*[^\W\d_]+ [^/]+/.*|^.*(?:photo|foto|تصوير|摄).*$", re.IGNORECASE | re.DOTALL)
"""A photographer's credit: `Ines Dahl/Agency`."""
_ALONE = re.compile(r"[(（\[]\s*[^\W\d_]{2,20}\s*[)）\]]")
_ITALIC = re.compile(r"<(em|i)>[^<]+</\1>")
_ACRONYM = re.compile(r"\b[A-ZÀ-ÞА-Я]{3,8}\b")
_SENTENCE = re.compile(r"[.!?。؟]\s*(?:\S|$)")


def credit_of(article: Article, names: Sequence[str] = (), agencies: Sequence[str] = ()) -> str:
    """The name that the text gives as its author's, as printed; empty where it gives none but its publisher's own.

    `names` are the publisher's, `agencies` those of the archive's publishers that are agencies.
    """
    for found in _credits(article, agencies):
        parts = [part for part in _PARTS.split(found) if part.strip() and not names_publisher(part, names)]
        known = next((printed for part in parts if (printed := _printed(part, agencies))), "")
        if parts:
            return known or parts[0].strip(" ()[]（）")
    return ""


def names_publisher(credit: str, names: Sequence[str]) -> bool:
    """Whether a credit means the publisher that has one of these names: `Meridian in Rome` means `Meridian Press`.

    Every word of a name that tells it from others must stand in the credit, together and not within a longer name; or
    an acronym that the name has (`Agencia Navera (ANAV)`).
    """
    parts = [token_spans(part) for part in _PARTS.split(credit)]
    return any(_found(part, core) for part in parts for name in names for core in _cores(name))


def _credits(article: Article, agencies: Sequence[str]) -> Iterator[str]:
    """What is a credit, the surest first."""
    texts = [block.text.strip() for block in article.body if block.kind in TEXT_KINDS and block.text.strip()]
    if article.body:
        yield from _at_foot(article.body, agencies)
    if texts:
        yield from _at_head(texts[0], agencies)
        for text in reversed(texts[-2:]):
            yield from _at_end(text, agencies)
        if len(texts[0]) <= _SHORT and len(texts) > 2:
            yield from _at_end(texts[0], agencies)
            yield from _at_head(texts[1], agencies)
    if article.credit:
        yield from _at_end(article.credit, agencies)
        yield article.credit
    yield from (author for author in article.authors if _printed(author, agencies))


def _at_foot(body: Sequence[Block], agencies: Sequence[str]) -> Iterator[str]:
    """Of a last line that is set apart: in italics, or as a caption without a picture."""
    last = body[-1]
    if last.kind == "caption" and not any(block.kind == "image" for block in body[-2:]):
        yield from _at_end(last.text.strip(), agencies)
    if _ITALIC.fullmatch(last.html) and len(last.text.split()) <= 2 and _is_name(last.text):
        yield last.text


def _at_head(text: str, agencies: Sequence[str]) -> Iterator[str]:
    """Of a dateline."""
    found = _HAN.match(text)
    if found:
        yield found["name"]
    found = _DATELINE.match(text[:_HEAD])
    if found:
        name, place = (found["name"] or found["slash"]).strip(), found["place"].strip()
        if _printed(name, agencies) or (_is_place(place) and _is_name(name) and not _is_acronym(name, place)):
            yield name


def _at_end(text: str, agencies: Sequence[str]) -> Iterator[str]:
    """Of the last line, or behind its last sentence."""
    last = text[-_LONG:]
    for pattern in (_BRACKET, _DASH, _HAN_SUM):
        found = pattern.search(last)
        short = pattern is _HAN_SUM and len(text) <= _SHORT
        if found and (short or _printed(_PICTURES.sub("", found["name"]), agencies)):
            yield found["name"]
    if len(text) > _LONG:
        return
    found = _SOURCE.match(text)
    if found and _is_name(found["name"]):
        yield found["name"]
    found = _GAVE.match(text) or _WITH.search(text)
    if found and _printed(found["name"], agencies):
        yield found["name"]
    if len(text) <= _SHORT and (
        _ALONE.fullmatch(text) or (not _SENTENCE.search(text) and _printed(_PICTURES.sub("", text), agencies))
    ):
        yield text


def _printed(text: str, agencies: Sequence[str]) -> str:
    """The first agency's name in a text, as the text has it; empty where there is none.

    Short names (`AP`, `TT`) count only in the letters that their agency uses.
    """
    spans = token_spans(text)
    words = [word for word, _, _ in spans]
    for place, word in enumerate(words):
        for core in _LARGE.get(word, ()):
            if tuple(words[place : place + len(core)]) == core:
                printed = text[spans[place][1] : spans[place + len(core) - 1][2]]
                if len(printed) > _ANY_LETTERS or printed in AGENCIES:
                    return printed
    for name in agencies:
        for core in _cores(name):
            start, end = _found(spans, core) or (0, 0)
            printed = text[start:end]
            if len(printed) > _ANY_LETTERS or (printed and printed in name):
                return printed
    return ""


def _found(spans: Sequence[tuple[str, int, int]], core: tuple[str, ...]) -> tuple[int, int] | None:
    """Where a name stands in a credit, by its tokens, with nothing around it that would make it another's."""
    for place, (word, start, _) in enumerate(spans):
        end = place + len(core)
        if word == core[0] and tuple(word for word, _, _ in spans[place:end]) == core:
            around = (*spans[:place], *spans[end : end + 1])
            if all(word in _AROUND for word, _, _ in around):
                return start, spans[end - 1][2]
    return None


@lru_cache(maxsize=4096)
def _cores(name: str) -> tuple[tuple[str, ...], ...]:
    """What a name is told by: its words without generic ones at its ends, or all where there are no others; and its
    acronyms."""
    words = tokens(name)
    acronyms = [(word.lower(),) for word in _ACRONYM.findall(name) if len(words) > 1]
    while len(words) > 1 and words[0] in _GENERIC:
        words = words[1:]
    while len(words) > 1 and words[-1] in _GENERIC:
        words = words[:-1]
    return tuple(dict.fromkeys(one for one in (tuple(words), *acronyms) if one))


def _large() -> dict[str, list[tuple[str, ...]]]:
    """The large agencies' names by their first word, the longest first."""
    names: dict[str, list[tuple[str, ...]]] = {}
    for core in sorted((tuple(tokens(name)) for name in AGENCIES), key=len, reverse=True):
        names.setdefault(core[0], []).append(core)
    return names


_LARGE = _large()


def _is_place(text: str) -> bool:
    """Whether this can be the place and date of a dateline: few words, those of more than three letters with a capital
    but for the name of a month."""
    small = [word for word in _WORD.findall(text) if word.islower()]
    return len(text.split()) <= 8 and len(small) <= (1 if _DIGIT.search(text) else 0)


def _is_name(text: str) -> bool:
    """Whether this can be a name: one to five words, the first not in lower case, none of them a number."""
    words = text.split()
    return 0 < len(words) <= 5 and not words[0][0].islower() and not _NO_NAME.search(text)


def _is_acronym(name: str, phrase: str) -> bool:
    """Whether a name is the initials of the phrase before it: `World Health Organization (WHO)`."""
    initials = "".join(word[0] for word in phrase.split() if word[0].isupper())
    return len(name) > 1 and name.upper() in initials
