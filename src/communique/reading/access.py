"""Which hosts may be reached, and what a fetch may cost.

What is not of the public internet is refused, as the registries of special addresses have it:
https://www.iana.org/assignments/iana-ipv4-special-registry,
https://www.iana.org/assignments/iana-ipv6-special-registry.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from communique.reading.source import LARGEST

Resolve = Callable[[str, int], Sequence[str]]
IPAddress = IPv4Address | IPv6Address

_NAT64 = ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order in which the system would try them.

    Raises OSError where it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Access:
    """How the network is reached: the limits, and which hosts are no strangers."""

    seconds: float = 30
    """For all hops together."""
    redirects: int = 5
    bytes: int = LARGEST
    """Of the content, unpacked."""
    resolve: Resolve = resolve
    allowed: frozenset[str] = frozenset()
    """Addresses that are reached although they are not public, such as 127.0.0.1."""


PUBLIC = Access()
"""What everyone may reach."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it carries another in it.

    >>> is_public("8.8.8.8"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    found = ip_address(address.partition("%")[0])
    standing = _standing_for(found)
    if standing is not None:
        return is_public(str(standing))
    if not all(is_public(str(inner)) for inner in _carried(found)):
        return False
    local = isinstance(found, IPv6Address) and found.is_site_local
    return found.is_global and not (found.is_multicast or found.is_reserved or local)


def _standing_for(address: IPAddress) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address is another form of: mapped, or behind NAT64."""
    if not isinstance(address, IPv6Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped


def _carried(address: IPAddress) -> list[IPv4Address]:
    """IPv4 addresses to which an IPv6 address may lead in a tunnel: 6to4 and Teredo."""
    if not isinstance(address, IPv6Address):
        return []
    inner = [address.sixtofour, *(address.teredo or ())]
    return [one for one in inner if one is not None]
