"""One fault in a good file: one finding, at its place, and nothing else. Legal oddities: no finding, or only a remark.

The table below is the list of faults; a line is (name, file, edit or edits, code, place). A place is the beginning of
the segment it is in, as written in the faulty file (`#2`: the second such), then the element and the component. SE01
follows what an edit adds or removes, except in the faults of SE01 itself.
"""

from __future__ import annotations

import re

import pytest

from edi.model.reference import X12Ref
from tests.claims.base import CLAIM, GOOD, checked

#: A claim of a patient who is not the subscriber, with two other payers, providers, dates and a drug.
RICH = (
    GOOD[: GOOD.index("HL*2")]
    + """\
PER*IC*BILLING DESK*TE*5105550100*EX*12~
NM1*87*2~
N3*PO BOX 12~
N4*OAKLAND*CA*946120002~
HL*2*1*22*1~
SBR*S********MC~
NM1*IL*1*RIVERA*ANA****MI*91234567A~
NM1*PR*2*CALIFORNIA-DHCS*****PI*610442~
HL*3*2*23*0~
PAT*19~
NM1*QC*1*RIVERA*LUZ~
N3*1 ELM~
N4*OAKLAND*CA*94612~
DMG*D8*20100101*F~
CLM*300A*500***11:B:1*Y*A*Y*Y*P*OA~
DTP*431*D8*20240520~
DTP*439*D8*20240519~
PWK*OZ*FX***AC*ATT1~
REF*G1*AUTH2024001~
NTE*ADD*SEEN AT HOME~
HI*ABK:F1120*ABF:Z5901*ABF:I10~
NM1*DN*1*CHAN*LEE****XX*1003000126~
NM1*82*1*OKAFOR*CHIDI****XX*1093817462~
PRV*PE*PXC*171M00000X~
NM1*77*2*SHELTER CLINIC*****XX*1679576722~
N3*9 OAK~
N4*OAKLAND*CA*946120003~
SBR*P*18*GRP1******CI~
CAS*PR*1*25~
AMT*D*275~
OI***Y***Y~
NM1*IL*1*RIVERA*ANA****MI*AAA111~
NM1*PR*2*FIRST INSURER*****PI*INS1~
SBR*T*01*******HM~
CAS*CO*24*100~
AMT*D*50~
OI***Y***Y~
NM1*IL*1*RIVERA*ANA****MI*BBB222~
NM1*PR*2*GOLDEN VALLEY HEALTH PLAN*****PI*300~
LX*1~
SV1*HC:G9012:U2*200*UN*1***1:2~
DTP*472*D8*20240603~
REF*6R*INV88-0001~
LIN**N4*12345678901~
CTP****2*UN~
SVD*INS1*100*HC:G9012:U2**1~
CAS*CO*45*50**24*50~
DTP*573*D8*20240701~
SVD*300*100*HC:G9012:U2**1~
CAS*CO*45*100~
DTP*573*D8*20240702~
LX*2~
SV1*HC:H0043:U6*300*UN*2***1:3~
DTP*472*RD8*20240603-20240604~
REF*6R*INV88-0002~
NM1*82*1*SOTO*PIA****XX*1245319599~
SVD*INS1*200*HC:H0043:U6**2~
CAS*CO*45*100~
DTP*573*D8*20240701~
SVD*300*50*HC:H0043:U6**2~
CAS*CO*45*250~
DTP*573*D8*20240702~
SE*74*0001~
GE*1*1~
IEA*1*000000001~
"""
)

Edits = tuple[str, str] | tuple[tuple[str, str], ...]
Fault = tuple[str, str, Edits, str, str, int, int]

_SECOND_ST = (
    GOOD[GOOD.index("ST*") : GOOD.index("GE*")]
    .replace("300H7", "300H8")
    .replace("20240603", "20240604")
    .replace("B000001", "B000002")
)
_LINE_1 = "SVD*300*200*HC:G9012:U2**1~\nDTP*573*D8*20240701~\n"
_LINE_2 = "SVD*300*150*HC:H0043:U6**1~\nDTP*573*D8*20240701~\n"
_OTHER = GOOD[GOOD.index("SBR*P") : GOOD.index("LX*1")]
_ELEVEN = "".join(
    _OTHER.replace("PI*300", f"PI*3{n:02}").replace("SBR*P", "SBR*T").replace("AMT*D*350~\n", "") for n in range(1, 11)
)
_AGAIN = CLAIM.replace("20240603", "20240604")
_ANOTHER = "IEA*1*000000001~\n" + GOOD.replace("300H7", "300H8").replace("20240603", "20240604")
_SUBMITTER = GOOD[GOOD.index("NM1*41") : GOOD.index("NM1*40")]
_BILLING = GOOD[GOOD.index("NM1*85") : GOOD.index("HL*2")]
_PATIENT = RICH[RICH.index("NM1*QC") : RICH.index("CLM*")]
_ADDRESS = "N4*OAKLAND*CA*946120001~\nDMG"
_MEMBER = GOOD[GOOD.index("HL*2") : GOOD.index("CLM*")]
_PATIENTS = RICH[RICH.index("HL*3") : RICH.index("SE*")]
_SECOND_MEMBER = (_MEMBER + _AGAIN).replace("HL*2", "HL*3").replace("300H7", "300H8")
_SECOND_PROVIDER = GOOD[GOOD.index("HL*1") : GOOD.index("HL*2")].replace("HL*1*", "HL*3*") + _SECOND_MEMBER.replace(
    "HL*3*1", "HL*4*3"
)
_ANOTHER_PAYER = (("*ZZ*CALIFORNIA-DHCS*", "*ZZ*ANOTHER-PAYER  *"), ("*CALIFORNIA-DHCS*2024", "*ANOTHER*2024"))
_THIRD_MEMBER = _SECOND_MEMBER.replace("HL*3*1", "HL*5*3").replace("300H8", "300H9").replace("20240604", "20240605")
_EARLIER_PROVIDER = ("\nSE*", "\n" + _SECOND_PROVIDER.replace("HL*4*3", "HL*4*1") + _THIRD_MEMBER + "SE*")
_BAD_PARENT = (("HL*2*1*22", "HL*2*9*22"), ("\nSE*", f"\n{_SECOND_MEMBER}SE*"))
_BARE_PROVIDER = (("HL*1**20*1~\n", "HL*1**20*1~\nHL*2**20*1~\n"), ("HL*2*1*22", "HL*3*2*22"))
_BARE_LINE = (("LX*1~\n", "LX*1~\nLX*2~\n"), ("LX*2~\nSV1*HC:H", "LX*3~\nSV1*HC:H"))

