"""The chat interface over a real connection: formats, tries, limits, and the key."""

from __future__ import annotations

import json

import pytest

from communique.errors import CommuniqueError, StoreError, UsageError
from communique.extract.llm.chat import Chat, Reply
from communique.extract.llm.endpoint import KEY, MODEL, URL, Endpoint, Limits
from tests.extract.llm.server import Script, Server, chat, failing, serving

QUESTION = [{"role": "user", "content": "Who signed?"}]
SCHEMA = {"type": "object"}
SECRET = "sk-a-key-that-nobody-may-see"


class Asking:
    """A chat with a server, and how long it would have waited between its tries."""

    def __init__(self, server: Server, limits: Limits | None = None) -> None:
        self.waited: list[float] = []
        endpoint = Endpoint(server.url, "reader-7b", SECRET)
        self._chat = Chat(endpoint, limits, self.waited.append)

    def __call__(self) -> Reply:
        return self._chat.ask(QUESTION, SCHEMA)


def test_a_question_carries_model_messages_schema_and_key() -> None:
    with serving(chat("{}")) as server:
        assert Asking(server)() == Reply("{}")
    assert server.paths == ["/v1/chat/completions"]
    assert server.keys == [f"Bearer {SECRET}"]
    (asked,) = server.asked
    assert (asked["model"], asked["messages"], asked["temperature"]) == ("reader-7b", QUESTION, 0)
    assert asked["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA},
    }


def test_without_a_key_none_is_sent() -> None:
    with serving(chat("{}")) as server:
        Chat(Endpoint(server.url, "reader-7b")).ask(QUESTION, SCHEMA)
    assert server.keys == [None]


def test_a_refused_format_gives_way_to_the_next_and_is_not_tried_again() -> None:
    refused = failing(400, "response_format is not supported")
    with serving(refused, refused, chat("{}")) as server:
        ask = Asking(server)
        ask()
        ask()
    formats = [one.get("response_format", {}).get("type") for one in server.asked]
    assert formats == ["json_schema", "json_object", None, None]
    assert ask.waited == []


def test_a_refused_temperature_is_left_out_and_the_format_kept() -> None:
    refused = failing(400, "Unsupported value: 'temperature' does not support 0")
    with serving(refused, chat("{}")) as server:
        Asking(server)()
    first, second = server.asked
    assert "temperature" in first and "temperature" not in second
    assert second["response_format"]["type"] == "json_schema"


def test_what_is_refused_in_every_form_is_an_error() -> None:
    with (
        serving(failing(400, "the context is too long")) as server,
        pytest.raises(StoreError, match=r"answers 400.*the context is too long"),
    ):
        Asking(server)()
    assert len(server.asked) == 3


def test_a_server_that_is_busy_is_asked_again_when_it_says() -> None:
    scripts = [failing(429, Retry_After="7"), failing(429), failing(503), chat("{}")]
    with serving(*scripts) as server:
        ask = Asking(server)
        assert ask() == Reply("{}")
    assert ask.waited == [7, 2, 4]


@pytest.mark.parametrize("wait", ["99999", "Wed, 21 Oct 2026 07:28:00 GMT", "-3", "1e9"])
def test_no_server_makes_us_wait_long(wait: str) -> None:
    with serving(failing(429, Retry_After=wait), chat("{}")) as server:
        ask = Asking(server, Limits(longest_pause=5))
        ask()
    assert ask.waited in ([5], [1])


def test_a_server_that_fails_is_given_up_after_some_tries() -> None:
    with serving(failing(500)) as server, pytest.raises(StoreError, match="500 Internal Server"):
        Asking(server, Limits(tries=3))()
    assert len(server.asked) == 3


def test_an_answer_that_never_comes() -> None:
    limits = Limits(seconds=0.05, tries=2)
    with serving(Script(b"{}", delay=0.4)) as server, pytest.raises(StoreError, match="timed out"):
        Asking(server, limits)()
    assert len(server.asked) == 2


