"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from communique.errors import StoreError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A binary stream for a file, which stays as it is until all is written.

    A link's target is written, a device or pipe directly. Raises StoreError where it cannot be.
    """
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with draft.open("xb") as stream:
                yield stream
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(
            f"the file cannot be written ({error.strerror})",
            place=str(path),
            remedy="Name a file in a folder that exists and is writable.",
        ) from error
