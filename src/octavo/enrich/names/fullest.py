"""The fullest form of every name of a document: Lavrov is Sergei Lavrov, Ferrow is Ferrow Semiconductors."""

from __future__ import annotations

from collections import defaultdict

from octavo.enrich.names.evidence import Label
from octavo.enrich.names.lexicon import Lexicon, first_names
from octavo.enrich.names.scan import Scan

Form = tuple[str, ...]
"""The words of a name, as written."""


def surnames(page: Scan, words: Lexicon, labels: dict[Form, Label]) -> dict[Form, Label]:
    """The last words of persons' full names, wherever they stand alone."""
    return {
        form[-1:]: "PER"
        for form, label in labels.items()
        if label == "PER" and len(form) > 1 and form[-1:] not in labels
        if len(form[-1]) > 2 and not form[-1][0].islower() and form[-1] not in page.lower
        if form[-1] not in words.not_names and form[-1].lower() not in words.common
    }


def full_names(labels: dict[Form, Label]) -> dict[Form, Form]:
    """Short form → full form: the surname of a person, the acronym of an organisation."""
    full: dict[Form, Form] = {}
    for form, label in labels.items():
        if label == "PER" and len(form) > 1:
            for short in {form[-1:], form[-2:]} - {form}:
                if short in labels and (short not in full or len(full[short]) < len(form)):
                    full[short] = form
        elif label == "ORG" and len(form) > 1:
            acronym = "".join(word[0] for word in form if word[0].isupper())
            if len(acronym) > 1 and (acronym,) in labels:
                full[(acronym,)] = form
    for label, place in (("PER", 0), ("ORG", 0), ("ORG", -1)):
        full |= _shortened(labels, label, place, full)
    return full


def _shortened(labels: dict[Form, Label], label: str, place: int, full: dict[Form, Form]) -> dict[Form, Form]:
    """The given names of persons, the first or last words of organisations: `Ferrow` is `Ferrow Semiconductors` where
    nothing else in the text begins so, and no town."""
    bearers: dict[Form, list[Form]] = defaultdict(list)
    for form, kind in labels.items():
        if len(form) > 1 and form not in full:
            bearers[(form[place],)].append(form if kind == label else ())
    return {
        short: longs[0]
        for short, longs in bearers.items()
        if len(longs) == 1 and longs[0] and short not in full
        if labels.get(short) == label
        or (label == "ORG" and labels.get(short) == "PER" and short[0] not in first_names())
    }


def genitives(labels: dict[Form, Label]) -> dict[Form, Form]:
    """German genitive → name: Russlands is Russland."""
    return {form: base for form in labels if form[-1].endswith("s") and (base := (*form[:-1], form[-1][:-1])) in labels}
