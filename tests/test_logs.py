"""The log goes where standard error is when something is said."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from octavo.logs import start_logging


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the logging of other tests as it was."""
    handlers = logging.root.handlers[:]
    level = logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


def test_a_stream_that_was_replaced_and_closed_takes_nobody_down(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", first)
    start_logging("text", "info")
    monkeypatch.setattr(sys, "stderr", second)
    first.close()
    structlog.get_logger().info("work.fault")
    assert "work.fault" in second.getvalue()


def test_as_json_each_event_is_a_line_from_its_level_up(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("json", "warning")
    structlog.get_logger().info("too quiet")
    structlog.get_logger().warning("heard", feed="مثال")
    event = json.loads(capsys.readouterr().err)
    assert event["event"] == "heard"
    assert event["feed"] == "مثال"
