"""EM: member-level files beside encounters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from edi.diagnostics.render import say
from edi.member_files.models import ELECTRONIC, IN_PERSON
from edi.member_files.services import EcmService
from edi.model.reference import X12Ref
from tests.members.base import CIN, run, sheet

ENDED = {"ecm_benefit_end_date": "02/16/2024", "discontinuation_reason_code": "1"}
NPI = "1245319599"
DECLINED = {"engagement_status": "4", "ecm_benefit_start_date": ""}


def service(day: str, **changes: Any) -> EcmService:
    """An ECM service of the member on a day of 2024 (MM/DD, or MM/DD/YYYY)."""
    month, number, *year = (int(part) for part in day.split("/"))
    on = date(year[0] if year else 2024, month, number)
    usual: dict[str, Any] = {
        "cin": CIN, "start": on, "end": on, "is_outreach": False, "staff": "1", "method": IN_PERSON, "npi": NPI,
        "name": "Marrow Creek", "where": X12Ref("a.837", segment_no=30, loop="2400", segment="LX", claim="300A"),
    }  # fmt: skip
    return EcmService(**{**usual, **changes})


def outreach(day: str, **changes: Any) -> EcmService:
    return service(day, is_outreach=True, **changes)


def rtf(*rows: Mapping[str, str]) -> tuple[str, bytes]:
    return "rtf.csv", sheet("rtf", *(rows or ({},)))


def mif(*rows: Mapping[str, str]) -> tuple[str, bytes]:
    return "mif.csv", sheet("mif", *(rows or ({},)))


def tracker(*rows: Mapping[str, str]) -> tuple[str, bytes]:
    return "tracker.csv", sheet("outreach_tracker", *(rows or ({},)))


def referral(**changes: str) -> tuple[str, bytes]:
    return "referral.csv", sheet("referral", changes)


AGAIN = {"ecm_benefit_start_date": "03/04/2024"}
CHILD = {"pof_adult_homeless": "0", "pof_child_ccs": "1", "member_dob": "05/14/2012"}

# code, severity ("" for a good case), files, services
CASES: list[tuple[str, str, list[tuple[str, bytes]], list[EcmService]]] = [
    ("EM001", "warning", [rtf()], [outreach("02/19")]),
    ("EM001", "warning", [rtf()], [outreach("01/22")]),
    ("EM001", "", [rtf()], [outreach("01/19"), service("02/19")]),
    ("EM001", "", [rtf(ENDED)], [outreach("02/20")]),
    ("EM002", "error", [rtf()], [service("01/19")]),
    ("EM002", "", [rtf()], [service("01/22"), outreach("01/19"), service("01/02", cin="91234568A")]),
    ("EM003", "error", [rtf(ENDED)], [service("02/23")]),
    ("EM003", "error", [rtf(ENDED, AGAIN)], [service("02/23")]),
    ("EM003", "", [rtf(ENDED, AGAIN)], [service("02/16"), service("03/04")]),
    ("EM004", "error", [rtf(DECLINED)], [service("02/23")]),
    ("EM004", "error", [rtf({**DECLINED, "engagement_status": "5"})], [service("02/23")]),
    ("EM004", "", [rtf(DECLINED)], [outreach("02/23")]),
    ("EM005", "warning", [mif(CHILD)], [service("06/30/2023")]),
    ("EM005", "", [mif(CHILD)], [service("07/03/2023")]),
    ("EM005", "", [mif({**CHILD, "transitioned_from_wpc": "1"})], [service("06/30/2023")]),
    ("EM006", "error", [rtf(), tracker({"outreach_attempt_date": "02/19/2024"})], []),
    ("EM006", "", [rtf(), tracker()], []),
    ("EM007", "info", [tracker()], [outreach("01/11")]),
    ("EM007", "info", [tracker()], [outreach("01/10", method=ELECTRONIC)]),
    ("EM007", "info", [tracker({}, {})], [outreach("01/10")]),
    ("EM007", "info", [tracker({"provider_npi": "2000000002"})], [outreach("01/10")]),
    ("EM007", "", [tracker({}, {})], [outreach("01/10"), outreach("01/10")]),
    ("EM008", "warning", [mif()], [service("02/23", cin="91234568A"), service("02/24", cin="91234568A")]),
    ("EM008", "", [mif()], [service("02/23"), outreach("02/23", cin="91234568A")]),
    ("EM008", "", [rtf()], [service("02/23", cin="91234568A")]),
    ("EM009", "info", [rtf({**DECLINED, "engagement_status": "2"})], [service("02/23", cin="91234568A")]),
    ("EM009", "", [rtf({**DECLINED, "engagement_status": "2"}), tracker()], []),
    ("EM009", "", [rtf({**DECLINED, "engagement_status": "2"})], [outreach("02/23")]),
    ("EM010", "warning", [rtf(), referral(referral_date="02/20/2024")], []),
    ("EM010", "", [rtf(ENDED), referral(referral_date="02/20/2024")], []),
    ("EM011", "info", [rtf(ENDED), mif()], []),
    ("EM011", "", [rtf(ENDED), mif({"ecm_member_record_status": "Termed"})], []),
    ("EM011", "", [rtf(), mif()], []),
]  # fmt: skip


@pytest.mark.parametrize(("code", "severity", "files", "services"), CASES, ids=lambda part: str(part)[:12])
def test_case(code: str, severity: str, files: list[tuple[str, bytes]], services: list[EcmService]) -> None:
    made = run(*files, services=services)
    found = [one for one in made.result.all_findings if one.code == code]
    assert bool(found) == bool(severity)
    if found:
        assert len(found) == 1
        assert made.result.severity(code) == severity
        said = say(found[0], made.result.registry.rules[code], show_values=True)
        assert "{" not in said.message + said.hint


@pytest.mark.parametrize("wanted", [True, False])
def test_every_rule_has_a_case(wanted: bool) -> None:
    assert {case[0] for case in CASES if bool(case[1]) is wanted} == {f"EM{number:03}" for number in range(1, 12)}


def test_a_finding_names_the_claim_line_and_the_row() -> None:
    made = run(rtf(ENDED), services=[service("02/23")])
    finding = next(one for one in made.result.all_findings if one.code == "EM003")
    assert isinstance(finding.where, X12Ref)
    assert finding.where.claim == "300A"
    assert str(finding.related[0]).startswith("rtf.csv › 'rtf'!")


def test_a_return_row_without_a_cin_is_found_by_the_agreed_key() -> None:
    """The published tables hold no identifier: the Member Information File says whose number it is."""
    row = sheet("rtf", {**ENDED, "member_mrn": "A-17"}, without=("member_cin",))
    made = run(mif(), ("rtf.csv", row), services=[service("02/23")], return_key="member_mrn")
    assert "EM003" in {one.code for one in made.result.all_findings}
    lost = run(("rtf.csv", row), services=[service("02/23")], return_key="member_mrn")
    assert "EM003" not in {one.code for one in lost.result.all_findings}
