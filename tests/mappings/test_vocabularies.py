"""The vocabularies of other systems: complete, sourced, and refused where they are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from mappings.errors import ConfigError
from mappings.fields import load_fields
from mappings.vocabularies import FOLDER, Vocabulary, load_vocabularies, read_vocabulary

VOCABULARIES = load_vocabularies()
HEAD = "# title: T\n# source: S\n# as of: 2026-11-28\nheading,field,evidence\n"
# What a sheet needs for a line to be sent, whatever it is called; each of these may stand in another field.
NEEDED = (
    {"member_cin"},
    {"member_full_name", "member_last_name"},
    {"member_dob"},
    {"service_start"},
    {"hcpcs", "service_name"},
    {"units", "minutes", "hours"},
    {"unit_cost", "line_charge"},
    {"billing_npi"},
    {"billing_name"},
)


def written(folder: Path, text: str) -> Path:
    path = folder / "system.csv"
    path.write_text(text, encoding="utf-8")
    return path


def fields_of(vocabulary: Vocabulary) -> Iterable[str]:
    return {term.field for term in vocabulary.terms if term.field}


def test_there_is_one_for_each_kind_of_system() -> None:
    assert len(VOCABULARIES) >= 20
    assert set(VOCABULARIES) == {path.stem for path in FOLDER.iterdir()}
    assert sum(term.parts_rows for one in VOCABULARIES.values() for term in one.terms) > 50


@pytest.mark.parametrize("name", VOCABULARIES)
def test_it_says_where_it_is_from_and_what_a_line_needs(name: str) -> None:
    one = VOCABULARIES[name]
    assert one.title
    assert len(one.source) > 60
    assert "\n" not in one.source
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", one.as_of)
    told = set(fields_of(one))
    assert told <= set(load_fields())
    assert [kinds for kinds in NEEDED if not kinds & told] == []
    if not any(term.evidence == "published" for term in one.terms):
        assert "our reading" in one.source


def test_a_heading_is_read_as_it_stands(tmp_path: Path) -> None:
    text = HEAD + 'Claim.item.net.value,line_charge,published\n"Name (last, first)",member_full_name,inference\n'
    one = read_vocabulary(written(tmp_path, text + "Visit Status,-parts_rows,published\nBalance,-balance,inference\n"))
    assert (one.name, one.title, one.source, one.as_of) == ("system", "T", "S", "2026-11-28")
    assert [(term.heading, term.field, term.other, term.parts_rows) for term in one.terms] == [
        ("Claim.item.net.value", "line_charge", "", False),
        ("Name (last, first)", "member_full_name", "", False),
        ("Visit Status", "", "parts_rows", True),
        ("Balance", "", "balance", False),
    ]


def test_a_heading_may_stand_for_several_fields_and_a_source_may_be_long(tmp_path: Path) -> None:
    text = HEAD.replace("# source: S\n", "# source: S,\n#   and more\n")
    one = read_vocabulary(written(tmp_path, text + "NM109,member_cin,published\nNM109,billing_npi,published\n"))
    assert one.source == "S, and more"
    assert [term.field for term in one.terms] == ["member_cin", "billing_npi"]
    assert {term.heading for term in one.terms} == {"NM109"}


@pytest.mark.parametrize(("row", "told"), [
    ("CIN,member_cinn,published", "member_cinn"),
    ("CIN,,published", "unknown field"),
    ("CIN,-,published", "small letters"),
    ("CIN,-Balance,published", "small letters"),
    ("CIN,-member_cin,published", "no field"),
    ("CIN,member_cin,hearsay", "hearsay"),
    (" CIN,member_cin,published", "spaces"),
    (",member_cin,published", "empty"),
    ("CIN,member_cin,published\ncin,member_cin,inference", "twice"),
    ("CIN,member_cin", "cells"),
])  # fmt: skip
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str, told: str) -> None:
    path = written(tmp_path, f"{HEAD}DOB,member_dob,published\n{row}\n")
    with pytest.raises(ConfigError, match=told) as problem:
        read_vocabulary(path)
    assert problem.value.path == path
    assert problem.value.line == 6 + row.count("\n")


@pytest.mark.parametrize("key", ["title", "source", "as of"])
def test_a_head_without_a_line_is_refused(tmp_path: Path, key: str) -> None:
    text = re.sub(rf"# {key}: .*\n", "", HEAD) + "CIN,member_cin,published\n"
    with pytest.raises(ConfigError, match=f"# {key}:"):
        read_vocabulary(written(tmp_path, text))


def test_other_columns_are_refused(tmp_path: Path) -> None:
    text = HEAD.replace("heading,field,evidence", "field,heading,evidence") + "member_cin,CIN,published\n"
    with pytest.raises(ConfigError, match="must be heading, field, evidence"):
        read_vocabulary(written(tmp_path, text))
