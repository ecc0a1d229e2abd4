"""Random SELECT queries over the small worlds: every construct that can be cited."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

VARIABLES = ["?x", "?y", "?z"]
PREDICATES = ["ex:p", "ex:q", "ex:r", "ex:above", "ex:inverse", "ex:chain", "ex:p"]
PATHS = [
    "ex:p/ex:q", "ex:p+", "ex:p*", "ex:r?", "(ex:p|ex:q)", "^ex:p", "(ex:p/^ex:q)+",
    "!ex:p", "!(ex:p|ex:r)", "^(ex:p/ex:r)", "(ex:above|^ex:above)*",
]  # fmt: skip

SPOKEN = 'FILTER(STRSTARTS(STR(?g), "https://w3id.org/communique/document/"))'
"""Passages only: what stands in the graph of what is inferred rests on nobody asserting it."""

Draw = Callable[[st.SearchStrategy[str]], str]


class Writer:
    """Writes groups of a query, with variables that are bound before they are looked at."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def one(self, choices: list[str]) -> str:
        """One of some texts."""
        return self._draw(st.sampled_from(choices))

    def node(self) -> str:
        """A variable, mostly."""
        return self.one([*VARIABLES, *VARIABLES, "ex:a", "ex:b"])

    def pattern(self) -> str:
        """A triple pattern, which may be for a class."""
        if self.one(["link", "link", "link", "class"]) == "class":
            return f"{self.one(VARIABLES)} a {self.one(['ex:Related', 'ex:Source', 'ex:Thing'])} ."
        return f"{self.one(VARIABLES)} {self.one(PREDICATES)} {self.node()} ."

    def path(self) -> str:
        """A pattern with a property path."""
        return f"{self.one(VARIABLES)} {self.one(PATHS)} {self.node()} ."

    def group(self) -> str:
        """The patterns of a WHERE: one firm pattern, and one or two further elements."""
        more = [self.element() for _ in range(int(self.one(["1", "1", "2"])))]
        number = self.one(["", "", "?x ex:n ?k .", "OPTIONAL { ?x ex:n ?k . }"])
        return " ".join([self.pattern(), *more, number])

    def element(self) -> str:
        """Anything that may stand in a group."""
        writers: dict[str, Callable[[], str]] = {
            "join": self.pattern,
            "path": self.path,
            "optional": lambda: f"OPTIONAL {{ {self.pattern()} }}",
            "union": lambda: f"{{ {self.pattern()} }} UNION {{ {self.pattern()} }}",
            "graph": lambda: f"GRAPH ?g {{ {self.pattern()} }} {SPOKEN}",
            "values": lambda: "VALUES ?x { ex:a ex:b ex:c }",
            "filter": lambda: f"FILTER({self.one(VARIABLES)} != ex:a)",
            "bind": lambda: "BIND(STR(?x) AS ?text)",
            "minus": lambda: f"MINUS {{ {self.pattern()} }}",
            "absent": lambda: f"FILTER NOT EXISTS {{ {self.pattern()} }}",
            "unbound": lambda: "OPTIONAL { ?x ex:q ?w } FILTER(!BOUND(?w) || ?w != ex:a)",
            "select": self.select,
        }
        return writers[self.one(list(writers))]()

    def select(self) -> str:
        """A SELECT inside the WHERE: plain, hiding a variable, or counting."""
        return self.one([
            f"{{ SELECT ?x ?y WHERE {{ {self.pattern()} ?x ex:p ?y . }} }}",
            "{ SELECT DISTINCT ?x WHERE { ?x ex:p ?hidden . } }",
            "{ SELECT ?x WHERE { ?x ex:p ?hidden . OPTIONAL { ?hidden ex:q ?more } } }",
            "{ SELECT ?x (COUNT(?y) AS ?count) WHERE { ?x ex:p ?y . } GROUP BY ?x }",
            "{ SELECT ?x (MAX(?k) AS ?last) WHERE { ?x ex:n ?k . } GROUP BY ?x }",
        ])  # fmt: skip

    def query(self) -> str:
        """A whole query, which may aggregate."""
        select = self.one([
            "SELECT DISTINCT ?x", "SELECT ?x ?y", "SELECT ?y", "SELECT *",
            "SELECT ?x (STR(?y) AS ?name)",
            "SELECT ?x (COUNT(?y) AS ?n)", "SELECT (COUNT(*) AS ?n)",
            "SELECT ?x (COUNT(DISTINCT ?y) AS ?n)", "SELECT ?x (MIN(?k) AS ?n)",
            "SELECT ?x (MAX(?k) AS ?n) (MIN(?k) AS ?m) (COUNT(?y) AS ?many)",
        ])  # fmt: skip
        grouped = " GROUP BY ?x" if "COUNT" in select or "MIN" in select else ""
        if "?x" not in select.split("(")[0]:
            grouped = ""
        return f"PREFIX ex: <https://example.org/> {select} WHERE {{ {self.group()} }}{grouped}"

    def shaped(self) -> str:
        """A whole query with what may stand around the WHERE, but no LIMIT or OFFSET."""
        select = self.one([
            "SELECT *", "SELECT DISTINCT *", "SELECT REDUCED ?x", "SELECT DISTINCT ?x ?k",
            "SELECT ?y ?z", "SELECT (CONCAT(STR(?x), STR(?y)) AS ?both) ?x",
            "SELECT ?k (?k + 1 AS ?m)", "SELECT DISTINCT (COALESCE(?k, ?y, ?x) AS ?some)",
        ])  # fmt: skip
        order = self.one(["", "", " ORDER BY DESC(?y) ?x", " ORDER BY ?k STR(?z)"])
        values = self.one([
            "", "", " VALUES ?x { ex:a ex:b }", " VALUES ?x { ex:a ex:a }", " VALUES ?new { 1 2 }",
            " VALUES (?x ?y) { (ex:a UNDEF) (UNDEF ex:c) }",
        ])  # fmt: skip
        return (
            f"PREFIX ex: <https://example.org/> {select} WHERE {{ {self.group()} }}{order}{values}"
        )


@st.composite
def shaped_queries(draw: Draw) -> str:
    """Random queries that show solutions in every shape."""
    return Writer(draw).shaped()


@st.composite
def queries(draw: Draw) -> str:
    """Random queries."""
    return Writer(draw).query()
