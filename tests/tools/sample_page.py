"""What the smaller samples share: agencies, members, and their part of the README."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from tests.tools.make_samples import Agency, Member, check_digit, members

AGENCIES = {
    "L": Agency(
        check_digit("291350774"), "690417733", "Larkspur Bridge Outreach", "5105550181",
        "77 Gullwing Avenue", "Oakland", "94612", "GVHP", "LBO-0226",
    ),
    "T": Agency(
        check_digit("276604189"), "790552018", "Tidewater Home Partners", "5105550136",
        "4100 Plover Street Suite 8", "Alameda", "94501", "GVHP", "THP-26-02",
    ),
}  # fmt: skip

MEMBERS: dict[str, Member] = members("""
A | 90417752B | LB-101 | Abernathy | Coral | 05/19/1968 | F |   | 611 Egret Way | Oakland | 94607 | GV51002
B | 91830264K | LB-102 | Benavides | Tomas | 08/02/1981 | M | 1 |  |  |  | GV51003
C | 92640915P | LB-103 | Chua | Winnie | 12/11/1955 | F |   | 29 Sanderling Court | Oakland | 94603 | GV51017
D | 93075548S | LB-104 | Dossantos | Paulo | 01/30/1990 | M |   | 1805 Avocet Lane Apt 6 | Alameda | 94501 | GV51020
E | 94461237A | LB-105 | Eskandari | Mina | 09/23/1976 | F |   | 340 Kittiwake Road | Oakland | 94621 | GV51044
""")


@dataclass
class Page:
    """One sample's part of the README: how many services and dollars, and what is wrong with which."""

    file: str
    what: str
    services: int = 0
    dollars: Decimal = Decimal()
    mistakes: list[tuple[str, str, str, int, Decimal]] = field(default_factory=list)

    def add(self, dollars: str | Decimal, services: int = 1) -> None:
        """Counts services with their charge."""
        self.services += services
        self.dollars += Decimal(dollars)

    def mistake(self, where: str, what: str, why: str, dollars: str | Decimal, services: int = 1) -> None:
        """Notes an honest mistake, and the services and dollars that it holds back."""
        self.mistakes.append((where, what, why, services, Decimal(dollars)))

    def text(self) -> str:
        """The part of the README."""
        held = sum(services for *_, services, _ in self.mistakes)
        dollars = sum((amount for *_, amount in self.mistakes), Decimal())
        lines = [
            f"## {self.file}",
            "",
            self.what.strip(),
            "",
            f"- all: {self.services} services, ${self.dollars:,.2f}",
            f"- right: {self.services - held} services, ${self.dollars - dollars:,.2f}",
            f"- wrong: {held} services, ${dollars:,.2f}",
            "",
            "| where | what stands there | finding | services | dollars |",
            "|---|---|---|---|---|",
        ]
        lines += [f"| {where} | {what} | {why} | {n} | {amount:.2f} |" for where, what, why, n, amount in self.mistakes]
        return "\n".join(lines) + "\n"


def address(place: Member | Agency) -> str:
    """A whole address in one cell; nothing for who has none."""
    return f"{place.address}, {place.city}, CA {place.zip}" if place.address else ""
