"""Who holds which post: titles shared out, `his deputy`, `his Danish counterpart`, open countries.

The country of a bare title is sought in this order: the same person elsewhere in the article; the
delegation the person belongs to; the other of the two countries that the article is about; then
what stands around it. Where none of these tells, it stays open.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.claims import Claim, Kind, Mention, Predicate
from communique.extract.relations.context import Context
from communique.extract.relations.office import GENERAL, Office, destination, named, singular
from communique.extract.relations.owners import Owners
from communique.extract.relations.rules import Match
from communique.extract.relations.skeleton import Item, Node
from communique.extract.relations.things import bag, folded

_BODIES_OF_STATE = frozenset({Kind.MINISTRY, Kind.GOVERNMENT, Kind.ARMED_FORCES, Kind.AGENCY})
_RANKS = frozenset({"minister", "secretary", "deputy", "prime", "vice", "first", "president"})
_NEAR = 300
"""Characters between an office and words that refer to it."""


class Offices:
    """All offices of an article, in the order of the text."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.found: list[Office] = []
        self.home = ""
        """The country whose own posts the article gives without a country; empty if open."""
        self._countries: dict[str, str] = {}
        """The country for which a person stands, where a delegation says it."""
        self.stand: dict[int, Node] = {}
        """For whom somebody stands, by the node of who does: `on behalf of Denmark, I`."""

    def read(self, match: Match) -> None:
        """Take what one match of an office rule says."""
        for say in match.rule.says:
            groups = {role: match.nodes(group) for role, group in say.roles.items()}
            groups.pop("scope", None)
            if say.builder == "stands":
                person, land = groups["person"][0], groups["land"][0]
                self.stand[person.number] = land
                if self._context.key(person):
                    self.stands_for(self._context.key(person), self._context.key(land))
            elif say.builder == "offices":
                self._shared(match, groups, match.groups.get(say.roles.get("scope", ""), ()))
            else:
                self._referring(match, groups, below=say.builder == "office_below")

    def _shared(
        self, match: Match, groups: dict[str, list[Node]], scope: Sequence[Item] = ()
    ) -> None:
        posts, owners, holders = groups["posts"], groups.get("owners", []), groups["holders"]
        if len(holders) == 1 and self._begins_clause(holders[0]):
            return
        text = self._context.article.text
        respective = len(holders) > 1 and len(holders) == len(owners)
        for number, holder in enumerate(holders):
            owner = owners[number] if respective else (owners[0] if len(owners) == 1 else None)
            for post in posts:
                assert post.mention is not None
                title = singular(post.mention.text) + destination(text, post, groups)
                title += named(text, scope)
                rank = post.mention.details.get("rank", "")
                self.found.append(Office(holder, title, rank, match, post, owner))

    def _begins_clause(self, holder: Node) -> bool:
        """Whether a surname is the subject behind a comma: `With the minister, Lee spoke`."""
        text, short = self._context.article.text, holder.mention
        surname = short is not None and bool(short.details.get("surname_of"))
        return surname and text[: holder.start].endswith(", ") and text[holder.end] == " "

    def _referring(self, match: Match, groups: dict[str, list[Node]], *, below: bool) -> None:
        """`his deputy`, `his counterpart`: the post of somebody named shortly before."""
        (holder,) = groups["holder"]
        owner = next(iter(groups.get("owner", [])), None)
        if owner is not None and not below:
            self.stands_for(self._context.key(holder), self._context.key(owner))
        before = self._before(match, abroad=owner is not None)
        if before is None:
            self._like_title(match, holder, owner, below=below)
            return
        if below:
            title, rank = f"Deputy {before.title}", "deputy-minister"
            rank = rank if before.rank == "minister" else "deputy-head"
            office = Office(holder, title, rank, match, None, before.owner, like=before)
        else:
            office = Office(holder, before.title, before.rank, match, None, owner, like=before)
        self.found.append(office)

    def _like_title(self, match: Match, holder: Node, owner: Node | None, *, below: bool) -> None:
        """`The minister of Ukraine met his Latvian counterpart, X`: a title without a name."""
        items = match.skeleton.items[: match.first]
        posts = [item.node for item in items if item.node and item.node.sort == "POST"]
        if not posts or below or posts[-1].mention is None:
            return
        title = singular(posts[-1].mention.text)
        rank = posts[-1].mention.details.get("rank", "")
        if folded(title) not in GENERAL:
            office = Office(holder, title, rank, match, None, owner, told=_stretch(posts[-1]))
            self.found.append(office)

    def _before(self, match: Match, abroad: bool) -> Office | None:
        """The last office before a place whose title says something.

        It is of the person whom the sentence names last before the place, or not far away; nobody
        `abroad`, known by a country, is the counterpart of a company's head.
        """
        start = match.span[0]
        before = [
            one
            for one in self.found
            if one.holder.end <= start and not one.is_general and one.like is None
            if not (abroad and one.is_corporate)
        ]
        items = match.skeleton.items[: match.first]
        people = [item.node for item in items if item.node and item.node.sort == "PERSON"]
        key = self._context.key(people[-1]) if people else ""
        named = [one for one in before if key and self._context.key(one.holder) == key]
        near = [one for one in before if start - one.holder.end < _NEAR]
        return next(reversed(named or near), None)

    def stands_for(self, person: str, country: str) -> None:
        """Note that a person is of a country's delegation."""
        self._countries.setdefault(person, country)

    def settle(self, principals: Sequence[str], owners: Owners) -> None:
        """Find the owner of each office, as far as the article tells it."""
        key = self._context.key
        for one in self.found:
            one.owner_key = key(one.owner) if one.owner else one.alone
        for one in self.found:
            if not one.owner_key and one.like is not None and one.title != one.like.title:
                one.owner_key = one.like.owner_key  # a deputy is of the same country
        known = {key(one.holder): one.owner_key for one in self.found if one.owner_key}
        for one in self.found:
            holder = key(one.holder)
            one.owner_key = (
                one.owner_key or known.get(holder, "") or self._countries.get(holder, "")
            )
        for one in self.found:
            if not one.owner_key:
                one.owner_key = self._other(one, principals)
        self.home = self._home(principals)
        owners.settle(self.found, self.home)
        for one in self.found:
            if not one.owner_key and one.like is not None and one.title != one.like.title:
                one.owner_key = one.like.owner_key

    @property
    def seat(self) -> str:
        """The country whose bodies of state the article gives without a country.

        Its home, but where no post is that country's and all posts are another's, that other.
        """
        lands = {self._land(one.owner_key) for one in self.found if one.owner_key} - {""}
        return lands.pop() if len(lands) == 1 and self.home else self.home

    def _home(self, principals: Sequence[str]) -> str:
        """The country whose own posts the article gives without a country; empty where it is open.

        Of the two countries that it is about, the one to which it assigns no post but an envoy's.
        """
        told = [one for one in self.found if (one.owner or one.alone) and not one.is_envoy]
        assigned = {self._bound(one.owner_key) for one in told if one.owner_key}
        left = [country for country in principals if country not in assigned]
        return left[0] if len(left) == 1 else ""

    def _other(self, office: Office, principals: Sequence[str]) -> str:
        """Of two countries the one that is not a counterpart's."""
        linked = [office.like] if office.like else []
        linked += [one for one in self.found if one.like is office]
        linked += [one for one in self.found if one.match is office.match and one is not office]
        taken = {one.owner_key for one in linked if one and one.title == office.title} - {""}
        left = [country for country in principals if country not in taken]
        return left[0] if len(taken) == 1 and len(left) == 1 else ""

    def country(self, person: str) -> str:
        """The country for which a person acts; empty where it is open."""
        if person in self._countries:
            return self._countries[person]
        for one in self.found:
            if self._context.key(one.holder) == person and one.owner_key:
                return self._land(one.owner_key)
        return ""

    def side(self, person: str) -> str:
        """Whom a person's signature binds: a country, or a company or body where it heads one."""
        for one in self.found:
            if self._context.key(one.holder) == person and one.owner_key:
                return self._bound(one.owner_key)
        return self._countries.get(person, "")

    def _bound(self, owner: str) -> str:
        """Whom the holder of a post binds: for a body of state the state."""
        things = self._context.things
        state = things.kind(owner) in _BODIES_OF_STATE
        return (things.owner(owner) or owner) if state else owner

    def told(self, person: str) -> tuple[int, int] | None:
        """The stretch that tells for whom a person acts; None where nothing does."""
        for one in self.found:
            if self._context.key(one.holder) == person and one.owner_key:
                return one.match.span
        return None

    def _land(self, key: str) -> str:
        things = self._context.things
        return key if things.kind(key) is Kind.COUNTRY else things.owner(key)

    def claims(self) -> list[Claim]:
        """A claim for each office whose title says something, each passage once."""
        made: dict[tuple[str, str, str], Claim] = {}
        full = {
            self._context.key(one.holder)
            for one in self.found
            if one.owner_key and not one.is_general
        }
        for one in self.found:
            holder = self._context.key(one.holder)
            if not holder or one.is_general or self._is_told_otherwise(one, holder):
                continue
            if self._is_told_in_full(one, holder):
                continue
            if not one.owner_key and (holder in full or self._is_open()):
                continue
            claim = self._claim(one, holder)
            made.setdefault((holder, claim.entity("post"), str(claim.span)), claim)
        return list(made.values())

    def _is_told_otherwise(self, office: Office, holder: str) -> bool:
        """Whether a counterpart's own title is told beside the name, or one in the same field."""
        field = {*bag(office.title).split()} - _RANKS
        return office.like is not None and any(
            self._context.key(one.holder) == holder
            and one.owner is not None
            and one.like is None
            and (one.holder == office.holder or field & {*bag(one.title).split()})
            for one in self.found
        )

    def _is_told_in_full(self, office: Office, holder: str) -> bool:
        """Whether the same person's title is told better: `Ambassador to the UK`, `President`."""
        words = {*bag(office.title).split()}
        heads = folded(office.title).startswith("head of ")
        return any(
            self._context.key(one.holder) == holder
            and one.owner_key == office.owner_key
            and (
                (words < {*bag(one.title).split()} and len(words) == 1)
                or one.title.startswith(f"{office.title} for ")
                or (heads and one.rank == office.rank and bag(one.title) != bag(office.title))
            )
            for one in self.found
        )

    def _is_open(self) -> bool:
        """Whether a post without a country can be that of one country or another."""
        return self._context.things.count(Kind.COUNTRY) > 1

    def _claim(self, office: Office, holder: str) -> Claim:
        context = self._context
        post = f"post:{bag(office.title)}:{office.owner_key}"
        context.things.add(
            post,
            Kind.POST,
            office.title,
            owner=office.owner_key,
            concept=office.rank and f"rank:{office.rank}",
        )
        start, end = office.match.span
        node = office.post or office.holder
        antecedents = []
        if office.like is not None:
            antecedents.append((office.like.match.span[0], office.like.holder.end))
            start = start if start - office.like.holder.start > 380 else office.like.holder.start
        if office.told is not None:
            antecedents.append(office.told)
        stretch = start, max(office.holder.end, end)
        words = (node.start, node.end) if office.post is None else _stretch(office.post)
        mention = Mention(post, context.span(*words), None)
        return context.claim(
            office.match,
            Predicate.TERM_OF_OFFICE,
            [("holder", context.mention(office.holder)), ("post", mention)],
            trigger=words,
            stretch=stretch,
            antecedents=antecedents,
        )


def _stretch(node: Node) -> tuple[int, int]:
    assert node.mention is not None
    return node.mention.start, node.mention.end
