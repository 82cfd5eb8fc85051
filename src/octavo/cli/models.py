"""octavo models, octavo models install."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from octavo import compose
from octavo.cli.output import AsJson, console, errors, show_json, table
from octavo.config import Config, read_config
from octavo.models.hub import catalogue, installed
from octavo.models.shelf import BUNDLED, Shipped
from octavo.news.errors import ModelError


def register(app: typer.Typer) -> None:
    """Add these commands."""
    models = typer.Typer(help="Which models there are, and what each is for.", invoke_without_command=True)
    models.callback()(show)
    models.command("install")(install)
    app.add_typer(models, name="models")


def show(context: typer.Context, as_json: AsJson = False) -> None:
    """List the models that ship, those installed or to be had, and the one that makes the vectors."""
    if context.invoked_subcommand:
        return
    with compose.opened() as octavo:
        config, vectors = octavo.config, octavo.store.vectors()
    rows = [*map(_shipped, BUNDLED), *(_to_be_had(config, name) for name in catalogue())]
    used = config.embeddings_model or next(one.name for one in BUNDLED if one.purpose == "vectors")
    if as_json:
        keys = ("name", "for", "state", "size", "languages", "what")
        listed = [dict(zip(keys, row, strict=True)) for row in rows]
        show_json({"models": listed, "vectors_by": used, "at": config.embeddings_url, "vectors": vectors})
        return
    console.print(table("model", "for", "", "size", "languages", "", rows=rows))
    console.print(f"\nVectors are made by {used}{f' at {config.embeddings_url}' if config.embeddings_url else ''}.")
    for model, count in vectors.items():
        console.print(f"  {count:,} articles have one by {model}.", markup=False)


def _shipped(one: Shipped) -> tuple[str, str, str, str, str, str]:
    return one.name, one.purpose, "bundled" if one.is_here() else "missing", "", one.languages, one.what


def _to_be_had(config: Config, name: str) -> tuple[str, str, str, str, str, str]:
    model = catalogue()[name]
    try:
        state = "installed" if installed(config.home, name) else "not installed"
    except ModelError:
        state = "damaged"
    languages = " ".join(sorted(model.languages)) or "about a hundred"
    return name, model.purpose, state, f"{model.megabytes} MB", languages, f"{model.what}; {model.licence}"


def install(
    name: Annotated[str, typer.Argument(help="Its name, as `octavo models` lists it.")],
    hub: Annotated[str, typer.Option(help="Another hub's address, such as a mirror's: https://hub.example.org")] = "",
    as_json: AsJson = False,
) -> None:
    """Fetch a model; after a stop, the same command goes on where it was."""
    from octavo.compose.models import install_model

    config = read_config()
    with _bars() as progress:
        shown = {}

        def tell(file: str, here: int, whole: int) -> None:
            if file not in shown:
                shown[file] = progress.add_task(file, total=whole)
            progress.update(shown[file], completed=here)

        there = asyncio.run(install_model(config, name, hub, tell))
    if as_json:
        show_json(there)
        return
    console.print(f"{name} is in {there.folder}, checked.", markup=False)
    if config.embeddings_model != name:
        console.print(f"Set OCTAVO_EMBEDDINGS_MODEL={name} and start Octavo again to use it.", markup=False)


def _bars() -> Progress:
    """Progress in bytes, on standard error."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=errors, transient=True)
