"""The extractor that commands work with."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

from communique.claims import Extraction
from communique.errors import UsageError
from communique.extract.llm.endpoint import Endpoint
from communique.predicting import Extract
from communique.project import Project
from communique.reading.record import Reading

EXTRACTORS = ("rules", "llm", "rules+llm")
"""Their names; the first needs no network, and is what commands take."""


def extractor_of(
    project: Project, name: str = EXTRACTORS[0], *, url: str = "", model: str = ""
) -> Extract:
    """What finds claims in articles: the rules of a project, a language model, or both.

    `url` and `model` say which language model; without them the environment does. Raises UsageError
    where nothing says it, or a library that is needed is not installed.
    """
    if name == "llm":
        return _model(project, Endpoint.named(url, model))
    rules: Extract = rules_of(project)
    if name == "rules":
        return rules
    return _together(rules, _model(project, Endpoint.named(url, model)))


def rules_of(project: Project) -> Any:
    """The extractor by rules, which can also explain what it did.

    Raises UsageError where a library that it needs is not installed.
    """
    return _loaded("communique.extract.extractor", "extract").Extractor(project)


def _model(project: Project, endpoint: Endpoint) -> Extract:
    module = _loaded("communique.extract.llm.extractor", "llm")
    extract: Extract = module.Extractor(project, endpoint)
    return extract


def _together(rules: Extract, model: Extract) -> Extract:
    """What either finds, with their agreement."""
    combined = _loaded("communique.extract.combining", "extract").combined

    def extract(reading: Reading) -> Extraction:
        found: Extraction = combined(rules(reading), model(reading))
        return found

    return extract


def _loaded(module: str, extra: str) -> ModuleType:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{error.name} is not installed, which extraction needs",
            remedy=f"pip install 'communique[{extra}]'",
        ) from error
