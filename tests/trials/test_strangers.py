"""Forty invoices that somebody wrote who had not seen the program: read without a question, or left to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trials.lines import ESSENCE
from tests.trials.program import run_once
from tests.trials.shared_cases import Expected, expectations

FOLDER = Path(__file__).resolve().parents[1] / "strangers"
CASES = expectations(FOLDER)
# What these leave open a person has to answer.
ASK = {
    "Comadres_outreach_log.csv": "whether an attempt that reached nobody is billed",
    "Q1 2026 Day Program Attendance.xlsx": "the provider's name, which stands inside a title",
    "Report work of SEA Elders Association.xlsx": "the modifiers, below ‘Code add-on’",
    "TransRent_Ledger.xlsx": "the provider's name, below ‘Property manager’",
    "Home Mod Job Tickets.xlsx": "the day of service, beside ‘Completed’",
}


def test_all_are_there() -> None:
    assert len(CASES) == 40
    assert {*ASK} <= {case.path.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.name)
def test_a_stranger_is_read_rightly_or_asked(case: Expected) -> None:
    outcome = run_once(case.path)
    sent = [line[:ESSENCE] for line in outcome.lines]
    assert not [line for line in sent if line not in case.lines]
    if case.path.name in ASK:
        assert len(sent) < len(case.lines)
        assert outcome.questions or outcome.errors
    else:
        assert sorted(sent) == sorted(case.lines)
