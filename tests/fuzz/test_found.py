"""What the long fuzz run has found, by example, and a short run of it: `python -m tests.fuzz` is the long one."""

from __future__ import annotations

import random

import pytest

from edi.guide.validate import validate
from edi.validation import engine, validate_source
from edi.x12.delimiters import Delimiters
from edi.x12.exchange import exchange
from tests.benchmarks.generate import varied_good
from tests.fuzz.check import OPTIONS, check, first_reading
from tests.fuzz.damage import damaged
from tests.guide.samples import SEGMENTS, encounter

FLAT = encounter(end="~").decode()
TWO = FLAT.replace("GE*1*1~", "ST*837*0002*005010X222A1~SE*2*0002~GE*2*1~")
MANY = "".join(varied_good(6)).replace("~\n", "~")

#: What was wrong -> a file in which it was.
FOUND = {
    "a stray LX counted as a line": FLAT.replace("HI*ABK", "LX*1~HI*ABK").replace("LX*2", "lx*2"),
    "the position of an empty segment hung on the files before": FLAT.replace("N3*HOMELESS~", "N3*HOMELESS~~"),
    "the position of the file's end hung on the files before": FLAT.partition("SE*")[0],
    "a TA1 before the group stopped several processes": TWO.replace("GS*", "TA1*000000001*240708*0930*A*000~GS*"),
    "an ST without elements was not counted in parts": TWO.replace("LX*2~", "ST~LX*2~"),
    "an ST after a space was not counted in parts": TWO.replace("ST*837*0002", " ST*837*0002"),
    "a trailer in the middle was read past in parts": TWO.replace("LX*2~", "IEA~SE*1*0001~LX*2~"),
    "the claim of one transaction was named in the next": TWO.replace("SE*2*0002~", ""),
    "an id too short for a 999": FLAT.replace("N3*HOMELESS", "N*HOMELESS").replace("N4*OAKLAND", "N4 *OAKLAND", 1),
    "an ISA whose date and sender no TA1 can repeat": FLAT.replace(
        "*ZZ*123456789300   *", "*Z?*12345678930\x07   *"
    ).replace("*240708*0930*^", "*24\xe970X*09X0*^"),
    "the element separator is our repetition separator": FLAT.replace("*", "|")
    .replace("|^|00501", "|U|00501")
    .replace("|", "^"),
    "an ISA cut short behind line feeds as terminators": FLAT.replace("~", "\n\r") + "ISA",
    "a terminator that the ISA itself holds": FLAT.replace("*", "|").replace("~", "A"),
    "an amount of more digits than Python reads": FLAT.replace("*350***", f"*{'9' * 5000}***"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found(name: str) -> None:
    check(FOUND[name].encode("latin-1"), random.Random(1))


def test_separators_of_one_file_do_not_reach_into_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """The facts of a file with a damaged ISA were taken apart with the component separator of the file before."""
    monkeypatch.setattr(engine, "_IDLE", {False: [], True: []})
    cut = MANY.replace("CALIFORNIA-DHCS*240708", "CA~FORNIA-DHCS*240708", 1).encode()
    validate_source(MANY.replace(":", ">").encode(), "f", OPTIONS)
    assert validate_source(cut, "f", OPTIONS).findings == first_reading(cut)


def test_positions_of_odd_places() -> None:
    for data, reason in (
        (FLAT.replace("LX*2~", "~LX*2~"), "empty-segment"),
        (FLAT.partition("LX*2~")[0], "missing-se"),
    ):
        for _ in range(15):  # past the compiling of patterns, and with texts met before
            (place,) = [(f.segment_no, f.st_segment_no) for f in validate(data.encode()) if f.reason == reason]
            number = SEGMENTS.index("LX*2") + (1 if reason == "empty-segment" else 0)
            assert place == (number, number - 2)


@pytest.mark.parametrize("marks", ["*:~^", "^:~U", ":*~^", "|>!+", "*~:^", "~^*:", "^^~^", "U|*:"])
def test_exchanged_separators_come_back(marks: str) -> None:
    element, component, terminator, repetition = marks
    delimiters = Delimiters(element, component, terminator, repetition, "00501")
    text = "ABC*1:2~3^4|5>6!7+8U9"
    ours = text.translate(exchange(delimiters))
    assert element.translate(exchange(delimiters)) == "*"
    assert ours.translate(exchange(delimiters, back=True)) == text


@pytest.mark.parametrize("size", [1, 3, 106, 1000])
def test_a_second_interchange_is_seen_wherever_pieces_end(size: int) -> None:
    data = (FLAT.replace("~", "\n\r") + "ISA").encode()
    pieces = (data[start : start + size] for start in range(0, len(data), size))
    assert [finding.reason for finding in validate(pieces)][-1] == "isa-cut-short"


def test_a_short_run() -> None:
    bases = [encounter(), TWO.encode(), MANY.encode()]
    for number in range(30):
        source = random.Random(number)
        check(damaged(source.choice(bases), source), source)
