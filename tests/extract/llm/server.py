"""A server with the chat interface on a free port of this machine, which answers by a script."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Script:
    """One answer of the server."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0
    """Seconds before the body, which is then sent byte by byte with as much between."""


def chat(content: object, finish: str = "stop") -> Script:
    """An answer of the chat interface: of a model that says a text, or JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return Script(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def failing(status: int, said: str = "", **headers: str) -> Script:
    """An answer that is an error, in the words of the interface."""
    return Script(json.dumps({"error": {"message": said}}).encode(), status, headers)


class Server(ThreadingHTTPServer):
    """Answers each question with the next of its scripts, the last one again and again."""

    daemon_threads = True

    def __init__(self, scripts: Sequence[Script]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.scripts = list(scripts)
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        """The base address to be set."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(json.loads(self.rfile.read(length)))
        self.server.paths.append(self.path)
        self.server.keys.append(self.headers["Authorization"])
        scripts = self.server.scripts
        script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        self.send_response(script.status)
        for name, value in script.headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(script.body)))
        self.end_headers()
        self._send(script)

    def _send(self, script: Script) -> None:
        try:
            if not script.delay:
                self.wfile.write(script.body)
                return
            for byte in script.body:
                time.sleep(script.delay)
                self.wfile.write(bytes([byte]))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client has had enough of it

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(*scripts: Script) -> Iterator[Server]:
    """A server at work."""
    with Server(scripts) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
