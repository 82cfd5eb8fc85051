"""An article in another language, beside its own words: by the Writer, or by a translation package that is here."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from octavo.aids.translate import Paragraph, by_package, by_writer, paragraphs_of
from octavo.news.articles import StoredArticle
from octavo.news.errors import ModelError, NotFound
from octavo.serve.aids import subject_of
from octavo.serve.guard import Form, text_of
from octavo.serve.house import Here, House
from octavo.serve.pages.aids import streamed
from octavo.serve.pages.article import at_its_address, stored_article
from octavo.serve.reader import SignedIn, Who

router = APIRouter()

LANGUAGES = ("en", "ar", "es", "fr", "zh", "de", "it", "pt", "ru", "tr", "ja", "ko", "hi", "uk", "pl", "nl")
"""That are offered, those of the reader first."""


@router.get("/article/{segment}/translation")
def translation(segment: str, request: Request, house: Here, who: Who, part: str = "") -> Response:
    """Which languages it can be read in."""
    stored = stored_article(house, segment)
    if elsewhere := at_its_address(request, stored.card, "/translation"):
        return elsewhere
    return _frame(request, house, stored, part, signed_in=who is not None)


@router.post("/article/{segment}/translation")
async def translate(segment: str, request: Request, house: Here, who: SignedIn, form: Form) -> Response:
    """The article, paragraph by paragraph as it is translated."""
    language = text_of(form, "to")
    if language not in LANGUAGES or not translates(house):
        raise NotFound("there is no such translation", subject=language[:20])
    stored = await run_in_threadpool(stored_article, house, segment)
    part = text_of(form, "part")
    frame = await run_in_threadpool(lambda: _frame(request, house, stored, part, signed_in=True, language=language))
    return streamed(frame, _lines(request, house, stored, language, f"reader {who.id}"))


def translates(house: House) -> bool:
    """Whether anything here translates."""
    return house.doors.writer is not None or house.doors.translator is not None


async def _lines(request: Request, house: House, stored: StoredArticle, language: str, by: str) -> AsyncIterator[str]:
    """Each paragraph beside its own words, and at the end who translated."""
    voice, source = house.pages.voice(request), stored.card.language
    paragraphs = paragraphs_of(stored)
    model, coming = await _translated(house, paragraphs, source, language, by)
    left, trouble = 0, None
    try:
        async with aclosing(coming) as each:
            async for one in each:
                left += not one.translated
                yield house.pages.part(
                    voice, "translated_paragraph.html", paragraph=one, source=source, language=language
                )
    except ModelError as error:
        trouble = error
    yield house.pages.part(voice, "translation_end.html", model=model, left=left, trouble=trouble)


async def _translated(
    house: House, paragraphs: Sequence[str], source: str, language: str, by: str
) -> tuple[str, AsyncGenerator[Paragraph, None]]:
    """By whom, and the paragraphs: the package where it has the two languages, for it costs nothing; else the Writer.
    Raises NotFound where neither can."""
    package, writer = house.doors.translator, house.doors.writer
    if package and (writer is None or await run_in_threadpool(package.translates, source, language)):
        return package.name, by_package(package, paragraphs, source, language)
    if writer is None:
        raise NotFound("nobody translates here")
    return writer.model, by_writer(writer, paragraphs, language, by)


def _frame(
    request: Request, house: House, stored: StoredArticle, part: str, *, signed_in: bool, language: str = ""
) -> HTMLResponse:
    own = house.pages.voice(request).code
    offered = [code for code in dict.fromkeys((own, *LANGUAGES)) if code in LANGUAGES and code != stored.card.language]
    return house.pages.answer(
        request,
        "translation.html",
        frame="aid_part.html" if part else "layout.html",
        card=stored.card,
        aid="translation",
        story=subject_of(house, stored).story,
        translates=translates(house),
        signed_in=signed_in,
        languages=offered,
        into=language,
    )
