"""A small plan in the first quarter of 2024: three providers, forty members, what they were given and how they stand.

    python -m tests.tools.small_plan [FOLDER]      writes the invoices and the quarter's 837P below samples/quarter

Everything is invented (`make_samples`). The member-level files and the quarterly report of the samples are made of the
same forty people, so that they agree with the encounters; `WRONG` in the makers of those files says where they do not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from openpyxl.styles import Font

from tests.tools.make_samples import SAMPLES, Agency, Book, check_digit, fill, save, table

FOLDER = SAMPLES / "quarter"
START, END = date(2024, 1, 1), date(2024, 3, 31)
QUARTER = "2024Q1"
MADE = date(2024, 4, 8)
PLAN_NAME, PAYER_ID, COUNTY = "Golden Valley Health Plan", "300", "Alameda"
HEADER_ROW = 1


class PlanProvider(NamedTuple):
    """A provider of the plan: its agency, its ECM and CS provider types (data/report_code_lists; "" offers none) and
    its phone and lead care managers."""

    agency: Agency
    ecm_type: str
    cs_type: str
    managers: tuple[str, ...]


PROVIDERS = {
    "M": PlanProvider(
        Agency(check_digit("204918306"), "690511827", "Marrow Creek Care Partners", "5105550171",
               "2050 Heronsgate Avenue", "Oakland", "94606-2044", PAYER_ID, "MCCP-24Q1"),
        "11", "10", ("Odalys Brackenridge", "Jomo Fairweather"),
    ),
    "S": PlanProvider(
        Agency(check_digit("231770549"), "690620914", "Saltgrass Family Health Center", "5105550184",
               "415 Pickleweed Street", "Alameda", "94501-3310", PAYER_ID, "SFHC-24Q1"),
        "4", "4", ("Wilhelmina Outerbridge",),
    ),
    "L": PlanProvider(
        Agency(check_digit("268145027"), "790448135", "Lantern Row Housing Project", "5105550193",
               "96 Coot Landing", "Oakland", "94607-1502", PAYER_ID, "LRHP-24Q1"),
        "13", "12", ("Ximena Castleberry",),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class PlanMember:
    """A member. `status` is the engagement status of the return file ("" for who is in no ECM at all), `spans` the
    times in ECM (the last without an end where it goes on), `reason` of its end. `attempts` are outreach attempts: day,
    modality (in_person, telehealth), staff (clinical, non_clinical), and where they are known from (E encounter,
    T tracker, B both)."""

    cin: str
    last: str
    first: str
    born: date
    sex: str
    homeless: bool
    address: str
    city: str
    zip: str
    phone: str
    provider: str
    status: str
    population: str
    authorized: date | None
    assigned: date | None
    spans: tuple[tuple[date, date | None], ...] = ()
    reason: str = ""
    attempts: tuple[tuple[date, str, str, str], ...] = ()
    from_hhp: bool = False
    from_wpc: bool = False

    @property
    def mrn(self) -> str:
        """The provider's own number of the member."""
        return f"{self.provider}-{self.cin[2:6]}"


