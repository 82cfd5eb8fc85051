"""Articles join and begin stories as they arrive, early errors are put right, and editors have the last word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from octavo.news.addresses import ArticleId, CanonicalUrl, PublisherId
from octavo.news.articles import Article, Block, Card, Revision, StoredArticle
from octavo.news.marks import Hashtag, Language, Marks
from octavo.news.stories import Sketch, StoryId, Unwoven
from octavo.news.topics import TopicId
from octavo.stories.sketch import sketch_of
from octavo.stories.weaver import Weaver

NOON = datetime(2031, 5, 14, 12, tzinfo=UTC)

FERRY = (
    "Ferry capsizes off Ras Nadim",
    "The ferry Halcyon capsized off Ras Nadim with more than 200 people aboard. The coastguard of Morvane pulled "
    "survivors from the water through the night, and fishermen from Ras Nadim joined the search with their boats.",
)
FERRY_AGAIN = (
    "Coastguard searches for survivors of the Halcyon",
    "Rescuers searched the water off Ras Nadim for passengers of the ferry Halcyon, which capsized with more than 200 "
    "people aboard. The coastguard of Morvane said that fishermen had saved dozens of survivors.",
)
FERRY_LATER = (
    "Morvane mourns as toll of Halcyon ferry rises",
    "The toll of the ferry Halcyon, which capsized off Ras Nadim, rose to 26. Survivors told the coastguard of Morvane "
    "that there were too many people aboard, and the captain was questioned.",
)
BANK = (
    "Central bank of Sariya raises its rate to six percent",
    "The central bank of Sariya raised its benchmark rate by half a point to six percent. Governor Lidia Tamm said "
    "inflation stayed too high, while exporters warned that credit for factories would become dearer.",
)
BANK_AGAIN = (
    "Sariya's rate rises again as Governor Tamm fights inflation",
    "Borrowing in Sariya becomes dearer: the central bank lifted its benchmark rate to six percent, the third rise "
    "this year. Governor Lidia Tamm blamed stubborn inflation; exporters complained about credit.",
)


def sketch(
    number: int,
    told: tuple[str, str],
    *,
    hours: float = 0.0,
    publisher: str = "",
    language: str = "en",
    names: tuple[str, ...] = (),
    topics: tuple[int, ...] = (),
    vector: tuple[float, ...] = (),
) -> Sketch:
    """The sketch of an article of this number, shown so long after noon."""
    title, text = told
    shown = NOON + timedelta(hours=hours)
    house = publisher or f"house{number}.example"
    url = CanonicalUrl(f"https://{house}/{number}")
    body = (Block("paragraph", text),)
    article = Article(url, title, body, language=language)
    card = Card(ArticleId(number), url, title, PublisherId(house), house, shown, "", language, "general", "article")
    stored = StoredArticle(card, article, shown, (Revision(1, shown, title, "", body),))
    hashtags = tuple(Hashtag(name, "subject", 1.0) for name in names)
    marks = Marks(Language(language, 1.0, "Latn"), "general", 1.0, hashtags=hashtags)
    about = tuple((TopicId(topic), f"topic {topic}", 1.0) for topic in topics)
    return sketch_of(Unwoven(stored, marks, about, vector, "a-model" if vector else "", (house,)))


def test_reports_of_one_event_are_one_story_and_others_are_not() -> None:
    weaver = Weaver()
    first = weaver.add(sketch(1, FERRY)).membership
    assert (first.story, first.near, first.score) == (StoryId(1), None, 1.0)
    assert weaver.add(sketch(2, BANK)).membership.story == StoryId(2)
    second = weaver.add(sketch(3, FERRY_AGAIN, hours=1)).membership
    assert second.story == StoryId(1)
    assert second.near == ArticleId(1)
    assert weaver.add(sketch(4, BANK_AGAIN, hours=2)).membership.story == StoryId(2)
