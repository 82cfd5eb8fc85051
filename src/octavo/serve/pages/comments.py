"""The comments on an article or a story, a comment's own page, and a reader's own comments."""

from __future__ import annotations

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from octavo.news.comments import REPORT_REASONS, SORTS, Comment, CommentId, Sort, Subject
from octavo.news.readers import Reader
from octavo.serve import links
from octavo.serve.guard import number_in
from octavo.serve.house import Here, House, Id
from octavo.serve.pages.article import stored_article
from octavo.serve.pages.story import stored_story
from octavo.serve.reader import SignedIn, Who
from octavo.serve.shelf import personal
from octavo.serve.talk import About, about, own_talk, quoted, thread_of


def _commented(request: Request) -> None:
    if request.app.state.house.moderator is None:
        raise HTTPException(404)


WITH_COMMENTS = Depends(_commented)
"""For a router whose pages are only where there are comments."""

router = APIRouter(dependencies=[WITH_COMMENTS])

_MINE = 30
_DOES = ("answer", "edit", "delete", "report", "appeal")
"""What the page of a comment can open a form for."""
_DONE = ("held", "shown", "reported", "appealed", "edited")


@router.get("/article/{segment}/comments")
def on_article(segment: str, request: Request, house: Here, who: Who, sort: str = "", after: str = "") -> Response:
    """All comments on an article."""
    stored = stored_article(house, segment)
    return _thread(request, house, who, Subject("article", stored.card.id), sort, after)


@router.get("/story/{segment}/comments")
def on_story(segment: str, request: Request, house: Here, who: Who, sort: str = "", after: str = "") -> Response:
    """All comments on a story."""
    return _thread(request, house, who, Subject("story", stored_story(house, segment).card.id), sort, after)


def _thread(request: Request, house: House, who: Reader | None, subject: Subject, sort: str, after: str) -> Response:
    on = about(house, subject)
    if on.thread != request.scope["path"]:
        query = request.scope["query_string"].decode("ascii", "replace")
        return RedirectResponse(quoted(on.thread) + (f"?{query}" if query else ""), 302)
    by: Sort = next((one for one in SORTS if one == sort), "best")
    talk = thread_of(house, who, on, by, after)
    return house.pages.answer(request, "thread.html", talk=talk)


@router.get("/comments/{number}")
def comment(
    number: Id, request: Request, house: Here, who: Who, do: str = "", after: str = "", done: str = ""
) -> Response:
    """One comment with what it answers and its answers; with `do`, a form to do something about it."""
    return comment_page(
        request, house, who, number, do=do, after=CommentId(number_in(after)) or None,
        done=done if done in _DONE else "",
    )  # fmt: skip


def comment_page(
    request: Request, house: House, who: Reader | None, number: int, *, do: str = "", after: CommentId | None = None,
    done: str = "", complaint: str = "", text: str = "", status: int = 200,
) -> Response:  # fmt: skip
    """The page; `complaint` is why what was sent (`text`) was not done. Raises NotFound."""
    found = house.store.comment(CommentId(number))
    if after is not None and house.store.comment(after).root != found.root:
        after = None
    talk, above = own_talk(house, who, found, after)
    return house.pages.answer(
        request,
        "comment.html",
        status=status,
        talk=talk,
        above=above,
        one=talk.trees[0].comment,
        do=do if do in _DOES and _may(do, house, who, found) else "",
        done=done,
        complaint=complaint,
        text=text,
        report_reasons=REPORT_REASONS,
    )


@router.get("/account/comments")
def mine(request: Request, house: Here, reader: SignedIn, before: str = "") -> Response:
    """The reader's own comments, whatever became of them."""
    personal(request)
    found = house.store.comments_by(reader.id, _MINE + 1, CommentId(number_in(before)) or None)
    page = found[:_MINE]
    subjects = {one.subject: about(house, one.subject) for one in page}
    return house.pages.answer(
        request,
        "my_comments.html",
        mine=[(one, subjects[one.subject]) for one in page],
        further=page[-1].id if len(found) > _MINE else 0,
        first=not before,
    )


def landing(written: Comment, on: About) -> str:
    """Where to go on after writing: to where the comment stands now, or to its own page where that says more."""
    if written.state == "shown" and written.parent is None:
        return quoted(f"{on.thread}?sort=newest#c{written.id}")
    return f"/comments/{written.id}" + ("" if written.state == "shown" else "?done=held")


def local(path: str) -> str:
    """A path of this site to go back to."""
    return quoted(links.local_path(path))


def _may(do: str, house: House, who: Reader | None, found: Comment) -> bool:
    """Whether this reader can do it now: the form is not offered otherwise. The store decides when it is sent."""
    if who is None:
        return False
    own = found.author == who.id
    return {
        "answer": found.state == "shown",
        "edit": own and found.may_change(house.clock()),
        "delete": own and found.state != "deleted",
        "report": not own and found.state == "shown",
        "appeal": own and found.may_appeal,
    }[do]
