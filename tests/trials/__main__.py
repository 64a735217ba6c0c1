"""The trials by hand, each by one command.

python -m tests.trials generated 2000 --seed 1 --out /tmp/figures
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.trials import generated
from tests.trials.shape import shapes
from tests.trials.tables import tell
from tests.trials.vocabulary import vocabularies


def _generated(given: argparse.Namespace, folder: Path) -> None:
    where = given.keep or folder
    where.mkdir(parents=True, exist_ok=True)
    numbers = range(given.first, given.first + given.count)
    tally = generated.run(given.seed, numbers, where, given.shape, given.vocabulary, keep=bool(given.keep))
    tell("generated", generated.figures(tally), generated.texts(tally), given.out)


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
    return parser


def main() -> None:
    """Runs the trial that is named."""
    given = _arguments().parse_args()
    with tempfile.TemporaryDirectory() as folder:
        given.trial(given, Path(folder))


if __name__ == "__main__":
    main()
