"""A language model as a reader: it points at words, and nothing it says is taken on trust."""
