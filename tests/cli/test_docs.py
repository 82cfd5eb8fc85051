"""The docs are true: every command they show works, every setting is described, every link leads somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from octavo.config import Config, settings
from tests.cli.conftest import ROOT, Command

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(page: Path) -> Iterator[str]:
    """The lines of a page's shell blocks, without their comments."""
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            command = line.partition("  #")[0].partition(" # ")[0].strip()
            if command and not command.startswith("#"):
                yield command


SHOWN = sorted({command for page in PAGES for command in commands(page)})


def test_the_readme_leads_with_two_commands() -> None:
    assert list(commands(ROOT / "README.md"))[:2] == ["make run", "make test"]


@pytest.mark.parametrize("command", [one for one in SHOWN if one.startswith("make ")])
def test_make_knows_it(command: str) -> None:
    done = subprocess.run([*shlex.split(command), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def prepared(newsroom: Callable[[], Command], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample newsroom read, and what the docs' commands name; to be copied."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    shutil.copytree(newsroom().home, home)
    feeds = ("https://www.theguardian.com/world/rss", "https://feeds.bbci.co.uk/news/rss.xml")
    Command(newsroom().installed, home)("import", "-", given=_opml(*feeds))
    Command(newsroom().installed, home)("readers", "add", "Ana")
    return home


@pytest.fixture
def surroundings(octavo: Command, prepared: Path) -> Command:
    """The command, in a copy of that home, beside the files that the docs' commands name."""
    shutil.copytree(prepared, octavo.home)
    (octavo.home.parent / "feeds.opml").write_text(_opml("https://gazette.invalid/feed"), encoding="utf-8")
    (octavo.home.parent / "crawl.warc.gz").write_bytes(b"WARC/1.0\r\n\r\n")
    return octavo


def _opml(*addresses: str) -> str:
    outlines = "".join(f'<outline type="rss" text="One" xmlUrl="{address}"/>' for address in addresses)
    return f'<opml version="2.0"><body>{outlines}</body></opml>'


# What a test cannot let run to its end: it serves until stopped, or asks the world. These are asked for their help,
# which at least shows that the command and every option in it exist; test_commands.py runs `octavo run`.
_UNENDING = ("octavo run", "octavo poll", "octavo add theguardian.com", "octavo models install")


@pytest.mark.parametrize("command", [one for one in SHOWN if not one.startswith("make ")])
def test_octavo_does_it(command: str, surroundings: Command, newsroom: Callable[[], Command]) -> None:
    words = shlex.split(command)
    settings = dict(word.split("=", 1) for word in words if re.fullmatch(r"OCTAVO_[A-Z_]+=.*", word))
    words = [word for word in words if not word.startswith("OCTAVO_")]
    assert words[0] == "octavo", f"the docs show {command!r}, which no test can run"
    if " ".join(words).startswith(_UNENDING):
        said = surroundings(words[1], "--help", **settings)
        assert all(word.partition("=")[0] in said for word in words if word.startswith("--"))
        return
    if words[1:3] == ["show", "story"]:
        words[words.index("1234")] = str(newsroom().json("stories", "--hours", "500")[0]["card"]["id"])
    elif "1234" in words:
        hit = newsroom().json("search", "the")["hits"][0]
        words[words.index("1234")] = str(hit["card"]["id"])
    surroundings(*words[1:], **settings)


def test_every_setting_is_described() -> None:
    page = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    for setting in settings(Config()):
        assert f"| `{setting.name}` |" in page, f"docs/how-to.md does not list {setting.name}"
        assert setting.what in page, f"docs/how-to.md says something else of {setting.name} than config.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
