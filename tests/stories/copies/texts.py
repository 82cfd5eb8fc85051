"""Texts to copy from, and what weaving remembers of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from octavo.news.addresses import ArticleId, PublisherId
from octavo.stories.copies import Imprint, shingles_of

BEGAN = datetime(2031, 5, 1, tzinfo=UTC)

HARBOUR = (
    "The harbour authority of Brenmouth closed its northern basin on Thursday after a dredger struck a cable. "
    "Two of the crew were lifted off by a pilot boat, and nobody was hurt, the harbour master said. "
    "The cable, laid in 1974 to feed a lighthouse that has since gone dark, lay metres higher than any chart had it. "
    "Ships bound for the grain silos will be sent to Oldhaven until divers have followed it to both of its ends. "
    "That may take nine days, said the master, Ilona Verrick, who has asked the navy for a second survey vessel. "
    "Shipowners put their loss at forty thousand a day and want to know who struck the cable from the register. "
    "The register is kept in a cellar of the town hall, in boxes that were last opened in the year of the great flood."
)
MUSEUM = (
    "A painter of signs has left the county museum four hundred shop fronts, all of them drawn to scale in a shoebox. "
    "Edwin Tarr walked the high streets of eleven towns between 1952 and 1990 and noted every letter over every door. "
    "Curators opened the box on Monday and found a bakery that no directory knows, two hatters and a seller of eels. "
    "The drawings will be shown in spring, beside photographs of what stands there now, which is mostly car parks. "
    "His niece said he had never told anybody, because nobody had asked what he did on Sundays."
)
SPRING = (
    "Farmers in the upper valley have begun to sow barley three weeks early, for the snow went before anyone thought. "
    "The dam above Kessing stands at a third of its height, and the water board meets on Friday to decide on rations. "
    "Old people speak of the dry year in which the river was crossed in slippers and the mill ground by ox. "
    "A forecaster at the coast warned that a late frost could still take the cherries, as it did two years ago."
)


def imprint(
    number: int,
    text: str,
    publisher: str = "",
    hour: float = 0.0,
    credit: str = "",
    names: tuple[str, ...] = (),
    page: int = 0,
    link: int = 0,
) -> Imprint:
    """Of article `number`, shown `hour` hours after BEGAN, by a publisher of its own unless one is given."""
    return Imprint(
        ArticleId(number),
        PublisherId(publisher or f"paper{number}.example"),
        BEGAN + timedelta(hours=hour),
        np.asarray(shingles_of(text), "<u4").tobytes(),
        names,
        credit,
        page or number,
        link,
    )
