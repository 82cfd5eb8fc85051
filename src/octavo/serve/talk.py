"""Comments as pages show them: what somebody may not see is taken out here, before any template has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import quote

from octavo.news.addresses import ArticleId
from octavo.news.comments import Comment, CommentId, Sort, Subject
from octavo.news.errors import NotFound
from octavo.news.readers import Reader
from octavo.news.stories import StoryId
from octavo.serve import links
from octavo.serve.house import House

TREES, BELOW = 30, 5
"""Comments on one page of a thread, and the answers shown under each."""
FIRST_TREES, FIRST_BELOW = 6, 2
"""The same on the page of what they are about, which comes first."""
ANSWERS = 60
"""Answers on one page of a comment's own."""
_UNSEEN = 10


@dataclass(frozen=True, slots=True)
class About:
    """What is commented on, as pages name it."""

    subject: Subject
    title: str
    language: str
    path: str
    """Of its own page."""

    @property
    def thread(self) -> str:
        """The page of its comments."""
        return f"{self.path}/comments"


@dataclass(frozen=True, slots=True)
class Tree:
    """A comment with the first of its answers."""

    comment: Comment
    answers: tuple[Comment, ...] = ()
    left: int = 0
    """Answers that are not among these."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One page of comments."""

    about: About
    count: int
    trees: tuple[Tree, ...]
    unseen: tuple[Comment, ...] = ()
    """The reader's own that others do not see."""
    liked: frozenset[CommentId] = frozenset()
    names: Mapping[CommentId, str] = field(default_factory=dict)
    """Who wrote what is answered here; empty where nobody knows."""
    sort: Sort = "best"
    further: str = ""
    """Where the next page begins, as written in an address; empty at the end."""
    first: bool = True


def about(house: House, subject: Subject) -> About:
    """Raises NotFound."""
    if subject.kind == "article":
        card = house.store.article(ArticleId(subject.number)).card
        return About(subject, card.title, card.language, links.card_path(card))
    story = house.store.story(StoryId(subject.number)).card
    return About(
        Subject("story", story.id), story.lead.title, story.lead.language, links.story_path(story.id, story.lead.title)
    )


def first_comments(house: House, who: Reader | None, on: About) -> Talk | None:
    """The best ones, for the page of what they are about; None where there are no comments in this house."""
    if house.moderator is None:
        return None
    return _talk(house, who, on, "best", None, FIRST_TREES, FIRST_BELOW)


def thread_of(house: House, who: Reader | None, on: About, sort: Sort, after: str) -> Talk:
    """One page of all of them."""
    return _talk(house, who, on, sort, read_place(after), TREES, BELOW)


def own_talk(house: House, who: Reader | None, comment: Comment, after: CommentId | None) -> tuple[Talk, list[Comment]]:
    """A comment with a page of its answers, and the comments above it. Raises NotFound where this reader may know
    nothing of it."""
    seen = partial(seen_by, who)
    if seen(comment) == _place(comment) and not comment.answers:
        raise NotFound(f"there is no comment {comment.id}", subject=str(comment.id))
    on = about(house, comment.subject)
    below = [seen(one) for one in house.store.comments_below([comment.id], ANSWERS + 1, after)[comment.id]]
    above = [seen(house.store.comment(number)) for number in comment.above]
    tree = Tree(seen(comment), tuple(below[:ANSWERS]))
    shown = [*above, tree.comment, *tree.answers]
    talk = Talk(
        on,
        house.store.comment_count(on.subject),
        (tree,),
        liked=_liked(house, who, shown),
        names=_names(house, shown),
        further=str(below[ANSWERS - 1].id) if len(below) > ANSWERS else "",
        first=after is None,
    )
    return talk, above


def seen_by(who: Reader | None, comment: Comment) -> Comment:
    """A comment as this reader may see it: its author and moderators see all of it, others an empty place where it is
    not shown. What moderators are told of it (details, reports, the appeal) is for their own pages."""
    own = who is not None and comment.author == who.id
    if comment.state == "shown":
        return comment if own else replace(comment, because=(), note="", queue=None, waiting=None, reports=0)
    moderates = who is not None and who.role != "reader"
    return comment if (own or moderates) and comment.state != "deleted" else _place(comment)


def written_place(comment: Comment, sort: Sort) -> str:
    """Where a list goes on after this comment, as it stands in an address."""
    return f"{comment.worth!r}_{comment.id}" if sort == "best" else str(comment.id)


def read_place(text: str) -> tuple[float, CommentId] | None:
    """None where it is no such place: the list then begins at its top."""
    match = re.fullmatch(r"(?:([01]\.\d{1,20}(?:e-\d{1,3})?)_)?([1-9]\d{0,17})", text, re.ASCII)
    return (float(match[1] or 1), CommentId(int(match[2]))) if match else None


def quoted(path: str) -> str:
    """A path with letters of any script as a Location header has it."""
    return quote(path, safe="/?&=%,.-_~#:+")


def _talk(
    house: House,
    who: Reader | None,
    on: About,
    sort: Sort,
    after: tuple[float, CommentId] | None,
    trees: int,
    most: int,
) -> Talk:
    found = house.store.comments(on.subject, sort, trees + 1, after)
    page = found[:trees]
    below = house.store.comments_below([one.id for one in page if one.answers], most)
    grown = tuple(_tree(who, one, below.get(one.id, ())) for one in page)
    unseen = house.store.unseen_comments(who.id, on.subject, _UNSEEN) if who and after is None else []
    shown = [one for tree in grown for one in (tree.comment, *tree.answers)]
    return Talk(
        on,
        house.store.comment_count(on.subject),
        grown,
        tuple(unseen),
        _liked(house, who, shown),
        _names(house, [*shown, *unseen]),
        sort,
        written_place(page[-1], sort) if len(found) > trees else "",
        after is None,
    )


def _tree(who: Reader | None, comment: Comment, below: Sequence[Comment]) -> Tree:
    shown = sum(one.state == "shown" for one in below)
    return Tree(seen_by(who, comment), tuple(seen_by(who, one) for one in below), comment.answers - shown)


def _liked(house: House, who: Reader | None, shown: Sequence[Comment]) -> frozenset[CommentId]:
    liked = [one.id for one in shown if one.likes]
    return house.store.liked_among(who.id, liked) if who and liked else frozenset()


def _names(house: House, shown: Iterable[Comment]) -> dict[CommentId, str]:
    there = {one.id: one for one in shown}
    parents = {one.parent for one in there.values() if one.parent is not None}
    names = {}
    for number in parents:
        parent = there.get(number) or house.store.comment(number)
        names[number] = parent.author_name if parent.state == "shown" else ""
    return names


def _place(comment: Comment) -> Comment:
    """Where a comment stands, and nothing of it."""
    return replace(
        comment, author=None, author_name="", text="", edited=None, likes=0, reports=0, because=(), note="", appeal="",
        appealed=None, queue=None, waiting=None,
    )  # fmt: skip
