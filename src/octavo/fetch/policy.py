"""The address policy: which addresses may be reached at all. Pure: no sockets, no names looked up.

    refusal(address, port, allowed)       at connect time, with the very address that is about to be dialled
    refusal_by_name(host, port, allowed)  before a request goes to an operator's proxy, which looks names up itself

Both return None, or the reason in words. The tables are the IANA special-purpose registries for IPv4 and IPv6
(RFC 6890, RFC 8190 and later entries), multicast (RFC 5771, RFC 4291) and what clouds answer on. The standard
library's `is_global` is not used: it passes NAT64, 6to4, IPv4-compatible, site-local and multicast addresses that end
inside a private network.

IPv6 is refused unless it is global unicast; addresses that carry an IPv4 address (mapped, compatible, translated,
NAT64, 6to4, Teredo, ISATAP) are judged by the address they carry.

Ports: 80, 443, and every port from 1024 that is not on the Fetch standard's list of bad ports (or one of the few
databases that take commands line by line). Feeds of small sites do live on 8000 or 8081, and on a public host such a
port gives nothing away; below 1024 other protocols listen, into which a request could be smuggled. An allowed network
frees its ports too.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_IPV4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), words)
    for network, words in (
        ("0.0.0.0/8", "an address of this network itself"),
        ("10.0.0.0/8", "a private address"),
        ("100.100.100.200/32", "a cloud's metadata service"),
        ("100.64.0.0/10", "an address inside a provider's network"),
        ("127.0.0.0/8", "an address of this machine itself"),
        ("168.63.129.16/32", "a cloud's metadata service"),
        ("169.254.169.254/32", "a cloud's metadata service"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("192.31.196.0/24", "reserved for name servers"),
        ("192.52.193.0/24", "reserved for multicast tunnels"),
        ("192.88.99.0/24", "a retired relay address"),
        ("192.168.0.0/16", "a private address"),
        ("192.175.48.0/24", "reserved for name servers"),
        ("198.18.0.0/15", "reserved for benchmarks"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("224.0.0.0/4", "a multicast address"),
        ("255.255.255.255/32", "the broadcast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
)

_IPV6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), words)
    for network, words in (
        ("::/128", "an address of this machine itself"),
        ("::1/128", "an address of this machine itself"),
        ("64:ff9b:1::/48", "a translator's local address"),
        ("100::/64", "a black hole"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "reserved for documentation"),
        ("2620:4f:8000::/48", "reserved for name servers"),
        ("3fff::/20", "reserved for documentation"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address"),
        ("ff00::/8", "a multicast address"),
    )
)

_GLOBAL_UNICAST = IPv6Network("2000::/3")

_CARRY_IN_LAST_BITS = tuple(
    IPv6Network(network)
    for network in (
        "::/96",  # IPv4-compatible, RFC 4291 2.5.5.1
        "::ffff:0:0/96",  # IPv4-mapped, RFC 4291 2.5.5.2
        "::ffff:0:0:0/96",  # IPv4-translated, RFC 2765
        "64:ff9b::/96",  # NAT64, RFC 6052
    )
)
_6TO4 = IPv6Network("2002::/16")
_TEREDO = IPv6Network("2001::/32")
_ISATAP = 0x5EFE

_OPEN_LOW_PORTS = frozenset({80, 443})
_BAD_PORTS = frozenset(
    {
        1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
        10080, 6379, 11211,
    }
)  # fmt: skip
"""Fetch standard, "bad port", from 1024 on; then Redis and memcached."""

_LOCAL_NAMES = frozenset(
    {
        "localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan", "invalid",
        "test", "example", "home.arpa", "in-addr.arpa", "ip6.arpa",
    }
)  # fmt: skip
"""Ends of names that never name a public host: RFC 6761, 6762, 8375, ICANN's `.internal`, and the private top-level
names that RFC 6762 appendix G found in use."""


def refusal(address: str | Address, port: int, allowed: Sequence[Network] = ()) -> str | None:
    """Why this address and port must not be dialled, None where they may.

    `address` as in a socket address: IPv4 or IPv6, with or without a scope. `allowed` are the operator's own networks.
    Raises ValueError where it is no IP address.
    """
    ip = ip_address(address.partition("%")[0]) if isinstance(address, str) else address
    carried = carried_ipv4(ip)
    if any(one.version == network.version and one in network for one in (ip, *carried) for network in allowed):
        return None
    for one in (*carried, ip):
        if words := _special(one, bool(carried)):
            return f"{address} is {words}"
    return _port_refusal(port)


def refusal_by_name(host: str, port: int, allowed: Sequence[Network] = ()) -> str | None:
    """Why a request for this host must not be handed to a proxy, None where it may.

    `host` is a WebUrl's host (lower-case ASCII; WHATWG has turned every way of writing an IPv4 address into dots).
    What a public name resolves to is the proxy's to judge: only it sees the answer.
    """
    name = host.strip("[]").rstrip(".").lower()
    try:
        return refusal(name, port, allowed)
    except ValueError:  # a name, not an address
        pass
    if "." not in name:
        return f"{name or 'an empty name'} is a name without a dot, which only means something in a local network"
    labels = name.split(".")
    if not _LOCAL_NAMES.isdisjoint({labels[-1], ".".join(labels[-2:])}):
        return f"{name} is a name of a local network"
    return _port_refusal(port)


def carried_ipv4(ip: Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address carries (Teredo carries two), none where it carries none."""
    if isinstance(ip, IPv4Address) or ip in (IPv6Address("::"), IPv6Address("::1")):
        return ()
    number = int(ip)
    if any(ip in network for network in _CARRY_IN_LAST_BITS):
        return (IPv4Address(number & 0xFFFFFFFF),)
    if ip in _6TO4:
        return (IPv4Address(number >> 80 & 0xFFFFFFFF),)
    if ip in _TEREDO:  # the client is written inverted, RFC 4380 4
        return IPv4Address(~number & 0xFFFFFFFF), IPv4Address(number >> 64 & 0xFFFFFFFF)
    if number >> 32 & 0xFDFFFFFF == _ISATAP:  # interface ids 0000:5efe and 0200:5efe, RFC 5214 6.1
        return (IPv4Address(number & 0xFFFFFFFF),)
    return ()


def _special(ip: Address, carrier: bool) -> str | None:
    """What is special about an address; for one that carries another, only what its own form adds."""
    if isinstance(ip, IPv4Address):
        return next((words for network, words in _IPV4 if ip in network), None)
    if carrier and (ip in _TEREDO or any(ip in network for network in _CARRY_IN_LAST_BITS)):
        return None
    for network, words in _IPV6:
        if ip in network:
            return words
    return None if ip in _GLOBAL_UNICAST else "outside the public internet"


def _port_refusal(port: int) -> str | None:
    if port in _OPEN_LOW_PORTS or (port >= 1024 and port not in _BAD_PORTS):
        return None
    return f"port {port} is not one that web pages are served on"


def networks(written: Sequence[str | Network]) -> tuple[Network, ...]:
    """Networks from how an operator writes them. Raises ValueError."""
    return tuple(ip_network(one) if isinstance(one, str) else one for one in written)
