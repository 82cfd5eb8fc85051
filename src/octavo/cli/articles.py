"""Which article a reader of the command line means."""

from __future__ import annotations

from octavo.news.addresses import ArticleId
from octavo.news.errors import NotFound
from octavo.ports import Store
from octavo.text.addresses import canonical_url, guess_url


def number_of(store: Store, typed: str) -> ArticleId:
    """The article of a number, or of an address at the publisher. Raises NotFound."""
    from octavo.subscribe import number_in

    number = number_in(typed)
    found = store.by_url(canonical_url(guess_url(typed))) if number is None else ArticleId(number)
    if found is None:
        raise NotFound(f"no article has the address {typed}", subject=typed, advice="Try `octavo search`.")
    return found
