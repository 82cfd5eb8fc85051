"""The article's text, and nothing else of the page."""

# ruff: noqa: E501  (markup is read more easily unbroken)

from __future__ import annotations

import json

import pytest
from tests.extract.conftest import Read

from octavo.news.articles import Article

TEASERS = "".join(f'<li><a href="/{n}">Another report number {n} of this very week</a></li>' for n in range(15))
AROUND = (
    f"<nav><ul>{TEASERS}</ul></nav>",
    f"<footer><p>All rights reserved by the owners of this site.</p><ul>{TEASERS}</ul></footer>",
)


def article(read: Read, inner: str, head: str = "") -> Article:
    html = f"<html><head><title>Old pier closes</title>{head}</head><body>{AROUND[0]}<main>{inner}</main>{AROUND[1]}</body></html>"
    found = read(html).article
    assert found is not None
    return found


def texts(found: Article) -> list[str]:
    return [block.text for block in found.body if block.kind != "image"]


@pytest.mark.parametrize(
    "layout",
    [
        "<article><h1>Old pier closes</h1>{}</article>",
        "<h1>Old pier closes</h1><div class='article-body'>{}</div>",
        "<h1>Old pier closes</h1><div itemprop='articleBody'>{}</div>",
        "<div id=app><div><h1>Old pier closes</h1></div><div><div>{}</div></div></div>",
        "<h1>Old pier closes</h1><div class='sidebar-layout'><div class='entry-content'>{}</div></div>",
        "<h1>Old pier closes</h1><div class='paywall'>{}</div>",
        "<form action='/'><h1>Old pier closes</h1><div>{}</div></form>",
        "<article class='post tag-ads category-social'><h1>Old pier closes</h1>{}</article>",
    ],
)
def test_layouts(read: Read, sentences: tuple[str, ...], paragraphs: str, layout: str) -> None:
    assert texts(article(read, layout.format(paragraphs))) == list(sentences)


@pytest.mark.parametrize(
    "box",
    [
        f"<aside><h3>Related</h3><ul>{TEASERS}</ul></aside>",
        f'<div class="related-articles"><h3>More</h3><ul>{TEASERS}</ul></div>',
        '<div class="newsletter-signup"><p>Every morning the most important things of the harbour in your inbox.</p></div>',
        '<div><h4>Harbour letter</h4><p>Sign up for our newsletter to get the best of the week in your inbox.</p></div>',
        '<p>Read more: <a href="/x">Why the quay is sinking</a></p>',
        '<p><strong>Lesen Sie auch:</strong> <a href="/x">Warum der Kai sinkt</a></p>',
        '<ul><li>Ferries: <a href="/a">The new timetable for the islands</a></li><li>Quay: <a href="/b">Why it is sinking so fast</a></li></ul>',
        '<div class="share-buttons"><span>Share</span><a href="https://social.example">Post</a></div>',
        '<div id="comments"><article><p>A reader says that this was long overdue, and everybody knew it for years.</p></article></div>',
        '<div class="cookie-consent"><p>We and our 840 partners store information on your device to show you advertisements.</p></div>',
        '<p class="article__byline">By Marit Holm</p>',
        '<div class="tags"><a href="/t/pier">pier</a> <a href="/t/ferries">ferries</a></div>',
        "<div hidden><p>This paragraph is not shown to anybody, so it does not belong to the article.</p></div>",
        '<div style="display: none"><p>This paragraph is not shown to anybody, so it does not belong here.</p></div>',
        '<div role="complementary"><ul><li>Facts: the pier was built in 1911 and is forty metres long.</li></ul></div>',
        '<h2>Old pier closes</h2>',
        "<h3>You may like</h3>",
        "<button>Play</button><select><option>One</option></select>",
        "<p>***</p>",
    ],
)  # fmt: skip
def test_what_is_not_the_text(read: Read, sentences: tuple[str, ...], paragraphs: str, box: str) -> None:
    half = paragraphs.index("<p>", len(sentences[0]) + 7)
    inner = f"<article><h1>Old pier closes</h1>{paragraphs[:half]}{box}{paragraphs[half:]}{box}</article>"
    # The headings left without text under them are those that the boxes brought.
    assert [text for text in texts(article(read, inner)) if text != "You may like"] == list(sentences)


