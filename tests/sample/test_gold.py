"""The labels hold: what they say is in the articles is there, word for word."""

from __future__ import annotations

from types import ModuleType

from octavo.sample.copytext import to_text
from octavo.sample.newsroom import newsroom


def text_of(key: str) -> str:
    piece = newsroom().pieces[key]
    return "\n".join(to_text(state.body) for state in piece.states)


def test_planted_figures_and_quotes_are_there(gold_module: ModuleType) -> None:
    gold = gold_module.read_gold()
    for figure in gold.figures:
        for value in figure["values"]:
            assert value["said"] in text_of(value["article"]), value
            assert value["article"] in gold.stories[figure["story"]]
        if figure["kind"] != "agreeing":
            assert len({value["value"] for value in figure["values"]}) > 1
    for quote in gold.quotes:
        for cut in quote["cuts"]:
            assert cut["said"] in text_of(cut["article"]), cut
            assert cut["article"] in gold.stories[quote["story"]]


def test_stories_have_several_publishers(gold_module: ModuleType) -> None:
    gold = gold_module.read_gold()
    assert len(gold.stories) >= 10
    for name, keys in gold.stories.items():
        assert len({key.partition("/")[0] for key in keys}) >= 2, name
    assert {kind for _, kind in gold.copies.values()} == {"whole", "trimmed", "extended", "rewritten"}
    assert gold.edited == {"morvanecourier/1-ferry-certificate": 3}
