"""What a feed says of another publisher's page: a headline, never its text."""

from __future__ import annotations

import asyncio

import pytest
from tests.work.fakes import NOW, page, stored_page, tools

from octavo.news.addresses import WebUrl
from octavo.news.articles import Entry
from octavo.news.jobs import SaveArticle
from octavo.work.reading import extract

URL = "https://paper.test/a"
REPORT = "".join(
    f"<p>The harbour council voted on Tuesday to close the old pier for repairs, its clerk said, {n}.</p>"
    for n in range(4)
)
PAGE = f"<title>Old pier closes</title><body><article><h1>Old pier closes</h1>{REPORT}</article></body>"
COMMENT = "".join(
    f"<p>What the paper does not say is how the matter ends, and I shall tell you, {n}.</p>" for n in range(40)
)


@pytest.mark.parametrize(("foreign", "origin"), [(False, "feed"), (True, "page")])
def test_a_strangers_text_is_not_put_in_a_publishers_mouth(foreign: bool, origin: str) -> None:
    entry = Entry("1", WebUrl(URL), "Read this", content=COMMENT)
    subject = stored_page(page=page(URL, PAGE.encode()), entry=entry, visits=1, foreign=foreign)
    (saved,) = asyncio.run(extract(subject, tools(), NOW))
    assert isinstance(saved, SaveArticle)
    assert saved.article.origin == origin
    assert ("I shall tell you" in saved.article.body[0].text) != foreign
