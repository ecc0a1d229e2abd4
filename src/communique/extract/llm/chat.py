"""Questions to a language model over the chat interface, with limits on time, size and tries."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import httpx

from communique.errors import StoreError, UsageError
from communique.extract.llm.endpoint import KEY, MODEL, Endpoint, Limits

Message = Mapping[str, str]

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Answers of servers that may be others the next time."""
_REFUSED = frozenset({400, 415, 422})
"""Answers to a request of which something is not understood, such as its format."""
_FORBIDDEN = frozenset({401, 403})
_OK = 200
_FORMATS = ("json_schema", "json_object", "text")
"""Formats that are asked for; an endpoint that refuses one is asked for the next."""
_SHOWN = 200
"""Characters of a server's own words in a message of ours."""


class Reply(NamedTuple):
    """What a model has answered."""

    text: str
    is_whole: bool = True
    """Whether the model came to its end, and was not cut short."""


class _Passing(Exception):  # noqa: N818 -- no error yet
    """It did not work this time; asking again may help."""

    def __init__(self, fact: str, wait: float = 0) -> None:
        super().__init__(fact)
        self.wait = wait


class Chat:
    """Asks one model; what its endpoint cannot do is found out once."""

    def __init__(
        self,
        endpoint: Endpoint,
        limits: Limits | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._endpoint = endpoint
        self._limits = limits or Limits()
        self._sleep = sleep
        self._formats = list(_FORMATS)
        self._is_cold = True
        """Whether the temperature is set to 0, which some models refuse."""

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Reply:
        """A model's answer, which is to be JSON of a schema: asked for, not checked.

        Raises StoreError where the network or the endpoint fails, UsageError where the endpoint
        refuses key or model.
        """
        timeout = httpx.Timeout(self._limits.seconds)
        with httpx.Client(timeout=timeout, trust_env=False) as client:
            while True:
                status, body = self._persistently(client, self._request(messages, schema))
                if status == _OK:
                    return _reply(body, self._endpoint.url)
                if status not in _REFUSED or not self._yields(body):
                    raise self._failure(status, body)

    def _request(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> dict[str, Any]:
        form: dict[str, Any] = {"type": self._formats[0]}
        if self._formats[0] == "json_schema":
            form["json_schema"] = {"name": "answer", "strict": True, "schema": schema}
        request: dict[str, Any] = {"model": self._endpoint.model, "messages": list(messages)}
        if self._formats[0] != "text":
            request["response_format"] = form
        return request | ({"temperature": 0} if self._is_cold else {})

    def _yields(self, body: bytes) -> bool:
        """Whether there is something left that can be asked for in another way."""
        if self._is_cold and b"temperature" in body:
            self._is_cold = False
            return True
        if len(self._formats) > 1:
            del self._formats[0]
            return True
        return False

    def _persistently(self, client: httpx.Client, request: Mapping[str, Any]) -> tuple[int, bytes]:
        """Status and body of an answer, asked for as often as the limits say."""
        failure = _Passing("it was not asked")
        for number in range(self._limits.tries):
            if number:
                pause = max(failure.wait, self._limits.pause * 2 ** (number - 1))
                self._sleep(min(pause, self._limits.longest_pause))
            try:
                return self._once(client, request)
            except _Passing as passing:
                failure = passing
        raise StoreError(
            f"the language model does not answer ({failure})",
            place=self._endpoint.url,
            remedy="Try later, or with --extractor rules.",
        ) from failure

    def _once(self, client: httpx.Client, request: Mapping[str, Any]) -> tuple[int, bytes]:
        headers = {"Accept": "application/json"}
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        url = f"{self._endpoint.url}/chat/completions"
        end = time.monotonic() + self._limits.seconds
        try:
            with client.stream("POST", url, json=request, headers=headers) as response:
                if response.status_code in _AGAIN:
                    wait = _seconds(response.headers.get("retry-after", ""))
                    raise _Passing(f"{response.status_code} {response.reason_phrase}", wait)
                return response.status_code, b"".join(self._pieces(response, end))
        except (httpx.HTTPError, OSError) as error:
            raise _Passing(str(error) or type(error).__name__) from error
        except httpx.InvalidURL as error:
            raise UsageError(f"this is no address ({error})", place=url) from error

    def _pieces(self, response: httpx.Response, end: float) -> Iterator[bytes]:
        """The pieces of a body, as long as it is neither too large nor too slow."""
        size = 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > self._limits.bytes:
                raise StoreError(
                    f"the answer has more than {self._limits.bytes} bytes",
                    place=self._endpoint.url,
                    remedy="Try another model.",
                )
            if time.monotonic() > end:
                raise _Passing(f"it takes longer than {self._limits.seconds:g} seconds")
            yield piece

    def _failure(self, status: int, body: bytes) -> UsageError | StoreError:
        place, said = self._endpoint.url, self._excerpt(body)
        if status in _FORBIDDEN:
            fact = f"the endpoint does not let us in ({status})"
            return UsageError(fact, place=place, remedy=f"Look at {KEY}.")
        if status == 404:
            fact = f"there is no model {self._endpoint.model!r} ({status})"
            return UsageError(fact, place=place, remedy=f"Look at the address and at {MODEL}.")
        return StoreError(f"the endpoint answers {status}{said}", place=place)

    def _excerpt(self, body: bytes) -> str:
        """The beginning of what a server says, without the key, should it repeat it."""
        text = " ".join(body.decode("utf-8", "replace").split())
        if self._endpoint.key:
            text = text.replace(self._endpoint.key, "…")
        shown = "".join(character for character in text if character.isprintable())[:_SHOWN]
        return f": {shown}" if shown else ""


def _seconds(header: str) -> float:
    """Seconds of a `Retry-After`; 0 where it is a date or nothing."""
    return float(header) if header.isdecimal() and len(header) < 6 else 0


def _reply(body: bytes, place: str) -> Reply:
    try:
        choice = json.loads(body)["choices"][0]
        message = choice["message"]
        text = message.get("content") or ""
        if not isinstance(text, str):
            raise TypeError("its content is no text")
        whole = choice.get("finish_reason") not in {"length", "content_filter"}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        fact = "the endpoint's answer is none of the chat interface"
        raise StoreError(fact, place=place, remedy="Look at the address.") from error
    return Reply(text, is_whole=whole)
