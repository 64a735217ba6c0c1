"""Which findings of ours the scenarios show, and which they do not, and why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from edi.harness.registry import load_scenarios
from edi.validation.run import all_rules
from mappings.errors import ConfigError
from mappings.tables import HERE, read_table

WITHOUT_PAIR = HERE / "conformance" / "rules_without_pair.csv"


@cache
def shown_alone() -> Mapping[str, tuple[str, ...]]:
    """Code of a finding -> ids of the scenarios in which it is the only one: the faults that nothing else catches."""
    found: dict[str, list[str]] = {}
    for scenario_id, described in load_scenarios().items():
        if not described.scenario.also:
            found.setdefault(described.scenario.finds, []).append(scenario_id)
    return {code: tuple(ids) for code, ids in sorted(found.items())}


def not_shown() -> list[str]:
    """Codes of the findings of files that no scenario shows alone."""
    return sorted(set(all_rules().rules) - set(shown_alone()))


@cache
def reasons() -> Mapping[str, str]:
    """Why no scenario shows a finding alone, by its code. Raises ConfigError for a bad table."""
    found: dict[str, str] = {}
    for line, row in read_table(WITHOUT_PAIR):
        if row["code"] in found or not row["why"]:
            raise ConfigError(WITHOUT_PAIR, f"{row['code']} stands here twice, or without a reason", line)
        found[row["code"]] = row["why"]
    return found
