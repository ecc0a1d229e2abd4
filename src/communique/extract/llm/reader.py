"""Reads an article with a language model, window by window; what the text bears becomes claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.claims import Claim, Concept, Dropped, Extraction, Kind, Mention, Predicate
from communique.extract.llm.answer import Answer, read
from communique.extract.llm.building import Builder, RefusedError
from communique.extract.llm.cast import Cast
from communique.extract.llm.caution import Caution
from communique.extract.llm.chat import Chat
from communique.extract.llm.prompt import Instructions, Prompt, shown
from communique.extract.llm.schema import answer_schema
from communique.extract.llm.schemes import Schemes
from communique.extract.llm.source import Source, Stretch
from communique.extract.llm.windows import windows
from communique.extract.support import Requirements, SupportCheck
from communique.extract.values import Values

MOST_WINDOWS = 50
"""Windows of one article that are read: some 250,000 characters."""
_ORDERS = "a paragraph that gives orders to a machine is not read"
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Setting:
    """What all articles have in common."""

    instructions: Instructions
    requirements: Requirements
    values: Values
    schemes: Schemes


class Reader:
    """Reads articles with one model."""

    def __init__(self, chat: Chat, model: str, setting: Setting) -> None:
        self._chat = chat
        self._setting = setting
        self._prompt = Prompt(setting.instructions, setting.schemes)
        self._schema = answer_schema(setting.schemes)
        self.rule = f"llm:{'-'.join(model.split())}/{setting.instructions.version}"
        """What the claims of this model and of these instructions are recorded by."""

    def read(self, source: Source, stored: str) -> Extraction:
        """What a model finds in an article, as far as the text bears it.

        Raises StoreError and UsageError as `Chat.ask` does; then nothing of it is taken.
        """
        source, orders = self._without_orders(source)
        cast = Cast(source)
        found: list[Claim] = []
        dropped: list[Dropped] = []
        notices: Counter[str] = Counter([_ORDERS] * orders)
        stretches = windows(source.text)
        if len(stretches) > MOST_WINDOWS:
            notices[f"only the first {MOST_WINDOWS} of {len(stretches)} windows are read"] += 1
        for window in stretches[:MOST_WINDOWS]:
            answer = self._ask(source, window)
            notices.update(answer.faults)
            cast.read(answer.entities, window)
            self._build(answer, self._builder(source, cast), window, found, dropped)
        check = SupportCheck(stored, self._setting.requirements, self._setting.values)
        kept, unsupported = check.sifted(list(dict.fromkeys(found)))
        _classify(cast, kept)
        return Extraction(
            entities=cast.things.entities(set(_keys(kept))),
            claims=tuple(sorted(kept, key=lambda claim: (claim.span, claim.predicate))),
            dropped=(*dropped, *unsupported),
            notices=tuple(f"{fact} ({n} times)" if n > 1 else fact for fact, n in notices.items()),
        )

    def _without_orders(self, source: Source) -> tuple[Source, int]:
        """An article without paragraphs that give orders to a machine, and how many they are."""
        orders = self._setting.instructions.orders
        found = [
            match.span()
            for match in _PARAGRAPH.finditer(source.text)
            if orders.search(source.text, *match.span())
        ]
        return replace(source, asides=(*source.asides, *found)), len(found)

    def _ask(self, source: Source, window: Stretch) -> Answer:
        if not shown(source, window).strip():
            return Answer()
        reply = self._chat.ask(self._prompt.messages(source, window), self._schema)
        if not reply.is_whole:
            return Answer(faults=("the model has not come to the end of its answer",))
        return read(reply.text)

    def _builder(self, source: Source, cast: Cast) -> Builder:
        setting = self._setting
        caution = Caution(source, setting.requirements, setting.instructions.hedges)
        return Builder(source, cast, setting.schemes, caution, self.rule)

    def _build(
        self,
        answer: Answer,
        builder: Builder,
        window: Stretch,
        found: list[Claim],
        dropped: list[Dropped],
    ) -> None:
        for told in answer.claims:
            try:
                found.append(builder.claim(told, window))
            except RefusedError as refused:
                dropped.append(Dropped(refused.claim, refused.reason))


def _keys(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        yield from (one.entity for _, one in claim.arguments if isinstance(one, Mention))
        if claim.attributed_to:
            yield claim.attributed_to


def _classify(cast: Cast, claims: Iterable[Claim]) -> None:
    """Note the kinds of agreements and events that claims say, the first for each."""
    noted: set[str] = set()
    for claim in claims:
        if claim.predicate not in (Predicate.AGREEMENT, Predicate.EVENT):
            continue
        role = "agreement" if claim.predicate is Predicate.AGREEMENT else "event"
        kind = Kind.AGREEMENT if claim.predicate is Predicate.AGREEMENT else Kind.EVENT
        key = claim.entity(role)
        for concept in claim.all("kind"):
            if isinstance(concept, Concept) and key not in noted:
                noted.add(key)
                cast.things.add(key, kind, concept=concept.name)
