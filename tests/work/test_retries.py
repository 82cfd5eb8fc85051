"""What a person is told of a failure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.news.errors import ConnectionFailed, ParseError
from octavo.work.retries import in_words

any_text = st.text(st.characters())  # half of a surrogate pair among them, which no encoding takes


@given(any_text, st.sampled_from([ParseError, ConnectionFailed, ValueError, KeyError]))
def test_a_reason_is_text_that_can_be_stored_whatever_the_error_quotes(said, kind):
    assert in_words(kind(said)).encode()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ParseError("no feed"), "No feed."),
        (ParseError("no feed.", advice="Ask its publisher."), "No feed. Ask its publisher."),
        (ParseError(""), "ParseError."),
        (ParseError("odd \ud800 letter"), "Odd ? letter."),
        (ValueError("odd \ud800 letter"), "A fault in Octavo: ValueError: odd ? letter"),
    ],
)
def test_reasons(error, said):
    assert in_words(error) == said