# provider | CIN | last | first | born | sex | street ("": homeless) | city | zip
PEOPLE = """
M | 90214478C | Abernethy    | Delphine  | 03/11/1961 | F | 1204 Grebe Street       | Oakland  | 94601
M | 90377126F | Bettencourt  | Ruy       | 10/02/1978 | M |                         |          |
M | 90618253J | Cheung       | Mei-Ling  | 07/25/1954 | F | 88 Willet Court Apt 3   | Oakland  | 94606
M | 90745591M | Delacroix    | Anton     | 05/14/2009 | M | 3117 Sora Lane          | Oakland  | 94621
M | 91032864P | Eberhardt    | Gloria    | 12/30/1969 | F | 540 Plover Way          | Oakland  | 94603
M | 91168037R | Fuimaono     | Sione     | 08/19/1983 | M |                         |          |
M | 91290745T | Gutierrez    | Paloma    | 02/06/1991 | F | 2231 Dowitcher Road     | Oakland  | 94605
M | 91455218V | Hovhannisyan | Ara       | 11/23/1958 | M | 17 Stilt Terrace        | Oakland  | 94610
M | 91683904X | Ibanez       | Rosario   | 06/17/1972 | F | 905 Curlew Avenue #9    | Oakland  | 94607
S | 91820137A | Jamshidi     | Parisa    | 01/28/2012 | F | 62 Lagoon Loop          | Alameda  | 94501
S | 92046681D | Kealoha      | Nainoa    | 09/09/1980 | M | 1430 Egret Circle       | Alameda  | 94501
S | 92173355G | Lindqvist    | Harald    | 04/03/1949 | M | 711 Avocet Street       | Alameda  | 94502
S | 92359018K | Mbeki-Ross   | Thandi    | 10/15/1987 | F |                         |          |
S | 92514476N | Nakamura     | Joji      | 07/07/1966 | M | 28 Tern Court           | Alameda  | 94501
S | 92780932Q | Ochoa        | Benicio   | 03/22/1995 | M | 309 Pelican Drive       | Alameda  | 94502
S | 92931167S | Padgett      | Lorelei   | 08/31/2007 | F | 1550 Gull Way           | Alameda  | 94501
S | 93087540U | Quisumbing   | Amado     | 05/05/1975 | M | 47 Bittern Lane         | Alameda  | 94501
S | 93214478W | Rasmussen    | Ingrid    | 12/12/1952 | F | 802 Phalarope Street    | Alameda  | 94501
L | 93466021B | Saldivar     | Efrain    | 02/18/1989 | M |                         |          |
L | 93591837E | Tran         | Kim-Cuc   | 06/29/1963 | F | 1919 Rail Yard Road     | Oakland  | 94607
L | 93720584H | Underhill    | Maxine    | 11/01/1971 | F |                         |          |
L | 93958210L | Vasquez-Pena | Ignacio   | 09/16/1984 | M | 660 Kingfisher Street   | Oakland  | 94608
L | 94103749Y | Whitlock     | Tobias    | 04/27/1977 | M |                         |          |
L | 94285016Z | Xiong        | Pa        | 01/13/2010 | F | 33 Merganser Court      | Oakland  | 94601
M | 94437782C | Yamashiro    | Kenta     | 08/08/1993 | M | 2816 Shoveler Avenue    | Oakland  | 94602
M | 94620955F | Zamora       | Estela    | 03/03/1968 | F |                         |          |
S | 94791340J | Aldridge     | Quentin   | 10/20/1959 | M | 514 Sandpiper Row       | Alameda  | 94501
S | 94912667M | Baptiste     | Oriane    | 05/26/1982 | F | 90 Turnstone Place      | Alameda  | 94502
L | 95075128P | Castellanos  | Nereida   | 07/14/1974 | F |                         |          |
L | 95238401R | Dubrovsky    | Lev       | 12/05/1986 | M |                         |          |
M | 95460773T | Echeverria   | Maite     | 02/21/1997 | F | 1808 Murre Street       | Oakland  | 94609
S | 95614290V | Fontenot     | Clovis    | 09/30/1956 | M | 275 Osprey Lane         | Alameda  | 94501
L | 95837516X | Gebreselassie | Hirut    | 06/06/1990 | F | 1201 Cormorant Way      | Oakland  | 94607
M | 96012849A | Hallgrimsson | Petra     | 04/16/1970 | F | 7 Puffin Court          | Oakland  | 94611
L | 96257034D | Iniguez      | Rafael    | 11/11/1965 | M | 444 Loon Landing        | Oakland  | 94607
L | 96480126G | Jefferson    | Odette    | 01/19/1979 | F | 2020 Wigeon Street      | Oakland  | 94606
M | 96635571K | Kwiatkowski  | Stanislaw | 08/24/1947 | M | 135 Bufflehead Road     | Oakland  | 94619
M | 96804918N | Lafayette    | Simone    | 05/31/1985 | F | 52 Goldeneye Lane       | Oakland  | 94602
S | 97029364Q | Manalo       | Corazon   | 10/10/1962 | F | 918 Scoter Circle       | Alameda  | 94501
L | 97251807S | Norwood      | Amos      | 03/28/1981 | M |                         |          |
"""

