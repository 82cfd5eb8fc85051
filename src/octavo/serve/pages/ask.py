"""Ask: a question and its answer, in the sentences of the archive; as a page, as JSON, and in a Writer's words.

The page is whole without scripts. The Writer's part is a form of its own, so that no page waits for it: its answer
comes sentence by sentence, each checked against the quoted ones before it is shown.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from octavo.news.addresses import ArticleId
from octavo.news.answers import Answer
from octavo.news.errors import NotFound, WriterError
from octavo.ports import Writer
from octavo.serve.answers import Desk, ask, can_write, said_of, told, write
from octavo.serve.guard import Form, number_in, text_of
from octavo.serve.house import Here, House
from octavo.serve.pages.aids import streamed
from octavo.serve.reader import SignedIn, Who

router = APIRouter()

LONGEST = 400
"""Characters of a question."""


@router.get("/ask")
def question(request: Request, house: Here, who: Who, q: str = "", article: int = 0) -> HTMLResponse:
    """What the archive says to `q`, or what one article says; without a `q`, how to ask."""
    return _page(request, house, _asked(request, house, q, article), q, article, writes=who is not None)


@router.get("/ask.json")
def as_json(request: Request, house: Here, q: str = "", article: int = 0) -> Response:
    """The same as JSON."""
    found = _asked(request, house, q, article)
    if found is None:
        return JSONResponse({"error": "Ask with ?q="}, 400)
    return JSONResponse(told(found, str(request.base_url).rstrip("/")), headers={"Vary": "Accept-Language, Cookie"})


@router.post("/ask")
async def rephrased(request: Request, house: Here, who: SignedIn, form: Form) -> Response:
    """The answer with the Writer's sentences in it, as it writes."""
    if house.doors.writer is None:
        raise NotFound("nobody writes here", subject="ask")
    q, number = text_of(form, "q"), number_in(text_of(form, "article"))
    found = await run_in_threadpool(_asked, request, house, q, number)
    if found is None or not can_write(found):
        return RedirectResponse("/ask", 303)
    frame = await run_in_threadpool(_page, request, house, found, q, number, writes=False, writing=True)
    return streamed(frame, _lines(request, house, house.doors.writer, found, f"reader {who.id}"))


def _asked(request: Request, house: House, q: str, article: int) -> Answer | None:
    if not q.strip():
        return None
    desk = Desk(house.store, house.clock, house.doors.vectors_of, house.doors.vector_model)
    within = [ArticleId(article)] if 0 < article < 1 << 63 else []
    return ask(desk, q[:LONGEST], house.pages.voice(request).code, within)


def _page(
    request: Request,
    house: House,
    found: Answer | None,
    q: str,
    article: int,
    *,
    writes: bool,
    writing: bool = False,
) -> HTMLResponse:
    writer = house.doors.writer
    cards = house.store.cards([ArticleId(article)]) if 0 < article < 1 << 63 else []
    return house.pages.answer(
        request,
        "ask.html",
        question=q[:LONGEST],
        answer=found,
        within=cards[0] if cards else None,
        writer=writer.model if writer else "",
        writes=writes and writer is not None and found is not None and can_write(found),
        writing=writing,
    )


async def _lines(request: Request, house: House, writer: Writer, found: Answer, by: str) -> AsyncIterator[str]:
    """The Writer's sentences as they pass the check, and at the end what became of it."""
    voice = house.pages.voice(request)
    kept = replaced = 0
    trouble: WriterError | None = None
    try:
        async with aclosing(write(found, writer, house.store, by)) as sentences:
            async for one, sources in sentences:
                kept, replaced = kept + one.kept, replaced + (not one.kept)
                yield house.pages.part(
                    voice,
                    "ask_sentence.html",
                    sentence=one,
                    sources=[said_of(source) for source in sources],
                    language=found.question.language,
                    model=writer.model,
                )
    except WriterError as error:
        trouble = error
    given = len(found.quoted) + len(found.earlier)
    yield house.pages.part(
        voice, "aid_end.html", model=writer.model, kept=kept, replaced=replaced, trouble=trouble, given=given
    )
