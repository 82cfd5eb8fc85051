from __future__ import annotations

from math import isclose, sqrt
from operator import mul

from octavo.models.embedders import bundled_embedder, embed_bundled


def test_vectors_have_unit_length_and_keep_the_order_of_the_texts() -> None:
    texts = ["The ferry sank at night.", "", "Ein Zug entgleist.", "The ferry sank at night."]
    vectors = embed_bundled(texts)
    assert len(vectors) == len(texts)
    assert all(isclose(sqrt(sum(map(mul, vector, vector))), 1, abs_tol=1e-4) for vector in vectors)
    assert _near(vectors[0], vectors[3]) > 0.9999
    assert embed_bundled([]) == []


def test_a_batch_gives_what_single_calls_give() -> None:
    texts = ["Prices rose in March.", "الأسعار ارتفعت في مارس", "三月物价上涨。"]
    for alone, together in zip([embed_bundled([text])[0] for text in texts], embed_bundled(texts), strict=True):
        assert _near(alone, together) > 0.9999


def test_a_translation_is_nearer_than_another_subject() -> None:
    english, french, other = embed_bundled(
        ["The central bank raised interest rates.", "La banque centrale relève ses taux.", "She won the tennis final."]
    )
    assert _near(english, french) > _near(english, other) + 0.3


def test_it_is_loaded_once_and_says_what_it_is() -> None:
    assert bundled_embedder() is bundled_embedder()
    assert bundled_embedder().model == "use-multilingual-3"
    assert {"en", "ar", "zh"} <= bundled_embedder().languages


def _near(one: list[float], other: list[float]) -> float:
    return sum(map(mul, one, other))
