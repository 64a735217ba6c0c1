"""Provider files that the tests read: one that has every segment, and one from the model."""

from __future__ import annotations

from datetime import date, datetime

from edi.control_numbers import Counting
from edi.model.encounter import Address, Reference
from edi.model.provider_file import (
    Accepts,
    Affiliation,
    Certification,
    Contact,
    Degree,
    Group,
    Hours,
    Language,
    Location,
    Names,
    Number,
    Provider,
    ProviderFile,
    Role,
    Site,
    Specialty,
)
from edi.t274.build import build
from edi.t274.envelope import Envelope, envelope, provider_file
from mappings.payer_file import load_payer
from mappings.profile_file import SAMPLE_PROFILE, read_profile

NOW = datetime(2026, 1, 5, 10, 0)  # noqa: DTZ001 - envelopes carry local time
PROFILE = read_profile(SAMPLE_PROFILE)
PAYER = load_payer("dhcs")

CLINICIAN = Provider(
    "1932265477", "ALVAREZ", "ROSA", "M", "", "MD", kind="1", gender="F", degrees=(Degree("D01", "MD"),),
    languages=(Language("es"), Language("hy", proficiency="3")), contract_start=date(2025, 1, 1),
    specialties=(Specialty("207Q00000X", roles=(Role("PCP"),), certifications=(Certification("BC", "Y"),)),),
    references=(Reference("0B", "A123456"),),
    affiliations=(Affiliation("80", "VALLEY GENERAL HOSPITAL", "1245319599", "XX", status="A"),),
)  # fmt: skip
SITE = Site(
    "1497758544", "HARBOR CLINIC EASTLAKE", names=(Names("CBAS", "N"),), services=("ecm", "housing_navigation"),
    contacts=(Contact("AJ", "FRONT DESK", (Number("TE", "5105550142"), Number("FX", "5105550143"))),),
    languages=(Language("es"), Language("vi")), contract_start=date(2025, 1, 1), contract_end=date(2027, 12, 31),
    hours=(Hours("1", "0800", "1700"), Hours("6", "0900", "1200")), accepts=Accepts("B", 0, 99),
    locations=(Location(Address("1200 E 12TH ST", "OAKLAND", "CA", "946060012", "STE 4")),),
    specialties=(Specialty("251B00000X"),), providers=(CLINICIAN,),
)  # fmt: skip
GROUP = Group(
    "1245319599", "HARBOR HEALTH MEDICAL GROUP", contract_start=date(2025, 1, 1),
    specialties=(Specialty("261QF0400X"),), references=(Reference("EI", "941234567"),), sites=(SITE,),
)  # fmt: skip


def settings() -> Envelope:
    """The envelope of the first plan of the sample profile."""
    return envelope(PAYER, PROFILE, PROFILE.plans[0], NOW)


def sample() -> ProviderFile:
    """A group with a site and a clinician."""
    return provider_file(PAYER, PROFILE, PROFILE.plans[0], [GROUP], NOW)


def text_of(file: ProviderFile) -> bytes:
    """A provider file as a 274."""
    return "".join(build(file, settings(), Counting(1))).encode("ascii")


EVERY_SEGMENT = """\
ISA*03*202601    *00*          *ZZ*123456789300   *ZZ*DHCS-PROVNETWK *260105*1000*^*00405*000000001*0*T*:
GS*PW*123456789*DHCS-PROVNETWK*20260105*1000*1*X*004050X109
ST*274*0001*004050X109
BHT*0028*27*30020260105*20260105*1000*RT
DTM*507*20260105
PER*BJ*EDI DESK*TE*9165550100*EM*EDI AT PLAN EXAMPLE
HL*1**20*1
TRN*1*TRACE1*1234567890*MORE
NM1*PR*2*GOLDEN VALLEY HEALTH PLAN*****ZZ*123456789
PER*IC*DESK*TE*9165550101
NM1*ACV*2*SECOND NAME*****ZZ*22
HL*2*1*21*1
NM1*40*2*DHCS*****ZZ*DHCS-PROVNETWK
HL*3*2*4*1
NM1*QV*2*HARBOR GROUP*****XX*1245319599
N2*GROUP MORE*X1
DTP*092*D8*20250101
DTP*093*D8*20271231
LQ*68*261QF0400X
REF*EI*941234567
REF*0B*STATE1
HL*4*3*N*1
NM1*77*2*HARBOR EASTLAKE*****XX*1497758544
N2*CBAS*N
N2*PROGRAM*ECM
N2*PROGRAM*CS1
PER*AJ*FRONT DESK*TE*5105550142*FX*5105550143*EM*DESK
PER*AJ**TE*5105550144
AMT*T*100.5*C
API*09*1*021*A*B*C*D*E
IND*US*CA*06001*OAKLAND*es*1
LUI*LE*es***3
LUI*LE*vi
DTP*092*D8*20250101
MTX*ADD*NOTES ABOUT THE SITE
QTY*PT*120
WS*1*0800*1700
WS*6*0900*1200
CRC*09*Y*A1*B2
HSD*VS*5*DA
BCI*X*HM*REF1
PDI*B*0*99
NX1*77
N2*SECOND LINE
N3*1200 E 12TH ST*STE 4
N4*OAKLAND*CA*946060012
PER*AJ*LOCATION*TE*5105550145
LQ*68*251B00000X
N1*PR*NETWORK*ZZ*N1
TPB*PCP*PRIMARY CARE
DTP*092*D8*20250101
QTY*PT*12
YNQ*BC*Y
LQ*68*251S00000X
HPL*0B*L123*A*CA
DTP*093*D8*20271231
REF*0B*A1
DTP*092*D8*20250101
EMS*CARE*FT
DTP*092*D8*20250101
NM1*80*2*VALLEY GENERAL*****XX*1245319599
N2*HOSPITAL*X
HAD*A*Y***68*282N00000X
HL*5*4*19*0
NM1*1P*1*ALVAREZ*ROSA*M*DR*MD*XX*1932265477
N2*CLNC
DMG*D8*19700101*F
DEG*D01*D8*19950601*MD
LUI*LE*es
DTP*092*D8*20250101
PDI*F*18*64
LQ*68*207Q00000X
TPB*PCP
YNQ*BC*Y
REF*0B*B1
NM1*80*2*OTHER HOSPITAL
HAD*A
HL*6*4*19*0
NM1*1P*2*LAB INC*****XX*1932265477
HL*7*3*N*0
NM1*77*2*EMPTY SITE*****XX*1497758544
NX1*77
N3*2 ELM ST
N4*FRESNO*CA*937010001
HL*8*2*4*0
NM1*QV*2*EMPTY GROUP*****XX*1245319599
SE*85*0001
GE*1*1
IEA*1*000000001
"""


def every_segment(*edits: tuple[str, str]) -> bytes:
    """A file with every segment of the guide; `edits` replace text in it."""
    text = EVERY_SEGMENT.replace("\n", "~\n")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text.encode("ascii")
