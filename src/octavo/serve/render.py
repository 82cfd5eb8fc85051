"""Templates → answers: one environment for each language of the interface, and what every page's layout needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from octavo.community import paragraphs
from octavo.news.readers import ReaderId
from octavo.news.sources import CATEGORIES
from octavo.ports import Clock
from octavo.serve import links
from octavo.serve.admission import Visit
from octavo.serve.assets import Assets
from octavo.serve.because import reason_in_words, short_in_words, why_in_words
from octavo.serve.choice import browser_languages
from octavo.serve.frontpage import in_short
from octavo.serve.guard import SEED_COOKIE, TOKEN_FIELD, Tokens
from octavo.serve.prefix import with_prefix
from octavo.serve.reading import attributes, chosen
from octavo.serve.voice import Voice, Voices, direction, flow

THEMES = ("light", "dark")
YEAR = 365 * 86400
INTERFACE_COOKIE = "interface"
_OF_THE_PAGE = frozenset({"q", "older", "page", "category", "lang", "country", "name", "by", "of"})
"""What of a query makes another page of it; the rest says how to look at it."""
_NOBODY = Visit(None, None, False)
"""Who asks where the store cannot tell."""


class Pages:
    """Renders templates."""

    def __init__(
        self,
        voices: Voices,
        assets: Assets,
        clock: Clock,
        tokens: Tokens,
        sample_here: Callable[[], bool],
        version: str,
        visit: Callable[[Request], Visit],
        unread: Callable[[ReaderId], int] = lambda reader: 0,
    ) -> None:
        self.voices = voices
        self.clock = clock
        self._tokens = tokens
        self._sample_here = sample_here
        self._visit = visit
        self._unread = unread
        self._environments = {
            (code, prefix): _environment(voice, assets, version, prefix, tuple(voices.by_code))
            for code, voice in voices.by_code.items()
            for prefix in ("", f"/{code}")
        }

    def voice(self, request: Request, *, store_works: bool = True) -> Voice:
        """The language in which to speak to this reader: of the address, else of their settings, else of the cookie,
        else of the browser. Where the store may be what is broken, it is not asked for settings."""
        return self.voices.choose(self.asked_voice(request, store_works=store_works), browser_languages(request))

    def asked_voice(self, request: Request, *, store_works: bool = True) -> str:
        """The same where it was asked for; empty where the browser decides."""
        addressed = self.prefix(request)
        if addressed:
            return addressed[1:]
        reader = self._visit(request).reader if store_works else None
        wanted = (reader.settings.interface if reader else "") or request.cookies.get(INTERFACE_COOKIE, "")
        return wanted if wanted in self.voices.by_code else ""

    def prefix(self, request: Request) -> str:
        """The language of the address as its links must keep it: `/ar`; empty where the address names none."""
        code = getattr(request.state, "interface", "")
        return f"/{code}" if code else ""

    def answer(
        self, request: Request, template: str, *, status: int = 200, store_works: bool = True, **values: Any
    ) -> HTMLResponse:
        """The page that `template` makes of `values`, with the cookie that its forms' token belongs to.

        Where the store may be what is broken, `store_works` is False and nothing is asked of it.
        """
        voice = self.voice(request, store_works=store_works)
        prefix = self.prefix(request)
        theme = request.cookies.get("theme", "")
        seed = self._tokens.seed(request)
        token = Markup('<input type="hidden" name="{}" value="{}">').format(
            TOKEN_FIELD, self._tokens.token(request, seed)
        )
        visit = self._visit(request) if store_works else _NOBODY
        html = (
            self._environments[voice.code, prefix]
            .get_template(template)
            .render(
                elsewhere_in=self._languages(request, voice) if status == 200 else (),
                now=self.clock(),
                path=request.scope["path"],
                query=request.scope["query_string"].decode("ascii", "replace"),
                theme=theme if theme in THEMES else "",
                reading=attributes(chosen(request)),
                sample=store_works and self._sample_here(),
                token=token,
                reader=visit.reader,
                unread=self._unread(visit.reader.id) if visit.reader else 0,
                accounts=visit.accounts,
                may=visit.may,
                commented=request.app.state.house.moderator is not None,
                **{"live": "", **values},
            )
        )
        # The address alone does not say what a page looks like: nor in which language, nor whose news it has.
        response = HTMLResponse(html, status, {"Vary": "Accept-Language, Cookie", "Content-Language": voice.code})
        if request.cookies.get(SEED_COOKIE) != seed:
            keep(response, request, SEED_COOKIE, seed)
        return response

    def part(self, voice: Voice, template: str, prefix: str = "", **values: Any) -> str:
        """What `template` makes of `values` where no page is asked for: a letter, or a piece of a page that is sent as
        it comes. `prefix` is what the links of that page keep."""
        return self._environments[voice.code, prefix].get_template(template).render(**values)

    def _languages(self, request: Request, voice: Voice) -> tuple[tuple[str, str, str], ...]:
        """The page's addresses for those who collect them: (relation, language, address); the canonical one first."""
        query = urlencode([pair for pair in request.query_params.multi_items() if pair[0] in _OF_THE_PAGE], safe=",")
        site = str(request.base_url).rstrip("/")
        place = f"{quote(request.scope['path'])}{'?' if query else ''}{query}"
        return (
            ("canonical", "", f"{site}/{voice.code}{place}"),
            *(("alternate", code, f"{site}/{code}{place}") for code in self.voices.by_code),
            ("alternate", "x-default", f"{site}{place}"),
        )


