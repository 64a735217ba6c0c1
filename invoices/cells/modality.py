"""How the member was met: in person, or by telephone, video or message; it decides the modifier GQ."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, total
from mappings.service_table import normal

IN_PERSON = frozenset(
    map(normal, ["in person", "in-person", "ip", "face to face", "f2f", "ftf", "home visit", "office visit", "field", "street", "on site", "visit", "person"])
)  # fmt: skip
TELEHEALTH = frozenset(
    map(normal, ["phone", "telephone", "telephonic", "telephonic/video", "telephonic/electronic", "phone call", "call", "video", "telehealth", "phone/telehealth", "virtual", "text", "text message", "sms", "email", "e-mail", "secure email", "electronic"])
)  # fmt: skip


def _clean(text: str) -> Cleaned:
    """Modality -> "in_person" or "telehealth" (the words of the service table); CL027."""
    word = normal(text)
    if word in IN_PERSON:
        return Cleaned("in_person")
    if word in TELEHEALTH:
        return Cleaned("telehealth")
    return Cleaned(None, (Problem("CL027", "in person or telephonic"),))


clean = total(_clean)
