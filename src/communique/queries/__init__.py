"""Stored questions, checks and views: their files, parameters and names."""
