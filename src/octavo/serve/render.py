"""Templates → answers: one environment for each language of the interface, and what every page's layout needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from octavo.news.sources import CATEGORIES
from octavo.ports import Clock
from octavo.serve import links
from octavo.serve.admission import Visit
from octavo.serve.assets import Assets
from octavo.serve.choice import browser_languages
from octavo.serve.frontpage import in_short
from octavo.serve.guard import SEED_COOKIE, TOKEN_FIELD, Tokens
from octavo.serve.voice import Voice, Voices, direction, flow

THEMES = ("light", "dark")
YEAR = 365 * 86400
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
    ) -> None:
        self.voices = voices
        self.clock = clock
        self._tokens = tokens
        self._sample_here = sample_here
        self._visit = visit
        self._environments = {code: _environment(voice, assets, version) for code, voice in voices.by_code.items()}

    def voice(self, request: Request) -> Voice:
        """The language in which to speak to this reader."""
        return self.voices.choose(request.cookies.get("interface", ""), browser_languages(request))

    def answer(
        self, request: Request, template: str, *, status: int = 200, store_works: bool = True, **values: Any
    ) -> HTMLResponse:
        """The page that `template` makes of `values`, with the cookie that its forms' token belongs to.

        Where the store may be what is broken, `store_works` is False and nothing is asked of it.
        """
        voice = self.voice(request)
        theme = request.cookies.get("theme", "")
        seed = self._tokens.seed(request)
        token = Markup('<input type="hidden" name="{}" value="{}">').format(
            TOKEN_FIELD, self._tokens.token(request, seed)
        )
        visit = self._visit(request) if store_works else _NOBODY
        html = (
            self._environments[voice.code]
            .get_template(template)
            .render(
                now=self.clock(),
                path=request.scope["path"],
                query=request.scope["query_string"].decode("ascii", "replace"),
                theme=theme if theme in THEMES else "",
                sample=store_works and self._sample_here(),
                token=token,
                reader=visit.reader,
                accounts=visit.accounts,
                may=visit.may,
                **values,
            )
        )
        response = HTMLResponse(html, status)
        if request.cookies.get(SEED_COOKIE) != seed:
            keep(response, request, SEED_COOKIE, seed)
        return response

    def part(self, voice: Voice, template: str, **values: Any) -> str:
        """What `template` makes of `values` where no page is asked for: a letter."""
        return self._environments[voice.code].get_template(template).render(**values)


def keep(response: Response, request: Request, name: str, value: str) -> None:
    """Set a cookie for a year that only our own pages send back; an empty value takes it away."""
    response.set_cookie(
        name, value, max_age=YEAR if value else 0, httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )


def _environment(voice: Voice, assets: Assets, version: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("octavo.serve", "pages"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", Unindented],
    )
    environment.install_gettext_translations(voice.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {
        "voice": voice,
        "flow": flow,
        "asset": assets.path,
        "version": version,
        "categories": CATEGORIES,
        "links": links,
        "directed": _directed(voice),
        "clipped": clipped,
        "in_short": in_short,
        "outside": links.outside,
    }
    environment.filters["isolated"] = Markup("<bdi>{}</bdi>").format
    return environment


class Unindented(Extension):
    """Drops the indentation of templates, a tenth of a page's weight. What they are filled with stays as it is."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template without it."""
        return re.sub(r"^[ \t]+", "", source, flags=re.MULTILINE)


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
