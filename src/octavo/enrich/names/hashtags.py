"""What an article is about: three to ten persons, organisations, places, events and subjects."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from octavo.enrich.names.credits import credited, is_publisher
from octavo.enrich.names.keywords import clean
from octavo.enrich.names.lexicon import demonyms, lexicon
from octavo.enrich.names.phrases import phrases_of
from octavo.enrich.names.scan import scan
from octavo.enrich.names.spelling import SAME, same_name
from octavo.enrich.names.whereabouts import country_name, place_id
from octavo.news.marks import Hashtag, Mention, TopicKind

FEWEST, MOST = 10, 10

FLOOR = 0.1
"""Salience below which a candidate is not what the article is about, once there are FEWEST."""

SUBJECTS = 4
"""At most so many subjects among the ten."""

OFTEN = 3
"""Times that a phrase stands from which it is a subject though no title has it."""

HEAD = 600
"""Characters of the text's beginning that tell what it is about."""

_WORTH: dict[TopicKind, float] = {"person": 1.0, "organisation": 1.0, "place": 1.15, "event": 1.1, "subject": 0.62}


@dataclass(slots=True)
class _Candidate:
    name: str
    kind: TopicKind
    count: int = 0
    first: int = 1 << 30
    titled: bool = False
    forms: Counter[str] = field(default_factory=Counter)


def hashtags_of(
    title: str,
    text: str,
    mentions: Sequence[Mention],
    *,
    language: str = "en",
    keywords: Iterable[str] = (),
    section: str = "",
    publisher: tuple[str, str] = ("", ""),
) -> tuple[Hashtag, ...]:
    """Three to ten hashtags (fewer where the text has no more), most salient first.

    `text` is the article's text as mentions count in it, `title` its beginning, `publisher` the site's name and host.
    Salience grows with how often a name stands, its place in title and lead, and the publisher's own keywords;
    adjectives of a country count for it. Names compete with subjects: phrases that the text keeps coming back to. The
    publisher itself, and the agency whose credit a text has, are no hashtags.
    """
    listed = {word.casefold(): word for word in clean(keywords)}
    said = {word.casefold() for word in clean([section])} | set(listed)
    candidates = {
        key: one
        for key, one in _names(title, [one for one in mentions if not credited(text, one)], language).items()
        if one.kind == "place" or not is_publisher(one.name, *publisher)
    }
    length = max(len(text), 1)
    scored = [(_salience(one, length, said), _hashtag(one)) for one in candidates.values()]
    top = max((score for score, _ in scored), default=0.0)
    page = scan(text, language)
    named = {
        number
        for mention in mentions
        for number in range(len(page.words))
        if mention.start <= page.starts[number] < mention.end
    }
    phrases = phrases_of(page, len(title), language, named)
    strongest = max((phrase.weight for phrase in phrases), default=1.0)
    scale = max(top, strongest, 1e-9)
    scored += [
        (
            phrase.weight * _WORTH["subject"] * (1.6 if phrase.key in said else 1.0),
            Hashtag(phrase.text, "subject", 0.0, (phrase.text,)),
        )
        for phrase in phrases[: 4 * MOST]
        if phrase.count >= OFTEN or phrase.titled or phrase.key in said
    ]
    told = {form.casefold() for _, tag in scored for form in (tag.name, *tag.forms)}
    scored += [
        (0.5 * scale, Hashtag(word, "subject", 0.0, (word,)))
        for key, word in listed.items()
        if key in text.casefold() and key not in told
    ]
    return _choose(sorted(scored, key=lambda one: -one[0]))


def _names(title: str, mentions: Sequence[Mention], language: str) -> dict[str, _Candidate]:
    """Candidates by name, the country's adjectives joined to it; a kind for all, by majority."""
    kinds: dict[str, Counter[TopicKind]] = defaultdict(Counter)
    found: dict[str, _Candidate] = {}
    generic = lexicon(language).generic
    for mention in mentions:
        name, kind = mention.name, mention.kind
        if kind == "subject":
            country = demonyms(language).country(name)
            if country is not None:
                if not country:
                    continue
                name, kind = country_name(country, language), "place"
        if len(name) < 2 or (" " in name and name.partition(" ")[0] in generic and name.count(" ") == 1):
            continue
        key = place_id(name, language) if kind == "place" else ""
        key = key if key.startswith("country:") else name.casefold()
        one = found.setdefault(key, _Candidate(name, kind))
        kinds[key][kind] += 1
        one.count += 1
        one.first = min(one.first, mention.start)
        one.titled = one.titled or mention.start < len(title)
        one.forms[mention.text] += 1
    for key, one in found.items():
        one.kind = kinds[key].most_common(1)[0][0]
        if key.startswith("country:") and not key[8:].isdigit():
            one.name = country_name(key[8:], language) if len(key) == 10 else one.name
        elif one.name.isupper() and len(one.name) > 5:
            one.name = one.name.title()
    return found


def _salience(one: _Candidate, length: int, said: set[str]) -> float:
    score = math.log1p(one.count) * (1.15 - 0.6 * one.first / length)
    if one.titled:
        score *= 1.7
    elif one.first < HEAD:
        score *= 1.25
    if one.name.casefold() in said or any(form.casefold() in said for form in one.forms):
        score *= 1.8
    return score * _WORTH[one.kind]


def _hashtag(one: _Candidate) -> Hashtag:
    return Hashtag(one.name, one.kind, 0.0, tuple(form for form, _ in one.forms.most_common()))


def _choose(scored: list[tuple[float, Hashtag]]) -> tuple[Hashtag, ...]:
    """The most salient, no two of which say the same."""
    chosen: list[Hashtag] = []
    top = scored[0][0] if scored else 1.0
    subjects = 0
    for score, tag in scored:
        share = min(1.0, score / top) if top else 0.0
        if len(chosen) >= MOST or (share < FLOOR and len(chosen) >= FEWEST):
            break
        if any(_says_the_same(tag, other) for other in chosen):
            continue
        if tag.kind == "subject":
            if subjects >= SUBJECTS:
                continue
            subjects += 1
        chosen.append(Hashtag(tag.name, tag.kind, round(share, 3), tag.forms))
    return tuple(chosen)


def _says_the_same(one: Hashtag, other: Hashtag) -> bool:
    """Whether the later one says nothing beside the other: its words are all among the other's, or the two are one name
    (Pflanze and Pflanzen). A subject says nothing beside a name that has it; names of two kinds are two things."""
    a, b = set(one.name.casefold().split()), set(other.name.casefold().split())
    if one.kind == other.kind:
        return a <= b or b <= a or same_name(one.name, other.name, one.kind) >= SAME
    if "subject" not in (one.kind, other.kind):
        return a == b
    return a <= b or (b <= a and other.kind != "subject")
