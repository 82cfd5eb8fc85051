"""The log: structured events, as text for people or JSON for machines."""

from __future__ import annotations

import logging
import sys

import structlog


def start_logging(form: str, level: str) -> None:
    """Send every event of at least `level` to standard error, as `text` or `json`; libraries from warnings up."""
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        # Standard error as it is when something is said: one that was replaced since must not take the speaker down.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, force=True, format="%(levelname)s %(name)s: %(message)s"
    )
