"""PV: the provider file, and CL of the cells that only rosters have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from edi.model.reference import SheetRef
from edi.views.run_result import RunResult
from invoices.intake import Source
from invoices.roster.against import compare, providers_in
from mappings.layout_file import load_layouts
from tests.invoices.cases import ECM, LINE, context, csv_bytes, everything, letter, table
from tests.roster import base
from tests.roster.base import NORTH, NPIS, OTHER, run, run_rows
from tests.rules.case import Case, RunCase

TWO_PLANS = {
    "plans": [
        {"code": code, "name": f"PLAN {code}", "payer_id": f"P{code}", "county": "Alameda"} for code in ("300", "301")
    ]
}
NO_SITE = dict.fromkeys(
    ["site_npi", "site_name", "site_address", "site_city", "site_state", "site_zip", "site_phones", "site_hours",
     "site_age_from", "site_age_to", "site_gender", "ecm", "ecm_populations", "ecm_capacity"], "",
)  # fmt: skip
SITE_ONLY = dict.fromkeys(["provider_npi", "provider_name", "provider_first_name", "provider_taxonomies",
                           "provider_contract_start"], "")  # fmt: skip
CS = {"ecm": "", "ecm_populations": "", "ecm_capacity": "", "community_supports": "Housing Deposits"}


def place(at: str, row: int) -> SheetRef:
    return SheetRef("roster.csv", "roster", row, letter(base.everything(), at), at)


def bad(
    code: str, severity: str, at: str, *rows: Mapping[str, Any], row: int = 0, name: str = "", **changes: Any
) -> RunCase:
    """A roster in which the rule finds one thing, in the last row unless `row` says otherwise."""
    told = rows or (changes,)
    shown = name or "-".join(f"{key}={value}" for each in told for key, value in each.items())[:60]
    settings = TWO_PLANS if code == "PV001" and rows else {}
    return RunCase(
        code, shown, lambda: run_rows(*told, surroundings=context(**settings)), (place(at, row or len(told) + 1),),
        severity,
    )  # fmt: skip


def good(code: str, *rows: Mapping[str, Any], name: str = "", **changes: Any) -> RunCase:
    """A roster that looks like trouble and is none."""
    told = rows or (changes,)
    shown = name or "-".join(f"{key}={value}" for each in told for key, value in each.items())[:60]
    return RunCase(code, shown or "valid", lambda: run_rows(*told))


CASES: list[Case | RunCase] = [
    bad("CL050", "warning", "provider_languages", provider_languages="English, Spanglish"),
    good("CL050", provider_languages="English; Farsi"),
    bad("CL051", "warning", "provider_degrees", provider_degrees="LCSW"),
    good("CL051", provider_degrees="MSW"),
    bad("CL052", "error", "ecm_populations", ecm_populations="Homelessness"),
    good("CL052", ecm_populations="Adult Homeless; Child Welfare"),
    bad("CL053", "error", "community_supports", community_supports="Haircuts"),
    good("CL053", community_supports="Housing Deposits"),
    bad("CL054", "warning", "ecm_capacity", ecm_capacity="about 40"),
    good("CL054", ecm_capacity="40.0"),
    bad("CL055", "warning", "provider_affiliations", provider_affiliations="Bay Hospital (1234567890)"),
    good("CL055", provider_affiliations="Bay Hospital (1234567893)"),
    bad("CL056", "warning", "site_gender", site_gender="some"),
    good("CL056", site_gender="women only"),
    bad("CL057", "warning", "site_age_from", site_age_from="grown-up"),
    good("CL057", site_age_from="18"),
    bad("CL058", "warning", "site_hours", site_hours="mornings"),
    good("CL058", site_hours="24/7"),
    bad("PV001", "error", "plan_code", plan_code="999"),
    bad("PV001", "error", "plan_code", {"plan_code": ""}, name="none-of-two"),
    good("PV001", plan_code=""),
    bad("PV002", "error", "site_id", NO_SITE),
    good("PV002", {**NO_SITE, **SITE_ONLY, "group_taxonomies": "251B00000X"}, name="a-group-alone"),
    good("PV002", {"site_id": "S1"}, {**NO_SITE, **OTHER, "site_id": "S1"}, name="by-its-id"),
    bad("PV003", "error", "group_npi",
        {"site_id": "S1"}, {"site_id": "S1", "group_npi": NPIS[4], "group_name": "OTHER GROUP"},
        {**OTHER, "site_id": "S1", "group_npi": "", "group_name": "", "group_tin": ""}, name="two-groups"),
    good("PV003", {"site_id": "S1"}, {**OTHER, "site_id": "S1", "group_npi": "", "group_name": "", "group_tin": ""}),
    bad("PV004", "error", "site_address", {"site_id": "S1"}, {**OTHER, "site_id": "S1", "site_address": "9 OTHER ST"}),
    bad("PV004", "error", "group_name", {}, {**OTHER, "group_name": "LAKE CLINIC"}),
    bad("PV004", "error", "provider_name", {}, {"provider_name": "AGUINALDO"}),
    bad("PV004", "error", "ecm_capacity", {}, {**OTHER, "ecm_capacity": "13"}),
    bad("PV004", "error", "site_zip", {}, {**OTHER, "site_zip": "946129999"}),
    good("PV004", {}, {**OTHER, "group_name": "Bay Clinic", "site_zip": "94612"}),
    good("PV004", {}, NORTH, name="another-site"),
    bad("PV006", "warning", "support_capacity", **CS | {"community_supports": "Housing Deposits; Respite",
                                                       "support_capacity": "40"}),
    bad("PV006", "warning", "support_further", **CS | {"support_capacity": "1", "support_further": "Respite 4"}),
    good("PV006", **CS, support_capacity="40"),
    good("PV006", **CS | {"community_supports": "Housing Deposits; Respite", "support_capacity": "Respite 4"}),
    bad("PV010", "error", "provider_npi", provider_npi=""),
    good("PV010", site_npi=""),
    bad("PV012", "error", "provider_name", {}, {**NORTH, "provider_npi": NPIS[2]}),
    good("PV012", {}, {**NORTH, **{name: base.ROW[name] for name in OTHER}, "provider_name": "Santacruz"}),
    good("PV012", {}, {**NORTH, "site_npi": NPIS[1]}, name="two-sites-of-one-npi"),
    bad("PV013", "error", "provider_taxonomies", provider_taxonomies=""),
    bad("PV013", "error", "site_taxonomies", SITE_ONLY, name="a-site-alone"),
    good("PV013", {**SITE_ONLY, "group_taxonomies": "251B00000X"}, name="of-its-group"),
    bad("PV014", "error", "provider_taxonomies", provider_taxonomies="207Q00001X"),
    bad("PV014", "error", "group_taxonomies", group_taxonomies="251B00001X"),
    good("PV014", provider_taxonomies="207Q00000X; 251B00000X"),
    bad("PV015", "error", "provider_name", provider_name=""),
    good("PV015", {"provider_npi": NPIS[0], "provider_name": "", "provider_first_name": ""}, name="the-group-itself"),
    bad("PV016", "error", "site_city", site_city=""),
    bad("PV016", "error", "site_state", site_state=""),
    good("PV016", site_address_2="FLOOR 2"),
    bad("PV017", "warning", "site_zip", site_zip="94612"),
    good("PV017", site_zip="94612-1234"),
    bad("PV018", "warning", "site_state", site_state="NV"),
    good("PV018", site_state="Calif."),
    bad("PV019", "error", "group_contract_end", group_contract_end="12/31/2023"),
    bad("PV019", "error", "provider_contract_end", provider_contract_end="12/31/2024"),
    good("PV019", provider_contract_end="12/31/2026"),
    bad("PV020", "warning", "provider_contract_end", provider_contract_end="02/28/2026"),
    good("PV020", provider_contract_end="03/01/2026"),
    bad("PV021", "error", "site_age_from", site_age_from="64", site_age_to="18"),
    bad("PV021", "error", "site_age_to", site_age_to="130"),
    good("PV021", site_age_from="18", site_age_to="18"),
    bad("PV022", "warning", "site_hours", site_hours="Mon-Fri 10pm-6am"),
    bad("PV022", "warning", "site_hours", site_hours="Mon-Fri 8-5; Wed 4-7"),
    good("PV022", site_hours="Mon-Fri 8-12, 1-5; Sat 9-12"),
    bad("PV023", "warning", "ecm_populations", ecm_populations=""),
    good("PV023", **CS, support_capacity="4"),
    bad("PV024", "warning", "ecm_capacity", ecm_capacity=""),
    bad("PV024", "warning", "support_capacity", **CS),
    good("PV024", ecm_capacity="", ecm_further_adults="7"),
]  # fmt: skip


def without_marker(service: str) -> RunResult:
    """A run with a payer file that has no marker for a service."""
    surroundings = context()
    section = surroundings.payer.provider_file
    assert section is not None
    kept = [marker for marker in section.markers if marker.service != service]
    surroundings.payer = surroundings.payer.model_copy(
        update={"provider_file": section.model_copy(update={"markers": kept})}
    )
    return run_rows({}, surroundings=surroundings)


def against(*lines: Mapping[str, Any], **changes: Any) -> Callable[[], RunResult]:
    """A roster compared with an invoice of these lines."""

    def make() -> RunResult:
        result, files = run(base.roster(changes))
        surroundings = context()
        sources = [Source(base.Path("invoice.csv"), "invoice.csv", csv_bytes(table(everything(), lines)))]
        seen = list(providers_in(sources, surroundings, [everything()]))
        result.findings += compare(files, seen, ["invoice.csv"], surroundings)
        return result

    return make


BILLS = SheetRef("invoice.csv", "invoice", 2, letter(everything(), "billing_npi"), "billing_npi")
GROUP_BILLS = {**ECM, "billing_npi": base.ROW["group_npi"]}
CASES += [
    RunCase("PV025", "no-row", lambda: without_marker("ecm"), (place("ecm", 2),), "error"),
    RunCase("PV025", "another-row", lambda: without_marker("respite")),
    RunCase("PV030", "unlisted", against({**ECM, "billing_npi": NPIS[4]}), (BILLS,), "error"),
    RunCase("PV030", "the-group", against(GROUP_BILLS)),
    RunCase("PV030", "the-site", against({**ECM, "billing_npi": NPIS[1]})),
    RunCase("PV031", "another-service", against({"billing_npi": NPIS[0]}), (BILLS,), "warning"),
    RunCase("PV031", "its-service", against(GROUP_BILLS)),
    RunCase("PV032", "no-line", against({**LINE, "billing_npi": NPIS[0]}), (place("ecm", 2),), "info"),
    RunCase("PV032", "lines", against(GROUP_BILLS)),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: RunCase) -> None:
    case.check()


@pytest.mark.parametrize("case", [case for case in CASES if isinstance(case, RunCase) and case.severity], ids=str)
def test_an_error_withholds_its_row_and_nothing_else_does(case: RunCase) -> None:
    if case.code in ("PV030", "PV031", "PV032"):
        return
    result = case.make()
    where = case.where[0]
    assert isinstance(where, SheetRef)
    status = next(d for part in result.inputs for d in part.dispositions if d.row == where.row)
    assert (case.code in status.codes) == (case.severity == "error")


def test_the_shipped_layouts_of_rosters_are_there() -> None:
    assert set(load_layouts("roster")) == {"roster-long", "roster-people", "roster-sites", "roster-wide"}
