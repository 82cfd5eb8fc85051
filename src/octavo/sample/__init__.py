"""The sample newsroom: invented publishers of invented places, served as real sites with real feeds.

README.md in this folder is its bible; `site.sample_site` serves it, and what is here says what there is to poll.
"""

from __future__ import annotations

from typing import cast

from octavo.news.addresses import PublisherId, WebUrl
from octavo.news.sources import Category, Feed, Publisher
from octavo.sample.houses import houses
from octavo.sample.pressroom import SCHEME

SAMPLE_HOSTS: frozenset[str] = frozenset(houses())
"""The hosts whose addresses mean the sample newsroom; all under `.example` (RFC 2606)."""

SAMPLE_COUNTRIES: dict[str, dict[str, str]] = {
    "en": {
        "XM": "Morvane", "XS": "Sahran", "XJ": "Murjana", "XW": "Vallorie", "XN": "Navera", "XL": "Lanhai",
        "XV": "Veshnia",
    },
    "ar": {
        "XM": "مورفان", "XS": "صحران", "XJ": "مرجانة", "XW": "فالوري", "XN": "نافيرا", "XL": "لانهاي", "XV": "فيشنيا",
    },
    "fr": {"XV": "Veshnie"},
    "zh": {
        "XM": "莫尔万", "XS": "萨赫兰", "XJ": "穆尔贾纳", "XW": "瓦洛里", "XN": "纳韦拉", "XL": "澜海",
        "XV": "维什尼亚",
    },
}  # fmt: skip
"""The invented countries by language and code, in English where a language calls them nothing else; ISO 3166-1 leaves
these codes to their users."""


def sample_publishers() -> list[Publisher]:
    """The newsroom's publishers, ids as everywhere: the host of the home page."""
    return [
        Publisher(
            id=PublisherId(house.host), name=house.name, home=f"{SCHEME}://{house.host}/", country=house.country,
            language=house.language, kind=house.kind, owner=house.owner,
        )
        for house in houses().values()
    ]  # fmt: skip


def sample_feeds() -> list[Feed]:
    """Every feed of every publisher; together they carry every article."""
    return [
        Feed(
            url=WebUrl(f"{SCHEME}://{house.host}{channel.at}"), publisher=PublisherId(house.host), title=channel.title,
            category=cast("Category", channel.category), language=house.language, folder=("Sample newsroom",),
        )
        for house in houses().values()
        for channel in house.channels
    ]  # fmt: skip


__all__ = ["SAMPLE_COUNTRIES", "SAMPLE_HOSTS", "sample_feeds", "sample_publishers"]
