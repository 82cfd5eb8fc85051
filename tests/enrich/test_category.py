from __future__ import annotations

from math import isclose
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.enrich.category import SURE, categorise, decided, head, weighed
from octavo.enrich.sections import Said
from octavo.models.embedders import bundled_embedder
from octavo.news.sources import CATEGORIES, Category

TOLD = [
    ("sport", "The goalkeeper saved two penalties as Halverton Rovers reached the cup final after extra time."),
    ("business", "Quarterly profit at the shipping line fell by a third, and its shares closed nine per cent lower."),
    ("science", "Astronomers measured the atmosphere of a planet that circles a dim red star."),
    ("crime", "اعتقلت الشرطة ثلاثة رجال بعد سرقة مصرف بالأسلحة النارية، وسيمثلون أمام المحكمة غداً."),
    ("health", "Les hôpitaux manquent de lits alors que l'épidémie de grippe progresse, préviennent les médecins."),
    (
        "technology",
        "El nuevo teléfono plegable trae un procesador más rápido y un asistente que responde a la voz.",
    ),
    ("climate", "Nach Wochen ohne Regen brennen die Wälder im Süden, die Stauseen sind fast leer."),
    ("politics", "议会以微弱多数通过了选举法修正案，反对党议员退席抗议。"),
]
"""None of them is among the texts that the head was trained on."""


@pytest.mark.parametrize(("category", "text"), TOLD)
def test_texts_of_many_languages_are_told_by_one_head(category: Category, text: str) -> None:
    embedder = bundled_embedder()
    found, sure = categorise(None, embedder.embed([text])[0], embedder.model)
    assert found == category
    assert sure >= SURE


def test_the_publishers_word_decides_where_the_text_wavers() -> None:
    chances = _chances(business=0.4, technology=0.35)
    assert decided(chances)[0] == "general"
    assert decided(weighed(chances, Said("technology", 0.85)))[0] == "technology"


def test_a_text_that_is_plain_overrules_a_section() -> None:
    chances = _chances(sport=0.995)
    assert decided(weighed(chances, Said("world", 0.6)))[0] == "sport"


def test_an_answer_more_likely_wrong_than_right_is_general() -> None:
    assert decided(_chances(health=0.42, science=0.41)) == ("general", 0.58)


def test_without_a_vector_that_the_head_knows_the_publisher_is_believed() -> None:
    vector = [0.1] * 512
    assert categorise(Said("health", 0.85), vector, "another-model") == ("health", 0.85)
    assert categorise(Said("health", 0.85), (), "") == ("health", 0.85)
    assert categorise(None, vector, "another-model") == ("general", 0.0)


@given(st.integers(), st.floats(0, 100))
def test_probabilities_are_probabilities_whatever_the_vector(seed: int, length: float) -> None:
    chance = Random(seed)
    chances = head().probabilities([chance.uniform(-length, length) for _ in range(512)])
    assert isclose(sum(chances), 1)
    assert all(0 <= chance <= 1 for chance in chances)
    assert isclose(sum(weighed(chances, Said("crime", 0.85))), 1)


def _chances(**given: float) -> tuple[float, ...]:
    rest = (1 - sum(given.values())) / (len(CATEGORIES) - len(given))
    return tuple(given.get(category, rest) for category in CATEGORIES)
