"""Stories for the pages’ tests: the treaty, of five publishers, one of which copies, and every other report alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tests.serve import newsroom
from tests.serve.newsroom import NOW

from octavo.news.addresses import CanonicalUrl, PublisherId, article_id
from octavo.news.articles import StoredArticle
from octavo.news.comparison import (
    Apart,
    Comparison,
    FigureSaid,
    Quantity,
    QuoteSaid,
    Said,
    Statement,
    Turn,
    Utterance,
)
from octavo.news.marks import Figure, Quote, text_of
from octavo.news.stories import Copy, Evidence, Membership, Story, StoryCard, StoryEdit, StoryId, StoryMember
from octavo.news.topics import Tag

_TREATY = ("Three states agree", "ثلاث دول توقّع معاهدة", "Trois États", "三国历经")


def with_copy(articles: Sequence[StoredArticle]) -> list[StoredArticle]:
    """The newsroom's articles and Northwire's trimmed copy of the treaty's first report, newest first."""
    origin = articles[0]
    shown = NOW - timedelta(hours=1.1)
    url = CanonicalUrl("https://northwire.example/strait")
    title = "Strait treaty signed on a ferry at dawn"
    body = (*origin.article.body[:2], newsroom.paragraph("Northwire had a boat alongside."), origin.article.body[-1])
    card = replace(
        origin.card, id=article_id(shown, url), url=url, title=title, publisher=PublisherId("northwire.example"),
        publisher_name="Northwire", shown=shown, revisions=1, image=None,
    )  # fmt: skip
    article = replace(
        origin.article, url=url, title=title, body=body, published=shown, updated=None, image=None, links=()
    )
    revision = replace(origin.revisions[0], seen=shown, title=title, body=body)
    copy = StoredArticle(card, article, shown, (revision,))
    return sorted([*articles, copy], key=lambda one: (one.card.shown, one.card.id), reverse=True)


def treaty(articles: Sequence[StoredArticle]) -> list[StoredArticle]:
    """The treaty's reports, newest first; its copy among them."""
    return [one for one in articles if one.card.title.startswith((*_TREATY, "Strait treaty"))]


def origin_and_copy(articles: Sequence[StoredArticle]) -> tuple[StoredArticle, StoredArticle]:
    """The treaty's first report and the copy of it."""
    found = treaty(articles)
    return (
        next(one for one in found if one.card.title.startswith("Three states")),
        next(one for one in found if one.card.title.startswith("Strait treaty")),
    )


def copies(articles: Sequence[StoredArticle]) -> list[Copy]:
    """All copies: one, where the newsroom has it."""
    if not any(one.card.title.startswith("Strait treaty") for one in articles):
        return []
    origin, copy = (one.card.id for one in origin_and_copy(articles))
    return [Copy(copy, origin, origin, "trimmed", 0.42, 0.08, "Harbour Post", "credit")]


def stories(articles: Sequence[StoredArticle]) -> list[Story]:
    """Every story, that with the newest article first."""
    told = treaty(articles)
    groups = [told, *([one] for one in articles if one not in told)]
    return [_story(group, copies(articles)) for group in groups if group]


def _story(group: Sequence[StoredArticle], known: Sequence[Copy]) -> Story:
    began = group[-1].card
    members = tuple(_member(one, StoryId(began.id), group, known) for one in group)
    copied = sum(member.copy is not None for member in members)
    own = {member.card.publisher for member in members if member.copy is None}
    hours = Counter(one.card.shown.replace(minute=0, second=0) for one in group)
    lead = next(one for one in group if all(copy.article != one.card.id for copy in known)).card
    card = StoryCard(
        StoryId(began.id), lead, len(group), len({one.card.publisher for one in group}), copied, len(own),
        began.shown, group[0].card.shown, lead.category,
        tuple(Counter(one.card.language for one in group).most_common()),
        tuple(Counter(member.country for member in members).most_common()),
        tuple(sorted(hours.items())), ((str(began.shown.date()), len(group)),),
        ("They signed at dawn, on a ferry moored exactly between the two ports, because neither would sign in the"
         " other.",) if len(group) > 1 else (),
        (Tag(newsroom.TOPICS[0].slug, "Strait of Thalas", "place", 0.9),) if len(group) > 1 else (),
    )  # fmt: skip
    return Story(card, members)


