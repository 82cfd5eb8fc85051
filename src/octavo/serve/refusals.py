"""Why somebody was not let in, in words of the interface."""

from __future__ import annotations

from datetime import timedelta

from octavo.accounts import LEAST, MOST, Refused
from octavo.serve.voice import Voice
from octavo.text import handles

_STATUS = {"wait": 429, "busy": 503}


def status_of(refused: Refused) -> int:
    """The status of an answer that says so."""
    return _STATUS.get(refused.reason, 400)


def in_words(voice: Voice, refused: Refused) -> str:
    """One sentence or two: what is wrong, and what to do."""
    _ = voice._
    match refused.reason:
        case "name":
            return _name(voice, refused.detail)
        case "password":
            return _password(voice, refused.detail)
        case "wait":
            minutes = max(1, -(-refused.wait // timedelta(minutes=1)))
            return voice.count(
                "That was too often. Try again in %(n)s minute.",
                "That was too often. Try again in %(n)s minutes.",
                minutes,
            )
        case "closed":
            return _("This account is closed: %(why)s") % {"why": refused.detail}
        case _:
            return {
                "busy": _("Too many people are signing in just now. Try again in a moment."),
                "wrong": _("This name and password do not belong together."),
                "invitation": _("This invitation was used already, or is too old. Ask for another."),
                "link": _("This link was used already, or is too old. Ask for another."),
                "taken": _("This name, or one that looks like it, is another reader’s. Choose another."),
                "email": _("This is no e-mail address."),
                "provider": _("The provider did not say who you are. Try again."),
                "stranger": _("The provider knows you, but no account here is yours. Ask an administrator for one."),
                "unnamed": _("Write the account’s name as it is, so that none goes by mistake."),
                "last": _("You are the only administrator. Give another reader that role first."),
            }[refused.reason]


def _name(voice: Voice, fault: str) -> str:
    _ = voice._
    return {
        "length": _("A name has %(least)s to %(most)s characters.") % {
            "least": voice.number(handles.LEAST), "most": voice.number(handles.MOST)
        },
        "letters": _("A name is made of letters, digits, spaces, and _ - . '"),
        "ends": _("A name begins and ends with a letter or a digit."),
        "script": _("A name is written in one script."),
        "reserved": _("This name could be taken for Octavo’s own voice. Choose another."),
    }[fault]  # fmt: skip


def _password(voice: Voice, fault: str) -> str:
    _ = voice._
    return {
        "short": voice.count("That is less than %(n)s character.", "That is less than %(n)s characters.", LEAST),
        "long": voice.count("That is more than %(n)s character.", "That is more than %(n)s characters.", MOST),
        "common": _("This password is among the first that are tried. Choose another: several words together do well."),
        "own": _("This password is hardly more than your name or address. Choose another."),
        "simple": _("This password is made of very few characters. Choose another: several words together do well."),
    }[fault]  # fmt: skip
