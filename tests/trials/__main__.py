"""The trials by hand, each by one command.

python -m tests.trials generated 2000 --seed 1 --out /tmp/figures
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.trials import generated, headings, memory, misleading, rename, shared_cases, timing
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


def _timing(given: argparse.Namespace, folder: Path) -> None:
    rows = timing.run(folder, large=given.rows)
    tell("timing", {"time": rows}, timing.texts(rows), given.out)


def _shared(given: argparse.Namespace, folder: Path) -> None:
    rows = shared_cases.run(given.folder)
    tell("shared", {"files": rows}, shared_cases.texts(rows), given.out)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.trials", description=__doc__)
    parser.add_argument("--out", type=Path, help="folder for the figures as JSON")
    trials = parser.add_subparsers(required=True)
    one = trials.add_parser("generated", help="generated sheets, unasked and answered from truth")
    one.add_argument("count", type=int)
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--first", type=int, default=0, help="number of the first case: one case again is `1 --first N`")
    one.add_argument("--shape", default="", choices=["", *shapes()])
    one.add_argument("--vocabulary", default="", choices=["", *vocabularies()])
    one.add_argument("--keep", type=Path, help="folder in which the files stay")
    one.set_defaults(trial=_generated)
    two = trials.add_parser("rename", help="every heading of the samples under every other name of its field")
    two.add_argument("--every", type=int, default=1, help="only every so manyth rename")
    two.set_defaults(trial=_rename)
    three = trials.add_parser("misleading", help="columns that could change what is sent, beside clean sheets")
    three.add_argument("--kinds", choices=["shared", "own"], default="shared")
    three.add_argument("--file", type=Path, default=misleading.SHARED, help="where the shared kinds are")
    three.add_argument("--sheets", type=int, default=6, help="clean sheets to set them beside")
    three.set_defaults(trial=_misleading)
    four = trials.add_parser("memory", help="month two after month one was answered")
    four.add_argument("count", type=int, nargs="?", default=100)
    four.add_argument("--seed", type=int, default=1)
    four.set_defaults(trial=_memory)
    five = trials.add_parser("headings", help="headings left out, written twice, exchanged")
    five.add_argument("--times", type=int, default=20, help="trials a way and sheet")
    five.add_argument("--sheets", type=int, default=6)
    five.add_argument("--seed", type=int, default=1)
    five.set_defaults(trial=_headings)
    six = trials.add_parser("timing", help="a sheet of 40 columns, and an ordinary invoice of 60,000 rows")
    six.add_argument("--rows", type=int, default=timing.LARGE, help="rows of the large invoice")
    six.set_defaults(trial=_timing)
    seven = trials.add_parser("shared", help="the shared workbooks and exports")
    seven.add_argument("--folder", type=Path, default=shared_cases.FOLDER)
    seven.set_defaults(trial=_shared)
    return parser


def main() -> None:
    """Runs the trial that is named."""
    given = _arguments().parse_args()
    with tempfile.TemporaryDirectory() as folder:
        given.trial(given, Path(folder))


if __name__ == "__main__":
    main()
