"""roundtrip, convert and validate of a 274 as a user runs them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from edi.conversion.provider_json import provider_schema
from tests.cli.running import run
from tests.guide.mutants import REPOSITORY
from tests.t274.files import every_segment, sample, text_of

SCHEMA = REPOSITORY / "docs" / "reference" / "providers.schema.json"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A 274 with every segment."""
    path = tmp_path / "every.dat"
    path.write_bytes(every_segment())
    return path


def test_the_published_schema_is_current() -> None:
    made = json.dumps(provider_schema(), indent=1) + "\n"
    if os.environ.get("EDI_BLESS"):
        SCHEMA.write_text(made, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == made, "run the tests with EDI_BLESS=1"


def test_roundtrip(file: Path) -> None:
    done = run("roundtrip", file)
    assert (done.code, done.err) == (0, f"{file}: 8 levels, the same to the byte\n")
    spaced = run("roundtrip", "-", stdin=every_segment(("LUI*LE*vi~", "LUI*LE*vi*~")))
    assert "trailing separators × 1" in spaced.err


def test_json_and_back(file: Path, tmp_path: Path) -> None:
    document = tmp_path / "every.json"
    done = run("convert", file, "--to", "json", "-o", document)
    assert (done.code, done.out) == (0, f"{document}\n")
    assert "8 levels" in done.err
    again = tmp_path / "again.dat"
    assert run("convert", document, "--from", "json", "-o", again).code == 0
    assert again.read_bytes() == file.read_bytes()


def test_a_broken_document_is_refused_without_its_values(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"version": 1, "provider_files": [{"isa": 91234567}]}', encoding="utf-8")
    done = run("convert", path, "--from", "json")
    assert done.code == 2
    assert "not a document of provider files" in done.err
    assert "91234567" not in done.err


def test_the_public_listing_and_the_loop_tree(file: Path) -> None:
    done = run("convert", file, "--to", "csv")
    assert done.code == 0
    assert done.out.startswith("ManagedCarePlan,SubNetwork,PlanCode,")
    assert "ALVAREZ ROSA" in done.out
    tree = run("convert", file, "--to", "xml")
    assert tree.code == 0
    assert '<loop id="2110DA"' in tree.out


def test_forms_of_claims_are_refused(file: Path) -> None:
    done = run("convert", file, "--to", "ndjson")
    assert done.code == 2
    assert "a 274 becomes json, csv, xlsx or xml" in done.err


def test_validate_counts_levels(file: Path) -> None:
    done = run("validate", file)
    assert f"{file}: not valid; 1 transaction, 8 levels, " in done.err
    assert f"{file}:78: PV013 2000E HL: no taxonomy" in done.out


def test_a_274_is_answered_by_a_ta1_alone(file: Path, tmp_path: Path) -> None:
    done = run("validate", file, "--ack-dir", tmp_path / "acks")
    assert done.code == 1
    assert [path.suffix for path in sorted((tmp_path / "acks").iterdir())] == [".ta1"]


def test_the_page_names_the_levels(file: Path) -> None:
    page = run("validate", file, "--format", "html").out
    for title in ("HL 1: plan", "HL 2: receiver", "HL 3: group", "HL 4: site", "HL 5: provider"):
        assert title in page
    assert "8 levels" in page
    assert "ALVAREZ" not in page
    assert "Provider Demographic Information" in page


def test_validate_with_both_engines(tmp_path: Path) -> None:
    good = tmp_path / "good.dat"
    good.write_bytes(text_of(sample()))
    done = run("validate", good, "--engine", "both", "--level", "2")
    assert (done.code, done.out) == (0, "")
    assert "only" not in done.err
    bad = tmp_path / "bad.dat"
    bad.write_bytes(every_segment(("N4*OAKLAND*CA*", "N4*OAKLAND*XX*"), ("HL*7*3*N*0~", "HL*7*3*N*0~\nZZZ*1~")))
    done = run("validate", bad, "--engine", "both", "--level", "2")
    assert done.code == 1
    assert "only" not in done.err
    assert "2110DA N402" in done.out
