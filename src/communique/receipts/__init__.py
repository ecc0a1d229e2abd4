"""Receipts: what each row of an answer rests on, and the state it is in."""