#: name, G or R, edits, code, place, element, component
FAULTS: list[Fault] = [
    ("ISA13 != IEA02", "G", ("IEA*1*000000001", "IEA*1*000000002"), "X1032", "IEA", 2, 0),
    ("IEA01 wrong", "G", ("IEA*1*", "IEA*2*"), "X1035", "IEA", 1, 0),
    ("GS06 != GE02", "G", ("GE*1*1", "GE*1*2"), "X1033", "GE", 2, 0),
    ("GE01 wrong", "G", ("GE*1*1", "GE*7*1"), "X1036", "GE", 1, 0),
    ("SE01 wrong", "G", ("SE*43", "SE*44"), "X1037", "SE", 1, 0),
    ("SE02 differs", "G", ("*0001~\nGE", "*0002~\nGE"), "X1034", "SE", 2, 0),
    ("ISA15 not a code", "G", ("*1*T*:", "*1*Q*:"), "X2021", "ISA", 15, 0),
    ("ISA14 not a code", "G", ("*1*T*:", "*2*T*:"), "X2021", "ISA", 14, 0),
    ("ISA05 wrong qualifier", "G", ("*ZZ*123456789300", "*Z9*123456789300"), "X2021", "ISA", 5, 0),
    ("ISA09 bad date", "G", ("*240708*", "*241308*"), "X2022", "ISA", 9, 0),
    ("ISA10 bad time", "G", ("*0930*^", "*2530*^"), "X2023", "ISA", 10, 0),
    ("ISA12 wrong", "G", ("00501", "00601"), "X1017", "ISA", 12, 0),
    ("GS04 6 digit date", "G", ("CALIFORNIA-DHCS*20240708", "CALIFORNIA-DHCS*240708"), "X2018", "GS", 4, 0),
    ("GS07 not a code", "G", ("*1*X*005010", "*1*T*005010"), "X2021", "GS", 7, 0),
    ("GS05 bad time", "G", ("0930*1*X", "0960*1*X"), "X2023", "GS", 5, 0),
    ("GS02 empty", "G", ("GS*HC*123456789*", "GS*HC**"), "X2015", "GS", 2, 0),
    ("ST01 of another transaction", "G", ("ST*837", "ST*835"), "X1020", "ST", 1, 0),
    ("ST02 used twice", "G", ("GE*1*1", _SECOND_ST + "GE*2*1"), "X1023", "ST*837*0001#2", 2, 0),
    ("leading space", "G", ("N3*HOMELESS", " N3*HOMELESS"), "X1012", " N3", 0, 0),
    ("segment id in small letters", "G", ("N3*HOMELESS", "n3*HOMELESS"), "X1016", "n3", 0, 0),
    ("control character", "G", ("RIVERA*ANA", "RIV\x01ERA*ANA"), "X1038", "NM1*IL", 3, 0),
    ("tabulator", "G", ("RIVERA*ANA", "RIV\tERA*ANA"), "X1038", "NM1*IL", 3, 0),
    ("accent", "G", ("RIVERA*ANA", "RIV\xc9RA*ANA"), "X1039", "NM1*IL", 3, 0),
    ("accent in UTF-8", "G", ("RIVERA*ANA", "RIV\xc3\x89RA*ANA"), "X1039", "NM1*IL", 3, 0),
    ("BHT02 wrong", "G", ("BHT*0019*00", "BHT*0019*01"), "X2021", "BHT", 2, 0),
    ("BHT04 bad date", "G", ("B000001*20240708", "B000001*20240230"), "X2022", "BHT", 4, 0),
    ("BHT06 wrong", "G", ("0930*RP", "0930*XX"), "X2021", "BHT", 6, 0),
    ("1000A PER missing", "G", ("PER*IC*EDI OPERATIONS*TE*9165550100~\n", ""), "X2007", "NM1*40", 0, 0),
    ("1000B missing", "G", ("NM1*40*2*CALIFORNIA-DHCS*****46*610442~\n", ""), "X2008", "HL", 0, 0),
    ("1000A twice", "G", ("NM1*40", _SUBMITTER + "NM1*40"), "X2009", "NM1*41*2#2", 0, 0),
    ("NM108 wrong in 1000A", "G", ("*****46*123456789", "*****47*123456789"), "X2021", "NM1", 8, 0),
    ("HL01 gap", "G", ("HL*2*1*22", "HL*3*1*22"), "X2002", "HL*3", 1, 0),
    ("HL02 bad parent", "G", ("HL*2*1*22", "HL*2*9*22"), "X2003", "HL*2", 2, 0),
    ("HL04 on billing 0", "G", ("HL*1**20*1", "HL*1**20*0"), "X2021", "HL", 4, 0),
    ("HL04 bad code", "G", ("HL*2*1*22*0", "HL*2*1*22*2"), "X2021", "HL*2", 4, 0),
    ("PRV02 wrong", "G", ("PRV*BI*PXC", "PRV*BI*ZZ"), "X2021", "PRV", 2, 0),
    ("2010AA missing", "G", (_BILLING, ""), "X2008", "HL*2", 0, 0),
    ("2010AA N3 missing", "G", ("N3*100 BROADWAY~\n", ""), "X2007", "N4", 0, 0),
    ("2010AA N4 missing", "G", ("N4*OAKLAND*CA*946120001~\nREF", "REF"), "X2007", "REF", 0, 0),
    ("2010AA REF missing", "G", ("REF*EI*941234567~\n", ""), "X2007", "HL*2", 0, 0),
    ("NM102 bad", "G", ("NM1*85*2", "NM1*85*3"), "X2021", "NM1*85", 2, 0),
    ("NM103 empty billing", "G", ("HARBOR HOUSING PARTNERS", ""), "X2015", "NM1*85", 3, 0),
    ("NM103 over 60", "G", ("HARBOR HOUSING PARTNERS", 61 * "H"), "X2019", "NM1*85", 3, 0),
    ("N401 one char", "G", ("N4*OAKLAND", "N4*O"), "X2018", "N4", 1, 0),
    ("N402 three", "G", ("N4*OAKLAND*CA", "N4*OAKLAND*CAL"), "X2019", "N4", 2, 0),
    ("N402 unknown", "G", ("N4*OAKLAND*CA", "N4*OAKLAND*CQ"), "X5008", "N4", 2, 0),
    ("trailing space", "G", ("N4*OAKLAND*", "N4*OAKLAND *"), "X2020", "N4", 1, 0),
    ("SBR missing", "G", ("SBR*S*18*******MC~\n", ""), "X2007", "NM1*IL", 0, 0),
    ("SBR02 bad", "G", ("SBR*S*18*", "SBR*S*19*"), "X2021", "SBR", 2, 0),
    ("SBR09 bad", "G", ("*******MC", "*******QQ"), "X2021", "SBR", 9, 0),
    ("SBR05 on subscriber bad", "G", ("SBR*S*18*******MC", "SBR*S*18***99****MC"), "X2021", "SBR", 5, 0),
    ("2010BB missing", "G", ("NM1*PR*2*CALIFORNIA-DHCS*****PI*610442~\n", ""), "X2008", "CLM", 0, 0),
    ("NM108 bad on IL", "G", ("ANA****MI*9", "ANA****MX*9"), "X2021", "NM1*IL", 8, 0),
    ("DMG02 bad date", "G", ("D8*19850412", "D8*19850231"), "X2022", "DMG", 2, 0),
    ("DMG02 6 digits", "G", ("D8*19850412", "D8*850412"), "X2022", "DMG", 2, 0),
    ("DMG03 bad", "G", ("19850412*F", "19850412*X"), "X2021", "DMG", 3, 0),
    ("DMG03 missing", "G", ("19850412*F", "19850412"), "X2015", "DMG", 3, 0),
    ("CLM01 empty", "G", ("CLM*300H7K2M9Q4T1*", "CLM**"), "X2015", "CLM", 1, 0),
    ("CLM01 > 38", "G", ("300H7K2M9Q4T1", "300" + 36 * "A"), "X2019", "CLM", 1, 0),
    ("CLM02 letters", "G", ("T1*350*", "T1*35O*"), "X1039", "CLM", 2, 0),
    ("CLM02 dollar sign", "G", ("T1*350*", "T1*$350*"), "X1039", "CLM", 2, 0),
    ("CLM02 comma", "G", ("T1*350*", "T1*3,50*"), "X1039", "CLM", 2, 0),
    ("CLM02 empty", "G", ("T1*350*", "T1**"), "X2015", "CLM", 2, 0),
    ("CLM05 missing", "G", ("***12:B:1*", "****"), "X2012", "CLM", 5, 0),
    ("CLM05-2 bad", "G", ("12:B:1", "12:A:1"), "X2021", "CLM", 5, 2),
    ("CLM05-3 missing", "G", ("12:B:1", "12:B"), "X2015", "CLM", 5, 3),
    ("CLM05-1 unknown", "G", ("12:B:1", "88:B:1"), "X2021", "CLM", 5, 1),
    ("CLM05-1 one digit", "G", ("12:B:1", "1:B:1"), "X2021", "CLM", 5, 1),
    ("CLM06 bad", "G", ("12:B:1*Y*A", "12:B:1*Q*A"), "X2021", "CLM", 6, 0),
    ("CLM07 bad", "G", ("*Y*A*Y*Y~", "*Y*P*Y*Y~"), "X2021", "CLM", 7, 0),
    ("CLM08 missing", "G", ("*Y*A*Y*Y~", "*Y*A**Y~"), "X2015", "CLM", 8, 0),
    ("CLM09 bad", "G", ("*Y*A*Y*Y~", "*Y*A*Y*M~"), "X2021", "CLM", 9, 0),
    ("CLM05 too many components", "G", ("12:B:1", "12:B:1:9"), "X2014", "CLM", 5, 0),
    ("CLM too many elements", "G", ("*Y*A*Y*Y~", "*Y*A*Y*Y************Z~"), "X2011", "CLM", 21, 0),
    ("CLM03 not used", "G", ("T1*350***", "T1*350*MC**"), "X2016", "CLM", 3, 0),
    ("component in simple", "G", ("AUTH2024001", "AUTH:2024001"), "X2017", "REF*G1", 2, 0),
    ("HI missing", "G", ("HI*ABK:Z5901*ABF:F1120~\n", ""), "X2007", "NM1*82", 0, 0),
    ("HI02 ABK twice", "G", ("ABF:F1120", "ABK:F1120"), "X2021", "HI", 2, 1),
    (
        "HI twice",
        "G",
        ("HI*ABK:Z5901*ABF:F1120~\n", "HI*ABK:Z5901*ABF:F1120~\nHI*ABK:Z5901~\n"),
        "X2010",
        "HI*ABK:Z5901#2",
        0,
        0,
    ),
    (
        "REF before CN1",
        "G",
        ("CN1*02*350~\nREF*G1*AUTH2024001~\n", "REF*G1*AUTH2024001~\nCN1*02*350~\n"),
        "X2005",
        "CN1",
        0,
        0,
    ),
    (
        "REF*G1 twice",
        "G",
        ("REF*G1*AUTH2024001~\n", "REF*G1*AUTH2024001~\nREF*G1*AUTH2~\n"),
        "X2010",
        "REF*G1*AUTH2#2",
        0,
        0,
    ),
    ("REF unknown qualifier in 2300", "G", ("REF*EA*MRN", "REF*QQ*MRN"), "X2021", "REF*QQ", 1, 0),
    (
        "PRV*PE twice",
        "G",
        ("PRV*PE*PXC*171M00000X~\n", "PRV*PE*PXC*171M00000X~\nPRV*PE*PXC*171M00000X~\n"),
        "X2010",
        "PRV*PE*PXC#2",
        0,
        0,
    ),
    ("NM1*82 twice", "G", ("SBR*P", "NM1*82*1*SOTO*PIA****XX*1245319599~\nSBR*P"), "X2009", "NM1*82*1#2", 0, 0),
    ("OI missing", "G", ("OI***Y***Y~\n", ""), "X2007", "NM1*IL*1#2", 0, 0),
    ("2330B missing", "G", ("NM1*PR*2*GOLDEN VALLEY HEALTH PLAN*****PI*300~\n", ""), "X2008", "LX", 0, 0),
    ("OI03 bad", "G", ("OI***Y", "OI***Q"), "X2021", "OI", 3, 0),
    ("LX gap", "G", ("LX*2", "LX*3"), "X2004", "LX*3", 1, 0),
    ("SV1 missing", "G", ("SV1*HC:G9012:U2*200*UN*1***1:2~\n", ""), "X2007", "DTP", 0, 0),
    ("SV101-2 missing", "G", ("SV1*HC:G9012:U2", "SV1*HC::U2"), "X2015", "SV1", 1, 2),
    ("SV102 empty", "G", ("U2*200*UN", "U2**UN"), "X2015", "SV1", 2, 0),
    ("SV103 bad", "G", ("200*UN*1", "200*UX*1"), "X2021", "SV1", 3, 0),
    ("SV104 letters", "G", ("200*UN*1*", "200*UN*l*"), "X1039", "SV1", 4, 0),
    ("SV107 missing", "G", ("***1:2~", "~"), "X2012", "SV1", 7, 0),
    ("SV107-1 zero", "G", ("***1:2~", "***0:2~"), "X2021", "SV1", 7, 1),
    ("SV107 13", "G", ("***1:2~", "***1:13~"), "X2021", "SV1", 7, 2),
    ("service date missing", "G", ("DTP*472*D8*20240603~\n", ""), "X2007", "REF*6R", 0, 0),
    (
        "service date twice",
        "G",
        ("DTP*472*D8*20240603~\n", "DTP*472*D8*20240603~\nDTP*472*D8*20240603~\n"),
        "X2010",
        "DTP*472*D8#2",
        0,
        0,
    ),
    ("service date bad date", "G", ("472*D8*20240603", "472*D8*20240631"), "X2022", "DTP", 3, 0),
    ("service date D8 with range", "G", ("472*D8*20240603", "472*D8*20240603-20240604"), "X2022", "DTP", 3, 0),
    ("service date RD8 with day", "G", ("472*D8*20240603", "472*RD8*20240603"), "X2022", "DTP", 3, 0),
    ("service date RD8 reversed", "G", ("472*D8*20240603", "472*RD8*20240605-20240603"), "X2024", "DTP", 3, 0),
    ("service date with DT", "G", ("472*D8*20240603", "472*DT*202406030900"), "X2021", "DTP", 2, 0),
    ("service date MMDDYYYY", "G", ("472*D8*20240603", "472*D8*06032024"), "X2022", "DTP", 3, 0),
    ("service date dashes", "G", ("472*D8*20240603", "472*D8*2024-06-03"), "X2022", "DTP", 3, 0),
    (
        "DTP unknown qual in 2400",
        "G",
        ("DTP*472*D8*20240603~\n", "DTP*472*D8*20240603~\nDTP*999*D8*20240603~\n"),
        "X2021",
        "DTP*999",
        1,
        0,
    ),
    (
        "REF*6R twice",
        "G",
        ("REF*6R*INV88-0001~\n", "REF*6R*INV88-0001~\nREF*6R*INV88-0009~\n"),
        "X2010",
        "REF*6R*INV88-0009",
        0,
        0,
    ),
    ("573 missing after SVD", "G", (_LINE_1, "SVD*300*200*HC:G9012:U2**1~\n"), "X2007", "LX*2", 0, 0),
    ("SVD02 missing", "G", ("SVD*300*200*", "SVD*300**"), "X2015", "SVD", 2, 0),
    ("SVD03 missing", "G", ("SVD*300*200*HC:G9012:U2**1", "SVD*300*200***1"), "X2012", "SVD", 3, 0),
    ("SVD05 missing", "G", ("HC:G9012:U2**1~", "HC:G9012:U2~"), "X2015", "SVD", 5, 0),
    ("CAS03 missing", "R", ("CAS*PR*1*25", "CAS*PR*1"), "X2015", "CAS", 3, 0),
    ("CAS quad without amount", "R", ("CAS*CO*45*50**24*50", "CAS*CO*45*50**24"), "X2026", "CAS*CO*45", 5, 0),
    ("unknown segment in 2300", "G", ("REF*EA", "ZZZ*1~\nREF*EA"), "X2005", "ZZZ", 0, 0),
    (
        "unused segment (CUR in 2400)",
        "G",
        ("REF*6R*INV88-0001", "CUR*85*USD~\nREF*6R*INV88-0001"),
        "X2005",
        "CUR",
        0,
        0,
    ),
    ("PAT missing in 2000C", "R", ("PAT*19~\n", ""), "X2007", "NM1*QC", 0, 0),
    ("NM1*QC missing", "R", (_PATIENT, ""), "X2008", "CLM", 0, 0),
    ("patient N3 missing", "R", ("N3*1 ELM~\n", ""), "X2007", "N4*OAKLAND*CA#3", 0, 0),
    ("patient DMG missing", "R", ("DMG*D8*20100101*F~\n", ""), "X2007", "CLM", 0, 0),
    ("PWK02 bad", "R", ("PWK*OZ*FX", "PWK*OZ*QQ"), "X2021", "PWK", 2, 0),
    ("PWK06 without 05", "R", ("PWK*OZ*FX***AC*ATT1", "PWK*OZ*FX****ATT1"), "X2026", "PWK", 5, 0),
    ("NTE02 > 80", "R", ("SEEN AT HOME", 81 * "S"), "X2019", "NTE", 2, 0),
    ("LIN02 bad", "R", ("LIN**N4", "LIN**N9"), "X2021", "LIN", 2, 0),
    ("CTP missing", "R", ("CTP****2*UN~\n", ""), "X2007", "SVD", 0, 0),
    ("CLM10 bad", "R", ("*Y*Y*P*OA", "*Y*Y*Q*OA"), "X2021", "CLM", 10, 0),
    ("CLM11 bad", "R", ("*Y*Y*P*OA", "*Y*Y*P*ZZ"), "X2021", "CLM", 11, 1),
    (
        "PER04 without 03",
        "R",
        ("PER*IC*BILLING DESK*TE*5105550100*EX*12", "PER*IC*BILLING DESK*TE*5105550100*EX"),
        "X2026",
        "PER*IC*BILLING DESK",
        5,
        0,
    ),
    ("NM1*DN without name", "R", ("NM1*DN*1*CHAN*LEE", "NM1*DN*1**LEE"), "X2015", "NM1*DN", 3, 0),
    (
        "CLM02 != sum (no COB)",
        "G",
        ((_OTHER, ""), (_LINE_1, ""), (_LINE_2, ""), ("T1*350*", "T1*340*")),
        "X3001",
        "CLM",
        2,
        0,
    ),
    ("CLM02 != sum with COB", "G", ("T1*350*", "T1*340*"), "X3001", "CLM", 2, 0),
    ("AMT*D wrong", "G", ("AMT*D*350", "AMT*D*340"), "X3002", "AMT", 2, 0),
    ("SVD02 wrong", "G", ("SVD*300*200", "SVD*300*190"), "X3003", "SVD", 2, 0),
    ("2 payers: SVD02 INS1 line1 wrong", "R", ("SVD*INS1*100", "SVD*INS1*90"), "X3003", "SVD", 2, 0),
    (
        "2 payers: CAS line 300 wrong",
        "R",
        ("CAS*CO*45*100~\nDTP*573*D8*20240702~\nLX*2", "CAS*CO*45*110~\nDTP*573*D8*20240702~\nLX*2"),
        "X3003",
        "SVD*300",
        2,
        0,
    ),
    ("2 payers: claim CAS wrong", "R", ("CAS*PR*1*25", "CAS*PR*1*20"), "X3002", "AMT", 2, 0),
    ("2 payers: 2nd AMT*D wrong", "R", ("AMT*D*50", "AMT*D*60"), "X3002", "AMT*D*60", 2, 0),
    ("2 payers: CLM02 wrong", "R", ("CLM*300A*500", "CLM*300A*510"), "X3001", "CLM", 2, 0),
    ("2 payers: negative CAS breaks", "R", ("CAS*CO*45*50**24*50", "CAS*CO*45*150**24*-40"), "X3003", "SVD", 2, 0),
    ("SBR02 empty, no 2000C", "G", ("SBR*S*18*", "SBR*S**"), "X4002", "SBR", 2, 0),
    ("SBR02 18 with 2000C", "R", ("SBR*S********MC", "SBR*S*18*******MC"), "X4001", "HL*3", 0, 0),
    ("subscriber N3 missing", "G", ("N3*HOMELESS~\n", ""), "X4003", "NM1*IL", 0, 0),
    ("subscriber N4 missing", "G", (_ADDRESS, "DMG"), "X4003", "NM1*IL", 0, 0),
    ("subscriber DMG missing", "G", ("DMG*D8*19850412*F~\n", ""), "X4004", "NM1*IL", 0, 0),
    ("HL04 1 without a child", "G", ("HL*2*1*22*0", "HL*2*1*22*1"), "X4005", "HL*2", 4, 0),
    ("HL04 0 with child", "R", ("HL*2*1*22*1", "HL*2*1*22*0"), "X4005", "HL*2", 4, 0),
    ("SVD01 unknown payer", "G", ("SVD*300*200", "SVD*399*200"), "X4006", "SVD", 1, 0),
    ("pointer without diagnosis", "G", ("***1:2~", "***1:3~"), "X4009", "SV1", 7, 2),
    ("pointer twice", "G", ("***1:2~", "***1:1~"), "X4010", "SV1", 7, 2),
    ("REF*6R same", "G", ("INV88-0002", "INV88-0001"), "X4012", "REF*6R*INV88-0001#2", 2, 0),
    ("frequency 7 no F8", "G", ("12:B:1", "12:B:7"), "X4013", "CLM", 5, 3),
    ("frequency 1 with F8", "G", ("REF*G1*AUTH", "REF*F8*1~\nREF*G1*AUTH"), "X4014", "REF*F8", 0, 0),
    ("CLM01 21", "G", ("300H7K2M9Q4T1", "300H7K2M9Q4T123456789"), "X4015", "CLM", 1, 0),
    ("billing zip 5", "G", ("946120001", "94612"), "X4016", "N4", 3, 0),
    ("billing address is a box", "G", ("100 BROADWAY", "P O BOX 7"), "X4017", "N3", 1, 0),
    ("rendering is billing provider", "G", ("1093817462", "1234567893"), "X4018", "NM1*82", 9, 0),
    ("units 0", "G", ("200*UN*1*", "200*UN*0*"), "X4020", "SV1", 4, 0),
    ("units -1", "G", ("200*UN*1*", "200*UN*-1*"), "X4020", "SV1", 4, 0),
    ("minutes and a half", "G", ("200*UN*1*", "200*MJ*1.5*"), "X4021", "SV1", 4, 0),
    ("born after the service", "G", ("19850412", "20240701"), "X4023", "DMG", 2, 0),
    ("born in future", "G", ("19850412", "20991231"), "X4023", "DMG", 2, 0),
    ("no 573 anywhere", "G", ((_LINE_1, ""), (_LINE_2, "")), "X4007", "NM1*PR*2#2", 0, 0),
    (
        "2 payers: 573 only for one",
        "R",
        (
            ("SVD*300*100*HC:G9012:U2**1~\nCAS*CO*45*100~\nDTP*573*D8*20240702~\n", ""),
            ("SVD*300*50*HC:H0043:U6**2~\nCAS*CO*45*250~\nDTP*573*D8*20240702~\n", ""),
        ),
        "X4007",
        "NM1*PR*2#3",
        0,
        0,
    ),
    ("patient born after", "R", ("D8*20100101", "D8*20240610"), "X4023", "DMG", 2, 0),
    ("rendering of line is claim's", "R", ("1245319599", "1093817462"), "X4019", "NM1*82*1#2", 9, 0),
    ("facility zip 5", "R", ("946120003", "94612"), "X4016", "N4*OAKLAND*CA#4", 3, 0),
    ("NPI check 82", "G", ("1093817462", "1093817461"), "X5001", "NM1*82", 9, 0),
    ("NPI 9 digits", "G", ("1093817462", "109381746"), "X5001", "NM1*82", 9, 0),
    ("NPI letters", "G", ("1093817462", "109381746X"), "X5001", "NM1*82", 9, 0),
    ("NPI DN check", "R", ("1003000126", "1003000127"), "X5001", "NM1*DN", 9, 0),
    ("NPI 77 check", "R", ("1679576722", "1679576723"), "X5001", "NM1*77", 9, 0),
    ("NPI 2420A check", "R", ("1245319599", "1245319598"), "X5001", "NM1*82*1#2", 9, 0),
    ("ICD9 BK mixed", "G", ("ABF:F1120", "BF:30400"), "X5002", "HI", 2, 1),
    ("ICD not billable", "G", ("F1120", "F112"), "X5004", "HI", 2, 2),
    ("ICD unknown", "G", ("F1120", "F9999"), "X5005", "HI", 2, 2),
    ("ICD dot", "G", ("F1120", "F11.20"), "X5006", "HI", 2, 2),
    ("ICD lower", "G", ("F1120", "f1120"), "X5006", "HI", 2, 2),
    ("ICD too short", "G", ("F1120", "ZZZ"), "X5006", "HI", 2, 2),
    ("taxonomy form", "G", ("171M00000X", "171M0000X"), "X5009", "PRV*PE", 3, 0),
    ("taxonomy rare", "G", ("171M00000X", "207R00000X"), "X5010", "PRV*PE", 3, 0),
    ("HCPCS form", "G", ("SV1*HC:G9012:U2", "SV1*HC:G901:U2"), "X5011", "SV1", 1, 2),
    ("HCPCS unknown", "G", ("SV1*HC:H0043:U6", "SV1*HC:99213"), "X5012", "SV1*HC:99213", 1, 2),
    ("modifier too long", "G", ("SV1*HC:G9012:U2", "SV1*HC:G9012:U2X"), "X2019", "SV1", 1, 3),
    ("modifier lower", "G", ("SV1*HC:G9012:U2", "SV1*HC:G9012:u2"), "X5013", "SV1", 1, 3),
    ("zip 6", "G", (_ADDRESS, "N4*OAKLAND*CA*946120~\nDMG"), "X5014", "N4*OAKLAND*CA#2", 3, 0),
    ("zip dash", "G", (_ADDRESS, "N4*OAKLAND*CA*94612-0001~\nDMG"), "X5014", "N4*OAKLAND*CA#2", 3, 0),
    ("zip billing dash", "G", ("946120001", "94612-0001"), "X4016", "N4", 3, 0),
    ("SV105 unknown POS", "G", ("200*UN*1***1:2", "200*UN*1*88**1:2"), "X2021", "SV1", 5, 0),
    ("modifiers unknown", "G", ("SV1*HC:G9012:U2", "SV1*HC:G9012:U9"), "X6001", "SV1", 1, 0),
    ("service without modifier", "G", ("SV1*HC:G9012:U2", "SV1*HC:G9012"), "X6002", "SV1", 1, 0),
    ("telehealth without GQ", "G", ("12:B:1", "02:B:1"), "X6004", "SV1", 1, 0),
    (
        "units more than days",
        "G",
        ("SV1*HC:H0043:U6*150*UN*1", "SV1*HC:H0043:U3*150*UN*3"),
        "X6005",
        "SV1*HC:H0043:U3",
        4,
        0,
    ),
    ("units with fraction", "G", ("200*UN*1*", "200*UN*1.5*"), "X6007", "SV1", 4, 0),
    ("outreach beside ECM", "G", ("SV1*HC:H0043:U6", "SV1*HC:G9012:U8"), "X6009", "SV1*HC:G9012:U8", 1, 0),
    ("homeless without diagnosis", "G", ("ABK:Z5901", "ABK:F1120"), "X6010", "N3*HOMELESS", 1, 0),
    (
        "paid before service",
        "G",
        ("DTP*573*D8*20240701~\nLX*2", "DTP*573*D8*20240601~\nLX*2"),
        "X7003",
        "DTP*573",
        3,
        0,
    ),
    (
        "paid after received",
        "G",
        ("DTP*573*D8*20240701~\nLX*2", "DTP*573*D8*20240901~\nLX*2"),
        "X7004",
        "DTP*573",
        3,
        0,
    ),
    ("CLM01 prefix", "G", ("CLM*300H", "CLM*301H"), "X7005", "CLM", 1, 0),
    ("local code", "G", ("SV1*HC:H0043:U6", "SV1*HC:Z1234"), "X7008", "SV1*HC:Z1234", 1, 2),
    ("claims where encounters are taken", "G", ("*RP~", "*CH~"), "X7009", "BHT", 6, 0),
    ("CIN form", "G", ("MI*91234567A", "MI*9123456A"), "X7010", "NM1*IL", 9, 0),
    ("CIN lower", "G", ("MI*91234567A", "MI*91234567a"), "X7010", "NM1*IL", 9, 0),
    ("receiver differs", "G", ("*CALIFORNIA-DHCS*20240708", "*OTHER*20240708"), "X7011", "GS", 3, 0),
    ("NPI check digit of the billing provider", "G", ("XX*1234567893", "XX*1234567890"), "X5001", "NM1*85", 9, 0),
    ("PRV03 missing", "G", ("PRV*BI*PXC*251B00000X", "PRV*BI*PXC"), "X2015", "PRV", 3, 0),
    ("REF02 missing", "G", ("REF*G1*AUTH2024001", "REF*G1"), "X2015", "REF*G1", 2, 0),
    ("SV104 missing", "G", ("200*UN*1*", "200*UN**"), "X2015", "SV1", 4, 0),
    ("CTP05 missing", "R", ("CTP****2*UN", "CTP****2"), "X2012", "CTP", 5, 0),
    ("eleven other payers", "G", ("LX*1", _ELEVEN + "LX*1"), "X2009", "SBR#12", 0, 0),
    ("claim id used twice", "G", (_LINE_2, _LINE_2 + _AGAIN), "X7002", "CLM#2", 1, 0),
    ("service given twice", "G", ("HC:H0043:U6*150", "HC:G9012:U2*150"), "X7001", "SV1*HC:G9012:U2*150", 1, 0),
    ("admission after service", "G", ("CN1*", "DTP*435*D8*20240604~\nCN1*"), "X4024", "DTP*435", 3, 0),
    ("discharge before service", "G", ("CN1*", "DTP*096*D8*20240602~\nCN1*"), "X4025", "DTP*096", 3, 0),
    ("death before service", "R", ("PAT*19", "PAT*19****D8*20240601"), "X4026", "PAT", 6, 0),
    ("month counted twice", "G", ("HC:H0043:U6*150*UN*1", "HC:H0044:U3*150*UN*2"), "X6006", "SV1*HC:H0044", 4, 0),
    ("no IEA", "G", ("IEA*1*000000001~\n", ""), "X1024", "GE", 0, 0),
    ("no GE", "G", ("GE*1*1~\n", ""), "X1031", "IEA", 0, 0),
    ("cut in the last segment", "G", ("IEA*1*000000001~\n", "IEA*1*0000"), "X1009", "IEA", 0, 0),
    ("interchange number used before", "G", ("IEA*1*000000001~\n", _ANOTHER), "X1021", "ISA#2", 13, 0),
    ("BHT01 wrong", "G", ("BHT*0019", "BHT*0018"), "X2021", "BHT", 1, 0),
    ("BHT missing", "G", ("BHT*0019*00*B000001*20240708*0930*RP~\n", ""), "X2007", "NM1*41", 0, 0),
    ("NM101 wrong in 1000A", "G", ("NM1*41", "NM1*4X"), "X2021", "NM1*4X", 1, 0),
    ("NM101 wrong in 1000B", "G", ("NM1*40", "NM1*4X"), "X2021", "NM1*4X", 1, 0),
    ("HL03 wrong", "G", ("HL*2*1*22", "HL*2*1*29"), "X2021", "HL*2", 3, 0),
    ("HL 20 missing", "G", ("HL*1**20*1~\n", ""), "X2007", "PRV*BI", 0, 0),
    ("HL 22 missing", "G", ("HL*2*1*22*0~\n", ""), "X2007", "SBR", 0, 0),
    ("SBR01 wrong", "G", ("SBR*S", "SBR*X"), "X2021", "SBR", 1, 0),
    ("SBR01 wrong in 2320", "G", ("SBR*P", "SBR*X"), "X2021", "SBR*X", 1, 0),
    ("CN101 wrong", "G", ("CN1*02", "CN1*2X"), "X2021", "CN1", 1, 0),
    ("HI01-1 wrong", "G", ("HI*ABK", "HI*ABX"), "X2021", "HI", 1, 1),
    ("HI01-1 empty", "G", ("HI*ABK:", "HI*:"), "X2015", "HI", 1, 1),
    ("SV101-1 wrong", "G", ("SV1*HC", "SV1*HQ"), "X2021", "SV1", 1, 1),
    ("SV101 missing", "G", ("SV1*HC:G9012:U2*", "SV1**"), "X2012", "SV1", 1, 0),
    ("NM101 of a rendering provider wrong", "G", ("NM1*82", "NM1*8X"), "X2021", "NM1*8X", 1, 0),
    ("NM101 of a facility wrong", "R", ("NM1*77", "NM1*7X"), "X2021", "NM1*7X", 1, 0),
    ("PAT01 wrong", "R", ("PAT*19", "PAT*99"), "X2021", "PAT", 1, 0),
    ("NTE01 wrong", "R", ("NTE*ADD", "NTE*ADX"), "X2021", "NTE", 1, 0),
    ("CAS01 wrong", "R", ("CAS*PR", "CAS*PX"), "X2021", "CAS", 1, 0),
    ("N3 and N4 swapped", "G", ("N3*100 BROADWAY~\nN4*OAKLAND*CA*946120001~\n",
        "N4*OAKLAND*CA*946120001~\nN3*100 BROADWAY~\n"), "X2007", "N4", 0, 0),
    ("LX after its SV1", "G", ("LX*2~\nSV1*HC:H0043:U6*150*UN*1***1~\n", "SV1*HC:H0043:U6*150*UN*1***1~\nLX*2~\n"),
        "X2007", "SV1*HC:H0043", 0, 0),
    ("LX 1 missing", "R", ("LX*1~\n", ""), "X2007", "SV1", 0, 0),
    ("LX 2 missing", "R", ("LX*2~\n", ""), "X2007", "SV1#2", 0, 0),
    ("SVD missing", "G", ("SVD*300*200*HC:G9012:U2**1~\n", ""), "X2005", "DTP*573", 0, 0),
    ("SBR of another payer missing", "G", ("SBR*P*18*******HM~\n", ""), "X2005", "AMT", 0, 0),
    ("1000A missing", "G", (_SUBMITTER, ""), "X2008", "NM1*40", 0, 0),
    ("2010BA missing", "R", ("NM1*IL*1*RIVERA*ANA****MI*91234567A~\n", ""), "X2008", "NM1*PR", 0, 0),
    ("2330A missing", "R", ("NM1*IL*1*RIVERA*ANA****MI*AAA111~\n", ""), "X2008", "NM1*PR*2*FIRST", 0, 0),
    ("too long and no code", "G", ("12:B:1", "112:B:1"), "X2021", "CLM", 5, 1),
    ("a code with a space behind it", "G", ("*Y*A*Y*Y~", "*Y*A*Y*Y ~"), "X2020", "CLM", 9, 0),
    ("no elements", "G", ("N3*HOMELESS", "N3"), "X1014", "N3#2", 0, 0),
    ("a separator and no elements", "G", ("N3*HOMELESS", "N3*"), "X1014", "N3*#2", 0, 0),
    ("a separator at the end", "G", ("N3*HOMELESS", "N3*HOMELESS*"), "X1013", "N3*HOMELESS", 0, 0),
    ("a separator after the last element", "G", ("AMT*D*350", "AMT*D*350**"), "X1013", "AMT", 0, 0),
    ("a separator in place of a required element", "G", ("REF*G1*AUTH2024001", "REF*G1*"), "X2015", "REF*G1", 2, 0),
    ("unknown guide", "G", ("X*005010X222A1", "X*005010X999"), "X1018", "GS", 8, 0),
    ("fraction of a cent in CLM02", "G", ("T1*350*", "T1*350.001*"), "X2027", "CLM", 2, 0),
    ("fraction of a cent in SV102", "G", ("U2*200*", "U2*250.005*"), "X2027", "SV1", 2, 0),
    ("fraction of a cent in SVD02", "G", ("SVD*300*200*", "SVD*300*200.005*"), "X2027", "SVD", 2, 0),
    ("fraction of a cent in AMT02", "G", ("AMT*D*350", "AMT*D*350.005"), "X2027", "AMT", 2, 0),
    ("fraction of a cent in CN102", "G", ("CN1*02*350", "CN1*02*350.0001"), "X2027", "CN1", 2, 0),
    ("fraction of a cent in CAS", "R", ("*50**24*50", "*50**24*50.001"), "X2027", "CAS*CO*45*50", 6, 0),
    ("a member without content", "G", ("HL*2*1*22*0", "HL*2*1*22*0~\nHL*3*1*22*0"), "X2007", "HL*3", 0, 0),
    ("a member without content at the end", "G", ("\nSE*", "\nHL*3*1*22*0~\nSE*"), "X2007", "SE", 0, 0),
    ("a provider without content", "G", _BARE_PROVIDER, "X2008", "HL*2", 0, 0),
    ("a claim without content", "G", ("CLM*", "CLM*3001*350***12:B:1*Y*A*Y*Y~\nCLM*"), "X2007", "CLM#2", 0, 0),
    ("a line without content", "G", _BARE_LINE, "X2007", "LX*2", 0, 0),
    ("another payer without content", "G", ("SBR*P*", "SBR*T*18*******HM~\nSBR*P*"), "X2007", "SBR*P", 0, 0),
    ("a member without a claim", "G", ("HL*2*1*22*0", _MEMBER + "HL*3*1*22*0"), "X2008", "HL*3", 0, 0),
    (
        "a member without a claim at the end",
        "G",
        ("\nSE*", "\n" + _MEMBER.replace("HL*2", "HL*3") + "SE*"),
        "X2008",
        "SE",
        0,
        0,
    ),
    ("a transaction without a claim", "G", (CLAIM, ""), "X2008", "SE", 0, 0),
    ("a member whose patient is missing", "R", (_PATIENTS, ""), "X2008", "SE", 0, 0),
    ("a patient without a claim", "R", (_PATIENTS[_PATIENTS.index("CLM") :], ""), "X2008", "SE", 0, 0),
    ("a patient below the provider", "R", ("HL*3*2*23", "HL*3*1*23"), "X2028", "HL*3", 2, 0),
    (
        "a member below a member",
        "G",
        ("\nSE*", "\n" + _SECOND_MEMBER.replace("HL*3*1", "HL*3*2") + "SE*"),
        "X2028",
        "HL*3",
        2,
        0,
    ),
    (
        "a member below an earlier provider",
        "G",
        ("\nSE*", "\n" + _SECOND_PROVIDER.replace("HL*4*3", "HL*4*1") + "SE*"),
        "X2028",
        "HL*4",
        2,
        0,
    ),
    ("ST03 of another guide", "G", ("0001*005010X222A1", "0001*005010X223A2"), "X1041", "ST", 3, 0),
    ("ST03 of another errata", "G", ("0001*005010X222A1", "0001*005010X222"), "X1041", "ST", 3, 0),
    ("ST03 missing", "G", ("0001*005010X222A1", "0001"), "X2015", "ST", 3, 0),
    ("what the payer paid is missing", "G", ("AMT*D*350~\n", ""), "X4027", "SBR*P", 0, 0),
    ("what one of two payers paid is missing", "R", ("AMT*D*275~\n", ""), "X4027", "SBR*P", 0, 0),
    ("an address without state and ZIP", "G", (_ADDRESS, "N4*OAKLAND~\nDMG"), "X4028", "N4*OAKLAND#2", 2, 0),
    ("a billing address without ZIP", "G", ("N4*OAKLAND*CA*946120001", "N4*OAKLAND*CA"), "X4028", "N4", 3, 0),
    ("an accident without its date", "R", ("DTP*439*D8*20240519~\n", ""), "X4029", "CLM", 11, 1),
    ("an automobile accident without its state", "R", ("*P*OA", "*P*AA"), "X4030", "CLM", 11, 4),
    ("a frequency of institutions", "G", ("12:B:1", "12:B:5"), "X5015", "CLM", 5, 3),
    ("a component separator at the end", "G", ("ABF:F1120", "ABF:F1120:"), "X1042", "HI", 2, 0),
    ("a component separator after the last component", "G", ("12:B:1", "12:B:1:"), "X1042", "CLM", 5, 0),
    ("a pointer at an empty place", "G", ("ABK:Z5901*ABF", "ABK:Z5901**ABF"), "X4009", "SV1", 7, 2),
    ("no province of Canada", "G", (_ADDRESS, "N4*GASPE*QQ*G4X1A1*CA~\nDMG"), "X2021", "N4*GASPE", 2, 0),
    (
        "a province of Canada in the United States",
        "G",
        (_ADDRESS, "N4*GASPE*QC*946120001~\nDMG"),
        "X2021",
        "N4*GASPE",
        2,
        0,
    ),
    ("subrogation where encounters are taken", "G", ("*RP~", "*31~"), "X7009", "BHT", 6, 0),
    ("HL02 bad parent, and other members after it", "G", _BAD_PARENT, "X2003", "HL*2", 2, 0),
    ("a member below an earlier provider, and others after it", "G", _EARLIER_PROVIDER, "X2028", "HL*4", 2, 0),
    ("an ISA without an element", "G", ("*ZZ*123456789300   *", "*123456789300   *"), "X1007", "ISA", 0, 0),
]  # fmt: skip


