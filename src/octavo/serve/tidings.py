"""Notices in words: one line for each, alike in the page, in a letter, on a telephone and in a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from octavo.news.notices import Notice
from octavo.serve import links
from octavo.serve.voice import Voice


@dataclass(frozen=True, slots=True)
class Tiding:
    """A notice as its reader reads it."""

    id: int
    kind: str
    title: str
    language: str
    """Of the title; empty: the voice's own."""
    about: str
    """Why it is told, in a few words."""
    source: str
    """The publisher's name; empty where there is none."""
    text: str
    """More of it, in nobody's language in particular; mostly empty."""
    path: str
    """Where it leads, on this site."""
    at: datetime
    new: bool


def tiding(voice: Voice, one: Notice) -> Tiding:
    """A notice in the words of a language."""
    card = one.card
    title, language = (card.title, card.language) if card else ("", "")
    source, text, path = card.publisher_name if card else "", "", "/notices"
    if card:
        story = one.kind == "story" and one.story is not None
        path = links.story_path(one.story, card.title) if story and one.story else links.card_path(card)
    if one.kind == "answer":
        title, language, source, text = voice._("%(name)s answered you") % {"name": one.name}, "", "", one.text
        path = f"/comments/{one.comment}"
    elif one.kind == "briefing":
        title = voice._("Your briefing of %(day)s") % {"day": voice.date(one.at)}
        path = f"/briefing/{one.at.astimezone(UTC).date()}"
    elif one.kind == "stopped":
        title, text, path = _stopped(voice, one.key.partition(" ")[0]), one.name, "/notices/settings"
    return Tiding(
        one.id, one.kind, title, language, _about(voice, one), source, text, path, one.at, one.read is None
    )  # fmt: skip


def _about(voice: Voice, one: Notice) -> str:
    match one.kind, one.why:
        case "story", "topic":
            return voice._("New story about #%(name)s") % {"name": one.name}
        case "story", "category":
            return voice._("Widely reported in %(category)s") % {"category": voice.category(one.name)}
        case "article", _:
            return voice._("New from %(publisher)s") % {"publisher": one.name}
        case "report", _:
            return voice._("New in a story that you follow")
        case "answer", _ if one.card:
            return voice._("Under “%(title)s”") % {"title": one.card.title}
        case "stopped", _:
            return voice._("Nothing arrived by it any more")
        case _:
            return ""


def _stopped(voice: Voice, channel: str) -> str:
    _ = voice._
    return {
        "push": _("Pushed notices were given up"),
        "email": _("Letters to you were given up"),
    }.get(channel, _("Calls to your address were given up"))
