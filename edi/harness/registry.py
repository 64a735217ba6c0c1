"""Finds the scenarios: every module below `edi.harness.cases` is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from edi.docstrings import docstring_of
from edi.harness import cases
from edi.harness.scenario import Described, described


@cache
def load_scenarios() -> Mapping[str, Described]:
    """All scenarios by id, in the order of their ids. A module that is not whole is our own bug and raises
    ValueError."""
    found: dict[str, Described] = {}
    for module in pkgutil.walk_packages(cases.__path__, f"{cases.__name__}."):
        if module.ispkg:
            continue
        transaction, snip, name = module.name.removeprefix(f"{cases.__name__}.").split(".")
        scenario_id = f"{transaction.removeprefix('t')}/{snip}/{name.replace('_', '-')}"
        loaded = importlib.import_module(module.name)
        found[scenario_id] = described(scenario_id, docstring_of(loaded), loaded.SCENARIO)
    return dict(sorted(found.items()))


@cache
def families() -> Mapping[str, str]:
    """What each folder of scenarios is about: `837p/snip3` -> the first sentence of its docstring."""
    found: dict[str, str] = {}
    for module in pkgutil.walk_packages(cases.__path__, f"{cases.__name__}."):
        parts = module.name.removeprefix(f"{cases.__name__}.").split(".")
        if module.ispkg and len(parts) == 2:
            text = docstring_of(importlib.import_module(module.name))
            found[f"{parts[0].removeprefix('t')}/{parts[1]}"] = text.split("\n", 1)[0].rstrip(".")
    return dict(sorted(found.items()))
