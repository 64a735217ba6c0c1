"""The trials by hand, each by one command.

python -m tests.trials generated 2000 --seed 1 --out /tmp/figures
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.trials import (
    cells,
    generated,
    headings,
    memory,
    misleading,
    one_case,
    rename,
    shared_cases,
    sureness,
    timing,
)
from tests.trials.generate import make_case
from tests.trials.shape import shapes
from tests.trials.tables import tell
from tests.trials.vocabulary import vocabularies


def _generated(given: argparse.Namespace, folder: Path) -> None:
    where = given.keep or folder
    where.mkdir(parents=True, exist_ok=True)
    numbers = range(given.first, given.first + given.count)
    tally = generated.run(given.seed, numbers, where, given.shape, given.vocabulary, keep=bool(given.keep))
    tell("generated", generated.figures(tally), generated.texts(tally), given.out)


def _rename(given: argparse.Namespace, folder: Path) -> None:
    tally = rename.run(folder, every=given.every)
    tell("rename", rename.figures(tally), rename.texts(tally), given.out)


def _misleading(given: argparse.Namespace, folder: Path) -> None:
    path = misleading.OWN if given.kinds == "own" else given.file
    if not path.is_file():
        raise SystemExit(f"{path} is not there")
    kinds = misleading.own_kinds(path) if given.kinds == "own" else misleading.shared_kinds(path)
    tally, sheets = misleading.run(kinds, given.sheets, folder)
    tell(f"misleading-{given.kinds}", misleading.figures(tally, sheets), misleading.texts(tally, sheets), given.out)


def _memory(given: argparse.Namespace, folder: Path) -> None:
    tally = memory.run(given.seed, range(given.count), folder)
    tell("memory", memory.figures(tally), memory.texts(tally), given.out)


def _headings(given: argparse.Namespace, folder: Path) -> None:
    tally = headings.run(given.seed, given.times, given.sheets, folder)
    tell("headings", headings.figures(tally), headings.texts(tally), given.out)


def _cells(given: argparse.Namespace, folder: Path) -> None:
    tally = cells.run(given.seed, given.times, given.sheets, folder)
    tell("cells", cells.figures(tally), cells.texts(tally), given.out)


def _case(given: argparse.Namespace, folder: Path) -> None:
    where = given.keep or folder
    where.mkdir(parents=True, exist_ok=True)
    print("\n".join(one_case.told(make_case(given.seed, given.number, where, given.shape, given.vocabulary))))


def _sureness(given: argparse.Namespace, _folder: Path) -> None:
    print("\n".join(sureness.lines(sureness.measured(given.count, given.seed))))


def _timing(given: argparse.Namespace, folder: Path) -> None:
    rows = timing.run(folder, large=given.rows)
    tell("timing", {"time": rows}, timing.texts(rows), given.out)


def _shared(given: argparse.Namespace, folder: Path) -> None:
    rows = shared_cases.run(given.folder)
    tell("shared", {"files": rows}, shared_cases.texts(rows), given.out)


def _drawn(parser: argparse.ArgumentParser) -> None:
    """The options of what is drawn from the generator."""
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shape", default="", choices=["", *shapes()])
    parser.add_argument("--vocabulary", default="", choices=["", *vocabularies()])
    parser.add_argument("--keep", type=Path, help="folder in which the files stay")


def _beside(parser: argparse.ArgumentParser) -> None:
    """The options of what is done to clean sheets."""
    parser.add_argument("--times", type=int, default=40, help="trials a sheet (and way)")
    parser.add_argument("--sheets", type=int, default=6, help="clean sheets that the program reads whole")
    parser.add_argument("--seed", type=int, default=1)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.trials", description=__doc__)
    parser.add_argument("--out", type=Path, help="folder for the figures as JSON")
    trials = parser.add_subparsers(required=True)
    one = trials.add_parser("generated", help="generated sheets, unasked and answered from truth")
    one.add_argument("count", type=int)
    one.add_argument("--first", type=int, default=0, help="number of the first case")
    _drawn(one)
    one.set_defaults(trial=_generated)
    one = trials.add_parser("case", help="one case of the generator: what is true, sent, asked")
    one.add_argument("number", type=int)
    _drawn(one)
    one.set_defaults(trial=_case)
    one = trials.add_parser("rename", help="every heading of the samples under every other name of its field")
    one.add_argument("--every", type=int, default=1, help="only every so manyth rename")
    one.set_defaults(trial=_rename)
    one = trials.add_parser("misleading", help="columns that could change what is sent, beside clean sheets")
    one.add_argument("--kinds", choices=["shared", "own"], default="shared")
    one.add_argument("--file", type=Path, default=misleading.SHARED, help="where the shared kinds are")
    one.add_argument("--sheets", type=int, default=6, help="clean sheets to set them beside")
    one.set_defaults(trial=_misleading)
    one = trials.add_parser("memory", help="month two after month one was answered")
    one.add_argument("count", type=int, nargs="?", default=100)
    one.add_argument("--seed", type=int, default=1)
    one.set_defaults(trial=_memory)
    one = trials.add_parser("headings", help="headings left out, written twice, exchanged")
    _beside(one)
    one.set_defaults(trial=_headings)
    one = trials.add_parser("cells", help="one cell blank or without sense")
    _beside(one)
    one.set_defaults(trial=_cells)
    one = trials.add_parser("sureness", help="how often a choice with such a margin is right")
    one.add_argument("count", type=int)
    one.add_argument("--seed", type=int, default=1)
    one.set_defaults(trial=_sureness)
    one = trials.add_parser("timing", help="a sheet of 40 columns, and an ordinary invoice of 60,000 rows")
    one.add_argument("--rows", type=int, default=timing.LARGE, help="rows of the large invoice")
    one.set_defaults(trial=_timing)
    one = trials.add_parser("shared", help="the shared workbooks and exports")
    one.add_argument("--folder", type=Path, default=shared_cases.FOLDER)
    one.set_defaults(trial=_shared)
    return parser


def main() -> None:
    """Runs the trial that is named."""
    given = _arguments().parse_args()
    with tempfile.TemporaryDirectory() as folder:
        given.trial(given, Path(folder))


if __name__ == "__main__":
    main()
