"""Rule 8 of the house and its neighbours, over the whole pipeline: nothing is lost, nothing is sent twice, every
file is well formed, whatever the rows hold."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi.views.run_result import RunResult
from mappings.payer_file import load_payer
from tests.examples import FEW
from tests.invoices.cases import (
    ECM,
    LINE,
    NPIS,
    context,
    csv_bytes,
    everything,
    form_table,
    heading,
    layout,
    row,
    run,
    run_lines,
    table,
    wide_table,
    xlsx_bytes,
)
from tests.invoices.strategies import ALMOST, TEXT, VALUES, WRITTEN
from tests.invoices.x12 import File, check_file, read_837

FIELDS = tuple(everything().columns)
SERVICES = [
    {"hcpcs": "H0043", "modifiers": "U6", "service_name": "Housing Navigation"},
    {"hcpcs": "H2016", "modifiers": "U6", "service_name": "Housing Navigation"},
    {"hcpcs": "G9012", "modifiers": "U2", "service_name": "ECM"},
    {"hcpcs": "G9012", "modifiers": "U2 GQ", "service_name": "ECM"},
    {"hcpcs": "H0014", "modifiers": "", "service_name": "Sobering Center"},
    {"hcpcs": "S5170", "modifiers": "U6", "service_name": "Meals"},
]
CINS = ("91234567A", "91234568B", "91234569C")
PLANS = {
    "plans": [
        {"code": "300", "name": "GOLDEN VALLEY HEALTH PLAN", "payer_id": "GVHP300"},
        {"code": "301", "name": "GOLDEN COAST HEALTH PLAN", "payer_id": "GVHP301"},
    ]
}
NAMES = {plan["payer_id"]: plan["name"] for plan in PLANS["plans"]}


def without_nul(text: str) -> str:
    """A CSV with a NUL near its top is taken for another kind of file (test_workbook)."""
    return text.replace("\x00", "\x01")


valid_lines = st.builds(
    lambda service, cin, day, price, diagnoses, place, plan, number: {
        **service,
        "member_cin": cin,
        "service_start": f"{date(2026, 1, 5) + timedelta(days=day):%m/%d/%Y}",
        "service_end": "",
        "unit_cost": f"{price / 100:.2f}",
        "line_charge": "",
        "diagnoses": ", ".join(diagnoses),
        "place_of_service": place,
        "payer_id": plan,
        "payer_name": NAMES[plan],
        "control_number": f"C-{number}",
    },
    st.sampled_from(SERVICES),
    st.sampled_from(CINS),
    st.integers(0, 4),
    st.integers(0, 50_000),
    st.lists(st.sampled_from(["Z59.01", "Z60.2", "F32.9", "F11.20"]), min_size=1, max_size=3, unique=True),
    st.sampled_from(["11", "12"]),
    st.sampled_from(["GVHP300", "GVHP301"]),
    st.integers(1, 10_000),
)
texts = st.one_of(TEXT, ALMOST, WRITTEN, st.just(""))
spoiled_lines = st.builds(
    lambda line, changes: {**line, **changes},
    valid_lines,
    st.dictionaries(
        st.sampled_from(FIELDS), st.one_of(TEXT, ALMOST, WRITTEN, st.just("")).map(without_nul), min_size=1, max_size=3
    ),
)
BLANK, HEADING, NOTE = "blank", "heading", "note"
other_rows = st.sampled_from([BLANK, HEADING, NOTE])
totals = st.integers(0, 100_000).map(lambda cents: ("TOTAL", f"{cents / 100:.2f}"))
sheet_rows = st.lists(st.one_of(valid_lines, valid_lines, spoiled_lines, other_rows, totals), max_size=8)


def cells_of(item: Any) -> list[Any]:
    """A row of the sheet for one drawn item."""
    of = everything()
    if item == BLANK:
        return [""] * len(FIELDS)
    if item == HEADING:
        return [heading(of, field) for field in FIELDS]
    if item == NOTE:
        return row(of, {"member_last_name": "Signature: J. Rivera, date: see below"})
    if isinstance(item, tuple):
        return row(of, {"billing_npi": item[0], "line_charge": item[1]})
    return row(of, {**LINE, **item})


def read_rows(items: list[Any], **options: Any) -> RunResult:
    rows = [cells_of(HEADING), *map(cells_of, items)]
    return run(csv_bytes(rows), layouts=[everything()], surroundings=context(**PLANS), **options)


def check_conservation(result: RunResult) -> list[File]:
    """Every row is sent, withheld or skipped; what is sent stands in the files exactly once, to the cent."""
    tally = result.tally
    for counts in (tally.rows, tally.cents):
        assert counts["read"] == counts["sent"] + counts["withheld"] + counts["skipped"]
    files = [check_file(output.text) for output in result.outputs]
    for file, output in zip(files, result.outputs, strict=True):
        assert output.transactions == len(file.transactions)
        assert output.claims == len(file.claims)
        assert output.service_lines == len(file.lines)
        assert Decimal(output.charge) / 100 == sum(line.charge for line in file.lines)
    sent = [d for part in result.inputs for d in part.dispositions if d.status == "sent"]
    for disposition in (d for part in result.inputs for d in part.dispositions):
        assert bool(disposition.claim) == (disposition.status == "sent")
        assert bool(disposition.codes) == (disposition.status == "withheld")
        assert bool(disposition.reason) == (disposition.status == "skipped")
        assert all(result.severity(code) == "error" for code in disposition.codes)
    ids = {claim.id: claim for file in files for claim in file.claims}
    assert {(d.claim, d.line) for d in sent} == {(c.id, n + 1) for c in ids.values() for n in range(len(c.lines))}
    assert sum(d.charge for d in sent) == sum(output.charge for output in result.outputs)
    return files


@given(sheet_rows)
@FEW
def test_every_row_is_accounted_for(items: list[Any]) -> None:
    result = read_rows(items)
    check_conservation(result)
    read = [d.row for d in result.inputs[0].dispositions]
    filled = [n for n, item in enumerate(items, 2) if any(text.strip() for text in cells_of(item))]
    assert read == list(range(2, max(filled, default=1) + 1))
    for disposition in result.inputs[0].dispositions:
        item = items[disposition.row - 2]
        if item in (BLANK, HEADING, NOTE) or isinstance(item, tuple):
            assert disposition.reason == (item if isinstance(item, str) else "total")


@given(st.lists(valid_lines, min_size=1, max_size=6))
@FEW
def test_dollars_of_valid_lines_are_read_to_the_cent(lines: list[dict[str, str]]) -> None:
    result = read_rows(lines)
    expected = [int(Decimal(line["unit_cost"]).scaleb(2)) for line in lines]
    assert [d.charge for d in result.inputs[0].dispositions] == expected
    assert result.tally.cents["read"] == sum(expected)
    # Only what the state would take for a duplicate is withheld.
    keys = [
        (line["member_cin"], line["service_start"], line["hcpcs"], frozenset(line["modifiers"].split()))
        for line in lines
    ]
    assert result.tally.rows["sent"] == len(set(keys))
    for disposition in result.inputs[0].dispositions:
        assert set(disposition.codes) <= {"DU001", "DU002"}


@given(st.lists(valid_lines, min_size=1, max_size=6), st.sampled_from(["withhold", "merge"]))
@FEW
def test_merging_loses_no_dollar(lines: list[dict[str, str]], same_day: str) -> None:
    rows = table(everything(), lines)
    result = run(csv_bytes(rows), layouts=[everything()], surroundings=context(claims={"same_day": same_day}, **PLANS))
    tally = result.tally
    assert tally.cents["sent"] + tally.cents["withheld"] == sum(int(Decimal(x["unit_cost"]).scaleb(2)) for x in lines)
    charges = [line.charge for output in result.outputs for line in check_file(output.text).lines]
    assert sum(charges) == Decimal(tally.cents["sent"]).scaleb(-2)


@given(st.lists(st.lists(VALUES, max_size=12), max_size=6))
def test_any_sheet_at_all_gives_a_result(rows: list[list[Any]]) -> None:
    text = [["" if cell is None else without_nul(str(cell)) for cell in cells] for cells in rows]
    result = run(csv_bytes(text))
    assert result.tally.rows["sent"] == 0
    assert result.all_findings


@given(data=st.data(), changes=st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4), max_size=4))
@FEW
def test_any_value_in_a_workbook_gives_a_result(data: st.DataObject, changes: list[dict[str, Any]]) -> None:
    lines = [{key: storable(value) for key, value in change.items()} for change in changes]
    result = run(xlsx_bytes({"Invoice": table(everything(), lines)}), name="invoice.xlsx", layouts=[everything()])
    check_conservation(result)


def storable(value: Any) -> Any:
    """What openpyxl can write: no control characters, no formula, no date before 1900."""
    if isinstance(value, str):
        return "".join(ch for ch in value if ch.isprintable() or ch in "\n\t").lstrip("=")
    if isinstance(value, float) and value not in (float("inf"), float("-inf")) and value == value:
        return value
    if isinstance(value, date) and value.year < 1901:
        return "before 1901"
    return "" if isinstance(value, float) else value


@given(st.lists(st.one_of(valid_lines, spoiled_lines), min_size=1, max_size=5), st.randoms(use_true_random=False))
@FEW
def test_the_order_of_columns_does_not_matter(lines: list[dict[str, str]], shuffled: random.Random) -> None:
    rows = table(everything(), lines)
    order = list(range(len(FIELDS)))
    shuffled.shuffle(order)
    first = run(csv_bytes(rows), layouts=[everything()])
    second = run(csv_bytes([[cells[n] for n in order] for cells in rows]), layouts=[everything()])
    assert [o.text for o in first.outputs] == [o.text for o in second.outputs]
    assert [(d.row, d.status, sorted(d.codes)) for d in first.inputs[0].dispositions] == [
        (d.row, d.status, sorted(d.codes)) for d in second.inputs[0].dispositions
    ]


@given(sheet_rows)
@FEW
def test_the_same_input_gives_the_same_result(items: list[Any]) -> None:
    first, second = read_rows(items), read_rows(items)
    assert [(o.file, o.text) for o in first.outputs] == [(o.file, o.text) for o in second.outputs]
    assert first.all_findings == second.all_findings
    assert first.inputs == second.inputs


@given(st.lists(valid_lines, min_size=2, max_size=7, unique_by=lambda line: line["control_number"]), st.data())
@FEW
def test_a_claim_keeps_its_id_when_others_move(lines: list[dict[str, str]], data: st.DataObject) -> None:
    moved = data.draw(st.permutations(range(len(lines))))
    one = {line["control_number"]: line for line in lines}
    # One service a member and day, so that the order decides about no duplicate.
    kept = list({(x["member_cin"], x["service_start"]): x["control_number"] for x in lines}.values())
    first = read_rows([one[number] for number in kept])
    second = read_rows([one[lines[n]["control_number"]] for n in moved if lines[n]["control_number"] in kept])

    def ids(result: RunResult) -> dict[str, str]:
        return {
            line.control: claim.id
            for output in result.outputs
            for claim in read_837(output.text).claims
            for line in claim.lines
        }

    assert ids(first) == ids(second)
    assert len(ids(first)) == len(kept)


IN_THE_FILE = ("member_last_name", "member_first_name", "member_middle_name", "member_suffix", "member_address",
    "member_city", "billing_name", "billing_address", "billing_city", "control_number", "invoice_number",
    "authorization", "member_mrn")  # fmt: skip
nasty = st.text(st.sampled_from("~*:^|\\\n\r\t\x01\x1c\x1dAé\u202e🙂'\"<>& 9"), min_size=1, max_size=90)


@given(st.dictionaries(st.sampled_from(IN_THE_FILE), nasty, min_size=1, max_size=6))
@FEW
def test_text_never_breaks_the_file(texts: dict[str, str]) -> None:
    """Two segments may come or go with an optional value; no other segment, and no element, ever does."""
    clean = read_837(run_lines({}).outputs[0].text)
    result = run_lines(texts)
    if not result.outputs:  # a required name of nothing but separators
        assert result.tally.rows["withheld"] == 1
        return
    file = check_file(result.outputs[0].text)
    optional = {"REF*G1", "REF*EA"}
    named = ["*".join(parts[:2]) if parts[0] == "REF" else parts[0] for parts in file.segments]
    assert [name for name in named if name not in optional] == [
        "*".join(parts[:2]) if parts[0] == "REF" else parts[0] for parts in clean.segments
    ]
    assert result.outputs[0].text.isascii()
    for parts in file.segments:
        if parts[0] == "NM1":
            assert len(parts) == 10
        if parts[0] == "N4":
            assert len(parts) == 4


@given(st.lists(st.lists(st.tuples(
    st.sampled_from(["H0043", "G9012", "H0014", "??", ""]), st.sampled_from(["U6", "U2", "", "zz9"]),
    st.sampled_from(["1", "2", "", "x"]), st.sampled_from(["85.00", "0", "", "(5)"])), max_size=3), max_size=4),
)  # fmt: skip
@FEW
def test_every_service_of_a_wide_row_is_accounted_for(rows: list[list[tuple[str, ...]]]) -> None:
    lines = [{"services": services, "control_number": f"C{n}"} for n, services in enumerate(rows)]
    result = run(csv_bytes(wide_table(lines)))
    check_conservation(result)
    expected = [
        (number, slot)
        for number, services in enumerate(rows, 2)
        for slot in ([n for n, group in enumerate(services, 1) if any(group)] or [1])
    ]
    assert [(d.row, d.slot) for d in result.inputs[0].dispositions] == expected


@given(st.lists(st.one_of(valid_lines, spoiled_lines), min_size=1, max_size=4))
@FEW
def test_a_form_is_accounted_for(lines: list[dict[str, str]]) -> None:
    rows = form_table(lines)
    result = run(csv_bytes([*rows, [], ["Total", *[""] * 30], ["Prepared by J. Rivera"]]), layouts=[layout("form")])
    check_conservation(result)
    first = len(rows) - len(lines) + 1
    told = {d.row: d for d in result.inputs[0].dispositions}
    assert sorted(told) == list(range(first, len(rows) + 4))
    assert [told[len(rows) + n].reason for n in (1, 2, 3)] == ["blank", "total", "note"]


@pytest.mark.parametrize("paid", ["charge", "zero", "column"])
@pytest.mark.parametrize("capitated", [True, False])
@given(amounts=st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 40_000)), min_size=1, max_size=4))
@settings(max_examples=15)
def test_the_prior_payer_always_balances(paid: str, capitated: bool, amounts: list[tuple[int, int]]) -> None:
    lines = [
        {
            "member_cin": f"9123456{n}A", "control_number": f"C{n}", "line_charge": "", "unit_cost": f"{charge / 100}",
            "paid_amount": f"{part / 100}",
        }
        for n, (charge, part) in enumerate(amounts)
    ]  # fmt: skip
    surroundings = context(payment={"paid": paid, "capitated": capitated})
    result = run_lines(*lines, surroundings=surroundings)
    files = check_conservation(result)
    sent = [amount for amount in amounts if amount[1] <= amount[0]]
    assert result.tally.rows["sent"] == len(sent)  # LN035 withholds the others
    lines_sent = [line for file in files for line in file.lines]
    assert [line.paid for line in lines_sent] == [Decimal(part) / 100 for _, part in sent]
    if sent:
        reasons = {tuple(parts[1:3]) for parts in files[0].segments if parts[0] == "CAS"}
        assert reasons <= {("CO", "24" if capitated else "45")}
        contract = {parts[1] for parts in files[0].segments if parts[0] == "CN1"}
        assert contract == {"05" if capitated else "02"}


def services(count: int, **changes: str) -> list[dict[str, str]]:
    """Lines of one member and day that are no duplicates: a rendering provider's NPI is part of what they share,
    so each gets another modifier that decides nothing."""
    letters = "ABCDEFGHJKLMNP"
    marks = [a + b for a in letters for b in letters]
    return [{**ECM, "modifiers": f"U2 {marks[n]}", "control_number": f"C-{n}", **changes} for n in range(count)]


def test_more_than_fifty_lines_are_split() -> None:
    result = run_lines(*services(120))
    files = check_conservation(result)
    assert [len(claim.lines) for claim in files[0].claims] == [50, 50, 20]
    assert result.tally.rows["sent"] == 120


def test_fifty_lines_are_one_claim() -> None:
    assert [len(c.lines) for c in check_conservation(run_lines(*services(50)))[0].claims] == [50]


def test_more_than_twelve_diagnoses_are_split() -> None:
    codes = ["F20.0", "F20.1", "F20.2", "F20.3", "F20.5", "F32.0", "F32.1", "F32.2", "F32.3", "F32.4", "F32.5",
        "F32.9", "F33.0", "F33.1", "F33.2"]  # fmt: skip
    lines = [{**line, "diagnoses": code} for line, code in zip(services(15), codes, strict=True)]
    files = check_conservation(run_lines(*lines))
    assert [claim.diagnoses for claim in files[0].claims] == [
        [code.replace(".", "") for code in codes[:12]],
        [code.replace(".", "") for code in codes[12:]],
    ]
    assert [line.pointers for line in files[0].claims[1].lines] == ["1", "2", "3"]


def test_pointers_point_at_the_diagnoses_that_the_row_named() -> None:
    one, two = services(2)
    lines = [{**one, "diagnoses": "Z59.01, F32.9"}, {**two, "diagnoses": "F11.20, Z59.01"}]
    claim = check_conservation(run_lines(*lines))[0].claims[0]
    assert claim.diagnoses == ["Z5901", "F329", "F1120"]
    assert [line.pointers for line in claim.lines] == ["1:2", "3:1"]


def days(count: int, **changes: str) -> list[dict[str, str]]:
    """A service a day of one member: a claim each."""
    return [
        {"service_start": f"{date(2025, 6, 1) + timedelta(days=n):%m/%d/%Y}", "service_end": "",
         "control_number": f"C-{n}", **changes}
        for n in range(count)
    ]  # fmt: skip


def test_more_than_a_hundred_claims_of_a_member_repeat_the_subscriber() -> None:
    result = run_lines(*days(230))
    file = check_conservation(result)[0]
    between: list[int] = []
    for parts in file.segments:
        if parts[0] == "HL" and parts[3] == "22":
            between.append(0)
        elif parts[0] == "CLM":
            between[-1] += 1
    assert between == [100, 100, 30]


def test_a_transaction_holds_as_many_claims_as_the_receiver_takes() -> None:
    payer = load_payer("dhcs")
    payer = payer.model_copy(update={"transaction": payer.transaction.model_copy(update={"max_claims": 7})})
    lines = days(9) + days(8, member_cin="91234568B") + days(3, billing_npi=NPIS[1], member_cin="91234569C")
    file = check_conservation(run_lines(*lines, surroundings=context(payer)))[0]
    claims = [sum(1 for parts in transaction if parts[0] == "CLM") for transaction in file.transactions]
    assert claims == [7, 7, 6]
    # Each transaction names its providers and members anew.
    for transaction in file.transactions:
        names = [parts[0] for parts in transaction]
        assert names.index("HL") < names.index("CLM")
        assert transaction[names.index("HL")][3] == "20"


def test_several_plans_give_a_file_each() -> None:
    result = read_rows([{}, {"payer_id": "GVHP301", "payer_name": NAMES["GVHP301"], "member_cin": "91234568B"}])
    assert [(o.file, o.plan_code) for o in result.outputs] == [("invoice.300.837", "300"), ("invoice.301.837", "301")]
    files = check_conservation(result)
    assert [file.claims[0].id[:3] for file in files] == ["300", "301"]
    controls = [file.segments[0][13] for file in files]
    assert controls == ["000000001", "000000002"]


def test_a_claim_to_a_plan_shows_no_prior_payer() -> None:
    result = run_lines({}, surroundings=context("plan"))
    check_file(result.outputs[0].text, prior_payer=False)
    segments = read_837(result.outputs[0].text).segments
    assert next(parts[6] for parts in segments if parts[0] == "BHT") == "CH"
    assert [parts[1] for parts in segments if parts[0] == "SBR"] == ["P"]


def test_a_claim_an_invoice_collects_its_days() -> None:
    result = run_lines(*days(3), surroundings=context(claims={"per": "invoice"}))
    claims = check_conservation(result)[0].claims
    assert [[line.date for line in claim.lines] for claim in claims] == [["20250601", "20250602", "20250603"]]


@given(data=st.data())
@FEW
def test_strict_withholds_what_warns(data: st.DataObject) -> None:
    lines = data.draw(st.lists(spoiled_lines, min_size=1, max_size=3))
    strict, usual = (
        run(csv_bytes(table(everything(), lines)), layouts=[everything()], strict=s) for s in (True, False)
    )
    check_conservation(strict)
    assert strict.tally.rows["sent"] <= usual.tally.rows["sent"]
    assert {strict.severity(f.code) for f in strict.all_findings} <= {"error", "info"}


@pytest.mark.parametrize(("first", "second"), [
    ({"homeless_indicator": ""}, {"homeless_indicator": "0"}),
    ({"member_state": ""}, {"member_state": "CA"}),
    ({"billing_zip": "94612"}, {"billing_zip": "946129998"}),
    ({"member_gender": ""}, {"member_gender": "U"}),
])  # fmt: skip
def test_the_same_member_and_provider_written_in_two_ways_is_one_claim(
    first: dict[str, str], second: dict[str, str]
) -> None:
    result = run_lines(first, {**ECM, **second, "control_number": "C-2"})
    assert [len(claim.lines) for claim in check_conservation(result)[0].claims] == [2]


def test_a_homeless_member_gets_the_address_of_the_office_that_billed() -> None:
    """A provider with one NPI and two offices: each claim has the city and ZIP of its own."""
    homeless = {"homeless_indicator": "1", "member_address": "", "member_city": "", "member_zip": ""}
    office = {"billing_city": "HAYWARD", "billing_zip": "945411111"}
    day = {"service_start": "03/05/2026", "service_end": "03/05/2026", "control_number": "C-2"}
    result = run_lines(homeless, {**homeless, **office, **day})
    cities = [parts[1] for parts in check_conservation(result)[0].segments if parts[0] == "N4"]
    assert cities == ["OAKLAND", "OAKLAND", "HAYWARD", "HAYWARD"]
