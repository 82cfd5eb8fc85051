"""The word lists of names: given names, titles, words that make a name an organisation, a place or an event.

The lists are data, one TOML file a language and one for all, in the folder `lists`; what belongs to countries
(adjectives, peoples) is `demonyms.tsv`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

LISTS = resources.files("octavo.enrich.names") / "lists"

_COLUMNS = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "ru")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of a language's names."""

    titles: frozenset[str]
    honorifics: frozenset[str]
    """Titles that nothing but a person's name follows."""
    organisation: frozenset[str]
    """Words that make the name they stand in an organisation."""
    organisation_alone: frozenset[str]
    """Whole names of organisations."""
    place: frozenset[str]
    place_alone: frozenset[str]
    event: frozenset[str]
    event_alone: frozenset[str]
    subject_alone: frozenset[str]
    """Whole names of faiths, languages, products and works."""
    not_names: frozenset[str]
    """Words with a capital that are no names."""
    stop: frozenset[str]
    """Function words; with a capital they only open a sentence."""
    common: frozenset[str]
    """Words of all reporting, in lower case: no subject by themselves."""
    determiners: frozenset[str]
    """What stands before a noun: articles, possessives, most prepositions. Empty where nouns are told otherwise."""
    in_place: frozenset[str]
    """Prepositions that a place's name follows more often than any other's."""
    given: frozenset[str]
    """Given names in the language's own script, where that has no capitals."""
    never: frozenset[str]
    """Words that no name has in it, where there are no capitals to tell."""
    office: frozenset[str]
    """Nouns between a title and its bearer, without the article: prime minister, editor in chief."""
    of_place: frozenset[str]
    """Nouns before the name of a country: the government of X."""
    generic: frozenset[str]
    """Heads with which one word makes no name yet: ministry of X."""
    thing: frozenset[str]
    """Nouns before the name of a ship or work, where there are no capitals."""
    surnames: frozenset[str]
    """Surnames of one character; Chinese only."""
    connectors: frozenset[str]
    """Words in lower case that names hold together with."""


@dataclass(frozen=True, slots=True)
class Around:
    """Words in lower case that tell what a name beside them is."""

    articles: frozenset[str]
    of: frozenset[str]
    """Words that join a noun to a name: of, de."""
    inside: frozenset[str]
    """Prepositions of place, read in any language they stand in."""
    at: frozenset[str]
    """Prepositions of places and organisations alike: at, from."""
    feature: frozenset[str]
    """Nouns right behind a place's name: the X river."""
    place: frozenset[str]
    """Nouns that a place's name follows (the town X, the capital of X) or that follow it (X, a port)."""
    organisation: frozenset[str]
    """The same of organisations."""
    thing: frozenset[str]
    """The same of ships, works and products."""
    owned_by_place: frozenset[str]
    """What only places have: X's parliament."""
    part_of_organisation: frozenset[str]
    """What only organisations have: X's shareholders, the chairman of X."""
    held_in: frozenset[str]
    """What one holds in an organisation: shares in X."""
    seated: frozenset[str]
    """Behind a hyphen: X-based."""
    joining: frozenset[str]
    """Conjunctions of like and like: and."""
    traded: frozenset[str]
    """Right behind an organisation: X shares."""


@dataclass(frozen=True, slots=True)
class Demonyms:
    """What belongs to a country in one language."""

    forms: dict[str, str]
    """Whole words → ISO country; empty for peoples without a country."""
    stems: tuple[tuple[str, str], ...]
    """Stems that the language inflects, longest first → ISO country."""

    def country(self, word: str) -> str | None:
        """The ISO country of a word, empty for a people without one; None where the word is no such word."""
        known = self.forms.get(word)
        if known is not None or not self.stems:
            return known
        lower = word.lower()
        for stem, country in _by_head(self.stems).get(lower[:3], ()):
            if lower.startswith(stem) and len(lower) - len(stem) <= LONGEST_ENDING:
                return country
        return None


LONGEST_ENDING = 4


@cache
def _by_head(stems: tuple[tuple[str, str], ...]) -> dict[str, tuple[tuple[str, str], ...]]:
    heads: dict[str, list[tuple[str, str]]] = {}
    for stem, country in stems:
        heads.setdefault(stem[:3], []).append((stem, country))
    return {head: tuple(sorted(group, key=lambda one: -len(one[0]))) for head, group in heads.items()}


@cache
def demonyms(language: str) -> Demonyms:
    """The adjectives and peoples of a language; English ones as whole words, others as stems."""
    forms: dict[str, str] = {}
    stems: dict[str, str] = {}
    if language in _COLUMNS:
        column = _COLUMNS.index(language) + 1
        for line in (LISTS / "demonyms.tsv").read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            country = cells[0].strip("-")
            for word in cells[column].split():
                if word != "-":
                    (forms if language == "en" else stems).setdefault(
                        word if language == "en" else word.lower(), country
                    )
    return Demonyms(forms, tuple(stems.items()))


@cache
def first_names() -> frozenset[str]:
    """Given names in Latin letters."""
    lines = (LISTS / "first_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def _read(name: str) -> dict[str, str]:
    place = LISTS / f"{name}.toml"
    return tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}


@cache
def around(language: str) -> Around:
    """What the words around names tell in a language; all empty where it has no list."""
    own = _read(language)

    def words(key: str) -> frozenset[str]:
        return frozenset(own.get(f"around_{key}", "").split())

    return Around(**{field.name: words(field.name) for field in fields(Around)})


@cache
def lexicon(language: str) -> Lexicon:
    """A language's lists, joined with those of every language."""
    common, own = _read("any"), _read(language)

    def words(key: str) -> frozenset[str]:
        return frozenset(f"{common.get(key, '')} {own.get(key, '')}".split())

    def names(key: str) -> frozenset[str]:
        return frozenset(name.replace("_", " ") for name in words(key))

    return Lexicon(
        titles=words("titles") | words("honorifics"),
        honorifics=words("honorifics"),
        organisation=words("organisation") | words("teams"),
        organisation_alone=names("organisation_alone"),
        place=words("place"),
        place_alone=names("place_alone"),
        event=words("event"),
        event_alone=names("event_alone"),
        subject_alone=names("subject_alone"),
        not_names=words("not_names"),
        stop=names("stop"),
        common=frozenset(word.lower() for word in words("common")),
        determiners=words("determiners"),
        in_place=words("in_place"),
        given=words("given"),
        never=words("never"),
        office=words("office"),
        of_place=words("of_place"),
        generic=words("generic"),
        thing=words("thing"),
        surnames=frozenset("".join(words("surnames"))),
        connectors=words("connectors"),
    )
