"""The articles that an answer rests on, as a list of references has them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from communique.model import Answer, Document, Passage
from communique.receipts.sources.records import Sources


def bibliography(answer: Answer, sources: Sources) -> list[Document]:
    """The articles that an answer cites, else those that its rows name; dated ones first.

    A brief, and a passage of it, stands for the article that it restates.
    """
    cited = {citation.article.iri for citation in answer.citations or ()}
    wanted = cited or set(_named(answer, sources))
    return [one for one in sources.documents() if one.iri in wanted]


def _named(answer: Answer, sources: Sources) -> Iterator[str]:
    """The articles that rows name, themselves or by a passage or a brief of them."""
    known = {one.iri: one.restates or one.iri for one in sources.documents()}
    for row in answer.rows:
        for term in row:
            if isinstance(term, NamedNode):
                passage = Passage.parse(term.value)
                document = passage.document if passage else term.value
                if document in known:
                    yield known[document]
