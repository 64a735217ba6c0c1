"""What a row says of the plan that pays."""

from __future__ import annotations

import pytest

from invoices.context import _is_any_plan
from mappings.profile_file import Plan


@pytest.mark.parametrize(
    "text", ["Medi-Cal", "MCAL MCP", "Medi-Cal Managed Care Plan", "CalAIM", "State of California"]
)
def test_a_name_that_any_plan_has_names_none(text: str) -> None:
    assert _is_any_plan(text, {})


@pytest.mark.parametrize("text", ["Golden Valley Health Plan", "Kern Medi-Cal", "12345", ""])
def test_a_name_of_its_own_names_a_plan(text: str) -> None:
    assert not _is_any_plan(text, {})


def test_a_plan_of_the_profile_is_meant_by_its_name() -> None:
    known: dict[str, Plan] = {"medical": None}  # type: ignore[dict-item]
    assert not _is_any_plan("Medi-Cal", known)
