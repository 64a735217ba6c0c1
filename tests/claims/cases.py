"""Good and bad cases of every rule of types 3 to 7."""

from __future__ import annotations

from tests.claims.base import CLAIM, GOOD, OTHER_NPI, Case, Spot, bad, good

_CAS_LINE = ("SVD*300*200*HC:G9012:U2**1~\n", "SVD*300*150*HC:G9012:U2**1~\nCAS*CO*45*50~\n")
_SECOND_UNPAID = ("SVD*300*150*HC:H0043:U6**1~\nDTP*573*D8*20240701~\n", "")
_TWICE = ("SE*43", f"{CLAIM}SE*43")
_OWN_ID = ("SE*43", f"{CLAIM.replace('H7K2M9Q4T1', 'H7K2M9Q4T2')}SE*43")
_OWN_DAY = (
    "SE*43",
    CLAIM.replace("H7K2M9Q4T1", "H7K2M9Q4T2").replace("472*D8*20240603", "472*D8*20240604") + "SE*43",
)
_PATIENT = "HL*3*2*23*0~\nPAT*19~\nNM1*QC*1*RIVERA*LUZ~\nN3*1 ELM~\nN4*OAKLAND*CA*94612~\nDMG*D8*20100101*F~\nCLM*"
_SELF = "SBR*S*18*******MC"
_MEMBER = GOOD[GOOD.index("SBR*S") : GOOD.index("CLM*")]
_OF_TWO = _PATIENT.removesuffix("CLM*") + CLAIM.replace("H7K2M9Q4T1", "H7K2M9Q4T2").replace("20240603", "20240604")
#: A member with a claim of her own, and a child with one.
_FAMILY = (("HL*2*1*22*0", "HL*2*1*22*1"), ("SE*43", f"{_OF_TWO}SE*43"))
_OF_THREE = _OF_TWO.replace("T2*", "T3*").replace("20240604", "20240605") + "HL*4*2*23*0"
_ELSEWHERE = (("*ZZ*CALIFORNIA-DHCS*", "*ZZ*SOME-OTHERPAYER*"), ("*CALIFORNIA-DHCS*20240708", "*OTHER*20240708"))
_HOME = "N4*OAKLAND*CA*946120001~\nDMG"
_THREE = ("SV1*HC:G9012:U2*200*UN*1***1:2", "SV1*HC:G9012:U2*200*UN*1***3")

