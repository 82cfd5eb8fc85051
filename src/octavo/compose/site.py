"""Octavo as it runs: pages and work together, until a signal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from fastapi import FastAPI

from octavo import __version__, listen, subscribe
from octavo.compose import Octavo
from octavo.compose.admission import admission_of, first_account, readmitted
from octavo.compose.engine import Equipment, equipped, limits_of, worker_of
from octavo.compose.live import Following
from octavo.compose.meaning import Meanings
from octavo.compose.notices import identity_of, messenger_of
from octavo.compose.vectors import Vectors
from octavo.config import Config
from octavo.logs import start_logging
from octavo.models.argos import argos
from octavo.news.sources import Feed
from octavo.sample import SAMPLE_COUNTRIES
from octavo.serve import Doors, application, readmit
from octavo.serve.catalogues import catalogues
from octavo.sources import catalogue, read_opml, write_opml
from octavo.work import KEYS, Worker
from octavo.work.messenger import Messenger


async def run(octavo: Octavo, *, web: bool, work: bool, sample: bool, say: Callable[[str], None]) -> None:
    """Serve pages and do the work, until SIGINT or SIGTERM; then drain within 20 s. Raises ConfigError."""
    if sample and subscribe.wants_sample(octavo.store):
        subscribe.add_sample(octavo.store, octavo.clock())
        say("Nothing is set up yet: bringing in the sample newsroom, whose events are invented.")
    listening = listen.bound(*octavo.config.address) if web else None
    async with equipped(octavo) as equipment, messenger_of(octavo) as messenger:
        worker = worker_of(octavo, equipment.tools)
        following = Following(octavo, lambda config: _adopt(config, worker, pages))
        pages = _application(octavo, equipment, worker, messenger, following, works=work) if listening else None
        server = listen.Server(pages, partial(_greet, octavo, say), octavo.config.trust_proxies)
        letting_go = (pages.state.live.close,) if pages else ()
        with listen.signals(worker.stop, messenger.stop, *letting_go, server.leave):
            async with following.looking(), asyncio.TaskGroup() as group:
                if work:
                    group.create_task(worker.run_forever())
                    group.create_task(messenger.run_forever())
                if listening:
                    group.create_task(server.serve(sockets=[listening]))


def _adopt(config: Config, worker: Worker, pages: FastAPI | None) -> None:
    """Go on under other settings."""
    worker.adopt(limits_of(config), timedelta(days=config.keep_pages_days))
    if pages is not None:
        readmit(pages, lambda admission: readmitted(admission, config))
    start_logging(config.log, config.log_level)


def _application(
    octavo: Octavo, equipment: Equipment, worker: Worker, messenger: Messenger, following: Following, *, works: bool
) -> FastAPI:
    store, clock, config = octavo.store, octavo.clock, octavo.config
    known = catalogue()

    def changed() -> None:
        worker.poke()
        messenger.poke()

    doors = Doors(
        poll=KEYS["poll"],
        discover=KEYS["discover"],
        add_edition=lambda edition: subscribe.add_edition(store, edition, clock()),
        add_candidates=lambda candidates, category: subscribe.add_candidates(store, candidates, category, clock()),
        add_feeds=lambda feeds: subscribe.add_feeds(store, feeds, clock()),
        read_opml=_read_opml,
        write_opml=write_opml,
        editions=known.editions,
        publishers=known.publishers,
        sample_here=lambda: subscribe.has_sample(store),
        remove_sample=lambda: subscribe.remove_sample(store),
        facts=_facts(config),
        trouble=lambda: worker.trouble,
        vectors_wait=lambda: equipment.encoder.trouble,
        meaning_of=Meanings(equipment.encoder, asyncio.get_running_loop()).of,
        vectors_of=Vectors(equipment.encoder, asyncio.get_running_loop()).of,
        vector_model=equipment.encoder.model,
        changed=changed,
        push_key=identity_of(store).public,
        posts=bool(config.mail_server),
        works=works,
        settings=following.listed,
        set_setting=following.set,
        metrics_token=config.metrics_token.get_secret_value(),
        writer=equipment.writer,
        translator=argos(),
        writer_budget=config.writer_tokens_a_day,
        writer_prices=config.writer_prices,
    )
    return application(
        store,
        equipment.images,
        clock=clock,
        hosts=_hosts(config),
        version=__version__,
        doors=doors,
        sample=equipment.sample,
        interface=catalogues(),
        countries=SAMPLE_COUNTRIES,
        admission=admission_of(config, clock),
        with_comments=config.comments == "on",
        scorer=equipment.scorer,
    )


def _greet(octavo: Octavo, say: Callable[[str], None]) -> None:
    """Say where Octavo is; and where there are accounts and none yet, how to make the first."""
    say(f"Octavo is at {octavo.config.here}/ (Ctrl-C stops it)")
    place = first_account(octavo)
    if place:
        say(f"There is no account yet. Whoever opens this link within a week makes the administrator's: {place}")


def _hosts(config: Config) -> tuple[str, ...]:
    known = urlsplit(config.site).hostname
    return (config.address[0], *config.hosts, *([known] if known else []))


def _read_opml(data: bytes) -> tuple[Sequence[Feed], Sequence[str]]:
    found = read_opml(data)
    return found.feeds, [str(one) for one in found.skipped]


def _facts(config: Config) -> dict[str, str]:
    facts = {"Store": str(config.store_path)}
    if config.proxy:
        facts["Proxy"] = config.proxy
    return facts
