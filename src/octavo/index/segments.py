"""A run of a script that writes no spaces, parted into the words that a reader means: 北京暴雨 → 北京, 暴雨.

The archive's tokens of these scripts are characters, so that whatever is asked for is found as a phrase; a run of
several words is to be found also where other words stand between them. Parted by BudouX's models for Chinese, Japanese
and Thai; other such scripts stay whole.
"""

from __future__ import annotations

import re
from functools import cache

import budoux

_UNSPACED = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d]+|[\u0e00-\u0e7f]+"
)
_KANA = re.compile("[\u3040-\u309f\u30a0-\u30ff]")
_HIRAGANA_END = re.compile("(?<=[^\u3040-\u309f])[\u3040-\u309f]+$")
"""Japanese particles and endings after a word."""
_SAYS_NOTHING = re.compile("[的了在是和与與及就也都而被把之于於]|[\u3040-\u309f]{0,2}|[\u0e00-\u0e7f]")
"""Particles, which are everywhere."""
_TRADITIONAL = re.compile("[這說們國會對時過來個學發點車長門問經還與從關電員應當現實論數變東馬風龍臺灣]")
_SHORT = 3
"""Characters of a run that may be one word; Thai letters count less."""
_SHORT_THAI = 6


def segments(written: str) -> list[str]:
    """The words of what a reader typed without a space; itself where it is one."""
    found: list[str] = []
    at = 0
    for run in _UNSPACED.finditer(written):
        if run.start() > at:
            found.append(written[at : run.start()])
        found += _parted(run.group())
        at = run.end()
    if at < len(written):
        found.append(written[at:])
    return found if at else [written]


def _parted(run: str) -> list[str]:
    thai = run[0] <= "\u0e7f"
    if len(run) <= (_SHORT_THAI if thai else _SHORT):
        return [run]
    parts = _parser("th" if thai else _language(run)).parse(run)
    if _KANA.search(run):
        parts = [_HIRAGANA_END.sub("", part) for part in parts]
    kept = [part for part in parts if not _SAYS_NOTHING.fullmatch(part)]
    return kept or [run]


def _language(run: str) -> str:
    if _KANA.search(run):
        return "ja"
    return "zh-hant" if _TRADITIONAL.search(run) else "zh-hans"


@cache
def _parser(language: str) -> budoux.Parser:
    load = {
        "ja": budoux.load_default_japanese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
        "th": budoux.load_default_thai_parser,
    }
    return load[language]()
