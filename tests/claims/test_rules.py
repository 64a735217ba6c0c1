"""Every rule of types 3 to 7: it speaks where it must, at the exact position, and keeps silent on the good."""

from __future__ import annotations

import pytest

from edi.validation.run import rules
from tests.claims.base import GOOD, Case, changed, checked, expected, places
from tests.claims.cases import CASES

CHECKED = [(code, case) for code, cases in CASES.items() for case in cases]
#: Rules whose case is a test of its own, below.
APART = {"X7007"}
SECOND = GOOD.replace("123456789300 ", "123456789305 ").replace("000000001", "000000002").replace("CLM*300", "CLM*305")


def text_of(case: Case) -> str:
    return changed(case.changes).replace("{second}", SECOND)


@pytest.mark.parametrize(("code", "case"), CHECKED, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CHECKED)])
def test_rule(code: str, case: Case) -> None:
    text = text_of(case)
    assert places(checked(text, payer=case.payer), code) == expected(text, case.spots)


def test_the_good_file_has_no_finding() -> None:
    assert checked(GOOD).findings == []


def test_every_rule_has_cases_and_every_case_a_rule() -> None:
    file_rules = {code for code, rule in rules().rules.items() if rule.scope == "file" and rule.snip > 2}
    assert set(CASES) == file_rules
    assert {code for code, cases in CASES.items() if not any(case.spots for case in cases)} == APART


def test_one_claim_too_many() -> None:
    claim = GOOD[GOOD.index("CLM*") : GOOD.index("SE*")]
    many = "".join(claim.replace("H7K2M9Q4T1", f"{number:010}") for number in range(5001))
    text = GOOD.replace(claim, many)
    assert len(places(checked(text), "X7007")) == 1


@pytest.mark.parametrize("charge", [1_200_000, 1_200_001])
def test_a_claim_too_long_to_be_kept_is_not_balanced(charge: int) -> None:
    line = GOOD[GOOD.index("LX*1") : GOOD.index("LX*2")]
    lines = "".join(line.replace("LX*1", f"LX*{n}").replace("INV88-0001", f"A{n}") for n in range(1, 6001))
    text = GOOD[: GOOD.index("LX*1")] + lines + GOOD[GOOD.index("SE*") :]
    text = text.replace("T1*350*", f"T1*{charge}*").replace("AMT*D*350", f"AMT*D*{charge}")
    counts = checked(text).findings.counts
    assert counts["X2009"] == 6000 - 50
    assert not [code for code in counts if code.startswith("X3")]


def test_no_rule_wants_the_charge_to_be_line_payments_plus_claim_adjustments() -> None:
    """V13: payers that asked for it were told that no such rule exists."""
    text = changed(
        (
            ("AMT*D*350", "CAS*OA*23*50~\nAMT*D*250"),
            ("SVD*300*200*HC:G9012:U2**1~\n", "SVD*300*150*HC:G9012:U2**1~\nCAS*CO*45*50~\n"),
        )
    )
    # charge 350, line payments 300, claim adjustments 50, line adjustments 50: 300 + 50 is 350 only by accident
    codes = {finding.code for finding in checked(text).findings}
    assert not codes & {"X3001", "X3002", "X3003", "X3004"}


def test_a_claim_that_only_v13_would_refuse_passes() -> None:
    """Charge 350 = paid 250 + claim 50 + line 50; line payments 300 + claim 50 = 350 less nothing."""
    text = changed(
        (
            ("AMT*D*350", "CAS*OA*23*-50~\nAMT*D*350"),
            ("SVD*300*200*HC:G9012:U2**1~\n", "SVD*300*150*HC:G9012:U2**1~\nCAS*CO*45*50~\n"),
        )
    )
    # line payments 300 + claim adjustments -50 = 250 is not the charge of 350: V13 would refuse it
    codes = {finding.code for finding in checked(text).findings}
    assert not codes & {"X3001", "X3002", "X3003", "X3004"}


def test_a_finding_above_the_claims_is_said_once() -> None:
    claim = GOOD[GOOD.index("HL*2") : GOOD.index("SE*")]
    second = claim.replace("HL*2*1", "HL*3*1").replace("T1*", "T2*").replace("20240603", "20240604")
    text = GOOD.replace("XX*1234567893", "XX*1234567890").replace("SE*43", second + "SE*43")
    assert len(places(checked(text), "X5001")) == 1


def test_other_guides_are_left_alone() -> None:
    text = GOOD.replace("005010X222A1", "005010X223A2").replace("*350***", "*340***")
    assert not [one for one in checked(text).findings if one.code[1] in "34567"]


def test_without_a_known_receiver_there_are_no_receiver_rules() -> None:
    text = changed((("CLM*300H", "CLM*305H"),)).replace("CALIFORNIA-DHCS*", "SOME-OTHERPAYER*")
    assert not [one for one in checked(text).findings if one.code.startswith("X7")]
