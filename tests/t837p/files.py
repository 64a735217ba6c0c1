"""Files that the parser is tested on: the samples, the corpus, and one made by hand that has every loop."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.guide.mutants import REPOSITORY, corpus

SAMPLES = sorted((REPOSITORY / "samples").glob("*.837"))
DHCS_LONG, FORM = (next(path for path in SAMPLES if path.stem == name) for name in ("dhcs-long", "form"))

EVERY_LOOP = [
    "ISA*00*          *00*          *ZZ*123456789300   *ZZ*RECEIVER       *240708*0930*^*00501*000000001*1*T*:",
    "GS*HC*123456789*RECEIVER*20240708*0930*1*X*005010X222A1",
    "ST*837*0001*005010X222A1", "BHT*0019*00*B000001*20240708*0930*CH",
    "NM1*41*2*GOLDEN VALLEY*****46*123456789", "PER*IC*DESK*TE*9165550100", "NM1*40*2*RECEIVER*****46*610442",
    "HL*1**20*1", "PRV*BI*PXC*251B00000X", "NM1*85*2*HARBOR*****XX*1234567893", "N3*100 BROADWAY",
    "N4*OAKLAND*CA*946120001", "REF*SY*123456789", "REF*0B*STATE1", "PER*IC*ANN*TE*5105550100",
    "NM1*87*2", "N3*PO BOX 1", "N4*OAKLAND*CA*946120002",
    "NM1*PE*2*PLAN*****PI*77", "N3*1 PLAN WAY", "N4*OAKLAND*CA*946120003", "REF*EI*941234567",
    "HL*2*1*22*1", "SBR*P**GRP1*GROUP NAME*****CI", "NM1*IL*1*DOE*JANE*Q**JR*MI*91234567A", "N3*1 MAIN*APT 2",
    "N4*OAKLAND*CA*94612", "DMG*D8*19850412*F", "REF*SY*111223333", "NM1*PR*2*PAYER ONE*****PI*P1", "REF*FY*4455",
    "HL*3*2*23*0", "PAT*19", "NM1*QC*1*DOE*SAM", "N3*1 MAIN", "N4*OAKLAND*CA*94612", "DMG*D8*20150501*M",
    "CLM*A1*150***11:B:1*Y*A*Y*Y", "DTP*431*D8*20240501", "PWK*OZ*BM***AC*123", "CN1*02*60", "AMT*F5*10",
    "REF*F8*ICN9", "REF*G1*AUTH", "REF*EA*MRN", "REF*9F*REFERRAL", "K3*FREE TEXT", "NTE*ADD*A NOTE", "CRC*75*Y*IH",
    "HI*ABK:Z5901*ABF:F1120", "HCP*02*100*50",
    "NM1*DN*1*REF*DOC****XX*1234567893", "NM1*82*1*REND*DOC****XX*1234567893", "PRV*PE*PXC*207Q00000X", "REF*G2*X1",
    "NM1*77*2*SITE*****XX*1234567893", "N3*5 SITE ST", "N4*OAKLAND*CA*946120004", "NM1*DQ*1*SUPER*DOC****XX*1234567893",
    "NM1*PW*2", "N3*PICK", "N4*OAKLAND*CA*94612", "NM1*45*2*DROP", "N3*DROP", "N4*OAKLAND*CA*94612",
    "SBR*S*18*GRP2*OTHER GROUP*****MC", "CAS*CO*45*90", "AMT*D*60", "AMT*EAF*5", "OI***Y***Y",
    "NM1*IL*1*DOE*JANE****MI*X9", "NM1*PR*2*PAYER TWO*****PI*P2", "DTP*573*D8*20240701", "REF*F8*ICN10",
    "NM1*DN*1", "REF*G2*Y1",
    "LX*1", "SV1*HC:G9012:U2*100*UN*2*11**1:2**Y", "PWK*CT*AD", "DTP*472*D8*20240603", "DTP*304*D8*20240601",
    "QTY*PT*2",
    "MEA*OG*R1*1.5", "REF*6R*LINE1", "REF*9F*L9", "AMT*T*1", "K3*LINE", "NTE*ADD*LINE NOTE", "PS1*X*10",
    "HCP*02*90*10", "LIN**N4*01234567891", "CTP****3.5*UN", "REF*XZ*RX1", "NM1*82*1*LINE*DOC****XX*1234567893",
    "NM1*DK*1*ORDER*DOC****XX*1234567893", "N3*9 ORDER", "N4*OAKLAND*CA*94612", "PER*IC*X*TE*5105550111",
    "SVD*P2*60*HC:G9012:U2**2", "CAS*CO*45*40", "DTP*573*D8*20240701", "SVD*P3*0*HC:G9012:U2**2", "CAS*OA*23*100",
    "DTP*573*D8*20240702", "LQ*UT*04.04", "FRM*1A*Y",
    "LX*2", "SV1*HC:H0043*50*UN*1***1", "DTP*472*RD8*20240603-20240605",
    "SE*{count}*0001", "GE*1*1", "IEA*1*000000001",
]  # fmt: skip


def every_loop(*edits: tuple[str, str], end: str = "~\n") -> bytes:
    """The file with nearly every loop of the guide; `edits` replace text in it."""
    text = "".join(segment + end for segment in EVERY_LOOP).replace("{count}", str(len(EVERY_LOOP) - 4))
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text.encode("latin-1")


def corpus_claims(*, valid: bool) -> list[Path]:
    """The 837P 5010 files of the corpus, all or those that pyx12 finds valid; none where the corpus is absent."""
    folder = corpus()
    if folder is None or not (folder / "manifest.csv").is_file():
        return []
    with (folder / "manifest.csv").open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["transaction"] == "837P"]
    return [
        folder / row["file"]
        for row in rows
        if row["version"].startswith("005010X222") and (not valid or row["pyx12_valid"] == "True")
    ]
