"""What a page says twice is shown once; what only looks like text is no text."""

# ruff: noqa: E501  (markup is read more easily unbroken)

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.conftest import Read

from octavo.extract.lead import same_picture
from octavo.news.addresses import WebUrl
from octavo.news.articles import Article, Entry, Image
from octavo.text.addresses import web_url

PIER = "https://img.gazette.example/2026/05/pier-at-dawn-4711.jpg"


def article(
    read: Read, html: str, entry: Entry | None = None, url: str = "https://gazette.example/news/pier"
) -> Article:
    found = read(html, url=url, entry=entry).article
    assert found is not None
    return found


def texts(found: Article, *kinds: str) -> list[str]:
    return [block.text for block in found.body if block.kind in (kinds or ("paragraph", "item", "quote"))]


# ── the lead picture ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (PIER, PIER + "?w=640&h=360", True),
        (PIER, "https://img.gazette.example/2026/05/pier-at-dawn-4711-1024x683.jpg", True),
        (PIER, "https://other.example/resize/1200x/smart/2026/05/pier-at-dawn-4711.jpg", True),
        (PIER, "https://proxy.example/image?url=https%3A%2F%2Fimg.gazette.example%2F2026%2F05%2Fpier-at-dawn-4711.jpg&w=90", True),
        ("https://i.example/ab12/master/4000.jpg", "https://i.example/ab12/master/500.jpg", True),
        ("https://i.example/ab12/master/500.jpg", "https://i.example/cd34/master/500.jpg", False),
        ("https://i.example/up/DSC_0554.jpg", "https://i.example/up/DSC_0551.jpg", False),
        ("https://i.example/up/image.php?id=7&w=10", "https://i.example/up/image.php?id=8&w=10", False),
        ("https://i.example/1200x0/https%3A%2F%2Fa.example%2Fone", "https://i.example/1200x0/https%3A%2F%2Fa.example%2Ftwo", False),
    ],
)  # fmt: skip
def test_renditions_of_one_picture(one: str, other: str, same: bool) -> None:
    assert same_picture(Image(web_url(one)), Image(web_url(other))) is same
    assert same_picture(Image(web_url(other)), Image(web_url(one))) is same


@given(st.text(alphabet="abc/%2F?=&.-_x0123456789:[]", max_size=60))
def test_any_address_is_a_picture_like_itself(tail: str) -> None:
    image = Image(WebUrl(f"https://i.example/{tail}"))
    inside = Image(WebUrl(f"https://i.example/image?url=//{quote(tail)}"))
    assert same_picture(image, image)
    assert same_picture(inside, inside)


def test_the_lead_picture_is_shown_once_with_what_stands_below_it(read: Read, paragraphs: str) -> None:
    found = article(
        read,
        f"""<meta property="og:image" content="{PIER}"><article><h1>Old pier closes</h1>
        <figure><img src="{PIER}?w=640"><figcaption>The pier at dawn <span>Photo: Ines Dahl</span></figcaption></figure>
        {paragraphs}<figure><img src="/quay-2.jpg"><figcaption>The quay</figcaption></figure></article>""",
    )
    assert found.image is not None
    assert (found.image.url, found.image.caption, found.image.credit) == (PIER, "The pier at dawn", "Photo: Ines Dahl")
    assert texts(found, "image") == ["The quay"]
    assert texts(found, "caption") == []


@pytest.mark.parametrize(
    "box",
    [
        '<div class="photo"><img src="/pier.jpg" alt="The pier at dawn, seen from Lund"><div>The pier at dawn, seen from Lund (Photo: Ines Dahl)</div></div>',
        '<div class="gallery"><img src="/pier.jpg"><span class="image-caption">The pier at dawn, seen from Lund <i>(Photo: Ines Dahl)</i></span></div>',
        '<div class="top"><img src="/pier.jpg"><p class="cutline">The pier at dawn, seen from Lund Photo: Ines Dahl</p></div>',
        '<figure><img src="/pier.jpg"><span class="credit">Photo: Ines Dahl</span><figcaption>The pier at dawn, seen from Lund</figcaption></figure>',
    ],
)
def test_captions_beside_pictures(read: Read, paragraphs: str, box: str) -> None:
    found = article(read, f'<h1>Old pier closes</h1>{box}<div class="story-body">{paragraphs}</div>')
    assert found.image is not None
    assert found.image.url == "https://gazette.example/pier.jpg"
    assert (found.image.caption, found.image.credit) == ("The pier at dawn, seen from Lund", "Photo: Ines Dahl")
    assert "pier at dawn" not in found.standfirst + "".join(texts(found, "paragraph", "caption", "image"))


def test_a_paragraph_beside_a_picture_is_no_caption(read: Read, sentences: tuple[str, ...]) -> None:
    found = article(
        read, f'<article><h1>Old pier closes</h1><div><img src="/a.jpg" alt="Pier"><p>{sentences[0]}</p></div>{"".join(f"<p>{s}</p>" for s in sentences[1:])}</article>'
    )  # fmt: skip
    assert texts(found) == list(sentences)


