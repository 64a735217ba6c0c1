"""Two processes find what one finds, at the same places and in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest

from edi.validation import Options, validate_source
from edi.validation import jobs as module
from edi.validation.jobs import cut, validate_all
from tests.benchmarks.generate import repetitive
from tests.claims.base import RECEIVED

OPTIONS = Options(RECEIVED)


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four transactions with faults in the first, in the last, in the trailers and in the control numbers."""
    monkeypatch.setattr(module, "_LARGE", 1000)
    monkeypatch.setattr("tests.benchmarks.generate.CLAIMS_A_TRANSACTION", 40)
    text = "".join(repetitive(160))
    text = text.replace("90000003A", "9X").replace("90000150A", "9Y").replace("GE*4*1", "GE*5*1")
    text = text.replace("ST*837*0004", "ST*837*0001").replace("0004~", "0001~").replace("MRN0000090", "MRN 90 ")
    path = tmp_path / "large.837"
    path.write_text(text, newline="")
    return path


@pytest.mark.parametrize("jobs", [2, 3, 7])
def test_parts_give_the_whole(large: Path, jobs: int) -> None:
    assert len(cut(large, jobs)) == min(jobs, 4)
    whole = validate_source(large, "f", OPTIONS)
    (parts,) = validate_all([(large, "f")], OPTIONS, jobs)
    assert parts.findings == whole.findings
    assert len(whole.findings) >= 5
    assert (parts.claims, parts.transactions, parts.segments) == (whole.claims, whole.transactions, whole.segments)


def test_a_duplicate_in_another_part_is_found(large: Path) -> None:
    text = large.read_text().replace("300H00000150", "300H00000003")
    large.write_text(text, newline="")
    (parts,) = validate_all([(large, "f")], OPTIONS, 2)
    assert parts.findings == validate_source(large, "f", OPTIONS).findings
    assert [one.code for one in parts.findings].count("X7002") == 1


def test_files_that_cannot_be_cut(tmp_path: Path, large: Path) -> None:
    text = large.read_text()
    for number, other in enumerate(
        (text.replace("~", "~~", 60), text + text, "not X12" * 1000, text.replace("~\n", "\n"))
    ):
        path = tmp_path / f"{number}.837"
        path.write_text(other, newline="")
        (found,) = validate_all([(path, "f")], OPTIONS, 2)
        assert found.findings == validate_source(path, "f", OPTIONS).findings


def test_several_files_keep_their_order(large: Path) -> None:
    sources: list[tuple[Path | bytes, str]] = [(large, "one"), (b"", "two"), (large.read_bytes(), "three")]
    outcomes = validate_all(sources, OPTIONS, 2)
    assert [one.file for one in outcomes] == ["one", "two", "three"]
    assert [one.valid for one in outcomes] == [False, False, False]
