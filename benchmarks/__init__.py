"""How fast, against whom: a generator of graphs in this ontology's shape, and what is measured."""
