"""Reads the relations of an article: stages of rules, the things they name, then claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from communique.claims import Claim, Kind, Mention, Predicate
from communique.extract import mention as flat
from communique.extract.article import Article
from communique.extract.lexicon import Country
from communique.extract.relations import (
    describing,
    gathering,
    meetings,
    owning,
    paying,
    providing,
    signing,
    speaking,
)
from communique.extract.relations.bodies import Bodies
from communique.extract.relations.bonds import Bonds
from communique.extract.relations.context import Context
from communique.extract.relations.desk import Desk, all_nodes
from communique.extract.relations.firing import Firing
from communique.extract.relations.modality import Modality, modality_of
from communique.extract.relations.naming import Naming
from communique.extract.relations.occasions import Occasions, one_meeting
from communique.extract.relations.offices import Offices
from communique.extract.relations.owners import Owners
from communique.extract.relations.papers import Papers
from communique.extract.relations.rules import Match, RuleSet
from communique.extract.relations.sides import Sides
from communique.extract.relations.signers import parties_of
from communique.extract.relations.skeleton import Node, Skeleton, nodes_of
from communique.extract.relations.speakers import Speakers
from communique.extract.relations.things import Things
from communique.extract.relations.titles import Titles
from communique.extract.relations.units import Units

Builder = Callable[[Firing], Iterator[Claim]]

BUILDERS: Mapping[str, Builder] = {
    "signing": signing.signing,
    "reaching": signing.reaching,
    "witnessing": signing.witnessing,
    "venue": signing.venue,
    "paper_place": signing.paper_place,
    "ceremony": signing.ceremony,
    "signing_held": signing.signing_held,
    "paper_date": signing.paper_date,
    "happening": gathering.happening,
    "taking_part": gathering.taking_part,
    "represented": gathering.represented,
    "counts": gathering.counts,
    "meeting": meetings.meeting,
    "addressed": meetings.addressed,
    "visit": meetings.visit,
    "rite": meetings.rite,
    "part": gathering.part,
    "at_event": gathering.at_event,
    "commitment": paying.commitment,
    "commitment_open": paying.commitment_open,
    "origin_of_funds": paying.origin_of_funds,
    "paper_amount": paying.paper_amount,
    "utterance": speaking.utterance,
    "citation": speaking.citation,
    "publisher": speaking.publisher,
    "paper_topic": describing.paper_topic,
    "event_topic": describing.event_topic,
    "paper_part": describing.paper_part,
    "beneficiary": describing.beneficiary,
    "involvement": describing.involvement,
    "membership": describing.membership,
    "quantity": providing.quantity,
    "deadline": providing.deadline,
    "share": owning.share,
    "legal_force": describing.legal_force,
}
"""By the name that rules use."""
_TITLES = frozenset({"title", "titles"})
_PARTIES = frozenset({"reaching", "signing", "paper_parties"})


class Reader:
    """Reads articles by one set of rules."""

    def __init__(self, rules: RuleSet, countries: Mapping[str, Country]) -> None:
        """Take the rules, and the countries by their codes."""
        self.rules = rules
        self._names_of = {code: one.name for code, one in countries.items()}
        self._currencies = {code: one.currency for code, one in countries.items()}

    def read(self, article: Article, mentions: Sequence[flat.Mention]) -> tuple[Desk, list[Claim]]:
        """What an article says, claim by claim, before anything is checked."""
        nodes = nodes_of(mentions)
        context = Context(article)
        desk = Desk(context, Offices(context), Titles(context), Papers(context), Occasions(context))
        desk.currencies = self._currencies
        naming, units = Naming(context, self._names_of), Units(article, nodes)
        bodies = Bodies(context, self._names_of)
        desk.nodes, desk.principals = nodes, naming.countries(nodes)
        skeletons = self._offices(desk, self._names(desk, naming, bodies, units))
        desk.headings = frozenset(
            id(one) for one, unit in zip(skeletons, units.all, strict=True) if unit.heading
        )
        matches = [match for one in skeletons for match in self._clauses(one)]
        self._delegations(desk, matches)
        desk.titles.place(desk.offices)
        owners = Owners(context, desk.principals, naming.leading, nodes)
        desk.offices.settle(desk.principals, owners)
        desk.titles.settle(desk.offices)
        bodies.adopt(desk.offices.seat or naming.only, naming.leading)
        Speakers(desk, units).settle(skeletons, matches)
        papers = all_nodes(skeletons, "AGREEMENT")
        desk.papers.apart.partners = _each(desk, matches)
        desk.papers.read(papers, self._parties(desk, matches), _unsigned(matches))
        desk.occasions.read(all_nodes(skeletons, "EVENT"))
        for match in matches:
            desk.note(match)
        sides = Sides(context.things, desk.papers.found)
        settled = list(sides.settled(self._told(desk, matches)))
        settled = list(one_meeting(settled, context.things))
        passed = Bonds(desk, settled).passed_on()
        told = desk.occasions.beside_signings([*settled, *passed])
        claims = [*desk.offices.claims(), *told]
        return desk, [*claims, *bodies.claims(_spoken_of(claims, context.things), nodes)]

    def _names(self, desk: Desk, naming: Naming, bodies: Bodies, units: Units) -> list[Skeleton]:
        """Put the names of organisations together, and name all that has a name."""
        skeletons: list[Skeleton] = []
        for unit in units.all:
            skeleton, found = self.rules.rewritten(unit.skeleton, "names")
            for match in found:
                desk.composed.add(match.rule.name)
                bodies.read(match)
            skeletons.append(skeleton)
        nodes = desk.nodes
        bodies.name([node for node in nodes if node.sort == "ORGANIZATION"])
        naming.persons([node for node in nodes if node.sort == "PERSON"])
        naming.initiatives([node for node in nodes if node.sort == "INITIATIVE"])
        return skeletons

    def _offices(self, desk: Desk, skeletons: Sequence[Skeleton]) -> list[Skeleton]:
        """Put persons together with their posts."""
        read: list[Skeleton] = []
        for skeleton in skeletons:
            rewritten, found = self.rules.rewritten(skeleton, "offices")
            for match in sorted(found, key=lambda one: one.span):
                desk.composed.add(match.rule.name)
                titles = any(say.builder in _TITLES for say in match.rule.says)
                (desk.titles if titles else desk.offices).read(match)
            read.append(rewritten)
        return read

    def _clauses(self, skeleton: Skeleton) -> list[Match]:
        """Where clause rules fire; of one rule only the longest of overlapping matches."""
        found: list[Match] = []
        for rule, patterns in self.rules.likely("clauses", skeleton):
            own: list[Match] = []
            for match in sorted(rule.matches(skeleton, patterns), key=lambda m: m.first - m.last):
                if not any(match.first < m.last and m.first < match.last for m in own):
                    own.append(match)
            found += own
        return found

    def _delegations(self, desk: Desk, matches: Sequence[Match]) -> None:
        for match in matches:
            for say in match.rule.says:
                if say.builder == "represented":
                    (land,) = match.nodes(say.roles["land"])
                    for node in match.nodes(say.roles["who"]):
                        desk.offices.stands_for(desk.context.key(node), desk.context.key(land))

    def _parties(self, desk: Desk, matches: Sequence[Match]) -> dict[int, set[str]]:
        """For each word for a paper, the countries and organisations that sign it."""
        found: dict[int, set[str]] = {}
        for match in matches:
            if id(match.skeleton) in desk.headings:
                continue  # a title names whom it likes: countries for their companies, or one side
            for say in match.rule.says:
                if say.builder in _PARTIES:
                    firing = Firing(desk, match, say)
                    sides = {side for side, _, _ in parties_of(firing) if side}
                    if sides and say.builder not in BUILDERS:
                        desk.composed.add(match.rule.name)
                    for paper in match.nodes("paper"):
                        found.setdefault(paper.number, set()).update(sides)
        return found

    def _told(self, desk: Desk, matches: Sequence[Match]) -> list[Claim]:
        """What the sentences say, and of headings what no sentence says otherwise.

        Who signs is told by a heading only where no sentence tells it.
        """
        above = [match for match in matches if id(match.skeleton) in desk.headings]
        below = [match for match in matches if id(match.skeleton) not in desk.headings]
        told = list(self._built(desk, below))
        signed = {one.subject for one in told if one.predicate is Predicate.SIGNATURE}
        titled = (
            one
            for one in self._built(desk, above)
            if one.predicate is not Predicate.SIGNATURE or one.subject not in signed
        )
        return [*titled, *told]

    def _built(self, desk: Desk, matches: Sequence[Match]) -> Iterator[Claim]:
        for match in matches:
            for say in match.rule.says:
                builder = BUILDERS.get(say.builder)
                if builder is not None:
                    yield from builder(Firing(desk, match, say))


def _each(desk: Desk, matches: Sequence[Match]) -> dict[int, list[Node]]:
    """For each word for several papers, with whom they are, where each is with another."""
    found: dict[int, list[Node]] = {}
    for match in matches:
        for say in match.rule.says:
            partners = match.nodes(say.roles["each"]) if say.builder == "paper_each" else []
            known = [node for node in partners if desk.context.key(node)]
            if known and len(known) == len({desk.context.key(node) for node in known}) > 1:
                desk.composed.add(match.rule.name)
                found.setdefault(match.nodes("paper")[0].number, known)
    return found


def _unsigned(matches: Sequence[Match]) -> frozenset[int]:
    """The words for papers whose signing a sentence denies, by the numbers of their nodes."""
    return frozenset(
        node.number
        for match in matches
        for say in match.rule.says
        if say.builder == "signing"
        and modality_of(match.groups.get(say.roles.get("verb", ""), ())) is Modality.NEGATED
        for node in match.nodes("paper")
    )


def _spoken_of(claims: Sequence[Claim], things: Things) -> frozenset[str]:
    """Keys of all that claims have as an argument, and of those to whom the posts belong."""
    keys = {
        argument.entity
        for claim in claims
        for _, argument in claim.arguments
        if isinstance(argument, Mention) and argument.entity
    }
    return frozenset(keys | {things.owner(k) for k in keys if things.kind(k) is Kind.POST})