ADULT = ("adult_homeless", "adult_high_utilizer", "adult_smi_sud", "adult_ltc_at_risk", "adult_incarceration",
         "adult_nf_transition")  # fmt: skip
CHILD = {3: "child_sed_chr", 9: "child_high_utilizer", 15: "child_welfare", 23: "child_ccs"}
ENROLLED, REENROLLED, OUTREACH, PENDING, DECLINED, EXCLUDED = range(24), 22, range(24, 30), (30,), (31, 32), (33,)
SUPPORTS_ONLY = range(34, 40)
ENDED = {20: (date(2024, 2, 16), "1"), 21: (date(2024, 3, 8), "3")}
HHP, WPC = (23,), (5, 6)
OUTREACH_BEFORE = range(16, 20)


def _date(text: str) -> date:
    month, number, year = (int(part) for part in text.split("/"))
    return date(year, month, number)


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def _spans(number: int) -> tuple[tuple[date, date | None], ...]:
    if number == REENROLLED:
        return (date(2023, 5, 1), date(2024, 1, 19)), (date(2024, 3, 4), None)
    if number in ENDED:
        return ((date(2023, 6, 1), ENDED[number][0]),)
    if number in OUTREACH_BEFORE:
        return ((date(2024, 2, 5 + number - 16), None),)
    first = date(2023, 8, 1) if number in CHILD else date(2023, 1 + number % 6, 1)
    return ((first, None),) if number in ENROLLED else ()


def _attempts(number: int) -> tuple[tuple[date, str, str, str], ...]:
    """Members who came in during the quarter were sought before; others are being sought, or were in vain."""
    if number not in (*OUTREACH_BEFORE, *OUTREACH, *DECLINED):
        return ()
    known = "T" if number in (27, 28) else "B" if number == 29 else "E"
    first = workday(date(2024, 1, 8 + number % 9))
    staff = ("clinical", "non_clinical")[number % 2]
    attempts = [(first, "telehealth", staff, known)]
    if number % 3 or number in OUTREACH:
        attempts.append((workday(first + timedelta(days=7)), "in_person", staff, known))
    return tuple(attempts)


def _status(number: int) -> str:
    for status, numbers in zip("12345", (PENDING, OUTREACH, ENROLLED, DECLINED, EXCLUDED), strict=True):
        if number in numbers:
            return status
    return ""


def _population(number: int, homeless: bool) -> str:
    if number in CHILD:
        return CHILD[number]
    return "adult_homeless" if homeless else ADULT[1 + number % (len(ADULT) - 1)]


def _member(number: int, cells: list[str]) -> PlanMember:
    provider, cin, last, first, born, sex, street, city, zip_code = cells
    homeless, spans, status = not street, _spans(number), _status(number)
    before = {True: spans[0][0] - timedelta(days=12) if spans else date(2024, 1, 2), False: None}[bool(status)]
    if number in OUTREACH_BEFORE:
        before = date(2024, 1, 2)
    authorized = workday(before) if before else None
    return PlanMember(
        cin, last, first, _date(born), sex, homeless, street, city, zip_code,
        "" if number % 7 == 5 else f"510555{100 + number:04}", provider, status,
        _population(number, homeless) if status else "",
        authorized, workday(authorized + timedelta(days=6)) if authorized else None,
        spans, ENDED.get(number, (None, "4" if number == REENROLLED else ""))[1], _attempts(number),
        number in HHP, number in WPC,
    )  # fmt: skip


MEMBERS = tuple(_member(number, cells) for number, cells in enumerate(table(PEOPLE)))


class Service(NamedTuple):
    """A service line of the quarter: provider's letter, member, day, code, modifiers, name, units, cost, place,
    diagnoses."""

    provider: str
    member: PlanMember
    day: date
    last_day: date
    code: str
    modifiers: str
    name: str
    units: int
    cost: Decimal
    place: str
    diagnoses: str


