"""Workbooks damaged in bytes, in their XML and in their headings, each given to the job that it is for.

Whatever is in a file, the job ends: with findings, in little time and memory, without a word of a library's on the
terminal. Each case runs in a process that is shared by many, under limits, so that an abort is a finding too.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import resource
import signal
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from invoices.returns.plain import plain_workbook
from invoices.returns.write import rejects_workbook
from invoices.workbook import Sheet, UnreadableError, read_workbook
from tests.invoices.cases import context, run
from tests.invoices.headings import FILES, SAMPLES, changes
from tests.invoices.hostile import DATA
from tests.members.base import run as run_members
from tests.roster.base import run as run_roster

MEMORY = 4 * 2**30
SECONDS = 30
A_PROCESS = 100
_NUMBERS = (b"0", b"-1", b"16384", b"1048576", b"2147483648", b"4294967295", b"99999999999999999999")
_CELLS = (b"XFD1048576", b"ZZZZ1", b"A0", b"1", b"A", b"XFE1048577", b"A4294967296", b"AAAAAAAAAA1", b"a1", b"$A$1")
_TEXTS = (b"", b"&#0;", b"&#55357;", b"\xff", b"1e999", b"NaN", b"=1+1", b"x" * 40_000, b"&amp;" * 3, b"-0")
_BYTES = (b"\xff\xff\xff\x7f", b"\xff\xff", b"\0\0\0\0", b"\x01", b"PK\x03\x04", b"<", b'"')


def bases() -> dict[str, bytes]:
    """Every sample by its path, and a file of each other format."""
    found = {str(path): (SAMPLES / path).read_bytes() for path in FILES}
    found |= {path.name: path.read_bytes() for path in sorted(DATA.iterdir()) if path.suffix in (".xls", ".ods")}
    return found | {name: (SAMPLES / name).read_bytes() for name in ("portal-flat.ndjson", "portal-nested.json")}


def damaged(name: str, content: bytes, source: random.Random) -> bytes:
    """A damaged copy: of its bytes, of a part of its zip, or of one of its headings."""
    kinds: list[Callable[[str, bytes, random.Random], bytes]] = [_in_bytes, _in_headings]
    if content.startswith(b"PK"):
        kinds += [_in_a_part, _in_a_part]
    return source.choice(kinds)(name, content, source)


def _in_bytes(_: str, content: bytes, source: random.Random) -> bytes:
    for _step in range(source.randint(1, 6)):
        at = source.randrange(len(content) + 1)
        new = source.choice((*_BYTES, source.randbytes(source.randint(1, 9))))
        content = content[:at] + new + content[at + source.choice((0, len(new), len(new), 20)) :]
    return content[: source.randrange(len(content))] if source.random() < 0.05 else content


def _in_headings(_: str, content: bytes, source: random.Random) -> bytes:
    try:
        sheets = read_workbook(Path("a"), content)
    except UnreadableError:
        return content
    tables = [list(sheet.rows()) for sheet in sheets]
    possible = [(place, change) for place, rows in enumerate(tables) for change in changes(rows)]
    if not possible:
        return content
    place, change = source.choice(possible)
    tables[place] = change(tables[place])
    again = [Sheet(s.name, s.hidden, s.first_column, rows) for s, rows in zip(sheets, tables, strict=True)]
    return plain_workbook(again)[0]


def _in_a_part(_: str, content: bytes, source: random.Random) -> bytes:
    try:
        parts = {
            name: zipfile.ZipFile(io.BytesIO(content)).read(name)
            for name in zipfile.ZipFile(io.BytesIO(content)).namelist()
        }
    except (zipfile.BadZipFile, KeyError):
        return content
    names = [name for name in parts if name.endswith((".xml", ".rels", ".bin"))]
    if not names:
        return content
    name = source.choice([*names, *(name for name in names if "sheet" in name or name == "content.xml")])
    for _step in range(source.randint(1, 3)):
        parts[name] = _xml(parts[name], source)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for each, data in parts.items():
            made.writestr(zipfile.ZipInfo(each), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _xml(data: bytes, source: random.Random) -> bytes:
    kind = source.randrange(6)
    pattern = (rb"\d+", rb"<[^<>]+>", rb"<[^<>]+>", rb'(?<=")\$?[A-Z]{1,3}\$?\d+(?=[":])', rb"(?<=>)[^<>]+(?=<)")
    found = list(re.finditer(pattern[kind], data)) if kind < 5 else []
    if not found:
        at = source.randrange(len(data) + 1)
        return data[:at] + source.randbytes(source.randint(1, 4)) + data[at:]
    hit = source.choice(found)
    new: bytes = (
        source.choice(_NUMBERS),
        b"",
        hit[0] * source.choice((2, 50)),
        source.choice(_CELLS),
        source.choice(_TEXTS),
    )[kind]
    return data[: hit.start()] + new + data[hit.end() :]


def translated(name: str, content: bytes) -> None:
    """One file through the job that it is for, and back to its sender. Raises what the program raises."""
    from edi.views.html import report_html
    from edi.views.summary import summary_json

    if "members" in name:
        members = run_members((Path(name).name, content))
        result, parts = members.result, [one.part for one in members.inputs if one.has_faulty]
    else:
        guessing = context()
        if "providers" in name:
            result = run_roster(content, names=[Path(name).name])[0]
        else:
            result = run(content, name=Path(name).name, surroundings=guessing)
        parts = [part for part in result.inputs if part.tally.rows["withheld"]]
    for part in parts:
        rejects_workbook(part, result)
    summary_json(result)
    report_html(result, rejects="", summary="")


def _batch(numbers: range, seed: int, told: int) -> None:
    """Runs cases one by one, and tells of each when it begins and how it ended."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    originals = bases()
    for number in numbers:
        name, content = case(originals, seed, number)
        _tell(told, {"begins": number, "name": name})
        signal.alarm(SECONDS)
        fault = ""
        try:
            translated(name, content)
        except Exception as problem:
            import traceback

            last = traceback.extract_tb(problem.__traceback__)[-1]
            fault = f"{type(problem).__name__} {Path(last.filename).name}:{last.lineno}"
        signal.alarm(0)
        _tell(told, {"ended": number, "fault": fault, "name": name})


