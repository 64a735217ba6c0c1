"""Good and bad cases of every rule of the report: a report each, and where the rule must speak."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from msgspec.structs import replace

from edi.model.capacity import ProviderCapacity
from edi.qimr.given import Authorization
from edi.qimr.report import Report
from edi.qimr.source import Listed, Sent, Status
from mappings.quarters import Quarter
from mappings.report_table import TRANSITION
from tests.claims.base import GOOD
from tests.invoices.cases import NPIS
from tests.qimr import making
from tests.qimr.making import (
    CALL,
    CIN,
    ECM,
    HERE,
    NAVIGATION,
    OTHER_CIN,
    RENT,
    encounter,
    given,
    information,
    line,
    member,
    report,
    returned,
    tracked,
)


class Case(NamedTuple):
    """A report, and the cells where the rule must speak ("" for the report as a whole); none for a good case."""

    make: Callable[[], Report]
    at: tuple[str, ...] = ()


def bad(*at: str, **parts: Any) -> Case:
    """A case with findings."""
    return Case(lambda: _report(parts), at or ("",))


def good(**parts: Any) -> Case:
    """A case in which the rule must keep silent."""
    return Case(lambda: _report(parts))


def _report(parts: dict[str, Any]) -> Report:
    found = parts.pop("found", (encounter(),))
    return report(*found, **parts)


class Denied(Listed):
    """Encounters that were all denied."""

    def __iter__(self) -> Any:
        return (Sent(one.encounter, Status.DENIED) for one in super().__iter__())


ENDED = {"ecm_benefit_end_date": date(2024, 5, 31)}
ENROLLED = given(mif=[information()], rtf=[returned()])
ROSTER = ProviderCapacity("300", NPIS[0], "HARBOR", "ecm", ("adult_homeless",), 3, None, 5, 0, provider_type="4")
OFFER = ProviderCapacity("300", NPIS[0], "HARBOR", "housing_navigation", (), 12, 18, provider_type="12")
BY_ROSTER = given(capacities=(ROSTER, OFFER))
APPROVED = Authorization(cin=CIN, service="housing_navigation", approved=True, decided=making.DAY, where=HERE)
EARLY = Quarter(2022, 3)
ECM_TAB, CS_TAB = "ECM Members and Services", "CS Members and Services"


def ecm_of(quarter: Quarter) -> tuple[Any, ...]:
    """An encounter in a quarter."""
    return (encounter(line(ECM, quarter.first)),)


def roster(**changes: Any) -> Any:
    """The roster with one change to its ECM provider."""
    return given(capacities=(replace(ROSTER, **changes), OFFER))


def offered(**changes: Any) -> Any:
    """The roster with one change to its support."""
    return given(capacities=(ROSTER, replace(OFFER, **changes)))


SUPPORT = (encounter(line(NAVIGATION)),)
WPC = information(transitioned_from_wpc=True)

CASES: dict[str, list[Case]] = {
    "QR001": [
        bad(source=making.files(b"ISA nothing")),
        good(source=making.files(making.x12(encounter()))),
    ],
    "QR002": [
        bad(source=making.files(GOOD.encode().replace(b"LX*2~", b"QQ*1~LX*2~"))),
        good(source=making.files(GOOD.encode())),
    ],
    "QR003": [
        bad(source=making.files(making.x12(encounter(frequency="8", payer_claim_id="P")))),
        good(
            source=making.files(
                making.x12(encounter()), making.x12(encounter(frequency="8"), number=2, sent="20260302")
            )
        ),
    ],
    "QR004": [
        bad(found=(encounter(line(("T2025", "U6"))),)),
        good(found=(encounter(line(("T2025", "U6"))),), quarterly_report={"other_codes": ["T2025 U6"]}),
        good(found=(encounter(line(("T2025", "U6"), date(2024, 3, 1))),)),
    ],
    "QR005": [bad(found=(encounter(line(day=date.min)),)), good()],
    "QR006": [
        bad(found=(encounter(), encounter(line(units=2)))),
        good(found=(encounter(), encounter(line(units=2))), quarterly_report={"same_service": "each"}),
    ],
    "QR007": [bad(source=Denied([encounter()])), good()],
    "QR010": [bad(f"{ECM_TAB}!E2", told=given(mif=[information(OTHER_CIN)])), good(told=ENROLLED), good()],
    "QR011": [bad(f"{ECM_TAB}!Y2", found=(), told=ENROLLED), good(told=ENROLLED)],
    "QR012": [bad(f"{ECM_TAB}!U2", told=given(rtf=[returned(OTHER_CIN, **ENDED)])), good(told=ENROLLED), good()],
    "QR013": [
        bad(f"{ECM_TAB}!W2", told=given(rtf=[returned(**ENDED)])),
        bad(f"{ECM_TAB}!W2", told=given(rtf=[returned(**ENDED, discontinuation_reason_code="9")])),
        bad(f"{ECM_TAB}!AA2", told=given(rtf=[returned(**ENDED, discontinuation_reason_code="16")]), version="2024"),
        good(told=given(rtf=[returned(**ENDED, discontinuation_reason_code="4")])),
        good(told=given(rtf=[returned(**ENDED, discontinuation_reason_code="12")]), version="2024"),
    ],
    "QR014": [
        bad(f"{ECM_TAB}!V2", told=given(rtf=[returned(ecm_benefit_start_date=date(2024, 6, 10), **ENDED)])),
        good(told=given(rtf=[returned(ecm_benefit_start_date=date(2024, 5, 31), **ENDED)])),
    ],
    "QR015": [
        bad(f"{ECM_TAB}!I2", told=given(mif=[information(pof_adult_homeless=False)])),
        good(told=ENROLLED),
        good(),
    ],
    "QR016": [
        bad(
            f"{ECM_TAB}!L2",
            found=ecm_of(EARLY),
            quarter=EARLY,
            told=given(mif=[information(pof_adult_incarceration=True)]),
        ),
        bad(
            f"{ECM_TAB}!I2",
            found=ecm_of(Quarter(2022, 2)),
            quarter=Quarter(2022, 2),
            told=ENROLLED,
            plan={"county": "Alpine"},
        ),
        good(found=ecm_of(EARLY), quarter=EARLY, told=ENROLLED),
        good(
            found=ecm_of(EARLY),
            quarter=EARLY,
            told=given(mif=[information(pof_adult_incarceration=True, transitioned_from_hhp=True)]),
        ),
    ],
    "QR017": [
        bad(f"{ECM_TAB}!O2", told=given(mif=[information(pof_child_homeless=True)])),
        bad(f"{ECM_TAB}!I2", found=(encounter(who=member(born=date(2012, 1, 1))),), told=ENROLLED),
        good(
            found=(encounter(who=member(born=date(2000, 1, 1))),),
            told=given(mif=[information(pof_child_welfare=True)]),
        ),
        good(
            found=(encounter(who=member(born=date(2004, 1, 1))),),
            told=given(mif=[information(pof_adult_homeless=True)]),
            member_files={"adult_age": 20},
        ),
    ],
    "QR018": [
        bad(f"{ECM_TAB}!E2", found=(encounter(who=member("9123")),)),
        bad(f"{ECM_TAB}!H2", found=(encounter(who=member(born=date.min)),)),
        bad(f"{CS_TAB}!F2", f"{CS_TAB}!H2", found=(encounter(line(NAVIGATION), who=member(last="", born=date.min)),)),
        good(),
    ],
    "QR019": [
        bad(f"{ECM_TAB}!X2", "ECM Provider Capacity!E2", found=(encounter(npi="1234567890"),)),
        bad(f"{ECM_TAB}!X2", found=(), told=given(rtf=[returned(ecm_provider_npi=None)])),
        good(),
    ],
    "QR020": [
        bad("ECM Provider Capacity!E3", found=(encounter(npi=NPIS[1]),), told=BY_ROSTER),
        good(told=BY_ROSTER),
        good(found=(encounter(npi=NPIS[1]),)),
    ],
    "QR021": [
        bad(f"{ECM_TAB}!B2", "ECM Provider Capacity!B2", found=(encounter(plan="777"),)),
        good(),
    ],
    "QR022": [
        bad(f"{ECM_TAB}!E2", found=(encounter(), encounter(line(day=date(2024, 5, 9)), who=member(last="RIVERO")))),
        good(found=(encounter(), encounter(line(day=date(2024, 5, 9))))),
    ],
    "QR023": [
        bad(f"{CS_TAB}!Y2", found=SUPPORT, told=given(authorizations=())),
        good(found=SUPPORT, told=given(authorizations=(APPROVED,))),
        good(found=SUPPORT),
    ],
    "QR024": [
        bad(
            f"{CS_TAB}!I2",
            found=(encounter(line(("T2025", "U6"))),),
            version="2024",
            quarterly_report={"other_codes": ["T2025 U6"]},
        ),
        good(found=(encounter(line(("T2025", "U6"))),), quarterly_report={"other_codes": ["T2025 U6"]}),
        good(found=(encounter(line(RENT, date(2025, 8, 1))),), version="2024", quarter=Quarter(2025, 3)),
    ],
    "QR030": [
        bad("ECM Requests and Outreach!F1"),
        good(found=(encounter(), encounter(line(CALL, date(2024, 2, 1))))),
        good(told=given(outreach_tracker=[tracked(day=date(2024, 1, 5))])),
        good(found=ecm_of(Quarter(2024, 1)), quarter=Quarter(2024, 1)),
    ],
    "QR031": [
        bad("ECM Requests and Outreach!F1", found=(encounter(line(CALL)),), told=given(mif=[information(OTHER_CIN)])),
        good(found=(encounter(line(CALL)),), told=ENROLLED),
        good(found=(encounter(line(CALL)),)),
    ],
    "QR041": [
        bad("ECM Provider Capacity!F2", told=roster(provider_type="")),
        bad("ECM Provider Capacity!F2", told=roster(provider_type="16")),
        bad("CS Provider Capacity!F2", told=offered(provider_type="15")),
        good(told=roster(provider_type="15")),
        good(),
    ],
    "QR042": [bad("ECM Provider Capacity!E2", told=roster(populations=())), good(told=BY_ROSTER)],
    "QR043": [
        bad("ECM Provider Capacity!V2", told=roster(further_children=None)),
        bad("CS Provider Capacity!H2", told=offered(now=None, further=None)),
        good(told=BY_ROSTER),
    ],
    "QR044": [bad("CS Provider Capacity!F2", told=offered(provider_type="14")), good(told=roster(provider_type="14"))],
    "QR050": [bad(today=date(2024, 8, 15)), good(today=date(2024, 8, 14))],
    "QR051": [
        bad(ECM_TAB, "ECM Requests and Outreach", "ECM Provider Capacity", "CS Requests and Denials"),
        good(found=(), kind=TRANSITION, quarter=Quarter(2022, 1)),
    ],
    "QR052": [bad("", "", version="2024"), good()],
    "QR053": [
        bad(found=ecm_of(Quarter(2023, 1)), quarter=Quarter(2023, 1)),
        bad(found=ecm_of(Quarter(2025, 1)), quarter=Quarter(2025, 1)),
        good(),
    ],
    "QR055": [
        bad(version="2024", report_version_ends=date(2024, 5, 1)),
        good(version="2024", report_version_ends=date(2024, 6, 30)),
        good(version="2024"),
    ],
    "QR060": [
        bad(kind=TRANSITION),
        good(found=ecm_of(Quarter(2022, 1)), kind=TRANSITION, quarter=Quarter(2022, 1)),
    ],
    "QR061": [
        bad("HHP and WPC to ECM!I2", kind=TRANSITION, told=given(mif=[WPC]), plan={"county": "Imperial"}),
        good(kind=TRANSITION, told=given(mif=[WPC])),
    ],
    "QR070": [
        bad("row 2", told=given(rtf=[returned(None)])),
        bad("row 2", told=given(outreach_tracker=[tracked(None)])),  # type: ignore[arg-type]
        good(
            member_files={"return_key": "name_and_birth"},
            told=given(
                mif=[information()],
                rtf=[returned(None, member_last_name="RIVERA", member_first_name="ANA", member_dob=date(1985, 4, 12))],
            ),
        ),
    ],
}
