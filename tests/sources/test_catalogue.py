"""The catalogue that ships: whole, consistent, quick to load and to search."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from babel import Locale
from babel.core import get_global

from octavo.news.addresses import PublisherId, WebUrl
from octavo.news.errors import NotFound
from octavo.news.sources import CATEGORIES
from octavo.sources import catalogue
from octavo.text.addresses import web_url

CLDR_LANGUAGES = set(Locale("en").languages) | {"cnr"}
CLDR_COUNTRIES = {code for code in get_global("territory_currencies") if len(code) == 2}

NAMED = [
    "telegraph.co.uk",
    "theguardian.com",
    "news.sky.com",
    "bbc.com",
    "lbcgroup.tv",
    "channelnewsasia.com",
    "english.alarabiya.net",
    "alarabiya.net",
    "yahoo.com",
    "reuters.com",
    "apnews.com",
    "aljazeera.com",
    "aljazeera.net",
    "dw.com",
    "dw.com~de",
    "dw.com~ar",
    "france24.com",
    "france24.com~fr",
    "france24.com~ar",
    "france24.com~es",
    "nhk.or.jp~world",
    "straitstimes.com",
    "thenationalnews.com",
    "timesofindia.indiatimes.com",
    "theglobeandmail.com",
    "abc.net.au",
    "sabcnews.com",
    "news24.com",
    "elpais.com",
    "lemonde.fr",
    "spiegel.de",
    "folha.uol.com.br",
]


class TestContents:
    def test_is_as_wide_as_promised(self) -> None:
        shipped = catalogue()
        assert len(shipped.publishers) >= 900
        assert len({one.country for one in shipped.publishers}) >= 100
        assert len({one.language for one in shipped.publishers}) >= 45
        assert len(shipped.feeds) >= 1900

    @pytest.mark.parametrize("publisher", NAMED)
    def test_has_the_publishers_everybody_asks_for(self, publisher: str) -> None:
        assert catalogue().feeds_by(PublisherId(publisher))

    def test_ids_and_addresses_are_unique(self) -> None:
        shipped = catalogue()
        assert [once for once, n in Counter(one.id for one in shipped.publishers).items() if n > 1] == []
        assert [once for once, n in Counter(one.url for one in shipped.feeds).items() if n > 1] == []
        assert [once for once, n in Counter(one.id for one in shipped.editions).items() if n > 1] == []

    def test_addresses_are_clean_and_encrypted(self) -> None:
        shipped = catalogue()
        for address in (*(one.url for one in shipped.feeds), *(one.home for one in shipped.publishers)):
            assert address.startswith("https://")
            assert web_url(address) == address

    def test_words_are_of_the_known_lists(self) -> None:
        shipped = catalogue()
        assert {one.category for one in shipped.feeds} <= {*CATEGORIES, ""}
        assert {one.country for one in shipped.publishers} <= CLDR_COUNTRIES
        assert {one.language for one in shipped.publishers} | {one.language for one in shipped.feeds} <= CLDR_LANGUAGES
        assert all(one.title and one.language for one in shipped.feeds)
        assert all(one.name and one.kind for one in shipped.publishers)

    def test_every_publisher_has_feeds_and_every_feed_its_publisher(self) -> None:
        shipped = catalogue()
        assert {one.publisher for one in shipped.feeds} == {one.id for one in shipped.publishers}

    def test_every_category_has_feeds_in_several_languages(self) -> None:
        languages = {
            category: {one.language for one in catalogue().feeds if one.category == category} for category in CATEGORIES
        }
        assert {category: len(spoken) >= 5 for category, spoken in languages.items()} == dict.fromkeys(CATEGORIES, True)

    def test_loads_in_a_blink(self) -> None:
        """Measured in a fresh process, by the time it computes, not the time it waits for others."""
        code = (
            "from tests.cost import within; from octavo.sources import catalogue; within(0.05, catalogue.__wrapped__)"
        )
        subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=Path(__file__).parents[2])

    def test_an_unknown_publisher_is_not_found(self) -> None:
        assert catalogue().publisher(PublisherId("bbc.com")).name == "BBC News"
        with pytest.raises(NotFound, match="atlantis"):
            catalogue().publisher(PublisherId("atlantis.example"))

    def test_is_read_once(self) -> None:
        assert catalogue() is catalogue()


class TestEditions:
    def test_are_of_a_size_to_start_with(self) -> None:
        assert {one.id: len(one.publishers) for one in catalogue().editions if not 8 <= len(one.publishers) <= 25} == {}

    def test_name_publishers_that_there_are_once_each(self) -> None:
        shipped = catalogue()
        known = {one.id for one in shipped.publishers}
        for edition in shipped.editions:
            assert set(edition.publishers) <= known
            assert len(set(edition.publishers)) == len(edition.publishers)

    @pytest.mark.parametrize(
        "edition",
        [
            "world-en",
            "uk",
            "us",
            "ca",
            "au",
            "in",
            "sg",
            "asia-en",
            "middle-east-en",
            "ar",
            "lb",
            "gulf-ar",
            "eg",
            "fr",
            "de",
            "es",
            "mx",
            "latam",
            "br",
            "pt",
            "it",
            "nl",
            "pl",
            "ru",
            "ua",
            "tr",
            "ja",
            "zh",
            "ko",
            "africa-en",
            "za",
        ],
    )
    def test_there_is_one_for(self, edition: str) -> None:
        assert len(catalogue().feeds_of(catalogue().edition(edition))) >= 8

    def test_feeds_come_in_the_editions_order(self) -> None:
        shipped = catalogue()
        edition = shipped.edition("lb")
        order = list(dict.fromkeys(feed.publisher for feed in shipped.feeds_of(edition)))
        assert order == list(edition.publishers)

    def test_an_unknown_one_is_refused_with_those_there_are(self) -> None:
        with pytest.raises(NotFound) as refused:
            catalogue().edition("atlantis")
        assert "world-en" in refused.value.advice


class TestSuggestion:
    @pytest.mark.parametrize(
        ("header", "edition"),
        [
            ("en-US,en;q=0.9", "us"),
            ("en", "world-en"),
            ("en-DE", "world-en"),
            ("de-AT, de;q=0.8", "at"),
            ("de", "de"),
            ("fr-CA", "ca-fr"),
            ("fr", "fr"),
            ("ar-JO", "ar"),
            ("ar-EG", "eg"),
            ("pt-BR", "br"),
            ("pt-PT", "pt"),
            ("es-419", "es"),
            ("es-MX", "mx"),
            ("zh-Hant-HK", "hk"),
            ("zh-CN", "zh"),
            ("nn-NO", "no"),
            ("uk", "ua"),
            ("nl;q=0.5, fr;q=0.8", "fr"),
            ("xx-YY, ja;q=0.1", "ja"),
            ("it;q=0, pl;q=0.1", "pl"),
            ("", "world-en"),
            ("*", "world-en"),
            (";;,q=1,<script>", "world-en"),
            ("fr;q=9" + "," * 5000, "world-en"),
        ],
    )
    def test_follows_the_browser(self, header: str, edition: str) -> None:
        assert catalogue().suggest(header).id == edition


class TestHosts:
    @pytest.mark.parametrize(
        ("host", "publisher"),
        [
            ("www.bbc.co.uk", "bbc.com"),
            ("bbc.com", "bbc.com"),
            ("WWW.LEMONDE.FR", "lemonde.fr"),
            ("m.dw.com", "dw.com"),
            ("news.sky.com", "news.sky.com"),
            ("english.aawsat.com", "english.aawsat.com"),
            ("aawsat.com", "aawsat.com"),
            ("feeds.bbci.co.uk", "bbc.com"),
            ("sports.yahoo.com", "yahoo.com"),
            ("www.lbcigroup.com.", "lbcgroup.tv"),
        ],
    )
    def test_lead_to_their_publisher(self, host: str, publisher: str) -> None:
        found = catalogue().publisher_of(WebUrl(f"https://{host}/"))
        assert found is not None
        assert found.id == publisher

    @pytest.mark.parametrize("host", ["co.uk", "com", "news.example", "notbbc.com", "127.0.0.1"])
    def test_of_nobody_lead_nowhere(self, host: str) -> None:
        assert catalogue().publisher_of(WebUrl(f"https://{host}/")) is None

    @pytest.mark.parametrize(
        ("url", "publisher"),
        [
            ("https://www.bbc.com/arabic/articles/c1", "bbc.com~arabic"),
            ("https://www.bbc.com/sport/1", "bbc.com"),
            ("https://www.france24.com/fr/afrique/2026", "france24.com~fr"),
            ("https://elpais.com/mexico/x", "elpais.com~mexico"),
            ("https://www.lemonde.fr/en/x", "lemonde.fr~en"),
            ("https://www.lemonde.fr/entreprises/x", "lemonde.fr"),
        ],
    )
    def test_a_page_leads_to_the_one_it_lies_under(self, url: str, publisher: str) -> None:
        found = catalogue().publisher_of(WebUrl(url))
        assert found is not None
        assert found.id == publisher


class TestFinding:
    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("guardian", "theguardian.com"),
            ("el pais", "elpais.com"),
            ("PAÍS", "elpais.com"),
            ("الجزيره", "aljazeera.net"),
            ("lbci", "lbcgroup.tv"),
            ("毎日", "mainichi.jp"),
            ("france 24 arabic", "france24.com~ar"),
            ("spiegel.de", "spiegel.de"),
        ],
    )
    def test_by_name(self, text: str, first: str) -> None:
        assert catalogue().find(text)[0].id == first

    def test_by_country_and_language(self) -> None:
        assert {one.country for one in catalogue().find("lebanon")} == {"LB"}
        assert {one.language for one in catalogue().find("swahili")} == {"sw"}
        assert "tagesschau.de" in {one.id for one in catalogue().find("deutsch tagesschau")}

    def test_nothing_by_nothing(self) -> None:
        assert catalogue().find("  ") == ()
        assert catalogue().find("qqqqq") == ()

    def test_no_more_than_asked(self) -> None:
        assert len(catalogue().find("the", limit=7)) == 7
