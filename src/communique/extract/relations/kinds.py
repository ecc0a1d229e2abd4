"""Kinds of papers: which words can mean one paper, and how much each says of it."""

from __future__ import annotations

from communique.extract.mention import Mention
from communique.extract.relations.things import folded

GENERAL = frozenset({"agreement", "document"})
"""Kinds that a paper of any kind may be called."""
INTENTS = frozenset(
    {
        *("memorandum", "memorandum-of-understanding", "memorandum-of-cooperation"),
        *("letter-of-intent", "declaration-of-intent", "statement-of-intent"),
    }
)
"""Kinds that reports take for one another."""
LOOSE = frozenset({"cooperation-agreement"})
"""Kinds that a paper of intent may be called."""
_BROADER = {
    "memorandum-of-understanding": "memorandum",
    "memorandum-of-cooperation": "memorandum",
    "cooperation-agreement": "agreement",
    "framework-agreement": "agreement",
    "intergovernmental-agreement": "agreement",
    "free-trade-agreement": "agreement",
    "economic-partnership-agreement": "agreement",
    "status-of-forces-agreement": "agreement",
    "visiting-forces-agreement": "agreement",
    "contract": "agreement",
    "treaty": "agreement",
    "joint-statement": "declaration",
    "action-plan": "plan",
    "protocol": "document",
    "declaration-of-intent": "letter-of-intent",
    "statement-of-intent": "letter-of-intent",
}


def kind_name(concept: str) -> str:
    """The name of a concept without its scheme."""
    return concept.split(":", 1)[-1] or "agreement"


def is_generic(mention: Mention) -> bool:
    """Whether words say only that a paper is meant that was told of before: `the document`."""
    first = "first" in mention.text.lower().split()
    referring = mention.details.get("definite") and not mention.details.get("proper") and not first
    return bool(referring) and kind_name(mention.details.get("concept", "")) in GENERAL


def depth(concept: str) -> int:
    """How much a kind says."""
    return 0 if concept in GENERAL else (2 if concept in _BROADER else 1)


def is_closer(said: str, known: str) -> bool:
    """Whether a word says more of the kind of a paper than what is known of it."""
    return depth(said) > depth(known) or (said in INTENTS and known in LOOSE)


def fits(known: str, said: str) -> bool:
    """Whether two words can mean one paper."""
    if known == said or known in GENERAL or said in GENERAL:
        return True
    return _BROADER.get(known) == said or _BROADER.get(said) == known


def worded(mention: Mention, *, described: bool = False) -> str:
    """The name of a paper, or of its kind without what describes it.

    So `landmark agreement` is called `agreement`, and so is, where it is only described, what
    capitals would make a name.
    """
    proper = mention.details.get("proper")
    if proper and not described:
        return str(proper[0]) if isinstance(proper, tuple | list) else mention.text
    words = mention.text.split()
    for first in range(len(words)):
        kind = " ".join(words[first:])
        if folded(kind).replace(" ", "-") == kind_name(mention.details.get("concept", "")):
            return kind
    head = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
    return " ".join(words[head:])
