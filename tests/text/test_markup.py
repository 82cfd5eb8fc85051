"""Publishers' markup becomes safe, plain and whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.text.markup import blocks, inline, plain
from octavo.text.sanitise import sanitised

BASE = "https://gazette.example/news/pier"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Pier &amp; quay", "Pier & quay"),
        ("Pier &amp;amp; quay", "Pier & quay"),
        ("&lt;b&gt;Pier&lt;/b&gt; closes", "Pier closes"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("  a\n\tb\u00a0c ", "a b c"),
        ("so\u00adft and z\u200bero", "soft and zero"),
        ("\u202ereversed\u202c", "reversed"),
        ("\u200d\u200c", ""),
        ("نمی\u200cشود", "نمی\u200cشود"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("half \ud83d pair", "half pair"),
        ("<script>alert(1)</script>seen", "seen"),
        ("", ""),
    ],
)
def test_plain(html: str, text: str) -> None:
    assert plain(html) == text


@given(st.text(max_size=300))
def test_plain_is_one_folded_line_that_can_be_written(html: str) -> None:
    text = plain(html)
    assert text == " ".join(text.split())
    text.encode()


def test_inline_keeps_marks_and_makes_links_absolute() -> None:
    html = '<p>See <a href="../list?a=1&amp;b=2" onclick="x()">the <b>list</b></a>.</p>'
    link = '<a href="https://gazette.example/list?a=1&amp;b=2" rel="noopener noreferrer">the <strong>list</strong></a>'
    assert inline(html, BASE) == f"See {link}."


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" java\tscript:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<a href="javascript://gazette.example/%0Aalert(1)">x</a>',
        "<img src=x onerror=alert(1)>x",
        "<svg><script>alert(1)</script></svg>x",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>x",
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>x',
        '<p style="position:fixed" id="login">x</p>',
        "<form action=//evil.example><button>x</button></form>x",
        "<b><p><a href='javascript:1'><i>x</b></p>y</i>",
        "<a href='https://ok.example' title='\"><script>alert(1)</script>'>x</a>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>x</noscript>",
        "<template><script>alert(1)</script></template>x",
        "<<script>script>alert(1)<</script>/script>x",
    ],
)
def test_nothing_that_runs_survives(html: str) -> None:
    shown = inline(html, BASE) + "".join(block.html for block in blocks(html, BASE))
    for danger in (
        "<script",
        "onerror",
        "onclick",
        "javascript:",
        "data:",
        "<svg",
        "<math",
        "<iframe",
        "style=",
        "id=",
        "<form",
    ):
        assert danger not in shown.lower()


@given(st.text(alphabet="<>/abipx=\"' &;jsrcholt:\n", max_size=200))
def test_sanitising_again_changes_nothing(html: str) -> None:
    for block in blocks(html, BASE):
        assert sanitised(block.html) == block.html


def test_blocks_in_order() -> None:
    html = (
        "<h2>What was decided</h2><p>One<br><br>Two</p><ul><li>first<ol><li>within</li></ol></li></ul>"
        "<blockquote><p>Said so.</p></blockquote><pre>a\n  b</pre>"
        "<table><tr><th>Pier</th><th>Year</th></tr><tr><td>Old</td><td>1911</td></tr></table>"
    )
    found = blocks(html, BASE)
    assert [(block.kind, block.level, block.text) for block in found] == [
        ("heading", 2, "What was decided"),
        ("paragraph", 0, "One"),
        ("paragraph", 0, "Two"),
        ("item", 1, "first"),
        ("item", -2, "within"),
        ("quote", 0, "Said so."),
        ("preformatted", 0, "a\n  b"),
        ("table", 0, "Pier Year\nOld 1911"),
    ]
    assert found[-1].rows == (("Pier", "Year"), ("Old", "1911"))


def test_a_mark_that_is_open_across_blocks_goes_on() -> None:
    found = blocks("<em>One<p>Two</p></em><p>Three</p>", BASE)
    assert [block.html for block in found] == ["<em>One</em>", "<em>Two</em>", ""]


def test_a_figure_is_one_picture_with_caption_and_credit() -> None:
    html = (
        '<figure><img src="data:image/gif;base64,R0" data-src="/p.jpg" srcset="/s.jpg 300w" width="800" alt="The pier">'
        '<figcaption>The old pier. <span class="credit">Photo: Ines Dahl</span></figcaption></figure>'
    )
    (block,) = blocks(html, BASE)
    assert block.kind == "image"
    assert block.image is not None
    assert (block.image.url, block.image.caption, block.image.credit, block.image.alt, block.image.width) == (
        "https://gazette.example/p.jpg", "The old pier.", "Photo: Ines Dahl", "The pier", 800,
    )  # fmt: skip


def test_icons_and_pixels_are_no_pictures() -> None:
    assert blocks('<img src="/i.png" width="16" height="16"><img src="https://t.example/pixel?x=1">', BASE) == ()


def test_the_largest_of_a_srcset_is_taken() -> None:
    (block,) = blocks('<img srcset="/a.jpg 320w, /b.jpg 1280w, /c.jpg 640w">', BASE)
    assert block.image is not None
    assert block.image.url == "https://gazette.example/b.jpg"


def test_layout_tables_are_text() -> None:
    cell = "A cell that holds a whole story is no cell of data. " * 15
    assert [block.kind for block in blocks(f"<table><tr><td>x</td><td><p>{cell}</p></td></tr></table>", BASE)] == [
        "paragraph", "paragraph",
    ]  # fmt: skip


def test_plain_text_is_split_at_blank_lines() -> None:
    assert [block.text for block in blocks("One &amp; two\nstill\n\nThree", BASE)] == ["One & two still", "Three"]


def test_relative_links_without_a_base_are_text() -> None:
    assert blocks('<p>See <a href="/x">this</a></p>', "")[0].html == ""
