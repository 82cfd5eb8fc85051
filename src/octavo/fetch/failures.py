"""What went wrong, in one sentence that a person understands; the cause stays attached."""

from __future__ import annotations

import errno
import socket
import ssl

import aiohttp

from octavo.fetch.connect import RefusedAddress
from octavo.fetch.headers import robot_check
from octavo.news.addresses import WebUrl
from octavo.news.errors import ConnectionFailed, FetchError, ForbiddenAddress, HttpStatus, TooLarge, TooSlow
from octavo.text.addresses import host_of

_CERTIFICATE = {
    9: "is not valid yet",
    10: "has expired",
    18: "was signed by the site itself, so nobody vouches for it",
    19: "comes from an authority that is not trusted here",
    20: "comes from an authority that is not trusted here",
    21: "cannot be verified",
    62: "is for another name",
    64: "is for another address",
}
"""By OpenSSL's X509_V_ERR codes."""

_REFUSED = {
    errno.ECONNREFUSED: "refuses connections",
    errno.ENETUNREACH: "cannot be reached: there is no way to its network",
    errno.EHOSTUNREACH: "cannot be reached: there is no way to it",
    errno.ECONNRESET: "broke off the connection",
    errno.EPIPE: "broke off the connection",
    errno.ETIMEDOUT: "does not answer",
}

_HEADERS_TOO_LARGE = ("Got more than", "Too many headers")
"""How aiohttp's messages begin when a limit on headers is broken; it has no type of its own for the client."""

_STATUS = {
    400: "does not understand the request",
    401: "wants a sign-in",
    402: "wants to be paid first",
    403: "does not let us read this",
    404: "has no such page",
    405: "does not let us read this",
    406: "has nothing in a form we read",
    408: "gave up waiting",
    410: "has removed this for good",
    421: "says it is not the right host for this",
    429: "says there were too many requests",
    451: "may not show this for legal reasons",
    500: "has an internal fault",
    502: "cannot reach its own servers",
    503: "is overloaded or being worked on",
    504: "cannot reach its own servers in time",
}


def failure(error: Exception, url: WebUrl, proxied: bool) -> FetchError:
    """The FetchError for what aiohttp, the socket or TLS raised while asking for `url`."""
    host = host_of(url)
    asked = "the proxy" if proxied and isinstance(error, aiohttp.ClientProxyConnectionError) else host
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return ConnectionFailed(f"the certificate of {host} {_certificate_words(error.certificate_error)}", subject=url)
    if isinstance(error, aiohttp.ClientConnectorError):
        return _no_connection(error.os_error, asked, url)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return ConnectionFailed(f"the proxy does not connect to {host} (HTTP {error.status})", subject=url)
    if isinstance(error, aiohttp.ClientResponseError):
        if error.message.startswith(_HEADERS_TOO_LARGE):
            return TooLarge(f"{host} sent headers beyond all measure", subject=url)
        return ConnectionFailed(f"{host} answered with something that is not HTTP", subject=url)
    if isinstance(error, aiohttp.ClientPayloadError):
        return ConnectionFailed(f"the answer of {host} broke off before its end", subject=url)
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return ConnectionFailed(f"{host} closed the connection without an answer", subject=url)
    if isinstance(error, TimeoutError):
        return TooSlow(f"{asked} does not answer", subject=url)
    if isinstance(error, OSError):
        return _no_connection(error, asked, url)
    return ConnectionFailed(f"the connection to {host} failed: {str(error) or type(error).__name__}", subject=url)


def _no_connection(error: OSError, host: str, url: WebUrl) -> FetchError:
    if isinstance(error, RefusedAddress):
        return ForbiddenAddress(f"{host} leads where Octavo does not go: {error.reason}", subject=url)
    if isinstance(error, socket.gaierror):
        if error.errno == socket.EAI_AGAIN:
            return ConnectionFailed(f"the name {host} could not be looked up just now", subject=url)
        return ConnectionFailed(
            f"there is no host of the name {host}",
            subject=url,
            advice="Check the spelling; the site may also be gone, or this machine have no network.",
        )
    if isinstance(error, ssl.SSLError):
        return ConnectionFailed(f"no encrypted connection to {host} could be made ({error.reason})", subject=url)
    words = _REFUSED.get(error.errno or 0)
    return ConnectionFailed(f"{host} {words}" if words else f"no connection to {host} could be made", subject=url)


def _certificate_words(error: Exception) -> str:
    code = error.verify_code if isinstance(error, ssl.SSLCertVerificationError) else 21
    return _CERTIFICATE.get(code, "cannot be verified")


def status_error(url: WebUrl, status: int, headers: dict[str, str], beginning: bytes, wait: float | None) -> HttpStatus:
    """The HttpStatus for an answer that is no success. `wait`: Retry-After in seconds."""
    host = host_of(url)
    guard = robot_check(headers, status, beginning)
    if guard:
        words = f"shows a robot check ({guard}) instead of the page"
    else:
        words = _STATUS.get(status, "has a fault" if status >= 500 else "answers with an error")
    return HttpStatus(f"{host} {words} (HTTP {status})", status=status, retry_after=wait, subject=url)
