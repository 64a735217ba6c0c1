"""An invoice workbook of an 837P: the layout `dhcs-long`, one row a service line, which `translate` turns back into
the same claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import IllegalCharacterError

from edi.model.claim import Claim
from edi.model.encounter import Address, Encounter, Provider, ServiceLine
from edi.model.money import cents_of
from mappings.layout_file import load_layouts

LAYOUT = "dhcs-long"
# Every row that is written is an original.
OF_CORRECTIONS = ("claim_frequency", "original_reference", "row_status")
#: What an invoice can say: an original. Replacements and voids stay out, since they would be sent as originals.
ORIGINAL = "1"
_CENTS = Decimal(100)


def write_xlsx(claims: Iterable[Claim], stream: IO[bytes]) -> int:
    """Writes the workbook; gives the number of replacements and voids that were left out. Text is written as text, so
    that no value is taken for a formula."""
    columns = load_layouts()[LAYOUT].columns.items()
    table = Table("Invoice", {field: words[0] for field, words in columns if field not in OF_CORRECTIONS})
    left_out = 0
    for claim in claims:
        if claim.encounter.frequency != ORIGINAL:
            left_out += 1
            continue
        shared = _shared(claim.encounter)
        for line in claim.lines:
            table.add(shared | _of_line(claim.encounter, line))
    table.save(stream)
    return left_out


class Table:
    """A workbook of one sheet in the making: headings by field, and a row a mapping of fields to values."""

    def __init__(self, title: str, headings: Mapping[str, str]) -> None:
        self._book = Workbook(write_only=True)
        self._sheet: Any = self._book.create_sheet(title)
        self._sheet.freeze_panes = "A2"
        self._fields = tuple(headings)
        self._sheet.append([_cell(self._sheet, heading, bold=True) for heading in headings.values()])

    def add(self, values: Mapping[str, Any]) -> None:
        """Writes a row; a field without a value is an empty cell."""
        self._sheet.append([_cell(self._sheet, values.get(field)) for field in self._fields])

    def save(self, stream: IO[bytes]) -> None:
        """Writes the workbook."""
        self._book.save(stream)


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    if value is None or value == "":
        return None
    try:
        cell = WriteOnlyCell(sheet, value)
    except IllegalCharacterError:  # XML cannot hold it
        cell = WriteOnlyCell(sheet, "".join(mark if mark.isprintable() else " " for mark in value))
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = "mm/dd/yyyy"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _shared(e: Encounter) -> dict[str, Any]:
    """The cells that all lines of a claim have alike."""
    home = e.member.address
    plan = next((who for payer in e.other_payers for who in payer.parties if who.loop == "2330B"), None)
    return {
        **_provider("billing", e.billing),
        **(_provider("rendering", e.rendering) if e.rendering else {}),
        "billing_tin": e.billing.tin,
        "billing_phone": e.billing.phone,
        "member_cin": e.member.cin,
        "member_mrn": e.record_number,
        "member_first_name": e.member.first_name,
        "member_last_name": e.member.last_name,
        "member_middle_name": e.member.middle_name,
        "member_suffix": e.member.suffix,
        "member_address": _street(home),
        "member_city": home.city,
        "member_state": home.state,
        "member_zip": home.zip_code,
        "member_dob": _day(e.member.birth_date),
        "member_gender": e.member.gender,
        "payer_id": e.plan_code,
        "payer_name": plan.name if plan else "",
        "place_of_service": e.place_of_service,
        "authorization": e.authorization,
        "claim_id": e.claim_id,
    }


def _provider(role: str, provider: Provider) -> dict[str, Any]:
    place = provider.address or Address()
    return {
        f"{role}_npi": provider.npi,
        f"{role}_name": provider.name,
        f"{role}_first_name": provider.first_name,
        f"{role}_taxonomy": provider.taxonomy,
        f"{role}_address": _street(place),
        f"{role}_city": place.city,
        f"{role}_state": place.state,
        f"{role}_zip": place.zip_code,
    }


def _of_line(e: Encounter, line: ServiceLine) -> dict[str, Any]:
    codes = [e.diagnoses[each - 1] for each in line.pointers if 0 < each <= len(e.diagnoses)] or e.diagnoses
    charge = line.charge / _CENTS
    cost = charge / line.units if line.units else None
    return {
        "hcpcs": line.hcpcs,
        "modifiers": " ".join(part for part in line.modifiers if part),
        "service_start": _day(line.start),
        "service_end": _day(line.end),
        "units": line.units,
        "unit_cost": cost if cost is not None and cents_of(cost) is not None else None,
        "line_charge": charge,
        "diagnoses": ", ".join(codes),
        "control_number": line.control_number,
        "paid_amount": line.paid / _CENTS if line.paid_by else None,
        "paid_date": line.paid_date if line.paid_by else None,
    }


def _street(place: Address) -> str:
    return " ".join(part for part in (place.line, place.line_2) if part)


def _day(value: date) -> date | None:
    return None if value == date.min else value
