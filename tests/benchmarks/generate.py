"""Generators of the two files that speed is measured on. Everything in them is made up.

    python -m tests.benchmarks.generate repetitive 10000 > repetitive.837
    python -m tests.benchmarks.generate varied 10000 > varied.837

Both stream claim by claim, so that a file of any size costs no memory.
"""

from __future__ import annotations

import random
import string
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from mappings.code_sets import load_taxonomies
from mappings.service_table import Service, load_services
from mappings.tables import HERE

CLAIMS_A_TRANSACTION = 5000

_ISA = (
    "ISA*00*          *00*          *ZZ*123456789300   *ZZ*CALIFORNIA-DHCS*240708*0930*^*00501*000000001"
    "*1*T*:~\n"
    "GS*HC*123456789*CALIFORNIA-DHCS*20240708*0930*1*X*005010X222A1~\n"
)
_HEADER = (
    "BHT*0019*00*B{number:06}*20240708*0930*RP~\n"
    "NM1*41*2*GOLDEN VALLEY HEALTH PLAN*****46*123456789~\n"
    "PER*IC*EDI OPERATIONS*TE*9165550100~\n"
    "NM1*40*2*CALIFORNIA-DHCS*****46*610442~\n"
    "HL*1**20*1~\n"
    "PRV*BI*PXC*251B00000X~\n"
    "NM1*85*2*HARBOR HOUSING PARTNERS*****XX*1234567893~\n"
    "N3*100 BROADWAY~\n"
    "N4*OAKLAND*CA*946120001~\n"
    "REF*EI*941234567~\n"
)

Claim = list[str]


def in_envelopes(claims: Iterator[Claim]) -> Iterator[str]:
    """Claims as a whole file: transactions of at most `CLAIMS_A_TRANSACTION`, levels numbered, counts
    right."""
    yield _ISA
    transaction = in_transaction = segments = 0
    for claim in claims:
        if in_transaction == 0:
            transaction += 1
            header = f"ST*837*{transaction:04}*005010X222A1~\n" + _HEADER.format(number=transaction)
            segments = header.count("~")
            yield header
        in_transaction += 1
        yield "".join(f"{segment}~\n" for segment in [f"HL*{in_transaction + 1}*1*22*0", *claim])
        segments += len(claim) + 1
        if in_transaction == CLAIMS_A_TRANSACTION:
            yield f"SE*{segments + 1}*{transaction:04}~\n"
            in_transaction = 0
    if in_transaction:
        yield f"SE*{segments + 1}*{transaction:04}~\n"
    yield f"GE*{transaction}*1~\nIEA*1*000000001~\n"


def repetitive(claims: int) -> Iterator[str]:
    """The plain file: 20 segments and 489 bytes a claim, two lines, what differs is the member and the
    numbers."""
    return in_envelopes(_repetitive_claim(number) for number in range(claims))


def _repetitive_claim(number: int) -> Claim:
    day = f"202406{number % 28 + 1:02}"
    claim = [
        "SBR*P*18*******MC",
        f"NM1*IL*1*RIVERA{_letters(number)}*ANA****MI*9{number:07}A",
        "N3*1200 MARTIN LUTHER KING JR WAY APT 4",
        "N4*OAKLAND*CA*946120001",
        f"DMG*D8*19{number % 60 + 40}0412*F",
        "NM1*PR*2*CALIFORNIA-DHCS*****PI*610442",
        f"CLM*300H{number:08}*350***12:B:1*Y*A*Y*Y",
        f"REF*G1*AUTH{number:07}",
        f"REF*EA*MRN{number:07}",
        "HI*ABK:Z5901*ABF:F1120",
        "PRV*PE*PXC*171M00000X",
    ]
    claim[10:] = ["NM1*82*1*OKAFOR*CHIDI****XX*1093817462"]
    for line, service in enumerate(("HC:G9012:U2*200*UN*1***1:2", "HC:H0043:U6*150*UN*1***1"), 1):
        claim += [f"LX*{line}", f"SV1*{service}", f"DTP*472*D8*{day}", f"REF*6R*INV{number:07}-{line}"]
    return claim