CASES: dict[str, list[Case]] = {
    "X3001": [
        bad(("CLM*300H7K2M9Q4T1*350", "CLM*300H7K2M9Q4T1*340"), at=Spot("CLM", 2)),
        bad(("*150*UN", "*149.99*UN"), at=Spot("CLM", 2)),
        good(("CLM*300H7K2M9Q4T1*350", "CLM*300H7K2M9Q4T1*350.00")),
        good(("*200*UN", "*200.1*UN"), ("*150*UN", "*149.90*UN")),
    ],
    "X3002": [
        bad(("AMT*D*350", "AMT*D*340"), at=Spot("AMT", 2)),
        bad(
            ("AMT*D*350", "AMT*D*340"),
            ("SVD*300*200", "SVD*300*190"),
            ("SVD*300*150", "SVD*300*140"),
            at=Spot("AMT", 2),
        ),
        good(("SVD*300*200", "SVD*300*150")),
        good(("SVD*300*200", "SVD*999*200")),
        good(("AMT*D*350", "CAS*CO*45~\nAMT*D*350")),
        good(("SBR*P*18*******HM~\nAMT*D*350", "SBR*P*18*******HM~\nCAS*CO*45*50~\nAMT*D*300")),
    ],
    "X3003": [
        bad(("SVD*300*200", "SVD*300*150"), at=Spot("SVD", 2)),
        good(_CAS_LINE),
        good(
            (
                _CAS_LINE[0],
                "SVD*300*120*HC:G9012:U2**1~\nCAS*CO*45*30~\nSVD*300*40*HC:G9012:U2**1~\nCAS*OA*23*10~\n",
            ),
        ),
        good((_CAS_LINE[0], "SVD*300*150*HC:G9012:U2**1~\nCAS*CO*45*20**45*10**24*20~\n")),
    ],
    "X3004": [
        bad(("AMT*D*350", "AMT*D*200"), _SECOND_UNPAID, at=Spot("AMT", 2)),
        good(("AMT*D*350", "AMT*D*300"), _CAS_LINE),
        good(("CLM*300H7K2M9Q4T1*350", "CLM*300H7K2M9Q4T1*340")),
        good(("AMT*D*350", "AMT*D*340")),
        good(("SVD*300*200", "SVD*300*150")),
        good(("SVD*300*200", "SVD*999*200")),
        good(("AMT*D*350", "CAS*PR*3*50~\nAMT*D*300")),
    ],
    "X4001": [
        bad(("CLM*", _PATIENT), at=Spot("HL*3")),
        good(*_FAMILY),
        # the next member has no claim of her own: the one before does not count
        bad(
            *_FAMILY,
            ("SE*43", f"HL*4*1*22*1~\n{_MEMBER}{_OF_TWO.replace('HL*3*2', 'HL*5*4').replace('H7K2M9Q4T2', 'T3')}SE*43"),
            at=Spot("HL*5"),
        ),
    ],
    "X4002": [
        good((_SELF, "SBR*S********MC"), ("HL*2*1*22*0", "HL*2*1*22*1"), ("CLM*", _PATIENT), ("PAT*19~\n", "")),
        bad((_SELF, "SBR*S********MC"), at=Spot("SBR*S", 2)),
        good((_SELF, "SBR*S********MC"), ("HL*2*1*22*0", "HL*2*1*22*1"), ("CLM*", _PATIENT)),
    ],
    "X4003": [
        good(("CLM*", _PATIENT), ("N3*HOMELESS~\n", "")),
        bad(("N3*HOMELESS~\n", ""), at=Spot("NM1*IL")),
        bad(("N3*HOMELESS~\nN4*OAKLAND*CA*946120001~\n", ""), at=Spot("NM1*IL")),
    ],
    "X4004": [
        good(("CLM*", _PATIENT), ("DMG*D8*19850412*F~\n", "")),
        bad(("DMG*D8*19850412*F~\n", ""), at=Spot("NM1*IL")),
    ],
    "X4005": [
        bad(("HL*2*1*22*0", "HL*2*1*22*1"), at=Spot("HL*2", 4)),
        bad(("HL*2*1*22*0", "HL*2*1*22*1"), _OWN_DAY, at=Spot("HL*2", 4)),
        good(*_FAMILY),
        good(*_FAMILY, ("HL*3*2*23*0", _OF_THREE)),
        bad(*_FAMILY[1:], at=Spot("HL*2", 4)),
        good((_SELF, "SBR*S********MC"), ("HL*2*1*22*0", "HL*2*1*22*1"), ("CLM*", _PATIENT)),
    ],
    "X4031": [
        bad(("CLM*300H7K2M9Q4T1*350", "CLM*300H7K2M9Q4T1*-350"), at=Spot("CLM", 2)),
        bad(
            ("CLM*300H7K2M9Q4T1*350", "CLM*300H7K2M9Q4T1*-.01"),
            ("*200*UN", "*-150.01*UN"),
            at=Spot("CLM", 2),
        ),
        good(("CLM*300H7K2M9Q4T1*350", "CLM*300H7K2M9Q4T1*0"), ("*200*UN", "*0*UN"), ("*150*UN", "*0*UN")),
    ],
    "X4032": [
        bad(("CLM*300H7K2M9Q4T1*350", "CLM*300H7K2M9Q4T1*0"), ("*200*UN", "*-150*UN"), at=Spot("SV1", 2)),
        bad(("CLM*300H7K2M9Q4T1*350", "CLM*300H7K2M9Q4T1*50"), ("*150*UN", "*-150*UN"), at=Spot("SV1", 2, nth=2)),
        good(("CLM*300H7K2M9Q4T1*350", "CLM*300H7K2M9Q4T1*150"), ("*200*UN", "*0*UN")),
    ],
    "X4006": [
        good(("NM1*PR*2*GOLDEN VALLEY HEALTH PLAN*****PI*300~\n", "")),
        bad(("SVD*300*200", "SVD*999*200"), at=Spot("SVD*999", 1)),
    ],
    "X4007": [
        bad(
            ("SVD*300*200*HC:G9012:U2**1~\nDTP*573*D8*20240701~\n", ""),
            ("SVD*300*150*HC:H0043:U6**1~\nDTP*573*D8*20240701~\n", ""),
            at=Spot("NM1*PR*2*GOLDEN"),
        ),
        good(
            ("SVD*300*200*HC:G9012:U2**1~\nDTP*573*D8*20240701~\n", ""),
            ("SVD*300*150*HC:H0043:U6**1~\nDTP*573*D8*20240701~\n", ""),
            ("PI*300~\n", "PI*300~\nDTP*573*D8*20240701~\n"),
        ),
    ],
    "X4008": [bad(("PI*300~\n", "PI*300~\nDTP*573*D8*20240701~\n"), at=Spot("DTP*573", 3))],
    "X4009": [
        good(("***1:2~", "***1:13~")),
        good(("***1:2~", "***0:2~")),
        good(("HI*ABK:Z5901*ABF:F1120~\n", "")),
        bad(_THREE, at=Spot("SV1", 7, 1)),
        bad(("***1:2~", "***1:3~"), at=Spot("SV1", 7, 2)),
        good(_THREE, ("ABF:F1120", "ABF:F1120*ABF:Z590")),
        good(("ABK:Z5901*ABF:F1120", "ABK:Z5901*ABF*F1120")),
        bad(("ABK:Z5901*ABF:F1120", "ABK:Z5901**ABF:F1120"), at=Spot("SV1", 7, 2)),
        good(("ABK:Z5901*ABF:F1120", "ABK:Z5901**ABF:F1120"), ("***1:2~", "***1:3~")),
    ],
    "X4010": [good(("***1:2~", "***1:2:::2~")), bad(("***1:2~", "***1:1~"), at=Spot("SV1", 7, 2))],
    "X4011": [
        bad(("PARTNERS*****XX*1234567893", "PARTNERS"), at=Spot("NM1*85", 9)),
        bad(("PARTNERS*****XX*1234567893", "PARTNERS"), ("PI*610442~", "PI*610442~\nREF*2U*55~"), at=Spot("NM1*85", 9)),
        good(("PARTNERS*****XX*1234567893", "PARTNERS"), ("PI*610442~", "PI*610442~\nREF*G2*55~")),
        good(("PARTNERS*****XX*1234567893", "PARTNERS"), ("PI*610442~", "PI*610442~\nREF*LU*55~")),
    ],
    "X4012": [bad(("INV88-0002", "INV88-0001"), at=Spot("REF*6R", 2, nth=2))],
    "X4013": [
        bad(("12:B:1", "12:B:7"), at=Spot("CLM", 5, 3)),
        bad(("12:B:1", "12:B:8"), at=Spot("CLM", 5, 3)),
        good(("12:B:1", "12:B:7"), ("REF*EA", "REF*F8*123~\nREF*EA")),
    ],
    "X4014": [
        bad(("REF*EA", "REF*F8*123~\nREF*EA"), at=Spot("REF*F8")),
        good(("12:B:1", "12:B:8"), ("REF*EA", "REF*F8*123~\nREF*EA")),
    ],
    "X4015": [
        good(("300H7K2M9Q4T1", "300" + 36 * "A")),
        bad(("300H7K2M9Q4T1", "300H7K2M9Q4T123456789"), at=Spot("CLM", 1)),
        good(("300H7K2M9Q4T1", "300H7K2M9Q4T12345678")),
    ],
    "X4016": [
        bad(("946120001", "94612"), at=Spot("N4", 3)),
        bad(
            ("SBR*P", "NM1*77*2*SHELTER~\nN3*1 ELM~\nN4*OAKLAND*CA*94612~\nSBR*P"),
            at=Spot("N4*OAKLAND*CA*94612", 3, nth=3),
        ),
        good(("DMG", "DMG"), ("N3*HOMELESS~\nN4*OAKLAND*CA*946120001", "N3*HOMELESS~\nN4*OAKLAND*CA*94612")),
    ],
    "X4017": [
        bad(("N3*100 BROADWAY", "N3*PO BOX 12"), at=Spot("N3", 1)),
        bad(("N3*100 BROADWAY", "N3*100 BROADWAY*P.O. BOX 12"), at=Spot("N3", 2)),
        good(("N3*100 BROADWAY", "N3*100 BOXWOOD LANE")),
        good(("N3*HOMELESS", "N3*PO BOX 12")),
    ],
    "X4018": [bad(("XX*1093817462", "XX*1234567893"), at=Spot("NM1*82", 9))],
    "X4019": [
        bad(("SVD*300*200", "NM1*82*1*OKAFOR*CHIDI****XX*1093817462~\nSVD*300*200"), at=Spot("NM1*82", 9, nth=2)),
        good(("SVD*300*200", f"NM1*82*1*OKAFOR*ADA****XX*{OTHER_NPI}~\nSVD*300*200")),
    ],
    "X4020": [bad(("*200*UN*1", "*200*UN*0"), at=Spot("SV1", 4))],
    "X4021": [
        bad(("*200*UN*1", "*200*MJ*15.5"), at=Spot("SV1", 4)),
        good(("*200*UN*1", "*200*MJ*15")),
    ],
    "X4022": [
        bad(("D8*20240603~\nREF*6R*INV88-0001", "D8*20240802~\nREF*6R*INV88-0001"), at=Spot("DTP*472", 3)),
        good(("D8*20240603~\nREF*6R*INV88-0001", "D8*20240801~\nREF*6R*INV88-0001")),
    ],
    "X4023": [bad(("DMG*D8*19850412", "DMG*D8*20240604"), at=Spot("DMG", 2)), good(("D8*19850412", "D8*20240603"))],
    "X4024": [
        bad(("CN1*", "DTP*435*D8*20240604~\nCN1*"), at=Spot("DTP*435", 3)),
        good(("CN1*", "DTP*435*D8*20240603~\nCN1*")),
    ],
    "X4025": [
        bad(("CN1*", "DTP*096*D8*20240602~\nCN1*"), at=Spot("DTP*096", 3)),
        good(("CN1*", "DTP*096*D8*20240603~\nCN1*")),
    ],
    "X4026": [
        bad(("NM1*IL", "PAT*****D8*20240602~\nNM1*IL"), at=Spot("PAT", 6)),
        good(("NM1*IL", "PAT*****D8*20240603~\nNM1*IL")),
    ],
    "X4027": [
        bad(("AMT*D*350~\n", ""), at=Spot("SBR*P")),
        bad(("AMT*D*350~\n", "AMT*EAF*350~\n"), at=Spot("SBR*P")),
        good(("AMT*D*350~\n", ""), ("SVD*300*200", "SVD*999*200"), ("SVD*300*150", "SVD*999*150")),
        good(("AMT*D*350", "AMT*D*350.001")),
        good(("SBR*P*18", "SBR*T*01*******CI~\nOI***Y***Y~\nNM1*PR*2*FIRST*****PI*9~\nSBR*P*18")),
    ],
    "X4028": [
        bad((_HOME, "N4*OAKLAND~\nDMG"), at=Spot("N4*OAKLAND", 2, nth=2)),
        bad((_HOME, "N4*OAKLAND*CA~\nDMG"), at=Spot("N4*OAKLAND", 3, nth=2)),
        bad((_HOME, "N4*OAKLAND**946120001*US~\nDMG"), at=Spot("N4*OAKLAND", 2, nth=2)),
        bad((_HOME, "N4*TORONTO*ON**CA~\nDMG"), at=Spot("N4*TORONTO", 3)),
        bad(("N4*OAKLAND*CA*946120001", "N4*OAKLAND*CA"), at=Spot("N4*OAKLAND", 3)),
        bad(("CLM*", "N3*1 A~\nN4*FRESNO~\nCLM*"), at=Spot("N4*FRESNO", 2)),
        bad(("HL*2*1", "NM1*87*2~\nN3*1 A~\nN4*FRESNO~\nHL*2*1"), at=Spot("N4*FRESNO", 2)),
        bad(("PI*300~\n", "PI*300~\nN3*1 A~\nN4*FRESNO*CA~\n"), at=Spot("N4*FRESNO", 3)),
        good((_HOME, "N4*TORONTO*ON*M4B1B3*CA~\nDMG")),
        good((_HOME, "N4*TIJUANA***MX~\nDMG")),
    ],
    "X4029": [
        bad(("*Y*A*Y*Y~", "*Y*A*Y*Y**OA~"), at=Spot("CLM", 11, 1)),
        bad(("*Y*A*Y*Y~", "*Y*A*Y*Y**AA:EM::CA~"), at=Spot("CLM", 11, 1)),
        bad(("*Y*A*Y*Y~", "*Y*A*Y*Y**EM:OA~"), at=Spot("CLM", 11, 2)),
        good(("*Y*A*Y*Y~", "*Y*A*Y*Y**EM~")),
        good(("*Y*A*Y*Y~", "*Y*A*Y*Y**OA~"), ("CN1*", "DTP*439*D8*20240601~\nCN1*")),
    ],
    "X4030": [
        bad(("*Y*A*Y*Y~", "*Y*A*Y*Y**AA~"), ("CN1*", "DTP*439*D8*20240601~\nCN1*"), at=Spot("CLM", 11, 4)),
        good(("*Y*A*Y*Y~", "*Y*A*Y*Y**AA:::CA~"), ("CN1*", "DTP*439*D8*20240601~\nCN1*")),
        good(("*Y*A*Y*Y~", "*Y*A*Y*Y**AA::::MX~"), ("CN1*", "DTP*439*D8*20240601~\nCN1*")),
    ],
    "X5001": [
        bad(("1093817462", "1093817463"), at=Spot("NM1*82", 9)),
        bad(("XX*1234567893", "XX*1234567890"), at=Spot("NM1*85", 9)),
        bad(("1093817462", "3093817462"), at=Spot("NM1*82", 9)),
        good(("1093817462", OTHER_NPI)),
    ],
    "X5002": [bad(("ABF:F1120", "BF:30400"), at=Spot("HI", 2, 1))],
    "X5003": [
        good(("ABF:F1120", "BF:30400")),
        bad(("ABK:Z5901*ABF:F1120", "BK:30400*BF:30401"), at=(Spot("HI", 1, 1), Spot("HI", 2, 1))),
    ],
    "X5004": [
        bad(("ABK:Z5901", "ABK:Z591"), at=Spot("HI", 1, 2)),
        bad(("ABK:Z5901", "ABK:Z59"), at=Spot("HI", 1, 2)),
        good(("ABK:Z5901", "ABK:Z5911")),
    ],
    "X5005": [bad(("ABK:Z5901", "ABK:Z9999"), at=Spot("HI", 1, 2)), good(("ABK:Z5901", "ABK:z5901"))],
    "X5020": [
        bad(("ABK:Z5901", "ABK:W1830XA"), at=Spot("HI", 1, 2)),
        bad(("ABK:Z5901", "ABK:Y9201"), at=Spot("HI", 1, 2)),
        good(("ABK:Z5901", "ABK:Z5901*ABF:W1830XA")),
    ],
    "X5006": [
        bad(("ABK:Z5901", "ABK:Z59.01"), at=Spot("HI", 1, 2)),
        bad(("ABK:Z5901", "ABK:z5901"), at=Spot("HI", 1, 2)),
        good(("ABK:Z5901", "ABK:Z9999")),
    ],
    "X5007": [
        bad(("12:B:1", "10:B:1"), ("472*D8*20240603", "472*D8*20211231"), at=Spot("CLM", 5, 1)),
        bad(("*1***1:2", "*1*10**1:2"), ("472*D8*20240603", "472*D8*20211231"), at=Spot("SV1", 5)),
        good(("12:B:1", "04:B:1")),
    ],
    "X5008": [
        good(("N4*OAKLAND*CA*", "N4*OAKLAND*CAL*")),
        bad(
            (
                "PARTNERS*****XX*1234567893~\nN3*100 BROADWAY~\nN4*OAKLAND*CA",
                "PARTNERS*****XX*1234567893~\nN3*100 BROADWAY~\nN4*OAKLAND*ZZ",
            ),
            at=Spot("N4", 2),
        ),
    ],
    "X5009": [
        good(("PRV*BI*PXC*251B00000X", "PRV*BI*PXC")),
        bad(("251B00000X", "251B"), at=Spot("PRV*BI", 3)),
        good(("251B00000X", "207Q00000X")),
    ],
    "X5010": [bad(("251B00000X", "299B00000X"), at=Spot("PRV*BI", 3)), good(("251B00000X", "251S00000X"))],
    "X5011": [bad(("SV1*HC:G9012:U2", "SV1*HC:G901:U2"), at=Spot("SV1", 1, 2)), good(("HC:G9012:U2*", "HC:0001A*"))],
    "X5012": [
        good(("HC:H0043:U6*150", "HC:Z9727*150")),
        bad(("SV1*HC:G9012:U2", "SV1*HC:99213"), at=Spot("SV1", 1, 2)),
        good(("HC:G9012:U2", "WK:99213")),
    ],
    "X5013": [
        good(("HC:G9012:U2*200", "HC:G9012:U2X*200")),
        bad(("SV1*HC:G9012:U2", "SV1*HC:G9012:u2"), at=Spot("SV1", 1, 3)),
        good(("G9012:U2", "G9012:U2:95")),
    ],
    "X5014": [
        good(("946120001", "94612-0001")),
        bad(("N3*HOMELESS~\nN4*OAKLAND*CA*946120001", "N3*HOMELESS~\nN4*OAKLAND*CA*9461"), at=Spot("N4", 3, nth=2)),
        good(("N3*HOMELESS~\nN4*OAKLAND*CA*946120001", "N3*HOMELESS~\nN4*TIJUANA**22000*MX")),
    ],
    "X5015": [
        bad(("12:B:1", "12:B:5"), at=Spot("CLM", 5, 3)),
        bad(("12:B:1", "12:B:A"), at=Spot("CLM", 5, 3)),
        bad(("12:B:1", "12:B:5:1"), at=Spot("CLM", 5, 3)),
        good(("12:B:1", "12:B:6")),
        good(("12:B:1", "12:B:12")),
        good(("12:B:1", "12:B")),
    ],
    "X6001": [
        bad(("SV1*HC:G9012:U2", "SV1*HC:G9012:U1"), at=Spot("SV1", 1)),
        good(("SV1*HC:G9012:U2", "SV1*HC:G9012:GQ:U2")),
        good(("SV1*HC:G9012:U2", "SV1*HC:G9012:95:U2")),
        good(("SV1*HC:G9012:U2", "SV1*HC:H0043:U6:GQ")),  # a community support by telephone
        bad(("SV1*HC:G9012:U2", "SV1*HC:H0043:U1:GQ"), at=Spot("SV1", 1)),
    ],
    "X6002": [
        good(("HC:G9012:U2*200", "HC:G9012:u2*200")),
        good(("HC:G9012:U2*200", "HC:G9012:U2X*200")),
        bad(("SV1*HC:G9012:U2", "SV1*HC:G9012"), at=Spot("SV1", 1)),
        good(("SV1*HC:G9012:U2", "SV1*HC:99213")),
    ],
    "X6003": [
        bad(("SV1*HC:G9012:U2", "SV1*HC:H0040:U1"), at=Spot("SV1", 1)),
        good(("SV1*HC:G9012:U2", "SV1*HC:H0044:U2")),
    ],
    "X6004": [
        bad(("12:B:1", "02:B:1"), at=Spot("SV1", 1)),
        good(("12:B:1", "02:B:1"), ("SV1*HC:G9012:U2", "SV1*HC:G9012:U2:GQ")),
    ],
    "X6005": [
        bad(("*150*UN*1", "*150*UN*2"), at=Spot("SV1*HC:H0043", 4)),
        good(
            ("*150*UN*1", "*150*UN*2"),
            ("D8*20240603~\nREF*6R*INV88-0002", "RD8*20240603-20240604~\nREF*6R*INV88-0002"),
        ),
    ],
    "X6006": [
        bad(("SV1*HC:H0043:U6*150*UN*1", "SV1*HC:H0044:U3*150*UN*2"), at=Spot("SV1*HC:H0044", 4)),
        good(("SV1*HC:H0043:U6*150*UN*1", "SV1*HC:H0044:U3*150*UN*1")),
    ],
    "X6007": [bad(("*200*UN*1", "*200*UN*1.5"), at=Spot("SV1", 4)), good(("*200*UN*1", "*200*UN*3"))],
    "X6008": [
        bad(("SV1*HC:G9012:U2*200", "SV1*HC:H0044:U2*0"), at=Spot("SV1", 2)),
        good(("G9012:U2*200", "G9012:U2*0")),
    ],
    "X6009": [
        bad(("SV1*HC:H0043:U6", "SV1*HC:G9012:U8"), at=Spot("SV1*HC:G9012:U8", 1)),
        good(("SV1*HC:G9012:U2", "SV1*HC:G9012:U8")),
    ],
    "X6010": [
        good(("HI*ABK:Z5901*ABF:F1120~\n", "")),
        bad(("ABK:Z5901", "ABK:Z600"), at=Spot("N3*HOMELESS", 1)),
        good(("N3*HOMELESS", "N3*1 ELM"), ("ABK:Z5901", "ABK:Z600")),
    ],
    "X7012": [
        bad(*_ELSEWHERE, _TWICE, at=Spot("CLM", 1, nth=2)),
        bad(*_ELSEWHERE, _TWICE, ("350***12:B", "350***11:B"), at=Spot("CLM", 1, nth=2)),
        good(*_ELSEWHERE, _OWN_ID),
        good(*_ELSEWHERE, _OWN_DAY),
        good(*_ELSEWHERE, (_TWICE[0], CLAIM.replace("20240603", "20240604") + "SE*43")),
        good(*_ELSEWHERE, (_TWICE[0], _TWICE[1].replace("12:B:1", "12:B:7").replace("REF*EA", "REF*F8*1~\nREF*EA"))),
        good(_TWICE),
    ],
    "X7001": [
        good(*_ELSEWHERE, _TWICE),
        bad(*_ELSEWHERE, _OWN_ID, at=(Spot("SV1", 1, nth=3), Spot("SV1", 1, nth=4))),
        bad(_OWN_ID, at=(Spot("SV1", 1, nth=3), Spot("SV1", 1, nth=4))),
        bad(_OWN_ID, ("SV1*HC:G9012:U2", "SV1*HC:G9012:95:U2"), at=Spot("SV1", 1, nth=4)),
        good(_OWN_DAY),
        good((_OWN_ID[0], _OWN_ID[1].replace("12:B:1", "12:B:7").replace("REF*EA", "REF*F8*1~\nREF*EA"))),
    ],
    "X7002": [
        good(*_ELSEWHERE, _TWICE),
        bad(*_ELSEWHERE, (_TWICE[0], CLAIM.replace("20240603", "20240604") + "SE*43"), at=Spot("CLM", 1, nth=2)),
        bad(_TWICE, at=Spot("CLM", 1, nth=2)),
        good((_TWICE[0], _TWICE[1].replace("12:B:1", "12:B:7").replace("REF*EA", "REF*F8*1~\nREF*EA"))),
        good(_OWN_ID),
    ],
    "X7003": [
        bad(*_ELSEWHERE, ("573*D8*20240701", "573*D8*20240602"), at=Spot("DTP*573", 3)),
        bad(("573*D8*20240701", "573*D8*20240602"), at=Spot("DTP*573", 3)),
        good(("573*D8*20240701", "573*D8*20240603")),
    ],
    "X7004": [
        bad(*_ELSEWHERE, ("573*D8*20240701", "573*D8*20240802"), at=Spot("DTP*573", 3)),
        bad(("573*D8*20240701", "573*D8*20240802"), at=Spot("DTP*573", 3)),
        good(("573*D8*20240701", "573*D8*20240801")),
    ],
    "X7005": [good(("CLM*300H7K2M9Q4T1", "CLM*")), bad(("CLM*300H", "CLM*305H"), at=Spot("CLM", 1))],
    "X7006": [
        bad(
            ("IEA*1*000000001~\n", "IEA*1*000000001~\n" + "{second}"),
            at=Spot("ISA", 6, nth=2),
        )
    ],
    "X7007": [],
    "X7008": [
        bad(*_ELSEWHERE, ("SV1*HC:G9012:U2", "SV1*HC:Z9012:U2"), at=Spot("SV1", 1, 2)),
        bad(("SV1*HC:G9012:U2", "SV1*HC:Z9727"), at=Spot("SV1", 1, 2)),
        good(("G9012:U2", "99213")),
    ],
    "X7009": [
        good(("*RP~", "*XX~")),
        bad(("*0930*RP", "*0930*CH"), at=Spot("BHT", 6)),
        bad(("*0930*RP", "*0930*31"), at=Spot("BHT", 6)),
    ],
    "X7010": [
        bad(("91234567A", "91234567"), at=Spot("NM1*IL", 9)),
        bad(("91234567A", "81234567A"), at=Spot("NM1*IL", 9)),
    ],
    "PV027": [bad(("*CALIFORNIA-DHCS*240708", "*DHCS-PROVNETWK *240708"), at=Spot("ISA", 8))],
    "X7011": [
        bad(("*CALIFORNIA-DHCS*240708", "*ANOTHER-PAYER  *240708"), at=Spot("ISA", 8), payer="dhcs"),
        bad(("123456789*CALIFORNIA-DHCS*2024", "123456789*ANOTHER*2024"), at=Spot("GS", 3), payer="dhcs"),
    ],
}
