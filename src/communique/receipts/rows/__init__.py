"""Rows of an answer: the state of each, and its receipt."""