# code | modifiers | name | units | cost | place | the member who is given it | provider | day
SUPPORTS = """
H0043 | U6 | Housing Transition Navigation                | 1  | 110.00  | 12 | 34 | L | 01/09
H0043 | U6 | Housing Transition Navigation                | 1  | 110.00  | 12 | 20 | L | 01/22
H0043 | U6 | Housing Transition Navigation                | 1  | 110.00  | 12 | 1  | L | 02/13
H0044 | U2 | Housing Deposit                              | 1  | 1650.00 | 12 | 34 | L | 02/20
T2041 | U6 | Housing Tenancy and Sustaining Services      | 4  | 18.75   | 12 | 35 | L | 01/16
T2041 | U6 | Housing Tenancy and Sustaining Services      | 6  | 18.75   | 12 | 19 | L | 03/05
H0043 | U3 | Short-Term Post-Hospitalization Housing      | 5  | 118.00  | 12 | 39 | L | 02/05
T2033 | U6 | Recuperative Care                            | 4  | 142.00  | 12 | 18 | L | 01/29
S5151 | U6 | Respite Services                             | 1  | 160.00  | 12 | 37 | M | 02/08
T2012 | U6 | Day Habilitation Programs                    | 1  | 95.00   | 12 | 38 | S | 03/12
T2038 | U4 | Assisted Living Facility Transition          | 1  | 420.00  | 12 | 36 | M | 01/18
T2038 | U5 | Community Transition Services                | 1  | 455.00  | 12 | 7  | M | 02/27
S5130 | U6 | Personal Care and Homemaker Services         | 8  | 9.20    | 12 | 36 | M | 03/14
S5165 | U6 | Home Modifications                           | 1  | 2380.00 | 12 | 11 | M | 03/19
S5170 | U6 | Medically Tailored Meals                     | 14 | 11.50   | 12 | 38 | S | 01/24
S9470 | U6 | Medically Tailored Meals                     | 1  | 78.00   | 11 | 13 | S | 02/22
H0014 | U6 | Sobering Center                              | 1  | 215.00  | 99 | 39 | L | 03/21
S5165 | U5 | Asthma Remediation                           | 1  | 640.00  | 12 | 9  | S | 03/26
"""
STAYS = ("H0043 U3", "T2033 U6")
DIAGNOSES = ("I10", "E11.9", "F33.1", "J45.909", "I50.9", "N18.30", "F20.9", "J44.9")


def services() -> Iterator[Service]:
    """Every service of the quarter that an encounter is made of, by provider and day."""
    found = [*_visits(), *_outreach(), *_supports()]
    return iter(sorted(found, key=lambda s: (s.provider, s.day, s.member.cin, s.code, s.modifiers)))


def diagnoses_of(member: PlanMember) -> str:
    """Two diagnoses at most: the condition, and homelessness."""
    condition = DIAGNOSES[MEMBERS.index(member) % len(DIAGNOSES)]
    return f"{condition}, Z59.02" if member.homeless else condition


def _visits() -> Iterator[Service]:
    """ECM: two contacts in person and one by telephone in a full month, as far as the member was in ECM."""
    for number, member in enumerate(MEMBERS):
        clinical = number % 2 == 0
        code, modifier, cost = ("G9008", "U1", "92.00") if clinical else ("G9012", "U2", "61.00")
        for month in (1, 2, 3):
            for visit, offset in enumerate((3, 12, 21)):
                day = workday(date(2024, month, offset + number % 6))
                if not any(start <= day and (end is None or day <= end) for start, end in member.spans):
                    continue
                remote = visit == 1
                yield Service(
                    member.provider, member, day, day, code, f"{modifier} GQ" if remote else modifier, "ECM", 1,
                    Decimal(cost) - (20 if remote else 0), "10" if remote else "12", diagnoses_of(member),
                )  # fmt: skip


