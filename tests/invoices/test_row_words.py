"""What a row says about itself: a visit that did not take place is skipped with its dollars, a correction is withheld,
and a word that nobody knows withholds as well."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.cells import load_kinds
from mappings.layout_file import Layout, load_layouts
from mappings.row_words import load_claim_frequencies, load_row_statuses
from tests.invoices.cases import LINE, csv_bytes, form_table, heading, layout, run_lines, wide_table
from tests.invoices.cases import run as run_inputs
from tests.invoices.reading import run, visit
from tests.tools.make_texts import CODES_HEADINGS

STATUS = load_kinds()["row_status"]
FREQUENCY = load_kinds()["frequency"]

MEANINGS = {
    "No Show": "not_delivered", "no-show": "not_delivered", "NO SHOW - client not home": "not_delivered",
    "Cancelled by client": "not_delivered", "CANCELED": "not_delivered", "Late cancellation": "not_delivered",
    "Rescheduled to 3/9": "not_delivered", "Not completed": "not_delivered", "No asistió": "not_delivered",
    "no asistio": "not_delivered", "Cancelada": "not_delivered", "Do not bill": "not_delivered",
    "DRAFT": "not_delivered", "Duplicate": "not_delivered", "Scheduled": "not_delivered", "Declined": "not_delivered",
    "Completed": "delivered", "Show": "delivered", "Ready to bill": "delivered", "Completada": "delivered",
    "Attended (in person)": "delivered", "Void": "correction", "Corrected claim": "correction", "Anulado": "correction",
    "Paid": "paid", "Paid in full": "paid", "Denied - CO 18": "denied", "Denegado": "denied", "Pended": "pending",
    "Unpaid": "pending", "Not paid": "pending", "On hold": "pending", "Pendiente": "pending",
}  # fmt: skip
UNKNOWN = ["Lima", "Completed?", "Completed, then cancelled", "not seen", "Paid / denied", "7", "maybe completed", "A"]


@pytest.mark.parametrize("text", MEANINGS)
def test_the_meaning_of_a_status(text: str) -> None:
    assert STATUS(text, 0) == (MEANINGS[text], ())


@pytest.mark.parametrize("text", UNKNOWN)
def test_a_status_that_is_not_known(text: str) -> None:
    cleaned = STATUS(text, 0)
    assert (cleaned.value, [problem.code for problem in cleaned.problems]) == (None, ["CL041"])


@pytest.mark.parametrize("text", ["", "N/A", "-", "none"])
def test_no_status_is_none(text: str) -> None:
    assert STATUS(text, 0).value is None
    assert "CL041" not in {problem.code for problem in STATUS(text, 0).problems}


@given(st.sampled_from(sorted(load_row_statuses())), st.sampled_from([str.upper, str.title, lambda t: f" {t}. "]))
def test_every_word_of_the_table_means_what_it_says(word: str, written: Any) -> None:
    assert STATUS(written(word), 0).value == load_row_statuses()[word]


@given(st.sampled_from(sorted(load_row_statuses())), st.sampled_from(sorted(load_row_statuses())))
def test_two_words_never_mean_a_third(one: str, other: str) -> None:
    """ "Not" before a word of delivery is not delivery, and two meanings are none."""
    meanings = {load_row_statuses()[one], load_row_statuses()[other]}
    assert STATUS(f"{one} {other}", 0).value in {None, *load_row_statuses().values()}
    if len(meanings) == 2:
        found = STATUS(f"{one}; {other}", 0).value
        assert found is None or found in meanings or f"{one} {other}" in " ".join(load_row_statuses())


@pytest.mark.parametrize("word", sorted(load_claim_frequencies()))
def test_every_word_for_a_frequency(word: str) -> None:
    assert FREQUENCY(word.upper(), 0).value == load_claim_frequencies()[word]


@pytest.mark.parametrize("text", ["1 - Void", "7: original", "9", "11:B:7", "weekly", "17"])
def test_a_frequency_that_is_none(text: str) -> None:
    assert FREQUENCY(text, 0).value is None


def test_a_visit_that_did_not_take_place_is_skipped_with_its_dollars() -> None:
    lines = [{}, {"row_status": "No show", "units": "two", "member_cin": "not known", "control_number": "C-2"}]
    result = run_lines(*lines, {"row_status": "Cancelled", "control_number": "C-3"})
    told = [(one.row, one.status, one.reason, one.charge) for one in result.inputs[0].dispositions]
    assert told == [
        (2, "sent", "", 8500), (3, "skipped", "not_delivered", 8500), (4, "skipped", "not_delivered", 8500),
    ]  # fmt: skip
    # Nothing else is said about such rows: what is wrong in them does not withhold the others.
    (finding,) = result.all_findings
    assert (finding.code, finding.expected) == (
        "WB040", "2 rows whose service was not delivered with services of $170.00",
    )  # fmt: skip
    assert result.tally.cents["read"] == 8500 * 3


def test_a_row_with_several_codes_is_skipped_whole() -> None:
    headings = [*CODES_HEADINGS, "Visit Status"]
    both = [*visit(Codes="H0043 U6; G9012 U2", Units_Each="1; 1", Rates="110.00; 75.00"), "No show"]
    good = [*visit(Visit_ID="V2", Visit_Date="02/04/2026", Rates="what"), "Completed"]
    result = run(("a.csv", csv_bytes([headings, both, good])))
    skipped, after = result.inputs[0].dispositions
    assert (skipped.status, skipped.charge) == ("skipped", 18500)
    assert "CL007" in after.codes  # findings of later rows are not muted


def test_a_status_of_one_service_of_several_withholds_it() -> None:
    """Where each group of a wide row has its own: the others are sent."""
    wide = load_layouts()["wide"]
    assert wide.slots is not None
    slots = wide.slots.model_copy(update={"columns": {**wide.slots.columns, "row_status": ["Status{n}"]}})
    own = Layout.model_validate({**wide.model_dump(), "slots": slots.model_dump()})
    heads, cells = wide_table([{"services": [("H0043", "U6", "1", "85.00"), ("G9012", "U2", "1", "85.00")]}], 2)
    rows = [[*heads, "Status1", "Status2"], [*cells, "Completed", "No show"]]
    result = run_inputs(csv_bytes(rows), layouts=[own])
    assert [(one.slot, one.status) for one in result.inputs[0].dispositions] == [(1, "sent"), (2, "withheld")]


CORRECTIONS = [
    ("Claim Frequency Code", "7"), ("Resubmission Code", "8"), ("Original Reference Number", "20260630001"),
    ("Original Claim #", "X1"), ("Visit Status", "void"), ("Claim Status", "replacement"), ("Line Status", "Denied"),
]  # fmt: skip
FLAT = [("claim_frequency_code", "7"), ("original_reference_number", "X1"), ("status", "void")]
NESTED = [(f"invoice.members.services.{name}", value) for name, value in (("frequency_code", "8"), ("status", "void"))]
OWN = ("claim_frequency", "original_reference", "row_status")
PLACES = [
    *(
        (name, *pair)
        for name in ("dhcs-long", "codes-in-a-cell", "service-names", "wide", "form")
        for pair in CORRECTIONS
    ),
    *(("portal-flat", *pair) for pair in FLAT),
    *(("portal-nested", *pair) for pair in NESTED),
]


@pytest.mark.parametrize(("name", "head", "value"), PLACES)
def test_a_row_that_corrects_leaves_in_no_layout(name: str, head: str, value: str) -> None:
    """As a new original claim it would count a second time."""
    of = layout(name)
    fields = [field for field in of.columns if field not in OWN]
    above = form_table([])[:-1] if name == "form" else []
    cells = [{**LINE, "billing_full_address": "1200 BROADWAY, OAKLAND, CA 94612"}.get(field, "") for field in fields]
    for extra, withholds in ((value, True), ("", False)):
        heads = [heading(of, field) for field in fields]
        rows = [*above, heads, cells]
        if name == "wide":
            own = [
                number for number, text in enumerate(wide_table([])[0]) if text in [heading(of, field) for field in OWN]
            ]
            rows = [[cell for number, cell in enumerate(row) if number not in own] for row in wide_table([{}])]
        rows = [*rows[:-2], [*rows[-2], head], [*rows[-1], extra]]
        result = run_inputs(csv_bytes(rows), layouts=[of])
        (only,) = [one for one in result.inputs[0].dispositions if one.status != "skipped"]
        assert bool({"LN060", "LN061"} & set(only.codes)) is withholds


def test_the_services_of_a_row_have_statuses_of_their_own_without_a_layout() -> None:
    """By the numbers of the headings; a status without a number is that of the whole row."""
    services = [("H0043", "U6", "1", "85.00"), ("G9012", "U2", "1", "85.00")]
    heads, *cells = wide_table([{"services": services, "control_number": f"C-{day}"} for day in (1, 2)], 2)
    dates = heads.index("Date of Service")
    ends = heads.index("DOS To")
    cells[1][dates] = cells[1][ends] = "03/05/2026"

    def told(*more: str, of: tuple[str, str] = ("Visit Status 1", "Visit Status 2")) -> list[tuple[int, int, str]]:
        rows = [[*row, *more[2 * at : 2 * at + 2]] for at, row in enumerate(cells)]
        result = run_inputs(csv_bytes([[*heads, *of], *rows]))
        return [(one.row, one.slot, one.status) for one in result.inputs[0].dispositions]

    assert told("Completed", "No show", "No show", "Completed") == [
        (2, 1, "sent"), (2, 2, "withheld"), (3, 1, "withheld"), (3, 2, "sent"),
    ]  # fmt: skip
    whole = told("Completed", "", "No show", "", of=("Visit Status", "Remark"))
    assert whole == [(2, 1, "sent"), (2, 2, "sent"), (3, 0, "skipped")]
