"""Findings are put in order while the file is read, also where one member has all its claims."""

from __future__ import annotations

import pytest

from edi.validation import Options, validate_source
from edi.validation.gather import _WAITING, Gathering, place_of
from tests.claims.base import GOOD, RECEIVED


def one_member(claims: int) -> str:
    """Claims of one member, each with a wrong total."""
    claim = GOOD[GOOD.index("CLM*") : GOOD.index("SE*")].replace("*350***", "*340***")
    return GOOD[: GOOD.index("CLM*")] + "".join(claim.replace("T1*", f"T{n}*") for n in range(claims))


def test_findings_of_one_member_do_not_wait_for_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = []
    settle = Gathering.settle

    def noted(self: Gathering, horizon: int, member: int = 0) -> None:
        settle(self, horizon, member)
        waiting.append(len(self._guide) + len(self._rules))

    monkeypatch.setattr(Gathering, "settle", noted)
    text = one_member(2_500) + "SE*1*0001~\nGE*1*1~\nIEA*1*000000001~\n"
    found = list(validate_source(text.encode(), "f", Options(RECEIVED)).findings)
    assert len(found) > 2 * _WAITING
    assert max(waiting) < _WAITING
    assert [place_of(one) for one in found] == sorted(map(place_of, found))


def test_a_bad_state_of_a_member_is_said_once_however_far_its_claims_reach() -> None:
    text = one_member(2_500).replace("N4*OAKLAND*CA*946120001~\nDMG", "N4*OAKLAND*XX*946120001~\nDMG")
    text += "SE*1*0001~\nGE*1*1~\nIEA*1*000000001~\n"
    found = validate_source(text.encode(), "f", Options(RECEIVED)).findings
    at_the_state = [one.code for one in found if place_of(one)[:2] == (18, 2)]
    assert at_the_state == ["X2021"]