def test_an_answer_that_comes_byte_by_byte() -> None:
    slow = Script(b" " * 200, delay=0.02)
    with serving(slow) as server, pytest.raises(StoreError, match=r"longer than 0\.1 seconds"):
        Asking(server, Limits(seconds=0.1, tries=1))()


def test_a_huge_answer() -> None:
    with serving(chat("x" * 5000)) as server, pytest.raises(StoreError, match="more than 1000"):
        Asking(server, Limits(bytes=1000))()
    assert len(server.asked) == 1


def test_nobody_listens() -> None:
    with serving(chat("{}")) as server:
        url = server.url
    with pytest.raises(StoreError, match="does not answer"):
        Chat(Endpoint(url, "reader-7b"), Limits(tries=2), lambda _: None).ask(QUESTION, SCHEMA)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Welcome</html>",
        b"[]",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": null}]}',
        b'{"choices": [{"message": {"content": ["a"]}}]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_an_answer_that_is_none_of_the_interface(body: bytes) -> None:
    with serving(Script(body)) as server, pytest.raises(StoreError, match="chat interface"):
        Asking(server)()


def test_an_answer_without_content_is_empty() -> None:
    with serving(Script(b'{"choices": [{"message": {"content": null}}]}')) as server:
        assert Asking(server)() == Reply("")


def test_an_answer_that_was_cut_short_says_so() -> None:
    with serving(chat('{"entities": [', finish="length")) as server:
        assert not Asking(server)().is_whole


@pytest.mark.parametrize(
    ("status", "fact"), [(401, "does not let us in"), (403, "let us in"), (404, "no model")]
)
def test_a_wrong_key_or_model_is_the_users_matter(status: int, fact: str) -> None:
    with serving(failing(status, "no")) as server, pytest.raises(UsageError, match=fact):
        Asking(server)()
    assert len(server.asked) == 1


def test_redirects_are_not_followed() -> None:
    with (
        serving(failing(307, "", Location="http://192.0.2.1/")) as server,
        pytest.raises(StoreError, match="answers 307"),
    ):
        Asking(server)()


@pytest.mark.parametrize("status", [400, 401, 404, 500])
def test_the_key_is_in_no_message(status: int) -> None:
    said = f"the key {SECRET} is not known"
    with serving(failing(status, said)) as server, pytest.raises(CommuniqueError) as caught:
        Asking(server, Limits(tries=1))()
    assert SECRET not in str(caught.value) and SECRET not in repr(caught.value.__cause__)
    assert SECRET not in repr(Endpoint(server.url, "reader-7b", SECRET))


def test_an_endpoint_of_the_environment_and_of_options() -> None:
    environment = {URL: "https://models.example/v1/", MODEL: "reader-7b", KEY: SECRET}
    assert Endpoint.named(environment=environment) == Endpoint(
        "https://models.example/v1", "reader-7b", SECRET
    )
    other = Endpoint.named("http://localhost:8000", "other", environment)
    assert (other.url, other.model) == ("http://localhost:8000", "other")


@pytest.mark.parametrize(
    ("environment", "fact"),
    [
        ({}, "no address"),
        ({URL: "https://models.example"}, "no name"),
        ({URL: "models.example", MODEL: "m"}, "no http or https"),
        ({URL: "ftp://models.example", MODEL: "m"}, "no http or https"),
        ({URL: "https://[models", MODEL: "m"}, "no http or https"),
        ({URL: "https://me:pass@models.example", MODEL: "m"}, "more than host and path"),
        ({URL: "https://models.example/?key=1", MODEL: "m"}, "more than host and path"),
        ({URL: "http://models.example", MODEL: "m", KEY: SECRET}, "unencrypted"),
        ({URL: "http://10.0.0.8:80", MODEL: "m", KEY: SECRET}, "unencrypted"),
        ({URL: "https://models.example", MODEL: "m", KEY: "sk\nX: 1"}, "characters that no key"),
    ],
)
def test_an_endpoint_that_cannot_be_used(environment: dict[str, str], fact: str) -> None:
    with pytest.raises(UsageError, match=fact) as caught:
        Endpoint.named(environment=environment)
    assert SECRET not in str(caught.value) and "pass" not in json.dumps(str(caught.value))
