"""Addresses: what may be fetched, how much of it, how long it may take; all on this machine."""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from communique.errors import CommuniqueError, StoreError, SyntaxInputError, UsageError
from communique.reading.access import Access, is_public
from communique.reading.addresses import fetch
from communique.reading.reader import read
from tests.reading.support import ARTICLE

HOST = "courier.example"
LOCAL = "127.0.0.1"
Page = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the server's table of pages says, and remembers what it was asked."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        with suppress(BrokenPipeError, ConnectionResetError):  # the client has had enough
            self.server.pages[self.path.partition("?")[0]](self)

    def log_message(self, *_: Any) -> None:
        pass

    def give(self, body: bytes, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """A server with a table of pages."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((LOCAL, 0), Handler)
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def address(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.server_port}{path}"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def names(**hosts: str) -> Callable[[str, int], list[str]]:
    """A resolver that knows our hosts, and numbers."""
    table = {HOST: [LOCAL], **{name.replace("_", "."): [to] for name, to in hosts.items()}}
    return lambda host, _port: table.get(host, [host])


LOCALLY = Access(seconds=5, resolve=names(), allowed=frozenset({LOCAL}))


def page(body: bytes, **headers: str) -> Page:
    return lambda handler: handler.give(body, 200, **headers)


def test_a_page_is_read_as_what_the_server_calls_it(server: Server) -> None:
    text = "Міністри двох країн підписали угоду про пороми, і це було в понеділок у замку.\n"
    server.pages["/news/7"] = page(
        text.encode("cp1251"), Content_Type="text/plain; charset=windows-1251"
    )
    reading = read(server.address("/news/7"), access=LOCALLY)
    assert reading.text == text
    assert reading.encoding == "cp1251"
    assert reading.language is not None
    assert reading.language.value == "uk"


def test_the_request_says_who_asks_and_takes_nothing_along(server: Server) -> None:
    server.pages["/a"] = page(ARTICLE.encode(), Content_Type="text/plain")
    fetch(server.address("/a?b=c#part"), LOCALLY)
    ((path, headers),) = server.asked
    assert path == "/a?b=c"
    assert headers["Host"] == f"{HOST}:{server.server_port}"
    assert headers["User-Agent"].startswith("communique/")
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_a_packed_page_is_unpacked(server: Server) -> None:
    server.pages["/a"] = page(gzip.compress(ARTICLE.encode()), Content_Encoding="gzip")
    assert fetch(server.address("/a"), LOCALLY).data == ARTICLE.encode()


def redirect(to: str, status: int = 302) -> Page:
    return lambda handler: handler.give(b"", status, Location=to)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_five_redirects_are_followed(server: Server, status: int) -> None:
    for hop in range(5):
        server.pages[f"/{hop}"] = redirect(f"/{hop + 1}", status)
    server.pages["/5"] = page(ARTICLE.encode())
    source = fetch(server.address("/0"), LOCALLY)
    assert source.place == server.address("/5")
    assert len(server.asked) == 6


def test_a_sixth_redirect_is_not(server: Server) -> None:
    server.pages["/a"] = redirect("/a")
    with pytest.raises(StoreError, match="leads on more than 5 times"):
        fetch(server.address("/a"), LOCALLY)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "to",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost/",
        "http://inner.example/",
        "http://[::1]/",
        "http://[::ffff:192.168.0.1]/",
        "http://[::ffff:7f00:2]/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "ftp://courier.example/",
        "javascript:alert(1)",
        "http://user:word@courier.example/",
        "http://",
        "",
    ],
)
def test_no_server_leads_to_what_is_not_public(server: Server, to: str) -> None:
    server.pages["/a"] = redirect(to)
    access = Access(
        seconds=5,
        resolve=names(localhost="::1", inner_example="192.168.7.7"),
        allowed=frozenset({LOCAL}),
    )
    with pytest.raises(StoreError) as error:
        fetch(server.address("/a"), access)
    assert error.value.place == server.address("/a")
    assert len(server.asked) <= 6


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://10.1.2.3:8080/a",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://inner.example/",
        "file:///etc/passwd",
        "ftp://courier.example/a",
        "gopher://courier.example/",
        "http://user:word@courier.example/",
        "http:///a",
    ],
)
def test_no_user_reaches_what_is_not_public(address: str) -> None:
    table = {"inner.example": "fd00::1", "127.1": LOCAL, "2130706433": LOCAL, "0x7f000001": LOCAL}
    access = Access(resolve=lambda host, _port: [table.get(host, host)])
    with pytest.raises(UsageError) as error:
        read(address, access=access)
    assert error.value.exit_code == 2
    assert error.value.remedy


def test_a_host_with_one_private_address_is_refused_whole(server: Server) -> None:
    access = Access(resolve=lambda *_: [LOCAL, "10.0.0.1"], allowed=frozenset({LOCAL}))
    server.pages["/a"] = page(ARTICLE.encode())
    with pytest.raises(UsageError, match=r"is 10\.0\.0\.1, which is no public address"):
        fetch(server.address("/a"), access)
    assert server.asked == []


def test_a_name_is_resolved_once_and_what_was_checked_is_reached(server: Server) -> None:
    answers = iter([[LOCAL], ["10.0.0.1"]])
    server.pages["/a"] = page(ARTICLE.encode())
    access = Access(resolve=lambda *_: next(answers), allowed=frozenset({LOCAL}))
    assert fetch(server.address("/a"), access).data == ARTICLE.encode()


def test_the_next_address_of_a_host_is_tried(server: Server) -> None:
    server.pages["/a"] = page(ARTICLE.encode())
    two = Access(seconds=5, resolve=lambda *_: ["::1", LOCAL], allowed=frozenset({"::1", LOCAL}))
    assert fetch(server.address("/a"), two).data == ARTICLE.encode()


def drip(handler: Handler) -> None:
    """A header line now and then, each in time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        handler.wfile.write(b"X-%d: 1\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.1)


def endless(handler: Handler) -> None:
    """A body without an end, quickly."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"more " * 20_000)


def slow(handler: Handler) -> None:
    """A body without an end, slowly."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"more ")
        handler.wfile.flush()
        time.sleep(0.1)


def silent(_: Handler) -> None:
    """Nothing at all, for a while."""
    time.sleep(3)


@pytest.mark.parametrize("trouble", [drip, slow, silent])
def test_all_together_takes_no_longer_than_it_may(server: Server, trouble: Page) -> None:
    server.pages["/a"] = trouble
    access = Access(seconds=0.7, resolve=names(), allowed=frozenset({LOCAL}))
    before = time.perf_counter()
    with pytest.raises(StoreError, match=r"takes longer than 0.7 seconds\n  Save the page"):
        fetch(server.address("/a"), access)
    assert time.perf_counter() - before < 2


BOMB = gzip.compress(bytes(30_000_000))


@pytest.mark.parametrize("trouble", [endless, page(BOMB, Content_Encoding="gzip")])
def test_no_more_is_taken_than_an_article_may_have(server: Server, trouble: Page) -> None:
    server.pages["/a"] = trouble
    access = Access(seconds=5, bytes=100_000, resolve=names(), allowed=frozenset({LOCAL}))
    with pytest.raises(SyntaxInputError, match="and no article"):
        fetch(server.address("/a"), access)


@pytest.mark.parametrize(
    ("trouble", "fact"),
    [
        (lambda h: h.give(b"gone", 404), "the server answers 404 Not Found"),
        (lambda h: h.give(b"busy", 503), "the server answers 503 Service Unavailable"),
        (page(b"x", Content_Encoding="br"), "packs the page as br, which was not asked for"),
        (page(b"no gzip", Content_Encoding="gzip"), "cannot be fetched"),
        (page(gzip.compress(b"a" * 999)[:-9], Content_Encoding="gzip"), "ends too early"),
        (page(b"ab", Content_Length="9"), "cannot be fetched"),
        (lambda h: h.wfile.write(b"\x00\x01 no http\r\n\r\n"), "cannot be fetched"),
        (lambda h: h.wfile.write(b""), "cannot be fetched"),
    ],
)
def test_trouble_of_the_network_has_its_exit_code(server: Server, trouble: Page, fact: str) -> None:
    server.pages["/a"] = trouble
    with pytest.raises(StoreError, match=fact) as error:
        fetch(server.address("/a"), LOCALLY)
    assert error.value.exit_code == 4
    assert error.value.place == server.address("/a")
    assert "Save the page in a browser" in error.value.remedy or "Try again" in error.value.remedy


def test_a_host_that_is_not_there_is_named() -> None:
    def nowhere(*_: Any) -> list[str]:
        raise OSError("unknown")

    with pytest.raises(StoreError, match=r"the host nowhere\.example is not found"):
        fetch("https://nowhere.example/a", Access(resolve=nowhere))


def test_a_port_where_nobody_listens_is_trouble_of_the_network(server: Server) -> None:
    address = server.address("/a")
    server.server_close()
    with pytest.raises(StoreError, match="cannot be fetched"):
        fetch(address, LOCALLY)


def test_a_program_with_a_loop_of_its_own_can_fetch(server: Server) -> None:
    server.pages["/a"] = page(ARTICLE.encode())

    async def notebook() -> bytes:
        return fetch(server.address("/a"), LOCALLY).data

    assert asyncio.run(notebook()) == ARTICLE.encode()


def test_no_proxy_of_the_environment_is_used(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.pages["/a"] = page(ARTICLE.encode())
    assert fetch(server.address("/a"), LOCALLY).data == ARTICLE.encode()


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"],
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "0.0.0.0"),
        *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1"),
        *("ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::10.0.0.1"),
        *("2002:7f00:1::", "64:ff9b::10.0.0.1", "64:ff9b:1::1"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_every_refusal_is_an_error_of_ours() -> None:
    for address in (
        "http://[::1",
        "http://a:99999999/",
        "https://\x00/",
        "http://%zz/",
        "http://a b/",
    ):
        with pytest.raises(CommuniqueError):
            fetch(address, Access(resolve=lambda *_: ["10.0.0.1"]))
