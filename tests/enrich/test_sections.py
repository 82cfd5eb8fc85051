"""An article's category from its publisher's words."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.enrich import category_of
from octavo.enrich.section_words import PLACE_WORDS, SECTION_WORDS
from octavo.enrich.sections import by_address, by_keywords, by_section
from octavo.news.addresses import CanonicalUrl
from octavo.news.articles import Article
from octavo.news.sources import Category

CATEGORIES = set(get_args(Category))


def article(url: str = "https://news.example/a1", section: str = "", keywords: tuple[str, ...] = ()) -> Article:
    return Article(CanonicalUrl(url), "A title", (), section=section, keywords=keywords)


class TestOrderOfEvidence:
    def test_a_feed_about_one_thing_decides(self) -> None:
        assert category_of(article("https://news.example/sport/x", "Politics"), "science") == "science"

    def test_a_mixed_feed_does_not(self) -> None:
        assert category_of(article(section="Politics"), "") == "politics"
        assert category_of(article(section="Politics"), "general") == "politics"

    def test_the_section_comes_before_the_address(self) -> None:
        assert category_of(article("https://news.example/sport/x", "Business"), "") == "business"

    def test_the_address_comes_before_the_keywords(self) -> None:
        assert category_of(article("https://news.example/sport/x", keywords=("Politics",)), "") == "sport"

    def test_keywords_come_last(self) -> None:
        assert category_of(article(keywords=("Ana Pérez", "Health")), "") == "health"

    def test_a_section_that_mixes_leaves_it_to_the_address(self) -> None:
        assert category_of(article("https://news.example/wirtschaft/x.html", "Panorama"), "") == "business"

    def test_general_where_nothing_says(self) -> None:
        assert (
            category_of(article("https://news.example/2026/05/04/a-day-in-town", "Local", ("Town",)), "") == "general"
        )


class TestSections:
    @pytest.mark.parametrize(
        ("section", "category"),
        [
            ("World news", "world"),
            ("POLITICS", "politics"),
            ("Football", "sport"),
            ("Food & Drink", "lifestyle"),
            ("سياسة", "politics"),
            ("السياسة", "politics"),
            ("إقتصاد", "business"),
            ("كرة القدم", "sport"),
            ("الطقس", None),
            ("Économie", "business"),
            ("Santé", "health"),
            ("À la une", None),
            ("Deportes", "sport"),
            ("Medio ambiente", "climate"),
            ("Opinión", None),
            ("Wissenschaft", "science"),
            ("Ausland", "world"),
            ("Fußball-Bundesliga", "sport"),
            ("Ciência", "science"),
            ("Cotidiano", None),
            ("Esteri", "world"),
            ("Spettacoli", "entertainment"),
            ("Cronaca", None),
            ("Buitenland", "world"),
            ("Wetenschap", "science"),
            ("Экономика", "business"),
            ("Происшествия", "crime"),
            ("Общество", None),
            ("国际", "world"),
            ("国际新闻", "world"),
            ("娛樂", "entertainment"),
            ("社会", None),
            ("スポーツ", "sport"),
            ("政治", "politics"),
            ("Gündem", None),
            ("Sağlık", "health"),
            ("Gospodarka", "business"),
            ("Kraj", None),
            ("Економіка", "business"),
            ("정치", "politics"),
            ("กีฬา", "sport"),
            ("খেলা", "sport"),
            ("स्वास्थ्य", "health"),
        ],
    )
    def test_in_many_languages(self, section: str, category: Category | None) -> None:
        assert by_section(section) == category

    @pytest.mark.parametrize(
        ("section", "category"),
        [
            ("News > Sport > Football", "sport"),
            ("Life / Health", "health"),
            ("News | Asia", "world"),
            ("Sport: Europe", "sport"),
            ("Business and technology", "business"),
            ("World Cup", "sport"),
            ("Science and technology", "technology"),
            ("South Africa", None),
            ("", None),
            (" > / ", None),
        ],
    )
    def test_of_several_parts(self, section: str, category: Category | None) -> None:
        assert by_section(section) == category

    def test_a_sentence_is_no_section(self) -> None:
        assert by_section("Why the minister of sport will not go to the final") is None


class TestAddresses:
    @pytest.mark.parametrize(
        ("url", "category"),
        [
            ("https://news.example/sport/football/a-late-goal", "sport"),
            ("https://news.example/news/world/europe/a-treaty", "world"),
            ("https://news.example/news/europe/a-treaty", "world"),
            ("https://news.example/sport/europe/a-cup", "sport"),
            ("https://news.example/politik/ausland/ein-vertrag-1.html", "world"),
            ("https://news.example/life-style/health-and-families/sleep", "health"),
            ("https://news.example/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9/2026/5/4/x", "sport"),
            ("https://news.example/cultura-y-espectaculos/una-obra", "entertainment"),
            ("https://sport.news.example/2026/05/04/a-late-goal", "sport"),
            ("https://sport.example/a-late-goal", None),
            ("https://news.example/football", None),
            ("https://news.example/a-long-slug-about-sport/1", None),
            ("https://news.example/", None),
            ("https://news.example", None),
        ],
    )
    def test_name_sections(self, url: str, category: Category | None) -> None:
        assert by_address(url) == category


class TestKeywords:
    def test_vote(self) -> None:
        assert by_keywords(("Health", "Science", "Medicine")) == "health"

    def test_decide_nothing_where_they_tie(self) -> None:
        assert by_keywords(("Health", "Politics")) is None

    def test_count_only_where_they_are_a_section_whole(self) -> None:
        assert by_keywords(("world champion Ana Pérez", "the business of sport")) is None


class TestVocabulary:
    def test_every_word_finds_its_category_alone(self) -> None:
        found = {
            (name.strip(), category): by_section(name.strip())
            for category, names in SECTION_WORDS.items()
            for name in names.split(",")
        }
        assert {pair: got for pair, got in found.items() if got != pair[1]} == {}

    def test_parts_of_the_world_are_world_news(self) -> None:
        assert {by_section(name.strip()) for name in PLACE_WORDS.split(",")} == {"world"}

    def test_covers_every_category_but_general(self) -> None:
        assert set(SECTION_WORDS) == CATEGORIES - {"general"}


@given(st.text(max_size=300), st.text(max_size=60), st.lists(st.text(max_size=40), max_size=8))
def test_takes_anything(path: str, section: str, keywords: list[str]) -> None:
    assert category_of(article(f"https://news.example/{path}", section, tuple(keywords)), "") in CATEGORIES
