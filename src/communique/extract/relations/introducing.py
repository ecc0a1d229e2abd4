"""What the words around a word for a paper tell: that it is a further one, or one told just before.

`Besides, a memorandum was signed` tells of a further paper, `the pact is a treaty on fishing` and
`a contract sealing the deal` of one and the same.
"""

from __future__ import annotations

import re

_OTHER = re.compile(
    r"\b(?:another|separate|final|second|third|additional|further|similar|other|new|next|previous"
    r"|earlier|also)\b",
    re.IGNORECASE,
)
_NEW = re.compile(r"\b(?:new|final)\b", re.IGNORECASE)
"""What tells papers apart that are introduced, and not one that is referred to."""
_BUILT_ON = re.compile(
    r"\b(?:complement|supplement|replac|supersed|amend|extend|succeed)\w*\s+(?:the\s+)?\Z"
    r"|\b(?:builds?|based|drawn?) (?:up)?on\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_NEGOTIATED = re.compile(
    r"\b(?:negotiat\w+|talks) (?:on|for|about|over|towards?) an? (?:[\w-]+ )?\Z", re.IGNORECASE
)
"""What says that a paper is not there yet, as the others are."""
_SEALED = re.compile(
    r"\b(?:clinching|sealing|finali[sz]ing|formali[sz]ing) (?:an? |the )?(?:[\w-]+ )?\Z"
)
"""What says that a paper is the one told of just before: `a contract sealing the deal`."""
_NUMBER = re.compile(
    r"\b(?:number|series|range|dozens|hundreds|raft|set|host|package|all|many|\d+)"
    r" (?:of )?(?:[\w-]+ )?\Z"
)
"""What tells how many papers there are, and no paper."""
_ADDED = re.compile(
    r"\W*(?:in addition|besides|moreover|separately|furthermore|additionally|also|likewise)\b,?",
    re.IGNORECASE,
)
"""How a sentence begins that tells of something further."""
_ALSO = re.compile(r"[^.;]{0,90}?\b(?:was|were|is|are|has been|have been) (?:also|separately) ")
"""What tells so behind the word for a paper: `a contract on nets was also signed`."""
_IS = re.compile(
    r",? (?:is|was|becomes|became|remains|constitutes) (?:also )?(?:an?|the|its|one of the)"
    r"(?: (?!(?:of|for|to|in|on|as|by|with|from|not|part|step|basis|result)\b)[\w-]+){0,2} "
)
"""What stands between two words for one paper: `the pact is the first treaty`."""
_NEAR = 24
"""Characters before a word for a paper in which `another` tells it apart."""


def is_further(text: str, start: int, end: int, sentence: int, *, definite: bool) -> bool:
    """Whether the words around a word for a paper tell it apart from those told of before.

    >>> is_further("Besides, a pact was signed.", 11, 15, 0, definite=False)
    True
    >>> is_further("Besides, the pact was signed.", 13, 17, 0, definite=True)
    False
    >>> is_further("Norway has talks on a pact.", 22, 26, 0, definite=False)
    True
    """
    near = text[max(0, start - _NEAR) : end]
    if _OTHER.search(_NEW.sub("", near) if definite else near):
        return True
    before = text[max(0, start - 32) : start]
    if _BUILT_ON.search(before) or _NEGOTIATED.search(before):
        return True
    return not definite and bool(_ADDED.match(text, sentence) or _ALSO.match(text, end))


def is_number_of(text: str, start: int) -> bool:
    """Whether papers are only counted: `a number of agreements`."""
    return bool(_NUMBER.search(text[max(0, start - 32) : start]))


def is_sealing(text: str, start: int) -> bool:
    """Whether a paper is one that seals the one told of just before."""
    return bool(_SEALED.search(text[max(0, start - 32) : start]))


def is_said_to_be(text: str, end: int, start: int) -> bool:
    """Whether the words between two words for papers say that both are one.

    >>> is_said_to_be("The pact is the first treaty.", 8, 22)
    True
    >>> is_said_to_be("The pact is a step to a treaty.", 8, 24)
    False
    """
    return bool(_IS.fullmatch(text, end, start))
