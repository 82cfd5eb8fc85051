"""All pages put together: one FastAPI application, handed everything it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from gettext import NullTranslations

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from octavo.accounts import Entrance
from octavo.community import Moderator
from octavo.ports import Clock, Images, Store
from octavo.ports.models import Scorer
from octavo.serve.admission import Admission
from octavo.serve.assets import Assets
from octavo.serve.briefings import Briefings
from octavo.serve.compress import Compressed
from octavo.serve.coverage import Desk
from octavo.serve.guard import Guard, Tokens, installation_secret
from octavo.serve.house import Doors, House
from octavo.serve.kept import Kept
from octavo.serve.live import Live
from octavo.serve.measure import Measured, Requests, Routed
from octavo.serve.metrics import registry_of
from octavo.serve.pages import (
    account,
    adding,
    aids,
    article,
    ask,
    audit,
    briefing,
    category,
    commenting,
    comments,
    copies,
    dashboard,
    device,
    edition,
    errors,
    events,
    following,
    for_you,
    front,
    image,
    latest,
    moderation,
    muted,
    notice_settings,
    notices,
    offered,
    plain,
    preferences,
    provider,
    publisher,
    publishing,
    readers,
    reading,
    reset,
    saved,
    search,
    settings,
    share,
    shelving,
    sign_in,
    sign_up,
    sources,
    stories,
    story,
    story_edit,
    topic,
    topic_edit,
    topics,
    translation,
    writing,
)
from octavo.serve.prefix import Prefixed
from octavo.serve.ranking import Ranking
from octavo.serve.reader import visit
from octavo.serve.relations import Relations
from octavo.serve.render import Pages
from octavo.serve.trending import Trending
from octavo.serve.voice import Voices

_SAMPLE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; form-action 'none'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
PROBED = timedelta(seconds=10)
"""For which it is taken as known whether the store can be written: anybody may ask."""
PAGES = (
    front,
    latest,
    briefing,
    article,
    aids,
    translation,
    writing,
    copies,
    stories,
    story_edit,
    story,
    category,
    publisher,
    topics,
    topic_edit,
    topic,
    search,
    ask,
    adding,
    publishing,
    sources,
    dashboard,
    settings,
    offered,
    image,
    comments,
    commenting,
    moderation,
    preferences,
    edition,
    reading,
    device,
    share,
    events,
    shelving,
    saved,
    following,
    muted,
    notices,
    notice_settings,
    for_you,
    sign_in,
    sign_up,
    provider,
    reset,
    account,
    readers,
    audit,
    plain,
)


def application(
    store: Store,
    images: Images,
    *,
    clock: Clock,
    hosts: Iterable[str],
    version: str,
    doors: Doors,
    sample: ASGIApp | None = None,
    interface: Mapping[str, NullTranslations] | None = None,
    countries: Mapping[str, Mapping[str, str]] | None = None,
    admission: Admission | None = None,
    with_comments: bool = True,
    scorer: Scorer | None = None,
) -> FastAPI:
    """The web application.

    `hosts` are the names under which it answers, besides localhost and every address literal; `sample` is the sample
    newsroom's site, mounted under /sample; `interface` are the languages it speaks, the first of them to those whose
    own is not among them (default: English); `countries` are the sample newsroom's, which no list of countries names;
    `admission` is how readers are let in, None where there are no accounts; `scorer` is what
    reads comments for the moderators besides the rules. Before the server stops, `state.live.close()` lets go the pages
    that wait for news.
    """
    app = FastAPI(title="Octavo", version=version, openapi_url=None, redirect_slashes=False)
    tokens = Tokens(installation_secret(store))
    app.state.assets = Assets()
    app.state.live = Live(store, clock)
    pages = Pages(
        Voices(interface or {"en": NullTranslations()}, countries),
        app.state.assets,
        clock,
        tokens,
        doors.sample_here,
        version,
        visit,
        store.unread_notices,
    )
    registry = registry_of(store, clock, version)
    app.state.house = House(
        store,
        images,
        clock,
        doors,
        pages,
        tokens,
        version,
        Trending(store),
        Ranking(store),
        Briefings(store),
        Relations(store),
        Desk(store),
        Entrance(store),
        registry,
        Kept(PROBED, 1),
        admission,
        moderator=Moderator(store, clock, scorer) if with_comments else None,
    )
    for page in PAGES:
        app.include_router(page.router)
    if sample is not None:
        app.mount("/sample", _with_its_own_style(sample))
    errors.register(app)
    app.add_middleware(Routed)
    app.add_middleware(Prefixed, codes=pages.voices.by_code)
    app.add_middleware(Guard, hosts=hosts, refuse=errors.refuse)
    app.add_middleware(Compressed)
    app.add_middleware(Measured, requests=Requests(registry))
    return app


def readmit(app: FastAPI, change: Callable[[Admission], Admission]) -> None:
    """Let readers in otherwise from the next request on."""
    house: House = app.state.house
    if house.admission is not None:
        app.state.house = replace(house, admission=change(house.admission))


def _with_its_own_style(sample: ASGIApp) -> ASGIApp:
    """The sample newsroom's pages are other sites' pages, whose style stands in them; scripts run in none."""

    async def styled(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = _SAMPLE_POLICY
            await send(message)

        await sample(scope, receive, with_policy)

    return styled
