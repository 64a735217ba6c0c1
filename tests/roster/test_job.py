"""Rosters into provider files: what belongs together, what becomes of every row, and the way back from a 274."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi.conversion.provider_changes import change_line, changes
from edi.conversion.roster_form import write_roster
from edi.model.capacity import capacities
from edi.t274.parse import read_274
from invoices.check import OutputFault
from mappings.fields import load_fields
from mappings.layout_file import load_layouts
from tests.examples import FEW
from tests.invoices.cases import context, xlsx_bytes
from tests.roster.base import NORTH, NPIS, OTHER, ROW, roster, run, run_rows, text_of

SHIPPED = list(load_layouts("roster").values())
PLANS = {
    "plans": [
        {"code": code, "name": f"PLAN {code}", "payer_id": f"P{code}", "county": "Alameda"} for code in ("300", "301")
    ]
}


def names_in(segments: list[str], entity: str) -> list[str]:
    return [part.split("*")[3] for part in segments if part.startswith(f"NM1*{entity}*")]


def test_rows_of_a_site_and_of_a_group_come_together() -> None:
    segments = text_of(run_rows({}, OTHER, NORTH))
    assert names_in(segments, "QV") == ["BAY CLINIC"]
    assert names_in(segments, "77") == ["MAIN OFFICE", "NORTH"]
    assert names_in(segments, "1P") == ["SANTACRUZ", "AGUINALDO", "AGUINALDO"]
    levels = [part.split("*")[1:4] for part in segments if part.startswith("HL*")]
    assert levels == [
        ["1", "", "20"], ["2", "1", "21"], ["3", "2", "4"], ["4", "3", "N"], ["5", "4", "19"], ["6", "4", "19"],
        ["7", "3", "N"], ["8", "7", "19"],
    ]  # fmt: skip


def test_two_rows_of_a_provider_are_one_with_what_both_say() -> None:
    more = {"provider_taxonomies": "104100000X", "provider_languages": "Spanish"}
    segments = text_of(run_rows({"provider_languages": "English"}, more))
    assert segments.count("LUI*LE*en") == segments.count("LUI*LE*es") == 1
    assert [part for part in segments if part.startswith("LQ*")] == ["LQ*68*1041C0700X", "LQ*68*104100000X"]
    assert len(names_in(segments, "1P")) == 1


def test_a_site_of_two_groups_stands_in_each() -> None:
    other = {**OTHER, "group_npi": NPIS[5], "group_name": "LAKE CLINIC", "group_tin": ""}
    segments = text_of(run_rows({"site_id": "S1"}, {**other, "site_id": "S1"}))
    assert names_in(segments, "77") == ["MAIN OFFICE", "MAIN OFFICE"]
    assert names_in(segments, "QV") == ["BAY CLINIC", "LAKE CLINIC"]


def test_a_row_without_a_group_is_a_group_of_its_own() -> None:
    segments = text_of(run_rows({"group_npi": "", "group_name": "", "group_tin": "", "group_contract_start": ""}))
    assert names_in(segments, "QV") == ["MAIN OFFICE"]
    assert f"NM1*QV*2*MAIN OFFICE*****XX*{ROW['site_npi']}" in segments


def test_an_organisation_may_be_a_provider() -> None:
    segments = text_of(run_rows({"provider_name": "TIDEWATER HOMES", "provider_first_name": ""}))
    assert f"NM1*1P*2*TIDEWATER HOMES*****XX*{ROW['provider_npi']}" in segments


def test_each_plan_code_has_a_file() -> None:
    result, files = run(roster({}, {**OTHER, "plan_code": "301"}), surroundings=context(**PLANS))
    assert [made.plan_code for made in result.outputs] == ["300", "301"] == list(files)
    assert len({made.file for made in result.outputs}) == 2


def test_people_of_another_sheet_belong_to_the_plans_of_their_site() -> None:
    sites = [
        ["Agency NPI", NPIS[0]], ["Agency", "BAY AGENCY"], ["Plan Code", "301"],
        ["Site", "Name of Site", "Street", "City", "State", "ZIP+4", "Site Taxonomy", "ECM (Y/N)",
         "Populations of Focus Served", "ECM Members Now"],
        ["S1", "MAIN OFFICE", "1200 BROADWAY", "OAKLAND", "CA", "94612-1234", "251B00000X", "Y", "Child Welfare", 4],
    ]  # fmt: skip
    people = [
        ["Site", "Person NPI", "Surname", "Given Name", "Taxonomy"],
        ["S1", NPIS[2], "SANTACRUZ", "IMELDA", "1041C0700X"],
        ["S9", NPIS[3], "AGUINALDO", "TERRENCE", "1041C0700X"],
    ]
    book = xlsx_bytes({"Sites": sites, "People": people})
    result, files = run(book, names=["r.xlsx"], layouts=SHIPPED, surroundings=context(**PLANS))
    assert list(files) == ["301"]
    (site,) = files["301"].groups[0].sites
    assert [provider.name for provider in site.providers] == ["SANTACRUZ"]
    assert site.services == ("ecm",)
    # Nobody knows where site S9 is, nor whose it is.
    assert [d.codes for d in result.inputs[0].dispositions if d.status == "withheld"] == [("PV001",)]


def test_an_unknown_layout_is_read_by_its_headings() -> None:
    rows = [
        ["Agency Name", "Agency NPI", "Facility Name", "Street Address", "City", "State", "Zip", "Office Phone", "NPI",
         "Last Name", "First Name", "Taxonomy Code", "Languages Spoken", "Office Hours", "ECM (Y/N)"],
        ["BAY AGENCY", NPIS[0], "MAIN OFFICE", "1200 BROADWAY", "OAKLAND", "CA", "94612-1234", "510-555-0134", NPIS[2],
         "SANTACRUZ", "IMELDA", "1041C0700X", "English, Hmong", "M-F 8-5", "N"],
    ]  # fmt: skip
    result, files = run(xlsx_bytes({"Directory": rows}), names=["d.xlsx"], layouts=SHIPPED)
    assert result.tally.rows["sent"] == 1
    assert [each.code for each in result.inputs[0].findings if each.code.startswith("WB")] == ["WB018"]
    (provider,) = files["300"].groups[0].sites[0].providers
    assert [language.code for language in provider.languages] == ["en", "hmn"]


def test_no_licence_or_enrolment_is_asked_for() -> None:
    """Providers without a state enrolment pathway are vetted by their plan (FAQ Q43, Q45, Q46)."""
    assert not any("medi" in name or "enrol" in name for name in load_fields("roster"))
    result = run_rows({"provider_licence": ""})
    assert not result.all_findings
    assert "REF*0B*A138402" in text_of(run_rows({"provider_licence": "A138402"}))


def test_an_invoice_is_no_roster() -> None:
    result, files = run(b"CIN,HCPCS,Units\n91234567A,H0043,1\n", layouts=SHIPPED)
    assert not files
    assert [finding.code for finding in result.all_findings] == ["WB004"]


def test_a_fault_of_a_site_withholds_all_its_rows_and_one_of_a_provider_its_own() -> None:
    site = run_rows({"site_city": ""}, {**OTHER, "site_city": ""}, NORTH)
    assert [d.status for d in site.inputs[0].dispositions] == ["withheld", "withheld", "sent"]
    provider = run_rows({"provider_taxonomies": ""}, OTHER, NORTH)
    assert [d.status for d in provider.inputs[0].dispositions] == ["withheld", "sent", "sent"]


def test_what_is_sent_passes_every_rule_as_it_is_sent() -> None:
    """The row that said where the site is cannot be sent: the other is then without an address."""
    lacking = dict.fromkeys(["site_address", "site_city", "site_state", "site_zip"], "")
    result = run_rows({"site_id": "S1", "provider_npi": "1234567890"}, {**OTHER, **lacking, "site_id": "S1"})
    assert [d.codes for d in result.inputs[0].dispositions] == [("CL003",), ("PV016",)]
    assert result.outputs == []


def test_a_file_that_the_check_refuses_loses_the_group() -> None:
    other = {**OTHER, "group_npi": NPIS[5], "group_name": "LAKE CLINIC", "site_npi": NPIS[4], "site_address": "7 ELM"}

    def checker(text: str) -> list[OutputFault]:
        parts = text.split("~")
        return [OutputFault(number, "NM1", 3, 0, "6") for number, part in enumerate(parts, 1) if "LAKE CLINIC" in part]

    result = run_rows({}, other, checker=checker)
    assert [d.codes for d in result.inputs[0].dispositions] == [(), ("X2001",)]
    assert names_in(text_of(result), "QV") == ["BAY CLINIC"]


CHOICES: dict[str, list[str]] = {
    "plan_code": ["300", "", "999"],
    "group_npi": [NPIS[0], NPIS[5], "", "12"],
    "group_name": ["BAY CLINIC", "LAKE", ""],
    "site_id": ["", "S1", "S2"],
    "site_npi": [NPIS[1], NPIS[4], ""],
    "site_name": ["MAIN OFFICE", "NORTH", ""],
    "site_address": ["1200 BROADWAY", "7 HERON AVE", ""],
    "site_zip": ["946121234", "94612", "9", ""],
    "site_hours": ["Mon-Fri 8-5", "24/7", "?", "Tu/Th 9-1; Sat 10-2", "#SA 0800-1700", "#A"],
    "site_age_from": ["0", "21", ""],
    "site_age_to": ["120", "20", ""],
    "site_contract_end": ["", "12/31/2030", "12/31/2001"],
    "ecm": ["Y", "N", ""],
    "community_supports": ["", "Housing Deposits", "Respite; Sobering Centers"],
    "provider_npi": [NPIS[2], NPIS[3], "1234567890", ""],
    "provider_name": ["SANTACRUZ", "AGUINALDO", ""],
    "provider_first_name": ["IMELDA", ""],
    "provider_taxonomies": ["1041C0700X", "207Q00000X; 104100000X", "", "X"],
    "provider_degrees": ["", "MD; PhD"],
    "provider_role": ["", "1"],
    "provider_certified": ["", "Y", "N"],
    "provider_affiliations": ["", f"Bay Hospital ({NPIS[5]}); Lake Hospital"],
    "provider_languages": ["", "English", "Spanish; Hmong"],
    "site_phones": ["", "5105550134; 5105550135", "5105550134; 5105550135; 5105550136; 5105550137"],
    "site_fax": ["", "5105550138"],
    "site_email": ["", "desk@example.org"],
    "site_contact": ["", "Imogen Vale"],
}
LAKE = {**NORTH, "group_npi": NPIS[5], "group_name": "LAKE CLINIC", "group_tin": "", "site_npi": NPIS[5]}
# A few things about a row of one of four kinds are otherwise: most rows are good, and some meet others.
CHANGES = st.sampled_from([(name, kind) for name, kinds in CHOICES.items() for kind in kinds])
ROWS = st.lists(
    st.builds(
        lambda row, changed: {**row, **dict(changed)},
        st.sampled_from([{}, OTHER, NORTH, LAKE]),
        st.lists(CHANGES, max_size=3),
    ),
    min_size=1,
    max_size=6,
)


@given(ROWS)
@FEW
def test_every_row_is_accounted_for(rows: list[dict[str, Any]]) -> None:
    result, files = run(roster(*rows))
    dispositions = result.inputs[0].dispositions
    assert [d.row for d in dispositions] == list(range(2, len(rows) + 2))
    counts = Counter(d.status for d in dispositions)
    assert result.tally.rows == {name: counts[name] for name in ("sent", "withheld", "skipped")} | {"read": len(rows)}
    for disposition in dispositions:
        assert (disposition.status == "withheld") == bool(disposition.codes)
    sent = {d.row for d in dispositions if d.status == "sent"}
    listed = {
        line.row for file in files.values() for group in file.groups for row in group.origin.rows for line in row.lines
    }
    assert listed == sent
    assert bool(sent) == bool(result.outputs)


@given(ROWS)
@FEW
def test_a_274_becomes_a_roster_and_that_the_same_274(rows: list[dict[str, Any]]) -> None:
    first, _ = run(roster(*rows))
    for made in first.outputs:
        stream = io.BytesIO()
        assert write_roster(read_274(made.text.encode()), stream) == 0
        again, _ = run(stream.getvalue(), names=["back.xlsx"], layouts=SHIPPED)
        assert [other.text for other in again.outputs] == [made.text]


def test_the_order_of_a_file_does_not_matter_for_what_belongs_together() -> None:
    one, other = (run(roster(*rows))[1]["300"].groups for rows in ([{}, OTHER, NORTH], [NORTH, OTHER, {}]))
    assert {site.name for group in one for site in group.sites} == {site.name for g in other for site in g.sites}
    assert sorted(p.npi for g in one for s in g.sites for p in s.providers) == sorted(
        p.npi for g in other for s in g.sites for p in s.providers
    )


def test_capacity_of_sites_with_one_npi_adds_up() -> None:
    both = {"site_npi": "", "community_supports": "Housing Deposits; Respite"}
    second = {**NORTH, **both, "ecm": "Y", "ecm_populations": "Child Welfare", "ecm_capacity": "30", "ecm_further": "5"}
    counts = {"support_capacity": "Housing Deposits 40; Respite 3", "support_further": "Respite 2"}
    _, files = run(roster({**both, **counts}, second))
    found = {each.service: each for each in capacities(files)}
    assert set(found) == {"ecm", "housing_deposits", "respite"}
    ecm = found["ecm"]
    assert (ecm.plan_code, ecm.npi, ecm.now, ecm.further) == ("300", NPIS[0], 42, 5)
    assert ecm.populations == ("adult_smi_sud", "child_welfare")
    assert ecm.able_to_serve == 47
    assert (found["housing_deposits"].able_to_serve, found["respite"].able_to_serve) == (40, 5)


def test_capacity_of_a_site_of_two_groups_counts_once() -> None:
    other = {**OTHER, "group_npi": NPIS[5], "group_name": "LAKE CLINIC", "group_tin": ""}
    _, files = run(roster({"site_id": "S1"}, {**other, "site_id": "S1"}))
    assert [each.now for each in capacities(files)] == [12]


def lines_since(before: list[dict[str, str]], after: list[dict[str, str]]) -> list[str]:
    old, new = (run(roster(*rows))[1]["300"] for rows in (before, after))
    return [change_line(change) for change in changes(old, new)]


@pytest.mark.parametrize(("before", "after", "told"), [
    ([{}], [{}], []),
    ([{}], [{}, OTHER], [f"added   provider {NPIS[3]} TERRENCE AGUINALDO at MAIN OFFICE"]),
    ([{}, OTHER], [{}], [f"ended   provider {NPIS[3]} TERRENCE AGUINALDO at MAIN OFFICE"]),
    ([{}], [{"site_phones": "5105550199"}],
     [f"changed site {NPIS[1]} MAIN OFFICE: Site phone: 5105550134 > 5105550199"]),
    ([{}], [{"provider_contract_end": "12/31/2026"}],
     [f"changed provider {NPIS[2]} IMELDA SANTACRUZ at MAIN OFFICE: Provider contract end: - > 2026-12-31"]),
    ([{}], [{"group_name": "LAKE"}], [f"changed group {NPIS[0]} LAKE: Group name: BAY CLINIC > LAKE"]),
])  # fmt: skip
def test_changes_since_last_month(before: list[dict[str, str]], after: list[dict[str, str]], told: list[str]) -> None:
    assert lines_since(before, after) == told


def test_a_first_month_is_all_added() -> None:
    file = run(roster({}))[1]["300"]
    assert [change.kind for change in changes(None, file)] == ["added"] * 3
    assert [change.kind for change in changes(file, None)] == ["ended"] * 3
