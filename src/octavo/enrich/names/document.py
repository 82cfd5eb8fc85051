"""The names of one document: what a model and the lists see in it, agreed over all of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from octavo.enrich.names.arabic import arabic_runs, glued
from octavo.enrich.names.chinese import chinese_spans
from octavo.enrich.names.evidence import Label, Votes, known, weights
from octavo.enrich.names.fullest import Form, full_names, genitives, surnames
from octavo.enrich.names.habits import DATELINED, habits
from octavo.enrich.names.keywords import clean
from octavo.enrich.names.lexicon import Lexicon, first_names, lexicon
from octavo.enrich.names.rules import rule_runs
from octavo.enrich.names.runs import Run, capital_runs, guilds, model_runs
from octavo.enrich.names.scan import Scan, scan
from octavo.enrich.names.surroundings import COUPLED, MOST, OF_ITS_KIND, couples, people_of, surroundings
from octavo.news.marks import Mention, TopicKind
from octavo.ports import Tagger

KINDS: dict[Label, TopicKind] = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "subject"}

REPORT = 80
"""Words from which on a text is a report, which gives a person's name in full at first."""

LONE = 1.0
"""Against a person whose name is one word."""

OFTEN = 4
"""Times that a model sees a name from which a place would have been told by its surroundings once."""

HEARD = 2
"""The weight of a model's word, when it has been heard this often."""

LONGEST = 5
"""Words of the longest listed name."""


@dataclass(slots=True)
class Seen:
    """The evidence for one form."""

    votes: Counter[Label] = field(default_factory=Counter)
    """How often the model and the lists saw it, by kind."""
    layout: Votes = field(default_factory=lambda: defaultdict(float))
    """What the layout of lines tells, with its weight."""
    around: Votes = field(default_factory=lambda: defaultdict(float))
    """What the words beside it tell, over all its places."""
    runs: set[Run] = field(default_factory=set)


def mentions_of(
    text: str, language: str, tagger: Tagger | None = None, keywords: Iterable[str] = ()
) -> tuple[Mention, ...]:
    """The names of a text (title, blank line, blocks), in order and not overlapping.

    `keywords` are the publisher's: in scripts without capitals, those that stand in the text are names.

    The model's spans and the lists' are cleaned and joined; every form found once is found at all its places; each
    form has one kind in the document and one fullest form. Events are told from other subjects by their own words.
    """
    if language == "zh":
        return tuple(
            Mention(start, end, text[start:end], KINDS[label], name)
            for (start, end), label, name in chinese_spans(text, clean(keywords))
        )
    page = scan(text, language)
    words = lexicon(language)
    hints: tuple[Form, ...] = ()
    if language == "ar":
        hints = tuple(scan(keyword, language).words for keyword in clean(keywords))
        page = scan(text, language, glued(page, words, hints))
    seen: dict[Form, Seen] = defaultdict(Seen)
    here: dict[Run, Label] = {}
    dated: dict[str, Label] = {}
    for run, label in [*_seen(page, words, language, tagger, hints), *_listed(page, words, language)]:
        form = page.words[slice(*run)]
        if len(form) > 1 or not _is_word(form[0], words):
            seen[form].votes[label] += 1
            seen[form].runs.add(run)
    for found in habits(page, words, language):
        one = seen[page.words[slice(*found.run)]]
        one.layout[found.label] = max(one.layout[found.label], found.weight)
        one.runs.add(found.run)
        if found.here:
            here[found.run] = found.label
        if found.weight >= DATELINED:
            dated[" ".join(page.words[slice(*found.run)]).casefold()] = found.label
    for form, one in seen.items():
        if dateline := dated.get(" ".join(form).casefold()):
            one.layout[dateline] = DATELINED
    _look_around(page, seen, language)
    in_full = {word for form in seen if len(form) > 1 for word in form} | first_names()
    short = len(page.words) < REPORT
    labels = {
        form: _label(form, one, language, lone=not short and form[0] not in in_full) for form, one in seen.items()
    }
    labels |= surnames(page, words, labels)
    full = full_names(labels)
    if language == "de":
        full |= genitives(labels)
    labels |= {short: labels[long] for short, long in full.items()}
    if language == "en":
        peoples = people_of(labels, frozenset(form for form, label in labels.items() if label == "LOC"))
        full |= peoples
        labels |= dict.fromkeys(peoples, "MISC")
    for form in list(labels):
        labels.setdefault(tuple(word.upper() for word in form), labels[form])
    return tuple(
        _mention(page, run, here.get(run) or labels[page.words[slice(*run)]], full, words)
        for run in sorted(_places(page, seen, labels))
    )


def _is_word(word: str, words: Lexicon) -> bool:
    """Whether a word with a capital is none of a name: a weekday, or one that a headline shouts."""
    return word in words.not_names or (word.isupper() and len(word) > 3 and word.lower() in words.common | words.stop)


