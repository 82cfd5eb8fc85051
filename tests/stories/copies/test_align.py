"""Two texts side by side: every sentence in its place, and shares that tell the manner of a copy."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.stories.copies import aligned, shares
from octavo.text.sentences import sentence_spans

from .texts import HARBOUR, MUSEUM, SPRING

WORDS = st.sampled_from(
    ["the", "harbour", "basin", "closed", "on", "Thursday", "四", "港", "ميناء", "nine", "days", "."]
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, "en")]


@given(TEXTS, TEXTS)
def test_every_sentence_of_both_stands_once(text: str, other: str) -> None:
    passages = aligned(text, other, "en")
    assert [one.here for one in passages if one.here] == sentences(text)
    assert sorted(one.there for one in passages if one.there) == sorted(sentences(other))
    for one in passages:
        assert (one.kind == "added", one.kind == "dropped") == (not one.there, not one.here)


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {one.kind for one in aligned(text, text, "en")} <= {"same"} or not sentences(text)


@given(TEXTS, TEXTS)
def test_shares_are_shares(text: str, other: str) -> None:
    found = shares(text, other)
    assert 0 <= found.kept <= 1
    assert 0 <= found.own <= 1


def test_what_was_dropped_stands_where_it_stood() -> None:
    first, second, third = sentences(HARBOUR)[:3]
    passages = aligned(f"{first} {third}", f"{first} {second} {third}")
    assert [(one.kind, one.there) for one in passages] == [("same", first), ("dropped", second), ("same", third)]
    head = aligned(second, f"{first} {second}")
    assert [one.kind for one in head] == ["dropped", "same"]


def test_a_changed_sentence_stands_beside_what_it_was() -> None:
    changed = HARBOUR.replace("nobody was hurt", "no one was injured")
    kinds = [one.kind for one in aligned(changed, HARBOUR)]
    assert kinds.count("changed") == 1
    assert set(kinds) == {"same", "changed"}


def test_cleaned_punctuation_is_no_change() -> None:
    cleaned = "\n\n".join(one.replace(",", "").rstrip(".") for one in sentences(HARBOUR))
    assert {one.kind for one in aligned(cleaned, HARBOUR)} == {"same"}


def test_manners() -> None:
    lines = sentences(f"{HARBOUR} {MUSEUM}")
    whole = " ".join(lines)
    respelt = whole.replace("harbour", "harbor").replace("Verrick", "Werrik")
    turned = " ".join(reversed(lines))
    reworded = " ".join("thing" if place % 7 == 6 else word for place, word in enumerate(whole.split()))
    told = {
        "whole": (whole, respelt),
        "trimmed": (" ".join(lines[:5]), " ".join(lines[::2])),
        "extended": (f"{' '.join(lines[:6])} {SPRING}", f"{SPRING} {whole}"),
        "rewritten": (turned, reworded),
    }
    for manner, texts in told.items():
        for text in texts:
            assert shares(text, whole).manner == manner, text


def test_shares_count_words() -> None:
    lines = sentences(HARBOUR)
    found = shares(" ".join(lines[:3]), HARBOUR)
    assert found.own == 0
    assert abs(found.kept - len(" ".join(lines[:3]).split()) / len(HARBOUR.split())) < 0.02
    assert shares(MUSEUM, HARBOUR).own > 0.9
    assert shares("", HARBOUR).kept == 0


def test_arabic_and_chinese() -> None:
    arabic = "أغلقت الهيئة الحوض الشمالي يوم الخميس. لم يُصب أحد بأذى، وفق مدير الميناء. ويستغرق المسح تسعة أيام."
    passages = aligned("أغلقت الهيئة الحوض الشمالى يوم الخميس. ويستغرق المسح تسعة ايام.", arabic, "ar")
    assert [one.kind for one in passages] == ["same", "dropped", "same"]
    chinese = "港务局周四关闭北港池。两名船员由引航艇救起，无人受伤。潜水员预计需要九天。"
    passages = aligned("港务局周四关闭北港池。潜水员预计需要九天。", chinese, "zh")
    assert [one.kind for one in passages] == ["same", "dropped", "same"]


def test_long_texts_are_aligned_too() -> None:
    long = " ".join(f"Sentence number {n} speaks of thing {n * 7} and of place {n * 13}." for n in range(1500))
    assert {one.kind for one in aligned(long, long)} == {"same"}
