"""Summaries, explanations, comparisons and the unbiased view, from the archive's own sentences."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.aids.newsroom import NOW, said, stored

from octavo.aids.balance import balance_of
from octavo.aids.compare import compared
from octavo.aids.explain import explained
from octavo.aids.glossary import gloss, letters_in, stand_for
from octavo.aids.places import where
from octavo.aids.sentences import sentences_of
from octavo.aids.summary import SENTENCES, summary_of
from octavo.news.addresses import PublisherId
from octavo.news.articles import StoredArticle
from octavo.news.comparison import Apart, Comparison, FigureSaid, Quantity, QuoteSaid, Statement, Utterance
from octavo.news.marks import Figure, KeyPoint, Language, Marks, Place, Quote, text_of
from octavo.news.sources import Publisher
from octavo.news.stories import StoryId
from octavo.news.topics import Tag, TopicSlug

FERRY = stored(
    "Ferry sinks off Corran",
    "The ferry Amaranth sank off Corran on Tuesday night with 214 people on board. Nobody knows why.",
    "Inès Marrow, the transport minister of Thalas, ordered an inquiry into the sinking of the ferry.",
    "The ferry had passed an inspection of the Thalas Maritime Safety Agency (TMSA) in May, the port said.",
    "Rescuers searched the water off Corran until the morning with boats of three countries.",
    "Prices of fish rose on Monday in all markets along the coast, traders said on the quay.",
)


def marks(article: StoredArticle, *points: str, places: tuple[Place, ...] = ()) -> Marks:
    text = text_of(article.article.title, article.article.body)
    found = tuple(
        KeyPoint(text.index(words), text.index(words) + len(words), 1 - nth / 10) for nth, words in enumerate(points)
    )
    return Marks(Language("en", 1.0, "Latn"), "world", 1.0, key_points=found, places=places)


# ── summary ──


def test_the_best_points_are_the_short_summary_in_the_order_of_the_text() -> None:
    known = marks(
        FERRY,
        "Rescuers searched the water off Corran until the morning with boats of three countries.",
        "The ferry Amaranth sank off Corran on Tuesday night with 214 people on board.",
        "The ferry had passed an inspection",
    )
    short = summary_of(FERRY, known, "short")
    assert [one.text.split()[0] for one in short] == ["The", "Rescuers"]
    assert len(summary_of(FERRY, known, "bullets")) == 3


def test_more_is_filled_with_what_says_something_new() -> None:
    point = "The ferry Amaranth sank off Corran on Tuesday night with 214 people on board."
    long = summary_of(FERRY, marks(FERRY, point), "long")
    assert 3 < len(long) <= SENTENCES["long"]
    assert len({one.start for one in long}) == len(long)
    assert "Nobody knows why." not in [one.text for one in long]  # too short to stand alone


@pytest.mark.parametrize("length", ["short", "long", "bullets"])
def test_without_points_its_own_sentences_serve_and_without_a_body_nothing(length: str) -> None:
    assert 0 < len(summary_of(FERRY, None, length)) <= SENTENCES[length]  # type: ignore[arg-type]
    assert summary_of(stored("Only a headline"), None, length) == ()  # type: ignore[arg-type]


def test_sentences_stand_where_they_say() -> None:
    text = text_of(FERRY.article.title, FERRY.article.body)
    every = sentences_of(FERRY)
    assert every[0].text == text[every[0].start : every[0].end]
    assert len(sentences_of(FERRY, 2)) == 2


# ── explain ──


@pytest.mark.parametrize(
    ("name", "sentence", "language", "told"),
    [
        ("Inès Marrow", "Inès Marrow, the transport minister, spoke.", "en", "the transport minister"),
        ("Sergei Lavrov", "Sergei Lavrov, Russia's foreign minister, flew home.", "en", "Russia's foreign minister"),
        ("Corran", "Corran is a port of 9,000 people on the strait.", "en", "a port of 9,000 people on the strait"),
        ("Jane Roe", "Jane Roe, the U.S. envoy to Thalas, left.", "en", "the U.S. envoy to Thalas"),
        ("Jane Roe", "The talks were led by Finnish prime minister Jane Roe in Oslo.", "en", "Finnish prime minister"),
        ("Anne Dubois", "Anne Dubois, la ministre des transports, a parlé.", "fr", "la ministre des transports"),
        ("سيرجي لافروف", "وقال وزير الخارجية الروسي سيرجي لافروف إن المحادثات انتهت.", "ar", "وزير الخارجية الروسي"),
        ("王毅", "中国外交部长王毅表示。", "zh", "中国外交部长"),
        ("Jane Roe", "Jane Roe went home, and nobody asked why.", "en", ""),
        ("Jane Roe", "The talks were led, said Jane Roe, by somebody else.", "en", ""),
        ("Nobody", "The talks were led by Jane Roe.", "en", ""),
    ],
)  # fmt: skip
def test_who_somebody_is_is_what_stands_beside_the_name(name: str, sentence: str, language: str, told: str) -> None:
    assert gloss([name], sentence, language) == told


def test_letters_stand_for_what_is_spelt_out_beside_them() -> None:
    assert (
        stand_for("NATO", "The North Atlantic Treaty Organization (NATO) met.") == "North Atlantic Treaty Organization"
    )
    assert stand_for("BBC", "The BBC (British Broadcasting Corporation) said so.") == "British Broadcasting Corporation"
    assert stand_for("UN", "The Union of Bakers (UN) met.") == ""
    assert letters_in("The UN and NATO met; the UN left.") == ["UN", "NATO"]


def test_names_are_explained_from_this_article_then_from_others() -> None:
    other = stored("Court opens", "The Court of the Isles, a court of seven judges in Corran, opened its doors today.")
    asked: list[str] = []

    def about(tag: Tag) -> Iterable[StoredArticle]:
        asked.append(tag.name)
        return [other]

    tags = [
        Tag(TopicSlug("marrow"), "Inès Marrow", "person", 0.9),
        Tag(TopicSlug("court"), "Court of the Isles", "organisation", 0.5),
        Tag(TopicSlug("oslo"), "Oslo", "place", 0.4),
        Tag(TopicSlug("nobody"), "Jane Roe", "person", 0.3),
        Tag(TopicSlug("fishing"), "Fishing", "subject", 0.2),
    ]
    found = explained(FERRY, marks(FERRY, places=(Place("NO", "Oslo"),)), tags, about)
    by_name = {one.name: one for one in found}
    assert by_name["Inès Marrow"].gloss == "the transport minister of Thalas"
    assert by_name["Inès Marrow"].said
    assert by_name["Inès Marrow"].said.article == FERRY.card.id
    assert by_name["Court of the Isles"].gloss == "a court of seven judges in Corran"
    assert by_name["Court of the Isles"].said
    assert by_name["Court of the Isles"].said.article == other.card.id
    assert by_name["Oslo"].where
    assert by_name["Oslo"].where.country == "NO"
    assert by_name["TMSA"].gloss == "Thalas Maritime Safety Agency"
    assert "Jane Roe" not in by_name
    assert "Fishing" not in asked


def test_places_are_countries_then_cities_near_then_the_largest() -> None:
    norway, paris, texas = where("Norvège", "fr"), where("Paris", "en"), where("Paris", "en", ["US"])
    assert norway
    assert (norway.kind, norway.country, norway.capital) == ("country", "NO", "Oslo")
    assert paris
    assert paris.country == "FR"
    assert texas
    assert texas.country == "US"
    assert where("Corran by the Sea", "en") is None


# ── compare and balance ──

OTHER = stored(
    "Ferry lost", "The Amaranth went down off Corran on Tuesday. 216 people were on it.", host="quai.example"
)
THIRD = stored("Le bac a coulé", "L’Amaranth a coulé mardi au large de Corran. Le capitaine dormait.", language="fr",
               host="agence.example")  # fmt: skip


def figure(article: StoredArticle, words: str, value: float) -> FigureSaid:
    there = said(article, words)
    counted = Figure(there.start, there.end, words, value, None, "", "", "people", "", "", "", (there.start, there.end))
    return FigureSaid(there, f"There were {words} there.", counted, NOW)


def told() -> Comparison:
    sank = Statement((said(FERRY, "The ferry Amaranth sank"), said(OTHER, "The Amaranth went down")), 0.5)
    abroad = Statement((said(OTHER, "The Amaranth went down off"), said(THIRD, "L’Amaranth a coulé")), 0.4)
    counts = (figure(FERRY, "214 people", 214), figure(OTHER, "216 people", 216))
    quote = Quote(0, 1, "Nobody knows why it sank, and nobody asks", "Inès Marrow", None, "said", True)
    short = Quote(0, 1, "Nobody knows", "Inès Marrow", None, "said", True)
    cuts = (QuoteSaid(said(FERRY, "Nobody knows"), short), QuoteSaid(said(OTHER, "216 people were"), quote))
    return Comparison(
        StoryId(1),
        (FERRY.card.id, OTHER.card.id, THIRD.card.id),
        (sank, abroad),
        (said(FERRY, "The ferry Amaranth sank"), said(THIRD, "Le capitaine dormait.")),
        (Quantity("on board", "", "contested", counts), Quantity("ferries", "", "agreeing", counts)),
        (Utterance("Inès Marrow", cuts[1], cuts[0], cuts),),
        apart=(Apart(FERRY.card.id, (said(FERRY, "Rescuers searched the water"),), (1, 9)),),
    )


def test_a_report_beside_the_others() -> None:
    found = compared(told(), FERRY.card.id)
    (differing,) = found.figures
    assert (differing.name, differing.here.said.text) == ("on board", "214 people")
    assert [one.said.text for one in differing.others] == ["216 people"]
    assert [one.said[0].text for one in found.missing] == ["The Amaranth went down off"]
    assert [one.text for one in found.only_here] == ["Rescuers searched the water"]
    assert [one.fullest.quote.text for one in found.quotes] == ["Nobody knows why it sank, and nobody asks"]
    given = [one.text for one in found.said()]
    assert "There were 216 people there." in given
    assert len(given) == len(set(given))


def test_an_article_that_was_not_compared_has_nothing_beside_it() -> None:
    alone = stored("Another")
    assert compared(told(), alone.card.id) == type(compared(told(), alone.card.id))((), (), (), ())


def test_what_reaches_across_countries_and_kinds_comes_first_and_the_contested_is_listed() -> None:
    publishers = {
        PublisherId("post.example"): Publisher(PublisherId("post.example"), "Post", "", "GB", "en", "newspaper"),
        PublisherId("quai.example"): Publisher(PublisherId("quai.example"), "Quai", "", "GB", "en", "newspaper"),
        PublisherId("agence.example"): Publisher(PublisherId("agence.example"), "Agence", "", "FR", "fr", "agency"),
    }
    found = balance_of(told(), publishers)
    assert [one.countries for one in found.agreed] == [("GB", "FR"), ("GB",)]
    assert found.agreed[0].kinds == ("newspaper", "agency")
    assert [one.name for one in found.contested] == ["on board"]
    assert [one.text for one in found.alone] == ["Le capitaine dormait."]
    assert len(list(found.said())) == 4
