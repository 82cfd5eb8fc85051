"""Web addresses: parsed as browsers parse them, resolved, cleaned to an identity.

Parsing and serialising follow the WHATWG URL standard (by ada), because publishers' addresses are made for browsers.
"""

from __future__ import annotations

import re

import ada_url

from octavo.news.addresses import CanonicalUrl, Host, RawUrl, WebUrl
from octavo.news.errors import AddressError

MAX_LENGTH = 4096
"""Longer addresses are refused: no publisher's page needs one, and they bloat every index."""

_TRACKING = re.compile(
    r"(?:utm_\w*|at_(?:medium|campaign|link\w*|format|ptr\w*|bbc\w*|custom\w*)|fbclid|gclid|dclid|gbraid|wbraid|msclkid|"
    r"twclid|ttclid|yclid|igshid|mc_cid|mc_eid|mkt_tok|cmpid|cmp|ns_\w+|ocid|smid|smtyp|xtor|wt_mc|wtmc|ito|ncid|ftag|"
    r"partner|guccounter|guce_referr\w+|_ga|_gl|_hsenc|_hsmi|vero_id|spm|soc_src|soc_trk|sr_share|"
    r"traffic_source|taid|outputtype|maca|feedtype|feedname|cmpredirect)",
    re.IGNORECASE,
)
"""Parameters that say how a reader came, never which page it is. Names seen in publishers' feeds; `ref` and `source`
are left alone: on some sites they choose the page."""


_SERIALISED = re.compile(
    r"https?://(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?=/)"
    r"(?:/(?!\.|%2[eE])[A-Za-z0-9_~!$()*+,;:@=&-][A-Za-z0-9_~!$()*+,;:@=&.%-]*)*/?"
    r"(?<!\.)(?:\?[A-Za-z0-9_~!$()*+,;:@=&.%/?-]*)?",
    re.ASCII,
)
"""Addresses, most of those in feeds, that the standard serialises as they stand: plain letters, no dot segments."""

_HOST = re.compile(
    r"https?://((?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}|"
    r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d))(?::\d{1,5})?(?:[/?]|$)",
    re.ASCII,
)
"""The hosts of such addresses, and of addresses by number."""


def web_url(raw: RawUrl | str, base: str | None = None) -> WebUrl:
    """The absolute http(s) address that `raw` means, resolved against `base` where it is relative; fragment dropped.

    Raises AddressError for anything else: other schemes, no host, user names or passwords, over MAX_LENGTH characters.
    """
    text = raw.strip()
    if not text:
        raise AddressError("the address is empty", subject=raw)
    if len(text) > MAX_LENGTH:
        raise AddressError(f"the address has {len(text):,} characters, over {MAX_LENGTH:,}", subject=text[:100])
    if _SERIALISED.fullmatch(text):
        return WebUrl(text)
    try:
        url = ada_url.URL(text, base) if base else ada_url.URL(text)
    except ValueError as error:
        raise AddressError(f"this is no full web address: {text[:100]!r}", subject=text[:200]) from error
    if url.protocol not in ("http:", "https:"):
        raise AddressError(f"only http and https addresses are read, not {url.protocol[:20]}", subject=text[:200])
    if not url.hostname:
        raise AddressError(f"the address has no host: {text[:100]!r}", subject=text[:200])
    if url.username or url.password:
        raise AddressError("addresses with a user name or password are not read", subject=url.hostname)
    url.hash = ""
    return WebUrl(url.href)


def web_url_or_none(raw: str | None, base: str | None = None) -> WebUrl | None:
    """Like web_url, None where it would raise: for the many addresses in a page that may be junk."""
    if not raw:
        return None
    try:
        return web_url(raw, base)
    except AddressError:
        return None


def guess_url(typed: str) -> WebUrl:
    """The address a person means who typed `bbc.com/news`. Raises AddressError."""
    text = typed.strip()
    if "://" not in text and not text.lower().startswith(
        ("http:", "https:", "javascript:", "file:", "data:", "mailto:")
    ):
        text = "https://" + text.lstrip("/")
    return web_url(text)


def canonical_url(url: WebUrl) -> CanonicalUrl:
    """What identifies the page: tracking parameters and empty ones dropped, the rest in order. Idempotent.

    Scheme and `www.` stay as they are: they are folded by `identity_key`, so that the address still opens.
    """
    head, mark, query = url.partition("?")
    if not mark:
        return CanonicalUrl(url)
    kept = [
        part for part in query.split("&")
        if part and not _TRACKING.fullmatch(part.partition("=")[0]) and not part.endswith("=")
    ]  # fmt: skip
    return CanonicalUrl(f"{head}?{'&'.join(sorted(kept))}" if kept else head)


def identity_key(url: WebUrl | CanonicalUrl) -> str:
    """A key under which http and https, `www.` and bare, and a trailing slash are one page."""
    # A WebUrl is serialised: its parts end where their marks stand.
    head, mark, query = canonical_url(WebUrl(url)).partition("?")
    return f"{head.partition('://')[2].removeprefix('www.').rstrip('/')}{mark}{query}"


def host_of(url: WebUrl | CanonicalUrl | str) -> Host:
    """The host of an address, lower-case ASCII, without port. Raises AddressError."""
    if match := _HOST.match(url):
        return Host(match[1])
    try:
        return Host(ada_url.URL(url).hostname)
    except ValueError as error:
        raise AddressError(f"this is no full web address: {url[:100]!r}", subject=url[:200]) from error


def bare_host(host: str) -> Host:
    """Without the prefixes that name a rendering and not a publisher: www, m, amp, mobile, edition."""
    while True:
        first, _, rest = host.partition(".")
        if first not in ("www", "www1", "www2", "m", "amp", "mobile", "edition", "rss", "feeds") or "." not in rest:
            return Host(host)
        host = rest
