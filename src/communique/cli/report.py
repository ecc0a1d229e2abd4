"""A validation report on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from communique.project import Project
from communique.validation.report import Severity, ValidationReport
from communique.vocabulary import DOCUMENT

_STYLES = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def print_report(
    report: ValidationReport, project: Project, console: Console, *, least: str = "info"
) -> None:
    """Print results of at least one severity: place, fact, passage, remedy."""
    lowest = Severity[least.upper()]
    for result in report.results:
        if result.severity < lowest:
            continue
        line = Text(str(result.severity), style=_STYLES[result.severity])
        if result.place is not None:
            path = project.relative(result.place.path)
            line.append(f"  {path}:{result.place.line}", style="default not bold")
        console.print(line, soft_wrap=True)
        console.print(Text(f"  {result.message}"))
        if result.passage:
            passage = result.passage.removeprefix(str(DOCUMENT))
            console.print(Text(f"  passage: {passage}", "dim"), soft_wrap=True)
        console.print(Text(f"  remedy: {result.remedy}", style="green"))
