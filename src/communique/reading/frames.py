"""Frames between a worker process and the one that asks it: eight bytes of length, the content."""

from __future__ import annotations

from typing import IO

_LENGTH = 8
_MOST = 2**28
"""Bytes of the largest frame that is taken: several times the longest text."""


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Write a frame and flush it."""
    stream.write(len(content).to_bytes(_LENGTH, "big"))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes:
    """The content of the next frame; empty where the stream ends before it does, or has none."""
    length = int.from_bytes(stream.read(_LENGTH), "big")
    content = stream.read(length) if length <= _MOST else b""
    return content if len(content) == length else b""
