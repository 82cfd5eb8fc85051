"""What an entry says: texts, addresses, pictures, sound, people, dates, tags, language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from octavo.news.articles import Block, Entry, ParsedFeed
from octavo.parse.media import duration
from octavo.parse.people import names
from octavo.text.markup import blocks

Read = Callable[..., ParsedFeed]
Item = Callable[..., Entry]


def body(entry: Entry) -> tuple[Block, ...]:
    """What a reader gets of the whole text that the entry carries."""
    return blocks(entry.content, entry.content_base)


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<title>1 &lt; 2 &amp; 3</title>", "1 < 2 & 3"),
        ("<title type='text'>Use &lt;em&gt; wisely</title>", "Use <em> wisely"),
        ("<title type='html'>Use &lt;em&gt;care&lt;/em&gt;</title>", "Use care"),
        ("<title type='html'>R&amp;amp;D</title>", "R&D"),
        ("<title type='text'>It&amp;#8217;s</title>", "It’s"),
        ("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Less: <b>&lt;</b></div></title>", "Less: <"),
        ("<title type='application/octet-stream'>QSA8Yj5iPC9iPg==</title>", "A b"),
        ("<title type='application/octet-stream'>not base64!</title>", "not base64!"),
    ],
)
def test_atom_titles_by_type(atom: Item, title: str, expected: str) -> None:
    assert atom(f"<id>1</id>{title}").title == expected


def test_summary_is_plain_and_the_whole_text_is_kept_as_it_is(item: Item) -> None:
    entry = item(
        "<description>&lt;p&gt;A &lt;b&gt;bridge&lt;/b&gt; opened.&lt;/p&gt;</description>"
        "<content:encoded><![CDATA[<h2>Why</h2><p>By <a href='/who'>Ada</a>.</p><ul><li>One</li></ul>]]>"
        "</content:encoded>"
    )
    assert entry.summary == "A bridge opened."
    assert [(block.kind, block.text) for block in body(entry)] == [
        ("heading", "Why"),
        ("paragraph", "By Ada."),
        ("item", "One"),
    ]
    assert 'href="https://paper.example/who"' in body(entry)[1].html


def test_a_long_description_is_the_whole_text(item: Item) -> None:
    paragraphs = "".join(f"<p>{'word ' * 100}{i}</p>" for i in range(4))
    assert len(body(item(f"<description><![CDATA[{paragraphs}]]></description>"))) == 4
    assert item("<description><![CDATA[<p>One.</p><p>Two.</p>]]></description>").content == ""


def test_atom_content_of_each_type(atom: Item) -> None:
    xhtml = "<x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>One <x:em>two</x:em></x:p></x:div>"
    assert [(b.text, b.html) for b in body(atom(f"<content type='xhtml'>{xhtml}</content>"))] == [
        ("One two", "One <em>two</em>")
    ]
    assert [b.text for b in body(atom("<content type='html'>&lt;p&gt;One&lt;/p&gt;</content>"))] == ["One"]
    assert [b.text for b in body(atom("<content type='text'>One &lt; two\n\nThree</content>"))] == [
        "One < two",
        "Three",
    ]
    two = "<content type='text'>plain</content><content type='html'>&lt;p&gt;rich&lt;/p&gt;</content>"
    assert [b.text for b in body(atom(two))] == ["rich"]


def test_what_is_dangerous_is_dropped(item: Item) -> None:
    entry = item(
        "<description><![CDATA[A<script>alert(1)</script><iframe srcdoc='<script>x</script>'></iframe> b]]>"
        "</description>"
        "<content:encoded><![CDATA[<p onclick='x'>A <a href='javascript:alert(1)'>b</a></p><svg onload='x'></svg>"
        "<a href='javascript://youtube.com/%0Aalert(1)'>c</a>]]></content:encoded>"
    )
    assert entry.summary == "A b"
    for text in (entry.summary, *(block.html for block in body(entry))):
        assert not any(bad in text for bad in ("script", "onclick", "onload", "srcdoc"))


# ── addresses ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<link>https://paper.example/a#top</link>", "https://paper.example/a"),
        ("<link> \n https://paper.example/a \n</link>", "https://paper.example/a"),
        ("<link><![CDATA[https://paper.example/a]]></link>", "https://paper.example/a"),
        ("<link>/a</link>", "https://paper.example/a"),
        ("<link>a</link>", "https://paper.example/feeds/a"),
        ("<link/><guid>https://paper.example/a</guid>", "https://paper.example/a"),
        ("<link> </link><guid isPermaLink='false'>https://paper.example/a</guid>", None),
        ("<guid isPermaLink='true'>/a</guid>", "https://paper.example/a"),
        ("<guid>abc</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>data:text/html,x</link>", None),
        ("<link>https://user:pass@paper.example/</link>", None),
        ("<link>javascript:alert(1)</link><atom:link href='https://paper.example/a'/>", "https://paper.example/a"),
        ("<atom:link rel='replies' href='https://paper.example/c'/>", None),
        ("<atom:link rel='alternate' type='application/json' href='/a.json'/><atom:link href='/a'/>", "https://paper.example/a"),
        ("<link>https://proxy.example/1</link><origLink xmlns='http://rssnamespace.org/feedburner/ext/1.0'>"
         "https://paper.example/a</origLink>", "https://paper.example/a"),
    ],
)  # fmt: skip
def test_the_address_of_an_item(item: Item, inside: str, expected: str | None) -> None:
    assert item(f"<title>A</title>{inside}").url == expected


def test_relative_to_the_feeds_link_then_its_own_address(item: Item) -> None:
    assert item("<link>a</link>", "<link>https://other.example/news/</link>").url == "https://other.example/news/a"
    assert item("<link>a</link>").url == "https://paper.example/feeds/a"


def test_nested_xml_base(read: Read) -> None:
    feed = read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/x/'><entry xml:base='y/'><id>1</id>"
        "<link href='a'/><content type='html' xml:base='z/'>&lt;a href='q'&gt;q&lt;/a&gt;</content></entry></feed>"
    )
    assert feed.entries[0].url == "https://b.example/x/y/a"
    assert 'href="https://b.example/x/y/z/q"' in body(feed.entries[0])[0].html


def test_a_hostile_xml_base_is_passed_over(atom: Item) -> None:
    assert atom("<link href='a'/>", "xml:base='javascript:x'").url == "https://paper.example/feeds/a"


# ── pictures and sound ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<media:content url='/s.jpg' width='140'/><media:content url='/l.jpg' width='460'/>", "l.jpg"),
        ("<media:group><media:content url='/g.jpg' medium='image'/></media:group>", "g.jpg"),
        ("<media:thumbnail url='/t.jpg'/>", "t.jpg"),
        ("<media:content url='/v.mp4' type='video/mp4'><media:thumbnail url='/t.jpg'/></media:content>", "t.jpg"),
        ("<enclosure url='/e.jpg' type='image/jpeg' length='1'/>", "e.jpg"),
        ("<enclosure url='/e.jpg'/>", "e.jpg"),
        ("<itunes:image href='/i.jpg'/>", "i.jpg"),
        ("<image><url>/u.jpg</url></image>", "u.jpg"),
        ("<description>&lt;img src='/d.jpg'&gt; Text</description>", "d.jpg"),
        ("<description>&lt;img src='data:image/gif;base64,x' data-src='/lazy.jpg'&gt;</description>", "lazy.jpg"),
        ("<description>&lt;img src='/pixel.gif' width='1' height='1'&gt;</description>", ""),
        ("<content:encoded>&lt;p&gt;x&lt;/p&gt;&lt;img src='/c.jpg'&gt;</content:encoded>", ""),
        ("<media:thumbnail url='javascript:x'/>", ""),
        ("<media:thumbnail url=''/><media:thumbnail/>", ""),
    ],
)
def test_the_picture_of_an_item(item: Item, inside: str, expected: str) -> None:
    image = item(f"<title>A</title>{inside}").image
    assert (image.url if image else "") == (f"https://paper.example/{expected}" if expected else "")


def test_caption_credit_and_size_of_a_picture(item: Item) -> None:
    image = item(
        "<media:content url='/p.jpg' medium='image' width='900' height='600px'><media:description>A"
        " &lt;b&gt;bridge&lt;/b&gt;"
        "</media:description><media:credit>Ben Hill</media:credit></media:content>"
    ).image
    assert image is not None
    assert (image.caption, image.credit, image.width, image.height) == ("A bridge", "Ben Hill", 900, 600)


def test_a_podcast(item: Item) -> None:
    entry = item(
        "<title>A</title><enclosure url='/e.mp3?x=1' type='audio/mpeg' length='12345'/><itunes:duration>1:02:03"
        "</itunes:duration>"
        "<podcast:transcript url='/e.vtt' type='text/vtt'/><podcast:alternateEnclosure type='audio/opus' length='9'>"
        "<podcast:source uri='https://cdn.example/e.opus'/></podcast:alternateEnclosure>"
    )
    first, second = entry.enclosures
    assert (first.url, first.media_type, first.seconds, first.size) == (
        "https://paper.example/e.mp3?x=1",
        "audio/mpeg",
        3723,
        12345,
    )
    assert first.transcript == "https://paper.example/e.vtt"
    assert (second.url, second.media_type, second.transcript) == ("https://cdn.example/e.opus", "audio/opus", "")


def test_video_players_and_untyped_files(item: Item) -> None:
    entry = item(
        "<title>A</title><enclosure url='/e.m4a'/><media:content medium='video' url='/v' duration='61' fileSize='7'>"
        "<media:title>Clip</media:title></media:content><media:player url='https://play.example/1'/>"
        "<enclosure url='/e.m4a' type='audio/mp4'/><enclosure/>"
    )
    files = [
        (file.url.rpartition("/")[2], file.media_type, file.title, file.seconds, file.size) for file in entry.enclosures
    ]
    assert files == [("e.m4a", "audio/mp4", "", 0, 0), ("v", "", "Clip", 61, 7), ("1", "text/html", "", 0, 0)]


def test_an_atom_enclosure(atom: Item) -> None:
    entry = atom("<link href='/a'/><link rel='enclosure' type='audio/mpeg' title='Sound' length='5' href='/e.mp3'/>")
    assert entry.url == "https://paper.example/a"
    assert [(file.url, file.title, file.size) for file in entry.enclosures] == [
        ("https://paper.example/e.mp3", "Sound", 5)
    ]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1:02:03", 3723), ("3723", 3723), ("62:03", 3723), ("3723.9", 3723), ("PT1H2M3S", 3723), ("1h2m3s", 3723), (
        "5 min", 300),
     ("0:00", 0), ("", 0), ("long", 0), ("99999999", 0), ("1:2:3:4", 0), ("-5", 0), ("604801", 0)],
)  # fmt: skip
def test_durations(text: str, seconds: int) -> None:
    assert duration(text) == seconds


# ── people, dates, tags, language ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ada Brook", ["Ada Brook"]),
        ("ada@paper.example (Ada Brook)", ["Ada Brook"]),
        ("Ada Brook (ada@paper.example)", ["Ada Brook"]),
        ("Ada Brook <ada@paper.example>", ["Ada Brook"]),
        ("ada@paper.example", []),
        ("By Ada Brook", ["Ada Brook"]),
        ("Ada Brook and Ben Hill", ["Ada Brook", "Ben Hill"]),
        ("Ada Brook, Ben Hill & Cy Lake", ["Ada Brook", "Ben Hill", "Cy Lake"]),
        ("Ada Brook; Ben Hill", ["Ada Brook", "Ben Hill"]),
        ("Brook, Ada", ["Brook, Ada"]),
        ("Smith and Sons", ["Smith and Sons"]),
        ("<b>Ada</b> Brook", ["Ada Brook"]),
        ("Björn Å. Öst-Näs", ["Björn Å. Öst-Näs"]),
        ("أدا بروك", ["أدا بروك"]),
        ("  ", []),
    ],
)
def test_names(written: str, expected: list[str]) -> None:
    assert names(written) == expected


def test_authors_of_every_element_once(item: Item) -> None:
    entry = item(
        "<author>ada@paper.example (Ada Brook)</author><dc:creator>Ben Hill</dc:creator><dc:creator>BEN HILL"
        "</dc:creator>"
        "<itunes:author>Cy Lake</itunes:author><atom:author><atom:name>Di Moor</atom:name></atom:author>"
    )
    assert entry.authors == ("Ada Brook", "Di Moor", "Ben Hill", "Cy Lake")


def test_an_atom_entry_has_the_feeds_author(read: Read) -> None:
    feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>{}</title><author><name>Ada Brook</name></author>{}</feed>"
    assert read(feed.format("Paper", "<entry><id>1</id></entry>")).entries[0].authors == ("Ada Brook",)
    own = "<entry><id>1</id><author><name>Ben Hill</name></author></entry>"
    assert read(feed.format("Paper", own)).entries[0].authors == ("Ben Hill",)
    assert read(feed.format("Ada Brook’s blog", "<entry><id>1</id></entry>")).entries[0].authors == ()


@pytest.mark.parametrize(
    ("inside", "published", "updated"),
    [
        ("<pubDate>Fri, 03 Apr 2026 10:30:00 GMT</pubDate>", (2026, 4, 3, 10, 30), None),
        ("<pubDate>Fri, 03 Apr 2026 10:30:00</pubDate>", (2026, 4, 3, 10, 30), None),
        ("<pubDate>vendredi 3 avril 2026 10:30</pubDate>", (2026, 4, 3, 10, 30), None),
        ("<pubDate>1775212200000</pubDate>", (2026, 4, 3, 10, 30), None),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", (1970, 1, 1, 0, 0), None),
        ("<pubDate>Fri, 03 Apr 2099 10:30:00 GMT</pubDate>", (2099, 4, 3, 10, 30), None),
        ("<dc:date>2026-04-03T10:30:00Z</dc:date>", (2026, 4, 3, 10, 30), None),
        ("<atom:updated>2026-04-03T10:30:00Z</atom:updated>", None, (2026, 4, 3, 10, 30)),
        ("<dcterms:modified>2026-04-03T10:30:00Z</dcterms:modified>", None, (2026, 4, 3, 10, 30)),
        ("<pubDate>yesterday</pubDate><dc:date>2026-04-03T10:30:00Z</dc:date>", (2026, 4, 3, 10, 30), None),
        ("<title>none</title>", None, None),
    ],
    ids=["RFC 822", "missing zone", "local names", "epoch milliseconds", "1970", "2099", "dc:date", "only updated",
        "modified",
         "first not understood", "missing"],
)  # fmt: skip
def test_dates(item: Item, inside: str, published: tuple[int, ...] | None, updated: tuple[int, ...] | None) -> None:
    entry = item(f"<guid>1</guid>{inside}")
    assert entry.published == (datetime(*published, tzinfo=UTC) if published else None)  # type: ignore[arg-type]
    assert entry.updated == (datetime(*updated, tzinfo=UTC) if updated else None)  # type: ignore[arg-type]


def test_raw_dates_are_kept(item: Item) -> None:
    entry = item("<guid>1</guid><pubDate> yesterday </pubDate><atom:updated>soon</atom:updated>")
    assert (entry.published, entry.published_raw, entry.updated_raw) == (None, "yesterday", "soon")


def test_tags_are_cleaned(item: Item) -> None:
    entry = item(
        "<category>World</category><category> </category><category>world</category><category>R&amp;amp;D</category>"
        "<dc:subject>Bridges</dc:subject><itunes:category text='News'><itunes:category text='Daily'/></itunes:category>"
        f"<media:keywords>harbour, , tunnel</media:keywords><category>{'x' * 300}</category>"
    )
    assert entry.tags == ("World", "R&D", "Bridges", "News", "Daily", "harbour", "tunnel")


def test_language_of_entry_over_feed(item: Item, read: Read) -> None:
    assert item("<title>A</title>", "<language>en-gb</language>").language == "en-GB"
    assert item("<title>A</title><dc:language>fr</dc:language>", "<language>en</language>").language == "fr"
    assert item("<title xml:lang='ar'>A</title>", "<language>en</language>").language == "ar"
    assert item("<title>A</title>", "<language>no language at all</language>").language == ""


def test_the_source_an_aggregator_names(item: Item, atom: Item) -> None:
    assert item("<title>A</title><source url='https://o.example/feed'>The Other</source>").source_name == "The Other"
    assert atom("<title>A</title><source><id>x</id><title>The Other</title></source>").source_name == "The Other"
