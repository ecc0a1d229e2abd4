"""One thing on one page."""
