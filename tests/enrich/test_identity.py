"""Which topic a hashtag is: by name, kind, company, and an editor's word."""

from __future__ import annotations

import pytest

from octavo.enrich.identity import cased, keyed, links_for, spellings
from octavo.news.addresses import ArticleId
from octavo.news.marks import Hashtag, TopicKind
from octavo.news.sources import Category
from octavo.news.topics import Alias, KnownTopic, Topic, TopicId, TopicLink, TopicSlug, Unlinked


def known(
    number: int,
    *names: str,
    kind: TopicKind = "person",
    language: str = "en",
    articles: int = 1,
    companions: tuple[tuple[str, int], ...] = (),
    categories: tuple[tuple[Category, int], ...] = (("politics", 1),),
    pinned: tuple[str, ...] = (),
) -> KnownTopic:
    aliases = tuple(Alias(name, language, 1) for name in names)
    topic = Topic(TopicId(number), TopicSlug(f"t{number}"), kind, names[0], aliases, articles)
    return KnownTopic(topic, companions, categories, pinned)


def linked(
    *hashtags: str | Hashtag, to: tuple[KnownTopic, ...], language: str = "en", category: Category = "politics"
) -> list[TopicLink]:
    made = tuple(one if isinstance(one, Hashtag) else Hashtag(one, "person", 0.5, (one,)) for one in hashtags)
    return list(links_for(Unlinked(ArticleId(1), language, category, made, to, TopicId(9))))


@pytest.mark.parametrize(
    ("name", "language", "there"),
    [
        ("Volodymyr Zelenskyy", "en", "Volodymyr Zelensky"),
        ("فولوديمير زيلينسكي", "ar", "Volodymyr Zelensky"),
        ("Владимир Зеленский", "ru", "Volodymyr Zelensky"),
        ("Kim Jong-un", "en", "Kim Jong Un"),
        ("Mykhailo Zhelenko", "en", "Mykhailo Zhelyenko"),
        ("Mykhaïlo Jelienko", "fr", "Mykhailo Zhelyenko"),
        ("ميخايلو جيلينكو", "ar", "Mykhailo Zhelyenko"),
    ],
)
def test_a_name_in_another_spelling_is_the_topic(name: str, language: str, there: str) -> None:
    (link,) = linked(name, to=(known(1, there), known(2, "Ana Vey")), language=language)
    assert (link.topic, link.name, link.language) == (1, name, language)


def test_a_name_that_nothing_bears_is_new() -> None:
    (link,) = linked("Carl Lind", to=(known(1, "Ana Vey"),))
    assert (link.topic, link.forms) == (None, ("Carl Lind",))


def test_the_best_name_wins_and_among_equals_the_company() -> None:
    topics = (
        known(1, "John Carter", companions=(("Rovers", 9),), articles=9),
        known(2, "John Carter", companions=(("The Senate", 5),), articles=5),
    )
    senate = Hashtag("The Senate", "organisation", 0.4)
    assert [link.topic for link in linked("John Carter", senate, to=topics)] == [2, None]
    assert [link.topic for link in linked("John Carter", to=topics)] == [1]


def test_two_people_of_one_name_stay_two_when_the_texts_say_so() -> None:
    player = known(1, "John Carter", articles=8, companions=(("Rovers", 8),), categories=(("sport", 8),))
    (link,) = linked("John Carter", to=(player,), category="politics")
    assert link.topic is None
    (link,) = linked("John Carter", to=(player,), category="sport")
    assert link.topic == 1
    (link, _) = linked("John Carter", Hashtag("Rovers", "organisation", 0.4), to=(player,), category="business")
    assert link.topic == 1


def test_a_surname_alone_needs_known_company() -> None:
    lavrov = known(1, "Sergei Lavrov", companions=(("Moscow", 3), ("Ana Vey", 1)))
    moscow = Hashtag("Moscow", "place", 0.4)
    assert linked("Lavrov", moscow, to=(lavrov,))[0].topic == 1
    assert linked("Lavrov", to=(lavrov,))[0].topic is None


def test_a_thing_that_taggers_take_for_another_kind_is_the_same_unless_its_company_says_no() -> None:
    veshnia = known(1, "Veshnia", kind="place", articles=2)
    assert linked(Hashtag("Veshnia", "organisation", 0.5), to=(veshnia,))[0].topic == 1
    jordan = known(1, "Jordan", kind="place", articles=90, companions=(("Amman", 40),))
    assert linked("Jordan", Hashtag("Rovers", "organisation", 0.4), to=(jordan,), category="sport")[0].topic is None
    assert linked("Jordan", Hashtag("Amman", "place", 0.4), to=(jordan,), category="sport")[0].topic == 1


