"""Which topic of the archive a hashtag is: by its name in any spelling, its kind, and the company it keeps.

    an editor gave this spelling to a topic          → that topic
    the name is one of a topic's, kinds agree        → the topic whose name fits best; among equals, whose company does
    the name fits, the company and section do not    → another thing of the same name: a new topic
    the name may fit (a part, one word of another script, another kind)  → the topic if its company is here
    no name fits                                     → a new topic

A name alone is weak evidence where many things bear it. Two full names are one person unless the texts speak against
it: the topic is known well (KNOWN articles), none of its companions is here, and it never was in this category. The
company is known across languages by topics, not by words, so hashtags are settled in two rounds: what each may be in
the first is company for the others in the second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from octavo.enrich.language import script_of
from octavo.enrich.names import SAME, keys_of, lookups_of, same_name, sounding
from octavo.news.marks import TOPIC_KINDS, Hashtag, TopicKind
from octavo.news.topics import Alias, KnownTopic, TopicLink, Unlinked
from octavo.text.words import tokens

KNOWN = 5
"""Articles from which on the company that a topic keeps tells something by its absence."""
KNOWN_WORD = 20
"""The same for a name of one word: people who share a name share a full one, while the kind of a single word that a
tagger has never seen changes from article to article."""
COMPANY = 0.15
"""Share of a topic's companions (by how often they are there) from which on its company is here."""
PART = 0.4
"""Least score of a name that may be the topic's: its company decides the rest. Calibrated with same_name, which gives
.6 to a surname and .45 to a first name."""
UNSURE = 0.7
"""The most that a name is worth which fits by sound alone: one word, in another script or of another kind."""

TELLING = 4
"""Consonants of a single word from which its sound alone tells it in another script: Saltreach is سالتريتش."""

_CONFUSED: frozenset[TopicKind] = frozenset({"organisation", "event", "subject"})
"""Kinds that taggers take for one another under any spelling. (What they cannot tell at all is a subject.)"""

_ARTICLES = frozenset({"al", "el", "la", "le", "les", "los", "las", "the", "de", "du", "of"})
"""Words of a name that tell nothing by their sound."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a topic fits a hashtag."""

    score: float
    company: float
    known: KnownTopic


def keyed(hashtag: Hashtag, language: str) -> Hashtag:
    """A hashtag with its keys: of its name and other spellings, under every kind that its own is confused with, and as
    they are written. It is looked up under every kind."""
    names = (hashtag.name, *spellings(hashtag.name, hashtag.forms))
    plain = {f"={' '.join(tokens(name))}" for name in names}
    kinds = _CONFUSED if hashtag.kind in _CONFUSED else {hashtag.kind}
    keys = {key for name in names for kind in kinds for key in keys_of(name, kind, language)}
    lookups = {key for name in names for kind in TOPIC_KINDS for key in lookups_of(name, kind, language)}
    return replace(hashtag, keys=tuple(sorted(keys | plain)), lookups=tuple(sorted(lookups | plain)))


def spellings(name: str, forms: Iterable[str]) -> tuple[str, ...]:
    """The forms that say the name otherwise (an acronym, a maiden name), not only less of it."""
    words = set(tokens(name))
    return tuple(sorted({form for form in forms if form != name and not set(tokens(form)) <= words}))


def links_for(unlinked: Unlinked) -> tuple[TopicLink, ...]:
    """The topic of every hashtag, None for one that the archive does not have; each topic once, under the hashtag that
    the article is most about."""
    others = frozenset(_plain(hashtag.name) for hashtag in unlinked.hashtags)
    first = [topic_for(hashtag, unlinked, others, least=0.0) for hashtag in unlinked.hashtags]
    company = others | {_plain(known.topic.name) for known in first if known is not None}
    links: dict[object, TopicLink] = {}
    for hashtag in sorted(unlinked.hashtags, key=lambda hashtag: -hashtag.salience):
        found = topic_for(hashtag, unlinked, company)
        same = ("new", _plain(hashtag.name)) if found is None else found.topic.id
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


