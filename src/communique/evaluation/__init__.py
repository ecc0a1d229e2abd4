"""Extracted facts against facts that a reader has taken from the same texts.

Precision, recall and F1 for each predicate, with what was missed and what is wrong. The vocabulary
is that of `communique facts`; its predicates are the views under queries/views/facts.
"""
