"""The summary for machines. The structs are the promise: the published JSON Schema is generated from them.

Money is a string of dollars with two decimals; rows count service lines. Later versions may add keys, so readers
must allow for keys that they don't know.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from edi.diagnostics import Severity
from edi.model.money import dollars
from edi.model.reference import FileRef, Reference, SheetRef
from edi.views import tables
from edi.views.run_result import Disposition, InputResult, OutputFile, RunResult, Status, Tally
from edi.views.spoken import Spoken, speak

VERSION = 1
SCHEMA_PATH = "docs/reference/summary.schema.json"

Money = Annotated[str, msgspec.Meta(pattern=r"^-?[0-9]+\.[0-9]{2}$", description="dollars with two decimals")]
Count = Annotated[int, msgspec.Meta(ge=0)]
Sha256 = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?$", description="of the input's bytes")]


class SheetIn(msgspec.Struct):
    """A sheet that was read and the layout that it fits."""

    sheet: str
    layout: str


class Input(msgspec.Struct):
    """An input file; `layout` and `sheet` are those of its first invoice sheet ("" where none was recognised)."""

    file: str
    sha256: Sha256
    layout: str
    sheet: str
    sheets: list[SheetIn]


class Output(msgspec.Struct, omit_defaults=True):
    """A file that was made for a receiver. A 274 has groups, sites and providers; its claims, lines and charges are
    none."""

    file: str
    kind: Literal["837P", "274"]
    transactions: Count
    claims: Count
    service_lines: Count
    charges: Money
    plan_code: str = ""
    groups: Count = 0
    sites: Count = 0
    providers: Count = 0


class Rows(msgspec.Struct):
    """Service lines: read = sent + withheld + skipped."""

    read: Count
    sent: Count
    withheld: Count
    skipped: Count


class Dollars(msgspec.Struct):
    """Charges: read = sent + withheld + skipped."""

    read: Money
    sent: Money
    withheld: Money
    skipped: Money


class Where(msgspec.Struct, omit_defaults=True):
    """A place: a cell or row of a sheet, a place in an X12 file, or a file as a whole. What does not apply is
    left out; `slot` counts the service groups of a wide row from 1."""

    file: str
    sheet: str = ""
    row: Count = 0
    column: str = ""
    field: str = ""
    slot: Count = 0
    isa: str = ""
    gs: str = ""
    st: str = ""
    segment_no: Count = 0
    st_segment_no: Count = 0
    loop: str = ""
    segment: str = ""
    element: Count = 0
    component: Count = 0
    repeat: Count = 0
    claim: str = ""


class Element(msgspec.Struct, omit_defaults=True):
    """The 837P element that a value becomes; no `element` where the whole segment is meant."""

    loop: str
    segment: str
    element: Count = 0


class Finding(msgspec.Struct, omit_defaults=True):
    """A finding. Values in `message` are masked unless they were asked for."""

    code: str
    slug: str
    severity: Severity
    message: str
    hint: str
    where: Where
    becomes: Element | None = None
    related: list[Where] = []


class Outcome(msgspec.Struct, omit_defaults=True):
    """What became of one service line or skipped row: `codes` where it was withheld, `claim` and `line` where it
    was sent, `reason` where it was skipped; `file` where the run had several inputs."""

    sheet: str
    row: Count
    status: Status
    charge: Money
    file: str = ""
    slot: Count = 0
    codes: list[str] = []
    claim: str = ""
    line: Count = 0
    reason: str = ""


class InPerson(msgspec.Struct):
    """Of the lines that say how the member was met (`of`), how many in person; `share` from 0 to 1."""

    rows: Count
    of: Count
    share: float | None


class ProviderShare(msgspec.Struct):
    """One billing provider's service lines, for information."""

    provider: str
    rows: Rows
    dollars: Dollars
    in_person: InPerson


class Profile(msgspec.Struct):
    """The profile of the run; `sample` says that it is the built-in one, whose output must not be submitted."""

    name: str
    sample: bool


class Transmission(msgspec.Struct):
    """What the sender needs to know to hand the files over."""

    support_contact: str


class OwnFile(msgspec.Struct):
    """One file of the plan's own mappings: its name in the folder, where it comes from, its day, how many rows it has,
    and how many of them stand in the place of one of the program's."""

    file: str
    source: str
    as_of: str
    rows: int
    replaced: int


