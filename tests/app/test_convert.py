"""`edi.convert` from Python: other forms of claims and of provider files, and the way back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import edi
from tests.cli.running import SAMPLES, run

CLAIMS, PROVIDERS = SAMPLES / "form.837", SAMPLES / "providers" / "clinic.274"


@pytest.mark.parametrize(
    ("source", "form"),
    [(CLAIMS, form) for form in ("json", "ndjson", "xml", "csv")] + [(PROVIDERS, form) for form in ("json", "csv")],
)
def test_the_outcome_is_that_of_the_command_line(source: Path, form: str, tmp_path: Path) -> None:
    printed = run("convert", source, "--to", form, "-q")
    held = edi.convert(source, form)
    assert held.data.decode() == printed.out
    stream = io.BytesIO()
    assert edi.convert(source.read_bytes(), form, stream).data == b""
    assert stream.getvalue() == held.data
    path = tmp_path / f"made.{form}"
    edi.convert(str(source), form, path)
    assert path.read_bytes() == held.data


@pytest.mark.parametrize("source", [CLAIMS, PROVIDERS])
def test_a_document_goes_back_to_the_same_x12(source: Path) -> None:
    document = edi.convert(source, "json").data
    back = edi.convert(document, "x12")
    assert back.holds == "document"
    assert back.data == source.read_bytes()


def test_the_result_says_what_was_read_and_what_was_not() -> None:
    result = edi.convert(CLAIMS, "ndjson")
    assert (result.holds, result.errors, result.is_whole) == ("837P", 0, True)
    assert len(result.data.splitlines()) == result.claims > 0
    bad = edi.convert(CLAIMS.read_bytes().replace(b"HC:", b"ZZ:", 1), "ndjson")
    assert (bad.claims, bad.errors, bad.is_whole) == (result.claims, 2, False)
    void = edi.convert(CLAIMS.read_bytes().replace(b":B:1*", b":B:8*", 1), "xlsx")
    assert (void.left_out, void.is_whole) == (1, False)
    assert edi.convert(PROVIDERS, "json").levels > 0


def test_an_invoice_made_of_claims_can_be_read_again() -> None:
    book = edi.convert(CLAIMS, "xlsx").data
    assert book.startswith(b"PK")


def test_what_cannot_be_done_is_said_before_anything_is_written(tmp_path: Path) -> None:
    for source, form in ((CLAIMS, "pdf"), (PROVIDERS, "ndjson"), (SAMPLES / "none.837", "json")):
        with pytest.raises(edi.RequestError):
            edi.convert(source, form, tmp_path / "sub" / "out")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a.837").write_bytes(CLAIMS.read_bytes())
    (tmp_path / "b.837").write_bytes(CLAIMS.read_bytes())
    with pytest.raises(edi.RequestError, match="takes one file"):
        edi.convert(tmp_path, "json")