def case(originals: dict[str, bytes], seed: int, number: int) -> tuple[str, bytes]:
    """The file of a case: the same for the same seed and number."""
    source = random.Random(seed * 1_000_000 + number)
    name = source.choice(sorted(originals))
    return name, damaged(name, originals[name], source)


def _tell(handle: int, record: dict[str, object]) -> None:
    os.write(handle, (json.dumps(record) + "\n").encode())


def faults(count: int, seed: int, first: int = 0) -> Iterator[tuple[int, str, str]]:
    """Number, file and fault of each case that does not end as it should."""
    number, end = first, first + count
    while number < end:
        batch = range(number, min(end, number + A_PROCESS))
        number = batch.stop
        for record in _in_a_process(batch, seed):
            if record["fault"]:
                yield int(str(record["case"])), str(record["name"]), str(record["fault"])
            number = int(str(record["case"])) + 1 if record.get("died") else number


def _in_a_process(batch: range, seed: int) -> Iterator[dict[str, object]]:
    reading, writing = os.pipe()
    with tempfile.TemporaryFile() as noise:
        child = os.fork()
        if not child:
            os.dup2(noise.fileno(), 2)
            os.close(reading)
            try:
                _batch(batch, seed, writing)
            finally:
                os._exit(0)
        os.close(writing)
        running: dict[str, object] = {}
        with os.fdopen(reading) as told:
            for line in told:
                record = json.loads(line)
                running = record if "begins" in record else {}
                if "ended" in record:
                    yield {"case": record["ended"], "name": record["name"], "fault": record["fault"]}
        _, status = os.waitpid(child, 0)
        noise.seek(0)
        printed = noise.read().decode("utf-8", "replace").strip()
    if running:
        why = f"ended by signal {os.waitstatus_to_exitcode(status)}"
        yield {"case": running["begins"], "name": running["name"], "fault": why, "died": True}
    elif printed:
        yield {"case": batch.start, "name": f"up to {batch.stop}", "fault": f"printed {printed[:80]!r}"}


def main(count: int, seed: int, first: int, keep: Path | None) -> int:
    """Runs so many cases; the number of different faults."""
    kinds: Counter[str] = Counter()
    originals = bases()
    for number, name, fault in faults(count, seed, first):
        kinds[fault] += 1
        print(f"case {seed}.{number}: {name}: {fault}", flush=True)
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{seed}.{number}{Path(name).suffix}").write_bytes(case(originals, seed, number)[1])
    print(f"{count} cases, {sum(kinds.values())} faults of {len(kinds)} kinds: {dict(kinds)}")
    return len(kinds)
