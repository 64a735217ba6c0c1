"""The dated ICD-10-CM table: answers by date, broken files, and that the builder still makes it."""

from __future__ import annotations

import csv
import datetime
import importlib.util
import subprocess
import sys
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.errors import ConfigError
from mappings.icd10 import FIRST_DAY, TABLE, Icd10State, Icd10Table, billable_on, table, with_dot
from mappings.sdoh import COLUMNS, sdoh_codes
from mappings.tools import build_icd10
from mappings.tools import derive_icd10_changes as derive

DAYS = st.dates(min_value=datetime.date(2010, 1, 1), max_value=datetime.date(2035, 12, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


CASES = [
    # code, date of service, state, alternatives, evidence
    ("I10", "2024-01-01", "billable", (), "published"),
    ("I10", "2015-10-01", "billable", (), "inference"),
    ("I10", "2015-09-30", "not-yet-valid", (), "inference"),
    ("I10.0", "2024-01-01", "unknown", ("I10",), "published"),
    ("Z59.0", "2021-09-30", "billable", (), "published"),
    ("Z59.0", "2021-10-01", "ended", ("Z59.00", "Z59.01", "Z59.02"), "published"),
    ("Z59.00", "2021-09-30", "not-yet-valid", ("Z59.0",), "published"),
    ("Z5901", "2021-10-01", "billable", (), "published"),
    ("Z59.1", "2023-03-31", "billable", (), "published"),
    ("Z59.1", "2023-04-01", "ended", ("Z59.10", "Z59.11", "Z59.12", "Z59.19"), "published"),
    ("Z59.10", "2023-03-31", "not-yet-valid", ("Z59.1",), "published"),
    ("Z59.19", "2023-04-01", "billable", (), "published"),
    ("Z59.7", "2024-09-30", "billable", (), "published"),
    ("Z59.7", "2024-10-01", "ended", ("Z59.71", "Z59.72"), "published"),
    ("Z59.71", "2024-09-30", "not-yet-valid", ("Z59.7",), "published"),
    ("Z59.87", "2022-10-01", "billable", (), "published"),
    ("Z59", "2024-01-01", "header", ("Z59.00", "Z59.01", "Z59.02", "Z59.10"), "published"),
    ("Z59", "2016-01-01", "header", ("Z59.0", "Z59.1", "Z59.2", "Z59.3"), "inference"),
    ("W00.0X", "2024-01-01", "header", ("W00.0XXA", "W00.0XXD", "W00.0XXS"), "published"),
    ("I21.A", "2016-01-01", "header", (), "inference"),
    ("U07.1", "2020-03-31", "not-yet-valid", (), "inference"),
    ("U07.1", "2020-04-01", "billable", (), "inference"),
    # Since October 2025 the second character can be a letter.
    ("QA0.0101", "2025-09-30", "not-yet-valid", (), "published"),
    ("QA00101", "2025-10-01", "billable", (), "published"),
    ("A04.7", "2017-10-01", "ended", ("A04.71", "A04.72"), "inference"),
    ("Z99.89", "2026-11-01", "billable", (), "inference"),
    ("", "2024-01-01", "unknown", (), "published"),
    ("z59.1", "2023-03-31", "unknown", (), "published"),
    (" Z59.1", "2023-03-31", "unknown", (), "published"),
    ("Z59.1\n", "2023-03-31", "unknown", (), "published"),
    ("Z5.91", "2023-03-31", "unknown", (), "published"),
    ("Z59.", "2023-03-31", "unknown", (), "published"),
    ("Z٥9.1", "2023-03-31", "unknown", (), "published"),
    ("Z5", "2024-01-01", "unknown", (), "published"),
    ("ZZZ", "2024-01-01", "unknown", (), "published"),
    ("Z59.11111", "2024-01-01", "unknown", (), "published"),
]


@pytest.mark.parametrize(("code", "on", "state", "alternatives", "evidence"), CASES)
def test_status_on_a_date(code: str, on: str, state: str, alternatives: tuple[str, ...], evidence: str) -> None:
    status = billable_on(code, day(on))
    assert (status.state, status.alternatives, status.evidence) == (state, alternatives, evidence)
    assert status.is_billable is (state == "billable")


def test_dates_and_message_of_an_ended_code() -> None:
    status = billable_on("Z591", day("2024-06-30"))
    assert (status.code, status.valid_from, status.valid_to) == ("Z59.1", FIRST_DAY, day("2023-03-31"))
    assert status.explain() == (
        "Z59.1 is not valid on 2024-06-30: ended 2023-03-31; billable then: Z59.10, Z59.11, Z59.12, Z59.19"
    )


def test_message_of_each_other_state() -> None:
    on = day("2022-06-30")
    assert billable_on("I10", on).explain() == "I10 is billable on 2022-06-30"
    assert billable_on("XYZ", on).explain() == "XYZ is not an ICD-10-CM code"
    assert billable_on("Z5910", on).explain() == (
        "Z59.10 is not valid on 2022-06-30: starts 2023-04-01; billable then: Z59.1"
    )
    assert billable_on("A00", on).explain() == (
        "A00 is a heading, not billable: it needs more characters; for example: A00.0, A00.1, A00.9"
    )


@given(st.text() | st.from_regex(r"[A-Z][0-9A-Z]{2}\.?[0-9A-Z]{0,4}", fullmatch=True), DAYS)
def test_any_string_gets_an_answer(code: str, on: datetime.date) -> None:
    status = billable_on(code, on)
    assert status.explain()
    if status.is_billable:
        assert status.valid_from is not None
        assert status.valid_from <= on
    assert all(billable_on(other, on).is_billable for other in status.alternatives)


@given(st.integers(min_value=0), DAYS, st.data())
def test_a_row_answers_for_itself_and_its_beginnings(seed: int, on: datetime.date, data: st.DataObject) -> None:
    rows = list(table().rows(chr(ord("A") + seed % 26)))
    row = data.draw(st.sampled_from(rows))
    status = billable_on(row.code, on)
    assert status == billable_on(with_dot(row.code), on)
    assert status.is_billable is row.holds(on)
    assert billable_on(row.code[:3], on).state is not Icd10State.UNKNOWN


def test_lookup_agrees_with_a_plain_reading_of_the_file() -> None:
    lines = [line.split(" ") for line in TABLE.read_text("ascii").splitlines() if not line.startswith("#")]
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    for code, *dates in lines[::97]:
        row = table().row(code)
        assert row is not None
        assert [str(row.valid_from), *([str(row.valid_to)] if row.valid_to else [])] == (dates or [str(FIRST_DAY)])
        assert table().row(f"{code}#") is None


def test_no_billable_code_begins_another_on_the_same_day() -> None:
    rows = list(table().rows(""))
    for on in ("2015-10-01", "2021-10-01", "2023-04-01", "2026-04-01", "2026-10-01"):
        codes = [row.code for row in rows if row.holds(day(on))]
        assert not [a for a, b in pairwise(codes) if b.startswith(a)]


def test_loader_needs_neither_the_dev_library_nor_the_file_until_asked() -> None:
    script = (
        "import sys, mappings.icd10 as m; assert m.table.cache_info().currsize == 0; "
        "import datetime; m.billable_on('I10', datetime.date(2024, 1, 1)); "
        "assert m.table.cache_info().currsize == 1; assert 'simple_icd_10_cm' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=TABLE.parent.parent.parent)


def test_line_ends_of_a_windows_checkout_are_read(tmp_path: Path) -> None:
    copy = tmp_path / "t.txt"
    copy.write_bytes(TABLE.read_bytes().replace(b"\n", b"\r\n"))
    assert Icd10Table(copy).row("Z591") == table().row("Z591")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"\nZ591 2015-10-01 2023-03-31\n", b"\nZ591 2015-10-01 2023-09-30\n", ":11: rows do not match"),
        (b"# oldest-release: 2021-01-01", b"# oldest-release: soon", ":1: header lacks"),
        (b"# known-through", b"# known", ":1: header lacks"),
        (b"# sha256", b"# md5", "rows do not match"),
    ],
)
def test_broken_table_is_named(tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    raw = TABLE.read_bytes()
    assert old in raw
    broken = tmp_path / "t.txt"
    broken.write_bytes(raw.replace(old, new))
    with pytest.raises(ConfigError) as caught:
        Icd10Table(broken)
    assert str(caught.value).startswith(str(broken))
    assert said in str(caught.value)


@pytest.mark.parametrize("raw", [b"", b"\n", b"#", b"A000\n", b"\xff\xfe#\n"])
def test_file_that_is_no_table(tmp_path: Path, raw: bytes) -> None:
    broken = tmp_path / "t.txt"
    broken.write_bytes(raw)
    with pytest.raises(ConfigError):
        Icd10Table(broken)


def test_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read") as caught:
        Icd10Table(tmp_path / "none.txt")
    assert caught.value.line is None


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the library reads its data the old way
def test_builder_makes_the_same_bytes() -> None:
    if importlib.util.find_spec("simple_icd_10_cm") is None or version("simple-icd-10-cm") != build_icd10.PINNED:
        pytest.skip("simple-icd-10-cm is not installed at the pinned version")
    codes = build_icd10.release_codes()
    assert build_icd10.build(codes, build_icd10.read_changes()) == TABLE.read_bytes()
    # A release that lacks a code that should have started, or still has one that should have ended.
    for other in (codes - {"Z5910"}, codes | {"Z591"}):
        with pytest.raises(ConfigError, match="do not fit"):
            build_icd10.build(other, build_icd10.read_changes())


def test_changes_and_answers_give_the_same_evidence() -> None:
    rows = [line for line in derive.CHANGES.read_text("utf-8").splitlines() if not line.startswith("#")]
    for change in list(csv.DictReader(rows))[::29]:
        bound = day(change["date"])
        started = change["change"] == "started"
        on = bound + datetime.timedelta(days=-1 if started else 1)
        status = billable_on(change["code"], on)
        assert status.state is (Icd10State.NOT_YET_VALID if started else Icd10State.ENDED)
        assert (status.valid_from if started else status.valid_to) == bound
        assert status.evidence == change["evidence"]


@pytest.mark.parametrize(
    "line",
    [
        "A047,ended,2017-09-31,inference",
        "A047,moved,2017-09-30,inference",
        "A047,ended,2017-09-30,rumour",
        "A047",
        "A00-A09,ended,2017-09-30,inference",
        "A047,ended,2017-09-30,inference\nA047,ended,2018-09-30,inference",
    ],
)
def test_broken_change_names_its_line(tmp_path: Path, line: str) -> None:
    head = f"# releases: 2021-01-01\n# known-through: 2027-03-31\n{derive.COLUMNS}\n"
    broken = tmp_path / "c.csv"
    broken.write_text(head + line + "\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        build_icd10.read_changes(broken)
    assert caught.value.line == 4 + line.count("\n")
    broken.write_text("# releases: 2021-01-01\n# known-through: 2027-03-31\ncode,day\n", "utf-8")
    with pytest.raises(ConfigError, match="columns must be"):
        build_icd10.read_changes(broken)


def test_derived_changes_weigh_releases(tmp_path: Path) -> None:
    order = tmp_path / "order.txt"
    order.write_text("00001 A00     0 Cholera\n00002 A000    1 Cholera 01\n00003 A001    1 El Tor\n", "utf-8")
    plain = tmp_path / "list.txt"
    plain.write_text("1\nA00-A09\nA00\nA00.0\nA00.10\n", "utf-8")
    assert derive.read_release(order) == {"A000", "A001"}
    assert derive.read_release(plain) == {"A000", "A0010"}
    last, split = day("2027-03-31"), day("2023-10-01")
    spans = {
        "A000": (FIRST_DAY, last),
        "A001": (FIRST_DAY, split - datetime.timedelta(days=1)),
        "A0010": (split, day("2026-09-30")),
    }
    releases = [day("2021-01-01"), day("2026-04-01")]
    derive.check_release(spans, releases[0], derive.read_release(order), order)
    derive.check_release(spans, releases[1], derive.read_release(plain), plain)
    with pytest.raises(ConfigError, match="2 codes differ"):
        derive.check_release(spans, releases[1], derive.read_release(order), order)
    rows = derive.changes(spans, last, releases)
    assert [(code, kind, evidence) for code, kind, _, evidence in rows] == [
        ("A001", "ended", "published"),
        ("A0010", "started", "published"),
        ("A0010", "ended", "inference"),
    ]
    written = tmp_path / "changes.csv"
    written.write_text(derive.text(rows, day("2026-11-22"), last, releases), "utf-8")
    assert build_icd10.read_changes(written).unconfirmed_from == day("2026-10-01")


def test_sdoh_rows_are_typed_and_dated_as_the_table() -> None:
    rows = sdoh_codes()
    assert len(rows) == 31
    assert sum(row.priority for row in rows) == 25
    for row in rows:
        status = billable_on(row.icd10, row.valid_from)
        assert status.is_billable
        assert (status.valid_from, status.valid_to) == (row.valid_from, row.valid_to)


GOOD = "Z55.0,Illiteracy,1,2015-10-01,,published"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (f"{','.join(COLUMNS)}\nZ55.0,Illiteracy,2,2015-10-01,,published\n", 3),
        (f"{','.join(COLUMNS)}\n{GOOD}\n{GOOD}\n", 4),
        (f"{','.join(COLUMNS)}\n{GOOD},\n", 3),
        (f"{','.join(COLUMNS)}\n,Illiteracy,1,2015-10-01,,published\n", 3),
        (f"{','.join(COLUMNS)}\nZ55.0,Illiteracy,1,,,published\n", 3),
        (f"{','.join(COLUMNS)}\nZ55.0,Illiteracy,1,2015-10-01,,guess\n", 3),
        (f"code\n{GOOD}\n", 2),
        (f"{','.join(COLUMNS)}\n", None),
        ("", None),
    ],
)
def test_broken_sdoh_file_names_its_line(tmp_path: Path, body: str, line: int | None) -> None:
    broken = tmp_path / "z.csv"
    broken.write_text(f"# made: 2026-11-22\n{body}", "utf-8")
    with pytest.raises(ConfigError) as caught:
        sdoh_codes(broken)
    assert caught.value.line == line


def test_missing_sdoh_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        sdoh_codes(tmp_path / "none.csv")


def test_config_error_names_file_and_line() -> None:
    assert str(ConfigError("a.toml", "no", 3)) == "a.toml:3: no"
    assert str(ConfigError(Path("a.toml"), "no")) == "a.toml: no"
