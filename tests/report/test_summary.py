"""The summary: its shape, its numbers, its published schema, and no member data in it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from run_builder import SECRET, build_run, sample_input

from edi.views.run_result import Disposition, InputResult, RunResult
from edi.views.summary import SCHEMA_PATH, Summary, summary_json, summary_schema

ROOT = Path(__file__).parents[2]

LINES = st.builds(
    Disposition,
    sheet=st.just("S"),
    row=st.integers(1, 99),
    slot=st.integers(0, 3),
    status=st.sampled_from(["sent", "withheld", "skipped"]),
    charge=st.integers(-500, 10_000_000),
    provider=st.sampled_from(["", "A", "B"]),
    modality=st.sampled_from(["", "in_person", "telehealth"]),
)


def cents(text: str) -> int:
    return int(text.replace(".", ""))


def test_the_promised_shape() -> None:
    said = json.loads(summary_json(build_run()))
    assert list(said)[:7] == ["version", "inputs", "outputs", "rows", "dollars", "findings", "dispositions"]
    assert said["inputs"][0] | {"sheets": 0} == {
        "file": "invoices.xlsx", "sha256": "ab" * 32, "layout": "dhcs-long", "sheet": "Invoice", "sheets": 0,
    }  # fmt: skip
    assert said["rows"] == {"read": 14, "sent": 10, "withheld": 3, "skipped": 1}
    assert said["dollars"] == {"read": "903.00", "sent": "812.50", "withheld": "90.50", "skipped": "0.00"}
    finding = said["findings"][1]
    assert finding["where"] == {
        "file": "invoices.xlsx", "sheet": "Invoice", "row": 12, "column": "H", "field": "units", "slot": 2,
    }  # fmt: skip
    assert finding["becomes"] == {"loop": "2400", "segment": "SV1", "element": 4}
    assert "becomes" not in said["findings"][-1]
    assert said["findings"][2]["related"] == [{"file": "invoices.xlsx", "sheet": "Invoice", "row": 5}]


def test_a_disposition_says_what_fits_its_status() -> None:
    sent, *_, withheld, skipped = (json.loads(summary_json(build_run()))["dispositions"][n] for n in (0, 10, 13))
    assert sent == {"sheet": "Invoice", "row": 2, "status": "sent", "charge": "81.25", "claim": "30002", "line": 1}
    assert (withheld["slot"], withheld["codes"]) == (1, ["CL007"])
    assert skipped == {"sheet": "Invoice", "row": 14, "status": "skipped", "charge": "0.00", "reason": "total"}


def test_several_inputs_name_their_file() -> None:
    said = json.loads(summary_json(build_run(sample_input("a.xlsx"), sample_input("b.csv"))))
    assert [line["file"] for line in said["dispositions"]] == ["a.xlsx"] * 14 + ["b.csv"] * 14


def test_becomes_comes_from_the_field_where_the_rule_names_none() -> None:
    said = json.loads(summary_json(build_run()))
    assert said["findings"][0]["becomes"] == {"loop": "2010BA", "segment": "NM1", "element": 9}


def test_values_are_masked_unless_asked_for() -> None:
    assert SECRET not in summary_json(build_run()).decode()
    assert "########x" in summary_json(build_run()).decode()
    assert SECRET in summary_json(build_run(), show_values=True).decode()


def test_strict_makes_warnings_errors() -> None:
    severities = [one["severity"] for one in json.loads(summary_json(build_run(strict=True)))["findings"]]
    assert severities == ["error", "error", "error", "error", "info", "error"]


def test_in_person_share() -> None:
    shares = {one["provider"]: one["in_person"] for one in json.loads(summary_json(build_run()))["providers"]}
    assert shares["Harbor & <Light>"] == {"rows": 5, "of": 10, "share": 0.5}
    assert shares["Bridge Homes"] == {"rows": 0, "of": 0, "share": None}


def test_same_run_same_bytes() -> None:
    assert summary_json(build_run()) == summary_json(build_run())


def test_the_published_schema_is_current() -> None:
    """The schema is made from the structs; `python3 .ci/dev.py bless` writes it anew."""
    if os.environ.get("EDI_BLESS"):
        (ROOT / SCHEMA_PATH).write_bytes(summary_schema())
    published = (ROOT / SCHEMA_PATH).read_bytes()
    assert published == summary_schema()
    schema = json.loads(published)
    assert schema["$schema"].endswith("2020-12/schema")
    assert {"version", "rows", "dollars", "findings"} <= set(schema["$defs"]["Summary"]["required"])


@given(st.lists(LINES, max_size=30))
def test_nothing_is_lost_and_the_schema_holds(lines: list[Disposition]) -> None:
    """Decoding into the structs checks what the schema says: types, required keys, patterns of money."""
    run: RunResult = build_run(InputResult("a.csv", None, "", dispositions=lines))
    said = msgspec.json.decode(summary_json(run), type=Summary)
    rows, money = said.rows, said.dollars
    assert rows.read == len(lines) == rows.sent + rows.withheld + rows.skipped
    assert cents(money.read) == sum(map(cents, (money.sent, money.withheld, money.skipped)))
    assert cents(money.read) == sum(line.charge for line in lines)
    assert sum(one.rows.read for one in said.providers) == rows.sent + rows.withheld