def edited(text: str, edits: Edits) -> str:
    """The file with each edit made once, and SE01 counted anew if it was right."""
    pairs: tuple[tuple[str, str], ...] = (edits,) if isinstance(edits[0], str) else edits  # type: ignore[assignment]
    keep = any(old.startswith("SE*") for old, _ in pairs)
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text if keep else recounted(text)


def recounted(text: str) -> str:
    """SE01 of the first transaction made right."""
    start, end = text.find("ST*"), text.find("\nSE*")
    if start < 0 or end < 0:
        return text
    count = text[start:end].count("~") + 1
    return text[: end + 1] + re.sub(r"SE\*\d+", f"SE*{count}", text[end + 1 :], count=1)


def place_of(text: str, place: str, element: int, component: int) -> tuple[int, int, int]:
    """A place of the table as segment number, element, component."""
    beginning, _, nth = place.partition("#")
    numbers = [n for n, one in enumerate(text.split("~"), 1) if one.lstrip("\r\n").startswith(beginning)]
    return numbers[int(nth or 1) - 1], element, component


@pytest.mark.parametrize("fault", FAULTS, ids=[fault[0] for fault in FAULTS])
def test_one_fault_is_one_finding(fault: Fault) -> None:
    _, base, edits, code, place, element, component = fault
    text = edited({"G": GOOD, "R": RICH}[base], edits)
    found = [
        (one.code, one.where.segment_no, one.where.element, one.where.component)
        for one in checked(text).findings
        if isinstance(one.where, X12Ref)
    ]
    assert found == [(code, *place_of(text, place, element, component))]


