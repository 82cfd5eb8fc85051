"""The moderators' pages: the queue, decisions on one and on many, history, and what is held back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.contract import newsroom as desk
from tests.serve.accounts import house_of
from tests.serve.test_comment_pages import Scene, main

from octavo.news.comments import Because
from octavo.news.errors import HostBusy
from octavo.serve import Admission
from octavo.store import open_store


@pytest.fixture
def scened(tmp_path: Path) -> Iterator[Callable[[Admission | None], Scene]]:
    store = open_store(tmp_path / "octavo.db", clock=lambda: desk.NOW)
    yield lambda admission: Scene(store, admission)
    assert store.check() == []
    store.close()


@pytest.fixture
def scene(scened: Callable[[Admission | None], Scene]) -> Scene:
    return scened(Admission(sign_up="open"))


def held(scene: Scene, name: str, text: str) -> int:
    """A comment that waits, for its phrase."""
    scene.store.block_in_comments("words", "watches", "watches", desk.NOW)
    return scene.wrote(name, f"{text} watches")


def test_the_queue_says_why_each_waits_and_what_readers_say(scene: Scene) -> None:
    first = held(scene, "Ana", "Cheap")
    second = scene.wrote("Bo", "Something rude")
    scene["Cy"].post(f"/comments/{second}/report", {"reason": "insult", "note": "of a neighbour"})
    scene["Ana"].post(f"/comments/{first}/appeal", {"text": "They are my own."})
    moderator = scene.moderator()
    reply = moderator.get("/moderation")
    assert reply.headers["cache-control"] == "private, no-store"
    page = main(reply.text)
    assert "2 comments wait for you." in page
    assert page.index("Cheap watches") < page.index("Something rude")  # the one that waits longest first
    assert "<bdi>blocked words: watches</bdi>" in page
    assert "They are my own." in page
    assert "an insult</b> <q" in page
    assert "of a neighbour" in page
    assert f'<select name="reason-{second}"' in page
    assert '<option value="insult" selected>' in page
    assert "Something rude" not in main(moderator.get("/moderation?show=appealed").text)
    assert "Cheap watches" not in main(moderator.get("/moderation?show=reported").text)
    assert "Nothing waits here." in moderator.get("/moderation?show=held").text
    assert "/moderation" in moderator.get("/").text
    assert "/moderation" not in scene["Ana"].get("/").text


def test_one_is_approved_and_one_rejected_with_a_word_to_its_author(scene: Scene) -> None:
    good, bad = held(scene, "Ana", "My"), held(scene, "Bo", "Cheap")
    moderator = scene.moderator()
    reply = moderator.post("/moderation", {"approve": str(good), "next": "/moderation?show=held&done=9"})
    assert reply.headers["location"] == "/moderation?show=held&done=1"
    assert "1 comment was decided on." in moderator.get("/moderation?done=1").text
    moderator.post(
        "/moderation", {"reject": str(bad), f"reason-{bad}": "spam", f"note-{bad}": "No advertising,\u202e please."}
    )
    assert [scene.store.comment(one).state for one in (good, bad)] == ["shown", "rejected"]  # type: ignore[arg-type]
    page = main(scene["Bo"].get(scene.path).text)
    assert "A moderator took this comment down." in page
    assert "A moderator’s reason: advertising." in page
    assert "No advertising, please." in page
    assert f"/comments/{bad}?do=appeal" in page
    assert "No comment waits for you." in moderator.get("/moderation").text


def test_many_are_decided_on_at_once(scene: Scene) -> None:
    waiting = [held(scene, name, name) for name in ("Ana", "Bo", "Cy", "Di")]
    moderator = scene.moderator()
    assert moderator.post("/moderation", {"bulk": "approve"}).status == 400
    assert moderator.post("/moderation", {"comment": [str(waiting[0])]}).status == 400
    fields = {"bulk": "reject", "comment": [str(one) for one in waiting[:3]] + ["x", "99"], "reason-bulk": "off-topic"}
    assert moderator.post("/moderation", fields).headers["location"] == "/moderation?done=3"
    assert scene.store.comment(waiting[0]).because == (Because("off-topic"),)  # type: ignore[arg-type]
    moderator.post("/moderation", {"bulk": "approve", "comment": [str(one) for one in waiting]})
    assert scene.store.comment_count(scene.article) == 4


def test_the_queue_goes_on_where_it_ended(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.serve.pages.moderation._PAGE", 2)
    waiting = [held(scene, name, name) for name in ("Ana", "Bo", "Cy", "Di", "Ed")]
    path, seen = "/moderation", list[int]()
    while path:
        page = main(scene.moderator().get(path).text)
        seen += map(int, re.findall(r'id="c(\d+)"', page))
        path = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert seen == waiting


def test_history_tells_who_decided_and_lets_others_decide_otherwise(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = held(scene, "Ana", "Cheap")
    moderator = scene.moderator()
    moderator.post("/moderation", {"reject": str(number), f"reason-{number}": "spam"})
    page = main(moderator.get("/moderation/history").text)
    assert page.index("rejected") < page.index("the rules")
    assert "<bdi>Mo</bdi>" in page
    assert f"/moderation/comment/{number}" in page
    one = main(moderator.get(f"/moderation/comment/{number}").text)
    assert "What was done before" in one
    assert f'name="approve" value="{number}"' in one
    assert f'name="reject" value="{number}"' not in one
    moderator.post("/moderation", {"approve": str(number), "next": f"/moderation/comment/{number}"})
    assert scene.store.comment(number).state == "shown"  # type: ignore[arg-type]
    monkeypatch.setattr("octavo.serve.pages.moderation._HISTORY", 1)
    first = moderator.get("/moderation/history").text
    further = first.partition('rel="next" href="')[2].partition('"')[0]
    assert "approved" in main(first)
    assert "rejected" in main(moderator.get(further).text)


def test_what_is_shown_can_be_taken_down_by_a_moderator(scene: Scene) -> None:
    number = scene.wrote("Ana", "Plainly wrong")
    moderator = scene.moderator()
    assert f'href="/moderation/comment/{number}"' in moderator.get(scene.path).text
    assert "/moderation/comment" not in scene["Bo"].get(scene.path).text
    moderator.post("/moderation", {"reject": str(number), f"reason-{number}": "nonsense"})
    assert scene.store.comment(number).because == (Because("other"),)
    assert "Plainly wrong" not in scene["Bo"].get(scene.path).text


@pytest.mark.parametrize(
    ("kind", "written", "text"),
    [
        ("words", "Cheap   Watches", "buy cheap watches"), ("host", "https://www.spam.example/x", "www.spam.example/y"),
        ("host", "spam.example", "see spam.example"), ("reader", "ana", "Good morning"),
    ],
)  # fmt: skip
def test_what_moderators_hold_back_waits_until_they_take_it_back(
    scene: Scene, kind: str, written: str, text: str
) -> None:
    scene.reader("Ana")
    moderator = scene.moderator()
    assert moderator.post("/moderation/blocks", {"kind": kind, "written": written}).status == 303
    assert scene.store.comment(scene.wrote("Ana", text)).state == "held"
    (block,) = scene.store.comment_blocks()
    page = moderator.get("/moderation/blocks").text
    assert f'name="undo" value="{block.value}"' in page
    moderator.post("/moderation/blocks", {"kind": kind, "written": written, "undo": block.value})
    assert scene.store.comment_blocks() == []
    assert scene.store.comment(scene.wrote("Ana", f"{text} again")).state == "shown"
    assert [one.act for one in scene.store.audited(9)][:2] == ["unblock", "block"]


@pytest.mark.parametrize(
    ("kind", "written"),
    [("", "x"), ("words", ""), ("words", "…"), ("host", "javascript:x"), ("host", "http://"), ("reader", "nobody")],
)
def test_what_cannot_be_held_back_is_said(scene: Scene, kind: str, written: str) -> None:
    reply = scene.moderator().post("/moderation/blocks", {"kind": kind, "written": written})
    assert reply.status == 400
    assert scene.store.comment_blocks() == []


def test_moderators_see_that_the_model_is_away(scened: Callable[[Admission | None], Scene], tmp_path: Path) -> None:
    class Away:
        model, trouble = "m", ""

        async def score(self, text: str) -> tuple[str, ...]:
            self.trouble = "it refuses connections"
            raise HostBusy(self.trouble, retry_after=60)

    scene = scened(Admission(sign_up="open"))
    scene.house = house_of(scene.store, Admission(sign_up="open"), scorer=Away())
    assert scene.store.comment(scene.wrote("Ana")).state == "shown"
    page = scene.moderator().get("/moderation").text
    assert "The model that reads comments cannot be had: it refuses connections." in page


def test_a_comment_that_the_model_holds_says_so(scened: Callable[[Admission | None], Scene]) -> None:
    class Strict:
        model, trouble = "m", ""

        async def score(self, text: str) -> tuple[str, ...]:
            return ("insult",) if "fool" in text else ()

    scene = scened(Admission(sign_up="open"))
    scene.house = house_of(scene.store, Admission(sign_up="open"), scorer=Strict())
    assert scene.store.comment(scene.wrote("Ana", "Well said")).state == "shown"
    number = scene.wrote("Ana", "You fool")
    assert (
        "A model that reads for the moderators took it for an insult." in scene["Ana"].get(f"/comments/{number}").text
    )
    page = main(scene.moderator().get("/moderation").text)
    assert "<bdi>the model: an insult</bdi>" in page
    assert '<option value="insult" selected>' in page
