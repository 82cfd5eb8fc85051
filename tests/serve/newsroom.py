"""A small newsroom for the pages' tests: articles of every form that a page must show, in several languages."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from octavo.news.addresses import CanonicalUrl, PublisherId, WebUrl, article_id
from octavo.news.articles import Article, Block, Card, Enclosure, Image, Link, Revision, StoredArticle
from octavo.news.marks import Figure, KeyPoint, Language, Marks, Mention, Place, Quote, text_of
from octavo.news.sources import Edition, Feed, FeedState, Publisher, StoredFeed
from octavo.news.topics import Alias, Topic, TopicDay, TopicEdit, TopicId, TopicSlug

NOW = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)

PUBLISHERS = (
    Publisher(
        PublisherId("harbourpost.example"), "The Harbour Post", "https://harbourpost.example/", "GB", "en", "newspaper"
    ),
    Publisher(
        PublisherId("northwire.example"),
        "Northwire",
        "https://northwire.example/",
        "CA",
        "en",
        "agency",
        "Northwire Co-operative",
    ),
    Publisher(
        PublisherId("valley.example"), "Valley Broadcasting", "https://valley.example/", "NZ", "en", "broadcaster"
    ),
    Publisher(PublisherId("almarsa.example"), "صحيفة المرسى", "https://almarsa.example/", "LB", "ar", "newspaper"),
    Publisher(PublisherId("quai.example"), "Le Quai", "https://quai.example/", "FR", "fr", "newspaper"),
    Publisher(PublisherId("gangkou.example"), "港口日报", "https://gangkou.example/", "CN", "zh", "newspaper"),
)

EDITIONS = (
    Edition("world-en", "The world in English", "en", "", tuple(p.id for p in PUBLISHERS[:3])),
    Edition("arab-ar", "العالم العربي", "ar", "", (PUBLISHERS[3].id,)),
    Edition("france-fr", "La France", "fr", "FR", (PUBLISHERS[4].id,)),
)

_NEWS = tomllib.loads((Path(__file__).parent / "news.toml").read_text(encoding="utf-8"))["article"]


TOPICS = (
    Topic(
        TopicId(1), TopicSlug("strait-of-thalas"), "place", "Strait of Thalas",
        (Alias("Strait of Thalas", "en", 31), Alias("مضيق ثالاس", "ar", 6), Alias("Thalasian Strait", "en", 4)),
        41, NOW - timedelta(hours=2),
    ),
    Topic(TopicId(2), TopicSlug("ines-marrow"), "person", "Inès Marrow",
          (Alias("Inès Marrow", "fr", 3), Alias("Ines Marrow", "en", 2)), 5, NOW - timedelta(days=1)),
    Topic(TopicId(3), TopicSlug("court-of-the-isles"), "organisation", "Court of the Isles",
          (Alias("Court of the Isles", "en", 9),), 9, NOW - timedelta(days=2), edited=True),
    Topic(TopicId(4), TopicSlug("opinion"), "subject", "Opinion", (Alias("Opinion", "en", 9),), 9, blocked=True),
)  # fmt: skip

EDITS = (
    TopicEdit(3, NOW - timedelta(hours=1), "merge", TopicId(5), TopicSlug("thalasian-strait"), "Thalasian Strait", "",
              "Strait of Thalas", TopicSlug("strait-of-thalas"), undoable=True),
    TopicEdit(2, NOW - timedelta(days=2), "rename", TopicId(3), TopicSlug("court-of-the-isles"), "The Court",
              "The Court", "Court of the Isles", undone=NOW - timedelta(days=1)),
    TopicEdit(1, NOW - timedelta(days=3), "block", TopicId(4), TopicSlug("opinion"), "Opinion", "", "", undoable=True),
)  # fmt: skip


def days(now: datetime, count: int) -> tuple[TopicDay, ...]:
    """So many days, the last today: quiet, but for a week."""
    dates = [(now - timedelta(days=ago)).date() for ago in reversed(range(count))]
    return tuple(TopicDay(str(date), 3 if nth % 30 > 23 else nth % 11 == 0) for nth, date in enumerate(dates))


def marks(stored: StoredArticle) -> Marks | None:
    """Of the treaty's article: names, a figure, a quote and key points; of others none."""
    text = text_of(stored.article.title, stored.article.body)
    if "214 boats" not in text:
        return None

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    points = [block.text for block in stored.article.body if block.text.startswith(("They signed", "The treaty ends"))]
    return Marks(
        Language("en", 1.0, "Latn"),
        "world",
        1.0,
        mentions=(Mention(*span("lighthouse"), "lighthouse", "place", "Thalas Light"),),
        places=(Place("GB", "Dover", weight=1.0),),
        key_points=tuple(KeyPoint(*span(point), 0.9) for point in points),
        quotes=(Quote(*span("a lighthouse and cost"), "a lighthouse and cost", "Inès Marrow", None, "said", True),),
        degraded=(("names", "No module named 'tagger'"),),
        figures=(Figure(*span("214 boats"), "214 boats", 214.0, None, "", "", "boats", "", "", "", (0, 1)),),
    )