def _qualifiers(text: str) -> list[str]:
    """The text with each of its qualifiers in turn made wrong, and empty."""
    found = []
    for segment in text.split("~\n")[3:-4]:
        name, one, *rest = segment.split("*")
        if name in ("CTP", "CLM", "HL", "LIN", "LX", "N3", "N4", "OI", "SVD"):
            continue
        _, colon, more = one.partition(":")
        for wrong in ("Q8", ""):
            new = "*".join([name, wrong + colon + more, *rest])
            found.append(text.replace(f"{segment}~\n", f"{new}~\n", 1))
    return found


@pytest.mark.parametrize("base", ["G", "R"])
def test_a_wrong_qualifier_is_one_finding_on_it(base: str) -> None:
    """Of whatever segment; nothing that follows from it, of types 1 to 7, is told."""
    for text in _qualifiers({"G": GOOD, "R": RICH}[base]):
        (finding,) = checked(text).findings
        assert finding.code in ("X2021", "X2015", "X2012", "X1014"), text
        assert isinstance(finding.where, X12Ref)
        assert finding.where.element == (finding.code != "X1014")


def test_no_fault_is_no_finding() -> None:
    assert list(checked(RICH).findings) == []
    assert recounted(RICH) == RICH


def test_the_table_names_every_fault_once_and_covers_every_type() -> None:
    names = [fault[0] for fault in FAULTS]
    assert len(set(names)) == len(names) >= 80
    assert {fault[3][1] for fault in FAULTS} == set("1234567")


