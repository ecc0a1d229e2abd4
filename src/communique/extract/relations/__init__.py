"""Reads relations out of sentences: rules over skeletons, then claims about things."""
