"""What was checked of a file, and what was not and why: a verdict says no more than that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from edi.diagnostics import added_packages
from edi.guide.findings import Summary
from mappings.editions import CodeSet, code_sets
from mappings.own import OwnMapping, own_mappings

ALL_TYPES = range(1, 8)
_GUIDE, _CODES, _SERVICES, _RECEIVER = 2, 5, 6, 7
#: The guide that has rules of types 3 to 7, and the one of provider files, which has rules of type 7.
PROFESSIONAL, PROVIDER_FILE = "837 005010X222", "274 004050X109"


class NotRun(NamedTuple):
    """SNIP types that were not run, of which transactions ("": all), and why."""

    types: tuple[int, ...]
    guide: str
    why: str


class Limits(NamedTuple):
    """What a run was told to leave out: the highest type, and beginnings of codes."""

    level: int
    select: tuple[str, ...]
    ignore: tuple[str, ...]


class Checked(NamedTuple):
    """`types` are those that were run, whole, on all transactions. `guides` are the transactions that there was a
    guide for, each "ST01 GS08" with their number. `receivers` are the names of those whose rules were asked; `engine`
    is who checked types 1 and 2; `compared` the number of files that were held against each other; `added_rules` are
    the packages that brought rules of theirs, `own` the plan's own payers and code tables that were used."""

    types: tuple[int, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    guides: tuple[tuple[str, int], ...] = ()
    receivers: tuple[str, ...] = ()
    code_sets: tuple[CodeSet, ...] = ()
    encoding: str = "ascii"
    engine: str = "fast"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    compared: int = 1
    added_rules: tuple[str, ...] = ()
    own: tuple[OwnMapping, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether everything was run."""
        return not self.not_run


def spelled(types: Sequence[int]) -> str:
    """SNIP types in words, at least one: types 1 to 5 and 7."""
    runs: list[list[int]] = []
    for each in types:
        if runs and runs[-1][-1] == each - 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    words: list[str] = []
    for run in runs:
        words += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)
    listed = " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
    return f"type{'s' if len(types) > 1 else ''} {listed}"


def checked(summary: Summary, limits: Limits, receivers: Collection[str], encoding: str) -> Checked:
    """What was checked of a file with that summary. `receivers` are the names of those that were asked; "" stands for
    one that is not known."""
    not_run = [*_of_limits(limits), *_of_guides(summary, limits), *_of_receivers(summary, limits, receivers)]
    left_out = {each for one in not_run for each in one.types}
    types = tuple(each for each in ALL_TYPES if each not in left_out)
    ran = _ran(summary, limits)
    return Checked(
        types, tuple(not_run), tuple(sorted(summary.guides.items())),
        tuple(sorted(name for name in receivers if name)) if _RECEIVER in ran else (),
        tuple(one for one in code_sets() if one.used_by & ran), encoding, "fast", limits.select, limits.ignore,
        added_rules=tuple(one.said for one in added_packages()), own=own_mappings("services", "codes", "payers"),
    )  # fmt: skip


_UNKNOWN = (
    "the receiver is not known: what every receiver wants was checked, what only one wants was not; "
    "--payer or --profile names it"
)


def _of_limits(limits: Limits) -> Iterable[NotRun]:
    above = tuple(each for each in ALL_TYPES if each > limits.level)
    if above:
        yield NotRun(above, "", f"--level {limits.level}")
    if limits.select:
        yield NotRun((), "", f"all but findings {', '.join(limits.select)}: --select")
    if limits.ignore:
        yield NotRun((), "", f"findings {', '.join(limits.ignore)}: --ignore")


def _of_guides(summary: Summary, limits: Limits) -> Iterable[NotRun]:
    if not summary.guides and not summary.passed_over:
        yield NotRun(tuple(ALL_TYPES)[1 : limits.level], "", "the file has no transaction")
    for guide in sorted(summary.passed_over):
        yield NotRun(tuple(ALL_TYPES)[1 : limits.level], guide, "there is no guide for it, or it is not its group's")
    for guide in sorted(summary.guides):
        left = tuple(each for each in ALL_TYPES if each > _GUIDE and each <= limits.level and each not in _has(guide))
        if left:
            yield NotRun(left, guide, "there are no rules of these types for this guide")


def _of_receivers(summary: Summary, limits: Limits, receivers: Collection[str]) -> Iterable[NotRun]:
    asked = any(guide.startswith(PROFESSIONAL) for guide in summary.guides)
    if asked and limits.level >= _RECEIVER and "" in receivers:
        yield NotRun((_RECEIVER,), "", _UNKNOWN)


def _has(guide: str) -> tuple[int, ...]:
    """The types above 2 that there are rules of for a guide."""
    if guide.startswith(PROFESSIONAL):
        return tuple(ALL_TYPES)[_GUIDE:]
    return (_RECEIVER,) if guide.startswith(PROVIDER_FILE) else ()


def _ran(summary: Summary, limits: Limits) -> frozenset[int]:
    """The types that were run on some transaction."""
    found = {1, *((_GUIDE,) if summary.guides else ()), *(each for guide in summary.guides for each in _has(guide))}
    return frozenset(each for each in found if each <= limits.level)
