"""The table of markers decides which element carries which service, when writing and when reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from edi.control_numbers import Counting
from edi.model.provider_file import ProviderFile
from edi.t274.build import build
from edi.t274.envelope import envelope
from edi.t274.markers import Markers, markers_of
from edi.t274.parse import read_274
from edi.t274.where import where
from mappings.errors import ConfigError
from mappings.payer_file import PAYERS, Payer, read_payer
from tests.t274.files import GROUP, NOW, PROFILE, SITE, sample

#: The table of docs/how-to/change-a-marker.md.
OTHER = """markers = [
    {service = "ecm", level = "site", element = "REF02", code = "ECM", beside = {REF01 = "XYZ"}},
    {service = "sobering_centers", element = "CRC03", code = "SC", beside = {CRC01 = "09", CRC02 = "Y"}},
]
"""


def payer(folder: Path, table: str) -> Payer:
    """The shipped receiver with another table."""
    text = (PAYERS / "dhcs.toml").read_text(encoding="utf-8")
    path = folder / "our-dhcs.toml"
    path.write_text(text[: text.index("markers = [")] + table, encoding="utf-8")
    return read_payer(path)


def written(file: ProviderFile, receiver: Payer) -> str:
    """The 274 of a file."""
    return "".join(build(file, envelope(receiver, PROFILE, PROFILE.plans[0], NOW), Counting(1)))


def file_with(*services: str, level: str = "site") -> ProviderFile:
    """The sample with services at its site, or with its group or provider."""
    site = replace(SITE, services=services if level == "site" else ())
    if level == "provider":
        site = replace(site, providers=(replace(site.providers[0], services=services),))
    return replace(sample(), groups=(replace(GROUP, services=services if level == "group" else (), sites=(site,)),))


def test_the_shipped_table_uses_the_second_name_of_the_site() -> None:
    text = written(file_with("ecm", "housing_navigation"), read_payer(PAYERS / "dhcs.toml"))
    assert "N2*CBAS*N~\nN2*PROGRAM*ECM~\nN2*PROGRAM*CS1~\n" in text


def test_another_table_moves_the_markers(tmp_path: Path) -> None:
    receiver = payer(tmp_path, OTHER)
    file = file_with("ecm", "sobering_centers")
    text = written(file, receiver)
    assert "CRC*09*Y*SC~" in text
    assert "REF*XYZ*ECM~" in text
    assert "PROGRAM" not in text
    markers = markers_of(receiver.provider_file)
    (parsed,) = read_274(text.encode(), markers)
    assert parsed.file == file
    assert (markers.levels_of("ecm"), markers.levels_of("respite")) == (["site"], [])
    # by the shipped table the same segments say nothing of services
    (other,) = read_274(text.encode())
    assert other.file.groups[0].sites[0].services == ()


def test_positions_do_not_depend_on_the_table(tmp_path: Path) -> None:
    receiver = payer(tmp_path, OTHER)
    text = written(file_with("ecm", "sobering_centers"), receiver)
    (parsed,) = read_274(text.encode(), markers_of(receiver.provider_file))
    site = parsed.file.groups[0].sites[0]
    segments = text.split("~\n")
    for field, start in (("phone", "PER*AJ"), ("youngest", "PDI*"), ("zip_code", "N4*"), ("taxonomy", "LQ*")):
        assert segments[where(site, field).segment_no - 1].startswith(start), field


@pytest.mark.parametrize("level", ["group", "site", "provider"])
@pytest.mark.parametrize("element", ["N201", "MTX02", "LQ02", "TPB01"])
def test_every_place_of_a_marker_is_read_back(tmp_path: Path, level: str, element: str) -> None:
    beside = {"MTX02": 'beside = {MTX01 = "ADD"}', "LQ02": 'beside = {LQ01 = "ZZ"}'}.get(element, "beside = {}")
    row = f'{{service = "ecm", level = "{level}", element = "{element}", code = "ECM", {beside}}}'
    receiver = payer(tmp_path, f"markers = [{row}]\n")
    file = file_with("ecm", level=level)
    text = written(file, receiver)
    assert [parsed.file for parsed in read_274(text.encode(), markers_of(receiver.provider_file))] == [file]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('service = "ecn", code = "E"', "no service is called"),
        ('service = "ecm", code = "E", level = "plan"', "level"),
        ('service = "ecm", code = "E", beside = {REF01 = "X"}', "no element of the segment N2"),
        ('service = "ecm", code = "A~B"', "code"),
        ('service = "ecm", code = "CS1", beside = {N201 = "PROGRAM"}', "stands twice"),
    ],
)
def test_a_bad_table_is_refused_with_its_key(tmp_path: Path, row: str, says: str) -> None:
    second = '{service = "housing_navigation", code = "CS1", beside = {N201 = "PROGRAM"}}'
    with pytest.raises(ConfigError, match=says):
        payer(tmp_path, f"markers = [{{{row}}}, {second}]\n")


def test_a_marker_without_a_specialty_before_it_is_read(tmp_path: Path) -> None:
    """A role after a taxonomy that is a marker: nothing is lost, nothing raises."""
    row = '{service = "ecm", level = "site", element = "LQ02", code = "ECM", beside = {LQ01 = "ZZ"}}'
    markers = Markers(payer(tmp_path, f"markers = [{row}]\n").provider_file.markers)
    text = written(file_with(), read_payer(PAYERS / "dhcs.toml")).replace("LQ*68*251B00000X~", "LQ*ZZ*ECM~\nTPB*PCP~")
    (parsed,) = read_274(text.encode(), markers)
    site = parsed.file.groups[0].sites[0]
    assert (site.services, site.specialties) == (("ecm",), ())
    assert [each.segment for each in site.other] == ["TPB*PCP"]
