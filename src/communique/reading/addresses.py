"""Articles fetched from the address that a user gives, and from no other.

Only http and https, one GET, bounded in time, size and redirects. The host of every hop is resolved
here, all its addresses are looked at, and the connection goes to one that was looked at, so that a
name cannot mean another host the second time. What is not public is refused:
https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry.
"""

from __future__ import annotations

import asyncio
import socket
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import version
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import PurePosixPath
from typing import NoReturn

import httpx

from communique.errors import StoreError, UsageError
from communique.reading.source import LARGEST, Source, too_large

Resolve = Callable[[str, int], Sequence[str]]
IPAddress = IPv4Address | IPv6Address

_NAT64 = ip_network("64:ff9b::/96")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_SAVE = "Save the page in a browser, and give the file."
_ACCEPT = "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.1"


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


def fetch(address: str, access: Access | None = None) -> Source:
    """The content of an address, with what the server says of it.

    Raises UsageError where the address is none that may be fetched, StoreError where the network
    or the server fails or leads elsewhere, SyntaxInputError where there is too much of it.
    """
    coroutine = _within(address, access or PUBLIC)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as pool:  # a notebook has a loop of its own
        return pool.submit(asyncio.run, coroutine).result()


async def _within(address: str, access: Access) -> Source:
    try:
        async with asyncio.timeout(access.seconds):
            limits = httpx.Timeout(access.seconds)
            async with httpx.AsyncClient(timeout=limits, trust_env=False) as client:
                return await _Journey(address, access, client).end()
    except TimeoutError as error:
        fact = f"this takes longer than {access.seconds:g} seconds"
        raise StoreError(fact, place=address, remedy=_SAVE) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, zlib.error) as error:
        fact = f"it cannot be fetched ({error or type(error).__name__})"
        raise StoreError(fact, place=address, remedy="Try later. " + _SAVE) from error


class _Journey:
    """The way from the address that a user gives to the content that it leads to."""

    def __init__(self, asked: str, access: Access, client: httpx.AsyncClient) -> None:
        self._asked = asked
        self._access = access
        self._client = client
        self._hop = 0

    async def end(self) -> Source:
        """The content at the end of all redirects."""
        url = self._checked(self._asked)
        while self._hop <= self._access.redirects:
            response = await self._head(url)
            try:
                if response.status_code not in _REDIRECTS:
                    return await _content(response, url, self._asked, self._access.bytes)
                target = response.headers.get("location", "")
            finally:
                await response.aclose()
            self._hop += 1
            url = self._checked(str(url.join(target)))
        raise StoreError(
            f"it leads on more than {self._access.redirects} times",
            place=self._asked,
            remedy=_SAVE,
        )

    def _checked(self, text: str) -> httpx.URL:
        """A hop's address, of a kind that is fetched."""
        try:
            url = httpx.URL(text)
        except httpx.InvalidURL as error:
            self._refuse(f"this is no address ({error})")
        if url.scheme not in {"http", "https"} or not url.host:
            self._refuse("only http and https addresses are fetched")
        if url.userinfo:
            self._refuse("the address has a user's name or password in it")
        return url.copy_with(fragment=None)

    async def _head(self, url: httpx.URL) -> httpx.Response:
        """The head of a host's answer, by the first of its addresses that can be connected to."""
        failure: httpx.HTTPError = httpx.ConnectError(f"{url.host} has no address")
        for one in await self._public(url):
            try:
                return await self._client.send(_request(self._client, url, one), stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    async def _public(self, url: httpx.URL) -> Sequence[str]:
        """The addresses of a host, each of which may be reached."""
        port = url.port or (443 if url.scheme == "https" else 80)
        look_up = asyncio.get_running_loop().run_in_executor
        try:
            found = await look_up(None, self._access.resolve, url.host, port)
        except (OSError, UnicodeError) as error:
            fact = f"the host {url.host} is not found"
            remedy = "Look at the spelling. " + _SAVE
            raise StoreError(fact, place=self._asked, remedy=remedy) from error
        for one in found:
            if one not in self._access.allowed and not is_public(one):
                self._refuse(f"{url.host} is {one}, which is no public address")
        return found

    def _refuse(self, fact: str) -> NoReturn:
        """Refuse an address: the user's own is wrong usage, one it leads to the network's fault."""
        if not self._hop:
            remedy = "Give a public http or https address. " + _SAVE
            raise UsageError(fact, place=self._asked, remedy=remedy)
        raise StoreError(f"it leads astray: {fact}", place=self._asked, remedy=_SAVE)


def _request(client: httpx.AsyncClient, url: httpx.URL, checked: str) -> httpx.Request:
    """A request to the checked address of a host; certificates are the host's all the same."""
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": f"communique/{version('communique')} (one page, at a user's request)",
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
    }
    return client.build_request(
        "GET",
        url.copy_with(host=checked),
        headers=headers,
        extensions={"sni_hostname": url.host},
    )


async def _content(response: httpx.Response, url: httpx.URL, asked: str, most: int) -> Source:
    if response.status_code != _OK:
        fact = f"the server answers {response.status_code} {response.reason_phrase}".rstrip()
        raise StoreError(fact, place=asked, remedy="Look at the address. " + _SAVE)
    header = Message()
    header["content-type"] = response.headers.get("content-type", "")
    data = await _unpacked(response, asked, most)
    return Source(
        str(url),
        data,
        name=PurePosixPath(url.path).name,
        media_type=header.get_content_type() if header["content-type"] else "",
        charset=header.get_content_charset() or "",
        language=response.headers.get("content-language", ""),
    )


async def _unpacked(response: httpx.Response, asked: str, most: int) -> bytes:
    """The body, unpacked piece by piece, so that a small one cannot become a large one unseen."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip"}:
        fact = f"the server packs the page as {encoding}, which was not asked for"
        raise StoreError(fact, place=asked, remedy=_SAVE)
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding != "identity" else None
    parts = bytearray()
    async for piece in response.aiter_raw():
        room = most + 1 - len(parts)
        parts += unzip.decompress(piece, room) if unzip else piece
        if len(parts) > most:
            raise too_large(asked)
    if unzip is not None and not unzip.eof:
        raise StoreError("the packed page ends too early", place=asked, remedy="Try again.")
    return bytes(parts)


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
