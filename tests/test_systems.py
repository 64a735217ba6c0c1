"""The samples of other systems: as their script makes them, and each with a truth that the rules let through."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest

from mappings.service_table import load_services
from mappings.vocabularies import load_vocabularies
from tests.reading_support import Score, run_on, score_run, true_lines, truths
from tests.tools import make_systems
from tests.tools.make_samples import check_digit
from tests.tools.make_systems import FOLDER, MAKERS
from tests.tools.systems.sample import Column, delimited, filled, rows_of, us
from tests.tools.systems.world import World

FILES = sorted(MAKERS)
# The minimum data elements of DHCS, read without any guess.
PLAIN: list[Column] = [
    ("Billing Provider National Provider Identifier (NPI)", lambda r: r.world.agency.npi),
    ("Billing Provider Tax Identification Number (TIN)", lambda r: r.world.agency.tin),
    ("Billing Provider Last Name / Organization Name", lambda r: r.world.agency.name),
    ("Billing Provider Address", lambda r: r.world.agency.street),
    ("Billing Provider City", lambda r: r.world.agency.city),
    ("Billing Provider State", lambda r: "CA"),
    ("Billing Provider Zip", lambda r: r.world.agency.zip),
    ("Rendering Provider National Provider Identifier (NPI)", lambda r: r.line.worker.npi),
    ("Rendering Provider Last Name / Organization Name", lambda r: r.line.worker.last),
    ("Rendering Provider First Name", lambda r: r.line.worker.first),
    ("Member Client Index Number (CIN)", lambda r: r.line.person.cin),
    ("Member First Name", lambda r: r.line.person.first),
    ("Member Last Name", lambda r: r.line.person.last),
    ("Member Date of Birth", lambda r: us(r.line.person.born)),
    ("Member Gender Code", lambda r: r.line.person.sex),
    ("Member Residential Address", lambda r: r.line.person.street),
    ("Member Residential City", lambda r: r.line.person.city),
    ("Member Residential Zip", lambda r: r.line.person.zip),
    ("Procedure Code(s)", lambda r: r.line.service.code),
    ("Procedure Code Modifier(s)", lambda r: " ".join(r.line.service.modifiers)),
    ("Service Start Date", lambda r: us(r.line.start)),
    ("Service End Date", lambda r: us(r.line.end)),
    ("Service Name(s)", lambda r: r.line.service.name),
    ("Service Unit(s)", lambda r: r.line.units),
    ("Service Unit Cost(s)", lambda r: r.line.service.rate),
    ("Place of Service", lambda r: r.line.place),
    ("Member Diagnosis Code(s)", lambda r: ", ".join(r.line.diagnoses)),
    ("Control Number", lambda r: f"T{r.number:05}"),
]


def plainly(world: World) -> bytes:
    """The lines of a world as DHCS heads them."""
    return delimited(filled(PLAIN, rows_of(world))).encode()


def test_the_folder_holds_what_the_script_makes(tmp_path: Path) -> None:
    make_systems.main(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {path.name for path in FOLDER.iterdir()} == set(made)
    assert [name for name, data in made.items() if (FOLDER / name).read_bytes() != data] == []


def test_every_system_has_a_sample() -> None:
    systems = set(load_vocabularies())
    assert systems == {next(name for name in systems if file.startswith(name)) for file in FILES}
    endings = {Path(name).suffix for name in FILES}
    assert endings == {".csv", ".json", ".ndjson", ".xls", ".xlsx"}


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
def test_the_headings_of_a_sample_are_those_of_its_vocabulary(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8-sig")
    headings = next(csv.reader(io.StringIO(text), delimiter="|" if text.count("|") > 50 else ","))
    (vocabulary,) = (one for one in load_vocabularies().values() if name.startswith(one.name))
    assert set(headings) <= {term.heading for term in vocabulary.terms}


@pytest.mark.parametrize("name", FILES)
def test_a_truth_is_of_well_formed_numbers_and_known_services(name: str) -> None:
    (truth,) = truths(FOLDER / f"{Path(name).stem}.expected.json").values()
    lines = true_lines(truth)
    assert 8 <= len(lines) <= 30
    assert len(set(lines)) == len(lines)
    known = {(one.hcpcs, frozenset(one.modifiers)) for one in load_services().services}
    for line in lines:
        assert check_digit(line.npi[:9]) == line.npi
        assert re.fullmatch(r"9\d{7}[A-Z]", line.cin)
        assert (line.hcpcs, frozenset(line.modifiers.split())) in known
        assert line.charge == line.charge.quantize(Decimal("0.01")) > 0


@pytest.mark.parametrize("name", FILES)
def test_a_truth_is_sent_whole_where_nothing_has_to_be_guessed(name: str) -> None:
    world = MAKERS[name]().world
    (truth,) = truths(FOLDER / f"{Path(name).stem}.expected.json").values()
    assert score_run(run_on(("plain.csv", plainly(world))), truth)[:3] == Score(len(world.lines), 0, 0, False)[:3]
