"""Authors as names: a string with several taken apart; prefixes, roles, dates and addresses taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from octavo.extract import titles
from octavo.extract.titles import key
from octavo.news.articles import Article
from octavo.text.markup import plain

MAX_AUTHORS = 30

_SPLIT = re.compile(
    r"\s*(?:[;|•·\n\t]|、|，|؛|،|\s/\s|\s[-–—]\s)\s*|,\s+(?:and|und|et|y|e|och|og|en)\s+|"
    r"\s+(?:and|und|et|och|og|with|mit|avec|con|&|＆)\s+|\s+y\s+(?=[A-ZÁÉÍÓÚÑ])|\s+e\s+(?=[A-ZÀ-Ü])|\s+и\s+|\s*,\s*",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words|text|review|opinion|analysis|interview|photos?|"
    r"photography)\s+)?"
    r"(?:by|von|par|por|door|av|af|di|przez|od|autor(?:en|a|es|in)?|auteurs?|author|authors|автор|текст|text|"
    r"kirjoittanut|"
    r"oleh|tekijä|reporter|redaktion|aktualisiert von|ein(?:e)? \w+ von|recueilli par|propos recueillis par|"
    r"بقلم|كتب|文|記者|记者|作者|来源|取材・文)\s*(?:[:：/]\s*|\s+)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:^|\b)(?:staff|contributing|senior|chief|deputy|associate|assistant|political|business|sports?|science|health|"
    r"education|crime|world|news|features?|digital|video|data|investigations?|foreign|us|uk|national|local|city|court|"
    r"transport|technology|tech|culture|arts|music|film|tv|show ?biz|royal|travel|environment|economics|money|consumer|"
    r"special|general|managing|executive|breaking|night|weekend|european?|africa|asia|middle east|home affairs|"
    r"diplomatic|"
    r"defen[cs]e|security|climate|energy|legal|social affairs|religion)?[\s-]*"
    r"(?:writers?|reporters?|correspondents?|editors?|journalists?|columnists?|contributors?|producers?|bureau chief|"
    r"photographers?|redakteur(?:in)?|korrespondent(?:in)?|journaliste|redactora?|reportero|periodista|giornalista)$",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\s*[(\[（【][^()\[\]（）【】]*[)\]）】]\s*")
_EMAIL = re.compile(r"\S+@\S+\.\w+|@\w+")
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.|^/|\.(?:com|html?|php)(?:/|$)", re.IGNORECASE)
_TAIL = re.compile(
    r"\s+(?:for|in|from|at|für|pour|para|aus)\s+(?:the\s+)?[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+)*$|"
    r"\s+updated?\b.*$",
)
_DATE = re.compile(
    r"\s*[(,|•·-]?\s*\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec)[a-z]*\.? \d|"
    r"\d{1,2}\.? (?:jan|feb|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|de[cz])|\d{1,2}[./:]\d{1,2}|\d{4}\b|"
    r"updated\b|published\b|on \w+ \d)",
    re.IGNORECASE,
)
_OTHER_WORK = re.compile(r"\b(?:illustrat\w+|photo\w*|graphics?|video|translated|edited|produced) by\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"^(?:no author|aktualisiert|updated?|posted|published|admin(?:istrator)?|editor|editors|editorial|staff|"
    r"redaktion|redaction|rédaction|la rédaction|redacción|newsroom|"
    r"news desk|web desk|online|none|null|undefined|n/?a|unknown|anonymous|author|authors|by|image|photo|guest|user|"
    r"contributor|contributors|follow\w*|folgen|show .*|linkedin|whatsapp|publiziert.*|instagram|more|subscribe|"
    r"biography|bio|email|twitter|facebook|share|\d+|[\W_]+)$",
    re.IGNORECASE,
)


def without_publisher(article: Article, publisher: str) -> Article:
    """The article without authors that are only its publisher, alone or with a word for its staff.

    Publishers sign so where nobody is named, and read_page says what they say; whoever shows the publisher beside the
    authors has said it already. `publisher` is a name that the article itself may not know, empty where there is none.
    """
    known = titles.keys(article.url, [name for name in (article.site_name, publisher) if name])
    kept = tuple(name for name in article.authors if not titles.is_label(name, known))
    return article if kept == article.authors else replace(article, authors=kept)


def names(raw: Iterable[str]) -> tuple[str, ...]:
    """The names in publishers' author strings, in order, each once."""
    found: dict[str, str] = {}
    for text in raw:
        for name in _names_in(text):
            # Publishers add the slug of a name to the name: sophie-foster.
            found.setdefault(key(name), name)
            if len(found) >= MAX_AUTHORS:
                break
    return tuple(found.values())


_PARTICLES = frozenset(
    {"de", "da", "do", "dos", "das", "di", "del", "della", "der", "den", "von", "van", "vom", "zu", "zur", "la", "le",
     "el", "al", "bin", "bint", "ibn", "ben", "abu", "y", "e", "ten", "ter", "af", "av", "dr", "jr", "sr", "st",
     "mc", "mac"}
)  # fmt: skip


def is_person(name: str) -> bool:
    """Whether a text is written as a person's name: two to five words, each capitalised or a particle of names."""
    words = [word.strip(".,") for word in name.replace("’", "'").split()]
    if not 2 <= len(words) <= 5 or any(letter.isdigit() for letter in name):
        return False
    capitals = [
        word for word in words if word[:1].isupper() or not word.isascii() or word.startswith(("d'", "al-", "el-"))
    ]
    return len(capitals) >= 2 and all(word in capitals or word.lower() in _PARTICLES for word in words)


def _names_in(raw: str) -> Iterable[str]:
    text = plain(raw[:2000])
    if not text or _ADDRESS.search(text):
        return
    text = _DATE.split(text)[0]
    text = _OTHER_WORK.split(text)[0]
    text = _EMAIL.sub(" ", _PARENTHESIS.sub(" ", text))
    for part in _SPLIT.split(text):
        name = _one(part)
        if name:
            yield name


def _one(part: str) -> str:
    """One name, empty where the part is none."""
    before = ""
    name = part.strip(' \t,.:;|/-–—*"“”')
    while name != before:
        before, name = name, _PREFIX.sub("", name).strip(" \t,.:;|/-–—")
    name = _TAIL.sub("", name)
    if any(word.isdigit() for word in name.split()):
        return ""
    if len(name) < 2 or len(name) > 80 or _NO_NAME.match(name) or _ROLE.fullmatch(name) or len(name.split()) > 7:
        return ""
    return name
