"""Faults published of software like this, tried on pages; each test is named by the fault."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.news.articles import Article, Reading

Read = Callable[..., Reading]

TALE = "<article><h1>Old pier closes</h1>{0}{1}{0}</article>"


def read_with(read: Read, paragraphs: str, within: str, head: str = "") -> Article:
    article = read(head + TALE.format(paragraphs, within)).article
    assert article is not None
    return article


@pytest.mark.parametrize(
    "source",
    [
        "javascript://www.youtube.com/%0aalert(1)",
        "https://www.youtube.com@evil.example/embed/x",
        "https://evil.example/https://www.youtube.com/embed/x",
        "https://www.youtube.com.evil.example/embed/x",
        "data:text/html,https://www.youtube.com/embed/x",
        "//evil.example\\@www.youtube.com/embed/x",
    ],
)
def test_miniflux_3b5a7ee4_a_player_is_told_by_scheme_and_host(read: Read, paragraphs: str, source: str) -> None:
    harm = f'<iframe src="{source}"></iframe><audio src="{source}"></audio><video src="{source}"></video>'
    found = read_with(read, paragraphs, harm).enclosures
    assert all(one.url.startswith("https://") for one in found)
    assert not any(one.media_type == "text/html" for one in found)


def test_cve_2023_36459_what_an_embedding_service_offers_is_not_asked_for_or_shown(read: Read, paragraphs: str) -> None:
    head = '<link rel="alternate" type="application/json+oembed" href="https://evil.example/oembed?html=x">'
    article = read_with(read, paragraphs, "", head)
    assert "evil.example" not in repr(article)


def test_base_moves_relative_addresses_and_nothing_else_may(read: Read, paragraphs: str) -> None:
    inside = '<p>See <a href="list">the whole list</a> of piers.</p><img src="p.jpg" width="800" height="500">'
    moved = read_with(read, paragraphs, inside, '<base href="https://cdn.example/x/">')
    assert [block.image.url for block in moved.body if block.image] == ["https://cdn.example/x/p.jpg"]
    assert any('href="https://cdn.example/x/list"' in block.html for block in moved.body)
    harmed = read_with(read, paragraphs, inside, '<base href="javascript:alert(1)//">')
    assert not any("javascript" in block.html for block in harmed.body)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://bank.example/login"]
)
def test_a_canonical_address_stays_at_its_publisher(read: Read, paragraphs: str, address: str) -> None:
    plain = read_with(read, paragraphs, "")
    claimed = read_with(
        read, paragraphs, "", f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">'
    )
    assert claimed.url == plain.url
