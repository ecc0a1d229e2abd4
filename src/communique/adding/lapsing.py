"""Decisions of people that no longer hold: another text has other words, or says something else."""

from __future__ import annotations

from communique.dataset import DocumentStatements
from communique.project import Project
from communique.reviews.logbook import Logbook, Review
from communique.reviews.units import units_of


def lapsed(
    project: Project, before: DocumentStatements, after: DocumentStatements
) -> tuple[Review, ...]:
    """The decisions on what a document said that are on nothing it says now.

    Raises SyntaxInputError where the file of decisions is malformed.
    """
    reviews = Logbook(project).of(before.path.stem)
    if not reviews:
        return ()
    held = {unit.key for unit in units_of(after)}
    gone = dict.fromkeys(unit.key for unit in units_of(before) if unit.key not in held)
    return tuple(reviews[key] for key in gone if key in reviews)
