"""The article that a feed's entry carries itself: made of the publisher's own markup, here and nowhere before."""

from __future__ import annotations

from octavo.extract import read_page
from octavo.news.addresses import WebUrl
from octavo.news.articles import Entry, Image

URL = WebUrl("https://paper.example/a")


def test_the_body_is_made_of_the_entrys_markup() -> None:
    entry = Entry(
        "1", URL, title="A bridge", content_base="https://paper.example/news/",
        content="<h2>Why</h2><p onclick='x'>By <a href='ada'>Ada</a>.<script>x</script></p><img src='/c.jpg'>",
    )  # fmt: skip
    article = read_page(None, entry).article
    assert article is not None
    assert [(block.kind, block.text) for block in article.body[:2]] == [("heading", "Why"), ("paragraph", "By Ada.")]
    assert 'href="https://paper.example/news/ada"' in article.body[1].html
    assert not any("onclick" in block.html or "script" in block.html for block in article.body)
    assert article.image is not None
    assert article.image.url == "https://paper.example/c.jpg"
    assert article.origin == "feed"


def test_the_picture_that_the_entry_names_comes_before_those_in_its_text() -> None:
    named = Image(WebUrl("https://paper.example/named.jpg"))
    article = read_page(None, Entry("1", URL, title="A", content="<p>B</p><img src='/c.jpg'>", image=named)).article
    assert article is not None
    assert article.image == named


def test_without_a_text_the_summary_is_all_there_is() -> None:
    article = read_page(None, Entry("1", URL, title="A", summary="A summary.")).article
    assert article is not None
    assert [block.text for block in article.body] == ["A summary."]
    assert article.image is None
