"""Whose text it is, where a page says so beside its authors and its publisher: an agency's credit line.

Known by the name of its element (`agency`, `source`), from structured data, or by a byline that names no person where
structured data names the publisher as author. What a byline says behind a person's name is not taken: that is a place
or an office more often than an agency. Nor are `copyrightHolder`, which is the publisher's company, and `creditText`,
which is the photographer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import chain

from octavo.extract import authors, bylines, titles
from octavo.extract.document import Document
from octavo.extract.jsonld import Node, string
from octavo.extract.names import Part, part_of
from octavo.text.tree import Element
from octavo.text.white import fold

_LABEL = re.compile(
    r"^(?:(?:news )?sources?|quellen?|fuentes?|fontes?|bron|kilde|källa|źródło|источник|المصدر|来源|來源|出典)"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)
_DATA = ("sourceOrganization", "provider")
_META = ("source", "contentsource", "article:source", "dc.source", "dcterms.source")
_PARTS = re.compile(r"\s*(?:[,;/|·&+،、，]|\s(?:and|und|et|y|e)\s)\s*")
_TITLE_PARTS = re.compile(r"[_|｜–—-]")
_NOT_IN_ONE = re.compile(r"[.!?。؟][\"”»’)]*(?:\s|$)|[:：#]|\d{4}")
"""Ends of sentences, labels of other things, years."""
_ENDS = " \t-–—|·•:,;()[]（）【】"
_LONGEST = 80
_MOST_OF_TEXT = 8
"""Words of a credit: `Meridian in Ras Nadim, The Veshna Post`."""
_TELLING = 5
"""Letters of a site's name above which a name that has it within is the site's."""
_BEHIND = 12
"""Elements behind the text among which a credit line may stand."""
_FIGURES = frozenset({"figure", "figcaption", "picture", "li", "aside", "nav", "footer"})
_NO_TEXT = frozenset({"script", "style", "source", "img", "meta", "link", "template", "svg", "select"})


def credit_of(
    document: Document, node: Node, named: Sequence[str], sites: Set[str], container: Element | None = None
) -> str:
    """The credit as printed (`Meridian in Ras Nadim`), without a word for `source`; empty where there is none.

    `named` are the article's authors, `sites` the keys of its publisher's names, `container` the element that holds the
    text.
    """
    # A Chinese paper's page has its name as the source of its own reports, and else only in the title.
    known = {titles.key(name) for name in (*named, *_TITLE_PARTS.split(document.title))}
    said = chain(
        _marked(document, container),
        _signed(document) if named and all(_is_own(name, sites) for name in named) else (),
        (string(node, key) for key in _DATA),
        document.all(*_META),
    )
    return next((credit for text in said if (credit := _as_credit(text, known, sites))), "")


def other_than(text: str, sites: Set[str]) -> str:
    """A name, empty where it is the publisher's own: of a feed that says whom its entry is from."""
    return _as_credit(text, set(), sites)


def _marked(document: Document, container: Element | None) -> Iterator[str]:
    """The texts of elements named so, from the headline to shortly behind the text."""
    for element in _about(document.elements, container):
        if element.tag not in _NO_TEXT and part_of(element) & Part.CREDIT and not _is_elsewhere(element):
            yield element.short_text(_LONGEST * 2)


def _about(elements: list[Element], container: Element | None) -> Sequence[Element]:
    start = next((i for i, one in enumerate(elements) if one.tag == "h1"), 0)
    if container is None:
        return elements[start:]
    inside = set(container.walk())
    places = [i for i, one in enumerate(elements) if one in inside]
    return elements[min(start, places[0]) : places[-1] + _BEHIND] if places else elements[start:]


def _signed(document: Document) -> Iterator[str]:
    """The byline, where it names one that is no person; initials in small letters are an editor's."""
    names = next(bylines.signatures(document), ())
    if len(names) == 1 and not authors.is_person(names[0]) and not names[0].split()[-1][0].islower():
        yield names[0]


def _is_elsewhere(element: Element) -> bool:
    """Whether it says whose a picture is, or stands among other articles."""
    return any(
        one.tag in _FIGURES or part_of(one) & (Part.CAPTION | Part.HARD | Part.RELATED)
        for one in (element, *element.ancestors())
    )


def _as_credit(text: str, known: Set[str], sites: Set[str]) -> str:
    """The text as a credit, empty where it is too long for one or only names the publisher or an author."""
    credit = _LABEL.sub("", fold(text).strip(_ENDS)).strip(_ENDS)
    if not 2 <= len(credit) <= _LONGEST or len(credit.split()) > _MOST_OF_TEXT or not authors.names([credit]):
        return ""
    if _NOT_IN_ONE.search(credit) or (len(credit) == 2 and credit.isascii() and not credit.isupper()):
        return ""
    others = [part for part in _PARTS.split(credit) if part and not _is_own(part, sites)]
    told = any(titles.key(part) not in known for part in others) and not titles.is_label(credit, sites)
    return credit if told else ""


def _is_own(part: str, sites: Set[str]) -> bool:
    """Whether a part of a credit is the publisher's name, alone or with a word for its staff or a place."""
    name = titles.key(part)
    return (
        titles.is_label(part, sites)
        or not sites.isdisjoint(map(titles.key, part.split()))
        or any(len(site) > _TELLING and site in name for site in sites)
    )
