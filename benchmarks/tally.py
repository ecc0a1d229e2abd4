"""What the generated documents speak of most, and from it values for the questions' parameters.

A question is asked about things of which much is said, so that none is easy and all have answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from benchmarks.world import Triple

_ROLES = ("presenter", "backer", "participant")


class Tally:
    """Counts, statement by statement."""

    def __init__(self) -> None:
        self._said: Counter[str] = Counter()
        self._events: dict[str, set[str]] = {}
        self._signed: set[str] = set()
        self._values: dict[tuple[str, str], str] = {}
        self._parties: dict[str, list[str]] = {}
        self._homes: dict[str, str] = {}
        self._attested: dict[str, date] = {}
        self._payers: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()

    def add(self, rows: Iterable[Triple], reported: date | None) -> None:
        """Count what a passage of a document of a day says."""
        parties: list[str] = []
        for subject, predicate, value in rows:
            self._said[subject] += 1
            if predicate in {"cmq:occasion", "cmq:scope"}:
                role = subject.split("/")[-2] if predicate == "cmq:occasion" else "count"
                self._events.setdefault(value, set()).add(role)
            elif predicate == "cmq:agreement":
                self._parties.setdefault(value, []).append(subject)
            elif predicate == "cmq:party":
                self._homes[subject] = value
                parties.append(value)
            elif predicate == "cmq:post" and reported:
                self._attested.setdefault(value, reported)
            elif predicate == "cmq:postIn":
                self._homes[subject] = value
            elif predicate == "cmq:payer":
                self._payers[value] += 1
            elif predicate in {"cmq:kind", "cmq:date", "a"}:
                self._values[subject, predicate] = value
        if len(parties) == 2:
            self._pairs[min(parties), max(parties)] += 1

    def parameters(self) -> dict[str, dict[str, str]]:
        """For each question that has parameters, values of them."""
        event = self._most("event", {e for e, found in self._events.items() if self._full(found)})
        post = self._most("post", {p for p in self._attested if self._is_minister(p)})
        on = self._attested[post].isoformat()
        person = self._most("person", None)
        agreement = self._most("agreement", {a for a in self._parties if self._is_dated(a)})
        sides = [self._homes[signature] for signature in self._parties[agreement]]
        second = next((s for s in sides if s != sides[0]), sides[0])
        year = self._values[agreement, "cmq:date"][1:5]
        period = {"from": f"{year}-01-01", "to": f"{year}-12-31"}
        month = {"from": f"{on[:7]}-01", "to": f"{on[:7]}-28"}
        kind = self._values[agreement, "cmq:kind"]
        payer = next(p for p, _ in self._payers.most_common() if p.startswith("country:"))
        return {
            "agreement": {"agreement": agreement},
            "agreements": {"country": second, "kind": kind, **period},
            "attendance": {"event": event},
            "backers": {"event": event},
            "between": dict(zip("ab", self._pairs.most_common(1)[0][0], strict=True)),
            "commitments": {"payer": payer},
            "companies": {"country": second},
            "corroboration": {"about": agreement},
            "meetings": {"person": person},
            "ministers": {"country": self._homes[post], "on": on},
            "office-holder": {"post": post, "on": on},
            "organisations": {"country": second, "kind": "organization-kind:company"},
            "participants": {"event": event},
            "person": {"person": person},
            "presentations": {"event": event},
            "promises": {"payer": payer},
            "said": {"speaker": person},
            "signatories": {"agreement": agreement},
            "timeline": month,
            "totals": {"payer": payer},
        }

    def _most(self, kind: str, among: set[str] | None) -> str:
        """The thing of a kind of which most is said, the first by name of equals."""
        found = [
            t for t in self._said if t.startswith(f"{kind}:") and (among is None or t in among)
        ]
        return min(found, key=lambda thing: (-self._said[thing], thing))

    def _full(self, roles: set[str]) -> bool:
        return "count" in roles and roles.issuperset(_ROLES)

    def _is_minister(self, post: str) -> bool:
        return self._values.get((post, "a")) == "cmq:MinisterialPost"

    def _is_dated(self, agreement: str) -> bool:
        value = self._values.get((agreement, "cmq:date"), "")
        return value.endswith("xsd:date") and (agreement, "cmq:kind") in self._values
