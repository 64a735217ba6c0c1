"""What asks for more memory than there is ends in one finding, within seconds, and never ends the process."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from invoices.workbook import UnreadableError, open_workbook, rehearsal
from invoices.workbook.package import Package
from tests.invoices.hostile import DATA, HOSTILE, LAST, NEAR, SHEET, far_behind, xlsx

ROOT = Path(__file__).resolve().parents[2]
GIGABYTE = 1_000_000  # in the kilobytes of ru_maxrss
MEASURED = """
import json, resource, sys, time
from pathlib import Path
from invoices.workbook import UnreadableError, open_workbook
usage = lambda who: resource.getrusage(who)
seconds = lambda: sum(sum(usage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
start, code = seconds(), ""
try:
    open_workbook(Path(sys.argv[1]))
except UnreadableError as problem:
    code = problem.code
memory = [usage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps([code, *memory, seconds() - start]))
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_little_time_and_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    code, own, child, seconds = json.loads(done.stdout)
    assert code in ("WB001", "WB009")
    assert max(own, child) < GIGABYTE
    assert seconds < 5


@pytest.mark.parametrize("filler", [*range(65_300, 65_560, 3), *range(999_000, 1_000_100, 17)])
def test_a_far_cell_is_seen_wherever_a_piece_of_the_part_ends(filler: int) -> None:
    assert Package(far_behind(filler)).is_suspicious


def plain_books() -> Iterator[tuple[str, bytes]]:
    samples = ROOT / "samples"
    for path in sorted(samples.rglob("*.xlsx")):
        if zipfile.is_zipfile(path):
            yield str(path.relative_to(samples)), path.read_bytes()
    yield "hand-made", xlsx(NEAR)
    yield "formatted rows", xlsx(NEAR + "".join(f'<row r="{n}"><c r="B{n}" s="1"/></row>' for n in range(2, 50_000)))


@pytest.mark.parametrize(
    ("name", "book"), list(plain_books()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_an_ordinary_workbook_costs_no_second_process(name: str, book: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(rehearsal.subprocess, "run", refuse)
    assert open_workbook(Path("a.xlsx"), book).sheets


def test_formatted_cells_far_away_are_not_filled_ones() -> None:
    """Their span makes the file suspicious; the rehearsal says that nothing is wrong with it."""
    book = xlsx(f'{NEAR}<row r="{LAST}"><c r="XFD{LAST}" s="1"/></row>')
    assert Package(book).is_suspicious
    assert list(open_workbook(Path("a.xlsx"), book).sheets[0].rows()) == [["x"]]


def test_a_stumbling_library_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Damage at these places makes calamine stop with a line of its own on the standard error."""
    content = (DATA / "codes.xls").read_bytes()
    outcomes = set()
    for place in range(512, len(content), 400):
        try:
            open_workbook(Path("a.xls"), content[:place] + b"\xff\xff\xff\x7f" + content[place + 4 :])
        except UnreadableError as problem:
            outcomes.add(problem.code)
    assert "WB001" in outcomes
    assert capfd.readouterr() == ("", "")


def test_a_sheet_whose_checksum_is_wrong_is_tried_out_first() -> None:
    book = bytearray(xlsx(NEAR))
    info = zipfile.ZipFile(io.BytesIO(bytes(book))).getinfo(SHEET)
    book[bytes(book).rindex(info.CRC.to_bytes(4, "little"))] ^= 1
    assert Package(bytes(book)).is_suspicious
    with pytest.raises(UnreadableError):
        open_workbook(Path("a.xlsx"), bytes(book))


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal, "SECONDS", 0)
    monkeypatch.setattr(rehearsal, "_START", "while True: pass")
    with pytest.raises(UnreadableError) as refused:
        rehearsal.rehearse(b"", 1)
    assert refused.value.code == "WB009"
