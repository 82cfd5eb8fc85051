"""The headline: which of the titles a page carries, without the site's name."""

from __future__ import annotations

import re

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


def _is_site(part: str, sites: set[str]) -> bool:
    name = key(part)
    return bool(name) and (name in sites or name.removeprefix("the") in sites or "the" + name in sites)


def choose(headline: str, og: str, h1s: list[str], title: str, sites: set[str]) -> str:
    """The page's headline: the structured one, else Open Graph's, else the heading that the title element repeats."""
    headings = [text for h1 in h1s if (text := clean(h1, sites))]
    named, shared, whole = clean(headline, sites), clean(og, sites), clean(title, sites)
    if named:
        return named
    if shared:
        return shared
    for heading in headings:
        if key(heading) and key(heading) in key(title):
            return heading
    if whole:
        head = _SEPARATOR.split(whole)[0]
        return next((heading for heading in headings if key(heading) == key(head)), whole)
    return headings[0] if headings else ""
