"""Parquet: the types of its columns, and that what is read back is what the claims say."""

from __future__ import annotations

import importlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import edi
from edi.cli.main import run
from edi.conversion import parquet_form
from edi.conversion.rows import COLUMNS
from tests.t837p.files import FORM, SAMPLES, every_loop


def written(source: Path | bytes, tmp_path: Path) -> Any:
    """The table of a file, as pyarrow reads it."""
    reader: Any = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "claims.parquet"
    parquet_form.write_parquet(edi.read_837p(source), path)
    return reader.read_table(path)


@pytest.mark.parametrize("source", [*SAMPLES, every_loop()], ids=[*(path.stem for path in SAMPLES), "every-loop"])
def test_rows_are_the_service_lines(source: Path | bytes, tmp_path: Path) -> None:
    rows = written(source, tmp_path).to_pylist()
    claims = list(edi.read_837p(source))
    lines = [(claim, number, line) for claim in claims for number, line in enumerate(claim.lines, 1)]
    assert len(rows) == len(lines)
    for row, (claim, number, line) in zip(rows, lines, strict=True):
        assert (row["claim_id"], row["line"], row["segment_no"]) == (claim.claim_id, number, claim.segment_no)
        assert (row["charge"] * 100, row["paid"] * 100) == (line.charge, line.paid)
        assert (row["units"], row["start"], row["end"]) == (line.units, line.start, line.end)
        assert row["member_birth_date"] == claim.member.birth_date
        assert row["paid_date"] == line.paid_date
        assert row["claim_charge"] == Decimal(claim.charge)


def test_types(tmp_path: Path) -> None:
    table = written(FORM, tmp_path)
    kinds = {"text": "string", "count": "int32", "date": "date32[day]"}
    kinds |= {"money": "decimal128(38, 2)", "number": "decimal128(32, 15)"}
    assert {field.name: str(field.type) for field in table.schema} == {name: kinds[k] for name, k in COLUMNS.items()}
    row = table.to_pylist()[0]
    assert type(row["line"]) is int
    assert type(row["start"]) is date
    assert type(row["charge"]) is Decimal
    assert row["modifier_4"] is None
    assert row["patient_birth_date"] is None


def test_odd_values_fit(tmp_path: Path) -> None:
    data = every_loop(
        ("*100*UN*2*", "*9999999999999999.99*UN*999999999999999*"),
        ("*50*UN*1*", "*-12.50*UN*.12345678901234*"),
        ("DTP*472*D8*20240603", "DTP*472*D8*20249903"),
        ("CLM*A1*150*", f"CLM*A1*{'9' * 5000}*"),
    )
    first, second = written(data, tmp_path).to_pylist()
    assert (first["charge"], first["units"]) == (Decimal("9999999999999999.99"), Decimal(999999999999999))
    assert first["start"] is None
    assert (second["charge"], second["units"]) == (Decimal("-12.50"), Decimal(".12345678901234"))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    target = tmp_path / "x.parquet"
    with pytest.raises(SystemExit) as stopped:
        run(["convert", str(FORM), "--to", "parquet", "-o", str(target)])
    assert (stopped.value.code, capsys.readouterr().out.strip()) == (0, str(target))
    assert target.read_bytes()[:4] == b"PAR1"
    assert target.stat().st_mode & 0o077 == 0


def test_without_pyarrow(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit) as stopped:
        run(["convert", str(FORM), "--to", "parquet", "-o", str(tmp_path / "x.parquet")])
    assert stopped.value.code == 2
    assert "edi-translate[parquet]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
