"""The articles' simple markup, made HTML or plain text: a newsroom's copy, typeset.

Blocks lie between empty lines: paragraphs, `## heading`, `- item`, `1. item`, `> quote`, `| a | b |` table rows and
`![caption; credit](scene)` pictures. Within a line: `*em*`, `**strong**`, `[text](FOLDER/FILE)`. `{d3}` is the weekday
of the third day before the epoch, `{date3}` its day and month, in the publisher's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from html import escape

from babel.dates import format_date

from octavo.sample.newsroom import Picture

_DATE = re.compile(r"\{(d|date)(\d)\}")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([a-z]+)\)")
_PATTERNS = {"en": "d MMMM", "ar": "d MMMM", "fr": "d MMMM", "es": "d 'de' MMMM", "zh": "M月d日"}


def dated(text: str, epoch: date, language: str) -> str:
    """The text with its counted-back days named."""
    return _DATE.sub(lambda found: _day_name(found[1], epoch - timedelta(days=int(found[2])), language), text)


@lru_cache(maxsize=512)
def _day_name(form: str, day: date, language: str) -> str:
    locale = language.replace("-", "_")
    pattern = "EEEE" if form == "d" else _PATTERNS[language[:2]]
    return format_date(day, pattern, locale)


def to_html(body: str, link: Callable[[str], str], picture: Callable[[Picture], str]) -> list[str]:
    """The body's blocks as HTML. `link` makes an article's key an address, `picture` a scene a figure."""
    blocks = []
    for block in re.split(r"\n\s*\n", body):
        lines = block.strip().splitlines()
        if not lines:
            continue
        scene = _PICTURE.fullmatch(lines[0])
        if scene:
            caption, _, credit = scene[1].partition(";")
            blocks.append(picture(Picture(scene[2], caption.strip(), credit.strip())))
        elif lines[0].startswith("## "):
            blocks.append(f"<h2>{_inline(lines[0][3:], link)}</h2>")
        elif lines[0].startswith("- "):
            blocks.append(_list("ul", [line[2:] for line in lines], link))
        elif re.match(r"\d+\. ", lines[0]):
            blocks.append(_list("ol", [line.partition(". ")[2] for line in lines], link))
        elif lines[0].startswith("> "):
            blocks.append(f"<blockquote><p>{_inline(' '.join(line[2:] for line in lines), link)}</p></blockquote>")
        elif lines[0].startswith("|"):
            blocks.append(_table(lines, link))
        else:
            blocks.append(f"<p>{_inline(' '.join(lines), link)}</p>")
    return blocks


def _list(tag: str, items: list[str], link: Callable[[str], str]) -> str:
    return f"<{tag}>{''.join(f'<li>{_inline(item, link)}</li>' for item in items)}</{tag}>"


def _table(lines: list[str], link: Callable[[str], str]) -> str:
    rows = [[_inline(cell.strip(), link) for cell in line.strip("| ").split("|")] for line in lines]
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    rest = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rest}</tbody></table>"


def _inline(text: str, link: Callable[[str], str]) -> str:
    html = escape(text, quote=False)
    html = _LINK.sub(lambda found: f'<a href="{escape(link(found[2]))}">{found[1]}</a>', html)
    html = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", html)
    return re.sub(r"\*([^*]+)\*", r"<em>\1</em>", html)


def to_text(body: str) -> str:
    """The body's words alone, a block a line: for tests and for feeds' summaries."""
    text = _PICTURE.sub("", body)
    text = _LINK.sub(r"\1", text)
    text = re.sub(r"^(?:## |- |> |\d+\. )", "", text, flags=re.MULTILINE)
    text = re.sub(r"\*+", "", text)
    return "\n".join(line.strip("| ") for line in text.splitlines() if line.strip())
