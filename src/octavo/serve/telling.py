"""What is sent to readers, in words: a push message, a letter, a call. Implements ports.Teller."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from gettext import NullTranslations
from typing import Any, Protocol

from octavo.news.briefings import Briefing
from octavo.news.notices import Notice, Sending
from octavo.news.readers import Reader
from octavo.ports import CardFilter, Clock, Housekeeping, Letter, Notices, Readers, Shelf
from octavo.serve.assets import Assets
from octavo.serve.briefings import Briefings, Told
from octavo.serve.guard import Tokens, installation_secret
from octavo.serve.reader import visit
from octavo.serve.render import Pages, clipped
from octavo.serve.tidings import Tiding, tiding
from octavo.serve.voice import Voice, Voices
from octavo.stories.wrap_up import minutes

TITLE, BODY = 120, 240
"""Characters of a pushed title and text: telephones show less, and all of it stays within one message."""
LISTED = 25
"""Notices that a letter lists; the others it counts, and the page has them."""
_NAMED = 3
"""Headlines that one pushed message for many has."""


class TellingStore(Told, Shelf, Readers, Notices, Housekeeping, Protocol):
    """What of the store it takes."""


class Telling:
    """Says notices in the language of their reader."""

    def __init__(self, store: TellingStore, pages: Pages, tokens: Tokens, site: str) -> None:
        """`site` is the address of the front page as readers know it, without the last slash."""
        self._store, self._pages, self._tokens, self._site = store, pages, tokens, site
        self._briefings = Briefings(store)

    def push(self, reader: Reader, sending: Sending, notices: Sequence[Notice]) -> bytes:
        """See ports.Teller."""
        voice = self._voice(reader)
        told = [tiding(voice, one) for one in notices]
        if not told:
            title, body, path = voice._("Notices arrive here"), voice._("This is the test that you asked for."), ""
        elif len(told) == 1:
            title, body, path = told[0].title, self._line(told[0]), told[0].path
        else:
            title = voice.count("%(n)s new notice", "%(n)s new notices", len(sending.notices))
            body, path = " · ".join(clipped(one.title, BODY // _NAMED) for one in told[:_NAMED]), "/notices"
        language = told[0].language if len(told) == 1 else ""
        return _json({
            "title": clipped(title, TITLE),
            "body": clipped(body, BODY),
            "url": path or "/notices/settings",
            "tag": f"notice-{told[0].id}" if len(told) == 1 else "notices",
            "lang": language or voice.code,
            "dir": "auto",
            "unread": self._store.unread_notices(reader.id),
        })  # fmt: skip

    def letter(self, reader: Reader, to: str, sending: Sending, notices: Sequence[Notice]) -> Letter:
        """See ports.Teller."""
        voice = self._voice(reader)
        briefed = bool(notices) and notices[0].kind == "briefing"
        what = "briefing" if briefed else "notices"
        way_out = f"{self._site}/notices/unsubscribe/{unsubscribing(self._tokens, reader, what)}"
        headers = {"List-Unsubscribe": f"<{way_out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        if briefed:
            subject, plain, html = self._briefing(voice, reader, notices[0], way_out)
        else:
            subject, plain, html = self._list(voice, sending, notices, way_out)
        number = f"octavo-{sending.id}-{int(sending.made.timestamp())}"
        return Letter(to, subject, plain, html, headers, number)

    def call(self, reader: Reader, sending: Sending, notices: Sequence[Notice], now: datetime) -> bytes:
        """See ports.Teller."""
        voice = self._voice(reader)
        kind = "test" if not notices else "briefing.ready" if notices[0].kind == "briefing" else "notices.new"
        listed = [_called(tiding(voice, one), one, self._site) for one in notices]
        return _json({
            "type": kind,
            "timestamp": now.isoformat(),
            "data": {"notices": listed, "more": max(0, len(sending.notices) - len(listed))},
        })  # fmt: skip

    def _voice(self, reader: Reader) -> Voice:
        return self._pages.voices.choose(reader.settings.interface, ())

    def _line(self, one: Tiding) -> str:
        source = "" if one.source in one.about else one.source
        return one.text or " · ".join(part for part in (one.about, source) if part)

    def _list(self, voice: Voice, sending: Sending, notices: Sequence[Notice], way_out: str) -> tuple[str, str, str]:
        """Subject, text and page."""
        _ = voice._
        told, more = [tiding(voice, one) for one in notices[:LISTED]], max(0, len(sending.notices) - LISTED)
        if not told:
            subject = _("Letters from Octavo arrive here")
        elif len(told) == 1:
            subject = told[0].title
        else:
            count = voice.count("%(n)s new notice", "%(n)s new notices", len(sending.notices))
            subject = _("%(count)s: %(title)s") % {"count": count, "title": told[0].title}
        lines = [] if told else [_("This is the test that you asked for.")]
        for one in told:
            lines.append(f"{one.title}\n{self._line(one)}\n{self._site}{one.path}")
        if more:
            lines.append(voice.count("%(n)s more on the page", "%(n)s more on the page", more))
        plain = "\n\n".join([*lines, *self._foot(voice, way_out)]) + "\n"
        page = self._pages.part(
            voice, "notices_letter.html", subject=subject, told=told, more=more, site=self._site, way_out=way_out
        )
        return subject, plain, page

    def _briefing(self, voice: Voice, reader: Reader, notice: Notice, way_out: str) -> tuple[str, str, str]:
        """The briefing as it stood when it was due."""
        settings = reader.settings
        mutes = [mute for mute in self._store.mutes(reader.id) if not mute.softly]
        edition = CardFilter(languages=settings.languages, countries=settings.countries)
        found = self._briefings.of(notice.at.astimezone(UTC).date(), edition, notice.at, mutes)
        subject = voice._("The briefing of %(day)s") % {"day": voice.date(notice.at)}
        length = (
            voice.count("%(n)s story", "%(n)s stories", found.stories),
            voice.count("%(n)s minute", "%(n)s minutes", minutes(found.words)),
        )
        page = self._pages.part(
            voice,
            "briefing_letter.html",
            subject=subject,
            briefing=found,
            length=length,
            long_minutes=minutes(found.long_read.words) if found.long_read else 0,
            site=self._site,
            way_out=way_out,
        )
        lines = [subject, ", ".join(length), *self._told(voice, found), *self._foot(voice, way_out)]
        return subject, "\n\n".join(lines) + "\n", page

    def _told(self, voice: Voice, found: Briefing) -> Iterable[str]:
        """A briefing as plain paragraphs."""
        if not found.top:
            yield voice._("There are no stories of the last 24 hours in these languages yet.")
        for told in (*found.top, *found.running):
            points = [
                f"{one.said.text} ({', '.join(said.publisher_name for said in (one.said, *one.others))})"
                for one in told.points
            ]
            summary = [f"{told.card.lead.summary} ({told.card.lead.publisher_name})".strip()]
            place = f"{self._site}/story/{told.card.id}"
            yield "\n".join((told.card.lead.title.upper(), *(points or summary), place))
        for moved in found.figures:
            change = moved.change
            yield voice._("%(what)s: before %(before)s, now %(after)s") % {
                "what": change.quantity.name,
                "before": change.before.said.text,
                "after": change.after.said.text,
            }
        if found.long_read:
            card = found.long_read
            yield f"{voice._('One long read')}: {card.title} ({card.publisher_name})\n{self._site}/article/{card.id}"

    def _foot(self, voice: Voice, way_out: str) -> tuple[str, ...]:
        _ = voice._
        settings = f"{_('What is sent to you, and when:')}\n{self._site}/notices/settings"
        return ("-- ", settings, f"{_('No more of these letters:')}\n{way_out}")


def unsubscribing(tokens: Tokens, reader: Reader, what: str) -> str:
    """What in an address lets whoever has it end letters of a kind (`notices`, `briefing`) to a reader, and nothing
    else: RFC 8058 wants it to work without signing in, for years."""
    return tokens.seal(f"unsubscribe {reader.id} {what}")


def unsubscribed(tokens: Tokens, secret: str) -> tuple[int, str] | None:
    """Whose letters of which kind that is; None where nobody sealed it."""
    verb, _, rest = tokens.sealed(secret).partition(" ")
    number, _, what = rest.partition(" ")
    return (int(number), what) if verb == "unsubscribe" and what in ("notices", "briefing") else None


def telling_of(
    store: TellingStore,
    *,
    clock: Clock,
    version: str,
    site: str,
    interface: Mapping[str, NullTranslations],
    countries: Mapping[str, Mapping[str, str]] | None = None,
) -> Telling:
    """Telling apart from the pages, as where work is done without them; the arguments are those of `application`."""
    tokens = Tokens(installation_secret(store))
    pages = Pages(Voices(interface, countries), Assets(), clock, tokens, lambda: False, version, visit)
    return Telling(store, pages, tokens, site)


def _called(told: Tiding, one: Notice, site: str) -> dict[str, Any]:
    return {
        "id": told.id,
        "kind": told.kind,
        "title": told.title,
        "about": told.about,
        "text": told.text,
        "url": f"{site}{told.path}",
        "source": told.source,
        "original": one.card.url if one.card else "",
        "language": told.language,
        "at": told.at.isoformat(),
    }


def _json(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