def paragraph(text: str, html: str = "") -> Block:
    return Block("paragraph", text, html)


def _english_body() -> tuple[Block, ...]:
    return (
        paragraph(
            "They signed at dawn, on a ferry moored exactly between the two ports, because neither would sign in the"
            " other."
        ),
        paragraph(
            "The treaty ends a dispute that began with a lighthouse and cost, by the court’s own count, 214 boats.",
            'The treaty ends a dispute that began with <a href="https://harbourpost.example/lighthouse"'
            ' rel="noopener">a lighthouse</a> and cost, by the court’s own count, <strong>214 boats</strong>.',
        ),
        Block("heading", "What was agreed", level=2),
        Block("item", "Fishing quotas that follow the fish, not the map", level=1),
        Block("item", "One coastguard under three flags", level=1),
        Block("item", "its cutters painted white", level=2),
        Block("item", "its radio in two languages", level=2),
        Block("item", "A court of seven judges", level=1),
        Block("heading", "What was not", level=4),
        Block("quote", "Nobody got the strait. That is how you know it is a treaty."),
        Block("quote", "We will be back here in ten years, and I will bring the same pen."),
        paragraph("The wreck of the Amaranth stays where it is, and so does the argument about who sank it."),
        Block(
            "image",
            "",
            image=Image(
                WebUrl("https://harbourpost.example/wreck.jpg"),
                "A rusted bow above low water",
                "The Amaranth at low water",
                "J. Quill / Harbour Post",
                1600,
                900,
            ),
        ),
        Block(
            "table",
            "Quotas in tonnes",
            rows=(("", "2026", "2027"), ("Herring", "12,000", "11,400"), ("Cod", "3,100", "3,350")),
        ),
        Block("item", "Ratify by March", level=-1),
        Block("item", "Deposit the charts by June", level=-1),
        paragraph("The first joint patrol sails on Monday, weather permitting; the weather has not been consulted."),
    )


def _arabic_body() -> tuple[Block, ...]:
    return (
        paragraph(
            "وُقّعت المعاهدة فجرًا على متن عبّارة راسية في منتصف المسافة تمامًا بين الميناءين،"
            " لأن أيًّا من الطرفين لم يقبل أن يوقّع عند الآخر."
        ),
        paragraph("وتنهي المعاهدة نزاعًا بدأ بمنارة وكلّف، بحسب إحصاء المحكمة نفسها، 214 قاربًا."),
        Block("heading", "ما اتُّفق عليه", level=2),
        Block("item", "حصص صيد تتبع الأسماك لا الخرائط", level=1),
        Block("item", "خفر سواحل واحد تحت ثلاثة أعلام", level=1),
        Block("quote", "لم يحصل أحد على المضيق. هكذا تعرف أنها معاهدة."),
        paragraph(
            "وتبحر أول دورية مشتركة يوم الاثنين إذا سمح الطقس، وقالت السفيرة Marta Oyelaran إن «البحر لم يُستشر بعد»."
        ),
    )


def _short_body(summary: str, title: str) -> tuple[Block, ...]:
    return (paragraph(summary or title + "."), paragraph("More is expected later today."))


def _image(index: int, title: str) -> Image | None:
    if index % 3 == 2:
        return None
    return Image(WebUrl(f"https://pictures.example/{index}.jpg"), title, "The scene this morning", "R. Vane", 1200, 800)


