"""Claims in other forms, and back."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

import edi
from edi.conversion.csv_form import write_csv
from edi.conversion.json_form import from_json, json_document, ndjson, schema
from edi.conversion.rows import COLUMNS
from edi.conversion.xlsx_form import write_xlsx
from edi.conversion.xml_form import write_xml
from edi.x12.kept import same
from edi.x12.reader import read_blocks
from mappings.errors import ConfigError
from tests.cli.running import PROFILE, run
from tests.guide.mutants import REPOSITORY
from tests.t837p.files import DHCS_LONG, SAMPLES, corpus_claims, every_loop

SCHEMA = REPOSITORY / "docs" / "reference" / "claims.schema.json"
VALID = corpus_claims(valid=True)


def segments(data: bytes) -> list[str]:
    """The segments of a file."""
    return [segment for block in read_blocks([data]) for segment in block.segments if segment]


def back(source: bytes | Path) -> bytes:
    """Through JSON and back."""
    return "".join(from_json(b"".join(json_document(edi.read_837p(source))), "x.json")).encode("latin-1")


def test_the_published_schema_is_current() -> None:
    made = json.dumps(schema(), indent=1) + "\n"
    if os.environ.get("EDI_BLESS"):
        SCHEMA.write_text(made, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == made, "run the tests with EDI_BLESS=1"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_json_and_back_is_the_same_to_the_byte(path: Path) -> None:
    assert back(path) == path.read_bytes()


def test_json_and_back_with_every_loop() -> None:
    assert back(every_loop()) == every_loop()


@pytest.mark.skipif(not VALID, reason="the corpus of sample files is not here")
@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_json_and_back_on_the_corpus(path: Path) -> None:
    before, after = segments(path.read_bytes()), segments(back(path))
    assert len(before) == len(after)
    assert all(same(one, other) for one, other in zip(before, after, strict=True))


def test_ndjson_is_a_claim_a_line() -> None:
    lines = b"".join(ndjson(edi.read_837p(DHCS_LONG))).splitlines()
    claims = [json.loads(line) for line in lines]
    assert [claim["claim_id"] for claim in claims] == [claim.claim_id for claim in edi.read_837p(DHCS_LONG)]
    assert claims[0]["lines"][0]["charge"] == "92.00"
    assert claims[0]["position"]["transaction"] == "0001"


def test_an_edited_amount_is_written() -> None:
    document = json.loads(b"".join(json_document(edi.read_837p(every_loop()))))
    document["claims"][0]["lines"][1]["charge"] = "75.50"
    text = "".join(from_json(json.dumps(document).encode(), "x"))
    assert "SV1*HC:H0043*75.5*UN*1***1~" in text
    assert "CLM*A1*175.5*" in text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "not a document"),
        (b"\xff", "not a document"),
        (b'{"version":2,"claims":[],"transactions":[]}', "not a document"),
        (b'{"version":1,"claims":[],"transactions":[{"isa":"X","gs":"","head":[]}]}', "not an ISA"),
    ],
)
def test_bad_documents_are_refused_in_a_line(data: bytes, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        list(from_json(data, "x.json"))


def test_bad_amounts_are_refused_without_the_text() -> None:
    data = b"".join(json_document(edi.read_837p(every_loop()))).replace(b'"100.00"', b'"SECRET"')
    with pytest.raises(ConfigError) as problem:
        list(from_json(data, "x.json"))
    assert "SECRET" not in str(problem.value)


def test_xml_is_the_loop_tree() -> None:
    stream = io.BytesIO()
    assert write_xml(every_loop(("K3*FREE TEXT", "ZZZ*A&B<\x02")), stream) == 1
    root = etree.fromstring(stream.getvalue())
    assert len(root.findall(".//segment")) == len(segments(every_loop()))
    (claim,) = root.findall(".//loop[@id='2000C']/loop[@id='2300']")
    assert [loop.get("id") for loop in claim.findall("loop")][-2:] == ["2400", "2400"]
    charge = claim.find("loop[@id='2400']/segment[@id='SV1']/element[@ref='SV102']")
    assert charge is not None
    assert (charge.text, charge.get("name")) == ("100", "Line Item Charge Amount")
    stray = claim.find("segment[@unexpected]/element")
    assert stray is not None
    assert stray.text == "A&B<\ufffd"


def test_csv_has_a_row_a_line_and_no_formula() -> None:
    stream = io.StringIO(newline="")
    write_csv(edi.read_837p(every_loop(("NM1*IL*1*DOE*", "NM1*IL*1*=1+1*"))), stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    assert len(rows) == 2
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["member_last_name"] == "'=1+1"
    assert (rows[0]["charge"], rows[1]["start"], rows[1]["line"]) == ("100.00", "2024-06-03", "2")


def test_xlsx_holds_text_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with path.open("wb") as stream:
        assert write_xlsx(edi.read_837p(every_loop(("NM1*IL*1*DOE*", "NM1*IL*1*=1+1*"))), stream) == 0
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)


def test_replacements_stay_out_of_the_workbook(tmp_path: Path) -> None:
    with (tmp_path / "x.xlsx").open("wb") as stream:
        assert write_xlsx(edi.read_837p(every_loop(("11:B:1", "11:B:7"))), stream) == 1


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_an_837p_becomes_an_invoice_and_the_same_claims(path: Path, tmp_path: Path) -> None:
    book = tmp_path / f"{path.stem}.xlsx"
    assert run("convert", path, "--to", "xlsx", "-o", book).code == 0
    outcome = run("translate", book, "--profile", PROFILE, "-o", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()


def test_commands(tmp_path: Path) -> None:
    sample = DHCS_LONG
    done = run("convert", sample, "--to", "json", "-o", tmp_path / "a.json")
    assert (done.code, done.out.strip()) == (0, str(tmp_path / "a.json"))
    assert (tmp_path / "a.json").stat().st_mode & 0o077 == 0
    done = run("convert", tmp_path / "a.json", "--from", "json")
    assert (done.code, done.out.encode()) == (0, sample.read_bytes())
    done = run("convert", "-", "--to", "csv", stdin=sample.read_bytes())
    assert done.out.startswith("interchange,")
    assert run("convert", sample, "--to", "xlsx").code == 2
    assert run("convert", sample).code == 2
    assert run("convert", PROFILE, "--to", "ndjson").code == 2
    assert run("convert", "nowhere.837", "--to", "json").code == 2
