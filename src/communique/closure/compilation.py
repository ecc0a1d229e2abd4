"""The compiler: an ontology's triples to the rules it stands for."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from communique.closure.axioms import Axioms
from communique.closure.class_axioms import class_rules
from communique.closure.hierarchy import close_hierarchies, restriction_rules
from communique.closure.individual_axioms import individual_rules
from communique.closure.property_axioms import property_rules
from communique.closure.rules import RuleSet
from communique.closure.unfolding import unfold


def compile_rules(ontology: Iterable[Triple]) -> RuleSet:
    """Everything that an ontology in OWL 2 RL lets one conclude about individuals.

    Axioms outside the profile are passed over. The order of the rules follows the order of the
    triples. InputError where a list is broken or the expressions unfold beyond all measure.
    """
    axioms = Axioms(ontology)
    drafts = [*property_rules(axioms), *class_rules(axioms), *individual_rules(axioms)]
    drafts += restriction_rules(axioms, drafts)
    return RuleSet(tuple(close_hierarchies(unfold(drafts))))
