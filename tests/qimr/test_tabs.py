"""The rows of each tab."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from edi.member_files.models import Period
from edi.model.capacity import ProviderCapacity
from edi.qimr.given import Authorization, Request
from mappings.quarters import Quarter
from mappings.report_table import OUTREACH, TRANSITION
from tests.invoices.cases import NPIS
from tests.qimr import making
from tests.qimr.making import (
    CALL,
    CIN,
    DAY,
    ECM,
    HERE,
    NAVIGATION,
    OTHER_CIN,
    PHONE,
    RENT,
    RESPITE,
    encounter,
    given,
    information,
    line,
    member,
    report,
    returned,
    rows_of,
    tracked,
)

HOME = making.OUTREACH


def values(made: Any, tab: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values.get(field) for field in fields) for row in rows_of(made, tab)]


def test_a_member_with_encounters_has_a_row() -> None:
    made = report(encounter(line(ECM), line(PHONE), line(PHONE, date(2024, 5, 7)), line(HOME)))
    fields = ("plan_name", "county", "period", "cin", "last_name", "birth_date", "in_person", "telephonic", "start")
    assert values(made, "ecm_members", *fields) == [
        ("GOLDEN VALLEY HEALTH PLAN", "Alameda", "2024 Q2", CIN, "RIVERA", date(1985, 4, 12), 1, 2, None)
    ]


def test_units_do_not_count() -> None:
    made = report(encounter(line(ECM, units=4)))
    assert values(made, "ecm_members", "in_person") == [(1,)]


def test_an_encounter_of_another_quarter_does_not_count() -> None:
    made = report(encounter(line(ECM, date(2024, 3, 31)), line(ECM, date(2024, 7, 1))))
    assert values(made, "ecm_members", "in_person") == []


def test_a_member_who_came_back_has_two_rows() -> None:
    told = given(
        rtf=[
            returned(ecm_benefit_end_date=date(2024, 4, 20), discontinuation_reason_code="3"),
            returned(ecm_benefit_start_date=date(2024, 6, 3), row=3),
        ]
    )
    made = report(
        encounter(line(ECM, date(2024, 4, 2)), line(PHONE, date(2024, 5, 2)), line(ECM, date(2024, 6, 4))), told=told
    )
    assert values(made, "ecm_members", "start", "end", "reason", "in_person", "telephonic") == [
        (date(2023, 6, 1), date(2024, 4, 20), "3", 1, 1),
        (date(2024, 6, 3), None, None, 1, 0),
    ]


@pytest.mark.parametrize(
    ("end", "shown"),
    [(date(2024, 3, 31), None), (date(2024, 4, 1), (date(2024, 4, 1), "1")), (date(2024, 7, 1), (None, None))],
)
def test_whose_stay_ended_when(end: date, shown: Any) -> None:
    told = given(rtf=[returned(ecm_benefit_end_date=end, discontinuation_reason_code="1")])
    assert values(report(told=told), "ecm_members", "end", "reason") == ([shown] if shown else [])


def test_a_later_return_file_decides() -> None:
    told = given(
        rtf=[
            returned(
                rtf_production_date=date(2024, 6, 1),
                ecm_benefit_end_date=date(2024, 5, 30),
                discontinuation_reason_code="2",
            ),
            returned(rtf_production_date=date(2024, 5, 1)),
        ]
    )
    assert values(report(told=told), "ecm_members", "end") == [(date(2024, 5, 30),)]


@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("member_mrn", {"member_mrn": "M-77"}),
        ("name_and_birth", {"member_last_name": "Rivera", "member_first_name": "Ana", "member_dob": date(1985, 4, 12)}),
    ],
)
def test_a_member_of_a_return_file_is_found_by_what_was_agreed(key: str, named: dict[str, Any]) -> None:
    mif = [information(member_mrn="M-77"), information(OTHER_CIN, member_last_name="OKAFOR")]
    told = given(mif=mif, rtf=[returned(None, **named), returned(None, row=3)])
    made = report(told=told, member_files={"return_key": key})
    assert values(made, "ecm_members", "cin") == [(CIN,)]


def test_populations_are_one_or_zero_and_missing_for_whom_nobody_tells() -> None:
    made = report(encounter(), encounter(who=member(OTHER_CIN)), told=given(mif=[information()]))
    fields = ("population.adult_homeless", "population.child_ccs")
    assert values(made, "ecm_members", *fields) == [(1, 0), (None, None)]


def test_the_version_of_2024_has_its_own_columns() -> None:
    made = report(encounter(), told=given(mif=[information()]), version="2024")
    tab = next(tab for tab in made.tabs if tab.name == "ecm_members")
    assert [column.letter for column in tab.columns if column.field in ("start", "telephonic")] == ["Y", "AD"]
    fields = ("population.adult_homeless", "population.adult_families_homeless")
    assert values(made, "ecm_members", *fields) == [(1, None)]


def test_supports_received_and_approved() -> None:
    stay = line(RESPITE, date(2024, 3, 30), end=date(2024, 4, 2))
    decided = Authorization(
        cin=OTHER_CIN,
        service="recuperative_care",
        approved=True,
        decided=date(2024, 4, 5),
        where=HERE,
        last_name="OKAFOR",
    )
    no = Authorization(cin=CIN, service="respite", approved=False, decided=date(2024, 4, 5), where=HERE)
    early = Authorization(cin=CIN, service="respite", approved=True, decided=date(2024, 3, 5), where=HERE)
    made = report(encounter(line(NAVIGATION, units=3), stay), told=given(authorizations=(decided, no, early)))
    fields = (
        "cin",
        "last_name",
        "received",
        "received.housing_navigation",
        "received.respite",
        "approved.respite",
        "approved.recuperative_care",
    )
    assert values(made, "cs_members", *fields) == [
        (CIN, "RIVERA", 1, 1, 1, 0, 0),
        (OTHER_CIN, "OKAFOR", 0, 0, 0, 0, 1),
    ]


def test_without_authorizations_the_approved_columns_are_empty() -> None:
    assert values(report(encounter(line(NAVIGATION))), "cs_members", "approved.respite") == [(None,)]


def test_a_support_outside_the_fourteen_is_other() -> None:
    rent = encounter(line(RENT, date(2025, 8, 1)))
    for version, field in (("2022", "received.other"), ("2024", "received.transitional_rent")):
        made = report(rent, version=version, quarter=Quarter(2025, 3))
        assert values(made, "cs_members", "received", field, "received.respite") == [(1, 1, 0)]


def request(cin: str, programme: str, **more: Any) -> Request:
    return Request(**{"cin": cin, "programme": programme, "received": DAY, "where": HERE} | more)


def test_requests_and_denials_are_unique_members() -> None:
    log = (
        request(CIN, "cs"), request(CIN, "cs", denied=True), request(OTHER_CIN, "cs"),
        request("95550123C", "cs", external=False), request("95550124D", "cs", received=date(2024, 3, 1)),
        request("95550125E", "ecm", denied=True),
    )  # fmt: skip
    made = report(told=given(requests=log))
    assert values(made, "cs_requests", "requested", "denied") == [(2, 1)]
    assert values(made, "ecm_requests_outreach", "requested", "denied") == [(1, 1)]
    assert values(report(), "cs_requests", "requested") == [(None,)]


def test_outreach_is_a_union_over_the_year() -> None:
    found = [
        encounter(line(CALL, date(2024, 1, 9)), line(CALL, DAY)),
        encounter(line(HOME, date(2024, 2, 1)), who=member(OTHER_CIN)),
        encounter(line(HOME, date(2023, 12, 1)), who=member("95550123C")),
    ]
    told = given(
        mif=[
            information(),
            information(OTHER_CIN),
            information("95550126F"),
            information("95550127G", transitioned_from_wpc=True),
        ],
        rtf=[returned()],
        outreach_tracker=[tracked(), tracked("95550126F"), tracked("95550127G")],
    )
    made = report(*found, told=told)
    assert values(made, "ecm_requests_outreach", "eligible", "attempted", "enrolled") == [(3, 3, 1)]


def test_members_who_came_from_other_programmes_are_left_out_of_the_outreach_tab() -> None:
    told = given(mif=[information(transitioned_from_hhp=True)], requests=(request(CIN, "ecm"),))
    made = report(encounter(line(CALL)), told=told)
    fields = ("eligible", "attempted", "enrolled", "requested")
    assert values(made, "ecm_requests_outreach", *fields) == [(0, 0, 0, 0)]


def test_without_lists_the_attempted_are_those_who_had_an_attempt() -> None:
    made = report(encounter(line(CALL), line(ECM, date(2024, 6, 1))))
    assert values(made, "ecm_requests_outreach", "eligible", "attempted", "enrolled") == [(None, 1, 1)]


def test_capacity_of_ecm_providers() -> None:
    child = member(OTHER_CIN, born=date(2003, 7, 1))
    roster = (
        ProviderCapacity("300", NPIS[0], "A", "ecm", ("adult_homeless",), 3, None, 5, None, "4"),
        ProviderCapacity("300", NPIS[2], "C", "ecm", (), None, None, 1, 2, "13"),
    )
    told = given(capacities=roster, rtf=[returned("95550123C", ecm_benefit_end_date=date(2024, 6, 30))])
    found = [
        encounter(),
        encounter(who=child),
        encounter(line(ECM, date(2024, 4, 2)), who=child, npi=NPIS[1]),
        encounter(who=member("95550123C")),
    ]
    fields = (
        "provider_npi",
        "provider_type",
        "serves.adult_homeless",
        "serving_adults",
        "serving_children",
        "able_adults",
        "able_children",
    )
    assert values(report(*found, told=told), "ecm_capacity", *fields) == [
        (NPIS[2], "13", 0, 0, 0, 1, 2),
        (NPIS[0], "4", 1, 1, 1, 5, None),
    ]


def test_capacity_of_supports() -> None:
    offered = (
        ProviderCapacity("300", NPIS[0], "A", "housing_navigation", (), 12, 18, provider_type="12"),
        ProviderCapacity("300", NPIS[0], "A", "transitional_rent", (), None, 4, provider_type="12"),
    )
    found = [encounter(line(NAVIGATION)), encounter(line(NAVIGATION), line(RESPITE), who=member(OTHER_CIN))]
    made = report(*found, told=given(capacities=offered), version="2024")
    assert values(made, "cs_capacity", "provider_npi", "support", "provider_type", "serving", "able") == [
        (NPIS[0], "1", "12", 2, 30),
        (NPIS[0], "6", None, 1, None),
        (NPIS[0], "15", "12", 0, 4),
    ]


def test_transition_tabs() -> None:
    quarter = Quarter(2022, 1)
    day = date(2022, 2, 2)
    told = given(
        mif=[
            information(transitioned_from_hhp=True),
            information(OTHER_CIN, transitioned_from_wpc=True),
            information("95550123C"),
        ],
        rtf=[returned(OTHER_CIN, ecm_benefit_start_date=date(2022, 1, 1), ecm_benefit_end_date=date(2022, 1, 31))],
    )
    found = [encounter(line(ECM, day), line(NAVIGATION, day)), encounter(line(ECM, day), who=member("95550123C"))]
    made = report(*found, told=told, kind=TRANSITION, quarter=quarter)
    assert values(made, "transition_ecm", "cin", "hhp", "wpc", "provider_npi") == [
        (CIN, 1, 0, NPIS[0]),
        (OTHER_CIN, 0, 1, NPIS[0]),
    ]
    assert values(made, "transition_cs", "cin", "hhp", "received.housing_navigation", "received.other") == [
        (CIN, 1, 1, 0)
    ]


def test_the_five_figures_of_the_outreach_request() -> None:
    told = given(
        mif=[information(), information("95550129J", mif_reporting_period=Period(making.Q.first, making.Q.last))],
        outreach_tracker=[
            tracked(outreach_successful=True, outreach_minutes=20),
            tracked(OTHER_CIN, outreach_successful=False, outreach_minutes=25),
            tracked(OTHER_CIN, date(2024, 6, 1), outreach_attempt_method="In-Person"),
        ],
    )
    made = report(encounter(line(CALL), line(HOME)), told=told, kind=OUTREACH)
    fields = (
        "period",
        "targeted",
        "attempted",
        "attempts_in_person",
        "attempts_electronic",
        "successful",
        "hours",
        "outcome_unknown",
        "time_unknown",
    )
    assert values(made, "outreach_request", *fields) == [("2024 Q2", 3, 2, 2, 2, 1, Decimal("0.75"), 2, 2)]


def test_without_a_tracker_outcome_and_time_are_not_available() -> None:
    made = report(encounter(line(CALL)), kind=OUTREACH)
    assert values(made, "outreach_request", "targeted", "successful", "hours", "time_unknown") == [
        (None, None, None, 1)
    ]
