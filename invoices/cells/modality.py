"""How the member was met: in person, or by telephone, video or message; it decides the modifier GQ."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, total
from mappings.service_table import normal

IN_PERSON = """in person, in-person, ip, face to face, f2f, ftf, home visit, office visit, field, street, on site,
    visit, person"""
TELEHEALTH = """phone, telephone, telephonic, telephonic/video, telephonic/electronic, phone call, call, video,
    telehealth, phone/telehealth, virtual, text, text message, sms, email, secure email, electronic"""
WORDS = {normal(word): "in_person" for word in IN_PERSON.split(",")} | {
    normal(word): "telehealth" for word in TELEHEALTH.split(",")
}


def _clean(text: str) -> Cleaned:
    """Modality -> "in_person" or "telehealth" (the words of the service table); CL027."""
    modality = WORDS.get(normal(text))
    return Cleaned(modality) if modality else Cleaned(None, (Problem("CL027", "in person or telephonic"),))


clean = total(_clean)
