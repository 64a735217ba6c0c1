"""What the name of a service says beside the service: "ECM visit - phone" is ECM by phone, "Outreach (CHW)" is
outreach by staff who are not clinical."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from invoices.cells.hcpcs import code_in
from mappings.service_table import ServiceTable

__all__ = ["NameClues", "code_in", "read_name"]

# Phrases in lower case without punctuation; the longest is looked for first.
MODALITIES = {
    "in_person": "in person, inperson, face to face, f2f, ftf, home visit, office visit, field visit, onsite, on site",
    "telehealth": """by phone, phone call, phone visit, phone, telephone, telephonic, telehealth, tele, virtual,
        video call, video visit, video, text message, text, secure email, email, electronic, remote""",
}
STAFF = {
    "non_clinical": """non clinical staff, non clinical, nonclinical, community health worker, chw, peer specialist,
        peer""",
    "clinical": "clinical staff, clinical, licensed, registered nurse, nurse, rn, lvn, lcsw, lmft",
}
OUTREACH = "outreach attempts, outreach attempt, outreach, attempts, attempt"
FILLER = (
    "visits, visit, services, service, sessions, session, encounter, contact, follow up, call, staff, by, via, with"
)


class NameClues(NamedTuple):
    """What a name says; "" where it says nothing."""

    service: str
    modality: str = ""
    staff: str = ""


def _words(text: str) -> str:
    return f" {re.sub(r'[^a-z0-9&/]+', ' ', text.lower()).strip()} "


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(sorted((_words(part) for part in text.split(",")), key=len, reverse=True))


MODALITY_PHRASES = {word: _phrases(text) for word, text in MODALITIES.items()}
STAFF_PHRASES = {word: _phrases(text) for word, text in STAFF.items()}
OUTREACH_PHRASES = _phrases(OUTREACH)
FILLER_PHRASES = _phrases(FILLER)


def read_name(name: str, table: ServiceTable) -> NameClues:
    """The service that a name means, and what else it says. A name that the table knows is taken as a whole; else
    words for modality and staff are set aside, then those for outreach, then fillers, until the rest is a name.
    A name that says two modalities, or two kinds of staff, says none."""
    service = table.service_of(name)
    if service or not name:
        return NameClues(service)
    rest, modality = _take(_words(name), MODALITY_PHRASES)
    rest, staff = _take(rest, STAFF_PHRASES)
    for phrases in ((), OUTREACH_PHRASES, FILLER_PHRASES):
        rest = _without(rest, phrases)
        service = table.service_of(rest)
        if service:
            return NameClues(service, modality, staff)
    return NameClues("")


def _take(text: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """The text without the phrases, and the one word that they stand for ("" for none or several)."""
    found = []
    for word, phrases in words.items():
        left = _without(text, phrases)
        if left != text:
            found.append(word)
            text = left
    return text, found[0] if len(found) == 1 else ""


def _without(text: str, phrases: Iterable[str]) -> str:
    for phrase in phrases:
        while phrase in text:
            text = text.replace(phrase, " ")
    return text
