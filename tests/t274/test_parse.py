"""Odd but real shapes of a 274, positions, and what is kept."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

import edi
from edi.conversion.provider_json import from_provider_json, provider_document
from edi.guide.findings import Finding
from edi.model.provider_file import Accepts, Capacity, Origin, Provider, Site, Specialty
from edi.t274.levels import wrong_parents
from edi.t274.parse import Reading
from edi.t274.roundtrip import roundtrip
from edi.t274.where import where
from tests.guide.samples import encounter
from tests.t274.files import CLINICIAN, SITE, every_segment, sample, text_of
from tests.t274.test_properties import without_trailers


def back(data: bytes) -> bytes:
    """Through JSON and back."""
    return "".join(from_provider_json(b"".join(provider_document(edi.read_274(data))), "x")).encode("latin-1")


def test_every_segment_becomes_a_value_or_is_kept() -> None:
    reading = edi.read_274(every_segment())
    (parsed,) = reading
    assert reading.summary.valid
    assert (reading.files, reading.levels) == (1, 8)
    file = parsed.file
    group, empty = file.groups
    site, other = group.sites
    assert (file.plan.affiliations[0].entity, empty.sites, other.providers) == ("ACV", (), ())
    assert site.services == ("ecm", "housing_navigation")
    assert site.accepts == Accepts("B", 0, 99)
    assert [each.qualifier for each in site.references] == ["0B"]
    assert site.taxonomies == ("251B00000X", "251S00000X")
    assert site.affiliations[0].name == "VALLEY GENERAL"
    assert site.address is not None
    assert site.address.zip_code == "946060012"
    assert {each.segment[:3] for each in site.other} >= {"AMT", "API", "IND", "MTX", "QTY", "HSD", "BCI", "HPL", "EMS"}
    person, laboratory = site.providers
    assert (person.whole_name, laboratory.kind) == ("DR ROSA M ALVAREZ MD", "2")
    assert (person.contract_start, person.gender) == (date(2025, 1, 1), "F")
    assert back(every_segment()) == every_segment()
    assert roundtrip(every_segment()).outcome.identical


def test_a_level_without_the_one_above_it() -> None:
    """Providers right below their group: the guide expects none there. The first is kept with the group, the next one
    stands at a site that is absent; all of it is written back."""
    data = every_segment()
    start, end = data.index(b"HL*4*3*N*1"), data.index(b"HL*5*4*19*0")
    cut = data[:start] + data[end:]
    reading = edi.read_274(cut)
    (parsed,) = reading
    group = parsed.file.groups[0]
    assert "unexpected-segment" in {finding.reason for finding in reading.findings}
    assert any("ALVAREZ" in each.segment for each in group.other)
    assert group.sites[0].absent
    assert [each.name for each in group.sites[0].providers] == ["LAB INC"]
    assert without_trailers(back(cut)) == without_trailers(cut)


def test_two_plans_in_one_transaction_are_two_files() -> None:
    data = every_segment()
    start, end = data.index(b"HL*1**20*1"), data.index(b"SE*85")
    twice = data[:end] + data[start:end] + data[end:]
    found = list(edi.read_274(twice))
    assert [parsed.file.header.absent for parsed in found] == [False, True]
    assert [len(parsed.file.groups) for parsed in found] == [2, 2]
    assert back(twice).count(b"HL*") == 16
    assert back(twice).count(b"ST*274") == 1


def test_other_separators_are_kept() -> None:
    data = every_segment().replace(b"*", b"|").replace(b":~", b">~").replace(b"~\n", b"\n")
    (parsed,) = edi.read_274(data)
    assert parsed.file.groups[0].sites[0].services == ("ecm", "housing_navigation")
    assert back(data) == data


def test_other_transactions_hold_no_provider_file() -> None:
    reading = edi.read_274(encounter())
    assert list(reading) == []
    assert reading.levels == 0


def test_findings_come_with_the_reading() -> None:
    found: list[Finding] = []
    list(Reading(every_segment(("LUI*LE*vi", "LUI*LE")), None, found))
    assert [finding.segment for finding in found] == ["LUI"]


def test_a_value_of_a_file_knows_its_segment() -> None:
    (parsed,) = edi.read_274(every_segment())
    site = parsed.file.groups[0].sites[0]
    segments = every_segment().decode().split("~\n")
    for field, text in (
        ("npi", "NM1*77"), ("zip_code", "N4*OAKLAND"), ("taxonomy", "LQ*68*251B"), ("contract_start", "DTP*092"),
        ("phone", "PER*AJ*FRONT"), ("youngest", "PDI*"), ("hours", "WS*1"), ("degree", "HL*4"),
    ):  # fmt: skip
        place = where(site, field)
        assert segments[place.segment_no - 1].startswith(text), field
        assert place.st_segment_no == place.segment_no - 2
    assert segments[where(site, "taxonomy", 1).segment_no - 1].startswith("LQ*68*251S")
    assert (where(site, "zip_code").loop, where(site, "zip_code").element) == ("2110DA", 3)


def test_values_are_compared_by_what_they_say() -> None:
    (parsed,) = edi.read_274(text_of(sample()))
    assert parsed.file == sample()
    assert hash(parsed.file) == hash(sample())
    assert parsed.file.groups[0].origin.segment_no
    assert replace(SITE, origin=Origin(segment_no=7)) == SITE
    assert replace(SITE, capacities=(Capacity("ecm", now=3),)) != SITE


def test_text_that_is_no_date_or_age_is_kept() -> None:
    data = every_segment(("PDI*F*18*64", "PDI*F*1.5*64"), ("DTP*093*D8*20271231", "DTP*093*D8*20271341"))
    (parsed,) = edi.read_274(data)
    person = parsed.file.groups[0].sites[0].providers[0]
    assert person.accepts == Accepts("F", None, 64)
    assert parsed.file.groups[0].contract_end is None
    assert parsed.file.groups[0].dates[0].value == "20271341"
    assert back(data) == data


def test_an_edited_value_is_written_and_what_was_kept_stays() -> None:
    (parsed,) = edi.read_274(every_segment())
    group = parsed.file.groups[0]
    site = replace(group.sites[0], name="NEW NAME", specialties=(Specialty("251B00000X"),), providers=(CLINICIAN,))
    file = replace(parsed.file, groups=(replace(group, sites=(site,)),))
    text = text_of(file).decode()
    assert "NM1*77*2*NEW NAME*****XX*1497758544~" in text
    assert "HSD*VS*5*DA~" in text
    assert isinstance(site, Site)
    assert isinstance(CLINICIAN, Provider)


def test_a_level_of_an_unknown_kind_is_not_taken_for_its_neighbour() -> None:
    data = every_segment(("HL*5*4*19*0", "HL*5*4*XX*0"))
    (parsed,) = edi.read_274(data)
    site = parsed.file.groups[0].sites[0]
    assert any(each.segment == "HL*5*4*XX*0" and not each.loop for each in site.other)
    assert list(wrong_parents(parsed.file)) == []
    wrong = every_segment(("HL*6*4*19*0", "HL*6*5*19*0"))
    (parsed,) = edi.read_274(wrong)
    assert [(value.name, above) for value, above in wrong_parents(parsed.file)] == [("LAB INC", "its site")]
