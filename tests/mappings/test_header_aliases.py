"""The table of headings: clean, and of one meaning each."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from mappings import header_aliases
from mappings.errors import ConfigError
from mappings.fields import load_fields
from mappings.header_aliases import load_aliases, load_words
from mappings.service_table import normal


def test_every_heading_means_one_field() -> None:
    fields: dict[str, set[str]] = defaultdict(set)
    for alias in load_aliases():
        fields[normal(alias.text)].add(alias.field)
    # A whole name or address is often headed as its first part is; the values tell them apart.
    holds = {name: field.holds for name, field in load_fields().items() if field.holds}
    pairs = [{name, parts[0]} for name, parts in holds.items()]
    several = {key: names for key, names in fields.items() if not key or (len(names) > 1 and names not in pairs)}
    # A bare "Cost" is the price of a unit as often as the charge of the line: units and amounts tell which (or a
    # question does). "Time" counts hours or minutes, or is a time of the day, and "Tax" a number or an amount, by their
    # values. No other two fields share a heading.
    counts = {"time": {"hours", "minutes", ""}, "tax": {"billing_tin", ""}}
    assert several == {heading: {"unit_cost", "line_charge"} for heading in ("cost", "fee")} | counts
    assert len(fields) > 400


def test_a_word_means_words_that_mean_themselves() -> None:
    words = load_words()
    for meant in words.values():
        for word in meant:
            assert words.get(word, (word,))[0] in (word, meant[0])


def test_an_unknown_field_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "header_aliases.csv"
    path.write_text("field,alias,seen\nmember_cinn,CIN,observed\n")
    monkeypatch.setattr(header_aliases, "ALIASES", path)
    with pytest.raises(ConfigError, match="member_cinn"):
        header_aliases.load_aliases.__wrapped__()
