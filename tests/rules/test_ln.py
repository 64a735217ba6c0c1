"""LN: one invoice line."""

from __future__ import annotations

import pytest

from tests.invoices.cases import ECM, codes, run_lines
from tests.rules.case import Case, bad, good

MAY_2022 = {"service_start": "05/10/2022", "service_end": "05/10/2022"}
MAY_2023 = {"service_start": "05/10/2023", "service_end": "05/10/2023"}
RECUPERATIVE = {"hcpcs": "T2033", "service_name": "Recuperative Care"}
TENANCY = {"hcpcs": "T2041", "service_name": "HTSS"}
DEPOSIT = {
    "hcpcs": "H0044", "modifiers": "U2", "service_name": "Housing Deposit", "unit_cost": "", "line_charge": "",
    "deposit_amount": "1500.00",
}  # fmt: skip
STAY = {"service_start": "03/01/2026", "service_end": "03/07/2026", "units": "7", "line_charge": "595.00"}
MONTH = {"hcpcs": "H0044", "modifiers": "U3", "service_name": "STPHH"}
DEFAULT_DIAGNOSIS = {"defaults": {"diagnoses": {"housing_navigation": "Z59.00"}}}
THIRTEEN = "Z59.01 F32.9 I10 E11.9 Z60.2 F11.20 Z59.41 J45.909 F41.1 Z59.811 F33.1 E66.9 M54.50"
BY_COLUMN = {"payment": {"paid": "column"}}


def offers(*told: dict[str, object]) -> dict[str, object]:
    """The settings of a plan that offers some supports."""
    return {"plan": {"offers": list(told)}}


WEEK = {"service_start": "03/02/2026", "service_end": "03/08/2026"}
MARCH = {"service_start": "03/01/2026", "service_end": "03/30/2026"}
TWO_PLANS = {"more_plans": [{"code": "301", "name": "SILVER LAKE PLAN", "payer_id": "SLP301"}]}


def days(*dates: str) -> list[dict[str, str]]:
    """A visit on each of some dates."""
    return [
        {**ECM, "service_start": day, "service_end": day, "control_number": f"C-{number}"}
        for number, day in enumerate(dates)
    ]


def visits(*charges: str) -> list[dict[str, str]]:
    """Visits on days of their own, for these charges."""
    dates = [f"03/{day:02}/2026" for day in range(2, 2 + len(charges))]
    return [
        {**line, "unit_cost": charge, "line_charge": charge} for line, charge in zip(days(*dates), charges, strict=True)
    ]


