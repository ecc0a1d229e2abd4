"""Reads out of an article what it says: mentions, then relations by rules, each supported."""
