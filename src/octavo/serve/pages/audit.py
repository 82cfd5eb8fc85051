"""For administrators: what was done with a role's power, and to accounts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from octavo.serve.house import Here
from octavo.serve.reader import FOR_ADMINISTRATORS

router = APIRouter(dependencies=[FOR_ADMINISTRATORS])

_PAGE = 50


@router.get("/audit")
def audit(request: Request, house: Here, before: int = 0) -> Response:
    """What was done with power, or to accounts, newest first."""
    found = house.store.audited(_PAGE + 1, before if 0 < before < 1 << 63 else None)
    return house.pages.answer(
        request,
        "audit.html",
        entries=found[:_PAGE],
        further=found[_PAGE - 1].id if len(found) > _PAGE else 0,
        first=before <= 0,
    )
