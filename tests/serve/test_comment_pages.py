"""Comments through the pages and over the real store: writing, reading, and what hostile texts come to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract import newsroom as desk
from tests.contract.weaving import Press
from tests.serve.accounts import House, house_of
from tests.serve.client import Browser

from octavo.news.comments import EDIT_WINDOW, LONGEST, CommentId, Subject
from octavo.news.readers import ALONE, Reader
from octavo.ports import Store
from octavo.serve import Admission
from octavo.serve.exports import export
from octavo.serve.links import card_path
from octavo.serve.talk import FIRST_TREES, TREES, read_place
from octavo.store import open_store


class Scene:
    """A house with accounts, an article and a story, and readers who have been there for long."""

    def __init__(self, store: Store, admission: Admission | None, **more: Any) -> None:
        self.store, self.press = store, Press(store)
        self.number = self.press.wrote("harbour")
        self.article = Subject("article", self.number)
        self.path = card_path(store.article(self.number).card)
        self.house: House = house_of(store, admission, **more)
        self.there: dict[str, Reader] = {}

    def reader(self, name: str, role: str = "reader") -> Reader:
        if name not in self.there:
            now, self.house.time[0] = self.house.time[0], self.house.time[0] - desk.DAY * 9
            self.there[name] = self.house.enrol(name, role)  # type: ignore[arg-type]
            self.house.time[0] = now
        return self.there[name]

    def __getitem__(self, name: str) -> Browser:
        return self.house.browser(self.reader(name))

    def moderator(self) -> Browser:
        return self.house.browser(self.reader("Mo", "moderator"))

    def nobody(self) -> Browser:
        return self.house.browser()

    def wrote(self, name: str, text: str = "So it is.", on: str | int = "") -> CommentId:
        """A comment by its form; its number."""
        self.house.wait(desk.MINUTE)
        before = self.store.comments_by(self.reader(name).id, 1)
        where = f"comment:{on}" if isinstance(on, int) else on or f"article:{self.number}"
        reply = self[name].post("/comments", {"on": where, "text": text})
        assert reply.status == 303, reply.text
        (written,) = self.store.comments_by(self.reader(name).id, 1)
        assert [written] != before
        return written.id


@pytest.fixture
def scened(tmp_path: Path) -> Iterator[Callable[[Admission | None], Scene]]:
    store = open_store(tmp_path / "octavo.db", clock=lambda: desk.NOW)
    yield lambda admission: Scene(store, admission)
    assert store.check() == []
    store.close()


@pytest.fixture
def scene(scened: Callable[[Admission | None], Scene]) -> Scene:
    return scened(Admission(sign_up="open"))


def main(text: str) -> str:
    return text.partition("<main")[2].partition("</main")[0]


def test_a_comment_is_written_under_an_article_and_everybody_reads_it(scene: Scene) -> None:
    assert "Nobody has written anything yet." in scene.nobody().get(scene.path).text
    reply = scene["Ana"].post("/comments", {"on": f"article:{scene.number}", "text": "Good <b>news</b>\n\nindeed"})
    (written,) = scene.store.comments(scene.article, "newest", 9)
    assert reply.headers["location"].endswith(f"/comments?sort=newest#c{written.id}")
    for path in (scene.path, f"{scene.path}/comments", f"{scene.path}/comments?sort=newest", f"/comments/{written.id}"):
        page = main(scene.nobody().get(path).text)
        assert f'id="c{written.id}"' in page, path
        assert '<p dir="auto">Good &lt;b&gt;news&lt;/b&gt;</p><p dir="auto">indeed</p>' in page
        assert "<bdi>Ana</bdi>" in page
        assert "1 comment" in page
    assert "Sign in to write a comment" in scene.nobody().get(scene.path).text


def test_a_machine_of_ones_own_has_comments_too(scened: Callable[[Admission | None], Scene]) -> None:
    scene = scened(None)
    browser = scene.house.browser()
    browser.post(
        "/comments",
        {"on": f"article:{scene.number}", "text": "Look this up https://a.example https://b.example https://c.example"},
    )
    (written,) = scene.store.comments(scene.article, "newest", 9)
    assert (written.author, written.state) == (ALONE, "shown")
    page = main(browser.get(scene.path).text)
    assert '<b class="by">You</b>' in page
    assert page.count('rel="nofollow ugc noopener noreferrer external"') == 3
    assert json.loads(export(scene.store, scene.store.reader(ALONE), desk.NOW))["comments"][0]["state"] == "shown"


def test_a_house_without_comments_has_no_trace_of_them(tmp_path: Path) -> None:
    store = open_store(tmp_path / "octavo.db", clock=lambda: desk.NOW)
    path = card_path(store.article(Press(store).wrote("harbour")).card)
    house = house_of(store, None, with_comments=False)
    assert 'id="comments"' not in house.browser().get(path).text
    assert house.browser().get(f"{path}/comments").status == 404
    assert house.browser().post("/comments", {"on": "article:1", "text": "x"}).status == 404
    assert "/moderation" not in house.browser().get("/").text
    store.close()


def test_stories_have_comments_and_keep_them_when_they_become_one(scene: Scene) -> None:
    press = scene.press
    gone, left = (press.story(*(press.wrote(paper) for paper in papers)) for papers in (("a", "b"), ("c", "d")))
    one = scene.wrote("Ana", on=f"story:{gone}")
    two = scene.wrote("Bo", "On the other", on=f"story:{left}")
    scene.store.merge_stories(gone, left, desk.NOW)
    path = scene.nobody().get(f"/story/{gone}").headers["location"]
    page = main(scene.nobody().get(path).text)
    assert f'id="c{one}"' in page
    assert f'id="c{two}"' in page
    assert "2 comments" in page
    assert scene.nobody().get(f"/story/{gone}/comments").headers["location"] == f"{path}/comments"
    assert scene.nobody().get(f"/comments/{one}").status == 200


def test_answers_stand_under_what_they_answer(scene: Scene) -> None:
    top = scene.wrote("Ana", "First")
    answer = scene.wrote("Bo", "Second", on=top)
    deeper = scene.wrote("Cy", "Third", on=answer)
    page = main(scene.nobody().get(f"{scene.path}/comments").text)
    assert page.index("First") < page.index("Second") < page.index("Third")
    assert f'class="comment deep-2" id="c{deeper}"' in page
    assert re.search(rf'href="#c{answer}">answers <bdi>Bo</bdi>', page)
    own = main(scene.nobody().get(f"/comments/{deeper}").text)
    assert own.index("First") < own.index("Second") < own.index("Third")  # with all that is above it


def test_many_comments_come_in_pages_that_leave_none_out(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.serve.talk.TREES", 2)
    monkeypatch.setattr("octavo.serve.talk.FIRST_TREES", 2)
    monkeypatch.setattr("octavo.serve.talk.ANSWERS", 2)
    assert TREES > FIRST_TREES > 2
    written = [scene.wrote(name, f"Thought {name}") for name in ("A1", "B1", "C1", "D1", "E1")]
    for name in ("B1", "C1"):
        scene.store.like_comment(written[0], scene.reader(name).id, desk.NOW)
    assert "All comments" in scene.nobody().get(scene.path).text
    for sort in ("best", "newest"):
        path, seen = f"{scene.path}/comments?sort={sort}", list[int]()
        while path:
            page = main(scene.nobody().get(path).text)
            seen += map(int, re.findall(r'id="c(\d+)"', page))
            path = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        assert seen == ([written[0], *written[:0:-1]] if sort == "best" else written[::-1])
    answers = [scene.wrote(name, f"Answer {name}", on=written[0]) for name in ("A2", "B2", "C2", "D2", "E2", "F2")]
    assert "1 more answer" in scene.nobody().get(f"{scene.path}/comments").text
    path, seen = f"/comments/{written[0]}", []
    while path:
        page = main(scene.nobody().get(path).text)
        seen += [int(found) for found in re.findall(r'id="c(\d+)"', page) if int(found) != written[0]]
        path = page.partition('rel="next" href="')[2].partition('"')[0]
    assert seen == answers


def test_likes_are_given_and_taken_back(scene: Scene) -> None:
    number = scene.wrote("Ana")
    bo = scene["Bo"]
    reply = bo.post("/comments/like", {"like": str(number), "next": f"{scene.path}/comments?sort=newest"})
    assert reply.headers["location"].endswith(f"/comments?sort=newest#c{number}")
    assert scene.store.comment(number).likes == 1
    assert "Liked · 1</button>" in bo.get(scene.path).text
    assert "1 like</span>" in scene.nobody().get(scene.path).text
    bo.post("/comments/like", {"undo": str(number), "next": "/"})
    assert scene.store.comment(number).likes == 0
    assert "Like</button>" in bo.get(scene.path).text
    assert scene["Ana"].post("/comments/like", {"like": str(number)}).status == 404
    assert bo.post("/comments/like", {"like": str(number), "next": "//evil.example"}).headers["location"] == "/"


def test_a_comment_is_edited_for_a_while_and_says_so(scene: Scene) -> None:
    number = scene.wrote("Ana", "Teh news")
    ana = scene["Ana"]
    assert ">Teh news</textarea>" in ana.get(f"/comments/{number}?do=edit").text
    reply = ana.post(f"/comments/{number}/edit", {"text": "The news"})
    assert reply.headers["location"] == f"/comments/{number}?done=edited"
    page = main(scene.nobody().get(f"/comments/{number}").text)
    assert "The news" in page
    assert ">edited</span>" in page
    assert ana.post(f"/comments/{number}/edit", {"text": ""}).status == 400
    assert scene["Bo"].post(f"/comments/{number}/edit", {"text": "Mine"}).status == 404
    assert "textarea" not in main(scene["Bo"].get(f"/comments/{number}?do=edit").text).partition('id="do"')[0]
    scene.house.wait(EDIT_WINDOW + desk.MINUTE)
    assert "?do=edit" not in ana.get(scene.path).text
    late = ana.post(f"/comments/{number}/edit", {"text": "Too late"})
    assert late.status == 400
    assert "It can be changed no more" in late.text
    assert scene.store.comment(number).text == "The news"


def test_a_deleted_comment_leaves_an_empty_place_where_it_was_answered(scene: Scene) -> None:
    number = scene.wrote("Ana", "Something private")
    answer = scene.wrote("Bo", "An answer", on=number)
    assert scene["Bo"].post(f"/comments/{number}/delete").status == 404
    reply = scene["Ana"].post(f"/comments/{number}/delete")
    assert reply.headers["location"].endswith("/comments")
    for browser in (scene.nobody(), scene["Ana"], scene.moderator()):
        page = main(browser.get(scene.path).text)
        assert "This comment was deleted." in page
        assert "An answer" in page
        assert "Something private" not in page
        assert "<bdi>Ana</bdi>" not in page
    assert "answers a comment that is gone" in scene.nobody().get(f"/comments/{answer}").text
    scene["Bo"].post(f"/comments/{answer}/delete")
    assert scene.nobody().get(f"/comments/{number}").status == 404
    assert "Nobody has written anything yet." in scene.nobody().get(scene.path).text


def test_a_held_comment_says_so_to_its_author_and_shows_nothing_to_others(scene: Scene) -> None:
    scene.store.block_in_comments("words", "cheap watches", "Cheap watches", desk.NOW)
    number = scene.wrote("Ana", "Cheap watches here")
    assert scene.store.comment(number).state == "held"
    ana = scene["Ana"]
    done = main(ana.get(f"/comments/{number}?done=held").text)
    assert "Your comment is kept. A moderator reads it before others do." in done
    for path in (scene.path, f"{scene.path}/comments", f"/comments/{number}", "/account/comments"):
        page = main(ana.get(path).text)
        assert "Cheap watches here" in page, path
        assert "Only you and the moderators see this." in page
        assert "It has words that the moderators hold back." in page
        assert f"/comments/{number}?do=appeal" in page
    for browser in (scene["Bo"], scene.nobody()):
        for path in (scene.path, f"{scene.path}/comments"):
            assert "Cheap watches" not in browser.get(path).text
        assert browser.get(f"/comments/{number}").status == 404
    assert "Cheap watches here" in scene.moderator().get(f"/comments/{number}").text
    assert scene["Bo"].post("/comments", {"on": f"comment:{number}", "text": "What?"}).status == 404


def test_an_appeal_reaches_the_moderators_once(scene: Scene) -> None:
    scene.store.block_in_comments("words", "watches", "watches", desk.NOW)
    number = scene.wrote("Ana", "My watches")
    ana = scene["Ana"]
    assert 'action="/comments/' in ana.get(f"/comments/{number}?do=appeal").text
    assert scene["Bo"].post(f"/comments/{number}/appeal", {"text": "Let it"}).status == 404
    reply = ana.post(f"/comments/{number}/appeal", {"text": "They are my\u202e grandfather’s."})
    assert "The moderators will have another look." in ana.get(reply.headers["location"]).text
    assert scene.store.comment(number).appeal == "They are my grandfather’s."
    assert ana.post(f"/comments/{number}/appeal", {"text": "Again"}).status == 404
    page = main(ana.get(f"/comments/{number}").text)
    assert "do=appeal" not in page
    assert "You asked for another look" in page


def test_a_report_needs_a_reason_and_enough_of_them_hold(scene: Scene) -> None:
    number = scene.wrote("Ana", "Something rude")
    bo = scene["Bo"]
    assert 'name="reason" value="insult"' in bo.get(f"/comments/{number}?do=report").text
    without = bo.post(f"/comments/{number}/report", {"reason": "because"})
    assert without.status == 400
    assert "Choose why." in without.text
    reply = bo.post(f"/comments/{number}/report", {"reason": "insult", "note": "of a neighbour"})
    assert "Thank you. The moderators will look at it." in bo.get(reply.headers["location"]).text
    assert scene["Ana"].post(f"/comments/{number}/report", {"reason": "spam"}).status == 404
    scene["Cy"].post(f"/comments/{number}/report", {"reason": "insult"})
    last = scene["Di"].post(f"/comments/{number}/report", {"reason": "hate"})
    assert last.headers["location"] == f"{scene.path}/comments"
    assert scene.store.comment(number).state == "held"
    assert "Something rude" not in scene.nobody().get(scene.path).text
    assert "Several readers reported it." in scene["Ana"].get(scene.path).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is nothing in it yet."), ("\u202e\u200b", "There is nothing in it yet."),
        ("x" * (LONGEST + 1), "at most 4,000 characters"), ("a\n" * 101, "at most 100 lines"),
        ("long " * 10_000, "at most 4,000 characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_comes_back_with_why(scene: Scene, text: str, said: str) -> None:
    reply = scene["Ana"].post("/comments", {"on": f"article:{scene.number}", "text": text})
    assert reply.status == 400
    assert said in reply.text
    assert scene.store.comment_states()["shown"] == 0


def test_a_text_of_megabytes_is_not_read(scene: Scene) -> None:
    for size in (1 << 18, 9 << 20):
        reply = scene["Ana"].post("/comments", {"on": f"article:{scene.number}", "text": "x" * size})
        assert reply.status in (400, 413)


def test_too_often_keeps_the_text_and_says_how_long(scene: Scene) -> None:
    ana = scene["Ana"]
    for nth in range(4):
        assert ana.post("/comments", {"on": f"article:{scene.number}", "text": f"Text {nth}"}).status == 303
    reply = ana.post("/comments", {"on": f"article:{scene.number}", "text": "The fifth & last"})
    assert reply.status == 429
    assert "send it again in 1 minute." in reply.text
    assert ">The fifth &amp; last</textarea>" in reply.text
    top = scene.store.comments(scene.article, "newest", 1)[0].id
    answer = ana.post("/comments", {"on": f"comment:{top}", "text": "No answer either"})
    assert answer.status == 429
    assert ">No answer either</textarea>" in answer.text


@pytest.mark.parametrize(
    "on", ["", "article:99", "story:9", "comment:9", "article:x", "reader:1", "article:" + "9" * 30]
)
def test_what_is_not_there_cannot_be_commented_on(scene: Scene, on: str) -> None:
    assert scene["Ana"].post("/comments", {"on": on, "text": "Hello"}).status == 404


HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "&lt;b&gt;", '"><svg onload=x>',
    "[a](javascript:alert(1))", "https://a.example/\"onmouseover='x'", "{{ 7 * 7 }}", "%(name)s {}", "\u202eevil\u2066",
    "Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357\u0358\u0359\u035a", "https://user:pw@a.example/", "www.a.example/<b>",
    "data:text/html;base64,PHNjcmlwdD4=", "\x00\x08\x1b[31m", "a" * 3990, "﷽" * 200, "👨‍👩‍👧‍👦" * 50,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_only_text(scene: Scene, text: str) -> None:
    number = scene.wrote("Ana", f"{text} end")
    scene.store.approve_comments([number], ALONE, desk.NOW)
    for path in (scene.path, f"/comments/{number}", f"{scene.path}/comments"):
        page = main(scene.nobody().get(path).text)
        said = page.partition('class="said"')[2].partition("</div>")[0]
        assert said.endswith("end</p>"), path
        assert set(re.findall(r"<(\w+)", said)) <= {"p", "a", "bdi", "br"}
        assert not re.search(r"<[^>]*\son\w+\s*=", said)
        assert all(href.startswith(("https://", "http://")) for href in re.findall(r'href="([^"]*)"', said))
        assert not set(said) & set("\u202e\u2066\x00\x08\x1b")
    scene.moderator().get("/moderation/history")


@given(st.text(max_size=30))
def test_any_place_in_a_list_is_one_or_none(text: str) -> None:
    place = read_place(text)
    assert place is None or 0 <= place[0] < 2


@pytest.mark.parametrize("query", ["after=1_x", "after=0.5_1&sort=best", "after=9", "sort=worst", "after=1e999_3"])
def test_any_query_is_answered(scene: Scene, query: str) -> None:
    number = scene.wrote("Ana")
    assert scene.nobody().get(f"{scene.path}/comments?{query}").status == 200
    assert scene.nobody().get(f"/comments/{number}?{query}&do=nothing&done=all").status in (200, 404)


def test_deleting_the_account_takes_its_comments_along(scene: Scene) -> None:
    number = scene.wrote("Ana", "Only mine")
    scene.wrote("Bo", "An answer", on=number)
    scene.store.delete_reader(scene.reader("Ana").id)
    page = main(scene.nobody().get(scene.path).text)
    assert "Only mine" not in page
    assert "<bdi>Ana</bdi>" not in page
    assert "An answer" in page


def test_ones_own_comments_are_listed_and_taken_along(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "You have written no comment yet." in scene["Ana"].get("/account/comments").text
    monkeypatch.setattr("octavo.serve.pages.comments._MINE", 2)
    for nth in range(3):
        scene.wrote("Ana", f"Thought {nth}")
    first = scene["Ana"].get("/account/comments")
    assert first.headers["cache-control"] == "private, no-store"
    assert "Thought 2" in first.text
    assert "Thought 0" not in first.text
    further = first.text.partition('rel="next" href="')[2].partition('"')[0]
    assert "Thought 0" in scene["Ana"].get(further).text
    assert "Thought" not in main(scene["Bo"].get("/account/comments").text)
    taken = json.loads(export(scene.store, scene.reader("Ana"), desk.NOW))["comments"]
    assert [one["text"] for one in taken] == ["Thought 2", "Thought 1", "Thought 0"]
    assert taken[0]["on"] == f"article:{scene.number}"
