"""Frozen records of proofs: how a triple of the graph follows, or what it lacks to be in it.

A proof is a set of steps, each the application of one rule of OWL 2 RL
(https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules), and of
leaves, which are asserted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Triple, Variable

from communique.model import Citation, Term


class Step(NamedTuple):
    """One application of one rule."""

    conclusion: Triple
    rules: tuple[str, ...]
    """Names of the OWL 2 RL rules that it stands for, in the order in which they are applied."""
    axioms: tuple[Triple, ...]
    """The triples of the ontology that it stands for, cells of lists among them."""
    premises: tuple[Triple, ...]
    """The triples that stand for the rule's body, in its order."""


class Leaf(NamedTuple):
    """An asserted triple, and where it stands."""

    triple: Triple
    cited: tuple[int, ...]
    """Passages that assert it, as positions in the proof's citations."""
    passages: int
    """How many passages assert it; of a proof with the fewest steps only some are cited."""
    files: tuple[str, ...] = ()
    """Background files and tables of links that give it: `background/countries`, `links`."""
    common: tuple[str, ...] = ()
    """What else gives it, and is never cited: `registry`, `ontology`, `documents`."""


@dataclass(frozen=True)
class Proof:
    """Why a triple is in the graph: a proof with few steps, or all derivations there are."""

    triple: Triple
    steps: tuple[Step, ...]
    """A conclusion comes before the steps to its premises."""
    leaves: tuple[Leaf, ...]
    citations: tuple[Citation, ...]
    """The passages of the leaves, by article and offset."""
    labels: Mapping[str, str]
    """Labels of the IRIs that occur, by IRI."""
    whole: bool = False
    """Whether these are all one-step derivations of each triple, not one proof."""
    fewest: bool = True
    """Whether no proof from premises of lower rounds has fewer steps; of a whole graph of
    derivations, whether nothing was left out for its size."""
    version: str = ""
    """Version of the software, and of the data by their digest."""
    note: str = ""
    """What the graph of a day leaves out; empty for the graph as it is."""

    holds = True

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        """Every triple once, a conclusion before its premises."""
        found = {self.triple: None}
        for step in self.steps:
            found |= dict.fromkeys((step.conclusion, *step.premises))
        return tuple(found)

    @cached_property
    def derivations(self) -> Mapping[Triple, tuple[Step, ...]]:
        """The steps to each triple that has some."""
        found: dict[Triple, tuple[Step, ...]] = {}
        for step in self.steps:
            found[step.conclusion] = (*found.get(step.conclusion, ()), step)
        return found

    @cached_property
    def asserted(self) -> Mapping[Triple, Leaf]:
        """The leaf of each triple that is asserted."""
        return {leaf.triple: leaf for leaf in self.leaves}


class OpenTriple(NamedTuple):
    """A triple some of whose terms are left open."""

    subject: Term | Variable
    predicate: Term | Variable
    object: Term | Variable


class Gap(NamedTuple):
    """A rule that would give a triple, and what of its body the graph lacks."""

    rules: tuple[str, ...]
    axioms: tuple[Triple, ...]
    premises: tuple[OpenTriple, ...]
    """What the rule asks for to give the triple; an open term may be any, the same in all."""
    found: tuple[Triple, ...]
    """Premises that are in the graph."""
    missing: tuple[OpenTriple, ...]
    """Premises that then are not."""
    instance: bool = False
    """Whether the graph offers other premises to begin with, and these are only some of them."""


@dataclass(frozen=True)
class Absence:
    """Why a triple is not in the graph: the rules that come nearest to giving it."""

    triple: Triple
    gaps: tuple[Gap, ...]
    """The nearest first; none where no rule could give it."""
    known: tuple[Term, ...]
    """Other objects that the graph has for the same subject and predicate, a few of them."""
    searched: str
    """What was searched, and what its silence means."""
    labels: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    note: str = ""

    holds = False
