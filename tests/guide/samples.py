"""One complete encounter with two services, in the shapes that the tests need."""

from __future__ import annotations

SEGMENTS = [
    ("ISA*00*          *00*          *ZZ*123456789300   *ZZ*CALIFORNIA-DHCS*240708*0930*^*00501*000000001*1*T*:"),
    "GS*HC*123456789*CALIFORNIA-DHCS*20240708*0930*1*X*005010X222A1",
    "ST*837*0001*005010X222A1",
    "BHT*0019*00*B000001*20240708*0930*RP",
    "NM1*41*2*GOLDEN VALLEY HEALTH PLAN*****46*123456789",
    "PER*IC*EDI OPERATIONS*TE*9165550100",
    "NM1*40*2*CALIFORNIA-DHCS*****46*610442",
    "HL*1**20*1",
    "PRV*BI*PXC*251B00000X",
    "NM1*85*2*HARBOR HOUSING PARTNERS*****XX*1234567893",
    "N3*100 BROADWAY",
    "N4*OAKLAND*CA*946120001",
    "REF*EI*941234567",
    "HL*2*1*22*0",
    "SBR*S*18*******MC",
    "NM1*IL*1*RIVERA*ANA****MI*91234567A",
    "N3*HOMELESS",
    "N4*OAKLAND*CA*946120001",
    "DMG*D8*19850412*F",
    "NM1*PR*2*CALIFORNIA-DHCS*****PI*610442",
    "CLM*300H7K2M9Q4T1*350***12:B:1*Y*A*Y*Y",
    "REF*G1*AUTH2024001",
    "HI*ABK:Z5901*ABF:F1120",
    "LX*1",
    "SV1*HC:G9012:U2*200*UN*1***1:2",
    "DTP*472*D8*20240603",
    "REF*6R*INV88-0001",
    "LX*2",
    "SV1*HC:H0043:U6*150*UN*1***1",
    "DTP*472*RD8*20240603-20240605",
    "REF*6R*INV88-0002",
    "SE*30*0001",
    "GE*1*1",
    "IEA*1*000000001",
]


def encounter(*edits: tuple[str, str], without: str = "", end: str = "~\n") -> bytes:
    """The file; `edits` replace text in it, `without` leaves out the segments that start so (SE01 stays
    right)."""
    kept = [segment for segment in SEGMENTS if not without or not segment.startswith(without)]
    dropped = len(SEGMENTS) - len(kept) if not without.startswith(("ISA", "GS", "GE", "IEA")) else 0
    text = "".join(segment + end for segment in kept).replace("SE*30*", f"SE*{30 - dropped}*")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text.encode("utf-8")