def _outreach() -> Iterator[Service]:
    for member in MEMBERS:
        for day, modality, staff, known in member.attempts:
            if known == "T":
                continue
            remote = modality == "telehealth"
            yield Service(
                member.provider, member, day, day, "G9008" if staff == "clinical" else "G9012",
                "U8 GQ" if remote else "U8", "ECM outreach", 1, Decimal("18.00" if remote else "25.00"),
                "10" if remote else "12", diagnoses_of(member),
            )  # fmt: skip


def _supports() -> Iterator[Service]:
    for code, modifiers, name, units, cost, place, number, provider, text in table(SUPPORTS):
        month, day = (int(part) for part in text.split("/"))
        member, first = MEMBERS[int(number)], date(2024, month, day)
        last = first + timedelta(days=int(units) - 1) if f"{code} {modifiers}" in STAYS else first
        yield Service(
            provider, member, first, last, code, modifiers, name, int(units), Decimal(cost), place, diagnoses_of(member)
        )


def invoice(key: str) -> Book:
    """The provider's invoice of the quarter, with the headings of the layout `dhcs-long`."""
    agency = PROVIDERS[key].agency
    book = Book("Invoice of the first quarter of 2024", agency.name, "Invoice")
    for number, service in enumerate((s for s in services() if s.provider == key), 1):
        values = _cells(agency, service, number)
        if number == 1:
            for column, heading in enumerate(values, 1):
                cell = book.sheet.cell(HEADER_ROW, column, heading)
                cell.font, cell.fill = Font(bold=True), fill("DCE6F1")
        for column, value in enumerate(values.values(), 1):
            cell = book.sheet.cell(HEADER_ROW + number, column, value if value != "" else None)
            if isinstance(value, date):
                cell.number_format = "mm/dd/yyyy"
    book.sheet.freeze_panes = "A2"
    return book


def _cells(agency: Agency, service: Service, number: int) -> dict[str, object]:
    member = service.member
    homeless = member.homeless
    return {
        "Billing Provider NPI": agency.npi,
        "Billing Provider TIN": agency.tin,
        "Billing Provider Name": agency.name,
        "Billing Provider Phone": agency.phone,
        "Billing Provider Address": agency.address,
        "Billing Provider City": agency.city,
        "Billing Provider State": "CA",
        "Billing Provider Zip": agency.zip,
        "Member CIN": member.cin,
        "Medical Record Number": member.mrn,
        "Member First Name": member.first,
        "Member Last Name": member.last,
        "Member Homelessness Indicator": "1" if homeless else "",
        "Member Residential Address": "HOMELESS" if homeless else member.address,
        "Member Residential City": "Oakland" if homeless else member.city,
        "Member Residential Zip": "99999" if homeless else member.zip,
        "Member Date of Birth": member.born,
        "Member Gender": member.sex,
        "Primary Payer Identifier": agency.payer_id,
        "Payer Name": PLAN_NAME,
        "Procedure Code": service.code,
        "Procedure Code Modifier": service.modifiers,
        "Service Start Date": service.day,
        "Service End Date": service.last_day,
        "Service Name": service.name,
        "Service Units": service.units,
        "Service Unit Cost": service.cost,
        "Deposit Amount": service.cost if service.code == "H0044" else "",
        "Place of Service": service.place,
        "Member Diagnosis Code": service.diagnoses,
        "Total Amount": service.cost * service.units,
        "Invoice Date": MADE,
        "Invoice Number": agency.invoice,
        "Control Number": f"{agency.invoice[:4]}-{number:04}",
    }


def invoice_name(key: str) -> str:
    """The file name of a provider's invoice."""
    return f"invoice-{PROVIDERS[key].agency.invoice[:4].lower()}.xlsx"


def write(folder: Path) -> list[Path]:
    """Writes the three invoices; their paths. The 837P that `translate` makes of them is the golden `quarter.837`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for key in PROVIDERS:
        made.append(folder / invoice_name(key))
        save(invoice(key), made[-1])
    return made


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