def _letters(number: int) -> str:
    return "".join(string.ascii_uppercase[number // 26**place % 26] for place in range(3))


def varied(claims: int, seed: int = 7) -> Iterator[str]:
    """The varied file: one to six lines, names, dates, amounts, codes and optional segments drawn widely."""
    source = random.Random(seed)
    return in_envelopes(_varied_claim(number, source) for number in range(claims))


def varied_good(claims: int, seed: int = 7) -> Iterator[str]:
    """The varied file without a fault of types 3 to 7: NPIs with their check digit, billable diagnoses, services that
    are in effect, ids that begin with the plan code, corrections that name their original. The plain varied file has
    ten such findings a claim, and then it is the findings that take the time."""
    source = random.Random(seed)
    codes = [
        line.split()[0]
        for line in (HERE / "codes" / "icd10cm.txt").read_text().splitlines()
        if not line.startswith("#") and " " not in line and line[0] in "FZERIM"
    ]
    services = [one.label.replace(" ", ":") for one in load_services().services if _is_steady(one)]
    return in_envelopes(_mended(_varied_claim(number, source), source, codes, services) for number in range(claims))


def _is_steady(service: Service) -> bool:
    since = service.effective_from
    return since is not None and since <= date(2022, 1, 1) and service.unit != "month" and service.kind == "service"


def _mended(claim: Claim, source: random.Random, codes: list[str], services: list[str]) -> Claim:
    """A varied claim with its faults of types 3 to 7 put right, as varied as before."""
    if not any(segment.startswith("N3*") for segment in claim):
        claim[2:2] = _address(source)
    original = any(segment.startswith("REF*F8") for segment in claim)
    mended = []
    for segment in claim:
        name, _, rest = segment.partition("*")
        if name == "CLM":
            parts = segment.split("*")
            place = parts[5].split(":")[0].replace("02", "11").replace("10", "11")
            parts[1], parts[5] = f"300{parts[1]}", f"{place}:B:{source.choice('78') if original else '1'}"
            segment = "*".join(parts)
        elif name == "HI":
            drawn = source.sample(codes, rest.count(":"))
            segment = "HI*" + "*".join(f"{'ABF' if at else 'ABK'}:{code}" for at, code in enumerate(drawn))
        elif segment.startswith("NM1*82"):
            segment = segment[:-10] + with_check_digit(segment[-10:-1])
        elif name == "PRV":
            segment = f"PRV*PE*PXC*{source.choice(sorted(load_taxonomies()))}"
        elif name == "SV1":
            parts = segment.split("*")
            parts[1], parts[4] = f"HC:{source.choice(services)}", "1"
            segment = "*".join(parts)
        mended.append(segment)
    return mended


def with_check_digit(digits: str) -> str:
    """Nine digits as an NPI."""
    total = 24 + sum(int(digit) if at % 2 else sum(divmod(2 * int(digit), 10)) for at, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def _word(source: random.Random, least: int, most: int) -> str:
    return "".join(source.choices(string.ascii_uppercase, k=source.randint(least, most)))


def _digits(source: random.Random, count: int) -> str:
    return "".join(source.choices(string.digits, k=count))


def _day(source: random.Random, first: date, days: int) -> str:
    return f"{first + timedelta(days=source.randrange(days)):%Y%m%d}"


def _amount(source: random.Random) -> str:
    cents = source.randrange(500, 250_000)
    return f"{cents // 100}" if source.random() < 0.3 else f"{cents / 100:.2f}".rstrip("0").rstrip(".")


def _person(source: random.Random) -> str:
    middle = _word(source, 1, 1) if source.random() < 0.4 else ""
    return f"{_word(source, 3, 14)}*{_word(source, 2, 10)}*{middle}"


def _address(source: random.Random) -> Claim:
    state = source.choice(("CA", "CA", "CA", "NV", "OR", "AZ"))
    zip_code = _digits(source, 5) + (_digits(source, 4) if source.random() < 0.5 else "")
    return [
        f"N3*{source.randint(1, 9999)} {_word(source, 4, 12)} {source.choice(('ST', 'AVE', 'BLVD', 'WAY'))}",
        f"N4*{_word(source, 4, 14)}*{state}*{zip_code}",
    ]


def _varied_claim(number: int, source: random.Random) -> Claim:
    """One claim; `number` makes its ids unique."""
    claim = ["SBR*P*18*******MC" if source.random() < 0.8 else f"SBR*S*18*{_digits(source, 6)}******MC"]
    claim.append(f"NM1*IL*1*{_person(source)}***MI*9{_digits(source, 7)}{_word(source, 1, 1)}")
    if source.random() < 0.85:
        claim += _address(source)
    claim.append(f"DMG*D8*{_day(source, date(1935, 1, 1), 28000)}*{source.choice('MFU')}")
    claim.append("NM1*PR*2*CALIFORNIA-DHCS*****PI*610442")
    lines = source.randint(1, 6)
    charges = [_amount(source) for _ in range(lines)]
    total = f"{sum(round(float(charge) * 100) for charge in charges) / 100:.2f}".rstrip("0").rstrip(".")
    place = source.choice(("11", "12", "04", "22", "02", "10", "15", "99"))
    claim.append(f"CLM*{number:08}{_word(source, 2, 6)}*{total}***{place}:B:{source.choice('1178')}*Y*A*Y*Y")
    for chance, text in (
        (0.3, f"REF*G1*{_word(source, 2, 4)}{_digits(source, 8)}"),
        (0.2, f"REF*F8*{_digits(source, 13)}"),
        (0.4, f"REF*EA*{_digits(source, 7)}"),
        (0.15, f"NTE*ADD*{_word(source, 3, 9)} {_word(source, 3, 9)} {_word(source, 3, 9)}"),
    ):
        if source.random() < chance:
            claim.append(text)
    codes = [f"{source.choice('FZERIM')}{_digits(source, source.randint(2, 5))}" for _ in range(source.randint(1, 8))]
    claim.append("HI*" + "*".join(f"{'ABF' if index else 'ABK'}:{code}" for index, code in enumerate(codes)))
    if source.random() < 0.6:
        claim.append(f"NM1*82*1*{_person(source)}***XX*1{_digits(source, 9)}")
        if source.random() < 0.5:
            claim.append(f"PRV*PE*PXC*{_digits(source, 3)}{_word(source, 1, 1)}{_digits(source, 5)}X")
    for line, charge in enumerate(charges, 1):
        claim += _varied_line(line, charge, len(codes), source)
    return claim


def _varied_line(line: int, charge: str, codes: int, source: random.Random) -> Claim:
    procedure = source.choice("GHSTA") + _digits(source, 4)
    modifiers = "".join(":" + source.choice(("U1", "U2", "U4", "U6", "GQ", "95")) for _ in range(source.randint(0, 3)))
    pointer = ":".join(str(point) for point in range(1, min(codes, source.randint(1, 4)) + 1))
    day = _day(source, date(2023, 1, 1), 700)
    segments = [
        f"LX*{line}",
        f"SV1*HC:{procedure}{modifiers}*{charge}*UN*{source.randint(1, 96)}***{pointer}",
        f"DTP*472*D8*{day}" if source.random() < 0.9 else f"DTP*472*RD8*{day}-{day}",
        f"REF*6R*{_digits(source, 6)}{_word(source, 1, 3)}{line}",
    ]
    if source.random() < 0.1:
        segments.append(f"NTE*ADD*{_word(source, 3, 12)} {_word(source, 3, 12)}")
    return segments


if __name__ == "__main__":
    make = {"repetitive": repetitive, "varied": varied, "varied-good": varied_good}[sys.argv[1]]
    sys.stdout.writelines(make(int(sys.argv[2])))
