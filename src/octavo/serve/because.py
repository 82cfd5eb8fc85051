"""Why a comment is held, was rejected, is reported, or was not written, in words of the interface."""

from __future__ import annotations

from datetime import timedelta

from octavo.news.comments import LONGEST, MOST_LINES, Because
from octavo.news.errors import CommentRefused
from octavo.serve.voice import Voice


def reason_in_words(voice: Voice, reason: str) -> str:
    """A reason for a report or a rejection, or a category of the scorer's."""
    _ = voice._
    return {
        "spam": _("advertising"),
        "insult": _("an insult"),
        "hate": _("hatred of a group"),
        "threat": _("a threat"),
        "private": _("somebody’s private matters"),
        "false": _("a made-up fact"),
        "off-topic": _("nothing to do with this news"),
        "sexual": _("sexual content"),
        "self-harm": _("harm to oneself"),
        "illegal": _("help with a crime"),
        "unreadable": _("something that it could not judge"),
    }.get(reason, _("another reason"))


def why_in_words(voice: Voice, because: Because) -> str:
    """To a comment's author: why others do not see it."""
    _ = voice._
    sentences = {
        "new": _("Your account is new: its first comments wait for a moderator."),
        "links": _("It has more links than a comment may have here without being looked at."),
        "host": _("It names a site that the moderators hold back."),
        "words": _("It has words that the moderators hold back."),
        "reader": _("The moderators read your comments before others do."),
        "repeat": _("The same text was written elsewhere."),
        "flood": _("Many comments came here at once."),
        "reports": _("Several readers reported it."),
    }
    if because.why == "model":
        said = reason_in_words(voice, because.detail)
        return _("A model that reads for the moderators took it for %(category)s.") % {"category": said}
    if because.why in sentences:
        return sentences[because.why]
    return _("A moderator’s reason: %(reason)s.") % {"reason": reason_in_words(voice, because.why)}


def short_in_words(voice: Voice, because: Because) -> str:
    """To moderators: the same in two words, with what was found."""
    _ = voice._
    labels = {
        "new": _("new account"), "links": _("links"), "host": _("blocked site"), "words": _("blocked words"),
        "reader": _("blocked reader"), "repeat": _("repeated"), "flood": _("flood"), "reports": _("reported"),
        "model": _("the model"),
    }  # fmt: skip
    if because.why not in labels:
        return reason_in_words(voice, because.why)
    detail = reason_in_words(voice, because.detail) if because.why == "model" else because.detail
    return f"{labels[because.why]}: {detail}" if detail else labels[because.why]


def refusal_in_words(voice: Voice, refused: CommentRefused) -> str:
    """Why a text was not written, and what to do."""
    _ = voice._
    if refused.code == "rate" and refused.wait is not None:
        minutes = max(1, -(-refused.wait // timedelta(minutes=1)))
        if minutes < 60:
            return voice.count(
                "That was too often. Your text is kept here: send it again in %(n)s minute.",
                "That was too often. Your text is kept here: send it again in %(n)s minutes.",
                minutes,
            )
        return voice.count(
            "That was too often. Send it again in %(n)s hour.",
            "That was too often. Send it again in %(n)s hours.",
            minutes // 60,
        )
    return {
        "empty": _("There is nothing in it yet."),
        "long": _("A comment has at most %(most)s characters.") % {"most": voice.number(LONGEST)},
        "lines": _("A comment has at most %(most)s lines.") % {"most": voice.number(MOST_LINES)},
        "said": _("You have said that here already."),
        "late": _("It can be changed no more: others may have answered it. You can still delete it."),
        "reports": _("Many of your reports wait for the moderators. They will get to them; then you can report more."),
    }.get(refused.code, _("This cannot be written."))
