"""Which things of the graph the entities of a text are."""
