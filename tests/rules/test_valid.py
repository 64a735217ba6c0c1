"""The line that every case starts from is valid: whatever a case finds comes from what the case changed."""

from __future__ import annotations

from tests.invoices.cases import ECM, csv_bytes, form_table, layout, run, run_lines, table, wide_table


def test_the_valid_line_has_no_finding() -> None:
    result = run_lines({})
    assert result.all_findings == []
    assert result.tally.rows == {"read": 1, "sent": 1, "withheld": 0, "skipped": 0}
    assert result.tally.cents["sent"] == 8500


def test_an_ecm_line_has_no_finding() -> None:
    assert run_lines(ECM).all_findings == []


def test_it_is_valid_in_each_shipped_layout() -> None:
    for rows in (table(layout("dhcs-long"), [{}]), wide_table([{}]), form_table([{}])):
        result = run(csv_bytes(rows))
        assert [d.status for d in result.inputs[0].dispositions][-1] == "sent"
        assert not result.has_errors
