"""What readers write becomes plain text with true links, whatever they send."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.community.plain import LINK_SHOWN, MOST_MARKS, Piece, fingerprint, links, note_of, paragraphs, tidy
from octavo.news.comments import LONGEST, MOST_LINES
from octavo.news.errors import CommentRefused

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARKS = "\u0301\u0327\u0e38\u0f39\u0f71\u05b8\u20e3"
FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
hostile = st.text(max_size=200) | st.text(
    alphabet=f"aé {MARKS}{BIDI}{FLAG}\u200b\u200f\u2060\ufeff\x00\x1b\t\r\n\u2028", max_size=80
)


@given(hostile)
def test_a_tidy_text_is_tidy_again_and_holds_nothing_that_disturbs_others(text: str) -> None:
    try:
        kept = tidy(text)
    except CommentRefused:
        return
    assert tidy(kept) == kept
    assert kept == unicodedata.normalize("NFC", kept)
    assert not set(kept) & set(BIDI + "\u200b\u2060\ufeff\x00\x1b\t\r\u2028")
    assert "\n\n\n" not in kept
    assert kept == kept.strip("\n")
    run = 0
    for char in kept:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        assert run <= MOST_MARKS


@given(hostile)
def test_links_lead_to_pages_of_the_web_and_nowhere_else(text: str) -> None:
    for part in paragraphs(f"see https://a.example/{text} or www.b.example{text}"):
        for line in part:
            for piece in line:
                assert not piece.href or piece.href.startswith(("https://", "http://"))
                assert len(piece.text) <= LINK_SHOWN or not piece.href


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Well \u00a0 said. \r\n\r\n\r\n\r\nAnd so on.  \n", "Well said.\n\nAnd so on."),
        ("a\u202eb", "ab"),
        ("Z" + "\u0340" * 300, "Z" + "\u0300" * MOST_MARKS),
        ("hidden\U000e0068\U000e0069 words", "hidden words"),
        (f"{FLAG} won", f"{FLAG} won"),
        ("نَصٌّ مُشَكَّلٌ", "نَصٌّ مُشَكَّلٌ"),
        ("<b>bold</b> & <script>alert(1)</script>", "<b>bold</b> & <script>alert(1)</script>"),
    ],
)  # fmt: skip
def test_what_is_kept_of_a_text(written: str, kept: str) -> None:
    assert unicodedata.normalize("NFC", tidy(written)) == unicodedata.normalize("NFC", kept)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"), (" \n\u200b\n ", "empty"), ("\u3164\u2800", "empty"), ("x" * (LONGEST + 1), "long"),
        ("x" * 3_000_000, "long"), ("a\n" * (MOST_LINES + 1), "lines"),
    ],
)  # fmt: skip
def test_what_is_no_comment_is_refused(text: str, code: str) -> None:
    with pytest.raises(CommentRefused) as refused:
        tidy(text)
    assert refused.value.code == code


def pieces(text: str) -> list[Piece]:
    ((line,),) = paragraphs(text)
    return line


@pytest.mark.parametrize(
    ("text", "shown", "href"),
    [
        ("see https://a.example/x.", "https://a.example/x", "https://a.example/x"),
        ("(www.a.example/x_(y))", "www.a.example/x_(y)", "https://www.a.example/x_(y)"),
        ("https://a.example/p?q=1#part-2, then", "https://a.example/p?q=1#part-2", "https://a.example/p?q=1#part-2"),
        ('"https://a.example/"', "https://a.example/", "https://a.example/"),
        ("https://a.example/دليل،", "https://a.example/دليل", "https://a.example/%D8%AF%D9%84%D9%8A%D9%84"),
        ("HTTPS://A.example/x", "HTTPS://A.example/x", "https://a.example/x"),
        ('https://a.example/#"><script>', "https://a.example/#", "https://a.example/#"),
        # Cyrillic letters in a name of Latin ones: shown as what the machine reads.
        ("https://раypal.example/", "https://xn--ypal-43d9g.example/", "https://xn--ypal-43d9g.example/"),
        ("https://a.example\\@b.example/", "https://a.example\\@b.example/", "https://a.example/@b.example/"),
    ],
)
def test_addresses_become_links_that_say_where_they_lead(text: str, shown: str, href: str) -> None:
    (link,) = [piece for piece in pieces(text) if piece.href]
    assert (link.text, link.href) == (shown, href)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "javascript://a.example/%0Aalert(1)", "data:text/html,x", "ftp://a.example/", "http://",
        "https://user:pass@a.example/", "https://localhost/", "mail@www.a.example", "https://", "xhttps://a.example/",
        "vbscript:x", "www.", "http://%00", "//a.example/",
    ],
)  # fmt: skip
def test_what_is_no_page_of_the_web_is_no_link(text: str) -> None:
    assert [piece for piece in pieces(text) if piece.href] == []
    assert "".join(piece.text for piece in pieces(text)) == text


def test_long_addresses_are_shown_short() -> None:
    (link,) = pieces("https://a.example/" + "x" * 300)
    assert len(link.text) == LINK_SHOWN
    assert link.text.endswith("…")
    assert link.href.endswith("x" * 300)


def test_paragraphs_and_lines_stay_apart() -> None:
    assert [[[piece.text for piece in line] for line in part] for part in paragraphs("a\nb\n\nc")] == [
        [["a"], ["b"]], [["c"]],
    ]  # fmt: skip


def test_the_same_words_have_one_fingerprint_however_they_are_dressed() -> None:
    one = fingerprint("Buy CHEAP watches at the harbour!!!")
    assert one == fingerprint("buy cheap  wátches, at the ｈarbour") != 0
    assert one != fingerprint("Buy cheap watches at the station")
    assert fingerprint("Thank you.") == fingerprint("") == 0
    assert -(1 << 63) <= one < 1 << 63


def test_links_are_counted_as_often_as_they_are_there() -> None:
    assert links("https://a.example/ www.b.example https://a.example/") == [
        "https://a.example/", "https://www.b.example/", "https://a.example/",
    ]  # fmt: skip


def test_a_note_is_one_short_line() -> None:
    assert note_of(" a\n\u202eb " + "c" * 50, 10) == "a b ccccc" + "c"
