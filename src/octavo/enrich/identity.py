"""Which topic of the archive a hashtag is: by its name in any spelling, its kind, and the company it keeps.

    an editor gave this spelling to a topic          → that topic
    the name is one of a topic's, kinds agree        → the topic whose name fits best; among equals, whose company does
    the name fits, the company and section do not    → another thing of the same name: a new topic
    no name fits                                     → a new topic

A name alone is weak evidence where many things bear it: one word that could be any of several people's surname decides
only in known company. Two full names are one person unless the texts speak against it: the topic is known well (KNOWN
articles), none of its companions is here, and it never was in this category.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from octavo.enrich.names import SAME, keys_of, lookups_of, same_name
from octavo.news.marks import Hashtag, TopicKind
from octavo.news.topics import KnownTopic, TopicLink, Unlinked
from octavo.text.words import tokens

KNOWN = 5
"""Articles from which on the company that a topic keeps tells something by its absence."""
COMPANY = 0.15
"""Share of a topic's companions (by how often they are there) from which on its company is here."""
PART = 0.4
"""Least score of a name that is a part of the topic's: its company decides the rest. Calibrated with same_name, which
gives .6 to a surname and .45 to a first name."""
OTHER_KIND = 0.1
"""Taken off where kinds that are easily confused differ."""

_CONFUSED: frozenset[TopicKind] = frozenset({"organisation", "event", "subject"})
"""Kinds that taggers take for one another under any spelling."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a topic fits a hashtag."""

    score: float
    company: float
    known: KnownTopic


def keyed(hashtag: Hashtag, language: str) -> Hashtag:
    """A hashtag with its keys: of its name and other spellings, under every kind that its own is confused with; and of
    the names as they are written, under any kind."""
    kinds = _CONFUSED if hashtag.kind in _CONFUSED else {hashtag.kind}
    names = (hashtag.name, *spellings(hashtag.name, hashtag.forms))
    plain = {f"={' '.join(tokens(name))}" for name in names}
    keys = {key for name in names for kind in kinds for key in keys_of(name, kind, language)}
    lookups = {key for name in names for kind in kinds for key in lookups_of(name, kind, language)}
    return replace(hashtag, keys=tuple(sorted(keys | plain)), lookups=tuple(sorted(lookups | plain)))


def spellings(name: str, forms: Iterable[str]) -> tuple[str, ...]:
    """The forms that say the name otherwise (an acronym, a maiden name), not only less of it."""
    words = set(tokens(name))
    return tuple(sorted({form for form in forms if form != name and not set(tokens(form)) <= words}))


def links_for(unlinked: Unlinked) -> tuple[TopicLink, ...]:
    """The topic of every hashtag, None for one that the archive does not have; each topic once, under the hashtag that
    the article is most about."""
    links: dict[object, TopicLink] = {}
    for hashtag in sorted(unlinked.hashtags, key=lambda hashtag: -hashtag.salience):
        found = topic_for(hashtag, unlinked)
        same = ("new", " ".join(tokens(hashtag.name)), hashtag.kind) if found is None else found.topic.id
        name = hashtag.name if found is None else cased(hashtag.name, found)
        links.setdefault(
            same,
            TopicLink(
                topic=None if found is None else found.topic.id,
                name=name,
                kind=hashtag.kind,
                salience=hashtag.salience,
                keys=hashtag.keys,
                language=unlinked.language,
                forms=(name, *spellings(name, hashtag.forms)),
            ),
        )
    return tuple(links.values())


def cased(name: str, known: KnownTopic) -> str:
    """A name in capitals as the archive writes it: datelines and headlines are no spellings of their own."""
    if not name.isupper():
        return name
    words = tokens(name)
    return next((alias.name for alias in known.topic.aliases if tokens(alias.name) == words), name)


def topic_for(hashtag: Hashtag, unlinked: Unlinked) -> KnownTopic | None:
    """The topic that a hashtag is, None for a new one."""
    words = tokens(hashtag.name)
    for known in unlinked.known:
        if any(tokens(pin) == words for pin in known.pinned):
            return known
    company = {word for other in unlinked.hashtags if other is not hashtag for word in [" ".join(tokens(other.name))]}
    fits = [fit for known in unlinked.known if (fit := _fit(hashtag, known, company, unlinked)) is not None]
    if not fits:
        return None
    best = max(fits, key=lambda fit: (round(fit.score, 1), fit.company, fit.known.topic.articles))
    return best.known


def _fit(hashtag: Hashtag, known: KnownTopic, company: set[str], unlinked: Unlinked) -> Fit | None:
    """How the topic fits; None where it does not."""
    topic = known.topic
    together = _company(known, company)
    if topic.kind != hashtag.kind and not {topic.kind, hashtag.kind} <= _CONFUSED:
        # A country is now a place and now an actor: in the same company and the same letters, it is the same.
        words = tokens(hashtag.name)
        same = together >= COMPANY and any(tokens(alias.name) == words for alias in topic.aliases)
        return Fit(1 - OTHER_KIND, together, known) if same else None
    score = max((_alike(hashtag, alias.name, alias.language, unlinked.language) for alias in topic.aliases), default=0)
    if topic.kind != hashtag.kind:
        score -= OTHER_KIND
    if score < SAME:
        return Fit(score, together, known) if score >= PART and together >= COMPANY else None
    if hashtag.kind == "person" and not together and _elsewhere(known, unlinked):
        return None
    return Fit(score, together, known)


def _alike(hashtag: Hashtag, alias: str, language: str, here: str) -> float:
    return same_name(hashtag.name, alias, hashtag.kind, (here, language))


def _company(known: KnownTopic, company: set[str]) -> float:
    """The share of a topic's companions that the article is about too."""
    total = sum(count for _, count in known.companions)
    here = sum(count for name, count in known.companions if " ".join(tokens(name)) in company)
    return here / total if total else 0.0


def _elsewhere(known: KnownTopic, unlinked: Unlinked) -> bool:
    """Whether a topic that is known well was never met in such an article."""
    if known.topic.articles < KNOWN or unlinked.category == "general":
        return False
    return unlinked.category not in dict(known.categories)