def articles(now: datetime = NOW) -> list[StoredArticle]:
    """All articles, newest first."""
    made = [_article(index, now) for index in range(len(_NEWS))]
    return sorted(made, key=lambda stored: (stored.card.shown, stored.card.id), reverse=True)


def _article(index: int, now: datetime) -> StoredArticle:
    news = _NEWS[index]
    host, title, summary, language = news["publisher"], news["title"], news["summary"], news["language"]
    shown = now - timedelta(hours=news["hours"])
    url = CanonicalUrl(f"https://{host}/news/{index}")
    body = _english_body() if index == 0 else _arabic_body() if index == 20 else _short_body(summary, title)
    image = _image(index, title)
    sound = index == 2
    film = index == 13
    enclosures: tuple[Enclosure, ...] = ()
    if sound:
        enclosures = (
            Enclosure(WebUrl(f"https://{host}/forest.mp3"), "audio/mpeg", "The drowned forest, part one", 1475),
        )
    if film:
        enclosures = (
            Enclosure(WebUrl(f"https://{host}/cup.mp4"), "video/mp4", "All seven goals", 245),
            Enclosure(WebUrl("https://player.example/embed/1"), "text/html", "The whole match"),
        )
    revisions = _revisions(title, summary, body, shown) if index == 0 else (Revision(1, shown, title, summary, body),)
    card = Card(
        article_id(shown, url),
        url,
        title,
        PublisherId(host),
        next(p.name for p in PUBLISHERS if p.id == host),
        shown,
        summary,
        language,
        news["category"],
        "article",
        image,
        (),
        sound,
        film,
        len(revisions),
        news["words"],
    )
    article = Article(
        url=url,
        title=title,
        body=body,
        authors=("Ines Marlowe", "Tobias Fenn", "Ada Quill")[: index % 4],
        published=shown,
        updated=now - timedelta(minutes=20) if index == 0 else None,
        section="World affairs" if index == 0 else "",
        keywords=("Meridian Strait", "fishing", "treaties") if index == 0 else (),
        standfirst=summary,
        image=image,
        enclosures=enclosures,
        language=language,
        site_name=card.publisher_name,
        paywalled=index == 1,
        links=(
            Link(WebUrl(f"https://{host}/background"), "How the strait was lost"),
            Link(WebUrl("https://court.example/"), "The text of the treaty"),
        )
        if index == 0
        else (),
        origin="feed" if index == 4 else "page",
    )
    return StoredArticle(card, article, shown, revisions)


def _revisions(title: str, summary: str, body: tuple[Block, ...], shown: datetime) -> tuple[Revision, ...]:
    first = (
        body[0],
        paragraph(
            "The treaty ends a dispute that began with a lighthouse and cost, by the court’s own count, 190 boats."
        ),
        *body[2:-1],
    )
    second = (body[0], body[1], *body[2:-1], paragraph("The first joint patrol sails on Sunday."))
    return (
        Revision(1, shown, "Three states agree to share the Meridian Strait", summary, first),
        Revision(2, shown + timedelta(minutes=25), title, summary, second),
        Revision(3, shown + timedelta(minutes=50), title, summary, body),
    )


def feeds(now: datetime = NOW) -> list[StoredFeed]:
    """One feed a publisher, in every condition."""
    well = FeedState(
        last_polled=now - timedelta(minutes=9),
        last_success=now - timedelta(minutes=9),
        last_changed=now - timedelta(hours=1),
        next_poll=now + timedelta(minutes=21),
        interval=1800,
    )
    states: Sequence[tuple[FeedState, bool]] = (
        (well, False),
        (
            FeedState(
                last_success=now - timedelta(days=9),
                next_poll=now + timedelta(hours=6),
                error="The site answered with status 503 (service unavailable).",
                errors=7,
            ),
            False,
        ),
        (well, True),
        (well, False),
        (FeedState(gone=True, error="The site answered 410: the feed is gone for good."), False),
        (FeedState(), False),
    )
    return [
        StoredFeed(
            number,
            Feed(
                WebUrl(f"{publisher.home}rss.xml"),
                publisher.id,
                f"{publisher.name} – news",
                "",
                publisher.language,
                ("World",),
            ),
            state,
            paused,
            now - timedelta(days=30),
        )  # type: ignore[arg-type]
        for number, (publisher, (state, paused)) in enumerate(zip(PUBLISHERS, states, strict=True), 1)
    ]
