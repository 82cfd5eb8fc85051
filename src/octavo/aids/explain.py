"""Who is who, where is where and what letters stand for, in one article: by the archive's own sentences.

The article itself is asked first, then others about the same topic, newest first. Where nobody says what somebody is,
nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from octavo.aids.glossary import gloss, letters_in, stand_for
from octavo.aids.places import Where, where
from octavo.aids.sentences import sentences_of
from octavo.news.articles import StoredArticle
from octavo.news.comparison import Said
from octavo.news.marks import Marks, text_of
from octavo.news.topics import Tag
from octavo.text.words import tokens

ENOUGH = 3
"""Sentences that say what something is, of which the commonest wording is taken."""

LETTERS = 6
"""Abbreviations explained at most."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One name of an article, explained."""

    name: str
    kind: str
    """As news.marks.TopicKind; `letters` of an abbreviation."""
    gloss: str
    """What it is, in a source's words; empty where only the gazetteer knows."""
    said: Said | None
    """The sentence that says so."""
    topic: Tag | None = None
    where: Where | None = None


About = Callable[[Tag], Iterable[StoredArticle]]
"""Other articles about a topic, newest first; read one by one, as far as is needed."""


def explained(stored: StoredArticle, marks: Marks | None, tags: Sequence[Tag], about: About) -> tuple[Explained, ...]:
    """The names of an article that the archive or the gazetteer explains, in the order of `tags`, then its letters."""
    near = [place.country for place in marks.places] if marks else []
    own = sentences_of(stored)
    found = [one for tag in tags if (one := _topic(stored, marks, tag, own, about, near))]
    named = {one.name for one in found}
    return (*found, *(one for one in _letters(stored, own, tags, about) if one.name not in named))


def _topic(
    stored: StoredArticle, marks: Marks | None, tag: Tag, own: Sequence[Said], about: About, near: Sequence[str]
) -> Explained | None:
    place = where(tag.name, stored.card.language, near) if tag.kind == "place" else None
    glosses = list(_glosses(_forms(tag, marks), own, tag, about)) if tag.kind != "subject" else []
    if not glosses:
        return Explained(tag.name, tag.kind, "", None, tag, place) if place else None
    common = Counter(_key(said) for said, _ in glosses)
    text, said = max(glosses, key=lambda one: (common[_key(one[0])], len(one[0])))
    return Explained(tag.name, tag.kind, text, said, tag, place)


def _glosses(forms: Sequence[str], own: Sequence[Said], tag: Tag, about: About) -> Iterator[tuple[str, Said]]:
    """At most ENOUGH of them, each with its sentence."""
    left = ENOUGH
    for said in _through(own, tag, about):
        if text := gloss(forms, said.text, said.language):
            yield text, said
            left -= 1
            if not left:
                return


def _through(own: Sequence[Said], tag: Tag, about: About) -> Iterator[Said]:
    yield from own
    for other in about(tag):
        yield from sentences_of(other, 40)


def _forms(tag: Tag, marks: Marks | None) -> tuple[str, ...]:
    """The full spellings of a topic in the article: with a surname alone another person's title could be meant."""
    spelt = next((one.forms for one in marks.hashtags if one.name == tag.name), ()) if marks else ()
    full = max((len(tokens(form)) for form in (tag.name, *spelt)), default=1)
    return tuple(dict.fromkeys(form for form in (tag.name, *spelt) if len(tokens(form)) >= min(2, full)))


def _letters(stored: StoredArticle, own: Sequence[Said], tags: Sequence[Tag], about: About) -> Iterator[Explained]:
    left = LETTERS
    for letters in letters_in(text_of(stored.article.title, stored.article.body)):
        tag = next((one for one in tags if one.name == letters), None)
        sentences = _through(own, tag, about) if tag else own
        for said in sentences:
            if text := stand_for(letters, said.text):
                yield Explained(letters, "letters", text, said, tag)
                left -= 1
                break
        if not left:
            return


def _key(text: str) -> str:
    return " ".join(tokens(text))
