"""DU: duplicates and overlaps. Cases have two lines; the finding stands at the second."""

from __future__ import annotations

import pytest

from tests.invoices.cases import ECM, context, csv_bytes, everything, run, run_lines, table
from tests.rules.case import Case, bad, good

SECOND = {"control_number": "C-0002"}
TWICE = {**ECM, "units": "2", "line_charge": "170.00"}
MERGE = {"claims": {"same_day": "merge"}}
STAY = {"hcpcs": "T2033", "service_name": "Recuperative Care", "unit_cost": "", "service_start": "02/01/2026"}
FIRST_STAY = {**STAY, "service_end": "02/07/2026", "units": "7"}
MONTH = {"hcpcs": "H0044", "modifiers": "U3", "service_name": "STPHH", "service_end": ""}
FEBRUARY = {**MONTH, "service_start": "02/01/2026"}
SECOND_STAY = {**STAY, **SECOND, "service_start": "02/05/2026", "service_end": "02/10/2026", "units": "6"}

CASES = [
    # DU001: the same line once more
    bad("DU001", "error", "", {}, {}),
    bad("DU001", "error", "", {}, {"control_number": ""}, also=("CL002",)),
    bad("DU001", "error", "", {"control_number": ""}, {"control_number": ""}, also=("CL002",)),
    bad("DU001", "error", "", {"control_number": "", "modifiers": "U6 HQ"}, {"modifiers": "HQ, U6"}, also=("CL002",)),
    bad("DU001", "error", "", {"service_end": ""}, {"control_number": ""}, also=("CL002",)),
    bad("DU001", "error", "", {}, {}, settings=MERGE),
    good("DU001", {}, {**SECOND, "member_cin": "91234568B"}),
    good("DU001", {}, {**SECOND, "service_start": "03/05/2026", "service_end": "03/05/2026"}),
    good("DU001", {}, {**SECOND, "hcpcs": "H2016"}),
    good("DU001", {}, {**SECOND, "billing_npi": "1245319599"}),
    good("DU001", {}, {"hcpcs": "99213"}),
    # DU002: a second visit
    bad("DU002", "error", "", {}, SECOND),
    bad("DU002", "error", "", ECM, {**TWICE, **SECOND}),
    bad("DU002", "error", "", ECM, {**TWICE, "control_number": ""}, also=("CL002",)),
    bad("DU002", "error", "", ECM, {**ECM, **SECOND, "place_of_service": "12"}),
    good("DU002", {}, SECOND, settings=MERGE),
    good("DU002", {}, {}),
    # DU003: added up
    bad("DU003", "info", "", ECM, {**TWICE, **SECOND}, settings=MERGE),
    good("DU003", ECM, {**TWICE, **SECOND}),
    # DU004
    bad("DU004", "warning", "control_number", {}, {"member_cin": "91234568B"}),
    good("DU004", {}, {**SECOND, "member_cin": "91234568B"}),
    good("DU004", {}, {"billing_npi": "1245319599"}),
    # DU005
    bad("DU005", "warning", "service_start", FIRST_STAY, SECOND_STAY),
    bad("DU005", "warning", "service_start", SECOND_STAY, FIRST_STAY, row=2),
    good("DU005", FIRST_STAY, {**SECOND_STAY, "service_start": "02/07/2026", "units": "4"}),  # leaves and comes back
    good("DU005", FIRST_STAY, {**SECOND_STAY, "member_cin": "91234568B"}),
    good("DU005", FIRST_STAY, {**SECOND_STAY, "hcpcs": "S9125", "service_name": "Respite"}),
    # DU006
    bad("DU006", "error", "service_start", FEBRUARY, {**FEBRUARY, **SECOND, "service_start": "02/15/2026"}),
    good("DU006", FEBRUARY, {**FEBRUARY, **SECOND, "service_start": "03/01/2026"}),
    good("DU006", FEBRUARY, {**FEBRUARY, **SECOND, "service_start": "02/15/2026", "member_cin": "91234568B"}),
    good("DU006", FEBRUARY, {**FEBRUARY, **SECOND, "service_start": "02/15/2026", "modifiers": "U6"}),
    good("DU006", {"service_start": "02/01/2026", "service_end": ""}, SECOND),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    case.check()


def test_a_duplicate_names_the_first_line() -> None:
    found = next(f for f in run_lines({}, {"control_number": ""}).all_findings if f.code == "DU001")
    assert [str(place) for place in found.related] == ["invoice.csv › 'invoice' row 2"]


def test_a_duplicate_is_found_across_inputs() -> None:
    content = csv_bytes(table(everything(), [{}]))
    result = run(content, content, layouts=[everything()])
    assert [finding.code for finding in result.inputs[0].findings] == []
    assert [finding.code for finding in result.inputs[1].findings] == ["DU001"]
    assert result.tally.rows == {"read": 2, "sent": 1, "withheld": 1, "skipped": 0}


def test_merged_visits_become_one_line_that_remembers_both_rows() -> None:
    result = run_lines(ECM, {**TWICE, **SECOND}, surroundings=context(**MERGE))
    sent = [(d.row, d.claim, d.line) for d in result.inputs[0].dispositions]
    assert sent == [(2, sent[0][1], 1), (3, sent[0][1], 1)]
    assert "SV1*HC:G9012:U2*255*UN*3*" in result.outputs[0].text
    assert result.outputs[0].service_lines == 1
