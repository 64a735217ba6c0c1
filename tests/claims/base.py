"""One good encounter, and how a case changes it."""

from __future__ import annotations

from typing import NamedTuple

from edi.model.reference import X12Ref
from edi.validation import Options, Outcome, validate_source

RECEIVED = "20240801"

GOOD = """\
ISA*00*          *00*          *ZZ*123456789300   *ZZ*CALIFORNIA-DHCS*240708*0930*^*00501*000000001*1*T*:~
GS*HC*123456789*CALIFORNIA-DHCS*20240708*0930*1*X*005010X222A1~
ST*837*0001*005010X222A1~
BHT*0019*00*B000001*20240708*0930*RP~
NM1*41*2*GOLDEN VALLEY HEALTH PLAN*****46*123456789~
PER*IC*EDI OPERATIONS*TE*9165550100~
NM1*40*2*CALIFORNIA-DHCS*****46*610442~
HL*1**20*1~
PRV*BI*PXC*251B00000X~
NM1*85*2*HARBOR HOUSING PARTNERS*****XX*1234567893~
N3*100 BROADWAY~
N4*OAKLAND*CA*946120001~
REF*EI*941234567~
HL*2*1*22*0~
SBR*S*18*******MC~
NM1*IL*1*RIVERA*ANA****MI*91234567A~
N3*HOMELESS~
N4*OAKLAND*CA*946120001~
DMG*D8*19850412*F~
NM1*PR*2*CALIFORNIA-DHCS*****PI*610442~
CLM*300H7K2M9Q4T1*350***12:B:1*Y*A*Y*Y~
CN1*02*350~
REF*G1*AUTH2024001~
REF*EA*MRN7781~
HI*ABK:Z5901*ABF:F1120~
NM1*82*1*OKAFOR*CHIDI****XX*1093817462~
PRV*PE*PXC*171M00000X~
SBR*P*18*******HM~
AMT*D*350~
OI***Y***Y~
NM1*IL*1*RIVERA*ANA****MI*91234567A~
NM1*PR*2*GOLDEN VALLEY HEALTH PLAN*****PI*300~
LX*1~
SV1*HC:G9012:U2*200*UN*1***1:2~
DTP*472*D8*20240603~
REF*6R*INV88-0001~
SVD*300*200*HC:G9012:U2**1~
DTP*573*D8*20240701~
LX*2~
SV1*HC:H0043:U6*150*UN*1***1~
DTP*472*D8*20240603~
REF*6R*INV88-0002~
SVD*300*150*HC:H0043:U6**1~
DTP*573*D8*20240701~
SE*43*0001~
GE*1*1~
IEA*1*000000001~
"""

CLAIM = GOOD[GOOD.index("CLM*") : GOOD.index("SE*")]

#: Two providers' NPIs with a right check digit.
OTHER_NPI = "1003000126"


class Spot(NamedTuple):
    """Where a finding is expected: the number of the segment in the file is found by its text."""

    text: str
    element: int = 0
    component: int = 0
    nth: int = 1


class Case(NamedTuple):
    """Replacements in GOOD (each must fit), and the spots where the rule must speak: none for a good case."""

    changes: tuple[tuple[str, str], ...]
    spots: tuple[Spot, ...] = ()
    payer: str = ""


def bad(*changes: tuple[str, str], at: Spot | tuple[Spot, ...], payer: str = "") -> Case:
    """A case with findings."""
    return Case(changes, at if at and isinstance(at[0], Spot) else (at,), payer)  # type: ignore[arg-type]


def good(*changes: tuple[str, str]) -> Case:
    """A case in which the rule must keep silent."""
    return Case(changes)


def changed(changes: tuple[tuple[str, str], ...]) -> str:
    """GOOD with the replacements; each replaces the first occurrence."""
    text = GOOD
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def checked(text: str, *, payer: str = "", thorough: bool = False, level: int = 7, received: str = RECEIVED) -> Outcome:
    """The outcome for a file's text."""
    options = Options(received, level=level, payer=payer, thorough=thorough)
    return validate_source(text.encode("latin-1"), "case.837", options)


def places(outcome: Outcome, code: str) -> list[tuple[int, int, int]]:
    """(segment number, element, component) of the findings of a code."""
    wheres = [finding.where for finding in outcome.findings if finding.code == code]
    return [(one.segment_no, one.element, one.component) for one in wheres if isinstance(one, X12Ref)]


def expected(text: str, spots: tuple[Spot, ...]) -> list[tuple[int, int, int]]:
    """The places of spots in a file."""
    segments = [one.strip() for one in text.split("~")]
    found = []
    for spot in spots:
        numbers = [number for number, segment in enumerate(segments, 1) if segment.startswith(spot.text)]
        found.append((numbers[spot.nth - 1], spot.element, spot.component))
    return sorted(found)
