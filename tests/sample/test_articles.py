"""The newsroom's copy: readable, the right length, nobody else's sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta

import pytest

from octavo.news.sources import CATEGORIES
from octavo.sample import SAMPLE_COUNTRIES, SAMPLE_HOSTS, sample_publishers
from octavo.sample.copytext import dated, to_html, to_text
from octavo.sample.houses import houses
from octavo.sample.newsroom import Piece, newsroom, read_piece
from octavo.sample.pictures import SCENES

SENTENCE_END = re.compile(r"(?<=[.!?؟。！？])[\"”»」]?\s+|\n|(?<=[。！？])")
SHORT = 28
"""Sentences shorter than this may meet by chance: "Nobody was hurt."."""


LEAST_SHARED = {"whole": 0.9, "trimmed": 0.75, "extended": 0.5, "rewritten": 0.25}
"""Of a copy's words, the least share that its origin has too."""


def pieces() -> list[Piece]:
    return list(newsroom().pieces.values())


def last_text(piece: Piece) -> str:
    return to_text(piece.states[-1].body)


def test_there_is_enough_to_read() -> None:
    english = [piece for piece in pieces() if piece.house.language == "en"]
    assert len(pieces()) >= 120
    assert len(english) >= 90
    assert {piece.category for piece in pieces()} == set(CATEGORIES)
    assert {piece.day for piece in pieces()} == set(range(10))
    assert sum(1 for piece in pieces() if piece.audio) >= 3
    assert sum(1 for piece in pieces() if piece.video) >= 3


@pytest.mark.parametrize("piece", pieces(), ids=lambda piece: piece.key)
def test_every_article_is_whole(piece: Piece) -> None:
    for state in piece.states:
        text = to_text(state.body)
        if piece.house.language.startswith("zh"):
            assert 200 <= len(text) <= 1200
        else:
            assert 115 <= len(text.split()) <= 500
        assert state.title
        assert "{" not in dated(state.title + state.standfirst + state.body, date(2031, 5, 14), piece.house.language)
        assert to_html(state.body, lambda key: key, lambda picture: picture.scene)
    assert piece.topics
    assert piece.tags
    if piece.picture:
        assert piece.picture.scene in SCENES
        assert piece.picture.caption
        assert piece.picture.credit
    assert set(piece.links) <= newsroom().pieces.keys()


def test_unrelated_articles_share_no_sentence() -> None:
    """Reports of one story may quote the same words; copies share with their origin; nobody else shares anything."""
    seen: dict[str, set[str]] = defaultdict(set)
    for piece in pieces():
        for sentence in SENTENCE_END.split(last_text(piece)):
            if len(sentence) >= SHORT or (sentence and ord(sentence[0]) > 0x3000 and len(sentence) >= SHORT // 2):
                quoted = any(mark in sentence for mark in '"«»“”')
                seen[sentence.strip()].add(piece.story if quoted and piece.story else piece.copy_of or piece.key)
    assert {sentence: keys for sentence, keys in seen.items() if len(keys) > 1} == {}


def test_copies_share_what_they_should() -> None:
    for piece in pieces():
        if not piece.copy_of:
            continue
        origin = newsroom().pieces[piece.copy_of]
        assert piece.story == origin.story
        assert (piece.day, -piece.minute) <= (origin.day, -origin.minute), f"{piece.key} is before its origin"
        assert piece.copy_kind in LEAST_SHARED
        ours, theirs = (set(re.findall(r"\w+", last_text(one).lower())) for one in (piece, origin))
        if piece.house.language == origin.house.language:
            assert len(ours & theirs) / len(ours) > LEAST_SHARED[piece.copy_kind], piece.key


def test_no_text_names_a_weekday_or_date_of_its_own() -> None:
    names = r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    found = {piece.key for piece in pieces() if re.search(rf"(?:on|by|until|since) {names}", last_text(piece))}
    assert found <= {"meridian/6-lumenry-buys-ferrow"}, "write {d3}, not the day's name; a saying in a quote may stay"


def test_days_are_named_by_the_epoch_in_the_publishers_language() -> None:
    epoch = date(2031, 5, 14)
    assert dated("on {d1}, {date1}", epoch, "en") == "on Tuesday, 13 May"
    assert dated("le {date3}", epoch, "fr") == "le 11 mai"
    assert dated("{d0}", epoch, "es") == "miércoles"
    assert dated("{date0}{d0}", epoch, "zh-Hans") == "5月14日星期三"
    assert dated("{d0}", epoch, "ar") == "الأربعاء"


def test_dates_count_back_from_any_epoch() -> None:
    piece = newsroom().pieces["meridian/8-ferry-capsizes"]
    first, second = piece.published(date(2031, 5, 14)), piece.published(date(2032, 2, 29))
    assert (first.day, first.hour, first.minute) == (6, 5, 25)
    assert second - first == timedelta(days=291)


def test_publishers_are_invented_and_many() -> None:
    publishers = sample_publishers()
    assert len(publishers) >= 14
    assert len({one.language for one in publishers}) >= 5
    assert {one.country for one in publishers} <= {*SAMPLE_COUNTRIES["en"], ""}
    assert all(names.keys() <= SAMPLE_COUNTRIES["en"].keys() for names in SAMPLE_COUNTRIES.values())
    assert all(host.endswith(".example") for host in SAMPLE_HOSTS)
    assert {one.id for one in publishers} == set(SAMPLE_HOSTS)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("at: 8", "at: 7"), "DAY HH:MM"),
        (("section: World", "section: Knitting"), "no section"),
        (("category: world", "category: gossip"), "no category"),
        (("title:", "headline:"), "unknown header"),
        (("---\n", ""), "no line ---"),
    ],
)
def test_a_faulty_file_is_named(change: tuple[str, str], said: str) -> None:
    text = "title: T\nat: 8 05:25\nsection: World\ncategory: world\n---\nText.\n"
    house = houses()["meridian.example"]
    assert read_piece(house, "8-a-b.md", text).key == "meridian/8-a-b"
    with pytest.raises(ValueError, match=r"articles/meridian/8-a-b\.md") as error:
        read_piece(house, "8-a-b.md", text.replace(*change))
    assert said in str(error.value)


def test_markup_becomes_html() -> None:
    body = "A *b* **c** [d](x/1-y) <e>\n\n## F\n\n- g\n- h\n\n1. i\n\n> j\n\n| k | l |\n| 1 | 2 |"
    assert to_html(body, lambda key: f"/{key}", lambda picture: "") == [
        '<p>A <em>b</em> <strong>c</strong> <a href="/x/1-y">d</a> &lt;e&gt;</p>',
        "<h2>F</h2>",
        "<ul><li>g</li><li>h</li></ul>",
        "<ol><li>i</li></ol>",
        "<blockquote><p>j</p></blockquote>",
        "<table><thead><tr><th>k</th><th>l</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    ]
    assert to_text(body) == "A b c d <e>\nF\ng\nh\ni\nj\nk | l\n1 | 2"
