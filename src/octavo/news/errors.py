"""Everything that Octavo raises on purpose.

    OctavoError
    ├── ConfigError            a setting is missing or wrong
    ├── AddressError           an address cannot be used (not http, no host, malformed)
    ├── FetchError             nothing usable came from an address
    │   ├── ForbiddenAddress   the address policy refuses it (private network, odd port, wrong scheme)
    │   ├── TooLarge           more bytes than the limit, before or after decoding
    │   ├── TooSlow            the whole answer did not arrive in time
    │   ├── TooManyRedirects   a chain or loop of redirects
    │   ├── RobotsDisallow     the site's robots.txt says no
    │   ├── HostBusy           nothing was asked: the host is to be left alone for a while
    │   ├── HttpStatus         the site answered with an error
    │   └── ConnectionFailed   no connection, broken connection, bad certificate, name not found
    ├── ParseError             bytes that are no feed, or no OPML, or no archive
    ├── ProcessorError         work that broke its limits in the process pool
    │   ├── OutOfTime
    │   └── OutOfMemory
    ├── LetterError            a letter could not be sent
    │   └── LetterRefused      nor will it be later
    ├── ModelError             a model is not there, or answers with what it should not
    │   └── WriterError        nothing was written, or not to its end
    ├── StoreError             the store is damaged, full, too new or locked
    ├── NotFound               no such article, feed or publisher
    ├── Taken                  a name or an address is another's already
    └── CommentRefused         a comment cannot be written as it is, or not now

Every error carries its subject (an address, a file, an id) and says in `advice` what a person can do about it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any


class OctavoError(Exception):
    """The root: `str(error)` is one sentence for a person."""

    advice = ""

    def __init__(self, message: str, *, subject: str = "", advice: str = "") -> None:
        super().__init__(message)
        self.subject = subject
        self.advice = advice or type(self).advice

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross processes: pickled without the constructor, whose keyword-only arguments pickle cannot give."""
        return _again, (type(self), self.args), self.__dict__


def kind_of(error: BaseException) -> str:
    """What failures are counted by: `HTTP 404` for a site's answer, else the name of the error's class."""
    return f"HTTP {error.status}" if isinstance(error, HttpStatus) else type(error).__name__


def _again(kind: type[OctavoError], args: tuple[Any, ...]) -> OctavoError:
    return kind.__new__(kind, *args)


class ConfigError(OctavoError):
    """A setting is missing or wrong."""

    advice = "Correct the setting and start again; `octavo doctor` lists all settings and what they mean."


class AddressError(OctavoError):
    """An address cannot be used: it is not http or https, has no host, or is malformed."""

    advice = "Give a full web address such as https://www.example.org/."


class FetchError(OctavoError):
    """Nothing usable came from an address. `transient` tells whether trying again later makes sense."""

    transient = True


class ForbiddenAddress(FetchError):
    """The address policy refuses the address: it leads into a private network, to another scheme or an odd port."""

    transient = False
    advice = "If this address is yours and meant to be read, list its network in OCTAVO_ALLOW_NETWORKS."


class TooLarge(FetchError):
    """More bytes than the limit, before or after decoding."""

    transient = False


class TooSlow(FetchError):
    """The whole answer did not arrive within the time allowed."""


class TooManyRedirects(FetchError):
    """A chain or loop of redirects."""

    transient = False


class RobotsDisallow(FetchError):
    """The site's robots.txt asks not to read this page."""

    transient = False
    advice = "The article is shown with what the feed says; read it at the publisher."


class HostBusy(FetchError):
    """Nothing was asked, for courtesy: the host has enough requests waiting, or said when to come back. No failure of
    the address; `retry_after` is in seconds."""

    def __init__(self, message: str, *, retry_after: float, subject: str = "") -> None:
        super().__init__(message, subject=subject)
        self.retry_after = retry_after


class HttpStatus(FetchError):
    """The site answered with an error status; `retry_after` is in seconds where the site said so."""

    def __init__(self, message: str, *, status: int, retry_after: float | None = None, subject: str = "") -> None:
        super().__init__(message, subject=subject)
        self.status = status
        self.retry_after = retry_after
        self.transient = status in (408, 425, 429) or status >= 500


class ConnectionFailed(FetchError):
    """No connection, a broken one, a bad certificate, or a name that does not resolve."""


class ParseError(OctavoError):
    """Bytes that are no feed, no OPML or no archive."""


class ProcessorError(OctavoError):
    """Work that broke its limits in the process pool."""


class OutOfTime(ProcessorError):
    """Work that took longer than it may."""


class OutOfMemory(ProcessorError):
    """Work that took more memory than it may, or whose process died."""


class ModelError(OctavoError):
    """A model is not installed or damaged, refuses a text, or answers with what is no vector."""

    advice = "`octavo models` shows which models there are and what each is for."


class WriterError(ModelError):
    """The Writer wrote nothing, or broke off. `code` is one word: `away` (not reached, or too slow), `rest` (not asked
    for a while after a failure), `busy` (it has enough under way), `refused` (it will not have this order), `broken`
    (it broke off, or sent what is no text), `budget` (the day's tokens are used up), `rate` (who asks has asked enough
    for now)."""

    advice = ""

    def __init__(self, message: str, *, code: str = "away", subject: str = "", advice: str = "") -> None:
        super().__init__(message, subject=subject, advice=advice)
        self.code = code


class LetterError(OctavoError):
    """A letter could not be sent. `transient` tells whether trying again later makes sense."""

    transient = True

    advice = "See that OCTAVO_MAIL_SERVER, _USER, _PASSWORD and _FROM fit your mail server."


class LetterRefused(LetterError):
    """The mail server will not have this letter, nor would it later."""

    transient = False


class StoreError(OctavoError):
    """The store is damaged, full, locked, or made by a newer Octavo."""


class NotFound(OctavoError):
    """There is no such article, feed or publisher."""


class Taken(OctavoError):
    """A name or an e-mail address is another reader's already."""

    advice = "Choose another."


class CommentRefused(OctavoError):
    """A comment cannot be written as it is, or not now: nothing is kept, and its author has the text in hand. `code` is
    one word: `empty`, `long`, `lines`, `rate`, `said`, `late`, `reports`; `wait` how long until it may be tried again.
    """

    def __init__(
        self, message: str, *, code: str = "", wait: timedelta | None = None, subject: str = "", advice: str = ""
    ) -> None:
        super().__init__(message, subject=subject, advice=advice)
        self.code = code
        self.wait = wait
