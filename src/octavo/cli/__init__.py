"""The `octavo` command: thin, every subcommand with `--json`, every error with what to do.

running.py   run, poll, ingest
sources.py   add, import, export, sample
reading.py   search, show
topics.py    topics, show topic
stories.py   stories, show story, explain
ask.py       ask
briefing.py  briefing
models.py    models, models install
readers.py   readers list, add, role, close, reopen, reset, invite, delete
care.py      status, doctor
output.py    tables, bars and JSON
"""

from __future__ import annotations

import sys

import typer

from octavo import __version__
from octavo.cli import ask, briefing, care, models, output, readers, reading, running, sources
from octavo.logs import start_logging
from octavo.news.errors import OctavoError

app = typer.Typer(
    name="octavo",
    help="Octavo reads the news of many publishers and shows it whole, on your own machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        print(f"octavo {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Say the version and stop."
    ),
) -> None:
    """What stands before a subcommand. Commands log warnings only; `run` sets the log up as the settings say."""
    start_logging("text", "warning")


for room in (running, sources, reading, ask, briefing, models, readers, care):
    room.register(app)


def main() -> None:
    """Run the command line; exit code 1 for an error that Octavo names, 130 for Ctrl-C."""
    try:
        app()
    except OctavoError as error:
        output.show_error(error, as_json="--json" in sys.argv)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
