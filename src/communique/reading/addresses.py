"""Articles fetched from the address that a user gives, and from no other.

Only http and https, one GET, bounded in time, size and redirects. The host of every hop is resolved
here, all its addresses are looked at, and the connection goes to one that was looked at, so that a
name cannot mean another host the second time.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import NoReturn

import httpx

from communique.errors import StoreError, UsageError
from communique.reading.access import PUBLIC, Access, is_public
from communique.reading.source import Source, too_large

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_SAVE = "Save the page in a browser, and give the file."
_ACCEPT = "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.1"


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
                named = url.host if one == url.host else f"{url.host} is {one}, which"
                self._refuse(f"{named} is no public address")
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
