"""Reads an 837P back for the tests, with nothing of the program: what it says is compared with what was meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class ServedLine:
    """A line of a claim as the file has it."""

    procedure: list[str]
    charge: Decimal
    units: str
    control: str = ""
    date: str = ""
    paid: Decimal = Decimal(0)
    adjusted: Decimal = Decimal(0)
    pointers: str = ""


@dataclass
class Claim:
    """A claim as the file has it."""

    id: str
    charge: Decimal
    member: str
    diagnoses: list[str] = field(default_factory=list)
    lines: list[ServedLine] = field(default_factory=list)
    paid: Decimal | None = None
    billing: str = ""


@dataclass
class File:
    """An 837P as segments and claims; `transactions` are slices of the segments, ST to SE."""

    segments: list[list[str]]
    claims: list[Claim]
    transactions: list[list[list[str]]]

    @property
    def lines(self) -> list[ServedLine]:
        """All service lines."""
        return [line for claim in self.claims for line in claim.lines]


def read_837(text: str) -> File:
    """Splits a file by the separators that its own ISA declares."""
    element, component, end = text[3], text[104], text[105]
    segments = [part.strip().split(element) for part in text.split(end) if part.strip()]
    file = File(segments, [], [])
    member = billing = ""
    for parts in segments:
        name = parts[0]
        claim = file.claims[-1] if file.claims else None
        line = claim.lines[-1] if claim and claim.lines else None
        if name == "ST":
            file.transactions.append([])
        if file.transactions and name not in ("GE", "IEA"):
            file.transactions[-1].append(parts)
        if name == "NM1" and parts[1] == "IL":
            member = parts[9]
        elif name == "NM1" and parts[1] == "85":
            billing = parts[9] if len(parts) > 9 else ""
        elif name == "CLM":
            file.claims.append(Claim(parts[1], Decimal(parts[2]), member, billing=billing))
        elif claim is not None and line is None:
            _claim_segment(claim, parts, component)
        elif claim is not None and line is not None:
            _line_segment(claim, line, parts, component)
    return file


def _claim_segment(claim: Claim, parts: list[str], component: str) -> None:
    if parts[0] == "HI":
        claim.diagnoses = [part.split(component)[1] for part in parts[1:]]
    elif parts[0] == "AMT":
        claim.paid = Decimal(parts[2])
    elif parts[0] == "SV1":
        claim.lines.append(_served(parts, component))


def _line_segment(claim: Claim, line: ServedLine, parts: list[str], component: str) -> None:
    match parts[:2]:
        case ["SV1", _]:
            claim.lines.append(_served(parts, component))
        case ["REF", "6R"]:
            line.control = parts[2]
        case ["DTP", "472"]:
            line.date = parts[3]
        case ["SVD", _]:
            line.paid = Decimal(parts[2])
        case ["CAS", _]:
            line.adjusted += Decimal(parts[3])


def _served(parts: list[str], component: str) -> ServedLine:
    pointers = parts[7] if len(parts) > 7 else ""
    return ServedLine(parts[1].split(component), Decimal(parts[2]), parts[4], pointers=pointers)


def check_file(text: str, *, prior_payer: bool = True) -> File:
    """Asserts everything that must hold in any file: counts, hierarchy, sums, balance, unique ids."""
    file = read_837(text)
    names = [parts[0] for parts in file.segments]
    assert names[:2] == ["ISA", "GS"]
    assert names[-2:] == ["GE", "IEA"]
    assert len(text.split("~")[0]) == 105
    assert file.segments[-2][1] == str(len(file.transactions))
    assert file.segments[-1][2] == file.segments[0][13]
    assert file.segments[-2][2] == file.segments[1][6]
    assert len({parts[0][2] for parts in file.transactions}) == len(file.transactions)
    for transaction in file.transactions:
        assert transaction[-1] == ["SE", str(len(transaction)), transaction[0][2]]
        _check_levels([parts for parts in transaction if parts[0] == "HL"])
        numbers = _line_numbers(transaction)
        assert all(told == [str(n) for n in range(1, len(told) + 1)] for told in numbers)
    assert len({claim.id for claim in file.claims}) == len(file.claims)
    for claim in file.claims:
        _check_claim(claim, prior_payer)
    return file


def _check_levels(levels: list[list[str]]) -> None:
    billing = ""
    for count, parts in enumerate(levels, 1):
        assert parts[1] == str(count)
        if parts[3] == "20":
            billing = parts[1]
            assert parts[2] == ""
        else:
            assert (parts[2], parts[3], parts[4]) == (billing, "22", "0")


def _line_numbers(transaction: list[list[str]]) -> list[list[str]]:
    numbers: list[list[str]] = []
    for parts in transaction:
        if parts[0] == "CLM":
            numbers.append([])
        elif parts[0] == "LX":
            numbers[-1].append(parts[1])
    return numbers


def _check_claim(claim: Claim, prior_payer: bool) -> None:
    assert 1 <= len(claim.id) <= 20
    assert 1 <= len(claim.lines) <= 50
    assert 1 <= len(claim.diagnoses) <= 12
    assert len(set(claim.diagnoses)) == len(claim.diagnoses)
    assert claim.charge == sum(line.charge for line in claim.lines)
    controls = [line.control for line in claim.lines]
    assert len(set(controls)) == len(controls)
    for line in claim.lines:
        pointed = [int(pointer) for pointer in line.pointers.split(":")]
        assert 1 <= len(pointed) <= 4
        assert all(1 <= pointer <= len(claim.diagnoses) for pointer in pointed)
        if prior_payer:
            assert line.charge == line.paid + line.adjusted
    if prior_payer:
        adjusted = sum(line.adjusted for line in claim.lines)
        assert claim.paid == sum(line.paid for line in claim.lines)
        assert claim.charge == claim.paid + adjusted
    else:
        assert claim.paid is None
