"""A fingerprint keeps what a cut, cleaned or respelled text keeps, and nothing of what people said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.news.articles import Block
from octavo.stories.copies.shingles import MOST, TOP, shingles_of, top_of

from .texts import HARBOUR, MUSEUM


def test_a_cut_text_keeps_its_share_of_the_fingerprint() -> None:
    long = f"{HARBOUR} {MUSEUM}"
    assert set(shingles_of(HARBOUR)) < set(shingles_of(long))
    assert not set(shingles_of(HARBOUR)) & set(shingles_of(MUSEUM))


def test_punctuation_and_case_change_nothing() -> None:
    cleaned = HARBOUR.replace(",", "").replace(".", " ").upper()
    assert shingles_of(cleaned) == shingles_of(HARBOUR)


def test_what_people_said_is_left_out() -> None:
    for said in ("“{}”", '"{}"', "«{}»", "「{}」", "„{}“", "‘{}’"):
        assert shingles_of(f"{HARBOUR} {said.format(MUSEUM[:200])}") == shingles_of(HARBOUR)


def test_an_odd_quotation_mark_does_not_turn_speech_into_text() -> None:
    marked = HARBOUR.replace("Two of", '"Two" of').replace("nobody was hurt", '"nobody was hurt')
    shared = set(shingles_of(marked)) & set(shingles_of(HARBOUR))
    assert len(shared) > 0.7 * len(shingles_of(HARBOUR))


def test_arabic_orthography_changes_nothing() -> None:
    written = (
        "أعلنت الهيئة العامة للموانئ إغلاق الحوض الشمالي بعد أن اصطدمت جرافة بكابل لم تُظهره الخرائط منذ سنة 1974 " * 2
    )
    assert shingles_of(written.translate(str.maketrans("أإة1974", "ااه١٩٧٤")).replace("ُ", "")) == shingles_of(written)


def test_scripts_without_spaces_are_read_by_character() -> None:
    text = "港务局周四关闭北港池，因为一艘挖泥船撞上了海图上没有标明的电缆，两名船员由引航艇救起，无人受伤。"
    text += "电缆一九七四年为一座早已熄灭的灯塔铺设，潜水员将沿着它走到两端，预计需要九天，船东说每天损失四万元。"
    assert len(shingles_of(text)) > 5
    assert set(shingles_of(text[: len(text) // 2])) <= set(shingles_of(text.replace("，", "")))


def test_captions_are_not_the_text() -> None:
    body = (Block("paragraph", HARBOUR), Block("caption", MUSEUM))
    assert shingles_of(body) == shingles_of(HARBOUR)


def test_a_long_text_is_sampled_more_thinly() -> None:
    many = shingles_of(" ".join(str(number) for number in range(5000)))
    assert len(many) == MOST
    assert top_of(many) < TOP
    assert top_of(shingles_of(HARBOUR)) == TOP


@given(st.text(max_size=400))
def test_any_text_has_a_fingerprint(text: str) -> None:
    shingles = shingles_of(text)
    assert list(shingles) == sorted(set(shingles))
    assert all(0 <= one < TOP for one in shingles)
