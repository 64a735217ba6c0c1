"""Service lines: as they must be sent, and as an 837P has them. Read with nothing of the program."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tests.trials.world import Visit


class Line(NamedTuple):
    """All that a line says, as folded text: the first eight as in the expected lines of the shared cases."""

    cin: str
    hcpcs: str
    modifiers: str
    units: str
    charge: str
    start: str
    end: str
    npi: str
    last: str = ""
    first: str = ""
    born: str = ""
    gender: str = ""
    street: str = ""
    city: str = ""
    zip: str = ""
    place: str = ""
    diagnoses: str = ""
    provider_name: str = ""
    provider_tin: str = ""
    provider_street: str = ""
    provider_city: str = ""
    provider_zip: str = ""
    rendering: str = ""


ESSENCE = 8


def folded(text: str) -> str:
    """Without accents, in capitals, blanks and signs run together: what a receiver would compare."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(c if c.isalnum() or c in "&" else " " for c in plain if not unicodedata.combining(c))
    return " ".join(letters.upper().split())


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def line_of(visit: Visit, fields: Iterable[str]) -> Line:
    """The line that a visit must become, where the sheet carries these fields."""
    member, provider, fields = visit.member, visit.provider, set(fields)
    return Line(
        member.cin,
        visit.service.hcpcs,
        " ".join(sorted(visit.modifiers)),
        str(visit.units),
        f"{Decimal(visit.charge).scaleb(-2):.2f}",
        _day(visit.start),
        _day(visit.end),
        provider.npi,
        folded(member.last),
        folded(member.first),
        _day(member.born),
        member.gender if "member_gender" in fields else "U",
        folded(member.street),
        folded(member.city),
        member.zip,
        visit.service.place,
        " ".join(code.replace(".", "") for code in visit.diagnoses),
        folded(provider.name),
        provider.tin,
        folded(provider.street),
        folded(provider.city),
        provider.zip,
        visit.worker.npi if "rendering_npi" in fields else "",
    )


class _Reader:
    """Walks the segments of an 837P, keeping what holds for the lines below."""

    def __init__(self, component: str) -> None:
        self.component = component
        self.lines: list[Line] = []
        self.provider: dict[str, str] = {}
        self.member: dict[str, str] = {}
        self.claim: dict[str, str] = {}
        self.codes: list[str] = []
        self.about: dict[str, str] = {}

    def take(self, parts: list[str]) -> None:
        """The next segment."""
        handler = getattr(self, f"_{parts[0].lower()}", None)
        if handler:
            handler(parts)

    def _nm1(self, parts: list[str]) -> None:
        known = [*parts, *[""] * 10]
        if known[1] == "85":
            self.provider = self.about = {"name": known[3], "first": known[4], "id": known[9]}
        elif known[1] == "IL" and not self.claim:
            self.member = self.about = {"last": known[3], "first": known[4], "id": known[9]}
        elif known[1] == "82":
            self.claim["rendering"] = known[9]
        else:
            self.about = {}

    def _hl(self, parts: list[str]) -> None:
        self.claim, self.about = {}, {}

    def _n3(self, parts: list[str]) -> None:
        self.about["street"] = " ".join(parts[1:])

    def _n4(self, parts: list[str]) -> None:
        self.about["city"], self.about["zip"] = parts[1], [*parts, "", ""][3]

    def _ref(self, parts: list[str]) -> None:
        if parts[1] in ("EI", "SY") and not self.claim:
            self.provider["tin"] = parts[2]

    def _dmg(self, parts: list[str]) -> None:
        if not self.claim:
            self.member["born"], self.member["gender"] = parts[2], [*parts, ""][3]

    def _clm(self, parts: list[str]) -> None:
        self.claim, self.codes, self.about = {"id": parts[1], "place": parts[5].split(self.component)[0]}, [], {}

    def _hi(self, parts: list[str]) -> None:
        self.codes += [part.split(self.component)[1] for part in parts[1:]]

    def _sv1(self, parts: list[str]) -> None:
        code = parts[1].split(self.component)
        pointers = [*parts, *[""] * 8][7].split(self.component)
        told = [self.codes[int(pointer) - 1] for pointer in pointers if pointer]
        member, provider = self.member, self.provider
        self.lines.append(
            Line(
                member.get("id", ""), code[1], " ".join(sorted(filter(None, code[2:6]))), _number(parts[4]),
                f"{Decimal(parts[2]):.2f}", "", "", provider.get("id", ""), folded(member.get("last", "")),
                folded(member.get("first", "")), member.get("born", ""), member.get("gender", ""),
                folded(member.get("street", "")), folded(member.get("city", "")), member.get("zip", ""),
                self.claim["place"], " ".join(told), folded(f"{provider.get('first', '')} {provider.get('name', '')}"),
                provider.get("tin", ""), folded(provider.get("street", "")), folded(provider.get("city", "")),
                provider.get("zip", ""), self.claim.get("rendering", ""),
            )
        )  # fmt: skip

    def _dtp(self, parts: list[str]) -> None:
        if parts[1] == "472" and self.lines:
            start, _, end = parts[3].partition("-")
            self.lines[-1] = self.lines[-1]._replace(start=start, end=end or start)


def _number(text: str) -> str:
    return f"{Decimal(text).normalize():f}"


def lines_of(text: str) -> list[Line]:
    """The lines of an 837P."""
    element, component, end = text[3], text[104], text[105]
    reader = _Reader(component)
    for segment in text.split(end):
        if segment.strip():
            reader.take(segment.strip().split(element))
    return reader.lines
