from __future__ import annotations

import io
import subprocess
import sys

import pytest

from communique.errors import UnknownNameError
from communique.exports import ANSWER_FORMATS, write_answer
from communique.model import Answer
from communique.vocabulary import Prefixes


@pytest.mark.parametrize("format", ANSWER_FORMATS)
def test_every_format_writes(format: str, answer: Answer, prefixes: Prefixes) -> None:
    output = io.BytesIO()
    write_answer(answer, format, output, prefixes)
    assert output.getvalue()


def test_an_unknown_format_is_named(answer: Answer, prefixes: Prefixes) -> None:
    output = io.BytesIO()
    with pytest.raises(UnknownNameError, match="Did you mean xlsx") as raised:
        write_answer(answer, "xls", output, prefixes)
    assert raised.value.exit_code == 2
    assert output.getvalue() == b""


def test_the_door_loads_no_heavy_library() -> None:
    code = (
        "import sys, communique.exports, communique.exports.display, communique.exports.dataframe;"
        "print(*({'openpyxl', 'rdflib', 'pandas', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
