"""Seeded random damage to X12 files: the raw material of the parity test against pyx12.

    python -m tests.guide.mutants 12000      # by hand: so many mutants, disagreements printed

Segments, elements and components are dropped, repeated, swapped, moved and corrupted, one to four at a time.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from edi.guide.pyx12_engine import OracleResult, run_pyx12
from edi.guide.validate import validate

REPOSITORY = Path(__file__).resolve().parents[2]

Row = tuple[str, int, str, int, int, str]

_VALUES = [
    *(
        "",
        "X",
        "0",
        "1",
        "99",
        "-5",
        "12.50",
        "5.",
        "1.2.3",
        "20240229",
        "20230229",
        "20241301",
        "2460",
        "1200",
    ),
    *("20240101-20240131", "20240131-20240101", "123456789012345678901234567890", "A" * 90, "ABC ", " ABC"),
    *("a\x07b", "é", "CA", "ZZ", "85", "IL", "HC:99213", "1:2:3", ":", "12:B:1", "\x00", "D8", "RD8", "22"),
    *("EI", "XX", "0B", "1234567893"),
]


def corpus() -> Path | None:
    """The folder of sample files, or None where there is none."""
    named = os.environ.get("EDI_CORPUS")
    for folder in [Path(named)] if named else [REPOSITORY.parent / "shared" / "corpus"]:
        if folder.is_dir():
            return folder
    return None


def corpus_files() -> list[Path]:
    """Every file of the corpus, in a fixed order."""
    folder = corpus()
    if folder is None:
        return []
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".csv")


def mutant(data: bytes, source: random.Random) -> bytes:
    """A damaged copy; the ISA's own characters stay, so that pyx12 reads the file at all."""
    text = data.decode("latin-1")
    if text[:3] != "ISA" or len(text) < 106:
        return data
    element, component, terminator = text[3], text[104], text[105]
    head, *segments = text.split(terminator)
    for _ in range(source.randint(1, 4)):
        if len(segments) > 1:
            _damage(segments, element, component, source)
    return terminator.join([head, *segments]).encode("latin-1")


def _damage(segments: list[str], element: str, component: str, source: random.Random) -> None:
    place = source.randrange(len(segments) - 1)
    kind = source.randrange(10)
    if kind == 0:
        del segments[place]
    elif kind == 1:
        segments[place:place] = [segments[place]] * source.choice([1, 1, 2, 12])
    elif kind == 2:
        other = source.randrange(len(segments) - 1)
        segments[place], segments[other] = segments[other], segments[place]
    elif kind == 3:
        segments.insert(source.randrange(len(segments)), segments[place])
    elif kind == 4:
        segments[place] = source.choice([" ", "x", "ZZ", "\r\n "]) + segments[place]
    else:
        segments[place] = _damaged_segment(segments[place], element, component, source)


def _damaged_segment(segment: str, element: str, component: str, source: random.Random) -> str:
    elements = segment.split(element)
    place = source.randrange(len(elements))
    kind = source.randrange(8)
    if kind == 0 and len(elements) > 1:
        del elements[place]
    elif kind == 1:
        elements.insert(place, source.choice(_VALUES))
    elif kind == 2:
        elements.append(source.choice(["", "X"]))
    elif kind == 3:
        parts = elements[place].split(component)
        spot = source.randrange(len(parts))
        parts[spot : spot + 1] = source.choice([[], [parts[spot]] * 2, ["", parts[spot]], [source.choice(_VALUES)]])
        elements[place] = component.join(parts)
    elif kind == 4 and place:
        elements[place] = elements[place][:-1] + source.choice("0A *:é\t")
    elif place or source.random() < 0.3:
        elements[place] = source.choice(_VALUES)
    return element.join(elements)


def exact_rows(data: bytes) -> tuple[bool, list[Row]]:
    """Verdict and findings of exact mode in the oracle's shape."""
    validation = validate(data, mode="exact")
    rows: list[Row] = [
        (f.level, f.segment_no, f.segment, f.element if f.level == "ele" else 0, f.component, f.code)
        for f in validation
    ]
    return validation.summary.valid, rows


def oracle_rows(result: OracleResult) -> tuple[bool, list[Row]]:
    """The same of pyx12."""
    return result.valid, [tuple(finding) for finding in result.findings]


def seeded_mutants(files: list[Path], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` mutants of the files in turn, each with a name that leads back to it."""
    originals = [(path.name, path.read_bytes()) for path in files]
    for number in range(count):
        name, data = originals[number % len(originals)]
        yield f"{name} seed {seed + number}", mutant(data, random.Random(seed + number))


def main(count: int, seed: int) -> int:
    """Compare so many mutants; returns the number of disagreements."""
    bases = [path for path in corpus_files() if path.stat().st_size < 12_000 and not run_pyx12(path).failure]
    answered = findings = wrong = 0
    for name, data in seeded_mutants(bases, count, seed):
        list(validate(data))
        result = run_pyx12(data)
        ours = exact_rows(data)
        if result.failure:
            continue
        answered += 1
        findings += len(result.findings)
        if ours != oracle_rows(result):
            wrong += 1
            print(name, "verdicts", ours[0], result.valid)
            theirs = oracle_rows(result)[1]
            pairs = zip([*ours[1], None], [*theirs, None], strict=False)
            print("   ", next((pair for pair in pairs if pair[0] != pair[1]), None))
    print(f"{count} mutants, pyx12 answered {answered} with {findings} findings, {wrong} disagreements")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)))