@pytest.mark.parametrize(
    ("name", "there", "language", "same"),
    [
        ("hold", "gold", "en", False),
        ("votes", "vote", "en", True),
        ("Votes", "votes", "en", True),
        ("votes", "vote", "fr", False),
        ("صحة", "save", "ar", False),
        ("القهوة", "queue", "ar", False),
    ],
)
def test_common_words_do_not_meet_by_sound(name: str, there: str, language: str, same: bool) -> None:
    (link,) = linked(Hashtag(name, "subject", 0.5), to=(known(1, there, kind="subject"),), language=language)
    assert (link.topic == 1) == same


def test_a_language_without_tagger_meets_names_by_several_words_or_by_company() -> None:
    several = known(1, "Ras Nadim", kind="place")
    assert linked(Hashtag("رأس نديم", "subject", 0.5), to=(several,), language="ar")[0].topic == 1
    alone = known(2, "Veshnia", kind="place", companions=(("Ras Nadim", 3),))
    assert linked(Hashtag("فيشنيا", "subject", 0.5), to=(alone,), language="ar")[0].topic is None
    both = linked(
        Hashtag("فيشنيا", "subject", 0.5), Hashtag("رأس نديم", "subject", 0.4), to=(several, alone), language="ar"
    )
    assert [link.topic for link in both] == [2, 1]


def test_names_that_leave_doubt_vouch_for_each_other_only_where_they_keep_company() -> None:
    veshnia = known(1, "Veshnia", kind="place", companions=(("Karsk", 3),))
    karsk = known(2, "Karsk", kind="place", companions=(("Veshnia", 3),))
    alone = known(3, "Karsk", kind="place", companions=(("Port Clerc", 3),))
    hashtags = Hashtag("فيشنيا", "subject", 0.5), Hashtag("كارسك", "subject", 0.4)
    assert [link.topic for link in linked(*hashtags, to=(veshnia, karsk), language="ar")] == [1, 2]
    assert [link.topic for link in linked(hashtags[1], to=(alone,), language="ar")] == [None]


def test_an_article_of_a_name_is_no_second_word() -> None:
    tirado = known(1, "El Tirado", kind="place")
    assert linked(Hashtag("دار الوادي", "place", 0.5), to=(tirado,), language="ar")[0].topic is None


def test_an_editors_spelling_is_the_topic_it_was_given_to() -> None:
    topics = (known(1, "Ana Vey", articles=50), known(2, "Anna Vey", pinned=("Anna Vey",)))
    assert [link.topic for link in linked("ANNA VEY", to=topics)] == [2]


def test_an_article_names_each_topic_once_under_what_it_is_most_about() -> None:
    some, more = Hashtag("Zelensky", "person", 0.3), Hashtag("Volodymyr Zelenskyy", "person", 0.8)
    topic = known(1, "Volodymyr Zelenskyy", "Zelensky")
    assert [(link.topic, link.name) for link in linked(some, more, to=(topic,))] == [(1, "Volodymyr Zelenskyy")]


def test_the_same_new_name_twice_is_one_new_topic() -> None:
    assert len(linked("Ana Vey", "ANA VEY", to=())) == 1


def test_capitals_are_no_spelling_of_their_own() -> None:
    lanhai = known(1, "Lanhai", kind="place")
    assert (cased("LANHAI", lanhai), cased("NATO", lanhai), cased("Lanhai", lanhai)) == ("Lanhai", "NATO", "Lanhai")


def test_a_part_of_a_name_is_no_spelling_of_it_and_an_acronym_is() -> None:
    forms = ("North Atlantic Treaty Organization", "NATO", "Atlantic Treaty")
    assert spellings(forms[0], forms) == ("NATO",)


def test_spellings_of_one_thing_share_a_key() -> None:
    pairs = [
        ("Volodymyr Zelenskyy", "فولوديمير زيلينسكي", "person", "ar"),
        ("Kyiv", "Kiev", "place", "en"),
        ("United Nations", "UN", "organisation", "en"),
    ]
    for one, other, kind, language in pairs:
        kept = keyed(Hashtag(one, kind, 0.5), "en").keys  # type: ignore[arg-type]
        looked_up = keyed(Hashtag(other, kind, 0.5), language).lookups  # type: ignore[arg-type]
        assert set(kept) & set(looked_up), (one, other)
