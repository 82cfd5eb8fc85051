"""Authors as names, however publishers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.conftest import Read

from octavo.extract import without_publisher
from octavo.extract.authors import MAX_AUTHORS, is_person, names
from octavo.news.articles import Article
from octavo.text.addresses import canonical_url, web_url


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Marit Holm", ("Marit Holm",)),
        ("By Marit Holm", ("Marit Holm",)),
        ("BY MARIT HOLM AND JO BAY", ("MARIT HOLM", "JO BAY")),
        ("Von Marit Holm und Jo Bay", ("Marit Holm", "Jo Bay")),
        ("Par Marit Holm, Jo Bay et Ann Li", ("Marit Holm", "Jo Bay", "Ann Li")),
        ("Por Marit Holm y Jo Bay", ("Marit Holm", "Jo Bay")),
        ("Marit Holm; Jo Bay", ("Marit Holm", "Jo Bay")),
        ("Marit Holm, Political Editor", ("Marit Holm",)),
        ("Marit Holm | Staff Writer", ("Marit Holm",)),
        ("Marit Holm (Harbour Gazette)", ("Marit Holm",)),
        ("Marit Holm marit@gazette.example", ("Marit Holm",)),
        ("By Marit Holm Updated 4 May 2026", ("Marit Holm",)),
        ("Marit Holm, May 4, 2026 at 10:00", ("Marit Holm",)),
        ("Words by Marit Holm. Photographs by Ines Dahl", ("Marit Holm",)),
        ("https://gazette.example/staff/marit", ()),
        ("admin", ()),
        ("Redaktion", ()),
        ("BR24 Redaktion", ("BR24 Redaktion",)),
        ("記者：林怡君", ("林怡君",)),
        ("牛镛、岳弘彬", ("牛镛", "岳弘彬")),
        ("بقلم: ليلى حداد", ("ليلى حداد",)),
        ("", ()),
    ],
)
def test_names(written: str, expected: tuple[str, ...]) -> None:
    assert names([written]) == expected


def test_each_name_once_and_no_slugs() -> None:
    assert names(["Marit Holm", "marit-holm", "MARIT HOLM", "Jo Bay"]) == ("Marit Holm", "Jo Bay")


@pytest.mark.parametrize(
    "name", ["Marit Holm", "Ludwig van der Mee", "J. R. Bay", "Layla al-Haddad", "Ana María de la Paz"]
)
def test_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name", ["amw", "Show more", "Publiziert am", "Read 3 comments", "The whole town met in the hall"]
)
def test_no_persons(name: str) -> None:
    assert not is_person(name)


@given(st.lists(st.text(max_size=200), max_size=50))
def test_names_are_short_and_few(written: list[str]) -> None:
    found = names(written)
    assert len(found) <= MAX_AUTHORS
    assert all(2 <= len(name) <= 80 and name == name.strip() for name in found)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("Harbour Gazette",), ()),
        (("The Harbour Gazette",), ()),
        (("Harbour Gazette Reporter",), ()),
        (("HARBOUR GAZETTE STAFF REPORTER", "Jo Bay"), ("Jo Bay",)),
        (("Gazette du Port",), ()),
        (("Meridian",), ("Meridian",)),
        (("Jo Bay", "Marit Holm"), ("Jo Bay", "Marit Holm")),
        (("Jo Reporter",), ("Jo Reporter",)),
    ],
)
def test_the_publisher_is_no_author(said: tuple[str, ...], kept: tuple[str, ...]) -> None:
    url = canonical_url(web_url("https://www.harbour-gazette.example/news/pier"))
    article = Article(url, "Old pier closes", (), authors=said, site_name="Harbour Gazette")
    assert without_publisher(article, "Gazette du Port").authors == kept


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("「本报讯」（记者 周敏 陈以航）四日上午，老码头停止使用，渡船改从鱼市出发。", ("周敏", "陈以航")),
        ("（本报记者 周敏、陈以航）四日上午，老码头停止使用，渡船改从鱼市出发。", ("周敏", "陈以航")),
        ("（记者沈若兰 综合报道）四日上午，老码头停止使用，渡船改从鱼市出发。", ("沈若兰",)),
        ("记者：周敏、陈以航", ("周敏", "陈以航")),
    ],
)
def test_chinese_reporters(read: Read, line: str, names: tuple[str, ...]) -> None:
    text = "市议会周二晚间决定关闭旧渡轮码头，工程师此前在四根桩柱上发现裂缝，维修费用为二百四十万克朗。" * 4
    body = f'<div class="article"><p>{line}</p><p>{text}</p><p>责任编辑：陈以航</p></div>'
    found = read(f'<html lang="zh-CN"><h1>旧码头关闭渡船改道出发</h1>{body}</html>').article
    assert found is not None
    assert found.authors == names
