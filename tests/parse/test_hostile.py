"""What the open web sends: one test for each kind of bad input, named by it."""

# ruff: noqa: E501 - the tables read better with one case a line

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.cost import within

from octavo.news.articles import ParsedFeed
from octavo.news.errors import ParseError

Read = Callable[..., ParsedFeed]

RSS = '<rss version="2.0"><channel><title>Paper</title><link>https://paper.example/</link>{}</channel></rss>'
WITHIN = "<item><title>A</title><description>{}</description></item>"
ITEM = "<item><title>{}</title><link>https://paper.example/{}</link></item>"
CAFE = RSS.format(ITEM.format("Café naïve – “déjà”", "a"))


def titles(feed: ParsedFeed) -> list[str]:
    return [entry.title for entry in feed.entries]


ENCODINGS = {
    "byte order mark against header and declaration": (
        b"\xef\xbb\xbf" + ('<?xml version="1.0" encoding="iso-8859-1"?>' + CAFE).encode(), "text/xml; charset=koi8-r"),
    "UTF-16 mark against a declaration of UTF-8": (
        ('\ufeff<?xml version="1.0" encoding="utf-8"?>' + CAFE).encode("utf-16-le"), "text/xml; charset=utf-8"),
    "header against declaration": (CAFE.encode("cp1252"), "text/xml; charset=windows-1252"),
    "declaration alone": (('<?xml version="1.0" encoding="windows-1252"?>' + CAFE).encode("cp1252"), "text/xml"),
    "UTF-8 declared as Latin-1": (('<?xml version="1.0" encoding="iso-8859-1"?>' + CAFE).encode(), "text/xml"),
    "Latin-1 that means windows-1252": (
        ('<?xml version="1.0" encoding="iso-8859-1"?>' + CAFE).encode("cp1252"), "text/xml"),
    "UTF-16 without a byte order mark": (CAFE.encode("utf-16-le"), "text/xml"),
    "UTF-16 big-endian without a byte order mark": (CAFE.encode("utf-16-be"), "text/xml"),
    "UTF-32 without a byte order mark": (CAFE.encode("utf-32-le"), "text/xml"),
    "undeclared cp1252": (CAFE.encode("cp1252"), "application/rss+xml"),
    "cp1252 declared as UTF-8": (('<?xml version="1.0" encoding="utf-8"?>' + CAFE).encode("cp1252"), "text/xml"),
    "UTF-16 declared in UTF-8 bytes": (('<?xml version="1.0" encoding="utf-16"?>' + CAFE).encode(), "text/xml"),
    "an encoding that does not exist": (('<?xml version="1.0" encoding="bogus"?>' + CAFE).encode(), "text/xml"),
    "an encoding that is no text": (('<?xml version="1.0" encoding="unicode_escape"?>' + CAFE).encode(), "text/xml"),
    "wrong content type": (CAFE.encode(), "text/html; charset=utf-8"),
    "no content type": (CAFE.encode(), ""),
}  # fmt: skip


