"""Trial: generated sheets, first unasked, then with the questions answered from truth."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.trials.answering import answers
from tests.trials.generate import Case, make_case
from tests.trials.program import Home, Outcome, home
from tests.trials.score import Score, differences, score
from tests.trials.tables import score_rows, table

ROUNDS = 3


@dataclass
class Tally:
    """Scores by group, and what went wrong where."""

    groups: dict[str, dict[str, Score]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Score)))
    causes: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    faults: list[dict[str, Any]] = field(default_factory=list)
    unanswerable: int = 0
    seconds: float = 0.0

    def add(self, case: Case, first: Outcome, last: Outcome) -> None:
        """Counts one case."""
        unasked = score(case.lines, first, faulty=case.withheld, must_ask=case.must_ask)
        answered = score(case.lines, last, faulty=case.withheld)
        where = "must ask" if case.must_ask else "held out" if case.held_out else "fitted"
        groups = [("total", "all but must ask"), ("total", where), ("shape", case.shape)]
        groups += [("vocabulary", case.vocabulary), ("twist", case.twist or "none"), ("container", case.container)]
        for kind, name in groups:
            if name != "all but must ask" or not case.must_ask:
                self.groups[kind][name] += unasked
        for name in ("all", where):
            self.groups["answered from truth"][name] += answered
        self.causes.update(["a guess"] * unasked.wrong if case.must_ask else differences(case.lines, first))
        self.codes.update(set(first.errors))
        if unasked.wrong or answered.wrong or unasked.crashed:
            self.faults.append({"case": case.name, "shape": case.shape, "vocabulary": case.vocabulary,
                                "twist": case.twist, "wrong": unasked.wrong, "wrong answered": answered.wrong,
                                "problem": first.problem})  # fmt: skip


def run_case(case: Case, tally: Tally) -> None:
    """Runs a case unasked, then answers what is asked from truth until nothing is, at most three times."""
    with home() as at:
        started = time.perf_counter()
        first = at.run(case.path)
        tally.seconds += time.perf_counter() - started
        tally.add(case, first, _answered(at, case, first, tally))


def _answered(at: Home, case: Case, first: Outcome, tally: Tally) -> Outcome:
    last, given = first, dict[str, str]()
    for _ in range(ROUNDS):
        if not last.questions:
            break
        told, stuck = answers(case, last.questions)
        tally.unanswerable += len(stuck)
        if not told or told.items() <= given.items():
            break
        given |= told
        last = at.run(case.path, given)
    return last


def run(seed: int, numbers: Iterable[int], folder: Path, shape: str = "", vocabulary: str = "", *,
        keep: bool = False) -> Tally:  # fmt: skip
    """All cases of these numbers; each file is removed after its run unless `keep`."""
    tally = Tally()
    for number in numbers:
        case = make_case(seed, number, folder, shape, vocabulary)
        run_case(case, tally)
        if not keep:
            case.path.unlink()
    return tally


def texts(tally: Tally) -> list[str]:
    """The tables."""
    parts = [table(f"by {kind}" if kind != "total" else "unasked", score_rows(dict(sorted(groups.items()))))
             for kind, groups in tally.groups.items()]  # fmt: skip
    causes = [{"what wrong lines say otherwise": name, "lines": count} for name, count in tally.causes.most_common(15)]
    codes = [{"error findings": name, "files": count} for name, count in tally.codes.most_common(12)]
    parts += [table("wrong lines", causes), table("codes", codes), table("files with wrong lines", tally.faults[:40])]
    files = tally.groups["answered from truth"]["all"].files
    parts.append(f"{tally.unanswerable} questions without a true choice; {tally.seconds / max(files, 1):.3f} s a file")
    return parts


def figures(tally: Tally) -> dict[str, Any]:
    """The figures as data."""
    return {
        "groups": {kind: score_rows(groups) for kind, groups in tally.groups.items()},
        "wrong lines by cause": dict(tally.causes),
        "files with wrong lines": tally.faults,
        "unanswerable": tally.unanswerable,
        "seconds a file": round(tally.seconds / max(tally.groups["answered from truth"]["all"].files, 1), 4),
    }
