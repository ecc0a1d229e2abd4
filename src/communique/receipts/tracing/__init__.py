"""What solutions of a query rest on: their quads, and the passages that give these."""
