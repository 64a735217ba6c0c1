"""ECM services as encounters tell of them: what the member-level files are compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import msgspec

from edi.member_files.models import CLINICAL, ELECTRONIC, IN_PERSON, NON_CLINICAL
from edi.model.claim import Claim
from edi.model.reference import X12Ref
from mappings.service_table import load_services

VOID = "8"
STAFF = {"clinical": CLINICAL, "non_clinical": NON_CLINICAL}


class EcmService(msgspec.Struct, frozen=True, gc=False):
    """One ECM line of an encounter. `staff` is the provider type of an outreach tracker, `method` the attempt method;
    `is_outreach` for the codes with U8. `npi` and `name` are the billing provider's."""

    cin: str
    start: date
    end: date
    is_outreach: bool
    staff: str
    method: str
    npi: str
    name: str
    where: X12Ref


def ecm_services(claims: Iterable[Claim], file: str) -> Iterator[EcmService]:
    """The ECM lines of a file's claims, voids left out. Staff and method come from code and modifiers (the HCPCS list:
    G9008 is clinical, G9012 is not; GQ is telephonic or electronic)."""
    for claim in claims:
        encounter = claim.encounter
        if encounter.frequency == VOID:
            continue
        for number, line in enumerate(encounter.lines, 1):
            found = _kind_of(line.hcpcs, line.modifiers)
            if found is not None:
                is_outreach, staff, method = found
                yield EcmService(
                    encounter.member.cin, line.start, line.end, is_outreach, staff, method, encounter.billing.npi,
                    encounter.billing.name, claim.where(file, number),
                )  # fmt: skip


@cache
def _kind_of(hcpcs: str, modifiers: tuple[str, ...]) -> tuple[bool, str, str] | None:
    """(outreach, staff, method) of a code with its modifiers; None where it is no ECM."""
    said = frozenset(modifiers)
    fitting = [s for s in load_services().with_code(hcpcs) if s.program == "ECM" and s.modifiers <= said]
    if not fitting:
        return None
    service = max(fitting, key=lambda one: len(one.modifiers))
    method = ELECTRONIC if service.modality == "telehealth" else IN_PERSON
    return service.kind == "outreach", STAFF.get(service.staff, ""), method
