"""CL: one cell."""

from __future__ import annotations

import re

import pytest

from edi.diagnostics import load_rules
from invoices.cells import load_kinds
from tests.invoices.cases import ECM, everything, letter, run_lines
from tests.rules.case import Case, bad, good

LONG = "X" * 300
NO_NAME = {"service_name": ""}

CASES = [
    # CL001: every required field, and what may stand in for it
    *[
        bad("CL001", "error", name, **{name: ""})
        for name in (
            "billing_npi", "billing_tin", "billing_name", "billing_address", "billing_city",
            "billing_zip", "member_cin", "member_last_name", "member_first_name", "member_dob", "member_address",
            "member_city", "member_zip", "service_start", "units", "place_of_service",
        )
    ],
    bad("CL001", "error", "hcpcs", hcpcs="", modifiers="", also=("CL002",), **NO_NAME),
    bad("CL001", "error", "billing_state", billing_state="", billing_zip="34300-1234"),
    good("CL001", billing_state=""),  # its ZIP code says it
    good("CL001"),
    good("CL001", member_address="", homeless_indicator="1"),
    good("CL001", member_address="", member_city="", member_zip="", homeless_indicator="Y"),
    good("CL001", place_of_service="", settings={"defaults": {"place_of_service": "12"}}),
    good("CL001", hcpcs="T2041", service_name="HTSS", units="", minutes="30", unit_cost="42.50"),
    good("CL001", hcpcs="", modifiers="", service_name="Sobering Center"),
    good("CL001", member_cin="banana"),  # unreadable is said once, as unreadable
    # CL002: every minimum element
    *[
        bad("CL002", "warning", name, **{name: ""})
        for name in ("billing_phone", "invoice_number", "invoice_date", "control_number")
    ],
    bad("CL002", "warning", "member_gender", member_gender="", also=("LN040",)),
    bad("CL002", "warning", "payer_id", payer_id="", payer_name=""),
    bad("CL002", "warning", "unit_cost", unit_cost="", line_charge="", also=("LN010",)),
    good("CL002", payer_id=""),
    good("CL002", unit_cost=""),
    good("CL002", service_name=""),
    good("CL002", homeless_indicator="", service_end=""),
    good("CL002", control_number="", service_start="03/15/2022", service_end="03/15/2022"),
    good("CL002", billing_phone="", settings={"limits": {"full_standards_from": "2027-01-01"}}),
    # CL003, CL004
    bad("CL003", "error", "billing_npi", billing_npi="1234567890"),
    bad("CL003", "error", "billing_npi", billing_npi="1234567983"),
    bad("CL003", "error", "rendering_npi", rendering_npi="1245319590", rendering_name="OKAFOR"),
    good("CL003", billing_npi="1245319599"),
    bad("CL004", "error", "billing_npi", billing_npi="G123456"),
    bad("CL004", "error", "billing_npi", billing_npi="123456789"),
    bad("CL004", "error", "billing_npi", billing_npi="3234567893"),
    bad("CL004", "error", "rendering_npi", rendering_npi="pending", rendering_name="OKAFOR"),
    good("CL004", billing_npi="2000000002"),
    # CL005
    bad("CL005", "error", "member_cin", member_cin="9123456A"),
    bad("CL005", "error", "member_cin", member_cin="81234567A"),
    bad("CL005", "error", "member_cin", member_cin="912345678"),
    bad("CL005", "error", "member_cin", member_cin="91234567A1234"),
    good("CL005", member_cin="91234567A12345"),
    good("CL005", member_cin="91234567a"),
    # CL006
    bad("CL006", "error", "service_start", service_start="02/30/2026"),
    bad("CL006", "error", "service_start", service_start="14/14/2026"),
    bad("CL006", "error", "service_start", service_start="03/04/2026-03/32/2026"),
    bad("CL006", "error", "service_end", service_end="next week"),
    bad("CL006", "error", "member_dob", member_dob="05/14/85x"),
    bad("CL006", "error", "member_dob", member_dob="05/14/25"),
    bad("CL006", "error", "paid_date", paid_date="99999999"),
    good("CL006", service_start="2026-03-04"),
    good("CL006", member_dob="05/14/85"),
    # CL007, CL008, CL009
    bad("CL007", "error", "line_charge", line_charge="1.200,00"),
    bad("CL007", "error", "line_charge", line_charge="see attached"),
    bad("CL007", "error", "unit_cost", unit_cost="€85"),
    bad("CL007", "error", "line_charge", line_charge="99999999999"),
    bad("CL007", "error", "line_charge", line_charge="1.200"),
    bad("CL007", "error", "unit_cost", unit_cost="1.200"),
    bad("CL007", "error", "line_charge", line_charge="10 00"),
    bad("CL007", "error", "line_charge", line_charge="1e2"),
    bad("CL007", "error", "line_charge", line_charge="TRUE"),
    good("CL007", line_charge="$ 85.00", unit_cost="85.0000"),
    good("CL007", line_charge="$85.00"),
    good("CL007", line_charge="85"),
    bad("CL008", "error", "line_charge", line_charge="(50.00)"),
    bad("CL008", "error", "line_charge", line_charge="-85.00"),
    bad("CL008", "error", "unit_cost", unit_cost="-85"),
    good("CL008", line_charge="0.00", unit_cost="0"),
    bad("CL009", "error", "line_charge", line_charge="12.345"),
    bad("CL009", "error", "unit_cost", unit_cost="0.00001"),
    good("CL009", line_charge="85.000"),
    good("CL009", unit_cost="85.0000"),
    # CL010
    bad("CL010", "error", "units", units="two visits"),
    bad("CL010", "error", "units", units="-1"),
    bad("CL010", "error", "units", units="1-2"),
    bad("CL010", "error", "minutes", minutes="soon"),
    bad("CL010", "error", "units", units="1.200"),
    bad("CL010", "error", "units", units="1 2"),
    bad("CL010", "error", "units", units="1e2"),
    bad("CL010", "error", "units", units="TRUE"),
    good("CL010", units="1.0"),
    good("CL010", units="1 unit"),
    # CL011
    bad("CL011", "error", "hcpcs", hcpcs="ECM visit", modifiers="", also=("CL002",), **NO_NAME),
    bad("CL011", "error", "hcpcs", hcpcs="G9012 or H0043 and so on", modifiers="", also=("CL002",), **NO_NAME),
    good("CL011", hcpcs="h0043"),
    good("CL011", hcpcs="H0043-U6", modifiers=""),
    # CL012
    bad("CL012", "error", "modifiers", modifiers="U-2-phone", also=("LN002",)),
    bad("CL012", "error", "modifiers", modifiers="U6 GQ HQ 95 59", also=("LN002",)),
    good("CL012", **{**ECM, "modifiers": "u2gq"}),
    good("CL012", **{**ECM, "modifiers": "GQ, U2"}),
    # CL013
    bad("CL013", "error", "diagnoses", diagnoses="homeless"),
    bad("CL013", "error", "diagnoses", diagnoses="Z59.01 + F32"),
    good("CL013", diagnoses="z5901; F32.9"),
    # CL014
    bad("CL014", "error", "place_of_service", place_of_service="clinic"),
    bad("CL014", "error", "place_of_service", place_of_service="88"),
    good("CL014", place_of_service="12 - Home"),
    good("CL014", place_of_service="4"),
    # CL015
    bad("CL015", "error", "member_zip", member_zip="946"),
    bad("CL015", "error", "member_zip", member_zip="4607"),
    bad("CL015", "error", "billing_zip", billing_zip="94612-12"),
    bad("CL015", "error", "member_zip", member_zip="Oakland"),
    good("CL015", member_zip="94607-1234"),
    # CL016
    bad("CL016", "error", "billing_state", billing_state="Kalifornia"),
    good("CL016", billing_state="California"),
    # CL017
    bad("CL017", "warning", "billing_phone", billing_phone="555-0100"),
    bad("CL017", "warning", "billing_phone", billing_phone="call front desk"),
    good("CL017", billing_phone="(510) 555-0134 ext. 12"),
    # CL018
    bad("CL018", "error", "billing_tin", billing_tin="94-12345"),
    bad("CL018", "error", "billing_tin", billing_tin="000000000"),
    good("CL018", billing_tin="94-2345678"),
    # CL019
    bad("CL019", "warning", "member_gender", member_gender="see chart"),
    good("CL019", member_gender="female"),
    good("CL019", member_gender="U"),
    # CL020
    bad("CL020", "warning", "member_last_name", member_last_name="SMITH*JONES"),
    bad("CL020", "warning", "member_address", member_address="55 PINE ST ~ REAR"),
    bad("CL020", "warning", "invoice_number", invoice_number="INV:1001"),
    bad("CL020", "warning", "authorization", authorization="A^1"),
    good("CL020", member_last_name="SMITH-JONES"),
    # CL021
    bad("CL021", "warning", "member_last_name", member_last_name=LONG),
    bad("CL021", "warning", "member_address", member_address=LONG[:56]),
    good("CL021", member_address=LONG[:55]),
    # CL022
    bad("CL022", "info", "service_start", service_start="3/4/26"),
    bad("CL022", "info", "member_cin", member_cin="91234567 a"),
    bad("CL022", "info", "place_of_service", place_of_service="Office (11)"),
    good("CL022", service_start="03/04/2026"),
    # CL040, CL041
    bad("CL040", "error", "claim_frequency", claim_frequency="9"),
    bad("CL040", "error", "claim_frequency", claim_frequency="1 - Replacement"),
    bad("CL040", "error", "claim_frequency", claim_frequency="monthly"),
    good("CL040", claim_frequency="1"),
    good("CL040", claim_frequency="1 - Original"),
    bad("CL041", "error", "row_status", row_status="Lima"),
    bad("CL041", "error", "row_status", row_status="Completed / cancelled"),
    bad("CL041", "error", "row_status", row_status="Completed?"),
    bad("CL041", "error", "row_status", row_status="never billed"),
    good("CL041", row_status="Completed by the lead care manager"),
    good("CL041", row_status="Completada"),
    # CL023
    bad("CL023", "error", "units", units="#REF!"),
    bad("CL023", "error", "member_last_name", member_last_name="#NAME?"),
    good("CL023", member_last_name="REF"),
    # CL024
    bad("CL024", "warning", "homeless_indicator", homeless_indicator="maybe"),
    good("CL024", homeless_indicator="No"),
    # CL025
    bad("CL025", "warning", "billing_taxonomy", billing_taxonomy="case manager"),
    good("CL025", billing_taxonomy="251B00000X"),
    # CL026
    bad("CL026", "info", "member_last_name", member_last_name="MUÑOZ"),
    good("CL026", member_last_name="MUNOZ"),
    # CL027
    bad("CL027", "warning", "staff_type", staff_type="LCM"),
    bad("CL027", "warning", "modality", modality="pigeon"),
    good("CL027", staff_type="CHW", modality="office visit"),
    # CL028
    bad("CL028", "info", "rendering_npi", rendering_npi="N/A"),
    bad("CL028", "info", "authorization", authorization="-"),
    good("CL028", member_last_name="Na"),
    # CL029
    bad("CL029", "warning", "invoice_date", invoice_date="March"),
    good("CL029", invoice_date="March 4, 2026"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    case.check()


RULES = load_rules("invoices.rules").rules
# The kind of cell that the example of a rule's documentation is written for.
KIND_OF_EXAMPLE = {
    "CL003": "npi", "CL004": "npi", "CL005": "cin", "CL006": "date", "CL007": "money", "CL008": "money",
    "CL009": "money", "CL010": "units", "CL011": "hcpcs", "CL012": "modifiers", "CL013": "diagnoses",
    "CL014": "place_of_service", "CL015": "zip", "CL016": "state", "CL017": "phone", "CL018": "tin",
    "CL019": "gender", "CL020": "text", "CL022": "date", "CL023": "text", "CL024": "indicator", "CL025": "taxonomy",
    "CL026": "text", "CL027": "staff", "CL028": "npi", "CL029": "soft_date",
}  # fmt: skip


@pytest.mark.parametrize(("code", "kind"), KIND_OF_EXAMPLE.items())
def test_the_documented_example_is_one(code: str, kind: str) -> None:
    example = re.search(r"Example\n\s+(\S.*)", RULES[code].documentation)
    assert example is not None
    value = re.split(r" \(\D|, ", example[1])[0]
    assert code in [problem.code for problem in load_kinds()[kind](value, 60).problems]


def test_every_unreadable_cell_is_told_at_once() -> None:
    result = run_lines({"billing_npi": "1234567890", "member_cin": "x", "units": "two visits", "diagnoses": "homeless"})
    told = {(finding.code, getattr(finding.where, "column", "")) for finding in result.all_findings}
    fields = {"CL003": "billing_npi", "CL005": "member_cin", "CL010": "units", "CL013": "diagnoses"}
    assert told == {(code, letter(everything(), name)) for code, name in fields.items()}
