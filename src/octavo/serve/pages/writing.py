"""What the Writer took: tokens, texts, what was kept, and what that costs; for whoever pays for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from octavo.news.writing import WritingUse
from octavo.serve.house import Here
from octavo.serve.reader import FOR_ADMINISTRATORS

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])

DAYS = 30


@dataclass(frozen=True, slots=True)
class Sum:
    """What some of the uses took together."""

    written: int
    kept: int
    failed: int
    refused: int
    tokens_read: int
    tokens_written: int
    seconds: float
    cost: float | None
    """In the currency of the prices; None where the operator names none."""


@router.get("/writing")
def writing(request: Request, house: Here) -> HTMLResponse:
    """The last 30 days, by purpose and by day."""
    today = house.clock().date()
    uses = house.store.writing_uses(today - timedelta(days=DAYS - 1))
    doors = house.doors
    by_purpose = sorted(uses, key=lambda use: (use.purpose, use.model))
    taken = sum(use.tokens_read + use.tokens_written for use in uses if use.day == today)
    return house.pages.answer(
        request,
        "writing.html",
        writer=doors.writer,
        budget=doors.writer_budget,
        taken=taken,
        priced=bool(doors.writer_prices),
        all=summed(uses, doors.writer_prices),
        purposes=[
            (purpose, model, summed(group, doors.writer_prices))
            for (purpose, model), group in groupby(by_purpose, lambda use: (use.purpose, use.model))
        ],
        days=_days(uses, doors.writer_prices),
    )


def summed(uses: Iterable[WritingUse], prices: Sequence[float]) -> Sum:
    """All of them together."""
    every = list(uses)
    read, put = (sum(use.tokens_read for use in every), sum(use.tokens_written for use in every))
    return Sum(
        sum(use.written for use in every),
        sum(use.kept for use in every),
        sum(use.failed for use in every),
        sum(use.refused for use in every),
        read,
        put,
        sum(use.seconds for use in every),
        (read * prices[0] + put * prices[1]) / 1e6 if len(prices) == 2 else None,
    )


def _days(uses: Sequence[WritingUse], prices: Sequence[float]) -> list[tuple[date, Sum]]:
    return [(day, summed(group, prices)) for day, group in groupby(uses, lambda use: use.day)]
