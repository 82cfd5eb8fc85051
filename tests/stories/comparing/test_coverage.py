"""Who covers a story and who is silent."""

from __future__ import annotations

from octavo.news.addresses import PublisherId
from octavo.news.sources import Publisher
from octavo.news.stories import Membership, StoryId, StoryMember
from octavo.stories.comparing import coverage_of

from .reports import report

PUBLISHERS = [
    Publisher(PublisherId("wire"), "The Wire", kind="agency"),
    Publisher(PublisherId("herald"), "The Herald", country="XM", kind="newspaper", owner="Hollin Media"),
    Publisher(PublisherId("sawt"), "Sawt", country="XS", kind="newspaper"),
    Publisher(PublisherId("mail"), "The Mail", country="XM", kind="newspaper"),
]


def member(
    number: int, publisher: str, country: str, *, hours: float, language: str = "en", copy_of: int = 0
) -> StoryMember:
    made = report(number, publisher, "Nothing.", hours=hours, language=language, copy_of=copy_of)
    return StoryMember(made.stored.card, Membership(made.stored.card.id, StoryId(1)), country, made.copy)


MEMBERS = [
    member(3, "sawt", "XS", hours=2, language="ar"),
    member(2, "herald", "XM", hours=1, copy_of=1),
    member(1, "wire", "", hours=0),
    member(4, "herald", "XM", hours=3),
]


def test_each_number_has_its_articles() -> None:
    coverage = coverage_of(MEMBERS, PUBLISHERS, {})
    assert [(share.name, share.publishers, share.articles) for share in coverage.countries] == [
        ("XM", 1, (2, 4)), ("XS", 1, (3,)), ("", 1, (1,)),
    ]  # fmt: skip
    assert [(share.name, share.publishers) for share in coverage.languages] == [("en", 2), ("ar", 1)]
    assert [(share.name, share.publishers) for share in coverage.kinds] == [("newspaper", 2), ("agency", 1)]
    assert [share.name for share in coverage.owners] == ["Hollin Media", ""]
    assert coverage.first == 1


def test_a_copy_is_no_independent_report() -> None:
    (english, _) = coverage_of(MEMBERS[:3], PUBLISHERS, {}).languages
    assert (english.publishers, english.independent) == (2, 1)


def test_silent_is_who_usually_covers_such_news() -> None:
    usual = {PublisherId("mail"): 5, PublisherId("herald"): 9, PublisherId("unknown"): 9}
    assert [(one.name, one.usual) for one in coverage_of(MEMBERS, PUBLISHERS, usual).silent] == [("The Mail", 5)]
    assert not coverage_of(MEMBERS, PUBLISHERS, {PublisherId("mail"): 2}).silent


def test_a_story_without_members_has_no_coverage() -> None:
    assert coverage_of([], PUBLISHERS, {}).first is None
