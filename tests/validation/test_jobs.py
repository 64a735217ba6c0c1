"""Parts of a file, read by several processes, give what one process finds, at the same places and in the same order."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from edi.validation import Options, Outcome, validate_source
from edi.validation import jobs as module
from edi.validation.jobs import validate_all
from edi.validation.parts import cut
from tests.benchmarks.generate import repetitive, varied, varied_good
from tests.claims.base import GOOD, RECEIVED
from tests.cli.running import SAMPLES

OPTIONS = Options(RECEIVED)
CHANGES = ("", "1", "X", "20", "22", "XX", "20240603", "~")


def facts(outcome: Outcome) -> tuple[object, ...]:
    """All that an outcome says."""
    counts = (outcome.claims, outcome.transactions, outcome.segments)
    guide = list(outcome.guide or ())
    return list(outcome.findings), counts, outcome.valid, outcome.overrides, len(outcome.findings), guide


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Small files are cut, too; the list names the files that one process had to read again."""
    whole: list[str] = []

    def spy(source: Path | bytes, name: str, options: Options) -> Outcome:
        whole.append(name)
        return validate_source(source, name, options)

    monkeypatch.setattr(module, "_LARGE", 1000)
    monkeypatch.setattr(module, "validate_source", spy)
    return whole


@pytest.fixture
def large(tmp_path: Path, read_whole: list[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four transactions with faults in the first, in the last, in the trailers and in the control numbers."""
    monkeypatch.setattr("tests.benchmarks.generate.CLAIMS_A_TRANSACTION", 40)
    text = "".join(repetitive(160))
    text = text.replace("90000003A", "9X").replace("90000150A", "9Y").replace("GE*4*1", "GE*5*1")
    text = text.replace("ST*837*0004", "ST*837*0001").replace("0004~", "0001~").replace("MRN0000090", "MRN 90 ")
    path = tmp_path / "large.837"
    path.write_text(text, newline="")
    return path


@pytest.mark.parametrize("level", [2, 7])
@pytest.mark.parametrize("jobs", [2, 3, 7])
def test_parts_give_the_whole(large: Path, read_whole: list[str], jobs: int, level: int) -> None:
    options = Options(RECEIVED, level=level, answered=True)
    assert len(cut(large, jobs)) == jobs
    whole = validate_source(large, "f", options)
    (parts,) = validate_all([(large, "f")], options, jobs)
    assert facts(parts) == facts(whole)
    assert len(whole.findings) >= 3
    assert not read_whole


def test_a_provider_file_is_never_cut(tmp_path: Path, read_whole: list[str]) -> None:
    """Its rules compare all of it; a level of a member in it is a fault, and no place to cut at."""
    path = tmp_path / "f.274"
    text = (SAMPLES / "providers" / "county.274").read_text().replace("*19*0~", "*22*0~")
    path.write_text(text, newline="")
    assert len(cut(path, 2)) == 2
    (parts,) = validate_all([(path, "f")], OPTIONS, 2)
    whole = validate_source(path, "f", OPTIONS)
    assert (facts(parts), parts.levels) == (facts(whole), whole.levels)
    assert read_whole == ["f"]


def test_one_transaction_is_cut_too(tmp_path: Path, read_whole: list[str]) -> None:
    path = tmp_path / "one.837"
    path.write_text("".join(repetitive(90)).replace("90000050A", "9X"), newline="")
    (parts,) = validate_all([(path, "f")], OPTIONS, 4)
    assert facts(parts) == facts(validate_source(path, "f", OPTIONS))
    assert not read_whole


def test_what_is_wrong_above_the_claims_is_said_once(large: Path, read_whole: list[str]) -> None:
    large.write_text(large.read_text().replace("XX*1234567893", "XX*1234567890"), newline="")
    (parts,) = validate_all([(large, "f")], OPTIONS, 7)
    assert facts(parts) == facts(validate_source(large, "f", OPTIONS))
    assert parts.findings.counts["X5001"] == 4
    assert not read_whole


def test_what_a_cut_leaves_for_the_next_segment(tmp_path: Path, read_whole: list[str]) -> None:
    """An OI that its payer lacked, behind the HL of the cut, is unexpected to who did not see that payer."""
    claim = GOOD[GOOD.index("SBR*S*18") : GOOD.index("SE*")]
    short = claim[: claim.index("OI*")]
    above = GOOD[: GOOD.index("REF*EI")]  # the provider lacks its REF, which is told at the next HL
    text = f"{above}HL*2*1*22*0~\n{short}HL*3*1*22*0~\nOI***Y***Y~\n"
    text += f"{claim[: claim.index('CLM*')]}SE*41*0001~\n"
    path = tmp_path / "late.837"
    path.write_text(text + GOOD[GOOD.index("GE*") :], newline="")
    options = Options(RECEIVED, answered=True)
    assert len(cut(path, 2)) == 2
    whole = validate_source(path, "f", options)
    (parts,) = validate_all([(path, "f")], options, 2)
    assert facts(parts) == facts(whole)


def test_a_duplicate_in_another_part_is_found(large: Path) -> None:
    text = large.read_text().replace("300H00000150", "300H00000003")
    large.write_text(text, newline="")
    (parts,) = validate_all([(large, "f")], OPTIONS, 2)
    assert facts(parts) == facts(validate_source(large, "f", OPTIONS))
    assert parts.findings.counts["X7002"] == 1


def test_files_that_cannot_be_cut(tmp_path: Path, large: Path) -> None:
    text = large.read_text()
    levels = text.replace("*22*", "*23*")
    others = (text.replace("~", "~~", 60), text + text, "not X12" * 1000, text.replace("~\n", "\n"), levels)
    for number, other in enumerate(others):
        path = tmp_path / f"{number}.837"
        path.write_text(other, newline="")
        (found,) = validate_all([(path, "f")], OPTIONS, 2)
        assert facts(found) == facts(validate_source(path, "f", OPTIONS))


def damaged(count: int, seed: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Files of one to some transactions with up to twelve faults."""
    source = random.Random(seed)
    for _ in range(count):
        monkeypatch.setattr("tests.benchmarks.generate.CLAIMS_A_TRANSACTION", source.choice((7, 23, 1000)))
        segments = "".join(source.choice((repetitive, varied, varied_good))(40)).split("~\n")
        for _ in range(source.choice((0, 1, 2, 12))):
            place, other = source.randrange(2, len(segments)), source.randrange(2, len(segments))
            what = source.randrange(5)
            if what == 0:
                del segments[place]
            elif what == 1:
                segments.insert(place, segments[other])
            elif what == 2:
                segments[place], segments[other] = segments[other], segments[place]
            else:
                elements = segments[place].split("*")
                elements[source.randrange(len(elements))] = source.choice(CHANGES)
                segments[place] = "*".join(elements)
        yield source.choice(("~\n", "~", "~\r\n")).join(segments)


class _Here:
    """A pool of no process."""

    map = staticmethod(map)

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def test_damaged_files(tmp_path: Path, read_whole: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_pool", lambda _: _Here())
    path = tmp_path / "damaged.837"
    for number, text in enumerate(damaged(30, 5, monkeypatch)):
        path.write_text(text, encoding="latin-1", newline="")
        (parts,) = validate_all([(path, "f")], OPTIONS, 2 + number % 3)
        assert facts(parts) == facts(validate_source(path, "f", OPTIONS)), text
    assert len(read_whole) < 20  # some are beyond cutting, most are not


def test_started_anew_workers_hash_alike(large: Path) -> None:
    """Where processes cannot be forked."""
    code = (
        "import multiprocessing, sys; from pathlib import Path; from edi.validation import Options, jobs\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.get_all_start_methods = lambda: ['spawn']; jobs._LARGE = 1000\n"
        "    jobs.validate_source = None\n"
        "    (found,) = jobs.validate_all([(Path(sys.argv[1]), 'f')], Options(sys.argv[2]), 2)\n"
        "    print(len(found.findings), found.claims)\n"
    )
    script = large.parent / "run.py"
    script.write_text(code)
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, str(script), str(large), RECEIVED]
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=True)
    whole = validate_source(large, "f", OPTIONS)
    assert done.stdout.split() == [str(len(whole.findings)), "160"]


def test_several_files_keep_their_order(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "validate_source", validate_source)
    sources: list[tuple[Path | bytes, str]] = [(large, "one"), (b"", "two"), (large.read_bytes(), "three")]
    outcomes = validate_all(sources, OPTIONS, 2)
    assert [one.file for one in outcomes] == ["one", "two", "three"]
    assert [one.valid for one in outcomes] == [False, False, False]
