"""Pages for extraction, written for these tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.extract import read_page
from octavo.news.articles import Entry, Page, Reading
from octavo.text.addresses import web_url

SENTENCES = (
    "The harbour council voted on Tuesday evening to close the old ferry pier, after engineers found cracks in four "
    "piles.",
    "“We would rather lose a summer than a ferry,” said Marit Holm, who has chaired the council since the spring "
    "flood.",
    "Repairs will cost 2.4 million crowns, of which the county pays half; the rest comes from the fund for the quay.",
    "Boats to the outer islands will leave from the fish market until October, twenty minutes later than printed.",
)


@pytest.fixture
def sentences() -> tuple[str, ...]:
    """Four sentences of an invented report."""
    return SENTENCES


@pytest.fixture
def paragraphs() -> str:
    """The same as paragraphs of HTML."""
    return "".join(f"<p>{text}</p>" for text in SENTENCES)


Read = Callable[..., Reading]


@pytest.fixture
def read() -> Read:
    """read(html, url=…, entry=…, content_type=…) → Reading."""

    def of(
        html: str | bytes,
        url: str = "https://www.harbour-gazette.example/news/old-pier-closes",
        entry: Entry | None = None,
        content_type: str = "text/html; charset=utf-8",
    ) -> Reading:
        body = html if isinstance(html, bytes) else html.encode()
        address = web_url(url)
        return read_page(Page(address, address, 200, body, content_type), entry)

    return of
