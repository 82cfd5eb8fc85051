"""A page sent to Octavo from another app of the device (W3C Web Share Target): the article where the archive has it,
else what can be done about it."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from octavo.news.addresses import WebUrl
from octavo.news.errors import AddressError
from octavo.serve import links
from octavo.serve.house import Here
from octavo.text.addresses import canonical_url, guess_url, host_of, web_url_or_none

router = APIRouter()

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@router.get("/share")
def share(request: Request, house: Here, title: str = "", text: str = "", url: str = "") -> Response:
    """Apps put the address into `url`, many into `text`, with words around it. Without one, a field to write it in.

    Nothing is fetched for this: an administrator may have Octavo look behind the address, by the form that any address
    is added with.
    """
    address = address_in(url, text, title)
    if address is None:
        return house.pages.answer(request, "share.html", address="", host="", title=title[:200] or text[:200])
    found = house.store.by_url(canonical_url(address))
    if found is not None:
        return RedirectResponse(links.card_path(house.store.article(found).card), 302)
    return house.pages.answer(request, "share.html", address=address, host=host_of(address), title=title[:200])


def address_in(url: str, *texts: str) -> WebUrl | None:
    """The address that was meant: what stands in `url`, else the first one within the other texts."""
    if url.strip():
        try:
            return guess_url(url)
        except AddressError:
            pass
    written = (match[0].rstrip(".,;:!?)]}»”’") for text in (url, *texts) for match in _ADDRESS.finditer(text))
    return next((found for one in written if (found := web_url_or_none(one))), None)
