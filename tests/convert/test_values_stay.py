"""Every value of every segment is what a naive split of the file gives, whatever its separators and its encoding:
through the model and back, JSON, csv, xlsx, XML and the quarterly report."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import edi
from edi.conversion.csv_form import write_csv
from edi.conversion.envelopes import as_bytes
from edi.conversion.json_form import from_json, json_document
from edi.conversion.xlsx_form import write_xlsx
from edi.conversion.xml_form import write_xml
from edi.model.harmless import harmless
from edi.qimr.files import Files, Named
from edi.t837p.parse import Reading
from edi.t837p.rebuild import rebuild
from edi.t837p.roundtrip import roundtrip
from edi.x12.encoding import encoded, encoding_of
from mappings.errors import ConfigError
from tests.examples import FEW
from tests.guide.mutants import REPOSITORY
from tests.t837p.files import SAMPLES, corpus_claims, every_loop

CASES = REPOSITORY.parent / "shared" / "cases"
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
#: Where free text stands: a piece of a segment of `every_loop`, and what of it is replaced.
SPOTS = (
    ("CLM*A1*", "A1"), ("NM1*IL*1*DOE*JANE*Q**JR*MI*", "DOE"), ("NM1*85*2*HARBOR*", "HARBOR"),
    ("REF*EA*MRN", "MRN"),
    ("NTE*ADD*A NOTE", "A NOTE"), ("K3*FREE TEXT", "FREE TEXT"), ("REF*6R*LINE1", "LINE1"),
    ("N3*1 MAIN*APT 2", "APT 2"),
    ("NM1*QC*1*DOE*SAM", "SAM"), ("NM1*41*2*GOLDEN VALLEY*", "GOLDEN VALLEY"),
)  # fmt: skip


class Separators(NamedTuple):
    """Element, component, terminator, and what stands in ISA11."""

    element: str
    component: str
    terminator: str
    repetition: str


ODD = [
    Separators("*", ":", "~", "U"), Separators("*", ":", "~", "A"), Separators("*", ":", "~", "0"),
    Separators("*", ":", "~", " "), Separators("*", ":", "~", ":"), Separators("*", ":", "~", "*"),
    Separators("|", ":", "~", "^"), Separators("*", ">", "~", "^"), Separators("^", "*", "|", ":"),
    Separators(":", "*", "^", "~"), Separators("\x1d", "\x1f", "\x1c", "\x1e"), Separators("*", ":", "\n", "{"),
    Separators("~", "^", "\r", "*"), Separators("+", "*", "'", "?"), Separators("*", "\\", "~", "`"),
]  # fmt: skip


def respelled(segments: list[str], marks: Separators, values: tuple[str, ...] = (), encoding: str = "utf-8") -> bytes:
    """Segments of our own with other separators, and other values in the first of `SPOTS`."""
    table = {"*": marks.element, ":": marks.component}
    found = []
    for segment in segments:
        text = "".join(table.get(mark, mark) for mark in segment)
        if segment.startswith("ISA"):
            text = text[:82] + marks.repetition + text[83:]
        for (whole, old), value in zip(SPOTS, values, strict=False):
            if segment.startswith(whole):
                before, _, after = segment.partition(old)
                text = "".join(table.get(mark, mark) for mark in before) + value
                text += "".join(table.get(mark, mark) for mark in after)
        found.append(text)
    end = marks.terminator + ("" if marks.terminator in "\r\n" else "\n")
    return "".join(text + end for text in found).encode(encoding)


def naive(data: bytes, marks: Separators, encoding: str = "utf-8") -> list[list[str]]:
    """The elements of every segment."""
    parts = data.decode(encoding).split(marks.terminator)
    return [part.lstrip("\r\n").split(marks.element) for part in parts if part.strip("\r\n")]


def through_json(data: bytes) -> bytes:
    """Into a document and back, as `convert` does it."""
    document = b"".join(json_document(edi.read_837p(data)))
    return b"".join(as_bytes(from_json(document, "x"), document, "x"))


def rebuilt(data: bytes) -> bytes:
    """Into the model and back."""
    reading = Reading(data)
    return b"".join(encoded(list(rebuild(reading.events())), reading.encoding))


def elements_of_xml(data: bytes, component: str) -> list[list[str]]:
    """The elements of every segment of the XML form."""
    stream = io.BytesIO()
    write_xml(data, stream)
    found = []
    for segment in etree.fromstring(stream.getvalue()).iter("segment"):
        elements = [segment.get("id")]
        for each in segment:
            place = int(each.get("ref")[len(elements[0]) :])
            elements += [""] * (place + 1 - len(elements))
            elements[place] = component.join(map(value_of, each)) if len(each) else value_of(each)
        found.append(elements)
    return found


def value_of(element: etree._Element) -> str:
    """Its text, or what stands in `hex` where XML cannot hold it."""
    return bytes.fromhex(element.get("hex")).decode() if element.get("hex") else element.text or ""


def without_empty_ends(segments: list[list[str]]) -> list[list[str]]:
    """Segments without empty elements at their end, which XML does not write."""
    for elements in segments:
        while not elements[-1]:
            elements.pop()
    return segments


def assert_all_stays(data: bytes, marks: Separators, encoding: str = "utf-8") -> None:
    split = naive(data, marks, encoding)
    assert rebuilt(data) == data
    assert naive(through_json(data), marks, encoding) == split
    xml = elements_of_xml(data, marks.component)
    if marks.repetition == marks.element:
        xml, split = xml[1:], split[1:]  # it cuts the ISA of a naive split
    assert xml == without_empty_ends(split)


@pytest.mark.parametrize("marks", ODD, ids=lambda marks: repr("".join(marks)))
def test_odd_separators(marks: Separators) -> None:
    values = [mark for mark in "*:~^|>U0" if mark not in marks[:3]]
    some = tuple(f"A{mark}B{mark}" for mark in (values * 2)[: len(SPOTS)])
    data = respelled(every_loop().decode().split("~\n")[:-1], marks, some)
    assert_all_stays(data, marks)
    (claim,) = edi.read_837p(data)
    assert (claim.claim_id, claim.member.last_name, claim.billing.name) == some[:3]
    assert (claim.encounter.record_number, claim.encounter.notes[0].text) == (some[3], some[4])
    assert (claim.lines[0].control_number, claim.encounter.frequency) == (some[6], "1")


# One spelling of a large file proves what three of the small ones do.
LARGE = 100_000
SIGNS = st.sampled_from("*:~^|>!UA0 \\+.,'\"<&=-@#ÉÑ\u00a0€李")
MARKS = st.lists(st.sampled_from("*:~^|>!\\+\x1c\x1d\x1e\x1f{}`"), min_size=4, max_size=4, unique=True)


@given(MARKS, st.sampled_from(["U", "A", "0", " ", ""]), st.lists(st.text(SIGNS, max_size=9), min_size=10, max_size=10))
@FEW
def test_any_value_with_any_separators(marks: list[str], repetition: str, texts: list[str]) -> None:
    used = Separators(marks[0], marks[1], marks[2], repetition or marks[3])
    free = {ord(mark): None for mark in used[:3]}
    values = tuple(text.translate(free) + "X" for text in texts)
    data = respelled(every_loop().decode().split("~\n")[:-1], used, values)
    assert_all_stays(data, used)
    (claim,) = edi.read_837p(data)
    assert (claim.claim_id, claim.member.last_name, claim.billing.name) == values[:3]
    (sent,) = Files([Named("f", data)])
    assert sent.encounter == claim.encounter
    stream = io.StringIO(newline="")
    write_csv(edi.read_837p(data), stream)
    first = next(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    wanted = {
        "claim_id": values[0],
        "member_last_name": values[1],
        "billing_name": values[2],
        "control_number": values[6],
    }
    assert {name: first[name] for name in wanted} == {name: harmless(value) for name, value in wanted.items()}


@pytest.mark.parametrize("marks", ODD[::3], ids=lambda marks: repr("".join(marks)))
def test_a_workbook_holds_the_values(marks: Separators, tmp_path: Path) -> None:
    values = tuple(f"A{mark}B" for mark in "*:~" if mark not in marks[:3]) or ("PEÑA",)
    data = respelled(every_loop().decode().split("~\n")[:-1], marks, values)
    path = tmp_path / "x.xlsx"
    with path.open("wb") as stream:
        assert write_xlsx(edi.read_837p(data), stream) == 0
    cells = {cell.value for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row}
    assert set(values) <= cells


@pytest.mark.parametrize(
    "path", [*SAMPLES, *corpus_claims(valid=False), *sorted(CASES.glob("*.837"))], ids=lambda p: p.name
)
def test_every_file(path: Path) -> None:
    """As it is, and with other separators: the same values, and the same claims."""
    data = path.read_bytes()
    outcome = roundtrip(data).outcome
    assert not outcome.differences
    text = data.decode("latin-1")
    if text[3:4] + text[104:106] != "*:~" or text.count("ISA*") != 1 or not text.startswith("ISA"):
        return
    segments = [part.lstrip("\r\n") for part in text.split("~") if part.strip()]
    claims = [claim.encounter for claim in edi.read_837p(data)]
    marked = (Separators("|", ">", "\x1c", "U"), Separators("\x1d", "*", "^", " "), Separators(":", "|", "~", "0"))
    for marks in marked if len(data) < LARGE else marked[:1]:
        if not any(mark in text for mark in marks[:3] if mark not in "*:~"):
            other = respelled(segments, marks, encoding="latin-1")
            assert [claim.encounter for claim in edi.read_837p(other)] == claims
            assert not roundtrip(other).outcome.differences


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_an_encoding_is_decided_and_kept(encoding: str) -> None:
    data = respelled(every_loop().decode().split("~\n")[:-1], ODD[6], ("A", "PEÑA", "CAFÉ"), encoding)
    assert encoding_of(data) == encoding
    reading = edi.read_837p(data)
    (claim,) = reading
    assert (claim.member.last_name, claim.billing.name, reading.encoding) == ("PEÑA", "CAFÉ", encoding)
    assert_all_stays(data, ODD[6], encoding)
    document = json.loads(b"".join(json_document(edi.read_837p(data))))
    assert document.get("encoding", "") == ("utf-8" if encoding == "utf-8" else "")
    pieces = [data[at : at + 7] for at in range(0, len(data), 7)]  # cuts within letters
    assert [one.encounter for one in edi.read_837p(iter([data]))] == [claim.encounter]
    if encoding == "latin-1":
        assert [one.encounter for one in edi.read_837p(iter(pieces))] == [claim.encounter]


def test_a_letter_that_the_encoding_lacks_is_refused() -> None:
    document = b"".join(json_document(edi.read_837p(every_loop()))).replace(b'"JANE"', '"李"'.encode())
    with pytest.raises(ConfigError, match="Latin-1"):
        list(as_bytes(from_json(document, "x"), document, "x"))


@pytest.mark.parametrize("mark", ["*", "~"])
def test_a_value_that_would_cut_its_segment_is_refused(mark: str) -> None:
    document = b"".join(json_document(edi.read_837p(every_loop()))).replace(b'"JANE"', f'"JA{mark}NE"'.encode())
    with pytest.raises(ConfigError, match="separator"):
        list(from_json(document, "x"))


def test_a_longer_isa_keeps_its_separators() -> None:
    data = every_loop(("*ZZ*RECEIVER       *", "*ZZ*RECEIVER AND MORE  *"), ("*T*:~", "*T*>~"))
    data = data.replace(b":", b">").replace(b"REF*EA*MRN", b"REF*EA*M:N")
    assert through_json(data) == data


@pytest.mark.parametrize("rest", ["", ":", "::", ":9", ":9:8"])
def test_the_frequency_is_the_third_component(rest: str) -> None:
    data = every_loop(("11:B:1", f"11:B:1{rest}"))
    assert [claim.encounter.frequency for claim in edi.read_837p(data)] == ["1"]
    kept = every_loop(("11:B:1", f"11:B:1{rest.rstrip(':')}"))  # separators at the end of a composite say nothing
    assert rebuilt(data) == through_json(data) == kept


def test_xml_keeps_blanks_at_the_ends_of_values() -> None:
    data = every_loop(("NTE*ADD*A NOTE", "NTE*ADD* A NOTE  "))
    assert ["NTE", "ADD", " A NOTE  "] in elements_of_xml(data, ":")
