"""Money that adds up: what may be added, what may not, and what no source tells."""
