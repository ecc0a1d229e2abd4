"""The terminal, for what people read."""

from __future__ import annotations

from rich.console import Console


def terminal(*, stderr: bool = False) -> Console:
    """The terminal; text is shown as it is, whatever brackets it has."""
    return Console(stderr=stderr, markup=False, highlight=False)
