"""Every rule has a good and a bad case: a new rule without cases is red here."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import tests.rules
from edi.diagnostics import EVERY_PACKAGE, load_rules
from tests.meta.sources import ROOT
from tests.rules.case import Case, RunCase

RULES = load_rules(*EVERY_PACKAGE).rules


def all_cases(beginning: str = "") -> list[Case | RunCase]:
    """The tables `CASES` of every module here, or of those whose names begin so."""
    modules = [
        importlib.import_module(f"tests.rules.{found.name}")
        for found in pkgutil.iter_modules(tests.rules.__path__)
        if found.name != "test_every_rule" and found.name.startswith(beginning)
    ]
    return [case for module in modules for case in getattr(module, "CASES", ())]


def is_bad(case: Case | RunCase) -> bool:
    """Whether a case expects a finding."""
    return bool(case.severity)


# Rules whose cases stand beside what they are about. Those of submitted 837P files have tables of their own, with the
# same demand (tests/claims), and so have those of the quarterly report (tests/qimr).
ELSEWHERE = {
    "tests/members/test_read.py": ["MF065", "MF069"],
    "tests/members/test_build.py": ["MF071", "MF072"],
    "tests/members/test_match.py": [f"EM{number:03}" for number in range(1, 12)],
    "tests/roster/test_validate.py": ["PV011", "PV026", "PV027", "PV028"],
    "tests/invoices/test_formats.py": ["WB015", "WB020", "WB021", "WB022", "WB023", "CL030"],
    "tests/ask/test_answers.py": ["WB025"],
    "tests/ask/test_saved.py": ["WB026"],
    "tests/ledger/test_translate.py": ["LG001", "LG002", "LG003", "LG004"],
    "tests/ledger/test_commands.py": ["LG005"],
    "tests/invoices/test_accounted.py": [f"WB{number:03}" for number in range(30, 40)],
    "tests/invoices/test_written_cells.py": ["CL031", "CL032", "CL033", "CL034"],
    "tests/invoices/test_layout_kinds.py": ["WB024", "LN045", "LN046"],
}


@pytest.mark.parametrize("wanted", [True, False], ids=["bad", "good"])
def test_every_rule_has_a_case(wanted: bool) -> None:
    have = {case.code for case in all_cases() if is_bad(case) is wanted}
    have |= {code for codes in ELSEWHERE.values() for code in codes}
    have |= {code for code in RULES if code.startswith("X") and code != "X2001"}
    have |= {code for code in RULES if code.startswith("QR")}
    assert set(RULES) - have == set()


@pytest.mark.parametrize("case", all_cases("cases_"), ids=str)
def test_a_case_of_a_file_of_its_own(case: Case | RunCase) -> None:
    case.check()


@pytest.mark.parametrize("path", ELSEWHERE)
def test_a_case_elsewhere_is_there(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert [code for code in ELSEWHERE[path] if code not in text] == []


def test_no_case_is_for_a_rule_that_does_not_exist() -> None:
    assert {case.code for case in all_cases()} - set(RULES) == set()


def test_a_bad_case_says_where() -> None:
    for case in all_cases():
        if isinstance(case, RunCase):
            assert bool(case.where) == bool(case.severity), case
        elif case.severity:
            assert case.row >= 2, case


def test_the_severities_of_the_cases_are_one_a_rule() -> None:
    told: dict[str, set[str]] = {}
    for case in all_cases():
        if case.severity:
            told.setdefault(case.code, set()).add(case.severity)
    assert {code: severities for code, severities in told.items() if len(severities) > 1} == {}
