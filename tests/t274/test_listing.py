"""A 274 as the public listing, and what the state published against what was sent."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from edi.conversion.provider_listing import (
    Row,
    compare_listing,
    comparison_json,
    difference_line,
    listing_rows,
    read_listing,
    write_listing,
)
from edi.model.provider_file import Accepts, Provider, ProviderFile, Specialty
from edi.t274.parse import read_274
from mappings.errors import ConfigError
from mappings.listing_table import load_listing
from tests.t274.files import CLINICIAN, GROUP, SITE, sample, text_of


def rows(file: ProviderFile | None = None, county: str = "Alameda") -> list[Row]:
    """The rows of a file."""
    return [row for parsed in read_274(text_of(file or sample())) for row in listing_rows(parsed, county)]


def with_sites(*sites: object) -> ProviderFile:
    """The sample file with these sites."""
    return replace(sample(), groups=(replace(GROUP, sites=sites),))


def published(tmp_path: Path, text: str) -> Path:
    """A listing on disk."""
    path = tmp_path / "listing.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_clinician_at_a_site() -> None:
    (row,) = rows()
    assert list(row) == list(load_listing())
    assert {name: text for name, text in row.items() if text} == {
        "ManagedCarePlan": "GOLDEN VALLEY HEALTH PLAN", "PlanCode": "300", "RecordType": "Provider",
        "NPI": "1932265477", "Provider_Name": "ALVAREZ ROSA", "Taxonomy": "207Q00000X",
        "FacilityName": "HARBOR CLINIC EASTLAKE", "Licensure_Type": "MD", "Sees_Children": "B",
        "DHCS_County_CD": "01", "FIPS_County_CD": "001", "Personnel_Name": "ROSA M ALVAREZ MD",
    }  # fmt: skip


@pytest.mark.parametrize(("ages", "says"), [((0, 17), "Y"), ((18, 99), "N"), ((0, 99), "B"), ((None, 99), "")])
def test_who_sees_children(ages: tuple[int | None, int], says: str) -> None:
    site = replace(SITE, accepts=Accepts("B", *ages))
    assert [row["Sees_Children"] for row in rows(with_sites(site))] == [says]


def test_a_site_without_providers_stands_for_itself_and_a_taxonomy_has_a_row() -> None:
    site = replace(SITE, providers=())
    two = replace(SITE, providers=(replace(CLINICIAN, specialties=(Specialty("A"), Specialty("B"))),))
    found = rows(with_sites(site, two), county="")
    assert [(row["NPI"], row["Taxonomy"]) for row in found] == [
        ("1497758544", "251B00000X"), ("1932265477", "A"), ("1932265477", "B")
    ]  # fmt: skip
    assert found[0]["DHCS_County_CD"] == ""


def test_written_and_read_again_it_is_the_same_and_no_formula(tmp_path: Path) -> None:
    site = replace(SITE, name="=HYPERLINK(1)")
    stream = io.StringIO(newline="")
    write_listing(rows(with_sites(site)), stream)
    assert next(csv.DictReader(io.StringIO(stream.getvalue())))["FacilityName"] == "'=HYPERLINK(1)"
    path = published(tmp_path, stream.getvalue())
    found = compare_listing(rows(with_sites(site)), read_listing(path, ["300"]))
    assert (found.sent, found.published, found.same, found.differences) == (1, 1, 1, [])


def test_missing_extra_and_different_rows(tmp_path: Path) -> None:
    sent = rows(with_sites(replace(SITE, providers=(CLINICIAN, replace(CLINICIAN, id="1245319599", name="LEE")))))
    path = published(
        tmp_path,
        "Plan Code,npi,PROVIDER NAME,Taxonomy,FacilityName,Sees_Children,Telehealth\n"
        "300,1932265477,Alvarez  Rosa,207Q00000X,Harbor Clinic - Eastlake,N,Y\n"
        "300,1111111112,Nobody,207Q00000X,Elsewhere,,\n"
        "301,1222222223,Other plan,207Q00000X,Elsewhere,,\n",
    )
    found = compare_listing(sent, read_listing(path, ["300"]))
    assert [(each.kind, each.npi, each.field, each.published) for each in found.differences] == [
        ("different", "1932265477", "Sees_Children", "N"),
        ("missing", "1245319599", "", ""),
        ("extra", "1111111112", "", ""),
    ]
    assert (found.sent, found.published, found.same) == (2, 2, 0)
    lines = [difference_line(each) for each in found.differences]
    assert lines[0].endswith("Sees_Children was sent as 'B', published as 'N'")
    assert lines[1].startswith("not published: 300 1245319599 LEE ROSA")
    assert lines[2].startswith("published, not sent: 300 1111111112 Nobody")
    assert json.loads(comparison_json(found))["differences"][1]["kind"] == "missing"


def test_rows_of_one_provider_are_matched_by_taxonomy_and_facility() -> None:
    def row(taxonomy: str, facility: str) -> Row:
        return dict.fromkeys(load_listing(), "") | {"NPI": "1", "Taxonomy": taxonomy, "FacilityName": facility}

    found = compare_listing([row("A", "X"), row("B", "Y")], [row("B", "Y"), row("C", "X")])
    assert [(each.field, each.sent, each.published) for each in found.differences] == [("Taxonomy", "A", "C")]
    assert found.same == 1


def test_a_file_without_npis_is_no_listing(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no column NPI"):
        list(read_listing(published(tmp_path, "a,b\n1,2\n")))
    assert isinstance(CLINICIAN, Provider)
