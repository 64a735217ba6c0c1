"""Logs of requests and of authorizations that a plan keeps itself, read as the member-level files are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from edi.diagnostics import Diagnostic
from edi.member_files.models import (
    APPROVED,
    DENIED,
    INELIGIBLE,
    INTERNAL,
    PROGRAMME_ECM,
    AuthorizationRow,
    MemberRow,
    RequestRow,
)
from edi.qimr.given import Authorization, Request
from invoices.intake import Source
from invoices.member_files.read import read_member_file
from mappings.layout_file import Layout


def read_log(
    kind: str, source: Source, own: Mapping[str, Sequence[Layout]]
) -> tuple[list[MemberRow] | None, list[Diagnostic]]:
    """The rows of a log, None where the input has no such table, and what was noticed; `own` are a user's layouts by
    kind. OSError passes through."""
    part, tables = read_member_file(source.path, source.name, own, source.data, (kind,))
    rows = list(chain.from_iterable(table.rows for table in tables))
    return (rows if tables else None), part.findings


def requests_of(rows: Iterable[MemberRow]) -> tuple[Request, ...]:
    """Requests as the report counts them. One without a source is from outside: a plan's own findings are no requests.
    One that names no programme is for Community Supports where it names a support, else for ECM."""
    return tuple(_request(row) for row in rows if isinstance(row, RequestRow))


def _request(row: RequestRow) -> Request:
    named = row.programme or ("CS" if row.services else PROGRAMME_ECM)
    return Request(
        cin=row.member_cin or "",
        programme="ecm" if named == PROGRAMME_ECM else "cs",
        received=row.request_date,
        where=row.at(),
        external=row.request_source != INTERNAL,
        denied=row.decision in (DENIED, INELIGIBLE),
        decided=row.decision_date,
        plan=row.plan_code or "",
        last_name=row.member_last_name or "",
        first_name=row.member_first_name or "",
        birth_date=row.member_dob,
    )


def authorizations_of(rows: Iterable[MemberRow]) -> tuple[Authorization, ...]:
    """Authorizations, one a support. A log of authorizations without a column for the decision lists approved ones."""
    return tuple(
        Authorization(
            cin=row.member_cin or "",
            service=service,
            approved=row.decision == APPROVED or not row.has("decision"),
            decided=row.decision_date,
            where=row.at(),
            plan=row.plan_code or "",
            last_name=row.member_last_name or "",
            first_name=row.member_first_name or "",
            birth_date=row.member_dob,
        )
        for row in rows
        if isinstance(row, AuthorizationRow)
        for service in row.services or ()
    )
