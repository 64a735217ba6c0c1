"""A Member Information File from a plan's own data: who is assigned to whom, and what is known of their services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from edi.diagnostics import Diagnostic
from edi.member_files.context import MemberContext
from edi.member_files.history import HistoryRow, indicators
from edi.member_files.models import (
    CONDITIONS,
    CONTINUING,
    HOMELESS,
    HOMELESS_ZIP,
    NEW,
    POPULATIONS,
    MemberInformation,
    MemberRow,
    Period,
)
from edi.views.run_result import InputResult
from invoices.intake import Source
from invoices.member_files.read import MemberTable, read_tables
from invoices.member_files.recognise import plan_table_of
from invoices.member_files.workbook import Tab, workbook
from invoices.member_files.written import cell_of
from mappings.condition_table import Condition
from mappings.member_fields import load_member_fields
from mappings.profile_file import MemberFiles

ADDRESS = ("residential", "mailing")


@dataclass(slots=True)
class PlanData:
    """What was read of a plan's data: each input with its findings, the members' tables and the record of services."""

    inputs: list[InputResult] = field(default_factory=list)
    tables: list[MemberTable] = field(default_factory=list)
    history: list[HistoryRow] = field(default_factory=list)

    @property
    def has_members(self) -> bool:
        """Whether some sheet names members."""
        return any(table.rows for table in self.tables)


def read_plan_data(sources: Sequence[Source]) -> PlanData:
    """Reads eligibility and assignment sheets in any layout, and records of services."""
    data = PlanData()
    for source in sources:
        part, tables = read_tables(source.path, source.name, partial(plan_table_of, source.name), source.data)
        data.inputs.append(part)
        for table in tables:
            if table.kind == "mif":
                data.tables.append(table)
            else:
                data.history += [row for row in table.rows if isinstance(row, HistoryRow)]
    return data


def merged(data: PlanData) -> list[MemberInformation]:
    """One row a member, in the order in which the members appear; a value of an earlier sheet holds before one of a
    later. MF071 a row without a CIN is left out, MF072 two sheets say two things."""
    by_file = {part.file: part.findings for part in data.inputs}
    found: dict[str, MemberInformation] = {}
    for table in data.tables:
        add = by_file[table.table.file].append
        for row in table.rows:
            if not isinstance(row, MemberInformation):
                continue
            if row.member_cin is None:
                if "member_cin" not in row.faulty:
                    add(Diagnostic("MF071", row.at("member_cin")))
                continue
            before = found.get(row.member_cin)
            found[row.member_cin] = row if before is None else _joined(before, row, add)
    return list(found.values())


def _joined(before: MemberInformation, row: MemberInformation, add: Any) -> MemberInformation:
    values: dict[str, Any] = {}
    for name in load_member_fields()["mif"]:
        old, new = before.value(name), row.value(name)
        if old is None and new is not None:
            values[name] = new
        elif new is not None and new != old:
            add(Diagnostic("MF072", row.at(name), str(new), related=(before.at(name),)))
    unknown = tuple(name for name in {*before.unknown, *row.unknown} if name not in values)
    return _replaced(before, values | {"unknown": tuple(sorted(unknown))})


def completed(
    rows: Iterable[MemberInformation],
    history: Iterable[HistoryRow],
    context: MemberContext,
    period: Period,
    made: date,
    conditions: Sequence[Condition],
) -> list[MemberInformation]:
    """The rows with everything that the guidance fixes or the record of services tells; what a sheet says itself is
    never changed. What nobody knows stays empty, or gets the sign that the guidance has for it."""
    services: dict[str | None, list[HistoryRow]] = {}
    for one in history:
        services.setdefault(one.member_cin, []).append(one)
    return [_complete(row, services.get(row.member_cin, []), context, period, made, conditions) for row in rows]


def _complete(
    row: MemberInformation,
    services: Sequence[HistoryRow],
    context: MemberContext,
    period: Period,
    made: date,
    conditions: Sequence[Condition],
) -> MemberInformation:
    settings, plans = context.settings, context.profile.plans
    plan = plans[0] if len(plans) == 1 else None
    is_new = row.ecm_authorization_date is not None and period.holds(row.ecm_authorization_date)
    usual: dict[str, Any] = {
        **dict.fromkeys((f"pof_{name}" for name in POPULATIONS), False),
        **dict.fromkeys((f"condition_{name}" for name in CONDITIONS), False),
        "transitioned_from_hhp": False,
        "transitioned_from_wpc": False,
        **(indicators(services, made, conditions) if services else {}),
        "mif_production_date": made,
        "mif_reporting_period": period,
        "primary_payer_id": plan.payer_id if plan else None,
        "mcp_name": plan.name if plan else None,
        "mcp_provider_services_phone": settings.provider_services_phone or None,
        "mcp_ecm_contact_person": settings.contact_person or None,
        "mcp_ecm_contact_phone": settings.contact_phone or None,
        "ecm_member_record_status": NEW if is_new else CONTINUING,
    }
    if row.homelessness_indicator:
        for place in ADDRESS:
            usual |= {f"{place}_address": HOMELESS, f"{place}_city": HOMELESS, f"{place}_zip": HOMELESS_ZIP}
    values = {name: value for name, value in usual.items() if value is not None and getattr(row, name) is None}
    empty = [
        one.name
        for one in load_member_fields()["mif"].values()
        if one.kind in ("zero_date", "phone_or_zeros") and row.value(one.name) is None
    ]
    return _replaced(row, values | {"unknown": tuple(sorted({*row.unknown, *empty}))})


def _replaced(row: MemberInformation, values: dict[str, Any]) -> MemberInformation:
    old = {name: getattr(row, name) for name in row.__struct_fields__}
    added = {name: value for name, value in values.items() if name not in old}
    kept = {name: value for name, value in values.items() if name in old}
    return MemberInformation(**{**old, **kept, "own": {**row.own, **added}})


def information_workbook(rows: Sequence[MemberInformation], settings: MemberFiles, made: datetime) -> bytes:
    """The file in the published order and headings. Agreed columns are there where some row fills them."""
    fields = load_member_fields()["mif"]
    chosen = [
        one for one in fields.values() if one.is_published or any(row.value(one.name) is not None for row in rows)
    ]
    return workbook([Tab("mif", chosen, [cells(row, chosen, settings) for row in rows])], made)


def cells(row: MemberRow, fields: Sequence[Any], settings: MemberFiles) -> dict[str, Any]:
    """The cells of a row by field."""
    return {one.name: cell_of(row, one, settings) for one in fields}
