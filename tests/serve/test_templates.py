"""Templates: every word a reader sees goes through the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment

import octavo.serve

PAGES = Path(octavo.serve.__file__).parent / "pages"
TEMPLATES = sorted(path.name for path in PAGES.glob("*.html"))
OWN_NAME = {"Octavo", "GeoNames"}
"""Names that are the same in every language."""


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_word_bypasses_the_catalogue(name: str) -> None:
    source = (PAGES / name).read_text(encoding="utf-8")
    source = re.sub(r"\{% block class %\}[a-z ]+\{% endblock %\}", "", source)
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.DOTALL)
    spoken = re.findall(r'(?:placeholder|title|alt|aria-label)="([^"]*)"', text)
    text = re.sub(r"<[^>]*>", " ", text, flags=re.DOTALL)
    words = set(re.findall(r"[^\W\d_]{2,}", " ".join([text, *spoken]))) - OWN_NAME
    assert words <= {"example", "org"}, words


@pytest.mark.parametrize("name", TEMPLATES)
def test_publishers_markup_has_one_way_out(name: str) -> None:
    source = (PAGES / name).read_text(encoding="utf-8")
    unescaped = [line for line in re.findall(r"\{\{[^}]*\|\s*safe[^}]*\}\}", source) if "block.html" not in line]
    assert all(re.fullmatch(r"\{\{ '[^'{}]*'\|safe if eager else '[^'{}]*'\|safe \}\}", line) for line in unescaped)
    assert ("block.html|safe" in source) == (name == "body.html")


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_link_outwards_gives_nothing_away(name: str) -> None:
    source = (PAGES / name).read_text(encoding="utf-8")
    for link in re.findall(r"<a [^>]*>", source):
        if re.search(r'href="\{\{ (?:outside|publisher\.home|url)', link):
            assert 'rel="noopener noreferrer external nofollow"' in link


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_form_that_changes_something_has_its_token(name: str) -> None:
    source = (PAGES / name).read_text(encoding="utf-8")
    for form in re.findall(r'<form [^>]*method="post".*?</form>', source, re.DOTALL):
        assert "{{ token }}" in form


@pytest.mark.parametrize("name", TEMPLATES)
def test_sentences_are_whole_in_the_catalogue(name: str) -> None:
    source = (PAGES / name).read_text(encoding="utf-8")
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for _, _, message in environment.extract_translations(source):
        assert message, "a translation call without a constant string cannot be extracted"
