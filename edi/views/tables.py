"""Counts of a run, shared by the views: by provider, by service, by finding code, by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from edi.diagnostics import Diagnostic, Severity
from edi.model.reference import SheetRef
from edi.views.run_result import Disposition, InputResult, RunResult, Tally
from edi.views.spoken import Spoken, speak

ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(slots=True)
class Group:
    """The service lines of one provider or service: rows and cents by what became of them, and of the lines
    that say how the member was met, how many met in person."""

    name: str
    tally: Tally = field(default_factory=Tally)
    in_person: int = 0
    with_modality: int = 0

    @property
    def share(self) -> float | None:
        """The in-person share, 0 to 1; None where no line says how the member was met."""
        return self.in_person / self.with_modality if self.with_modality else None


class CodeCount(NamedTuple):
    """A finding code of this run: how often, and its first finding in words."""

    code: str
    severity: Severity
    found: int
    title: str
    example: Spoken


class RejectedRow(NamedTuple):
    """A withheld service line and why: its findings, and `elsewhere`, the codes whose finding stands at another
    row of the same encounter."""

    file: str
    disposition: Disposition
    problems: tuple[Spoken, ...]
    elsewhere: tuple[str, ...]


def dispositions(run: RunResult) -> Iterator[Disposition]:
    """Those of all inputs, in order."""
    return (disposition for part in run.inputs for disposition in part.dispositions)


def by_provider(run: RunResult) -> list[Group]:
    """Service lines (skipped rows left out) by billing provider, most dollars first."""
    return _groups(run, lambda line: line.provider or "(provider not read)")


def by_service(run: RunResult) -> list[Group]:
    """Service lines (skipped rows left out) by service, most dollars first."""
    return _groups(run, lambda line: line.service or "(service not known)")


def _groups(run: RunResult, name_of: Callable[[Disposition], str]) -> list[Group]:
    groups: dict[str, Group] = {}
    for line in dispositions(run):
        if line.status == "skipped":
            continue
        name = name_of(line)
        group = groups.get(name) or groups.setdefault(name, Group(name))
        group.tally.add((line,))
        group.with_modality += line.modality != ""
        group.in_person += line.modality == "in_person"
    return sorted(groups.values(), key=lambda group: (-group.tally.cents["read"], group.name))


def by_code(run: RunResult, *, show_values: bool = False) -> list[CodeCount]:
    """The codes found, errors first, then by how often."""
    findings = run.all_findings
    counts = Counter(finding.code for finding in findings)
    first: dict[str, Diagnostic] = {}
    for finding in findings:
        first.setdefault(finding.code, finding)
    found = [
        CodeCount(
            code,
            run.severity(code),
            count,
            run.registry.rules[code].title or run.registry.rules[code].slug.replace("-", " "),
            speak(first[code], run, show_values=show_values),
        )
        for code, count in counts.items()
    ]
    return sorted(found, key=lambda row: (ORDER[row.severity], -row.found, row.code))


def skipped_by_reason(lines: Iterable[Disposition]) -> list[tuple[str, int]]:
    """Reasons with their number of rows, most first."""
    counts = Counter(line.reason or "other" for line in lines if line.status == "skipped")
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def rejected_rows(run: RunResult, *, show_values: bool = False) -> Iterator[RejectedRow]:
    """Every withheld service line with the findings that withheld it."""
    for part in run.inputs:
        index = _findings_by_place(part)
        spoken: dict[int, Spoken] = {}
        for line in part.dispositions:
            if line.status != "withheld":
                continue
            found, elsewhere = _findings_of(line, index)
            for finding in found:
                if id(finding) not in spoken:
                    spoken[id(finding)] = speak(finding, run, show_values=show_values)
            yield RejectedRow(part.file, line, tuple(spoken[id(one)] for one in found), tuple(elsewhere))


Index: TypeAlias = dict[tuple[str, int, str], list[Diagnostic]]


def _findings_by_place(part: InputResult) -> Index:
    """Findings by sheet, row and code, and once more under row 0: a fault above the table (the provider's NPI on
    a form) withholds lines that stand elsewhere."""
    index: Index = {}
    for finding in part.findings:
        places = [("", 0)]
        for where in (finding.where, *finding.related):
            if isinstance(where, SheetRef):
                places += [(where.sheet, where.row), (where.sheet, 0)]
        for sheet, row in dict.fromkeys(places):
            index.setdefault((sheet, row, finding.code), []).append(finding)
    return index


def _findings_of(line: Disposition, index: Index) -> tuple[list[Diagnostic], list[str]]:
    """The findings of a line, and the codes for which no finding can be told to be the line's."""
    found: list[Diagnostic] = []
    elsewhere: list[str] = []
    for code in line.codes:
        here = index.get((line.sheet, line.row, code), [])
        exact = [one for one in here if not isinstance(one.where, SheetRef) or one.where.slot in (0, line.slot)]
        only = index.get((line.sheet, 0, code)) or index.get(("", 0, code)) or []
        chosen = exact or here or (only if len(only) == 1 else [])
        found += chosen
        if not chosen:
            elsewhere.append(code)
    return found, elsewhere
