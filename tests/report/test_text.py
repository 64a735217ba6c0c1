"""The summary for people: short, balanced, with the next step."""

from __future__ import annotations

from run_builder import REGISTRY, SECRET, build_run, sample_input

from edi.diagnostics import Diagnostic
from edi.model.reference import FileRef, X12Ref
from edi.views.run_result import InputResult
from edi.views.text import finding_line, shown_dollars, summary_text


def test_counts_dollars_findings_and_the_next_step() -> None:
    lines = summary_text(build_run(), rejects=["invoices.rejects.xlsx"]).splitlines()
    assert lines[0] == "invoices.xlsx"
    assert lines[1:5] == [
        "  read      14 rows  $903.00",
        "  sent      10 rows  $812.50  10 claims in invoices.837",
        "  withheld   3 rows   $90.50",
        "  skipped    1 row     $0.00  total 1",
    ]
    assert "  error   LN014 × 1  'Invoice'!H12: #.# units; the code counts 15 minutes" in lines
    assert lines[-1] == "Next: correct the coloured cells in invoices.rejects.xlsx and run it again."


def test_no_member_data_and_no_colour_unless_asked_for() -> None:
    assert SECRET not in summary_text(build_run())
    assert "\x1b" not in summary_text(build_run())
    assert "\x1b[31m" in summary_text(build_run(), colour=True)


def test_the_sample_profile_says_so() -> None:
    assert "Built-in sample profile" in summary_text(build_run(sample_profile=True))
    assert "sample profile" not in summary_text(build_run())


def test_a_clean_production_run_is_told_to_submit() -> None:
    part = sample_input()
    part.dispositions = part.dispositions[:10]
    part.findings = []
    run = build_run(part)
    run.findings, run.usage = [], "P"
    assert summary_text(run).rstrip().endswith("Next: submit invoices.837.")


def test_nothing_read_is_said() -> None:
    run = build_run(InputResult("a.csv", None, ""))
    run.findings = []
    assert "0 rows" in summary_text(run)
    assert "Nothing was sent." in summary_text(run)


def test_more_codes_than_fit_are_counted() -> None:
    run = build_run()
    rules = {f"CL1{n:02}": REGISTRY.rules["CL007"] for n in range(12)}
    run.registry = type(REGISTRY)({**REGISTRY.rules, **rules})
    run.inputs[0].findings = [Diagnostic(code, FileRef("a.csv")) for code in rules]
    assert "and 3 more codes with 3 findings" in summary_text(run)


def test_finding_lines_are_for_editors_and_grep() -> None:
    run = build_run()
    assert finding_line(run.all_findings[1], run).startswith("invoices.xlsx:'Invoice'!H12: LN014 #.# units")
    assert finding_line(run.all_findings[2], run).startswith("invoices.xlsx:Invoice row 13: DU001 ")
    assert finding_line(Diagnostic("EN003", X12Ref("a.837", segment_no=47)), run) == "a.837:47: EN003 no diagnosis"
    assert finding_line(Diagnostic("EN003", FileRef("a.837")), run) == "a.837: EN003 no diagnosis"


def test_money_is_shown_with_thousands() -> None:
    assert [shown_dollars(n) for n in (0, 5, 512000, -123456)] == ["$0.00", "$0.05", "$5,120.00", "-$1,234.56"]
