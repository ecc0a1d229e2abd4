"""Extraction by a language model, as commands call it."""

from __future__ import annotations

from communique import turtle
from communique.claims import Extraction
from communique.extract.article import Article
from communique.extract.lexicon import Lexicon
from communique.extract.llm.chat import Chat
from communique.extract.llm.endpoint import Endpoint
from communique.extract.llm.prompt import Instructions
from communique.extract.llm.reader import Reader, Setting
from communique.extract.llm.schemes import Schemes
from communique.extract.llm.source import Source
from communique.extract.mentions import Finder
from communique.extract.support import Requirements
from communique.extract.values import Values
from communique.project import Project
from communique.reading.record import Reading

_SHORTEST_SPEECH = 35
"""Characters; what is shorter between quotation marks is a name or a word."""


class Extractor:
    """Extracts claims from texts with the language model of an endpoint."""

    def __init__(self, project: Project, endpoint: Endpoint) -> None:
        """Read what the model is told."""
        schemes = Schemes(s for path in project.schemes for s in turtle.read(path))
        instructions = Instructions.read(project.instructions)
        lexicon = Lexicon.read(project)
        requirements = Requirements.read(project.requirements)
        values = Values.of(lexicon.lists, lexicon.currencies)
        setting = Setting(instructions, requirements, values, schemes)
        self._finder = Finder(lexicon)
        self._reader = Reader(Chat(endpoint), endpoint.model, setting)

    def __call__(self, reading: Reading) -> Extraction:
        """What a model finds in an article, as far as the text bears it."""
        title = reading.title.value if reading.title else ""
        published = reading.published.value if reading.published else ""
        return self.extract(reading.text, title=title, published=published)

    def extract(self, text: str, *, title: str = "", published: str = "") -> Extraction:
        """What a model finds in a stored text, as far as the text bears it."""
        return self._reader.read(self._source(Article.of(text, title, published)), text)

    def _source(self, article: Article) -> Source:
        asides = [(one.start, one.end) for one in article.sentences if one.aside]
        speech = [
            (one.start, one.end)
            for one in article.quotations
            if one.depth == 0 and one.end - one.start >= _SHORTEST_SPEECH
        ]
        sentences = [(one.start, one.end) for one in article.sentences]
        return Source(article.view, self._finder.find(article), sentences, asides, speech)
