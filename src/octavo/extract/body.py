"""The article's text in a page: which blocks are it.

survey ──► blocks of the whole page without what stands apart ──► the element that holds the text ──► its blocks
       ──► leftovers dropped ──► held against the publisher's own text ──► the standfirst before it or at its head
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from octavo.extract.document import Document
from octavo.extract.evidence import agreed
from octavo.extract.kinds import is_live
from octavo.extract.lead import captioned
from octavo.extract.leftovers import without_leftovers
from octavo.extract.metadata import Metadata
from octavo.extract.scoring import Scores, container_of, is_within
from octavo.extract.standfirst import behind_headline, lifted, standfirst_of
from octavo.extract.survey import Survey
from octavo.extract.titles import key
from octavo.news.articles import Image
from octavo.text.blocks import Built, build
from octavo.text.tree import Element

_MISLED = 0.25
"""Where the text found is less than this share of the page's running text, the names of its elements misled."""
_LITTLE = 1_500
"""Characters of text from which that is not asked: a page may well hold a long article and a longer list of others."""


@dataclass(frozen=True, slots=True)
class Body:
    """What was found."""

    standfirst: str
    built: list[Built]
    score: float
    """Characters of running text outside links."""
    container: Element
    """The element that holds it."""
    related: list[Element]
    """Boxes of other articles on the subject."""
    pictures: list[Image]
    """Those between the headline and the text."""


def read_body(document: Document, metadata: Metadata, article_body: str) -> Body:
    """The article's blocks; `article_body` is the text in structured data, empty where there is none."""
    survey = Survey(document.elements, live=is_live(document))
    body = _read(document, metadata, article_body, survey, survey.is_apart)
    if body.score < min(_MISLED * survey.whole, _LITTLE):
        patient = _read(document, metadata, article_body, survey, survey.is_certainly_apart)
        if patient.score > 2 * body.score:
            return patient
    return body


def _read(
    document: Document, metadata: Metadata, article_body: str, survey: Survey, skip: Callable[[Element], bool]
) -> Body:
    built = captioned(build(document.root, document.base, skip))
    scores = Scores(built)
    named = {key(title) for title in metadata.titles if title}
    container = container_of(document, scores, named)
    inside = [i for i, one in enumerate(built) if is_within(one.source, container)]
    before = built[: inside[0]] if inside else []
    behind = behind_headline(before, named)
    kept = without_leftovers([built[i] for i in inside], named, metadata.authors, container)
    standfirst = standfirst_of(behind, named, metadata.description)
    standfirst, kept = lifted(standfirst, agreed(kept, article_body), container, metadata.description)
    return Body(
        standfirst=standfirst,
        built=kept,
        score=sum(scores.blocks[i] for i in inside),
        container=container,
        related=survey.related[::-1],
        pictures=[one.block.image for one in behind if one.block.image is not None],
    )
