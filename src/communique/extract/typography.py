"""How texts are set, as lists of `typography.yaml` tell."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from communique.extract.patterns import UPPER, filled

_LISTS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))

ABBREVIATIONS = frozenset(_LISTS["abbreviations"])
"""Words in small letters after which a full stop may end no sentence."""
FINAL_ABBREVIATIONS = frozenset(_LISTS["final"])
"""Those of them with which a sentence may end."""
OPENER = re.compile(rf"\s+[\"'(]*(?:{'|'.join(_LISTS['openers'])})\b")
"""A word that opens sentences, after a full stop."""
ASIDE = re.compile(
    rf"\s*(?:{'|'.join(f'(?:{one})' for one in (*_LISTS['captions'], *_LISTS['links']))})",
    re.IGNORECASE,
)
"""How lines begin that are no sentences of an article."""
EARLIER = re.compile(rf"\s*{_LISTS['earlier']}", re.IGNORECASE)
"""How a last line begins that links to another story."""
BULLET = re.compile(rf"(?:{_LISTS['bullets']}\s+)+")
"""What stands before an item of a list."""
_DATELINES = {**_LISTS["datelines"], "upper": f"[{UPPER}]"}
DATELINE = re.compile("|".join(filled(form, _DATELINES) for form in _LISTS["forms"]))
"""How paragraphs begin that tell first where and from whom they come."""
