"""The queue of statements on the terminal, one after the other, and what the keys decide."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from contextlib import nullcontext

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from communique.cli.keys import Keys, keys_of
from communique.cli.terminal import terminal
from communique.errors import UsageError
from communique.exports.display import visible
from communique.exports.wording import article_text
from communique.reviews.item import Item
from communique.reviews.logbook import Decision
from communique.reviews.session import Session

DECISIONS = {
    "r": Decision.RIGHT,
    "w": Decision.WRONG,
    "b": Decision.WRONG_BUT,
    "?": Decision.UNKNOWN,
}
_PROMPT = "r right · w wrong · b wrong here but · ? can't tell · n note · u s q"
_HELP = "r right, w wrong, b wrong but …, ? can't tell, n note, u undo, s skip, q quit"


def go_through(session: Session, keys: Keys | None = None) -> None:
    """Show one item after the other, and keep what the keys decide."""
    console = terminal()
    if session.current is None:
        console.print("Nothing waits for a decision.")
        return
    gc.freeze()  # the queue lives to the end; to look for garbage in it makes a person wait
    with nullcontext(keys) if keys is not None else keys_of(sys.stdin) as found:
        _Screen(session, found, console).run()
    left = len(session.items) - session.position
    made = f"{session.made} decision{'s' * (session.made != 1)}"
    terminal(stderr=True).print(f"{made} kept; {left} left in the queue")


class _Screen:
    """What is shown and asked, item by item."""

    def __init__(self, session: Session, keys: Keys, console: Console) -> None:
        self._session = session
        self._keys = keys
        self._console = console
        self._note = ""
        self._acts: dict[str, Callable[[], None]] = {
            "n": self._ask_note,
            "s": session.skip,
            "u": self._undo,
        }

    def run(self) -> None:
        """Go on until the queue or the keys end."""
        while (item := self._session.current) is not None:
            self._show(item)
            while self._session.current is item:
                key = self._keys.key()
                if key in ("", "q", "\x03", "\x04"):
                    return
                if not self._act(key.casefold()):
                    break

    def _act(self, key: str) -> bool:
        """Do what a key means; whether the item still stands on the screen as it was."""
        if key in DECISIONS:
            self._decide(DECISIONS[key])
        elif key in self._acts:
            before = self._session.current
            self._acts[key]()
            return self._session.current is before
        else:
            self._console.print(Text(_HELP, style="dim"))
        return True

    def _decide(self, decision: Decision) -> None:
        instead = ""
        if decision is Decision.WRONG_BUT:
            instead = self._keys.line("What would be right")
            if not instead:
                self._console.print(Text("nothing decided: say what would be right", "yellow"))
                return
        try:
            self._session.decide(decision, instead, self._note)
        except UsageError as error:
            self._console.print(Text(f"nothing decided: {error}", style="red"))
            return
        self._note = ""
        told = f"→ {decision}" + (f" {instead}" if instead else "")
        self._console.print(Text(told, style="bold"))

    def _ask_note(self) -> None:
        self._note = self._keys.line("Note")

    def _undo(self) -> None:
        item = self._session.undo()
        told = "→ taken back" if item else "nothing to take back"
        self._console.print(Text(told, style="bold" if item else "yellow"))

    def _show(self, item: Item) -> None:
        """An item: why it is asked for, what it says, and what says it."""
        count = f"{self._session.position + 1} of {len(self._session.items)}"
        head = Text(f"\n{count}", style="bold").append(f"  {visible(item.why)}", "not bold yellow")
        self._console.print(head)
        self._console.print(Text(visible(item.says), style="bold"))
        for line in _beside(item):
            self._console.print(Padding(line, (0, 0, 0, 2)))
        self._console.print(Text(_PROMPT, style="dim"))


def _beside(item: Item) -> list[Text]:
    """What stands beside a statement: the article, the words, those before it, the marks."""
    found = []
    if item.article is not None:
        found.append(Text(f"{article_text(item.article)}: {visible(item.article.title)}", "cyan"))
    brief = item.document is not None and item.document.is_brief
    found += [Text(f"… {visible(words)}", style="dim") for words in item.before]
    if item.words:
        told = visible(item.words)
        found.append(Text(f"from a brief: {told}" if brief else f"“{told}”"))
    elif item.gloss:
        found.append(Text(f"in our words: {visible(item.gloss)}", style="italic"))
    if item.names:
        found.append(Text(" · ".join(map(visible, item.names)), style="dim"))
    if item.marks:
        found.append(Text(" · ".join(map(visible, item.marks)), style="yellow"))
    return found
