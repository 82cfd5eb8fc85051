"""All marks of an article: each part by itself, and none lost with another."""

from __future__ import annotations

import pickle

import pytest

from octavo.enrich import marks_of, understanding
from octavo.news.addresses import CanonicalUrl
from octavo.news.articles import Article, Block
from octavo.news.marks import text_of
from octavo.ports import Embedder, LanguageGuesser, Models, Tagged, Tagger


class Guesser:
    def guess(self, text: str) -> list[tuple[str, float]]:
        return [("en", 0.9)]


class TitleTagger:
    """Takes every `Ana Vey` for a person."""

    model = "test"
    languages = frozenset({"en"})

    def tag(self, texts: list[str]) -> list[list[Tagged]]:
        return [
            [Tagged(at, at + 7, "PER") for at in range(len(text)) if text.startswith("Ana Vey", at)] for text in texts
        ]


class FlatEmbedder:
    """One vector for everything."""

    model = "flat"
    languages = frozenset({"en"})

    def embed(self, texts: list[str]) -> list[list[float]]:
        return [[1.0, 0.0] for _ in texts]


def embedder() -> Embedder | None:
    return FlatEmbedder()  # type: ignore[return-value]


def guesser() -> LanguageGuesser:
    return Guesser()


def tagger(language: str) -> Tagger | None:
    return TitleTagger() if language == "en" else None  # type: ignore[return-value]


def broken(language: str) -> Tagger | None:
    raise OSError("the model's file is cut off")


MODELS = Models(guesser, tagger, embedder)
ARTICLE = Article(
    CanonicalUrl("https://paper.test/a"),
    "Ana Vey opens the harbour",
    (
        Block("paragraph", "Mayor Ana Vey opened the harbour on Monday before more than 10,000 people."),
        Block("caption", "A caption of 77 ships."),
        Block("paragraph", "“We built it in one summer,” Vey said."),
    ),
    language="en",
)


def test_every_mark_counts_in_the_text() -> None:
    marks = marks_of(ARTICLE, "politics", MODELS)
    text = text_of(ARTICLE.title, ARTICLE.body)
    assert (marks.language.code, marks.category, marks.degraded) == ("en", "politics", ())
    assert {mention.name for mention in marks.mentions} >= {"Ana Vey"}
    assert all(text[mention.start : mention.end] == mention.text for mention in marks.mentions)
    assert (marks.vector, marks.vector_model) == ((1.0, 0.0), "flat")
    assert "Ana Vey" in [hashtag.name for hashtag in marks.hashtags]
    assert all(hashtag.keys and hashtag.lookups for hashtag in marks.hashtags)
    assert marks.key_points
    assert marks.standfirst.startswith("Mayor Ana Vey opened the harbour")
    (quote,) = marks.quotes
    assert (quote.text, quote.speaker, quote.direct) == ("We built it in one summer", "Ana Vey", True)
    figure = marks.figures[0]
    assert (figure.value, figure.qualifier, text[figure.start : figure.end]) == (10000, "more than", figure.text)


def test_without_any_model_the_publisher_is_believed_and_the_lack_is_noted() -> None:
    marks = marks_of(ARTICLE, "", Models())
    assert (marks.language.code, marks.language.confidence, marks.language.script) == ("en", 0.5, "Latn")
    assert dict(marks.degraded) == {
        "language": "LookupError: no model for languages is installed",
        "vector": "LookupError: no model for vectors is installed",
    }
    assert marks.figures


def test_a_broken_model_costs_its_own_mark_alone() -> None:
    marks = marks_of(ARTICLE, "", Models(guesser, broken, embedder))
    assert {mention.name for mention in marks.mentions} == {"Ana Vey"}  # by rules alone
    assert marks.figures
    assert marks.degraded == (("names", "OSError: the model's file is cut off"),)


def test_memory_that_is_out_ends_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(understanding, "figures_of", greedy)
    with pytest.raises(MemoryError):
        marks_of(ARTICLE, "", MODELS)


def test_a_book_is_read_as_far_as_it_tells_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understanding, "LONGEST", 40)
    marks = marks_of(ARTICLE, "", MODELS)
    assert all(mention.end <= 40 for mention in marks.mentions)
    assert [mark for mark, _ in marks.degraded] == ["text"]


def test_models_travel_to_another_process_by_name() -> None:
    assert pickle.loads(pickle.dumps(Models())) == Models()
