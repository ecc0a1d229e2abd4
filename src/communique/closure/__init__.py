"""Closure: what follows from the data by the ontology, why, and what contradicts it.

The ontology is compiled to rules once (`compilation`); the rules run as SPARQL on the store
(`fixpoint`). Each part is imported from its own module, so that a question loads no compiler.
"""
