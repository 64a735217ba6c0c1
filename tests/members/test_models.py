"""The rows of the member-level files are those of the published tables."""

from __future__ import annotations

from datetime import date

import pytest

from edi.member_files.models import (
    CONDITIONS,
    POPULATIONS,
    ROWS,
    Columns,
    Kind,
    MemberInformation,
    MemberRow,
    Period,
    Referral,
)
from mappings.member_fields import load_member_fields


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_has_the_fields_of_the_table_in_their_order(kind: Kind) -> None:
    own = [name for name in ROWS[kind].__struct_fields__ if name not in MemberRow.__struct_fields__]
    assert own == list(load_member_fields()[kind])


@pytest.mark.parametrize(("kind", "tables"), [("mif", 73), ("rtf", 23), ("outreach_tracker", 4), ("referral", 18)])
def test_published_fields_stand_in_order_without_a_gap(kind: str, tables: int) -> None:
    published = [field.position for field in load_member_fields()[kind].values() if field.is_published]
    assert published == list(range(1, tables + 1))


def test_populations_and_conditions_are_those_of_the_tables() -> None:
    names = list(load_member_fields()["mif"])
    assert tuple(name[4:] for name in names if name.startswith("pof_")) == POPULATIONS
    assert tuple(name[10:] for name in names if name.startswith("condition_")) == CONDITIONS
    potential = [name for name in load_member_fields()["referral"] if name.startswith("potential_pof_")]
    assert [name for name in potential if "explanation" not in name] == [f"potential_pof_{n}" for n in POPULATIONS]


def test_marked_populations_are_named() -> None:
    row = MemberInformation(pof_adult_homeless=True, pof_child_ccs=True, pof_child_welfare=False)
    assert row.populations == ("adult_homeless", "child_ccs")
    assert Referral(potential_pof_child_welfare=True).populations == ("child_welfare",)


def test_positions_come_from_the_table() -> None:
    columns = Columns("a.xlsx", "Members", {"member_cin": "C"}, {"primary_payer_id": (2, "B")})
    row = MemberInformation(columns=columns, row=7)
    assert str(row.at("member_cin")) == "a.xlsx › 'Members'!C7 (member_cin)"
    assert str(row.at("primary_payer_id")) == "a.xlsx › 'Members'!B2 (primary_payer_id)"
    assert str(row.at("pcp_npi")) == "a.xlsx › 'Members' row 7 (pcp_npi)"
    assert row.is_partial


def test_a_period_holds_both_its_ends() -> None:
    quarter = Period(date(2026, 1, 1), date(2026, 3, 31))
    assert quarter.holds(date(2026, 1, 1))
    assert quarter.holds(date(2026, 3, 31))
    assert not quarter.holds(date(2026, 4, 1))