def test_pictures_in_microdata(read: Read, paragraphs: str) -> None:
    found = article(
        read,
        f"""<h1>Old pier closes</h1><div itemprop="image" itemscope itemtype="http://schema.org/ImageObject">
        <img itemprop="url" src="/pier.jpg" alt=""><meta itemprop="width" content="1200"><div itemprop="caption">The pier</div>
        <div itemprop="creditText">Ines Dahl</div></div><div itemprop="articleBody">{paragraphs}</div>""",
    )
    assert found.image == Image(
        web_url("https://gazette.example/pier.jpg"), caption="The pier", credit="Ines Dahl", width=1200
    )


# ── the standfirst ───────────────────────────────────────────────────────────────────────────────────────────────────

SUMMARY = "Engineers found cracks in four piles, and boats will leave from the fish market."


def test_a_standfirst_at_the_head_of_the_text_stands_above_it(
    read: Read, paragraphs: str, sentences: tuple[str, ...]
) -> None:
    found = article(read, f'<article><h1>Old pier closes</h1><div class="standfirst"><p>{SUMMARY}</p></div>{paragraphs}</article>')  # fmt: skip
    assert (found.standfirst, texts(found)) == (SUMMARY, list(sentences))


def test_a_summary_in_bold_is_the_standfirst_and_is_told_once(
    read: Read, paragraphs: str, sentences: tuple[str, ...]
) -> None:
    entry = Entry("1", web_url("https://gazette.example/news/pier"), summary=SUMMARY)
    found = article(read, f"<article><h1>Old pier closes</h1><p><b>{SUMMARY}</b></p>{paragraphs}</article>", entry)
    assert (found.standfirst, texts(found)) == (SUMMARY, list(sentences))


@pytest.mark.parametrize("cut", [60, 71, 500])
def test_a_summary_cut_from_the_text_is_none(read: Read, paragraphs: str, sentences: tuple[str, ...], cut: int) -> None:
    entry = Entry("1", web_url("https://gazette.example/news/pier"), summary=sentences[0][:cut] + "…" * (cut < 500))
    found = article(read, f"<article><h1>Old pier closes</h1>{paragraphs}</article>", entry)
    assert (found.standfirst, texts(found)) == ("", list(sentences))


@pytest.mark.parametrize(
    "line",
    [
        "Published: 20:05 GMT, 4 May 2026 | Updated: 21:10 GMT, 4 May 2026",
        "Aktualisiert am 04.05.2026, 20:05 Uhr",
        "Publié le 4 mai 2026 à 20 h 05",
        "发布时间：2026年05月04日 20:05",
        "آخر تحديث: 4 مايو 2026 20:05",
    ],
)
def test_lines_of_dates_are_no_text(read: Read, paragraphs: str, sentences: tuple[str, ...], line: str) -> None:
    found = article(read, f'<h1>Old pier closes</h1><div class="stand">{line}</div><div class="story-body">{paragraphs}<p>{line}</p></div>')  # fmt: skip
    assert (found.standfirst, texts(found)) == ("", list(sentences))


def test_a_sentence_with_a_date_is_text(read: Read, paragraphs: str) -> None:
    sentence = "Published in 2019, the report of the engineers had warned the council of all this."
    found = article(read, f"<article><h1>Old pier closes</h1>{paragraphs}<p>{sentence}</p></article>")
    assert texts(found)[-1] == sentence


# ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("责任编辑：梁家俊", False),
        ("（责编：周敏、陈以航）", False),
        ("Editing by Jo Bay", False),
        ("Redaktion: Jo Bay", False),
        ("(Marit Holm)", False),
        ("(Marit Holm; Jo Bay)", False),
        ("(Meridian)", True),
        ("المصدر: سهنا", True),
        ("Reporting by Jo Bay in Lund; editing by Marit Holm", True),
    ],
)
def test_editors_and_signatures_go_and_agencies_stay(read: Read, paragraphs: str, line: str, stays: bool) -> None:
    head = '<meta name="author" content="Marit Holm, Jo Bay">'
    found = article(read, f"{head}<article><h1>Old pier closes</h1>{paragraphs}<p>{line}</p></article>")
    assert (texts(found)[-1] == line) is stays


def test_teasers_behind_the_text_are_left_out(read: Read, paragraphs: str, sentences: tuple[str, ...]) -> None:
    teasers = "".join(
        f'<li><a href="/{n}">Report number {n} of the harbour</a><p>What the council said of it on day {n}, and who was there, in one sentence.</p></li>'
        for n in range(4)
    )
    found = article(read, f"<main><article><h1>Old pier closes</h1>{paragraphs}</article><ul>{teasers}</ul></main>")
    assert texts(found) == list(sentences)


def test_a_list_of_the_same_make_within_the_text_stays(read: Read, paragraphs: str) -> None:
    said = [f"In year {n} it found cracks, and the council put the report away." for n in range(3)]
    items = "".join(f'<li><a href="/{n}">The report of year {n}</a><p>{text}</p></li>' for n, text in enumerate(said))
    end = "<p>All of them were read by nobody, said the council.</p>"
    found = article(read, f"<article><h1>Old pier closes</h1>{paragraphs}<ul>{items}</ul>{end}</article>")
    assert set(said) <= set(texts(found))