def _member(one: StoredArticle, story: StoryId, group: Sequence[StoredArticle], known: Sequence[Copy]) -> StoryMember:
    country = next(publisher.country for publisher in newsroom.PUBLISHERS if publisher.id == one.card.publisher)
    copy = next((copy for copy in known if copy.article == one.card.id), None)
    if one is group[-1]:
        return StoryMember(one.card, Membership(one.card.id, story), country, copy)
    evidence = (
        Evidence("names", 0.8, 2.25, ("Meridian Strait", "ميريديان")),
        Evidence("meaning", 0.71, 1.5),
        Evidence("time", 0.9, -0.25),
    )
    return StoryMember(one.card, Membership(one.card.id, story, 0.93, group[-1].card.id, evidence), country, copy)


def comparison(articles: Sequence[StoredArticle], story: StoryId) -> Comparison | None:
    """Of the treaty; of others none."""
    told = treaty(articles)
    if not told or told[-1].card.id != story:
        return None
    english, _ = origin_and_copy(articles)
    arabic = next(one for one in told if one.card.language == "ar")
    french = next(one for one in told if one.card.language == "fr")
    signed = _said(english, "They signed at dawn")
    dispute = _said(english, "The treaty ends a dispute")
    states = Statement((signed, _said(arabic, "وُقّعت")), 0.9)
    court = Statement((_said(french, "Le traité"), _said(arabic, "وتنهي")), 0.4)
    boats, qarib = _span(english, "214 boats"), _span(arabic, "214 قاربًا")
    seven = _span(french, "sept juges")
    return Comparison(
        story,
        tuple(one.card.id for one in told),
        (states, court),
        (signed, dispute),
        (
            Quantity("judges", "", "contested", (_figure(seven, 7), _figure(_span(english, "seven judges"), 9))),
            Quantity("boats", "", "agreeing", (_figure(boats, 214), _figure(qarib, 214))),
        ),
        (_utterance(english, arabic),),
        (
            Turn(NOW - timedelta(days=1), _said(french, "Le traité"), "began"),
            Turn(NOW - timedelta(hours=2), _said(arabic, "وتنهي"), "news", 2),
            Turn(NOW - timedelta(hours=1), boats, "figure"),
            Turn(NOW - timedelta(minutes=50), signed, "edit"),
        ),
        (Apart(english.card.id, (_said(english, "The wreck of"),), (1,)),),
        2,
        (("figures", "the model was not at hand"),),
    )


def _utterance(english: StoredArticle, arabic: StoredArticle) -> Utterance:
    full, cut = (
        _span(english, "Nobody got the strait. That is how you know it is a treaty."),
        _span(arabic, "لم يحصل أحد"),
    )
    said = QuoteSaid(full, Quote(full.start, full.end, full.text, "Marta Oyelaran", None, "said", True))
    other = QuoteSaid(cut, Quote(cut.start, cut.end, cut.text, "Marta Oyelaran", None, "قالت", False))
    return Utterance("Marta Oyelaran", said, other, (other, said))


def _figure(said: Said, value: float) -> FigureSaid:
    figure = Figure(said.start, said.end, said.text, value, None, "", "", "boats", "lost", "the court", "", (0, 1))
    return FigureSaid(said, said.text, figure, said.shown)


def _said(stored: StoredArticle, beginning: str) -> Said:
    """The paragraph that begins so."""
    text = text_of(stored.article.title, stored.article.body)
    start = text.index(beginning)
    return _place(stored, start, (text + "\n").index("\n", start))


def _span(stored: StoredArticle, words: str) -> Said:
    start = text_of(stored.article.title, stored.article.body).find(words)
    return _place(stored, max(0, start), max(0, start) + len(words))


def _place(stored: StoredArticle, start: int, end: int) -> Said:
    card = stored.card
    text = text_of(stored.article.title, stored.article.body)[start:end]
    return Said(card.id, card.publisher, card.publisher_name, card.shown, card.language, start, end, text)


def edits(articles: Sequence[StoredArticle]) -> list[StoryEdit]:
    """One that can be undone, and one that was."""
    story = stories(articles)[0].card
    gone = StoryId(story.id + 1)
    return [
        StoryEdit(2, NOW - timedelta(hours=1), "merge", gone, story.id, (), "A ferry between two ports", None, True),
        StoryEdit(
            1, NOW - timedelta(hours=3), "split", story.id, gone, (story.lead.id,), story.lead.title,
            NOW - timedelta(hours=2),
        ),
    ]  # fmt: skip
