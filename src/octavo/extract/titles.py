"""The headline: which of the titles a page carries, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Set

from octavo.text.addresses import bare_host, host_of
from octavo.text.markup import plain

_SEPARATOR = re.compile(r"\s+(?:[|\-–—·•:»«/~]|::|--|\|\||>)\s+|\s*(?:\|\||[|｜»])\s*|(?<=\w)\s*--\s*(?=\w)")
_NOT_WORD = re.compile(r"[\W_]+")
MAX_LENGTH = 500


def clean(title: str, sites: set[str]) -> str:
    """A title as plain text, without parts at its end or beginning that are the site's name (`sites`: see keys)."""
    text = plain(title[: MAX_LENGTH * 4])[:MAX_LENGTH]
    changed = True
    while changed:
        changed = False
        found = list(_SEPARATOR.finditer(text))
        for match in reversed(found):
            tail = text[match.end() :]
            if _is_site(tail, sites):
                text, changed = text[: match.start()].rstrip(), True
                break
        else:
            if found and _is_site(text[: found[0].start()], sites):
                text, changed = text[found[0].end() :], True
    return text


def key(text: str) -> str:
    """What two spellings of one name share: lower case, letters and digits alone."""
    return _NOT_WORD.sub("", text).casefold()


def repeats(text: str, named: set[str], *, kicker: bool = True) -> bool:
    """Whether a text is one of the titles (by their keys), or with `kicker` one of them with or without its kicker."""
    said = key(text)
    if said in named:
        return True
    return (
        kicker and len(said) > 15 and any(len(one) > 15 and (said.endswith(one) or one.endswith(said)) for one in named)
    )


def keys(url: str, names: list[str]) -> set[str]:
    """The keys of a site's names: what it calls itself and its host in the forms that titles use."""
    host = bare_host(host_of(url))
    labels = host.split(".")
    found = {key(host), key(labels[0])}
    if len(labels) > 2:
        found |= {key(".".join(labels[i:])) for i in range(1, len(labels) - 1)} | {key(label) for label in labels[:-1]}
    for name in names:
        found |= {key(name), key(_SEPARATOR.split(name)[0]), key(re.sub(r"\.\w{2,6}$", "", name))}
    return {one for one in found if len(one) > 1}


_STAFF = re.compile(
    r"(?:^|\s)(?:(?:staff|news|web|online|digital|editorial|sports?)\s+)*(?:staff|reporters?|writers?|correspondents?|"
    r"editors?|desk|team|newsroom|bureau|newsdesk|redaktion|rédaction|redacción|redação|redazione|redactie|editorial)$",
    re.IGNORECASE,
)


def is_label(name: str, sites: Set[str]) -> bool:
    """Whether an author's name is only the site's, alone or with a word for its staff: `Harbour Gazette Reporter`."""
    return _is_site(name, sites) or _is_site(_STAFF.sub("", name), sites)


def _is_site(part: str, sites: Set[str]) -> bool:
    name = key(part)
    return bool(name) and (name in sites or name.removeprefix("the") in sites or "the" + name in sites)


_MOST_OF = 0.35
"""Of a title, what a heading must be to be its repetition: the rest may be sections and the site."""
_WEIGHTS = {"headline": 1.2, "og": 1.0, "heading": 1.2, "title": 0.2}
"""How much each place counts where they differ. Any two of the first three outvote the third; structured data and the
heading on the page count a little more than Open Graph's, which is often sharpened for sharing."""


def choose(headline: str, og: str, h1s: list[str], title: str, sites: set[str]) -> str:
    """The page's headline: what most of the places that carry one say.

    `headline` is the structured data's, `og` Open Graph's, `title` the title element's. A kicker before the headline
    ("Economy: Prices rise") is taken off where Open Graph gives the headline without it.
    """
    said = {"headline": clean(headline, sites), "og": clean(og, sites), "title": clean(title, sites)}
    said["heading"] = _heading(h1s, said, sites)
    votes: dict[str, float] = {}
    texts: dict[str, str] = {}
    for place, weight in _WEIGHTS.items():
        name = key(said[place])
        if name:
            votes[name] = votes.get(name, 0.0) + weight
            texts.setdefault(name, said[place])
    if not votes:
        return ""
    chosen = texts[max(votes, key=lambda name: votes[name])]
    shared = said["og"]
    if (
        len(shared) > 15
        and chosen.endswith(shared)
        and chosen[: -len(shared)].rstrip().endswith((":", "|", "–", "-", "—"))
    ):
        return shared
    return chosen


def _heading(h1s: list[str], said: dict[str, str], sites: set[str]) -> str:
    """The h1 that is the headline: one that another place repeats, else the first that is not the site's name."""
    headings = [text for h1 in h1s if (text := clean(h1, sites)) and not _is_site(text, sites)]
    others = [key(text) for text in said.values() if text]
    repeated = [text for text in headings if any(_repeats_most(key(text), other) for other in others)]
    if repeated:
        return max(repeated, key=len)
    return headings[0] if headings and not said["headline"] and not said["og"] and len(key(headings[0])) > 12 else ""


def _repeats_most(heading: str, other: str) -> bool:
    """Whether a heading is in another title, and most of it: a site's name is in the title, too."""
    return bool(heading) and heading in other and len(heading) > _MOST_OF * len(other)
