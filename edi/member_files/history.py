"""What a plan knows of a member's services, stays and prescriptions, and the indicators of the Member Information File
that follow from it (Table 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from edi.member_files.calendar import months_before
from edi.member_files.models import CONDITIONS, MemberRow
from edi.model.claim import Claim
from mappings.condition_table import SOCIAL, Condition
from mappings.icd10 import with_dot
from mappings.sdoh import sdoh_codes

EMERGENCY, INPATIENT = "emergency", "inpatient"
EMERGENCY_PLACE = "23"
SETTINGS = {"er": EMERGENCY, "ed": EMERGENCY, "emergency": EMERGENCY, "ip": INPATIENT, "inpatient": INPATIENT}
UTILIZATION_MONTHS, DRUG_DAYS = 6, 90
YES = frozenset({"Y", "YES", "1", "TRUE"})


class HistoryRow(MemberRow, frozen=True, gc=False, kw_only=True):
    """One service, stay or prescription of a member."""

    member_cin: str | None = None
    service_date: date | None = None
    diagnoses: tuple[str, ...] | None = None
    setting: str | None = None
    facility: str | None = None
    days: int | None = None
    ndc: str | None = None
    not_received: str | None = None
    prescriber: str | None = None

    @property
    def kind(self) -> str:
        """emergency, inpatient or "" for any other setting."""
        words = (self.setting or "").lower().replace("-", " ").split()
        return SETTINGS.get(words[0], "") if words else ""


def history_of(claims: Iterable[Claim]) -> Iterator[HistoryRow]:
    """The services of submitted claims: diagnoses by day; place of service 23 is an emergency room."""
    for claim in claims:
        encounter = claim.encounter
        place = "ER" if encounter.place_of_service == EMERGENCY_PLACE else None
        for day in sorted({line.start for line in encounter.lines}):
            yield HistoryRow(
                member_cin=encounter.member.cin, service_date=day, diagnoses=encounter.diagnoses, setting=place,
                facility=encounter.billing.name if place else None,
            )  # fmt: skip


def indicators(rows: Sequence[HistoryRow], until: date, conditions: Sequence[Condition]) -> dict[str, Any]:
    """Table 2 of one member as far as the rows tell: conditions (footnote 29), social determinants (31), emergency room
    and inpatient figures of six months (32), drugs of ninety days and the latest prescriber (33). The periods end with
    `until`, the production date."""
    known = [row for row in rows if row.service_date is not None and row.service_date <= until]
    found: dict[str, Any] = {f"condition_{name}": False for name in CONDITIONS}
    for condition in conditions:
        if condition.name != SOCIAL:
            days = {row.service_date for row in _since(known, until, condition.months) if _has(row, condition)}
            found[f"condition_{condition.name}"] = len(days) >= condition.services
    found["sdoh_indicators"] = _social(known, until, conditions)
    found |= _visits(known, until) | _stays(known, until) | _drugs(known, until)
    return found


def _since(rows: Iterable[HistoryRow], until: date, months: int) -> list[HistoryRow]:
    first = months_before(until, months)
    return [row for row in rows if row.service_date is not None and row.service_date > first]


def _has(row: HistoryRow, condition: Condition) -> bool:
    return any(condition.has(code) for code in row.diagnoses or ())


def _social(rows: Sequence[HistoryRow], until: date, conditions: Sequence[Condition]) -> str | None:
    named = {entry.icd10.replace(".", ""): entry.description for entry in sdoh_codes()}
    found: dict[str, str] = {}
    for condition in conditions:
        if condition.name == SOCIAL:
            for row in _since(rows, until, condition.months):
                for code in row.diagnoses or ():
                    if condition.has(code):
                        found[code] = named.get(code, condition.means)
    return "; ".join(f"{with_dot(code)} {found[code]}" for code in sorted(found)) or None


def _visits(rows: Sequence[HistoryRow], until: date) -> dict[str, Any]:
    visits = [row for row in rows if row.kind == EMERGENCY]
    recent = {(row.service_date, row.facility) for row in _since(visits, until, UTILIZATION_MONTHS)}
    last = _last(visits)
    return {
        "er_admissions_6m_count": len(recent),
        "er_last_admission_date": last.service_date if last else None,
        "er_facility_name": last.facility if last else None,
    }


def _stays(rows: Sequence[HistoryRow], until: date) -> dict[str, Any]:
    stays = [row for row in rows if row.kind == INPATIENT]
    last = _last(stays)
    return {
        "inpatient_days_6m_count": sum(row.days or 1 for row in _since(stays, until, UTILIZATION_MONTHS)),
        "inpatient_last_admission_date": last.service_date if last else None,
        "inpatient_facility_name": last.facility if last else None,
    }


def _drugs(rows: Sequence[HistoryRow], until: date) -> dict[str, Any]:
    first = until - timedelta(days=DRUG_DAYS)
    drugs = [row for row in rows if row.ndc and row.service_date is not None and row.service_date >= first]
    drugs.sort(key=lambda row: (row.service_date or date.min, row.ndc or ""))
    listed = [
        f"{row.ndc},{row.service_date:%m/%d/%Y},{'Y' if (row.not_received or '').upper() in YES else 'N'}"
        for row in drugs
    ]
    prescribers = [row.prescriber for row in drugs if row.prescriber]
    return {
        "pharmacy_list_90d": "; ".join(dict.fromkeys(listed)) or None,
        "prescribing_provider": prescribers[-1] if prescribers else None,
    }


def _last(rows: Sequence[HistoryRow]) -> HistoryRow | None:
    return max(rows, key=lambda row: row.service_date or date.min, default=None)
