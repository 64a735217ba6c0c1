"""How well a file is read, measured in this process: the lines that would be sent against the lines that are right.

A truth is an entry of an `expected.json`: `lines` (each [CIN, procedure, sorted modifiers, units, charge, from, to,
billing NPI], dates as YYYYMMDD), `withheld` (how many lines are to be held back; null: not counted) and `note`. Lines
are compared as multisets; what is sent is read back by `tests.invoices.x12`, with nothing of the program.

    python -m tests.reading_support [FOLDER]    a line a file with a truth; default: samples/systems
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from edi.control_numbers import Counting
from edi.views.run_result import RunResult
from invoices.context import Context
from invoices.intake import Source
from invoices.translate import translate
from mappings.layout_file import Layout, load_layouts
from mappings.payer_file import Payer, load_payer
from mappings.profile_file import Profile, read_profile
from tests.cli.running import PROFILE, SAMPLES
from tests.invoices.x12 import read_837


class SentLine(NamedTuple):
    """A service line as an 837P has it; `modifiers` sorted, `start` and `end` as YYYYMMDD."""

    cin: str
    hcpcs: str
    modifiers: str
    units: Decimal
    charge: Decimal
    start: str
    end: str
    npi: str


class Score(NamedTuple):
    """`right` lines of the truth that are sent, `wrong` lines that are sent and not of the truth, `missing` lines of
    the truth that are not sent; `asked` says whether an error or a question tells the user that something is open."""

    right: int
    wrong: int
    missing: int
    asked: bool

    @property
    def perfect(self) -> bool:
        """All lines sent and no other."""
        return not self.wrong and not self.missing


def score(file: Path | tuple[str, bytes], expected: Mapping[str, Any], profile: Path = PROFILE) -> Score:
    """Translates one file (a path, or a name and its bytes) and compares what is sent with the truth."""
    return score_run(run_on(file, profile), expected)


def score_run(result: RunResult, expected: Mapping[str, Any]) -> Score:
    """The score of a run that was made."""
    sent, true = Counter(sent_lines(result)), Counter(true_lines(expected))
    asked = any(result.severity(finding.code) == "error" for finding in result.all_findings)
    return Score((sent & true).total(), (sent - true).total(), (true - sent).total(), asked)


def run_on(file: Path | tuple[str, bytes], profile: Path = PROFILE) -> RunResult:
    """Translates one file as the command does with its defaults, under a profile with a pinned clock."""
    settings, payer, layouts = _surroundings(profile)
    assert settings.clock.now is not None
    source = Source(file, file.name) if isinstance(file, Path) else Source(Path(file[0]), *file)
    return translate(
        [source],
        Context(settings, payer, settings.clock.now.date()),
        layouts,
        stem="out",
        numbers=Counting(1, 1, 1),
        now=settings.clock.now,
        checker=None,
        profile_name="test",
    )


@cache
def _surroundings(profile: Path) -> tuple[Profile, Payer, Sequence[Layout]]:
    settings = read_profile(profile)
    return settings, load_payer(settings.payer), tuple(load_layouts().values())


def sent_lines(result: RunResult) -> list[SentLine]:
    """The lines of all 837P files of a run."""
    lines = []
    for output in result.outputs:
        for claim in read_837(output.text or "").claims:
            for line in claim.lines:
                start, _, end = line.date.partition("-")
                _, hcpcs, *modifiers = line.procedure
                given = " ".join(sorted(filter(None, modifiers)))
                units = Decimal(line.units)
                lines.append(
                    SentLine(claim.member, hcpcs, given, units, line.charge, start, end or start, claim.billing)
                )
    return lines


def true_lines(expected: Mapping[str, Any]) -> list[SentLine]:
    """The lines of a truth."""
    return [
        SentLine(cin, hcpcs, modifiers, Decimal(str(units)), Decimal(charge), start, end, npi)
        for cin, hcpcs, modifiers, units, charge, start, end, npi in expected["lines"]
    ]


def truths(path: Path) -> dict[str, Mapping[str, Any]]:
    """An `expected.json`: the truth of each file that it names."""
    read: dict[str, Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return read


def total(scores: Iterable[Score]) -> Score:
    """Scores added up; `asked` where any asked."""
    some = list(scores)
    right, wrong, missing = (sum(one[i] for one in some) for i in range(3))
    return Score(right, wrong, missing, any(one.asked for one in some))


def score_folder(folder: Path) -> dict[str, Score]:
    """The score of each file of a folder that an `expected.json` or `NAME.expected.json` in it is about."""
    known = [item for path in sorted(folder.glob("*expected.json")) for item in truths(path).items()]
    return {name: score(folder / name, truth) for name, truth in known}


def main(folder: Path) -> None:
    """Prints the scores of a folder, then their total."""
    scores = score_folder(folder)
    for name, one in [*scores.items(), ("total", total(scores.values()))]:
        print(f"{name:32} right {one.right:4} wrong {one.wrong:4} missing {one.missing:4}{' asked' * one.asked}")
    print(f"{sum(one.perfect for one in scores.values())} of {len(scores)} files perfect")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES / "systems")
