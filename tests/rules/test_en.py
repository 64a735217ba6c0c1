"""EN: encounters, and PF: the profile."""

from __future__ import annotations

from typing import Any

import pytest

from edi.model.reference import FileRef, SheetRef
from tests.invoices.cases import ECM, context, csv_bytes, everything, letter, run, run_lines, table
from tests.rules.case import Case, RunCase, bad, good

LATER = {"control_number": "C-0002", "service_start": "03/05/2026", "service_end": "03/05/2026"}
LUIS = {"member_last_name": "ORTEGA", "member_first_name": "LUIS", "member_dob": "07/30/1962"}
HOUSING = {"hcpcs": "H0043", "modifiers": "U3", "service_name": "STPHH", "unit_cost": "", "line_charge": "9000.00"}
FALL = {**HOUSING, "service_start": "09/01/2025", "service_end": "12/31/2025", "units": "122"}
WINTER = {**HOUSING, **LATER, "service_start": "01/01/2026", "service_end": "03/03/2026"}
PROFILE = FileRef("edi-translate.toml")


def own(**exception: str) -> dict[str, Any]:
    """A plan whose own staff bills."""
    return {"plan": {"own_providers": [{"npi": "1234567893", **exception}]}}


def offering(*dates: tuple[str, str]) -> dict[str, Any]:
    """A plan with an offer a pair of first and last day."""
    return {
        "plan": {
            "offers": [
                {"service": "housing_navigation", "start": start} | ({"end": end} if end else {})
                for start, end in dates
            ]
        }
    }


CASES: list[Case | RunCase] = [
    bad("EN002", "warning", "member_cin", {}, {**LATER, "member_first_name": "ANNA"}),
    bad("EN002", "warning", "member_cin", {}, {**LATER, "member_dob": "05/14/1986"}),
    bad("EN002", "warning", "member_cin", {}, {**LATER, "member_gender": "M"}),
    good("EN002", {}, {**LATER, "member_first_name": "Ana"}),
    good("EN002", {}, {**LATER, "member_first_name": "ANNA", "member_cin": "91234568B"}),
    good("EN002", {}, {**LATER, "member_address": "9 OTHER ST"}),
    good("EN002", {}, {**LATER, **LUIS}),
    good("EN006", {}, {**LATER, "member_first_name": "LUIS"}),
    good("EN006", {}, {**LATER, "member_dob": "07/30/1962"}),
    good("EN006", {}, {**LATER, **LUIS, "member_cin": "91234568B"}),
    bad("EN003", "warning", "billing_npi", {}, {**LATER, "billing_name": "BAY HOUSING"}),
    bad("EN003", "warning", "billing_npi", {}, {**LATER, "billing_tin": "942345679"}),
    good("EN003", {}, {**LATER, "billing_name": "Bay Housing Partners"}),
    good("EN003", {}, {**LATER, "billing_name": "BAY HOUSING", "billing_npi": "1245319599"}),
    bad("EN004", "warning", "service_start", FALL, {**WINTER, "units": "63", "service_end": "03/04/2026"}),
    good("EN004", FALL, {**WINTER, "units": "62"}),
    good("EN004", FALL, {**WINTER, "units": "62", "member_cin": "91234568B"}),
    good("EN004", FALL, settings={"limits": {"short_term_housing_days": 122}}),
    bad("EN004", "warning", "service_start", FALL, settings={"limits": {"short_term_housing_days": 121}}),
    bad("EN005", "warning", "billing_npi", ECM, settings=own()),
    bad("EN005", "warning", "billing_npi", ECM, also=("PF002",), settings=own(exception_start="2026-03-05")),
    bad("EN005", "warning", "billing_npi", ECM,
        settings=own(exception_start="2025-06-01", exception_end="2026-03-03")),
    good("EN005", ECM, settings=own(exception_start="2025-06-01", exception_end="2026-03-04")),
    good("EN005", {}, settings=own()),
    good("EN005", {**ECM, "billing_npi": "1245319599"}, settings=own()),
]  # fmt: skip


def profile_case(code: str, name: str, severity: str, **settings: Any) -> RunCase:
    """A case of a rule about the profile; "" as severity for a good one."""
    where = (PROFILE,) if severity else ()
    return RunCase(code, name, lambda: run_lines({}, surroundings=context(**settings)), where, severity)


CIN = letter(everything(), "member_cin")


def cin_of(row: int) -> SheetRef:
    return SheetRef("invoice.csv", "invoice", row, CIN, "member_cin")


CASES += [
    RunCase(
        "EN006", "two-people", lambda: run_lines({}, {**LATER, **LUIS}), (cin_of(2), cin_of(3)), "error", (cin_of(3),)
    ),
]
E_MAIL = {"method": "secure_email"}
CASES += [
    profile_case("PF001", "e-mail", "warning", transmission=E_MAIL),
    profile_case("PF001", "e-mail-only", "", transmission={**E_MAIL, "other_methods_available": False}),
    profile_case("PF001", "sftp", ""),
    profile_case("PF002", "no-end", "warning", **own(exception_start="2026-01-01")),
    profile_case("PF002", "too-long", "warning", **own(exception_start="2025-01-01", exception_end="2026-06-01")),
    profile_case("PF002", "a-year", "", **own(exception_start="2025-01-01", exception_end="2025-12-31")),
    profile_case("PF002", "none", "", **own()),
    profile_case("PF003", "added-soon", "info", **offering(("2024-01-01", ""), ("2024-05-01", ""))),
    profile_case(
        "PF003", "removed-soon", "info", **offering(("2022-01-01", "2024-01-01"), ("2023-01-01", "2024-09-01"))
    ),
    profile_case("PF003", "half-a-year", "", **offering(("2024-01-01", ""), ("2024-07-01", ""))),
]


def colliding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every claim id the same: 85 bits do not collide by themselves."""
    monkeypatch.setattr("invoices.group.identifier", lambda key, length: "A" * length)


CASES += [
    RunCase(
        "EN001", "collision", lambda: run_lines({}, LATER),
        (SheetRef("invoice.csv", "invoice", 3),), "error", (SheetRef("invoice.csv", "invoice", 2),),
    ),
    RunCase("EN001", "different-lines", lambda: run_lines({}, {**LATER, "member_cin": "91234568B"})),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case | RunCase, monkeypatch: pytest.MonkeyPatch) -> None:
    if str(case).endswith("collision"):
        colliding(monkeypatch)
    case.check()


def test_the_same_claim_in_two_inputs_is_sent_once() -> None:
    """A line that is the same but for what the duplicate test looks at: its place of service does not count there,
    and with a control number of its own it is a second visit, which is withheld."""
    contents = [csv_bytes(table(everything(), [line])) for line in ({}, {"place_of_service": "12"})]
    result = run(*contents, layouts=[everything()])
    assert result.tally.rows["sent"] == 1


def test_a_contradicting_member_names_the_other_cell() -> None:
    found = next(f for f in run_lines({}, {**LATER, "member_first_name": "ANNA"}).all_findings if f.code == "EN002")
    column = letter(everything(), "member_cin")
    assert found.related == (SheetRef("invoice.csv", "invoice", 2, column, "member_cin"),)
    assert found.expected == "first name"