@pytest.mark.parametrize(("body", "content_type"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(read: Read, body: bytes, content_type: str) -> None:
    assert titles(read(body, content_type)) == ["Café naïve – “déjà”"]


def test_multibyte_encodings_as_declared(read: Read) -> None:
    for encoding, title in (("shift_jis", "東京の春"), ("gb2312", "北京新闻"), ("euc-kr", "서울 소식"), ("koi8-r", "Новости"),
                            ("windows-1256", "أخبار"), ("iso-2022-jp", "東京の春"), ("big5", "台北新聞")):  # fmt: skip
        body = f'<?xml version="1.0" encoding="{encoding}"?>' + RSS.format(ITEM.format(title, "a"))
        assert titles(read(body.encode(encoding))) == [title], encoding


MENDED = {
    # Bytes
    "NUL and control characters": (RSS.format(ITEM.format("A\x00 \x0bb\x1f", "a")), ["A b"]),
    "characters that XML forbids": (RSS.format(ITEM.format("A\ufffe b\uffff", "a")), ["A b"]),
    "windows-1252 character references": (RSS.format(ITEM.format("It&#146;s &#x93;so&#x94;", "a")), ["It’s “so”"]),
    "references to forbidden characters": (RSS.format(ITEM.format("A&#0;&#x1f; b", "a")), ["A b"]),
    "truncated body": (RSS.format(ITEM.format("A", "a") + "<item><title>B</title><link>https://paper.exam")[:-18], ["A", "B"]),
    "truncated inside CDATA": ("<rss><channel>" + ITEM.format("A", "a") + "<item><title><![CDATA[B", ["A", "B"]),
    "truncated inside a tag": ("<rss><channel>" + ITEM.format("A", "a") + '<item><enclosure url="https://pa', ["A"]),
    "leading white space": ("\n\n  " + '<?xml version="1.0"?>' + RSS.format(ITEM.format("A", "a")), ["A"]),
    "leading junk": ("Warning: include() failed\n" + RSS.format(ITEM.format("A", "a")), ["A"]),
    "leading HTML junk": ('<br />\n<b>Warning</b>: x<br />\n<?xml version="1.0"?>' + RSS.format(ITEM.format("A", "a")), ["A"]),
    "trailing junk": (RSS.format(ITEM.format("A", "a")) + "<!-- cached --><script>1</script>", ["A"]),
    # XML
    "undefined entities": (RSS.format(ITEM.format("A&nbsp;b &eacute;t&eacute; &bogus; &mdash;", "a")), ["A b été &bogus; —"]),
    "nested CDATA": (RSS.format(ITEM.format("<![CDATA[A <![CDATA[b]]> c]]>", "a")), ["A b c"]),
    "unescaped ampersands": (RSS.format(ITEM.format("Fish & chips &c. R&D", "a?b=1&c=2")), ["Fish & chips &c. R&D"]),
    "undeclared prefixes": (
        RSS.format("<item><title>A</title><dc:creator>Ada Brook</dc:creator><media:content url='/p.jpg'/></item>"), ["A"]),
    "tags that do not match": (RSS.format("<item><title>A <b>bold</title><description><p>x</description></item>"
                                          + ITEM.format("B", "b")), ["A bold", "B"]),
    "attributes twice": (RSS.format('<item a="1" a="2"><title>A</title></item>'), ["A"]),
    "attributes without quotes": (RSS.format("<item><title type=html>A</title><guid isPermaLink=false>g</guid></item>"), ["A"]),
    "items without end tags": ("<rss><channel><item><title>A</title><item><title>B</title></channel></rss>", ["A", "B"]),
    "items outside the channel": ("<rss><channel><title>P</title></channel><item><title>A</title></item></rss>", ["A"]),
    "upper-case elements": ("<RSS><CHANNEL><ITEM><TITLE>A</TITLE></ITEM></CHANNEL></RSS>", ["A"]),
    "unescaped markup": (RSS.format("<item><title>A <em>b</em> c</title></item>"), ["A b c"]),
    "own short entities": ('<!DOCTYPE rss [<!ENTITY paper "The Paper">]>' + RSS.format(ITEM.format("&paper; says", "a")),
                           ["The Paper says"]),
    # HTML in titles
    "markup in a title": (RSS.format(ITEM.format("A &lt;b&gt;bold&lt;/b&gt; claim", "a")), ["A bold claim"]),
    "double escaping in a title": (RSS.format(ITEM.format("Fish &amp;amp; chips &amp;#8217;", "a")), ["Fish & chips ’"]),
    "right-to-left override in a title": (RSS.format(ITEM.format("A \u202egpj.exe\u202c b", "a")), ["A gpj.exe b"]),
    "zero-width title": (RSS.format(ITEM.format("\u200b\u200b\u2060", "a")), [""]),
    "huge title": (RSS.format(ITEM.format("x" * 100_000, "a")), ["x" * 1000]),
    "script in a title": (RSS.format(ITEM.format("A&lt;script&gt;alert(1)&lt;/script&gt; b", "a")), ["A b"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), MENDED.values(), ids=MENDED)
def test_mended(read: Read, body: str, expected: list[str]) -> None:
    assert titles(read(body)) == expected


def test_what_was_mended_is_said(read: Read) -> None:
    assert "not well-formed" in " ".join(read(RSS.format(ITEM.format("a & b", "a"))).problems)
    assert "control characters" in " ".join(read(RSS.format(ITEM.format("a\x01", "a"))).problems)
    assert "text before" in " ".join(read("junk " + RSS.format("")).problems)
    assert "windows-1252" in " ".join(read(CAFE.encode("cp1252")).problems)
    assert read(CAFE).problems == ()


REFUSED = {
    "empty 200": (b"", "empty"),
    "blank 200": (b" \n\0\n", "empty"),
    "HTML served as XML": (b"<!DOCTYPE html><html><head><title>x</title></head></html>", "web page"),
    "HTML without a document type": (b"\n<html><body>Blocked</body></html>", "web page"),
    "HTML behind a comment": (b"<!-- x -->\n<!doctype HTML><p>x", "web page"),
    "XHTML": (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "web page"),
    "plain text": (b"Service unavailable", "no XML and no JSON"),
    "binary": (bytes(range(1, 60)) * 20, "no XML and no JSON"),
    "a sitemap of pages": (b"<urlset><url><loc>https://paper.example/</loc></url></urlset>", "not of news"),
    "an index of sitemaps": (
        b"<sitemapindex><sitemap><loc>https://p.example/news.xml</loc></sitemap></sitemapindex>",
        "index",
    ),
    "OPML": (b"<opml version='2.0'><body/></opml>", "list of feeds"),
    "another XML": (b"<note><to>you</to></note>", "no feed"),
    "a JSON null": (b"null{", "no XML and no JSON"),
    "a JSON list": (b"[1, 2]", "no JSON Feed"),
    "JSON cut off": (b'{"items": [{"id": "1"', "no complete JSON"),
    "JSON nested a million deep": (b'{"items":' + b"[" * 1_000_000, "no complete JSON"),
    "JSON of something else": (b'{"status": "ok"}', "no JSON Feed"),
    "over the limit of bytes": (b"<rss>" + b" " * (31 << 20), "over 30"),
}


@pytest.mark.parametrize(("body", "words"), REFUSED.values(), ids=REFUSED)
def test_refused_in_words(read: Read, body: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words) as caught:
        read(body)
    assert caught.value.subject


def test_an_index_of_sitemaps_names_its_news_sitemaps(read: Read) -> None:
    body = "<sitemapindex><sitemap><loc>https://p.example/a.xml</loc></sitemap>" \
           "<sitemap><loc>https://p.example/news-1.xml</loc></sitemap></sitemapindex>"  # fmt: skip
    with pytest.raises(ParseError) as caught:
        read(body)
    assert "https://p.example/news-1.xml" in caught.value.advice
    assert "a.xml" not in caught.value.advice


LAUGHS = "<!DOCTYPE rss [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{below};' * 10}'>" for below, name in zip("abcdefghi", "bcdefghij", strict=True)
) + "]>"  # fmt: skip

BOMBS = {
    "billion laughs": LAUGHS + RSS.format(ITEM.format("&j; A", "a")),
    "quadratic entity": f"<!DOCTYPE rss [<!ENTITY a '{'x' * 50_000}'>]>" + RSS.format(WITHIN.format("&a;" * 50_000)),
    "many short entities": f"<!DOCTYPE rss [<!ENTITY a '{'x' * 190}'>]>" + RSS.format(WITHIN.format("&a;" * 90_000)),
    "external DTD": '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd">' + RSS.format(ITEM.format("A", "a")),
    "external entity": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + RSS.format(ITEM.format("&a; A", "a")),
    "parameter entities": '<!DOCTYPE rss [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>' + RSS.format(ITEM.format("A", "a")),
    "document type without end": RSS.format(ITEM.format("A", "a")) + "<!DOCTYPE " + "[" * 300_000,
    "40,000 attributes": RSS.format("<item " + " ".join(f'a{i}="x"' for i in range(40_000)) + "><title>A</title></item>"),
    "40,000 equal attributes": RSS.format("<item " + 'a="x" ' * 40_000 + "><title>A</title></item>"),
    "40,000 namespaces": RSS.format(
        "<item " + " ".join(f'xmlns:n{i}="urn:{i}"' for i in range(40_000)) + "><title>A</title></item>"),
    "elements nested a million deep": RSS.format(ITEM.format("A", "a") + "<x>" * 300_000),
    "nested deep and closed": RSS.format(ITEM.format("A", "a") + "<x>" * 200_000 + "</x>" * 200_000),
    "1 MB of nested HTML": RSS.format(
        "<item><title>A</title><description>" + "&lt;div&gt;" * 100_000 + "</description></item>"),
    "1 MB of nested XHTML": RSS.format("<item><title>A</title><description>" + "<div>" * 200_000 + "</description></item>"),
    "1 MB of open brackets": RSS.format("<item><title>A</title><description><![CDATA[" + "<" * 1_000_000),
    "1 MB of open tags": RSS.format(ITEM.format("A", "a")) + "<a " * 350_000,
    "1 MB of open comments": RSS.format(ITEM.format("A", "a")) + "<!--" * 250_000,
    "1 MB of open CDATA": "<rss><channel>" + ITEM.format("A", "a") + "<![CDATA[" * 110_000,
    "1 MB of ampersands": RSS.format("<item><title>A</title><description>" + "&" * 1_000_000 + "</description></item>"),
    "1 MB of end tags": "<rss><channel>" + ITEM.format("A", "a") + "</x>" * 250_000,
    "1 MB of links": RSS.format(
        "<item><title>A</title><description>" + "&lt;a href=x&gt;" * 60_000 + "</description></item>"),
    "20 KB author": RSS.format(f"<item><title>A</title><author>{'(a@b ' * 4_000}</author></item>"),
    "200 KB author": RSS.format(f"<item><title>A</title><author>{'a.' * 100_000}</author></item>"),
    "a million commas of keywords": RSS.format(
        f"<item><title>A</title><media:keywords>{'a,' * 500_000}</media:keywords></item>"),
    "100,000 categories": RSS.format("<item><title>A</title>" + "<category>c</category>" * 100_000 + "</item>"),
    "100,000 enclosures": RSS.format("<item><title>A</title>" + '<enclosure url="/a.mp3"/>' * 100_000 + "</item>"),
    "1 MB address": RSS.format(f"<item><title>A</title><link>https://paper.example/{'a' * 1_000_000}</link></item>"),
    "1 MB date": RSS.format(f"<item><title>A</title><pubDate>{'1' * 1_000_000}</pubDate></item>"),
    "1 MB duration": RSS.format(f"<item><title>A</title><itunes:duration>{'1:' * 500_000}</itunes:duration></item>"),
    "1 MB language": RSS.format(f"<language>{'a-' * 500_000}</language><item><title>A</title></item>"),
}  # fmt: skip


@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS)
def test_bombs_are_bounded(read: Read, body: str) -> None:
    feed = within(2, lambda: read(body))
    assert [entry.title[-1:] for entry in feed.entries] == ["A"]
    assert len(feed.entries[0].title) <= 1000
    assert "root:" not in repr(feed)
    assert len(feed.entries[0].tags) <= 64
    assert len(feed.entries[0].enclosures) <= 40


def test_more_than_5000_items_are_cut_and_said(read: Read) -> None:
    feed = read(RSS.format("".join(ITEM.format(f"T{i}", i) for i in range(6_000))))
    assert len(feed.entries) == 5_000
    assert any("6,000" in problem for problem in feed.problems)


def test_a_feed_of_whole_texts_over_the_budget_keeps_its_entries(read: Read) -> None:
    text = "<![CDATA[" + "<p>word word word</p>" * 5_000 + "]]>"
    item = "<item><title>T{0}</title><link>https://p.example/{0}</link><description>" + text + "</description></item>"
    body = RSS.format("".join(item.format(i) for i in range(100)))
    feed = within(4, lambda: read(body))
    assert len(feed.entries) == 100
    assert feed.entries[0].content
    assert not feed.entries[-1].content
    assert any("more text" in problem for problem in feed.problems)