def test_everything_that_belongs_is_kept_in_order(read: Read, sentences: tuple[str, ...]) -> None:
    one, two, three, four = sentences
    inner = (
        f"<article><h1>Old pier closes</h1><p>{one}</p><h2>A lost summer</h2><blockquote><p>{two}</p></blockquote>"
        f"<ul><li>Four piles are cracked</li><li>Two have lost their <em>iron</em> shoes</li></ul><p>{three} "
        f'See <a href="https://county.example/budget">the budget</a>.</p><figure><img src="/p.jpg" width=640>'
        f"<figcaption>The pier in May</figcaption></figure><p>{four}</p></article>"
    )
    found = article(read, inner)
    assert [block.kind for block in found.body] == [
        "paragraph", "heading", "quote", "item", "item", "paragraph", "image", "paragraph",
    ]  # fmt: skip
    assert found.body[4].html == "Two have lost their <em>iron</em> shoes"
    assert '<a href="https://county.example/budget"' in found.body[5].html
    assert found.body[6].image is not None


@pytest.mark.parametrize(
    "shown",
    [
        '<p class="standfirst">Cracks in four piles end a century of ferries.</p>',
        '<div class="teaser">Cracks in four piles end a century of ferries.</div>',
        "<h2>Cracks in four piles end a century of ferries.</h2>",
        "<p>Cracks in four piles end a century of ferries, and nobody can say for how long it will be.</p>",
    ],
)
def test_standfirsts(read: Read, sentences: tuple[str, ...], paragraphs: str, shown: str) -> None:
    head = '<meta name="description" content="Cracks in four piles end a century of ferries.">'
    inner = f"<article><header><h1>Old pier closes</h1>{shown}</header><div class='article-body'>{paragraphs}</div></article>"
    found = article(read, inner, head)
    assert found.standfirst.startswith("Cracks in four piles")
    assert texts(found) == list(sentences)


def test_a_description_that_is_not_shown_is_no_standfirst(read: Read, paragraphs: str) -> None:
    head = '<meta name="description" content="All about piers, ferries and more on our site.">'
    assert article(read, f"<article><h1>Old pier closes</h1>{paragraphs}</article>", head).standfirst == ""


def test_pieces_with_one_name_are_one_text(read: Read, sentences: tuple[str, ...]) -> None:
    pieces = "<div class=ad>Advertisement</div>".join(
        f'<div class="RichText RichText--{n}"><p>{text} {text[::-1]}</p></div>' for n, text in enumerate(sentences)
    )
    found = article(read, f"<h1>Old pier closes</h1><div><section>{pieces}</section></div>")
    assert [text[: len(known)] for text, known in zip(texts(found), sentences, strict=True)] == list(sentences)


def test_the_next_article_below_is_not_the_text(read: Read, sentences: tuple[str, ...], paragraphs: str) -> None:
    following = "<article><h2>Quay sinks</h2><p>Far from the pier another story begins, which nobody asked for on this page.</p></article>"
    inner = f"<article><h1>Old pier closes</h1>{paragraphs}{following}</article>"
    assert texts(article(read, inner)) == list(sentences)


def test_the_publisher_s_own_text_settles_what_belongs(read: Read, sentences: tuple[str, ...]) -> None:
    long = [f"{text} {text.replace('pier', 'quay')}" for text in sentences]
    data = json.dumps({"@type": "NewsArticle", "headline": "Old pier closes", "articleBody": " ".join(long)})
    extra = "<p>This line was slipped in by a partner of the site, and it has no name that tells so.</p>"
    inner = f"<article><h1>Old pier closes</h1><p>{long[0]}</p>{extra}{''.join(f'<p>{text}</p>' for text in long[1:])}{extra}</article>"
    found = article(read, inner, f'<script type="application/ld+json">{data}</script>')
    assert texts(found) == long


def test_a_hidden_copy_of_the_text_is_cut_off(read: Read, sentences: tuple[str, ...]) -> None:
    long = [" ".join([text] * 8) for text in sentences]
    copy = f"<p>At last the council went home. {' '.join(long)}</p>"
    found = article(
        read, f"<article><h1>Old pier closes</h1>{''.join(f'<p>{text}</p>' for text in long)}{copy}</article>"
    )
    assert texts(found) == [*long, "At last the council went home."]