def keep(response: Response, request: Request, name: str, value: str) -> None:
    """Set a cookie for a year that only our own pages send back; an empty value takes it away."""
    response.set_cookie(
        name, value, max_age=YEAR if value else 0, httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )


def _environment(voice: Voice, assets: Assets, version: str, prefix: str, codes: tuple[str, ...]) -> Environment:
    environment = Environment(
        loader=PackageLoader("octavo.serve", "pages"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", Unindented, *([Prefixing] if prefix else [])],
    )
    environment.install_gettext_translations(voice.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {
        "voice": voice,
        "interface_languages": codes,
        "comma": voice.comma,
        "flow": flow,
        "asset": assets.path,
        "version": version,
        "categories": CATEGORIES,
        "links": links,
        "directed": _directed(voice),
        "clipped": clipped,
        "in_short": in_short,
        "outside": links.outside,
        "paragraphs": paragraphs,
        "why_hidden": partial(why_in_words, voice),
        "reason_words": partial(reason_in_words, voice),
        "short_reason": partial(short_in_words, voice),
    }
    environment.filters["prefixed"] = lambda path: with_prefix(path, prefix, codes)
    environment.filters["country_name"] = voice.country
    environment.filters["language_name"] = voice.language
    environment.filters["category_name"] = voice.category
    environment.filters["isolated"] = Markup("<bdi>{}</bdi>").format
    return environment


class Unindented(Extension):
    """Drops the indentation of templates, a tenth of a page's weight. What they are filled with stays as it is."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template without it."""
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


class Prefixing(Extension):
    """Keeps the language of a page's address on its links and forms: on all of them, whoever wrote the template."""

    _LINK = re.compile(r'(\s(?:href|action|formaction)=")((?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*)"', re.DOTALL)

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with each link passed through the filter."""
        return self._LINK.sub(r'\1{% filter prefixed %}\2{% endfilter %}"', source)


def _directed(voice: Voice) -> Callable[[str], Markup]:
    def directed(language: str) -> Markup:
        """The `lang` and `dir` attributes of a text in this language; none where the page is in it."""
        if language == voice.code:
            return Markup("")
        if not language:
            return Markup(' dir="auto"')
        return Markup(' lang="{}" dir="{}"').format(language, direction(language))

    return directed


def clipped(text: str, most: int) -> str:
    """At most `most` characters, ended at a word and with an ellipsis where some went."""
    if len(text) <= most:
        return text
    head = text[: most + 1].rpartition(" ")[0]
    return (head if len(head) > most // 2 else text[:most]).rstrip(" ,;:–—-") + "…"
