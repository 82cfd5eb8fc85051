"""The pure parts of pages: nesting, differences, layout, choices, addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from tests.serve import newsroom
from tests.serve.newsroom import NOW

from octavo.news.addresses import ArticleId, PublisherId
from octavo.news.articles import Block, Card, Revision
from octavo.news.sources import CATEGORIES
from octavo.news.stories import Ranked
from octavo.serve.agents import browser_and_system
from octavo.serve.body import Listing, parts_of
from octavo.serve.choice import Choice, accepted_languages, choose, kept_form
from octavo.serve.difference import difference
from octavo.serve.frontpage import alone, in_short, lay_out
from octavo.serve.links import article_path, leading_id, read_cursor, slug, written
from octavo.serve.render import clipped

# ── body ──


def item(text: str, level: int) -> Block:
    return Block("item", text, level=level)


def outline(listing: Listing | None) -> list[object]:
    return [] if listing is None else [[one.block.text, *outline(one.inner)] for one in listing.items]


def test_items_nest_by_their_depth() -> None:
    (part,) = parts_of([item("a", 1), item("b", 2), item("c", 3), item("d", 2), item("e", 1)])
    assert outline(part.listing) == [["a", ["b", ["c"]], ["d"]], ["e"]]


def test_numbered_lists_are_told_by_their_sign() -> None:
    bullets, numbers = parts_of([item("a", 1), Block("paragraph", "x"), item("b", -1)])[::2]
    assert bullets.listing is not None
    assert numbers.listing is not None
    assert (bullets.listing.ordered, numbers.listing.ordered) == (False, True)


@given(st.lists(st.integers(-4, 4).filter(bool), min_size=1, max_size=30))
def test_no_item_is_lost(levels: list[int]) -> None:
    (part,) = parts_of([item(str(at), level) for at, level in enumerate(levels)])
    flat = str(outline(part.listing))
    assert all(f"'{at}'" in flat for at in range(len(levels)))


@given(st.lists(st.integers(0, 9), max_size=20))
def test_headings_never_skip_a_level(levels: list[int]) -> None:
    found = [part.level for part in parts_of([Block("heading", "x", level=level) for level in levels])]
    assert all(2 <= level <= 6 for level in found)
    assert all(level <= before + 1 for before, level in zip([1, *found], found, strict=False))


def test_pictures_count_from_one() -> None:
    parts = parts_of([Block("image", ""), Block("paragraph", "x"), Block("image", ""), Block("image", "")])
    assert [part.number for part in parts if part.kind == "image"] == [1, 2, 3]


@pytest.mark.parametrize(
    ("rows", "headed"),
    [
        ((("", "2026"), ("Cod", "3")), True),
        ((("Fish", "Tonnes"), ("Cod", "3")), True),
        ((("Cod", "3"), ("Herring", "12")), False),
        ((("Mayor", "Ada Quill"), ("Deputy", "Ines Marlowe")), False),
        ((("", ""), ("a", "1")), False),
        ((("alone",),), False),
        ((), False),
    ],
)
def test_a_tables_first_row_may_be_its_heading(rows: tuple[tuple[str, ...], ...], headed: bool) -> None:
    (part,) = parts_of([Block("table", "", rows=rows)])
    assert part.headed is headed


# ── difference ──


def revision(number: int, *texts: str) -> Revision:
    return Revision(number, NOW, texts[0], "", tuple(Block("paragraph", text) for text in texts[1:]))


def test_words_are_marked_within_their_paragraph() -> None:
    before = revision(1, "Title", "At least 190 boats sank that night.", "Nobody was hurt.")
    after = revision(2, "Title", "At least 214 boats sank that night.", "Nobody was hurt.")
    changes = difference(before, after)
    assert [change.skipped for change in changes] == [1, 0, 1]
    assert changes[1].pieces == (
        ("same", "At least "), ("removed", "190"), ("added", "214"), ("same", " boats sank that night."),
    )  # fmt: skip


def test_a_run_of_changed_words_is_one_change() -> None:
    before, after = (
        revision(1, "The minister will resign on Monday."),
        revision(2, "The minister has already gone on Monday."),
    )
    assert difference(before, after)[0].pieces == (
        ("same", "The minister "), ("removed", "will resign"), ("added", "has already gone"), ("same", " on Monday."),
    )  # fmt: skip


def test_another_text_in_its_place_is_replaced_whole() -> None:
    changes = difference(revision(1, "T", "One two three four."), revision(2, "T", "Alpha beta gamma delta."))
    assert [change.pieces for change in changes[1:]] == [
        (("removed", "One two three four."),), (("added", "Alpha beta gamma delta."),),
    ]  # fmt: skip


def test_chinese_is_compared_by_character() -> None:
    pieces = difference(revision(1, "三国签署海峡条约"), revision(2, "三国签署海湾条约"))[0].pieces
    assert pieces == (("same", "三国签署海"), ("removed", "峡"), ("added", "湾"), ("same", "条约"))


paragraphs = st.lists(st.text(alphabet="ab 京", max_size=12), min_size=1, max_size=6)


@given(paragraphs, paragraphs)
def test_both_texts_can_be_read_from_the_difference(old: list[str], new: list[str]) -> None:
    changes = difference(revision(1, *old), revision(2, *new))
    for unwanted, texts in (("added", old), ("removed", new)):
        left = [text for text in texts if text]
        for change in changes:
            read = "".join(words for op, words in change.pieces if op != unwanted)
            assert change.skipped <= len(left)
            del left[: change.skipped]
            assert not read or read == left.pop(0)
        assert left == []


# ── front page ──


def ranked(cards: list[Card]) -> list[Ranked]:
    """Each as a story by itself, in this order."""
    return [Ranked(alone(card), 1 - number / 100, ()) for number, card in enumerate(cards)]


def all_cards() -> list[Card]:
    return [stored.card for stored in newsroom.articles() if stored.card.language == "en"]


def test_the_page_shows_each_story_once() -> None:
    front = lay_out(ranked(all_cards()))
    assert front.lead is not None
    shown = front.stories()
    assert len({one.card.id for one in shown}) == len(shown) == len(all_cards())
    assert front.oldest == min(card.shown for card in all_cards())


def test_what_ranks_first_leads_and_the_seconds_are_mixed() -> None:
    cards = [replace(card, category="world") for card in all_cards()[:8]] + all_cards()[8:]
    front = lay_out(ranked(cards))
    assert front.lead is not None
    assert front.lead.card.lead == cards[0]
    assert len({front.lead.card.category, *(one.card.category for one in front.seconds)}) > 1


def many(number: int) -> list[Card]:
    base = all_cards()[0]
    return [
        replace(base, id=ArticleId(n + 1), category=CATEGORIES[n % 12], publisher=PublisherId(f"p{n}.example"))
        for n in range(number)
    ]


def test_at_most_six_sections_are_full_and_the_others_brief() -> None:
    sections = lay_out(ranked(many(12 * 6))).sections
    assert sum(section.full for section in sections) == 6
    assert all(len(section.stories) <= 3 for section in sections if not section.full)
    assert [section.category for section in sections] == list(CATEGORIES)


def test_no_publisher_leads_more_than_two_of_a_section_while_others_have_news() -> None:
    cards = [replace(card, category="sport") for card in many(20)]
    loud = [replace(card, publisher=PublisherId("loud.example")) if n < 12 else card for n, card in enumerate(cards)]
    (section,) = lay_out(ranked(loud)).sections
    assert sum(one.card.lead.publisher == "loud.example" for one in section.stories) == 2
    only = [replace(card, publisher=PublisherId("loud.example")) for card in cards]
    assert len(lay_out(ranked(only)).sections[0].stories) == 6


def test_a_full_section_opens_with_a_picture_of_nearly_the_same_weight() -> None:
    cards = [replace(card, category="sport", image=None if n < 5 else card.image) for n, card in enumerate(many(12))]
    near = ranked(cards)
    assert lay_out(near).sections[0].stories[0].card.lead.image is not None
    far = [replace(one, score=one.score if n < 5 else 0.01) for n, one in enumerate(near)]
    assert lay_out(far).sections[0].stories[0].card.lead.image is None


def test_one_report_is_a_front_page_and_none_is_not() -> None:
    card = all_cards()[0]
    front = lay_out(ranked([card]))
    assert front.lead is not None
    assert front.lead.card.lead == card
    assert lay_out([]).lead is None


def test_a_card_says_two_sentences_of_its_story_in_the_leads_language() -> None:
    card = replace(alone(all_cards()[0]), articles=2, summary=("One.", "Two.", "Three."), languages=(("en", 2),))
    assert in_short(card) == "One. Two."
    assert in_short(replace(card, languages=(("ar", 2),))) == card.lead.summary
    assert in_short(replace(card, articles=1)) == card.lead.summary


# ── choice of languages ──


def request(query: str = "", accept: str = "", cookie: str = "") -> Request:
    headers = [(b"accept-language", accept.encode()), (b"cookie", f"languages={cookie}".encode())]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": query.encode(), "headers": headers})


@pytest.mark.parametrize(
    ("query", "cookie", "accept", "chosen"),
    [
        ("lang=ar", "fr", "en", Choice(("ar",), "address")),
        ("lang=ar,fr", "", "", Choice(("ar", "fr"), "address")),
        ("lang=ar&lang=fr", "", "", Choice(("ar", "fr"), "address")),
        ("lang=all", "ar", "en", Choice((), "address", prefer="en")),
        ("", "ar.fr", "en", Choice(("ar", "fr"), "cookie")),
        ("", "all", "en", Choice((), "cookie", prefer="en")),
        ("", "", "en-GB,en;q=0.9,fr;q=0.8", Choice(("en", "fr"), "browser")),
        ("", "", "fr", Choice((), "nobody", prefer="fr")),
        ("", "", "de", Choice((), "nobody", prefer="de")),
        ("lang=%00%27--", "\"';", "", Choice((), "nobody")),
    ],
)
def test_languages_as_asked_kept_or_accepted(query: str, cookie: str, accept: str, chosen: Choice) -> None:
    assert choose(request(query, accept, cookie), {"en": 40, "ar": 20, "fr": 3}) == chosen


def test_accept_language_is_read_by_weight() -> None:
    assert accepted_languages("fr;q=0.3, en-GB, de;q=0, *;q=0.1, ar;q=0.9") == ("en-gb", "ar", "fr")


@given(st.text())
def test_any_header_is_read(header: str) -> None:
    assert all(tag.isascii() for tag in accepted_languages(header))


def test_choices_are_kept_in_one_word() -> None:
    assert kept_form(("ar", "fr")) == "ar.fr"
    assert kept_form(()) == "all"


# ── addresses ──


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Three states agree: 40% of fish", "three-states-agree-40-of-fish"),
        ("The harbour’s re-opening", "the-harbours-re-opening"),
        ("ثلاث دول توقّع", "ثلاث-دول-توقع"),
        ("زُرِعَت كـــلها", "زرعت-كلها"),
        ("हिन्दी में समाचार", "हिन्दी-में-समाचार"),
        ("三国签署", "三国签署"),
        ("—", ""),
        ("a/b?c#d", "a-b-c-d"),
    ],
)
def test_slugs(title: str, words: str) -> None:
    assert slug(title) == words


@given(st.text())
def test_slugs_stay_in_their_segment(title: str) -> None:
    path = article_path(ArticleId(5), title)
    assert path.count("/") == 2
    assert not set(path) & set("?#%\\ \n\t")
    assert leading_id(path.rpartition("/")[2]) == 5
    assert len(slug(title)) <= 60


@given(st.integers(-6 * 10**16, 4 * 10**15), st.integers(1, (1 << 63) - 1))
def test_cursors_come_back(microseconds: int, article: int) -> None:
    cursor = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds), ArticleId(article))
    assert read_cursor(written(cursor)) == cursor


@given(st.text() | st.from_regex(r"-?[0-9]{1,17}\.[1-9][0-9]{0,18}", fullmatch=True))
def test_any_cursor_is_read(text: str) -> None:
    found = read_cursor(text)
    assert found is None or read_cursor(written(found)) == found


@given(st.text(), st.integers(2, 80))
def test_clipping(text: str, most: int) -> None:
    short = clipped(text, most)
    assert len(short) <= most + 1
    assert short == text or text.startswith(short[:-1])


@pytest.mark.parametrize(
    ("agent", "names"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", ("Firefox", "Linux")),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Linux; Android 16; K) Chrome/140.0 Mobile Safari/537.36", ("Chrome", "Android")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", ("Safari", "iPhone")),
        ("<script>", ("", "")),
        ("", ("", "")),
    ],
)
def test_browsers_are_called_as_their_owners_call_them(agent: str, names: tuple[str, str]) -> None:
    assert browser_and_system(agent) == names
