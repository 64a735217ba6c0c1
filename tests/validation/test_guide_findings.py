"""Types 1 and 2: every reason of the engine has a code of its own and something to say."""

from __future__ import annotations

from edi.guide import findings
from edi.guide.findings import Finding
from edi.validation.guide import code_of
from edi.validation.run import all_rules, rules
from mappings.finding_table import UNLISTED, load_guide_findings


def test_every_reason_is_listed_once() -> None:
    rows = load_guide_findings()
    reasons = [row.reason for row in rows]
    assert len(set(reasons)) == len(reasons)
    assert set(findings._MESSAGES) == set(reasons) - {"unlisted-syntax", "unlisted-guide"}
    assert all(row.title and row.why and row.fix for row in rows)


def test_codes_tell_the_type() -> None:
    for row in load_guide_findings():
        if row.code not in UNLISTED.values():
            found = Finding(code="", level="seg", reason=row.reason, segment_no=1)
            assert row.code[1] == "1" or found.snip == 2, row.reason
            assert code_of(found) == row.code


def test_an_unknown_reason_still_has_a_code() -> None:
    assert code_of(Finding(code="8", level="seg", reason="new", segment_no=1)) in rules().rules


def test_payers_are_read_the_same_with_and_without_the_model() -> None:
    from edi.validation.receivers import named, shipped
    from mappings.payer_file import PAYERS

    for receiver in shipped():
        assert named(receiver.name) == receiver == named(str(PAYERS / f"{receiver.name}.toml"))


def test_a_file_of_claims_is_asked_about_by_every_rule_of_files() -> None:
    assert rules().checks["file"] == all_rules().checks["file"]
    assert "provider_file" not in rules().checks  # twenty modules that a file of claims need not load
