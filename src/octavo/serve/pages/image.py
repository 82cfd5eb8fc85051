"""Pictures of articles, through Octavo: resized, kept, and without telling the publisher's host who reads."""

from __future__ import annotations

import structlog
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from octavo.news.addresses import ArticleId
from octavo.news.articles import Image, StoredArticle
from octavo.news.errors import FetchError, ProcessorError
from octavo.serve.house import Here, Id
from octavo.serve.links import IMAGE_WIDTHS

log: structlog.stdlib.BoundLogger = structlog.get_logger()
router = APIRouter()

_KEPT = {
    "Cache-Control": "public, max-age=31536000, immutable",
    # A picture opened by itself can do nothing, whatever it is in truth (CVE-2025-31483, CVE-2025-31136).
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline",
}
_BLANK = b'<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>'
"""What stands for a picture that cannot be had: browsers show it whatever the status, and no sign of breakage."""
_MISSING = {"Cache-Control": "private, max-age=300", "Content-Security-Policy": "default-src 'none'; sandbox"}


@router.get("/image/{article}/{number}/{width}")
async def image(article: Id, number: int, width: int, house: Here) -> Response:
    """Picture `number` of an article (0 its lead, then the body's from 1), at most `width` pixels wide."""
    if width not in IMAGE_WIDTHS:
        raise HTTPException(404)
    stored = await run_in_threadpool(house.store.article, ArticleId(article))
    wanted = _picture(stored, number)
    if wanted is None:
        raise HTTPException(404)
    try:
        body, media_type = await house.images.get(wanted, width)
    except (FetchError, ProcessorError) as error:
        log.info("image.missing", url=wanted.url, reason=str(error))
        return Response(_BLANK, 502, _MISSING, "image/svg+xml")
    return Response(body, 200, _KEPT, media_type)


def _picture(stored: StoredArticle, number: int) -> Image | None:
    body = [block.image for block in stored.article.body if block.kind == "image"]
    pictures = [stored.article.image or stored.card.image, *body]
    return pictures[number] if 0 <= number < len(pictures) else None
