"""Feed parsing against feedparser, in one run, on one core: feeds of the kinds that are polled, made here.

Both start from the bytes and end with entries whose titles and summaries are safe to show and whose addresses are
absolute: feedparser with its own sanitising and resolving, as it comes. A whole text that a feed carries is another
matter: feedparser sanitises it at every poll, Octavo once, when its entry is new or edited. So there are two last
lines: as at a poll that finds what it knew, and as if every entry were new, with every text made into safe blocks.

Each figure is the best of several rounds, taken in turn, by the time of the processor.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

import feedparser

from benchmarks.ratio import Ratio
from octavo.news.addresses import WebUrl
from octavo.news.articles import Page
from octavo.parse import parse_feed
from octavo.text.markup import blocks

URL = WebUrl("https://news.example/feed")
PEER = f"feedparser {feedparser.__version__}"
_TEXT = (
    "the council harbour minister agreed to build new line after months of talks with residents who had asked for "
    "quieter trains and lower fares while engineers warned that flood walls would need repair before storms reach coast"
)
_WORDS = _TEXT.split()


def bench() -> Iterator[Ratio]:
    """Entries a second, by kind of feed; the last lines are all kinds together."""
    kinds = {
        "RSS, 40 headlines": rss(40, 0),
        "RSS with pictures, 150 headlines": rss(150, 0, pictures=True),
        "RSS, 25 whole texts": rss(25, 12),
        "RSS, 1,000 headlines": rss(1000, 0, pictures=True),
        "Atom, 50 summaries": atom(50, 0),
        "Atom, 25 whole texts": atom(25, 12),
        "podcast, 200 episodes": podcast(200),
    }
    known_all = new_all = theirs_all = entries_all = 0.0
    for name, (body, entries) in kinds.items():
        known, new, theirs = _best_of(body)
        known_all, new_all, theirs_all = known_all + known, new_all + new, theirs_all + theirs
        entries_all += entries
        yield Ratio(name, entries / known, PEER, entries / theirs, "entries/s", "")
    them = entries_all / theirs_all
    yield Ratio("feeds of all kinds", entries_all / known_all, PEER, them, "entries/s", "≥ 10")
    yield Ratio("feeds of all kinds, every entry new", entries_all / new_all, PEER, them, "entries/s", "")


def _best_of(body: bytes, rounds: int = 7) -> tuple[float, float, float]:
    """Seconds of the fastest round: ours, ours with every whole text made into blocks, feedparser's."""
    page = Page(URL, URL, 200, body, "application/xml; charset=utf-8")
    known, new, theirs = [], [], []
    for _ in range(rounds):
        times = [time.thread_time()]
        feed = parse_feed(page)
        times.append(time.thread_time())
        for entry in feed.entries:
            blocks(entry.content, entry.content_base)
        times.append(time.thread_time())
        feedparser.parse(body)
        times.append(time.thread_time())
        known.append(times[1] - times[0])
        new.append(times[2] - times[0])
        theirs.append(times[3] - times[2])
    return min(known), min(new), min(theirs)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize() + "."


def _text(chance: random.Random, paragraphs: int) -> str:
    """HTML of a whole text as content systems write it: links, emphasis, a heading, a picture with its caption."""
    parts = [
        f'<figure><img src="/img/{chance.randrange(9999)}.jpg" alt=""><figcaption>{_sentence(chance, 9)}'
        f"</figcaption></figure>"
    ]
    for index in range(paragraphs):
        link = f' <a href="/topic/{chance.randrange(99)}">{_sentence(chance, 3)}</a> ' if index % 3 == 0 else " "
        parts.append(f"<p>{_sentence(chance, 22)}{link}{_sentence(chance, 25)} <em>{_sentence(chance, 4)}</em></p>")
    return "<h2>What happens next</h2>".join(["".join(parts[:6]), "".join(parts[6:])])


def rss(count: int, paragraphs: int, *, pictures: bool = False) -> tuple[bytes, int]:
    """RSS 2.0 as newspapers send it."""
    chance = random.Random(count + paragraphs)
    when = datetime(2026, 4, 3, 10, 30, tzinfo=UTC)
    items = []
    for index in range(count):
        link = f"https://news.example/world/{chance.randrange(10**9)}?utm_source=rss"
        about = f"<media:description>{_sentence(chance, 8)}</media:description>"
        shape = f'url="https://img.example/{index}.jpg" medium="image" width="1200" height="675"'
        media = f"<media:content {shape}>{about}</media:content>" if pictures else ""
        whole = f"<content:encoded><![CDATA[{_text(chance, paragraphs)}]]></content:encoded>" if paragraphs else ""
        items.append(
            f"<item><title><![CDATA[{_sentence(chance, 9)}]]></title><link>{escape(link)}</link>"
            f'<guid isPermaLink="false">news-{index}-{chance.randrange(10**9)}</guid><category>World</category>'
            f"<category>Transport</category><dc:creator>Ada Brook</dc:creator>"
            f"<pubDate>{format_datetime(when - timedelta(minutes=17 * index), usegmt=True)}</pubDate>"
            f"<description>{escape('<p>' + _sentence(chance, 28) + '</p>')}</description>{media}{whole}</item>"
        )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>The Example</title><link>https://news.example/</link><description>News</description><ttl>15</ttl>"
    )
    return (head + "\n".join(items) + "</channel></rss>").encode(), count


def atom(count: int, paragraphs: int) -> tuple[bytes, int]:
    """Atom 1.0 as blogs and some newspapers send it."""
    chance = random.Random(count + paragraphs)
    when = datetime(2026, 4, 3, 10, 30, tzinfo=UTC)
    entries = []
    for index in range(count):
        stamp = (when - timedelta(minutes=17 * index)).isoformat()
        whole = f'<content type="html">{escape(_text(chance, paragraphs))}</content>' if paragraphs else ""
        entries.append(
            f'<entry><title type="html">{_sentence(chance, 9)}</title><id>tag:news.example,2026:{index}</id>'
            f'<link rel="alternate" type="text/html" href="https://news.example/{index}"/><updated>{stamp}</updated>'
            f'<published>{stamp}</published><author><name>Ada Brook</name></author><category term="world"/>'
            f'<summary type="html">{escape("<p>" + _sentence(chance, 28) + "</p>")}</summary>{whole}</entry>'
        )
    head = '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Example</title>'
    return (head + "\n".join(entries) + "</feed>").encode(), count


def podcast(count: int) -> tuple[bytes, int]:
    """A podcast with iTunes and Podcasting 2.0 elements."""
    chance = random.Random(count)
    when = datetime(2026, 4, 3, 10, 30, tzinfo=UTC)
    items = []
    for index in range(count):
        told = escape(f"<p>{_sentence(chance, 60)}</p><p>{_sentence(chance, 20)}</p>")
        items.append(
            f"<item><title>{_sentence(chance, 7)}</title><guid>episode-{index}</guid>"
            f'<enclosure url="https://cdn.example/{index}.mp3" length="{chance.randrange(10**8)}" type="audio/mpeg"/>'
            f"<pubDate>{format_datetime(when - timedelta(days=index))}</pubDate><itunes:author>Ada Brook"
            f"</itunes:author>"
            f"<itunes:episode>{index}</itunes:episode><itunes:duration>1:02:{index % 60:02}</itunes:duration>"
            f'<itunes:image href="https://cdn.example/{index}.jpg"/><description>{told}</description></item>'
        )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'
        "<channel><title>The Example, aloud</title><link>https://news.example/</link><description>Talk</description>"
    )
    return (head + "\n".join(items) + "</channel></rss>").encode(), count
