"""Credits are found by shape and name, and nothing else is."""

from __future__ import annotations

import pytest

from octavo.news.addresses import CanonicalUrl
from octavo.news.articles import Article, Block
from octavo.stories.copies.credit import credit_of, names_publisher

LONG = "The harbour authority closed its northern basin on Thursday. Nobody was hurt, the harbour master said."
AGENCIES = ("Meridian Press", "Agencia Navera (ANAV)")


def credit(*paragraphs: str, authors: tuple[str, ...] = (), names: tuple[str, ...] = ("The Brenmouth Post",)) -> str:
    body = tuple(Block("paragraph", paragraph) for paragraph in paragraphs)
    return credit_of(Article(CanonicalUrl("https://post.example/1"), "Title", body, authors=authors), names, AGENCIES)


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("LONDON, Nov 3 (Reuters) - Shares rose.", "Reuters"),
        ("WASHINGTON (AP) — He said so.", "AP"),
        ("Paris (AFP) - Le port est fermé.", "AFP"),
        ("RAS NADIM, Sahran (Meridian) — A ferry sank.", "Meridian"),
        ("Alcorza, (ANAV).- El número subió.", "ANAV"),
        ("Madrid, 3 nov (EFE).- El puerto cerró.", "EFE"),
        ("Berlin (dpa) - Der Hafen ist zu.", "dpa"),
        ("BRENMOUTH (Northern Dispatch) — The port is shut.", "Northern Dispatch"),
        ("МОСКВА, 3 ноября. /ТАСС/. Порт закрыт.", "ТАСС"),
        ("دار الوادي (سهنا) — أغلقت الهيئة الميناء.", "سهنا"),
        ("(رويترز) - أغلقت الهيئة الميناء.", "رويترز"),
        ("新华社北京11月3日电 港口关闭。", "新华社"),
    ],
)
def test_datelines(head: str, agency: str) -> None:
    assert credit(head, LONG) == agency


@pytest.mark.parametrize(
    ("foot", "agency"),
    [
        ("(AFP)", "AFP"),
        ("— AP", "AP"),
        ("It rained on. (AFP)", "AFP"),
        ("dpa/lnw", "dpa"),
        ("Meridian in Ras Nadim", "Meridian"),
        ("Source: Meridian, The Brenmouth Post", "Meridian"),
        ("The Brenmouth Post, avec Meridian", "Meridian"),
        ("With files from The Canadian Press", "Canadian Press"),
        ("Reuters contributed to this report.", "Reuters"),
        ("Con información de EFE", "EFE"),
        ("المصدر: وكالات", "وكالات"),
        ("(وكالات)", "وكالات"),
        ("来源：新华社", "新华社"),
        ("据新华社报道", "新华社"),
        ("Quelle: Nordkurier", "Nordkurier"),
    ],
)
def test_last_lines(foot: str, agency: str) -> None:
    assert credit(LONG, foot) == agency


@pytest.mark.parametrize(
    "paragraph",
    [
        "World Health Organization (WHO) - the body said so.",
        "The group (OPEC) — which met on Thursday — said so.",
        "Prices rose in May (in April they fell) - a surprise.",
        "He met the Associated Press on Monday.",
        "The ship (Ines Dahl/Reuters)",
        "Nobody knows (yet).",
        "The source: a spring",
        "She joined Bloomberg in 2004 and left it in 2010 for the ministry. He stayed.",
    ],
)
def test_what_is_no_credit(paragraph: str) -> None:
    assert credit(paragraph, LONG) == ""
    assert credit(LONG, paragraph) == ""


def test_a_byline() -> None:
    assert credit(LONG, authors=("Ann Reuter", "Associated Press")) == "Associated Press"
    assert credit(LONG, authors=("Ann Reuter", "Ap Simmons")) == ""


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("Meridian in Ras Nadim", "Meridian"),
        ("The Brenmouth Post, avec Meridian", "Meridian"),
        ("SDA/sep", "SDA"),
        ("综合子午社、萨赫兰国家通讯社", "子午社"),
        ("The Brenmouth Post", ""),
    ],
)
def test_beside_the_byline(printed: str, agency: str) -> None:
    article = Article(CanonicalUrl("https://post.example/1"), "Title", (Block("paragraph", LONG),), credit=printed)
    assert credit_of(article, ("The Brenmouth Post",), AGENCIES) == agency


def test_a_credit_to_oneself_is_none() -> None:
    assert credit("BRENMOUTH (Reuters) - It rained.", LONG, names=("Reuters",)) == ""
    assert credit(LONG, "Source: The Brenmouth Post") == ""


def test_a_line_set_apart() -> None:
    body = (Block("paragraph", LONG), Block("paragraph", "سهنا", "<em>سهنا</em>"))
    assert credit_of(Article(CanonicalUrl("https://post.example/1"), "Title", body)) == "سهنا"
    body = (Block("paragraph", LONG), Block("caption", "Source: Meridian"))
    assert credit_of(Article(CanonicalUrl("https://post.example/1"), "Title", body)) == "Meridian"


def test_whom_a_credit_means() -> None:
    assert names_publisher("Meridian in Ras Nadim", ("Meridian Press",))
    assert names_publisher("ANAV", ("Agencia Navera (ANAV)",))
    assert names_publisher("The Associated Press", ("Associated Press",))
    assert not names_publisher("Meridian Bank", ("Meridian Press",))
    assert not names_publisher("Reuters", ("Meridian Press", ""))
