"""Catalogues: whole in the languages that must be, right in all of them, and read as they lie there."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from translation.faults import faults, share
from translation.files import languages, plural_forms, read, updated, write
from translation.messages import messages, template

from octavo.serve.catalogues import catalogues
from translation import files

WHOLE = ("ar", "en")
every_language = pytest.mark.parametrize("language", languages())


@pytest.fixture(scope="module")
def source() -> Catalog:
    return template()


@pytest.mark.parametrize("language", WHOLE)
def test_everything_that_is_said_is_translated(language: str, source: Catalog) -> None:
    assert [str(fault) for fault in faults(updated(language, source))] == [], "run `make catalogues`, then translate"


@every_language
def test_what_is_translated_fits_what_it_translates(language: str) -> None:
    wrong = [str(one) for one in faults(read(language)) if one.why not in ("untranslated", "fuzzy")]
    assert wrong == []


@every_language
def test_numbers_have_the_forms_of_cldr(language: str) -> None:
    rule = Locale.parse(language).plural_form
    spoken = catalogues()[language]
    order = [form for form in ("zero", "one", "two", "few", "many", "other") if form in {*rule.tags, "other"}]
    assert read(language).num_plurals == len(order)
    for number in (*range(130), 1000, 1_000_000):
        assert order[spoken.plural(number)] == rule(number)  # type: ignore[attr-defined]


def test_arabic_has_its_six_forms() -> None:
    say = catalogues()["ar"].ngettext
    said = [say("%(n)s h ago", "%(n)s h ago", number) for number in (1, 2, 5, 11, 100)]
    assert said == ["قبل ساعة", "قبل ساعتين", "قبل %(n)s ساعات", "قبل %(n)s ساعة", "قبل %(n)s ساعة"]


def test_the_codes_own_language_comes_first() -> None:
    assert next(iter(catalogues())) == "en"
    assert {"en", "ar", "es", "fr", "zh"} <= set(catalogues())


def test_what_a_language_does_not_say_yet_is_said_in_english() -> None:
    assert catalogues()["zh"].gettext("a sentence that nobody wrote") == "a sentence that nobody wrote"


def test_every_message_is_constant_and_has_its_file() -> None:
    found = list(messages())
    assert len(found) > 500
    assert {Path(place).suffix for place, _ in found} == {".py", ".html"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "FOLDER", tmp_path)
    return tmp_path


def _template(*ids: str | tuple[str, str]) -> Catalog:
    made = Catalog()
    for one in ids:
        made.add(one, locations=[("serve/x.py", 0)])
    return made


def test_bringing_up_to_date_keeps_what_is_translated(folder: Path) -> None:
    first = updated("ar", _template("Save", ("%(n)s day", "%(n)s days")))
    first["Save"].string = "احفظ"
    assert write("ar", first)
    assert not write("ar", first), "the file changes only where something in it did"
    assert b"fuzzy" not in (folder / "ar/LC_MESSAGES/octavo.po").read_bytes()

    gone = updated("ar", _template("Saved"))
    assert gone["Saved"].string == "", "a like sentence is no translation"
    write("ar", gone)
    assert "احفظ" in (folder / "ar/LC_MESSAGES/octavo.po").read_text("utf-8"), "kept, should it come back"
    assert updated("ar", _template("Save"))["Save"].string == "احفظ"


def test_the_original_says_what_the_code_says(folder: Path) -> None:
    made = updated("en", _template("Save", ("%(n)s day", "%(n)s days")))
    assert share(made) == 1.0


@pytest.mark.parametrize(
    ("message", "string", "why"),
    [
        ("Save", "", "untranslated"),
        ("Since %(day)s", "منذ", "other placeholders"),
        ("Since %(day)s", "منذ %(يوم)s %(day)s %(more)s", "other placeholders"),
        ("a <b>word</b>", "كلمة", "other markup"),
        ("Save", "احفظ ", "space at an end"),
        (("%(n)s of %(m)s", "%(n)s of %(m)s"), ("%(m)s",) * 5 + ("",), "untranslated"),
        (("%(n)s of %(m)s", "%(n)s of %(m)s"), ("واحد",) * 6, "other placeholders"),
    ],
)
def test_faults_are_found(message: str | tuple[str, str], string: str | tuple[str, ...], why: str) -> None:
    made = updated("ar", _template(message))
    made.get(message[0] if isinstance(message, tuple) else message).string = string
    assert [one for one in faults(made) if one.why.startswith(why)]
    assert share(made) == 0.0


def test_a_guess_is_no_translation() -> None:
    made = Catalog("ar", fuzzy=False)
    made.add("Save", "احفظ", flags=["fuzzy"])
    assert [one.why for one in faults(made)] == ["fuzzy"]


def test_rules_know_no_compact_numbers() -> None:
    assert all(
        "e" not in plural_forms(code).replace("nplurals", "").replace("plural", "") for code in ("fr", "es", "pt")
    )
