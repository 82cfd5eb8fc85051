"""Which texts are copies, of which, whatever the order in which they arrive."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from octavo.news.addresses import ArticleId
from octavo.stories.copies import CopyIndex, pack, unpack

from .texts import HARBOUR, MUSEUM, SPRING, imprint

CUT = HARBOUR[: len(HARBOUR) // 3]


def test_a_copy_is_found_and_the_first_is_its_origin() -> None:
    index = CopyIndex()
    assert index.add(imprint(1, HARBOUR)).copy is None
    copy = index.add(imprint(2, CUT, hour=2)).copy
    assert copy is not None
    assert (copy.origin, copy.near, copy.manner, copy.because) == (1, 1, "trimmed", "time")
    assert copy.own < 0.1
    assert copy.kept == pytest.approx(1 / 3, abs=0.15)


def test_another_report_is_none() -> None:
    index = CopyIndex()
    index.add(imprint(1, HARBOUR))
    assert index.add(imprint(2, MUSEUM, hour=1)).copy is None


def test_the_same_publisher_copies_nobody() -> None:
    index = CopyIndex()
    index.add(imprint(1, HARBOUR, "one.example"))
    found = index.add(imprint(2, HARBOUR, "one.example", hour=1))
    assert found.copy is None
    assert [match.other.article for match in found.alike] == [1]


def test_what_was_ones_own_before_is_no_copy_of_who_took_it() -> None:
    index = CopyIndex()
    index.add(imprint(1, HARBOUR, "one.example"))
    index.add(imprint(2, HARBOUR, "two.example", hour=1))
    assert index.add(imprint(3, f"{HARBOUR} {SPRING}", "one.example", hour=2)).copy is None


def test_an_origin_that_arrives_late_makes_earlier_ones_copies() -> None:
    index = CopyIndex()
    index.add(imprint(2, HARBOUR, hour=2))
    index.add(imprint(3, CUT, hour=3))
    found = index.add(imprint(1, HARBOUR, hour=1))
    assert found.copy is None
    assert {copy.article: copy.origin for copy in found.changed} == {2: 1, 3: 1}


def test_the_order_of_arrival_changes_no_origin() -> None:
    texts = [
        imprint(1, HARBOUR),
        imprint(2, HARBOUR, hour=1),
        imprint(3, CUT, hour=2),
        imprint(4, f"{CUT} {SPRING}", hour=3),
    ]
    for order in permutations(texts):
        index = CopyIndex()
        for one in order:
            index.add(one)
        assert [(copy := index.copy(ArticleId(n))) and copy.origin for n in (1, 2, 3, 4)] == [None, 1, 1, 1]


def test_a_credit_beats_the_clock() -> None:
    agency = imprint(1, HARBOUR, hour=5, names=("Coastal Press",))
    index = CopyIndex()
    index.add(imprint(2, HARBOUR, hour=1, credit="Coastal"))
    found = index.add(agency)
    assert found.copy is None
    assert [(copy.article, copy.origin, copy.because) for copy in found.changed] == [(2, 1, "credit")]


def test_who_is_credited_by_others_copied_nobody_earlier() -> None:
    index = CopyIndex()
    index.add(imprint(1, HARBOUR))
    index.add(imprint(2, HARBOUR, hour=2, names=("Coastal Press",)))
    copy = index.add(imprint(3, HARBOUR, hour=3, credit="Coastal")).copy
    assert copy is not None
    assert (copy.origin, copy.because) == (2, "credit")
    assert index.add(imprint(2, HARBOUR, hour=2, names=("Coastal Press",))).copy is None


def test_who_credits_needs_less_in_common() -> None:
    index = CopyIndex()
    index.add(imprint(1, f"{HARBOUR} {SPRING}", names=("Coastal Press",)))
    little = f"{HARBOUR[:190]} {MUSEUM}"
    assert index.add(imprint(2, little, hour=1)).copy is None
    copy = index.add(imprint(2, little, hour=1, credit="Coastal")).copy
    assert copy is not None
    assert (copy.origin, copy.because) == (1, "credit")


def test_a_link_beats_a_credit() -> None:
    index = CopyIndex()
    index.add(imprint(1, HARBOUR, names=("Coastal Press",)))
    index.add(imprint(2, HARBOUR, hour=4, page=77))
    copy = index.add(imprint(3, HARBOUR, hour=3, credit="Coastal", link=77)).copy
    assert copy is not None
    assert (copy.origin, copy.because) == (2, "link")


def test_a_chain_leads_to_its_beginning() -> None:
    index = CopyIndex()
    index.add(imprint(1, HARBOUR))
    index.add(imprint(2, f"{CUT} {SPRING}", hour=1))
    copy = index.add(imprint(3, f"{CUT} {SPRING}", hour=2)).copy
    assert copy is not None
    assert (copy.origin, copy.near) == (1, 2)


def test_of_two_origins_the_larger_part_counts() -> None:
    index = CopyIndex()
    index.add(imprint(1, MUSEUM))
    index.add(imprint(2, HARBOUR, hour=1))
    copy = index.add(imprint(3, f"{HARBOUR} {MUSEUM[: len(MUSEUM) // 2]}", hour=2)).copy
    assert copy is not None
    assert copy.origin == 2


def test_an_edited_text_frees_itself_and_its_copies() -> None:
    index = CopyIndex()
    index.add(imprint(1, HARBOUR))
    index.add(imprint(2, HARBOUR, hour=1))
    assert index.copy(ArticleId(2)) is not None
    assert index.add(imprint(1, MUSEUM)).freed == (2,)
    assert index.copy(ArticleId(2)) is None
    assert index.add(imprint(2, MUSEUM, hour=1)).copy is not None


def test_a_text_that_is_gone_hands_on_its_copies() -> None:
    index = CopyIndex()
    for number in (1, 2, 3):
        index.add(imprint(number, HARBOUR, hour=number))
    found = index.remove(ArticleId(1))
    assert [(copy.article, copy.origin) for copy in found.changed] == [(3, 2)]
    assert found.freed == (2,)
    assert ArticleId(1) not in index


def test_boilerplate_makes_no_copies() -> None:
    lines = (
        "Sign up to our newsletter for the five stories that matter before breakfast, every day but Sunday. "
        "This page is free to read because our subscribers pay for it, and you can join them for a penny a day."
    )
    own = [" ".join(f"word{number}x{place}" for place in range(100)) for number in range(9)]
    index = CopyIndex()
    for number in range(4):
        index.add(imprint(number + 1, f"{own[number]} {lines}", "one.example", hour=number))
    assert index.add(imprint(8, f"{own[8]} {lines}", "two.example", hour=9)).copy is None


def test_only_the_newest_are_remembered() -> None:
    index = CopyIndex(most=50)
    for number in range(1, 1200):
        index.add(imprint(number, " ".join(f"{number}w{place}" for place in range(40)), hour=number))
    assert len(index) == 50
    assert ArticleId(1199) in index
    assert ArticleId(1) not in index
    again = " ".join(f"1190w{place}" for place in range(40))
    copy = index.add(imprint(5000, again, hour=5000)).copy
    assert copy is not None
    assert copy.origin == 1190
    assert index.add(imprint(5001, again.replace("1190w", "7w"), hour=5001)).copy is None


def test_texts_without_words_are_no_copies_and_do_no_harm() -> None:
    index = CopyIndex()
    for number in range(1, 600):
        assert index.add(imprint(number, "")).copy is None
    index.add(imprint(700, HARBOUR))
    assert index.add(imprint(701, HARBOUR, hour=1)).copy is not None


def test_restored_it_decides_as_before() -> None:
    first, second, third = imprint(1, HARBOUR), imprint(2, HARBOUR, hour=1), imprint(3, CUT, hour=2)
    index = CopyIndex()
    index.add(first)
    copy = index.add(second).copy
    again = CopyIndex()
    again.restore(first, None)
    again.restore(second, copy)
    assert again.copy(ArticleId(2)) == copy
    assert again.add(third).copy == index.add(third).copy


def test_an_imprint_survives_packing() -> None:
    one = imprint(1, HARBOUR, credit="وكالات", names=("Coastal Press", "ساحل"), page=2**63, link=5)
    assert unpack(pack(one), one.article, one.publisher, one.shown) == one
    bare = replace(one, shingles=b"", names=(), credit="")
    assert unpack(pack(bare), one.article, one.publisher, one.shown) == bare
    for cut in (0, 5, 60):
        with pytest.raises(ValueError, match="no imprint"):
            unpack(pack(one)[:cut], one.article, one.publisher, one.shown)
