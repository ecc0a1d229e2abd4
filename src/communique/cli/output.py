"""Where data go: the standard output, or the file that -o names."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

import click

from communique.errors import StoreError


def output_option(command: Any) -> Any:
    """The option -o, as every command that prints data has it."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write to this file instead of the standard output.",
    )(command)


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """A binary stream for data; a file appears whole or not at all.

    Raises StoreError where the file cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        draft = NamedTemporaryFile(  # noqa: SIM115  # it outlives this block until it is renamed
            dir=path.parent, prefix=f".{path.name}.", delete=False
        )
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with draft:
            yield draft.file  # type: ignore[misc]  # typeshed types the wrapped file loosely
        mask = os.umask(0)
        os.umask(mask)
        Path(draft.name).chmod(0o666 & ~mask)
        Path(draft.name).replace(path)
    except BaseException as error:
        Path(draft.name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"the file cannot be written ({error.strerror})",
        place=str(path),
        remedy="Name a file in a folder that exists and is writable.",
    )