class Summary(msgspec.Struct, omit_defaults=True):
    """One run of edi-translate. `own_mappings` and `added_rules` (packages) are there where there are any."""

    version: Literal[1]
    inputs: list[Input]
    outputs: list[Output]
    rows: Rows
    dollars: Dollars
    findings: list[Finding]
    dispositions: list[Outcome]
    providers: list[ProviderShare]
    profile: Profile
    payer: str
    usage: str
    received: str
    generated: str
    strict: bool
    transmission: Transmission
    own_mappings: list[OwnFile] = []
    added_rules: list[str] = []


def summarise(run: RunResult, *, show_values: bool = False) -> Summary:
    """The summary of a run; values in messages are masked unless `show_values`."""
    several = len(run.inputs) > 1
    tally = run.tally
    return Summary(
        version=1,
        inputs=[_input(part) for part in run.inputs],
        outputs=[_output(made) for made in run.outputs],
        rows=Rows(**tally.rows),
        dollars=_dollars(tally),
        findings=[_finding(speak(one, run, show_values=show_values)) for one in run.all_findings],
        dispositions=[
            _outcome(line, part.file if several else "") for part in run.inputs for line in part.dispositions
        ],
        providers=[_provider(group) for group in tables.by_provider(run)],
        profile=Profile(run.profile, run.sample_profile),
        payer=run.payer,
        usage=run.usage,
        received=run.received.isoformat(),
        generated=run.now.isoformat(timespec="seconds"),
        strict=run.strict,
        transmission=Transmission(run.support_contact),
        own_mappings=[OwnFile(*one) for one in run.own],
        added_rules=list(run.added_rules),
    )


def summary_json(run: RunResult, *, show_values: bool = False) -> bytes:
    """The summary as indented JSON with a final line end, the same bytes for the same run."""
    return msgspec.json.format(msgspec.json.encode(summarise(run, show_values=show_values)), indent=2) + b"\n"


def summary_schema() -> bytes:
    """The JSON Schema (draft 2020-12) of the summary, as published at `SCHEMA_PATH`."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "edi-translate summary.json, version 1",
        "description": "What a run of edi-translate read, sent, withheld and skipped. Keys may be added.",
        **msgspec.json.schema(Summary),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def _input(part: InputResult) -> Input:
    sheets = [SheetIn(sheet.name, sheet.layout) for sheet in part.sheets]
    first = sheets[0] if sheets else SheetIn("", "")
    return Input(part.file, part.sha256, first.layout, first.sheet, sheets)


def _output(made: OutputFile) -> Output:
    return Output(
        made.file, made.kind, made.transactions, made.claims, made.service_lines, dollars(made.charge), made.plan_code,
        made.groups, made.sites, made.providers,
    )  # fmt: skip


def _dollars(tally: Tally) -> Dollars:
    return Dollars(**{name: dollars(cents) for name, cents in tally.cents.items()})


def _finding(spoken: Spoken) -> Finding:
    becomes = Element(*spoken.becomes) if spoken.becomes else None
    related = [_where(place) for place in spoken.related]
    return Finding(
        spoken.code,
        spoken.slug,
        spoken.severity,
        spoken.message,
        spoken.hint,
        _where(spoken.where),
        becomes,
        related,
    )


def _where(where: Reference) -> Where:
    if isinstance(where, FileRef):
        return Where(where.file)
    if isinstance(where, SheetRef):
        return Where(where.file, where.sheet, where.row, where.column, where.field, where.slot)
    return Where(
        where.file,
        isa=where.isa,
        gs=where.gs,
        st=where.st,
        segment_no=where.segment_no,
        st_segment_no=where.st_segment_no,
        loop=where.loop,
        segment=where.segment,
        element=where.element,
        component=where.component,
        repeat=where.repeat,
        claim=where.claim,
    )


def _outcome(line: Disposition, file: str) -> Outcome:
    outcome = Outcome(line.sheet, line.row, line.status, dollars(line.charge), file, line.slot)
    if line.status == "withheld":
        outcome.codes = list(line.codes)
    elif line.status == "sent":
        outcome.claim, outcome.line = line.claim, line.line
    else:
        outcome.reason = line.reason
    return outcome


def _provider(group: tables.Group) -> ProviderShare:
    share = None if group.share is None else round(group.share, 4)
    in_person = InPerson(group.in_person, group.with_modality, share)
    return ProviderShare(group.name, Rows(**group.tally.rows), _dollars(group.tally), in_person)