def _wrapped(text: str, width: int, end: str) -> str:
    flat = text.replace("~\n", "~")
    return end.join(flat[start : start + width] for start in range(0, len(flat), width))


def _renumbered(text: str) -> str:
    """The same file as another interchange with another claim."""
    return text.replace("000000001", "000000002").replace("CLM*300", "CLM*3001").replace("202406", "202405")


_FLAT = RICH.replace("~\n", "~")
_GROUP = GOOD[GOOD.index("GS*") : GOOD.index("IEA*")]
_LATER = _GROUP.replace("Q4T1", "Q4T2").replace("20240603", "20240604")
_VOID = CLAIM.replace("12:B:1", "12:B:8").replace("REF*G1", "REF*F8*1~\nREF*G1")
_NO_NPI = ("PARTNERS*****XX*1234567893", "PARTNERS")
_ABROAD = ("N3*HOMELESS~\nN4*OAKLAND*CA*946120001", "N3*CALLE 1~\nN4*TIJUANA***MX")
_OTHER_FIRST = "SBR*T*01*******CI~\nOI***Y***Y~\nNM1*IL*1*RIVERA*ANA****MI*XX1~\nNM1*PR*2*FIRST*****PI*INS9~\nSBR*P*18"
_DENIED = (
    ("AMT*D*350", "CAS*CO*24*350~\nAMT*D*0"),
    (_LINE_1, ""),
    (_LINE_2, ""),
    ("PI*300~\n", "PI*300~\nDTP*573*D8*20240701~\n"),
)
_NO_MONEY = (
    ("T1*350*", "T1*0*"),
    ("AMT*D*350", "AMT*D*0"),
    ("U2*200*", "U2*0*"),
    ("U6*150*", "U6*0*"),
    ("SVD*300*200*", "SVD*300*0*"),
    ("SVD*300*150*", "SVD*300*0*"),
)
_SECOND_PATIENT = (
    _PATIENTS.replace("HL*3", "HL*4")
    .replace("CLM*300A", "CLM*300B")
    .replace("LUZ", "SOL")
    .replace("202406", "202405")
    .replace("20240520", "20240420")
    .replace("20240519", "20240419")
)

