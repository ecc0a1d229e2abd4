"""How often rules were found right, on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from communique.cli.terminal import terminal
from communique.reviews.queue import Queue
from communique.reviews.report import Precision, report_of


def print_report(queue: Queue) -> None:
    """Print the precision of what rules have read, by kind of statement and by rule."""
    report = report_of(queue)
    console = terminal()
    total = report.total
    done = total.decided + total.unknown
    console.print(f"{done} of {done + total.waiting} statements decided on", style="bold")
    if report.gone:
        console.print(f"{report.gone} more decisions are on statements that are no longer there")
    _print(console, "statement", [*report.kinds, total])
    _print(console, "rule", report.rules)
    console.print(
        "\nprecision = right / (right + wrong), with Wilson's interval at 95 %; where the "
        "queue was not gone through to its end, the gravest statements weigh more.",
        style="dim",
    )


def _print(console: Console, title: str, rows: Sequence[Precision]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(title, overflow="fold")
    for head in ("right", "wrong", "can't tell", "waiting", "precision", "95 %"):
        table.add_column(head, justify="right", no_wrap=True)
    for row in rows:
        low, high = row.interval
        table.add_row(
            row.name,
            *(str(count) for count in (row.right, row.wrong, row.unknown, row.waiting)),
            "" if row.share is None else f"{row.share:.0%}",
            "" if row.share is None else f"{low:.0%}–{high:.0%}",
        )
    console.print()
    console.print(table)
