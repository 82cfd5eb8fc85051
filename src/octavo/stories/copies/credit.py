"""Whom a text names as its author: an agency's credit, at its head, at its end or in its byline.

Credits are known by their shape (`ROME, Nov 3 (Agency) —`, `新华社北京11月3日电`, `Source: Agency`, a bracket behind
the last sentence) and by their names where the shape alone says too little. Names are those of the archive's own
agencies and of the world's large ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from octavo.news.articles import Article
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
    r"(?:^|[(\[,;.]\s*)(?:sources?|quellen?|fuentes?|fontes?|bron|kilde|źródło|источник|المصدر|来源|來源|出典)\s*[:：]\s*"
    r"(?P<name>.{2,60}?)[)\].]*$|"
    r"(?:with (?:files|reporting|additional reporting|inputs?|material)|additional reporting|con informaci[óo]n|"
    r"con datos|mit material|com informações|reporting)\s+(?:from|by|de|da|der|von)\s+(?P<with>.{2,60}?)[)\].]*$|"
    r"(?:^|[(,]\s*)(?:avec|mit|con|com|with)\s+(?P<and>[^.,;]{2,40}?)[)\]]*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?:^|(?<=[.!?。؟”\"»…])\s*)[(（\[]\s*(?P<name>[^()（）\[\]]{2,40})[)）\]]\s*\.?$")
_DASH = re.compile(r"(?:^|(?<=[.!?。؟”\"»…])\s*)[-–—―]{1,2}\s*(?P<name>[^.!?,;:]{2,40})\.?$")
_SHORT, _LONG = 60, 200
"""Characters of a line that is only a credit; of one that ends in a sentence naming its sources."""
_SMALL = re.compile(r"[^\W\d_]{4,}")
_SENTENCE = re.compile(r"[.!?。؟]\s*\S")


def credit_of(article: Article, names: Sequence[str] = (), agencies: Sequence[str] = ()) -> str:
    """The name that the text gives as its author's, as printed; empty where it gives none but its publisher's own.

    `names` are the publisher's, `agencies` those of the archive's publishers that are agencies.
    """
    known = (*agencies, *AGENCIES)
    for found in _credits(article, known):
        if not names_publisher(found, names):
            return _printed(found, known) or found
    return ""


def names_publisher(credit: str, names: Sequence[str]) -> bool:
    """Whether a credit means the publisher that has one of these names: `Meridian in Rome` means `Meridian Press`.

    Every word of a name that tells it from others must stand in the credit, in order and together; or an acronym that
    the name has (`Agencia Navera (ANAV)`).
    """
    words = tokens(credit)
    return any(_stands(core, words) for name in names for core in _cores(name))


def _credits(article: Article, known: Sequence[str]) -> Iterator[str]:
    """What may be a credit, the surest first."""
    texts = [block.text.strip() for block in article.body if block.kind in TEXT_KINDS and block.text.strip()]
    if texts:
        yield from _at_head(texts[0], known)
        for text in reversed(texts[-2:]):
            yield from _at_end(text, known)
        if len(texts[0]) <= _SHORT:
            yield from _at_end(texts[0], known)
            yield from _at_head(texts[1] if len(texts) > 1 else "", known)
    for author in article.authors:
        printed = _printed(author, known)
        if printed:
            yield printed


def _at_head(text: str, known: Sequence[str]) -> Iterator[str]:
    """Of a dateline."""
    found = _HAN.match(text)
    if found:
        yield found["name"]
    found = _DATELINE.match(text[:130])
    if found:
        name, place = (found["name"] or found["slash"]).strip(), found["place"].strip()
        if _printed(name, known) or (_is_place(place) and _is_name(name) and not _is_acronym(name, place)):
            yield name


def _at_end(text: str, known: Sequence[str]) -> Iterator[str]:
    """Of the last line, or behind its last sentence."""
    last = text[-_LONG:]
    for pattern in (_BRACKET, _DASH, _HAN_SUM):
        found = pattern.search(last)
        if found and (_printed(found["name"], known) or (found.end() - found.start() == len(text) and _is_name(text))):
            yield found["name"].strip()
    if len(text) > _LONG:
        return
    source = _SOURCE.search(text)
    if source:
        name = source["name"] or source["with"] or source["and"]
        if source["name"] or source["with"] or _printed(name, known):
            yield name.strip()
    if len(text) <= _SHORT and not _SENTENCE.search(text):
        yield _printed(text, known)


def _printed(text: str, known: Sequence[str]) -> str:
    """The first known agency's name in a text, as the text has it; empty where there is none.

    Short names (`AP`, `TT`) count only in the letters that their agency uses.
    """
    spans = token_spans(text)
    words = [word for word, _, _ in spans]
    for name in known:
        for core in _cores(name):
            place = _place(core, words)
            if place >= 0:
                printed = text[spans[place][1] : spans[place + len(core) - 1][2]]
                if len(printed) > 4 or printed == name or printed.isupper():
                    return printed
    return ""


@lru_cache(maxsize=4096)
def _cores(name: str) -> tuple[tuple[str, ...], ...]:
    """What a name is told by: its words without generic ones, or all where there are no others; and its acronyms."""
    words = tokens(name)
    core = tuple(word for word in words if word not in _GENERIC) or tuple(words)
    acronyms = [(word.lower(),) for word in re.findall(r"\b[A-ZÀ-ÞА-Я]{3,8}\b", name) if len(words) > 1]
    whole = (tuple(words),) if tuple(words) != core else ()
    return tuple(one for one in (core, *whole, *acronyms) if one and one != ("",))


def _stands(core: tuple[str, ...], words: Sequence[str]) -> bool:
    return _place(core, words) >= 0


def _place(core: tuple[str, ...], words: Sequence[str]) -> int:
    """Where a name begins among words, -1 where it does not."""
    length = len(core)
    return next((i for i in range(len(words) - length + 1) if tuple(words[i : i + length]) == core), -1)


def _is_place(text: str) -> bool:
    """Whether this can be the place and date of a dateline: few words, none longer than three letters in lower case,
    but for the names of months."""
    words = _SMALL.findall(text)
    small = [word for word in words if word.islower()]
    return len(text.split()) <= 8 and len(small) <= (1 if re.search(r"\d", text) else 0)


def _is_name(text: str) -> bool:
    """Whether this can be a name: one to five words, the first not in lower case, none of them a number."""
    words = text.strip(" ()[]（）—–-.").split()
    return 0 < len(words) <= 5 and not words[0][0].islower() and not re.search(r"\d|[!?:;。]", text)


def _is_acronym(name: str, phrase: str) -> bool:
    """Whether a name is the initials of the phrase before it: `World Health Organization (WHO)`."""
    initials = "".join(word[0] for word in phrase.split() if word[0].isupper())
    return len(name) > 1 and name.upper() in initials