def _look_around(page: Scan, seen: dict[Form, Seen], language: str) -> None:
    """Add what the words around the names tell, and what the names tell that they are coupled with."""
    runs = _places(page, seen, seen)
    for run, (label, weight) in surroundings(page, runs, language):
        around = seen[page.words[slice(*run)]].around
        around[label] = min(MOST, around[label] + weight)
    for pair in couples(page, [run for run in runs if run[1] - run[0] == 1], language):
        for one, other in (pair, pair[::-1]):
            form = page.words[slice(*one)]
            told = max(seen[form].around.items(), default=("PER", 0.0), key=lambda vote: vote[1])
            listed = known(" ".join(form), language)
            if listed is not None or told[1] >= OF_ITS_KIND:
                seen[page.words[slice(*other)]].around[listed or told[0]] += COUPLED


def _seen(
    page: Scan, words: Lexicon, language: str, tagger: Tagger | None, hints: tuple[Form, ...]
) -> list[tuple[Run, Label]]:
    """What the model sees; what the rules see where it saw nothing."""
    if language == "ar":
        return list(arabic_runs(page, words, hints))
    if tagger is None:
        return list(rule_runs(page, words, language))
    found = list(model_runs(page, words, tagger))
    if language == "fr":
        found += _headed(page, words)
    elif language == "en":
        found = _united(found, list(guilds(page, words)))
    taken = {word for run, _ in found for word in range(*run)}
    for run, label in rule_runs(page, words, language):
        form = page.words[slice(*run)]
        if not taken.isdisjoint(range(*run)):
            continue
        if language == "ru" and form[0].isascii():
            # Slovnet knows no works and products; in Russian text they are what stands in Latin letters.
            found.append((run, "MISC" if label in ("LOC", "PER") else label))
        elif language == "en" and (weights(form, language) or (len(form) > 1 and not page.opening[run[0]])):
            found.append((run, label))
    return found


def _united(found: list[tuple[Run, Label]], whole: list[Run]) -> list[tuple[Run, Label]]:
    """The found names with whole organisations in place of their parts."""
    taken = {word for run in whole for word in range(*run)}
    return [one for one in found if taken.isdisjoint(range(*one[0]))] + [(run, "ORG") for run in whole]


def _headed(page: Scan, words: Lexicon) -> Iterator[tuple[Run, Label]]:
    """French organisations with their place or matter, whole: `Stade de Reims`, `Ligue de hockey de l'Ontario`."""
    for first, past in capital_runs(page, words):
        if page.words[first] in words.organisation and any(word.islower() for word in page.words[first:past]):
            yield (first, past), "ORG"


def _listed(page: Scan, words: Lexicon, language: str) -> Iterator[tuple[Run, Label]]:
    """Whole names of the lists inside runs of capitals; the longest at each place."""
    for first, past in capital_runs(page, words):
        at = first
        while at < past:
            for end in range(min(past, at + LONGEST), at, -1):
                name = " ".join(page.words[at:end])
                label = known(name, language)
                if label is None and name.isupper() and len(name) > 3:
                    label = known(name.title(), language)
                plain = end - at == 1 and page.opening[at] and name.lower() in words.common
                if label is not None and not plain:
                    yield (at, end), label
                    at = end
                    break
            else:
                at += 1


def _label(form: Form, one: Seen, language: str, *, lone: bool) -> Label:
    """The form's kind: the model's majority weighed with layout, surroundings and the form's own words.

    A single word is seldom a person's where a text of some length never gives the name in full (`lone`), but where it
    stands often and nothing around it tells of anything else.
    """
    total: Votes = defaultdict(float, one.layout)
    count = sum(one.votes.values()) or 1
    for label, votes in one.votes.items():
        total[label] += min(count, HEARD) * votes / count
    for label, weight in one.around.items():
        total[label] += weight
    told = max(one.around.values(), default=0.0) > 0
    if lone and len(form) == 1 and one.votes["PER"] and (told or count < OFTEN):
        total["PER"] -= LONE
        total["LOC"] += LONE / 2
    for label, weight in weights(form, language).items():
        total[label] += weight
    return max(total, key=lambda label: total[label])


def _places(page: Scan, seen: dict[Form, Seen], forms: Iterable[Form]) -> list[Run]:
    """Where the forms stand, found once or by their words, the longest first, none overlapping."""
    runs: set[Run] = set()
    for one in seen.values():
        runs |= one.runs
    for form in forms:
        if len(form) == 1 and (len(form[0]) < 2 or form[0].islower() or form[0] in page.lower):
            continue
        for shape in {form, tuple(word.upper() for word in form)}:
            for at in page.places.get(shape[0], ()):
                if page.words[at : at + len(shape)] == shape:
                    runs.add((at, at + len(shape)))
    taken: set[int] = set()
    chosen = []
    for run in sorted(runs, key=lambda run: (run[0] - run[1], run[0])):
        if taken.isdisjoint(range(*run)):
            taken.update(range(*run))
            chosen.append(run)
    return chosen


def _mention(page: Scan, run: Run, label: Label, full: dict[Form, Form], words: Lexicon) -> Mention:
    start, end = page.span(*run)
    form = page.words[slice(*run)]
    kind = KINDS[label]
    if kind == "subject" and (not words.event.isdisjoint(form) or " ".join(form) in words.event_alone):
        kind = "event"
    name = full.get(form)
    return Mention(start, end, page.text[start:end], kind, page.text[start:end] if name is None else " ".join(name))