def topic_for(
    hashtag: Hashtag, unlinked: Unlinked, company: frozenset[str], least: float = COMPANY
) -> KnownTopic | None:
    """The topic that a hashtag is in the company of these names, of which it needs `least` where its name leaves doubt;
    None for a new one."""
    words = _plain(hashtag.name)
    for known in unlinked.known:
        if any(_plain(pin) == words for pin in known.pinned):
            return known
    fits = [
        fit for known in unlinked.known if (fit := _fit(hashtag, known, company - {words}, unlinked, least)) is not None
    ]
    if not fits:
        return None
    return max(fits, key=lambda fit: (round(fit.score, 1), fit.company, fit.known.topic.articles)).known


def _fit(hashtag: Hashtag, known: KnownTopic, company: frozenset[str], unlinked: Unlinked, least: float) -> Fit | None:
    """How the topic fits; None where it does not."""
    score = max(
        (_alike(hashtag, alias, known.topic.kind, unlinked.language) for alias in known.topic.aliases), default=0
    )
    if score < PART:
        return None
    together = _together(known, company - {_plain(known.topic.name)})
    if score < SAME:
        return Fit(score, together, known) if together >= least else None
    well_known = KNOWN if " " in _plain(hashtag.name) else KNOWN_WORD
    stranger = known.topic.articles >= well_known and not together
    if stranger and _elsewhere(known, unlinked) and "person" in (hashtag.kind, known.topic.kind):
        return None
    return Fit(score, together, known)


def _alike(hashtag: Hashtag, alias: Alias, kind: TopicKind, language: str) -> float:
    """How surely a hashtag's name is a spelling of a topic of that kind, 0 to 1."""
    one, other = tokens(hashtag.name), tokens(alias.name)
    if one == other:
        return 1.0
    if _is_common(hashtag.name) or _is_common(alias.name):
        # Common words are no names: what sounds alike means something else.
        return 1.0 if alias.language == language and _plural(one, other) else 0.0
    meant = kind if hashtag.kind == "subject" else hashtag.kind
    score = same_name(hashtag.name, alias.name, meant, (language, alias.language))
    agree = hashtag.kind == kind or {hashtag.kind, kind} <= _CONFUSED
    by_sound = 1 in (len([word for word in words if word not in _ARTICLES]) for words in (one, other))
    crossing = script_of(hashtag.name) != script_of(alias.name)
    if by_sound and (not agree or (crossing and sounding(hashtag.name, meant, language) < TELLING)):
        return min(score, UNSURE)
    return score if agree or hashtag.kind == "subject" or kind == "subject" else min(score, UNSURE)


def _is_common(name: str) -> bool:
    """Whether it is written as a common word, in a script that tells."""
    return name == name.lower() != name.upper()


def _plural(one: list[str], other: list[str]) -> bool:
    """Whether two phrases differ in their last word's number alone, as English, French and Spanish write it."""
    short, long = sorted((one, other), key=lambda words: len(words[-1]) if words else 0)
    return bool(short) and short[:-1] == long[:-1] and long[-1] in (short[-1] + "s", short[-1] + "es")


def _together(known: KnownTopic, company: frozenset[str]) -> float:
    """How much of a topic's company is here: the share of its companions, by how often they are there, or the share of
    those here that are its companions, whichever is more."""
    total = sum(count for _, count in known.companions)
    met = {name: count for name, count in known.companions if _plain(name) in company}
    return max(sum(met.values()) / total, len(met) / len(company)) if met else 0.0


def _elsewhere(known: KnownTopic, unlinked: Unlinked) -> bool:
    """Whether a topic was never met in an article of this category."""
    return unlinked.category != "general" and unlinked.category not in dict(known.categories)


def _plain(name: str) -> str:
    return " ".join(tokens(name))
