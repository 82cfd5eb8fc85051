"""All that is found in one article, put together.

    text → language → sentences → names → hashtags, places, quotes → figures, key points
    title and lead → vector
    vector, publisher's section and feed → category

Each part is guarded: where one fails, or a model is missing, its mark is empty, `Marks.degraded` says why, and the
others are as they would be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, ParamSpec, TypeVar

from octavo.enrich.category import categorise
from octavo.enrich.figures import figures_of
from octavo.enrich.identity import keyed
from octavo.enrich.key_points import key_points_of, standfirst_of
from octavo.enrich.language import RIGHT_TO_LEFT, language_of, script_of
from octavo.enrich.names import hashtags_of, mentions_of, places_of
from octavo.enrich.quotes import quotes_of
from octavo.enrich.sections import said_of
from octavo.enrich.vector import lead_of
from octavo.news.articles import Article
from octavo.news.marks import Hashtag, Language, Marks, Mention, text_of
from octavo.news.sources import Category
from octavo.ports import Models
from octavo.text.addresses import host_of
from octavo.text.sentences import Span, sentence_spans

P = ParamSpec("P")
T = TypeVar("T")

LONGEST = 60_000
"""Characters that are read: 10,000 words. What is longer is a transcript or a book; its beginning tells what it is."""

_NO_VECTOR: tuple[tuple[float, ...], str] = ((), "")
_NO_CATEGORY: tuple[Category, float] = ("general", 0.0)


def marks_of(article: Article, feed_category: Category | Literal[""], models: Models) -> Marks:
    """Everything found in an article's text. Raises nothing but MemoryError: what fails is in `degraded`."""
    whole = text_of(article.title, article.body)
    text = whole[:LONGEST]
    care = _Care()
    if len(whole) > len(text):
        care.note("text", f"only the first {LONGEST:,} of {len(whole):,} characters were read")
    language = care.run("language", _said(article.language, text), _language, text, article.language, models)
    code = language.code
    vector, vector_model = care.run("vector", _NO_VECTOR, _vector, article, models)
    category, sure = care.run("category", _NO_CATEGORY, _category, article, feed_category, vector, vector_model)
    sentences: list[Span] = care.run("sentences", [], sentence_spans, text, code)
    tagger = care.run("names", None, models.tagger, code)  # where it cannot be had, the rules find what they can
    mentions = care.run("names", (), mentions_of, text, code, tagger, article.keywords)
    quotes = care.run("quotes", (), quotes_of, text, code, sentences, mentions)
    figures = care.run("figures", (), figures_of, text, code, sentences, mentions, quotes)
    points = care.run("key points", (), key_points_of, text, code, sentences, mentions, quotes)
    return Marks(
        language=language,
        category=category,
        category_confidence=sure,
        mentions=mentions,
        hashtags=care.run("hashtags", (), _hashtags, article, text, code, mentions),
        places=care.run("places", (), places_of, mentions, code),
        key_points=points,
        standfirst="" if article.standfirst else care.run("standfirst", "", standfirst_of, text, points),
        quotes=quotes,
        figures=figures,
        vector=vector,
        vector_model=vector_model,
        degraded=tuple(care.degraded),
    )


class _Care:
    """Runs the parts and keeps what went wrong."""

    def __init__(self) -> None:
        self.degraded: list[tuple[str, str]] = []

    def run(self, mark: str, otherwise: T, part: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the part returns; `otherwise` where it fails, which is noted under the mark's name."""
        try:
            return part(*args, **kwargs)
        except MemoryError:  # the process is at its limit: the job ends, and whoever gave it is told
            raise
        except Exception as error:
            self.note(mark, f"{type(error).__name__}: {error}"[:300])
            return otherwise

    def note(self, mark: str, why: str) -> None:
        """Say why a mark is less than it could be."""
        self.degraded.append((mark, why))


def _language(text: str, said: str, models: Models) -> Language:
    guesser = models.guesser()
    if guesser is None:
        raise LookupError("no model for languages is installed")
    return language_of(text, said, guesser)


def _said(said: str, text: str) -> Language:
    """The publisher's word and what the script shows, where no model tells more."""
    script = script_of(text)
    code = said.replace("_", "-").partition("-")[0].lower()
    return Language(code, 0.5 if code else 0.0, script, "rtl" if script in RIGHT_TO_LEFT else "ltr")


def _hashtags(article: Article, text: str, language: str, mentions: tuple[Mention, ...]) -> tuple[Hashtag, ...]:
    found = hashtags_of(
        article.title,
        text,
        mentions,
        language=language,
        keywords=article.keywords,
        section=article.section,
        publisher=(article.site_name, host_of(article.url)),
    )
    return tuple(keyed(hashtag, language) for hashtag in found)


def _vector(article: Article, models: Models) -> tuple[tuple[float, ...], str]:
    """Of title and lead, with the id of the model; without a vector where there are no words."""
    embedder = models.embedder()
    if embedder is None:
        raise LookupError("no model for vectors is installed")
    words = lead_of(article)
    return (tuple(embedder.embed([words])[0]), embedder.model) if words else ((), "")


def _category(
    article: Article, feed_category: Category | Literal[""], vector: tuple[float, ...], model: str
) -> tuple[Category, float]:
    return categorise(said_of(article, feed_category), vector, model)
