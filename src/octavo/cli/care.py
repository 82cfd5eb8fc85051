"""octavo status, octavo doctor."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import typer

from octavo import __version__, compose, live
from octavo.cli.output import AsJson, console, show_json, table
from octavo.config import Setting, read_config, settings
from octavo.news.errors import OctavoError


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("status")(status)
    app.command("doctor")(doctor)


def status(as_json: AsJson = False) -> None:
    """Say what there is: articles, feeds, jobs, errors."""
    with compose.opened() as octavo:
        now = octavo.clock()
        facts = octavo.store.status(now)
        backlog = octavo.store.backlog(now)
        health = octavo.store.health(now)
        quarantined = octavo.store.quarantined()
        if as_json:
            show_json({"store": facts, "backlog": backlog, "feeds": health, "quarantined": quarantined})
            return
        console.print(
            f"{facts.articles:,} articles ({facts.revisions:,} revisions) of {facts.publishers:,} publishers through "
            f"{facts.feeds:,} feeds; {facts.bytes / 1e6:,.1f} MB in {octavo.config.store_path}"
        )
        rows = [(stage, *counts) for stage, counts in backlog.items()]
        console.print(table("stage", "due", "later", "quarantined", rows=rows, title="\nJobs"))
        failing = [(line.stored.feed.url, line.stored.state.error) for line in health if line.stored.state.error]
        if failing:
            console.print(table("feed", "error", rows=failing, title="\nFeeds that fail"))
        if quarantined:
            listed = [(job.job.stage.name, job.subject_name, job.reason) for job in quarantined[:20]]
            console.print(table("stage", "of", "reason", rows=listed, title="\nQuarantined"))
        if facts.not_articles:
            reasons = [(count, why) for why, count in facts.not_articles]
            console.print(table("pages", "that were no article because", rows=reasons, title="\nNot articles"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the doctor looked at."""

    what: str
    verdict: Literal["ok", "note", "wrong"]
    said: str
    advice: str = ""


def doctor(as_json: AsJson = False) -> None:
    """Examine the installation: settings, store, browser-facing address. Exit code 1 where something is wrong."""
    findings = list(_examine())
    present = _settings()
    if as_json:
        show_json({"findings": findings, "settings": present})
    else:
        console.print(table("", "verdict", "", rows=[(f.what, f.verdict, f.said) for f in findings]))
        for finding in findings:
            if finding.advice:
                console.print(finding.advice, style="bold", markup=False)
        rows = [(one.name, one.value, one.source, one.what) for one in present]
        if rows:
            console.print(table("setting", "now", "from", "what it is", rows=rows, title="\nSettings"))
    if any(finding.verdict == "wrong" for finding in findings):
        raise typer.Exit(1)


def _settings() -> list[Setting]:
    """The settings as they are; without what administrators set where the store cannot be read, and none where they
    cannot be read themselves, which is then a finding."""
    try:
        own = read_config()
    except OctavoError:
        return []
    try:
        with compose.opened(own) as octavo:
            return settings(octavo.config, live.applied(own, octavo.store.live_settings()))
    except OctavoError:
        return settings(own)


def _examine() -> Iterator[Finding]:
    yield Finding("Octavo", "ok", f"{__version__}, Python {platform.python_version()}, {sys.platform}")
    try:
        config = read_config()
    except OctavoError as error:
        yield Finding("settings", "wrong", str(error), error.advice)
        return
    yield Finding("home", "ok", str(config.home))
    yield Finding("serves", "ok", f"http://{config.bind}/")
    if not config.contact:
        yield Finding(
            "contact", "note", "publishers cannot reach you", "Set OCTAVO_CONTACT so that publishers know whom to ask."
        )
    try:
        with compose.opened(config) as octavo:
            wrong = octavo.store.check()
            yield Finding("store", "wrong" if wrong else "ok", "; ".join(wrong) or "integrity and references hold")
            facts = octavo.store.status(octavo.clock())
            yield Finding("migration", "ok", str(facts.migration))
            for name, reason in live.with_live(config, octavo.store.live_settings())[1].items():
                advice = "Set it anew on the settings page, or put it back to its default there."
                yield Finding(f"setting {name}", "wrong", reason, advice)
            for name, value in facts.extra.items():
                yield Finding(name, "ok", value)
    except OctavoError as error:
        yield Finding("store", "wrong", str(error), error.advice)