def test_captions_in_paragraphs_are_captions(read: Read, sentences: tuple[str, ...], paragraphs: str) -> None:
    caption = (
        "<p>The old pier seen from the quay. Foto: Ines Dahl</p><div class='wp-caption-text'><p>Boats in May</p></div>"
    )
    found = article(
        read, f"<article><h1>Old pier closes</h1>{paragraphs}{caption}<p>{sentences[0][::-1]}</p></article>"
    )
    assert [block.text for block in found.body if block.kind == "caption"] == [
        "The old pier seen from the quay. Foto: Ines Dahl", "Boats in May",
    ]  # fmt: skip


def test_text_that_only_data_carries(read: Read, sentences: tuple[str, ...]) -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "Old pier closes", "articleBody": "\n\n".join(sentences)})
    found = article(read, "<div id=root>Loading</div>", f'<script type="application/ld+json">{data}</script>')
    assert texts(found) == list(sentences)


def test_text_that_only_state_carries(read: Read, sentences: tuple[str, ...]) -> None:
    elements = [{"type": "p", "content": f"{text} {text}"} for text in sentences]
    state = json.dumps({"props": {"article": {"title": "Old pier closes", "elements": elements}}})
    head = f'<meta property="og:title" content="Old pier closes"><script id="__NEXT_DATA__" type="application/json">{state}</script>'
    found = article(read, "<div id=root>Loading</div>", head)
    assert texts(found) == [f"{text} {text}" for text in sentences]


def test_further_reading(read: Read, paragraphs: str) -> None:
    inner = (
        f'<article><h1>Old pier closes</h1>{paragraphs}<p>As <a href="/2025/cracks">we reported about the cracks last year</a>, '
        'nobody looked below.</p></article><div class="related"><a href="/quay?utm_source=box">Why the quay is sinking fast</a></div>'
    )
    assert [(link.url, link.title) for link in article(read, inner).links] == [
        ("https://www.harbour-gazette.example/2025/cracks", "we reported about the cracks last year"),
        ("https://www.harbour-gazette.example/quay", "Why the quay is sinking fast"),
    ]


def test_players_are_enclosures(read: Read, paragraphs: str) -> None:
    inner = (
        f'<article><h1>Old pier closes</h1>{paragraphs}<iframe src="https://www.youtube.com/embed/abc" title="The cracks"></iframe>'
        '<iframe src="https://ads.example/frame"></iframe><audio><source src="/talk.mp3"></audio></article>'
    )
    assert {(one.url, one.media_type) for one in article(read, inner).enclosures} == {
        ("https://www.youtube.com/embed/abc", "text/html"),
        ("https://www.harbour-gazette.example/talk.mp3", "audio/mpeg"),
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ar",
            "صوّت مجلس الميناء مساء الثلاثاء على إغلاق رصيف العبّارات القديم بعد أن وجد المهندسون شقوقًا في أربع ركائز.",
        ),
        ("zh", "港务委员会周二晚间投票决定关闭旧渡轮码头，此前工程师在四根桩柱上发现了裂缝，维修费用将达二百四十万。"),
        ("th", "สภาท่าเรือลงมติเมื่อเย็นวันอังคารให้ปิดท่าเรือเฟอร์รี่เก่า หลังจากวิศวกรพบรอยร้าวในเสาเข็มสี่ต้น"),
        ("hi", "बंदरगाह परिषद ने मंगलवार शाम को पुराने घाट को बंद करने के पक्ष में मतदान किया, क्योंकि इंजीनियरों को दरारें मिलीं।"),
    ],
)
def test_scripts(read: Read, language: str, text: str) -> None:
    body = "".join(f"<p>{text}{n}</p>" for n in range(4))
    found = read(
        f"<html lang={language}><body>{AROUND[0]}<div><h1>{text[:20]}</h1><div>{body}</div></div>{AROUND[1]}"
    ).article
    assert found is not None
    assert texts(found) == [f"{text}{n}" for n in range(4)]
    assert found.language == language
