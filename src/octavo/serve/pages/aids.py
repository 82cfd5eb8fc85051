"""What Octavo does with one article: pages of quoted sentences, and a Writer's text as it is written.

A page works without scripts: the verbs are links, the Writer is a form whose answer comes sentence by sentence. With
`part=on` it is the same without its frame, for the script that opens it where the reader is.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response, StreamingResponse

from octavo.aids.writing import written
from octavo.news.articles import StoredArticle
from octavo.news.errors import NotFound, WriterError
from octavo.ports import Writer
from octavo.serve.aids import AIDS, LEAST, AidName, View, follows, subject_of, view_of
from octavo.serve.guard import Form, text_of
from octavo.serve.house import Here, House
from octavo.serve.pages.article import at_its_address, stored_article
from octavo.serve.reader import SignedIn, Who

router = APIRouter()

MARK = "<!-- written -->"
"""Where in a page the Writer's sentences come: its template has the same words."""

NEXT = "<!-- next -->\n"
"""After each of them: what stands before it came whole."""


@router.get("/article/{segment}/summary")
def summary(segment: str, request: Request, house: Here, who: Who, length: str = "", part: str = "") -> Response:
    """The article in fewer sentences."""
    return _page(request, house, segment, "summary", length, part, writes=who is not None)


@router.get("/article/{segment}/explain")
def explain(segment: str, request: Request, house: Here, who: Who, part: str = "") -> Response:
    """Who is who and where is where in it."""
    return _page(request, house, segment, "explain", "", part, writes=who is not None)


@router.get("/article/{segment}/compare")
def compare(segment: str, request: Request, house: Here, who: Who, part: str = "") -> Response:
    """What the others say otherwise."""
    return _page(request, house, segment, "compare", "", part, writes=who is not None)


@router.get("/article/{segment}/balance")
def balance(segment: str, request: Request, house: Here, who: Who, part: str = "") -> Response:
    """What independent publishers agree on."""
    return _page(request, house, segment, "balance", "", part, writes=who is not None)


@router.get("/article/{segment}/timeline")
def timeline(segment: str, request: Request, house: Here, who: Who, part: str = "") -> Response:
    """How the story came, so far."""
    return _page(request, house, segment, "timeline", "", part, writes=who is not None)


@router.post("/article/{segment}/written")
async def write(segment: str, request: Request, house: Here, who: SignedIn, form: Form) -> Response:
    """An aid rephrased by the Writer, as it writes."""
    name = next((one for one in AIDS if one == text_of(form, "aid")), None)
    if name is None or house.doors.writer is None:
        raise NotFound("nobody writes here", subject=segment[:80])
    stored = await run_in_threadpool(stored_article, house, segment)
    view = await run_in_threadpool(lambda: view_of(subject_of(house, stored), name, text_of(form, "length")))
    part = text_of(form, "part")
    frame = await run_in_threadpool(_answer, request, house, stored, view, part, writes=False, writing=True)
    lines = _lines(request, house, house.doors.writer, stored, view, f"reader {who.id}")
    return streamed(frame, lines)


def streamed(frame: HTMLResponse, lines: AsyncIterator[str]) -> Response:
    """A page whose lines are sent as they come, in place of MARK."""
    before, _, after = bytes(frame.body).partition(MARK.encode())

    async def pieces() -> AsyncIterator[bytes]:
        yield before
        async for line in lines:
            yield (line + NEXT).encode()
        yield after

    headers = {name: value for name, value in frame.headers.items() if name.lower() != "content-length"}
    headers["X-Accel-Buffering"] = "no"  # a reverse proxy before us shall pass on what it has
    return StreamingResponse(pieces(), frame.status_code, headers)


def _page(
    request: Request, house: House, segment: str, name: AidName, length: str, part: str, *, writes: bool
) -> Response:
    stored = stored_article(house, segment)
    if elsewhere := at_its_address(request, stored.card, f"/{name}"):
        return elsewhere
    view = view_of(subject_of(house, stored), name, length)
    return _answer(request, house, stored, view, part, writes=writes and _can_write(house, view), writing=False)


def _can_write(house: House, view: View) -> bool:
    return house.doors.writer is not None and len(view.given) >= LEAST


def _answer(
    request: Request, house: House, stored: StoredArticle, view: View, part: str, *, writes: bool, writing: bool
) -> HTMLResponse:
    return house.pages.answer(
        request,
        "aid.html",
        frame="aid_part.html" if part else "layout.html",
        card=stored.card,
        aid=view.name,
        story=view.story,
        translates=house.doors.writer is not None or house.doors.translator is not None,
        writer=house.doors.writer.model if house.doors.writer else "",
        writes=writes,
        writing=writing,
        **{"length": "", **view.shown},
    )


async def _lines(
    request: Request, house: House, writer: Writer, stored: StoredArticle, view: View, by: str
) -> AsyncIterator[str]:
    """The Writer's sentences as they pass the check, and at the end what became of it."""
    voice = house.pages.voice(request)
    language = stored.card.language or "en"
    order, given = view.order(language, by)
    said = view.given[: len(given)]
    kept = replaced = 0
    trouble: WriterError | None = None
    try:
        async with aclosing(written(writer, order, given, language, follows)) as sentences:
            async for one in sentences:
                kept, replaced = kept + one.kept, replaced + (not one.kept)
                yield house.pages.part(
                    voice,
                    "aid_sentence.html",
                    house.pages.prefix(request),
                    sentence=one,
                    text=one.text if one.kept else said[one.from_quotes[0]].text,
                    sources=[said[number] for number in one.from_quotes],
                    language=stored.card.language,
                    model=writer.model,
                )
    except WriterError as error:
        trouble = error
    yield house.pages.part(
        voice, "aid_end.html", model=writer.model, kept=kept, replaced=replaced, trouble=trouble, given=len(given)
    )
