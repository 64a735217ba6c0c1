"""The quarterly report (QIMR) of encounters, its numbers traced back, and encounters compared with what was filed.

Encounters of 837P files are streamed, as often as the report asks for them; those of invoices are held. What is held of
them are counts and, for a member or provider with a row of its own, the few facts of it; a workbook is written row by
row.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from edi.app.given import Input, RequestError, choice, moment_of
from edi.app.report_inputs import Beside, encounter_inputs, encounter_source, read_beside
from edi.app.settings import ChosenProfile, ProfileInput, chosen_profile
from edi.app.workbook_inputs import workbook_sources
from edi.app.x12_inputs import X12Source
from edi.qimr.compare import compare
from edi.qimr.congruence import Congruence
from edi.qimr.filed import Sheet
from edi.qimr.report import Report
from edi.qimr.run import Wanted, make_report
from edi.qimr.source import EncounterSource
from edi.qimr.trace import Explanation, NoSuchCellError
from edi.qimr.trace import explain as explained
from invoices.intake import Source
from mappings.payer_file import load_payer
from mappings.quarters import Quarter, quarter_of
from mappings.report_table import OUTREACH, QUARTERLY, TRANSITION, versions

KINDS = (QUARTERLY, TRANSITION, OUTREACH)
FORMS = ("xlsx", "json", "csv")
ENDINGS = {".xlsx": "xlsx", ".json": "json", ".csv": "csv", "": "csv"}


class ReportRequest(msgspec.Struct, frozen=True, kw_only=True):
    """The encounters (837P files, invoices), the quarters (first and last), and what stands beside them. `kind` is one
    of `KINDS`, `version` the layout ("": as profile and quarter say), `name` what the report calls its own file.
    `filed` is a report that was filed before, `compares` asks for the differences from it and from the return files."""

    quarters: tuple[Quarter, Quarter]
    profile: ChosenProfile
    now: datetime
    claims: tuple[X12Source, ...] = ()
    invoices: tuple[Source, ...] = ()
    beside: Beside = Beside()
    kind: str = QUARTERLY
    version: str = ""
    name: str = "report"
    compares: bool = False
    filed: Path | None = None

    def __post_init__(self) -> None:
        choice("kind", self.kind, KINDS)
        if self.quarters[0] != self.quarters[1] and self.kind != OUTREACH:
            raise RequestError(f"several quarters are for the report {OUTREACH} only")
        if self.filed is not None and not self.compares:
            raise RequestError("a filed report is there to be compared with")
        if self.compares and not self.beside.returns and self.filed is None:
            raise RequestError("encounters are compared with return files, with a filed report, or with both")


@dataclass(frozen=True, slots=True)
class ReportResult:
    """The report, and how encounters differ from return files and from what was filed, where that was asked for."""

    report: Report
    compared: Congruence | None
    made: datetime

    @property
    def read_something(self) -> bool:
        """Whether there was an encounter in some source."""
        return bool(self.report.facts.lines.by_status)

    @property
    def has_errors(self) -> bool:
        """Whether something was found at error severity, or a comparison found differences."""
        return self.report.findings.has_errors or (self.compared is not None and bool(self.compared.differences))

    def explain(self, cell: str) -> Explanation:
        """What stands behind a cell, as "ECM!Y14". RequestError for one that the report has not."""
        try:
            return explained(self.report, cell)
        except NoSuchCellError as problem:
            raise RequestError(str(problem)) from problem

    def write(self, stream: IO[bytes], form: str = "xlsx") -> None:
        """Writes the report, the differences with it, as "xlsx" or "json"."""
        choice("form", form, ("xlsx", "json"))
        if form == "xlsx":
            from edi.qimr.workbook import write_workbook

            write_workbook(self.report, stream, self.made, self.compared)
            return
        from edi.qimr.forms import report_json

        for piece in report_json(self.report, self.compared):
            stream.write(piece.encode("utf-8", "replace"))

    def csv_files(self) -> Iterator[tuple[str, bytes]]:
        """The report as CSV, a file a tab, then its sources, its findings, and the differences, by name."""
        from edi.qimr.forms import tab_csv, table_csv
        from edi.qimr.tables import congruence_table, findings_table, sources_table

        for tab in self.report.tabs:
            yield f"{tab.name}.csv", "".join(tab_csv(self.report, tab)).encode("utf-8", "replace")
        self.report.finish()
        tables = [sources_table(self.report), findings_table(self.report)]
        for table in tables + ([congruence_table(self.compared)] if self.compared is not None else []):
            yield f"{table.name.lower()}.csv", table_csv(table).encode("utf-8", "replace")

    def data(self, form: str = "xlsx") -> bytes:
        """The report in memory, as "xlsx" or "json"."""
        stream = io.BytesIO()
        self.write(stream, form)
        return stream.getvalue()


def run(request: ReportRequest, encounters: EncounterSource | None = None) -> ReportResult:
    """Counts and compares. `encounters` is a source of one's own, which knows what became of them (a ledger); by
    default they are those of the request's files. Bad data gives findings; RequestError means a file of another kind
    than it is given as, ConfigError a broken profile or layout, OSError what cannot be opened."""
    chosen, moment = chosen_profile(request.profile), request.now
    choice("version", request.version, ("", *versions()))  # with those that lie beside the profile
    others = read_beside(request.beside, chosen, moment)
    wanted = Wanted(
        request.kind, request.quarters[1], request.quarters[0], request.version, request.name, moment.date()
    )
    source = encounters or encounter_source(request.claims, request.invoices, chosen, moment)
    report = make_report(source, others.given, chosen.profile, wanted, load_payer(chosen.profile.payer).severity)
    others.tell(report)
    if not request.compares or not report.facts.lines.by_status:
        return ReportResult(report, None, moment)
    filed = filed_sheets(request.filed) if request.filed else None
    return ReportResult(report, compare(report, filed), moment)


def filed_sheets(path: Path) -> tuple[str, Sequence[Sheet]]:
    """The name and sheets of a report that was filed. Raises RequestError for what is no workbook."""
    from invoices.workbook import UnreadableError, open_workbook

    try:
        book = open_workbook(path)
    except UnreadableError as problem:
        raise RequestError(f"{path.name}: is no workbook that can be read ({problem.code})") from problem
    return path.name, [Sheet(sheet.name, sheet.first_row, list(sheet.rows())) for sheet in book.sheets]


def quarters_of(text: str) -> tuple[Quarter, Quarter]:
    """The first and last quarter: 2024Q1, or 2023Q3-2024Q2. Raises RequestError for anything else."""
    parts = [quarter_of(part) for part in (text.split("-") if text.upper().count("Q") > 1 else [text])]
    found = [part for part in parts if part is not None]
    if len(found) != len(parts) or len(found) > 2 or found != sorted(found):
        raise RequestError(f"{text!r} is no quarter such as 2024Q1, nor a range such as 2023Q3-2024Q2")
    return found[0], found[-1]


def report(
    *encounters: Input,
    quarter: str,
    profile: ProfileInput = None,
    output: str | Path | IO[bytes] | None = None,
    now: datetime | None = None,
    kind: str = QUARTERLY,
    version: str = "",
    filed: str | Path | None = None,
    congruence: bool = False,
    members: Iterable[Input] = (),
    returns: Iterable[Input] = (),
    outreach: Iterable[Input] = (),
    referrals: Iterable[Input] = (),
    requests: Iterable[Input] = (),
    authorizations: Iterable[Input] = (),
    roster: Iterable[Input] = (),
) -> ReportResult:
    """Makes the quarterly report of 837P files and invoices (paths, folders, bytes, open files).

    `quarter` is "2024Q1", for the state's request on outreach also a range. `members` to `roster` are the files beside
    the encounters, by what they are. `output` is a workbook (`.xlsx`), JSON (`.json`), a folder of CSVs, or a stream
    for a workbook; without one, `data` and `write` of the result give the report. `congruence` compares with the return
    files and with a report that was `filed`. Raises RequestError for what cannot be done, ConfigError for a broken
    profile or layout, OSError for what cannot be opened or written.
    """
    chosen = chosen_profile(profile)
    given = (members, returns, outreach, referrals, requests, authorizations, roster)
    claims, invoices = encounter_inputs(encounters)
    request = ReportRequest(
        quarters=quarters_of(quarter), profile=chosen, now=moment_of(now, chosen.profile.clock.now),
        claims=tuple(claims), invoices=tuple(invoices), kind=kind, version=version, compares=congruence,
        beside=Beside(*(tuple(workbook_sources(files)) for files in given)),
        name=Path(output).name if isinstance(output, (str, Path)) else "report",
        filed=None if filed is None else Path(filed),
    )  # fmt: skip
    result = run(request)
    if output is not None:
        _write(result, output)
    return result


def _write(result: ReportResult, output: str | Path | IO[bytes]) -> None:
    """Writes where and as an output says; a file gets its name when it is whole."""
    if not isinstance(output, (str, Path)):
        result.write(output)
        return
    from edi.app.staging import Staging

    path = Path(output)
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        raise RequestError(f"{path.name}: name it .xlsx, .json or as a folder")
    with Staging(path.parent if form != "csv" else path.with_suffix("")) as staging:
        if form == "csv":
            for name, data in result.csv_files():
                staging.add(name, data)
        else:
            with staging.open(path.name) as stream:
                result.write(stream, form)
        staging.commit()
