"""The unbiased view of a story: what independent publishers agree on, the furthest apart first; and what is contested.

Independent are publishers with a text of their own, a copy counts for its origin (news.comparison). Apart are those of
other countries, of other kinds (a newspaper, a government) and of other owners: a claim that a state's agency and a
paper of another country both make is worth more than one that two papers of one town share. What leaning a publisher
has is nobody's to say for certain, so it is not weighed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from octavo.news.addresses import PublisherId
from octavo.news.comparison import Comparison, Quantity, Said, Statement
from octavo.news.sources import Publisher

AGREED, CONTESTED, ALONE = 8, 6, 4

COUNTRY, KIND, OWNER, PUBLISHER = 1.0, 0.7, 0.4, 0.5
"""What each further country, kind, owner and publisher adds to how far a statement reaches: countries read the least
of each other."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What independent publishers state."""

    statement: Statement
    countries: tuple[str, ...]
    """ISO 3166-1, of those who state it."""
    kinds: tuple[str, ...]
    reach: float


@dataclass(frozen=True, slots=True)
class Balance:
    """A story as all of them tell it."""

    agreed: tuple[Agreed, ...]
    """That which reaches furthest first."""
    contested: tuple[Quantity, ...]
    alone: tuple[Said, ...]
    """Sentences of its summary that one publisher alone states so far."""

    def said(self) -> Iterator[Said]:
        """What is agreed on, for a Writer: every independent wording of it."""
        for one in self.agreed:
            yield from one.statement.said[:3]


def balance_of(told: Comparison, publishers: Mapping[PublisherId, Publisher]) -> Balance:
    """The view of a compared story."""
    agreed = [_agreed(one, publishers) for one in told.statements if len({said.publisher for said in one.said}) > 1]
    agreed.sort(key=lambda one: -(one.reach + one.statement.score))
    shared = {(said.article, said.start) for one in agreed for said in one.statement.said}
    alone = [said for said in told.summary if (said.article, said.start) not in shared]
    contested = tuple(one for one in told.quantities if one.state == "contested")
    return Balance(tuple(agreed[:AGREED]), contested[:CONTESTED], tuple(alone[:ALONE]))


def _agreed(statement: Statement, publishers: Mapping[PublisherId, Publisher]) -> Agreed:
    known = [publishers[said.publisher] for said in statement.said if said.publisher in publishers]
    countries = tuple(dict.fromkeys(one.country for one in known if one.country))
    kinds = tuple(dict.fromkeys(one.kind for one in known if one.kind))
    owners = {one.owner or one.id for one in known}
    reach = (
        COUNTRY * max(0, len(countries) - 1)
        + KIND * max(0, len(kinds) - 1)
        + OWNER * max(0, len(owners) - 1)
        + PUBLISHER * (len({said.publisher for said in statement.said}) - 1)
    )
    return Agreed(statement, countries, kinds, reach)
