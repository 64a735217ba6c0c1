"""Every rule of the report: it speaks where it must, at the cell, and keeps silent on the good."""

from __future__ import annotations

import pytest

from edi.diagnostics import load_rules
from edi.diagnostics.render import say
from edi.model.reference import SheetRef
from edi.qimr.judging import PACKAGE
from tests.qimr.cases import CASES, Case

RULES = load_rules(PACKAGE).rules
#: Rules whose cases stand beside what they are about.
ELSEWHERE = {"QR008": "tests/cli/test_qimr.py", "QR080": "tests/qimr/test_congruence.py"}
CHECKED = [(code, case) for code, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("code", "case"), CHECKED, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CHECKED)])
def test_rule(code: str, case: Case) -> None:
    made = case.make()
    made.finish()
    found = [finding for finding in made.findings.kept if finding.code == code]
    places = []
    for finding in found:
        where = finding.where
        if not isinstance(where, SheetRef):
            places.append("")
        elif where.file == "q.xlsx":
            places.append(where.sheet + (f"!{where.cell}" if where.cell else ""))
        else:
            places.append(where.cell)
        said = say(finding, RULES[code], show_values=False)
        assert "{" not in said.message + said.hint
    assert sorted(places) == sorted(case.at)


def test_every_rule_has_cases_and_every_case_a_rule() -> None:
    assert set(CASES) | set(ELSEWHERE) == set(RULES)
    assert [code for code, cases in CASES.items() if not any(case.at for case in cases)] == []
    assert [code for code, cases in CASES.items() if all(case.at for case in cases)] == []


@pytest.mark.parametrize("code", ELSEWHERE)
def test_a_case_elsewhere_is_there(code: str, pytestconfig: pytest.Config) -> None:
    assert code in (pytestconfig.rootpath / ELSEWHERE[code]).read_text(encoding="utf-8")