CASES = [
    # LN001
    bad("LN001", "error", "modifiers", modifiers="U9"),
    bad("LN001", "error", "modifiers", **{**ECM, "modifiers": "U1"}),
    bad("LN001", "error", "modifiers", modifiers="U6 U3"),
    good("LN001", modifiers="U6 GQ"),  # a community support by telephone
    good("LN001", **{**ECM, "modifiers": "GQ U2"}),
    good("LN001", modifiers="U6 HQ"),  # decides no service: goes along
    # LN002
    bad("LN002", "info", "modifiers", **RECUPERATIVE, modifiers=""),
    bad("LN002", "info", "modifiers", modifiers=""),
    bad("LN002", "info", "modifiers", hcpcs="", modifiers="", service_name="Sobering Center"),
    bad("LN002", "info", "modifiers", **{**ECM, "modifiers": "", "modality": "phone"}),
    good("LN002", **RECUPERATIVE),
    # LN003
    bad("LN003", "warning", "service_name", service_name="Housing Deposit"),
    bad("LN003", "warning", "service_name", service_name="Sobering Center visit"),
    good("LN003", service_name="Housing Nav"),
    good("LN003", service_name="our own name for it"),
    # LN004
    bad("LN004", "error", "modifiers", hcpcs="G9012", modifiers="", service_name=""),
    bad("LN004", "error", "modifiers", hcpcs="", modifiers="", service_name="Housing Navigation"),
    bad("LN004", "error", "modifiers", hcpcs="H0043", modifiers="", service_name=""),
    good("LN004", **{**ECM, "modifiers": "", "modality": "in person"}),
    good("LN004", hcpcs="G90", modifiers="", service_name="ECM"),  # the code itself is the finding (CL011)
    # LN005
    bad("LN005", "error", "service_start", service_start="12/15/2021", service_end="12/15/2021", also=("LN065",)),
    bad("LN005", "error", "service_start", hcpcs="T1016", modifiers="U8", service_name="Housing Outreach",
        service_start="12/31/2025", service_end="12/31/2025"),
    good("LN005", service_start="01/01/2022", service_end="01/01/2022"),
    good("LN005", hcpcs="T1016", modifiers="U8", service_name="Housing Outreach", service_start="01/01/2026",
         service_end="01/01/2026"),
    # LN006
    bad("LN006", "error", "service_end", service_start="02/10/2026", service_end="02/01/2026"),
    good("LN006", service_start="02/10/2026", service_end="02/10/2026"),
    good("LN006", service_end=""),
    # LN007
    bad("LN007", "error", "service_start", service_start="11/15/2026", service_end=""),
    bad("LN007", "error", "service_start", service_start="04/01/2026", service_end=""),
    bad("LN007", "error", "service_end", service_end="04/01/2026", also=("LN044",)),
    good("LN007", service_start="03/31/2026", service_end="03/31/2026"),
    # LN008
    bad("LN008", "error", "member_dob", member_dob="05/14/2062"),
    bad("LN008", "error", "member_dob", member_dob="03/05/2026"),
    bad("LN008", "error", "member_dob", member_dob="01/01/1905"),
    good("LN008", member_dob="03/04/2026"),
    good("LN008", member_dob="05/14/1926"),
    # LN009
    bad("LN009", "error", "line_charge", **ECM, units="3", unit_cost="45.00", line_charge="145.00"),
    bad("LN009", "error", "line_charge", **ECM, unit_cost="28.3333", line_charge="28.33"),
    good("LN009", **ECM, units="3", unit_cost="45.00", line_charge="135.00"),
    good("LN009", **{**DEPOSIT, "unit_cost": "0.00", "line_charge": "1500.00"}),
    # LN010
    bad("LN010", "error", "unit_cost", unit_cost="", line_charge="", also=("CL002",)),
    bad("LN010", "error", "unit_cost", unit_cost="28.3333", line_charge=""),
    good("LN010", line_charge=""),
    good("LN010", unit_cost=""),
    good("LN010", unit_cost="0.00", line_charge=""),
    # LN011
    bad("LN011", "error", "deposit_amount", **{**DEPOSIT, "deposit_amount": "", "line_charge": "0.00"}),
    bad("LN011", "error", "deposit_amount", **{**DEPOSIT, "deposit_amount": "0"}),
    good("LN011", **DEPOSIT),
    good("LN011", line_charge="0.00", unit_cost="0.00"),
    # LN012
    bad("LN012", "error", "deposit_amount", **{**DEPOSIT, "line_charge": "1400.00"}),
    bad("LN012", "error", "deposit_amount", **{**DEPOSIT, "unit_cost": "1400.00"}),
    good("LN012", **{**DEPOSIT, "line_charge": "1500.00", "unit_cost": "1500.00"}),
    # LN013
    bad("LN013", "error", "units", **RECUPERATIVE, units="8", line_charge="680.00"),
    bad("LN013", "error", "units", **{**STAY, **RECUPERATIVE, "units": "8", "line_charge": "680.00"}),
    good("LN013", **RECUPERATIVE, **STAY),
    good("LN013", **ECM, units="8", line_charge="680.00"),
    # LN014
    bad("LN014", "error", "units", **TENANCY, units="50 min"),
    bad("LN014", "error", "minutes", **TENANCY, units="", minutes="50"),
    bad("LN014", "error", "units", **TENANCY, units="0:50", also=("CL022",)),
    good("LN014", **TENANCY, units="45 min", unit_cost="28.00", line_charge="84.00"),
    good("LN014", **TENANCY, units="50 min", unit_cost="28.00", line_charge="84.00",
         settings={"claims": {"eight_minute_rule": True}}),
    # LN015
    bad("LN015", "error", "units", **ECM, units="45 min"),
    bad("LN015", "error", "minutes", **ECM, units="", minutes="45"),
    bad("LN015", "error", "units", **RECUPERATIVE, units="2 hours", also=("CL022",)),
    good("LN015", **ECM, units="1"),
    # LN016
    bad("LN016", "error", "units", **ECM, units="0.5", line_charge="42.50"),
    bad("LN016", "error", "units", **ECM, units="0", line_charge="0.00"),
    bad("LN016", "error", "minutes", **TENANCY, units="", minutes="0", line_charge="0.00"),
    good("LN016", **ECM, units="2.0", line_charge="170.00"),
    # LN017
    bad("LN017", "warning", "modality", **ECM, modality="telephonic"),
    bad("LN017", "warning", "modality", **{**ECM, "modifiers": "U2 GQ"}, modality="home visit"),
    good("LN017", **{**ECM, "modifiers": "U2 GQ"}, modality="telephonic"),
    bad("LN017", "warning", "service_name", **{**ECM, "service_name": "ECM visit - phone"}),
    good("LN017", **{**ECM, "modifiers": "U2 GQ", "service_name": "ECM visit - phone"}),
    good("LN017", modality="phone"),  # this code is the same either way
    # LN018
    bad("LN018", "warning", "staff_type", **ECM, staff_type="RN"),
    bad("LN018", "warning", "staff_type", **{**ECM, "hcpcs": "G9008", "modifiers": "U1"}, staff_type="CHW"),
    bad("LN018", "warning", "service_name", **{**ECM, "service_name": "ECM (RN)"}),
    good("LN018", **{**ECM, "service_name": "ECM (peer)"}),
    good("LN018", **ECM, staff_type="CHW"),
    good("LN018", staff_type="RN"),
    # LN019
    bad("LN019", "error", "service_start", **ECM, **MAY_2022, county="Fresno", also=("LN065",)),
    good("LN019", **ECM, **MAY_2022, county="Alameda"),
    good("LN019", **ECM, **MAY_2022),
    good("LN019", **MAY_2022, county="Fresno"),
    good("LN019", **{**ECM, "modifiers": "U8"}, **MAY_2022, county="Fresno"),
    good("LN019", **ECM, service_start="07/01/2022", service_end="07/01/2022", county="Fresno"),
    # LN020
    bad("LN020", "warning", "county", county="Alamdea"),
    good("LN020", county="alameda county"),
    good("LN020", county="01"),
    # LN021
    bad("LN021", "error", "diagnoses", diagnoses="Z59.1"),
    bad("LN021", "error", "diagnoses", diagnoses="Z59"),
    bad("LN021", "error", "diagnoses", diagnoses="Z59.01, Q99.99"),
    good("LN021", diagnoses="Z59.11"),
    good("LN021", diagnoses="Z59.1", **MAY_2022),
    # LN022
    bad("LN022", "info", "diagnoses", diagnoses="", settings=DEFAULT_DIAGNOSIS),
    good("LN022", settings=DEFAULT_DIAGNOSIS),
    # LN023
    bad("LN023", "error", "diagnoses", diagnoses=""),
    bad("LN023", "error", "diagnoses", diagnoses="", **ECM, settings=DEFAULT_DIAGNOSIS),
    good("LN023", diagnoses="", settings=DEFAULT_DIAGNOSIS),
    # LN024
    bad("LN024", "error", "place_of_service", place_of_service="27", **MAY_2023, also=("LN065",)),
    good("LN024", place_of_service="27"),
    # LN026
    bad("LN026", "info", "diagnoses", homeless_indicator="1", diagnoses="Z60.2"),
    good("LN026", homeless_indicator="1", diagnoses="Z60.2, Z59.02"),
    good("LN026", homeless_indicator="0", diagnoses="Z60.2"),
    # LN027
    bad("LN027", "info", "member_address", homeless_indicator="1", member_address=""),
    bad("LN027", "info", "member_address", homeless_indicator="1", member_address="homeless"),
    good("LN027", homeless_indicator="1"),
    # LN028
    bad("LN028", "info", "billing_zip", billing_zip="94612"),
    good("LN028", billing_zip="94612-1234"),
    good("LN028", member_zip="94607"),
    # LN029
    bad("LN029", "error", "line_charge", unit_cost="", line_charge="150000.00"),
    bad("LN029", "error", "unit_cost", unit_cost="150000.00", line_charge=""),
    good("LN029", unit_cost="", line_charge="100000.00"),
    good("LN029", unit_cost="", line_charge="150000.00", settings={"max_charge": "200000"}),
    # LN030
    bad("LN030", "warning", "place_of_service", **ECM, place_of_service="09"),
    good("LN030", place_of_service="09"),
    good("LN030", **ECM, place_of_service="04"),
    # LN031
    bad("LN031", "error", "payer_id", payer_id="OTHER999"),
    bad("LN031", "error", "payer_name", payer_id="", payer_name="ANOTHER HEALTH PLAN"),
    good("LN031", payer_id="", payer_name="golden valley"),
    good("LN031", payer_id="", payer_name=""),
    good("LN031", payer_id="300"),
    # LN032
    bad("LN032", "warning", "hcpcs", settings=offers({"service": "respite", "start": "2022-01-01"})),
    bad("LN032", "warning", "hcpcs", settings=offers({"service": "housing_navigation", "start": "2026-03-05"})),
    bad("LN032", "warning", "hcpcs",
        settings=offers({"service": "housing_navigation", "start": "2022-01-01", "end": "2026-03-03"})),
    bad("LN032", "warning", "hcpcs", county="Fresno",
        settings=offers({"service": "housing_navigation", "start": "2022-01-01"})),
    good("LN032", settings=offers({"service": "housing_navigation", "start": "2026-03-04", "end": "2026-03-04"})),
    good("LN032", county="Fresno",
         settings=offers({"service": "housing_navigation", "start": "2022-01-01", "counties": ["Fresno"]})),
    good("LN032", **ECM, settings=offers({"service": "respite", "start": "2022-01-01"})),
    # LN033
    bad("LN033", "warning", "service_start", settings={"limits": {"timely_days": 26}}),
    good("LN033", settings={"limits": {"timely_days": 27}}),
    good("LN033", service_start="01/05/2023", service_end="01/05/2023"),
    # LN034
    bad("LN034", "error", "paid_amount", settings=BY_COLUMN),
    good("LN034", paid_amount="0.00", settings=BY_COLUMN),
    good("LN034", settings={**BY_COLUMN, "payer": "plan"}),
    good("LN034"),
    # LN035
    bad("LN035", "error", "paid_amount", paid_amount="85.01"),
    good("LN035", paid_amount="85.00"),
    # LN036
    bad("LN036", "error", "paid_date", paid_date="03/03/2026"),
    bad("LN036", "error", "paid_date", paid_date="04/01/2026"),
    good("LN036", paid_date="03/04/2026"),
    good("LN036", paid_date="03/31/2026"),
    # LN037
    bad("LN037", "warning", "rendering_name", rendering_npi="1245319599"),
    good("LN037", rendering_npi="1245319599", rendering_name="OKAFOR"),
    good("LN037", rendering_npi="1234567893"),
    # LN038
    bad("LN038", "error", "units", **MONTH, units="2", line_charge="170.00"),
    bad("LN038", "error", "units", **MONTH, service_start="02/15/2026", service_end="03/14/2026"),
    good("LN038", **MONTH, service_start="03/01/2026", service_end="03/31/2026"),
    # LN039
    bad("LN039", "error", "hcpcs", hcpcs="99213", modifiers=""),
    bad("LN039", "error", "hcpcs", hcpcs="H9999"),
    good("LN039", hcpcs="H2016"),
    # LN040
    bad("LN040", "info", "member_gender", member_gender="", also=("CL002",)),
    good("LN040", member_gender="U"),
    # LN041
    bad("LN041", "warning", "diagnoses", diagnoses=THIRTEEN, also=("LN042",)),
    good("LN041", diagnoses=THIRTEEN.rpartition(" ")[0]),
    # LN042
    bad("LN042", "info", "diagnoses", diagnoses="Z59.01 F32.9 I10 E11.9 Z60.2"),
    good("LN042", diagnoses="Z59.01 F32.9 I10 E11.9"),
    # LN043
    bad("LN043", "error", "modifiers", modifiers="U6 HQ 95 XE", hcpcs="H0043 HA"),
    good("LN043", modifiers="U6 HQ 95 XE"),
    # LN044
    bad("LN044", "warning", "units", service_start="02/01/2026", service_end="02/28/2026"),
    good("LN044", **RECUPERATIVE, **STAY),
    # LN060
    bad("LN060", "error", "claim_frequency", claim_frequency="7"),
    bad("LN060", "error", "claim_frequency", claim_frequency="8 - Void"),
    bad("LN060", "error", "claim_frequency", claim_frequency="Replacement"),
    bad("LN060", "error", "claim_frequency", claim_frequency="corrected claim"),
    bad("LN060", "error", "original_reference", original_reference="2026063000123"),
    bad("LN060", "error", "row_status", row_status="Void"),
    bad("LN060", "error", "row_status", row_status="Corrected"),
    bad("LN060", "error", "row_status", row_status="reemplazo"),
    good("LN060", claim_frequency="1", original_reference="N/A", row_status="Completed"),
    good("LN060", claim_frequency="01 - Original", original_reference="0", row_status="Original"),
    # LN061
    bad("LN061", "error", "row_status", row_status="Denied"),
    bad("LN061", "error", "row_status", row_status="Pending review"),
    bad("LN061", "error", "row_status", row_status="not paid"),
    good("LN061", row_status="Paid"),
    good("LN061", row_status="Completed - billable"),
    # LN062
    bad("LN062", "warning", "units", **ECM, units="96", line_charge="8160.00"),
    bad("LN062", "warning", "units", **TENANCY, units="65", unit_cost="28.00", line_charge="1820.00"),
    bad("LN062", "warning", "minutes", **TENANCY, units="", minutes="990", unit_cost="28.00", line_charge="1848.00"),
    bad("LN062", "warning", "units", **ECM, units="3", line_charge="255.00", settings={"limits": {"visits_a_day": 2}}),
    good("LN062", **ECM, units="8", line_charge="680.00"),
    good("LN062", **TENANCY, units="64", unit_cost="28.00", line_charge="1792.00"),
    good("LN062", **{**ECM, **WEEK}, units="56", line_charge="4760.00"),
    # LN063
    bad("LN063", "warning", "line_charge", *visits("85.00", "85.00", "85000.00")),
    bad("LN063", "warning", "line_charge", *visits("850.00", "850.00", "8.50")),
    good("LN063", *visits("85.00", "85.00", "850.00")),
    good("LN063", *visits("85.00", "85000.00")),
    good("LN063", *visits("85.00", "0.00", "85.00", "0.00", "85.00")),
    bad("LN063", "warning", "line_charge", *visits("85.00", "85.00", "850.00"),
        settings={"limits": {"charge_times_usual": 10}}),
    # LN064
    bad("LN064", "warning", "service_end", **{**ECM, **MARCH}),
    bad("LN064", "warning", "service_end", **{**ECM, **WEEK}, settings={"limits": {"days_of_a_contact": 6}}),
    good("LN064", **{**ECM, **WEEK}),
    good("LN064", **{**ECM, **MARCH, "units": "30", "line_charge": "2550.00"}),
    good("LN064", **{**MARCH, "hcpcs": "S5165", "modifiers": "U6", "service_name": "Home Modifications"}),
    # LN065
    bad("LN065", "warning", "service_start", *days("03/02/2026", "03/03/2026", "03/04/2025")),
    bad("LN065", "warning", "service_start", {**MAY_2023}),
    good("LN065", *days("09/10/2025", "03/03/2026", "03/04/2026")),
    good("LN065", *days("03/02/2025", "03/03/2025", "03/04/2025")),
    # LN066
    bad("LN066", "error", "payer_name", payer_name="SILVER LAKE PLAN", settings=TWO_PLANS),
    good("LN066", payer_name="Golden Valley", settings=TWO_PLANS),
    good("LN066", payer_id="", payer_name="SILVER LAKE PLAN", settings=TWO_PLANS),
    # LN067
    bad("LN067", "warning", "payer_name", payer_name="SILVER LAKE PLAN"),
    good("LN067", payer_name="Golden Valley"),
    good("LN067", payer_name=""),
    # LN068
    bad("LN068", "warning", "service_name", **{**ECM, "service_name": "ECM Outreach"}),
    bad("LN068", "warning", "service_name", **{**ECM, "modifiers": "U8", "service_name": "ECM visit"}),
    good("LN068", **{**ECM, "modifiers": "U8", "service_name": "ECM Outreach"}),
    good("LN068", **{**ECM, "modifiers": "U8"}),
    good("LN068", **{**ECM, "service_name": "ECM visit"}),
    # LN069
    bad("LN069", "warning", "member_zip", member_zip="04607"),
    bad("LN069", "warning", "member_zip", member_zip="94607", member_state="NV"),
    bad("LN069", "warning", "billing_zip", billing_zip="846121234"),
    good("LN069", member_zip="89501", member_state="NV"),
    good("LN069", member_zip="99999"),
    # LN070
    bad("LN070", "info", "rendering_npi", rendering_name="LEE", rendering_first_name="DANA"),
    good("LN070", rendering_name="LEE", rendering_first_name="DANA", rendering_npi="1245319599"),
    good("LN070", rendering_name="BAY HOUSING PARTNERS"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    case.check()


def test_both_dates_are_told_where_both_are_in_the_future() -> None:
    result = run_lines({"service_start": "11/15/2026", "service_end": "11/16/2026"})
    assert codes(result) == ["LN007"]
    fields = [getattr(finding.where, "field", "") for finding in result.all_findings]
    assert fields == ["service_start", "service_end"]


def test_a_completed_zip_code_is_told_once_a_provider() -> None:
    short = {"billing_zip": "94612"}
    lines = [short, {**short, "member_cin": "91234568B"}, {**short, "billing_npi": "1245319599"}]
    lines = [{**line, "control_number": f"C-{n}"} for n, line in enumerate(lines)]
    told = [getattr(finding.where, "row", 0) for finding in run_lines(*lines).all_findings if finding.code == "LN028"]
    assert told == [2, 4]
