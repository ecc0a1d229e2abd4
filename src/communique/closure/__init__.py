"""Closure: what follows from the data by the ontology, why, and what contradicts it.

The ontology is compiled to rules once; the rules run as SPARQL on the store. `reference`, which
loads owlrl, is imported by those who ask for it.
"""

from communique.closure.compilation import compile_rules
from communique.closure.consistency import Inconsistency, find_inconsistencies
from communique.closure.derivations import Derivation, derivations
from communique.closure.fixpoint import ClosureReport, close
from communique.closure.rounds import round_of
from communique.closure.rules import Rule, RuleSet

__all__ = [
    "ClosureReport",
    "Derivation",
    "Inconsistency",
    "Rule",
    "RuleSet",
    "close",
    "compile_rules",
    "derivations",
    "find_inconsistencies",
    "round_of",
]