#: What is odd, and legal: the file, and the codes of what is remarked (none of them an error).
ODDITIES: dict[str, tuple[str, list[str]]] = {
    "byte order mark": ("\xef\xbb\xbf" + RICH, ["X1001"]),
    "carriage returns": (RICH.replace("\n", "\r\n"), []),
    "no line breaks": (_FLAT, []),
    "line feed as terminator": (_FLAT.replace("~", "\n"), []),
    "carriage return as terminator": (_FLAT.replace("~", "\r\n"), []),
    "wrapped at 80": (_wrapped(RICH, 80, "\n"), ["X1003"]),
    "wrapped at 72, carriage returns": (_wrapped(RICH, 72, "\r\n"), ["X1003"]),
    "other separators": (_FLAT.replace("*", "|").replace(":", ">").replace("~", "!"), []),
    "control characters as separators": (_FLAT.replace("*", "\x1d").replace(":", "\x1f").replace("~", "\x1c"), []),
    "blank lines": (RICH.replace("~\n", "~\n\n"), []),
    "an end-of-file mark": (RICH + "\r\n\x1a", []),
    "two interchanges": (GOOD + _renumbered(GOOD), []),
    "two interchanges, two sets of separators": (GOOD + _renumbered(GOOD).replace("*", "|").replace("~", "'"), []),
    "two interchanges, two terminators": (_FLAT.replace("~", "\n") + _renumbered(GOOD), []),
    "two groups": (
        GOOD.replace("IEA*1", _LATER.replace("0930*1*X", "0930*2*X").replace("GE*1*1", "GE*1*2") + "IEA*2"), [],
    ),
    "two transactions": (
        GOOD.replace(
            "GE*1*1", _LATER[_LATER.index("ST*") : _LATER.index("GE*")].replace("0001*005", "0002*005")
            .replace("*0001~\n", "*0002~\n") + "GE*2*1",
        ), [],
    ),
    "TA1 before the group": (GOOD.replace("GS*HC", "TA1*000000001*240708*0930*A*000~\nGS*HC", 1), []),
    "TA1 alone": (
        GOOD[: GOOD.index("GS*")] + "TA1*000000001*240708*0930*A*000~\nIEA*0*000000001~\n", [],
    ),
    "GS08 005010X222": (RICH.replace("005010X222A1", "005010X222"), ["X1019"]),
    "GS08 005010X222A2": (RICH.replace("005010X222A1", "005010X222A2"), ["X1019"]),
    "a patient, two other payers, a drug": (RICH, []),
    "two patients of one subscriber": (recounted(RICH.replace("SE*", _SECOND_PATIENT + "SE*")), []),
    "SE01 with zeros before it": (GOOD.replace("SE*43", "SE*0043"), []),
    "cents written out": (edited(GOOD, (("T1*350*", "T1*350.00*"), ("U2*200*", "U2*200.0*"))), []),
    "no money at all": (edited(GOOD, _NO_MONEY), []),
    "a range of one day": (edited(GOOD, ("472*D8*20240603", "472*RD8*20240603-20240603")), []),
    "small letters and signs in names": (edited(GOOD, ("RIVERA*ANA", "O'Neil-Diaz*Ana <#1> [A&B]")), []),
    "an address abroad": (edited(GOOD, _ABROAD), []),
    "two members": (edited(GOOD, ("\nSE*", f"\n{_SECOND_MEMBER}SE*")), []),
    "two providers": (edited(GOOD, ("\nSE*", f"\n{_SECOND_PROVIDER}SE*")), []),
    "an empty place among the diagnoses": (
        edited(GOOD, (("ABK:Z5901*ABF", "ABK:Z5901**ABF"), ("***1:2~", "***1:3~"))), [],
    ),
    "an automobile accident": (edited(RICH, ("*P*OA", "*P*AA:::CA")), []),
    "related to employment": (edited(GOOD, ("*Y*A*Y*Y~", "*Y*A*Y*Y**EM~")), []),
    "an address in Canada": (edited(GOOD, (_ADDRESS, "N4*GASPE*QC*G4X1A1*CA~\nDMG")), []),
    "a demand of subrogation to another payer": (
        edited(GOOD, (*_ANOTHER_PAYER, ("*RP~", "*31~"))), [],
    ),
    "a provider without NPI": (edited(GOOD, (_NO_NPI, ("PI*610442~\nCLM", "PI*610442~\nREF*G2*55~\nCLM"))), []),
    "a provider who is a person": (edited(GOOD, ("NM1*85*2*HARBOR HOUSING PARTNERS*", "NM1*85*1*HARBOR*JO")), []),
    "a claim voided in the same file": (edited(GOOD, (_LINE_2, _LINE_2 + _VOID)), []),
    "minutes": (edited(GOOD, ("HC:H0043:U6*150*UN*1", "HC:00100*150*MJ*30")), ["X5012"]),
    "half a unit": (edited(GOOD, ("HC:H0043:U6*150*UN*1", "HC:99213*150*UN*1.5")), ["X5012"]),
    "modifiers in another order": (edited(GOOD, ("HC:G9012:U2*200", "HC:G9012:GQ:U2*200")), []),
    "a description of the service": (edited(GOOD, ("HC:H0043:U6*150", "HC:H0043:U6::::MEALS*150")), []),
    "another payer that has not decided": (edited(GOOD, ("SBR*P*18", _OTHER_FIRST)), []),
    "a claim that the plan denied": (edited(GOOD, _DENIED), []),
    "more paid than charged": (
        edited(GOOD, (("SVD*300*200*HC:G9012:U2**1~\n", "SVD*300*220*HC:G9012:U2**1~\nCAS*OA*94*-20~\n"),
            ("AMT*D*350", "AMT*D*370"))), [],
    ),
    "a drug": (
        edited(GOOD, ("SVD*300*200", "LIN**N4*12345678901~\nCTP****2*UN~\nREF*XZ*99~\nSVD*300*200")), [],
    ),
    "three ways to call": (edited(GOOD, ("TE*9165550100", "TE*9165550100*FX*9165550101*EM*A@B.ORG")), []),
}  # fmt: skip


@pytest.mark.parametrize("name", ODDITIES)
def test_an_oddity_is_no_error(name: str) -> None:
    text, remarks = ODDITIES[name]
    outcome = checked(text)
    assert [one.code for one in outcome.findings] == remarks
    assert outcome.valid
    assert outcome.claims or name == "TA1 alone"
