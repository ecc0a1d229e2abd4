"""Where a language model is reached, and what an answer may cost."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from communique.errors import UsageError

URL, MODEL, KEY = "COMMUNIQUE_LLM_URL", "COMMUNIQUE_LLM_MODEL", "COMMUNIQUE_LLM_KEY"
"""Names of the variables of the environment that say it."""
_EXAMPLE = f"Set {URL} (such as http://localhost:8000/v1) and {MODEL}."


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint with the chat interface that OpenAI has made common, and one of its models.

    https://platform.openai.com/docs/api-reference/chat
    """

    url: str
    """What `/chat/completions` is added to, without a slash at its end."""
    model: str
    key: str = field(default="", repr=False)
    """Goes into one header of each request, and nowhere else; empty where none is needed."""

    @classmethod
    def named(
        cls, url: str = "", model: str = "", environment: Mapping[str, str] = os.environ
    ) -> Endpoint:
        """The endpoint that is given, else the environment's; its key is always from there.

        Raises UsageError where none is said, or one to which no key may be sent.
        """
        url = (url or environment.get(URL, "")).strip().rstrip("/")
        model = (model or environment.get(MODEL, "")).strip()
        key = environment.get(KEY, "").strip()
        if not url or not model:
            missing = "address" if not url else "name"
            raise UsageError(f"the language model has no {missing}", remedy=_EXAMPLE)
        _refuse(url, has_key=bool(key))
        if not key.isascii() or not key.isprintable():
            raise UsageError(f"the key in {KEY} has characters that no key has")
        return cls(url, model, key)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question to a language model may cost."""

    seconds: float = 180
    """For one try, until all of the answer is there."""
    tries: int = 4
    pause: float = 1
    """Seconds before the second try; twice as long before each further one."""
    longest_pause: float = 60
    bytes: int = 2 * 1024 * 1024
    """Of an answer."""


def _refuse(url: str, *, has_key: bool) -> None:
    """Raises UsageError for an address that is none, or to which a key would go in the open."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in {"http", "https"} or not host:
        raise UsageError(f"{url!r} is no http or https address", remedy=_EXAMPLE)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(
            "the language model's address has more than host and path",
            remedy=f"Put the key into {KEY}.",
        )
    if has_key and parts.scheme == "http" and not _is_here(host):
        raise UsageError(f"the key would go to {host} unencrypted", remedy="Give an https address.")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
