"""OPML in and out."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cost import within

from octavo.news.addresses import PublisherId, WebUrl
from octavo.news.errors import ParseError
from octavo.news.sources import CATEGORIES, Feed, Publisher
from octavo.sources.opml import MAX_DEPTH, read_opml, write_opml

HERALD = Publisher(PublisherId("herald.example"), "The Herald", "https://www.herald.example/", "GB", "en", "newspaper")


def opml(outlines: str) -> bytes:
    head = "<head><title>Mine</title></head>"
    return f'<?xml version="1.0"?>\n<opml version="1.1">{head}<body>{outlines}</body></opml>'.encode()


class TestReading:
    def test_takes_what_an_outline_says(self) -> None:
        (feed,) = read_opml(
            opml(
                '<outline text="The Herald: Sport" title="The Herald: Sport" type="rss" language="en" category="/sport"'
                ' xmlUrl="https://herald.example/sport.xml" htmlUrl="https://www.herald.example/" />'
            )
        ).feeds
        assert (feed.url, feed.title, feed.category) == (
            "https://herald.example/sport.xml",
            "The Herald: Sport",
            "sport",
        )
        assert (feed.publisher, feed.language) == ("herald.example", "en")

    def test_keeps_folders_however_nested(self) -> None:
        feeds = read_opml(
            opml(
                '<outline text="News"><outline text="Europe"><outline text="a" xmlUrl="https://a.example/f"/></outline>'
                '<outline text="b" xmlUrl="https://b.example/f"/></outline><outline text="c" xmlUrl="https://c.example/f"/>'
            )
        ).feeds
        assert [feed.folder for feed in feeds] == [("News", "Europe"), ("News",), ()]

    def test_keeps_what_it_does_not_know(self) -> None:
        (feed,) = read_opml(
            opml('<outline text="a" xmlUrl="https://a.example/f" category="/News/Odd,/x" isComment="false" ns="1"/>')
        ).feeds
        assert feed.extra == (("category", "/News/Odd,/x"), ("isComment", "false"), ("ns", "1"))

    def test_finds_its_categories_among_others(self) -> None:
        (feed,) = read_opml(opml('<outline text="a" xmlUrl="https://a.example/f" category="/News/Politics,/x"/>')).feeds
        assert feed.category == "politics"

    @pytest.mark.parametrize("name", ["xmlUrl", "xmlurl", "XMLURL", "xmlURL"])
    def test_reads_attributes_in_any_case(self, name: str) -> None:
        assert read_opml(opml(f'<outline TEXT="a" {name}="https://a.example/f"/>')).feeds[0].title == "a"

    def test_mends_unescaped_ampersands(self) -> None:
        (feed,) = read_opml(opml('<outline text="A & B &nbsp;" xmlUrl="https://a.example/f?a=1&b=2&amp;c=3"/>')).feeds
        assert feed.url == "https://a.example/f?a=1&b=2&c=3"
        assert feed.title.startswith("A & B")

    def test_junk_addresses_are_told_not_fatal(self) -> None:
        read = read_opml(
            opml(
                '<outline text="file" xmlUrl="file:///etc/passwd"/><outline text="none" type="rss"/>'
                '<outline text="script" xmlUrl="javascript:alert(1)"/><outline text="good" xmlUrl="https://a.example/f"/>'
                '<outline text="twice" xmlUrl="https://a.example/f"/><outline text="half" xmlUrl="a.example/f"/>'
            )
        )
        assert [feed.title for feed in read.feeds] == ["good"]
        assert [skipped.name for skipped in read.skipped] == ["file", "none", "script", "twice", "half"]
        assert all(skipped.reason for skipped in read.skipped)

    @pytest.mark.parametrize(
        "encoded",
        [
            '<opml><body><outline text="Überblick" xmlUrl="https://a.example/f"/></body></opml>'.encode(),
            '\ufeff<opml><body><outline text="Überblick" xmlUrl="https://a.example/f"/></body></opml>'.encode(),
            '<opml><body><outline text="Überblick" xmlUrl="https://a.example/f"/></body></opml>'.encode("cp1252"),
            '<opml><body><outline text="Überblick" xmlUrl="https://a.example/f"/></body></opml>'.encode("utf-16"),
            '<opml><body><outline text="Überblick" xmlUrl="https://a.example/f"/></body></opml>'.encode("utf-16-be"),
            '<?xml version="1.0" encoding="utf-8"?><opml><body><outline text="Überblick" xmlUrl="https://a.example/f"/>'
            "</body></opml>".encode("latin-1")
            .decode("latin-1")
            .encode("latin-1"),
            '<?xml version="1.0" encoding="ISO-8859-1"?><opml><body><outline text="Überblick"'
            ' xmlUrl="https://a.example/f"/></body></opml>'.encode("latin-1"),
            '<?xml version="1.0" encoding="no-such"?><opml><body><outline text="Überblick" xmlUrl="https://a.example/f"/>'
            "</body></opml>".encode(),
            '\n\n <?xml version="1.0"?><opml><body><outline text="Überblick" xmlUrl="https://a.example/f"/></body></opml>'
            "".encode(),
        ],
    )
    def test_reads_odd_encodings(self, encoded: bytes) -> None:
        assert read_opml(encoded).feeds[0].title == "Überblick"

    def test_reads_a_declared_cyrillic_encoding(self) -> None:
        data = '<?xml version="1.0" encoding="windows-1251"?><opml><body><outline text="Новости" xmlUrl="https://a.example/f"/></body></opml>'
        assert read_opml(data.encode("cp1251")).feeds[0].title == "Новости"


class TestHostile:
    BOMB = (
        '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<opml><body><outline text="&b;" xmlUrl="https://a.example/f"/></body></opml>'
    )
    FILE = (
        '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<opml><body><outline text="a" xmlUrl="https://a.example/f">&x;</outline></body></opml>'
    )

    @pytest.mark.parametrize("text", [BOMB, FILE])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
    def test_document_types_are_refused(self, text: str, encoding: str) -> None:
        with pytest.raises(ParseError, match="document type"):
            read_opml(text.encode(encoding))

    def test_a_document_type_cannot_hide_in_utf_7(self) -> None:
        data = b'<?xml version="1.0" encoding="UTF-7"?>' + self.BOMB.replace("<!", "+ADwAIQ-").encode()
        with pytest.raises(ParseError):
            read_opml(data)

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "empty"),
            (b" \n", "empty"),
            (b"<!DOCTYPE html><html><body>", "web page"),
            (b"<rss><channel/></rss>", "no OPML"),
            (b"just words", "no "),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "no "),
            (b"\xff\xfe", "empty"),
            (b"{}", "no "),
        ],
    )
    def test_other_files_are_refused_in_words(self, data: bytes, said: str) -> None:
        with pytest.raises(ParseError, match=said) as refused:
            read_opml(data)
        assert refused.value.advice

    def test_too_many_outlines_are_refused(self) -> None:
        with pytest.raises(ParseError, match="100,000"):
            read_opml(opml('<outline text="x"/>' * 100_001))

    def test_nesting_is_bounded(self) -> None:
        depth = 5000
        data = opml('<outline text="f">' * depth + '<outline xmlUrl="https://a.example/f"/>' + "</outline>" * depth)
        assert all(len(feed.folder) <= MAX_DEPTH for feed in read_opml(data).feeds)

    def test_a_large_file_is_read_in_seconds(self) -> None:
        many = "".join(f'<outline text="f{n}" xmlUrl="https://h{n}.example/feed"/>' for n in range(20_000))
        assert len(within(5, lambda: read_opml(opml(many))).feeds) == 20_000

    @given(st.binary(max_size=400))
    def test_any_bytes_are_read_or_refused(self, data: bytes) -> None:
        with contextlib.suppress(ParseError):
            assert all(feed.url.startswith("http") for feed in read_opml(data).feeds)

    @given(st.text(alphabet="<>&;=/\"' outlineopmxUr!-[]\x00é", max_size=300))
    def test_any_markup_is_read_or_refused(self, inner: str) -> None:
        with contextlib.suppress(ParseError):
            assert all(feed.url.startswith("http") for feed in read_opml(opml(inner)).feeds)


printable = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff")
)
spaced = printable | st.sampled_from(["two\nlines", "tab\there", " padded ", '"quoted" & <marked>', "cr\rlf"])
unknown = st.dictionaries(
    st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,12}", fullmatch=True).filter(
        lambda name: (
            not name.lower().startswith(("xml", "octavo"))
            and name.lower() not in ("type", "text", "title", "htmlurl", "language", "category")
        )
    ),
    spaced,
    max_size=4,
)
feeds = st.builds(
    Feed,
    url=st.integers(0, 10**6).map(lambda n: WebUrl(f"https://h{n}.example/feed?a=1&b={n}")),
    publisher=st.sampled_from([HERALD.id, PublisherId("other.example~arabic")]),
    title=spaced,
    category=st.sampled_from(["", *CATEGORIES]),
    language=st.sampled_from(["", "en", "ar", "pt-BR"]),
    folder=st.lists(spaced, max_size=4).map(tuple),
    extra=unknown.map(lambda extra: tuple(sorted(extra.items()))),
)


@given(st.lists(feeds, max_size=12, unique_by=lambda feed: feed.url))
def test_what_is_written_is_read_back(written: list[Feed]) -> None:
    read = read_opml(write_opml(written, [HERALD]))
    assert read.skipped == ()
    assert sorted(read.feeds, key=lambda feed: feed.url) == sorted(written, key=lambda feed: feed.url)


class TestWriting:
    def test_another_readers_file_survives_the_journey(self) -> None:
        data = opml(
            '<outline text="Läsning" title="Läsning"><outline type="atom" text="short" title="The long title"'
            ' xmlUrl="https://a.example/f?x=1&amp;y=2" htmlUrl="https://a.example/" category="/Misc" description="d"/>'
            '</outline><outline text="b" type="rss" xmlUrl="https://b.example/f"/>'
        )
        once = read_opml(data).feeds
        again = read_opml(write_opml(once, [])).feeds
        assert again == once
        assert write_opml(again, []) == write_opml(once, [])
        assert b'type="atom" text="short" title="The long title"' in write_opml(once, [])

    def test_lends_homes_and_names_without_keeping_them(self) -> None:
        feed = Feed(WebUrl("https://herald.example/f"), HERALD.id)
        data = write_opml([feed], [HERALD])
        assert b'text="The Herald"' in data
        assert b'htmlUrl="https://www.herald.example/"' in data
        assert read_opml(data).feeds == (feed,)

    def test_a_folder_stands_once(self) -> None:
        data = write_opml(
            [Feed(WebUrl(f"https://{name}.example/f"), PublisherId("x"), folder=("News",)) for name in "abc"], []
        )
        assert len(re.findall(rb'text="News"', data)) == 1

    def test_drops_characters_that_xml_cannot_hold(self) -> None:
        feed = Feed(WebUrl("https://a.example/f"), PublisherId("a.example"), title="bell\x07 \x00")
        assert read_opml(write_opml([feed], [])).feeds[0].title == "bell "

    def test_an_operators_category_joins_what_stood_there(self) -> None:
        feed = Feed(WebUrl("https://a.example/f"), PublisherId("a"), category="sport", extra=(("category", "/Misc"),))
        read = read_opml(write_opml([feed], [])).feeds[0]
        assert read.category == "sport"
        assert dict(read.extra)["category"] == "/sport,/Misc"
