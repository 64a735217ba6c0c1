"""Small encounters, files and reports. Everything in here is invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from edi.control_numbers import Counting
from edi.member_files.models import (
    Columns,
    MemberFiles,
    MemberInformation,
    OutreachAttempt,
    Period,
    Referral,
    ReturnRow,
)
from edi.model.encounter import Address, Encounter, Member, Provider, ServiceLine
from edi.model.reference import SheetRef
from edi.qimr.counting import Classifier
from edi.qimr.facts import Facts, Row
from edi.qimr.files import Files, Named
from edi.qimr.given import Given
from edi.qimr.report import Report
from edi.qimr.run import Wanted, make_report
from edi.qimr.source import EncounterSource, Listed
from edi.qimr.tally import Lines, Tally
from edi.t837p.build import build
from mappings.profile_file import Profile
from mappings.quarters import Quarter
from mappings.report_table import QUARTERLY
from tests.invoices.cases import NPIS, profile
from tests.t837p.test_properties import ENVELOPE

Q = Quarter(2024, 2)
DAY = date(2024, 5, 6)
TODAY = date(2024, 7, 20)
CIN, OTHER_CIN = "91234567A", "97654321B"
HERE = SheetRef("log.xlsx", "Log", 2)
ECM, PHONE, OUTREACH, CALL = ("G9012", "U2"), ("G9012", "U2", "GQ"), ("G9012", "U8"), ("G9012", "U8", "GQ")
NAVIGATION, RESPITE, RENT = ("H0043", "U6"), ("S5151", "U6"), ("H0043", "U2")


def provider(npi: str = NPIS[0]) -> Provider:
    """A billing provider."""
    return Provider(
        npi, "HARBOR HOUSING PARTNERS", tin="941234567", address=Address("1 A", "OAKLAND", "CA", "946120001")
    )


def member(cin: str = CIN, last: str = "RIVERA", born: date = date(1985, 4, 12)) -> Member:
    """A member."""
    return Member(cin, last, "ANA", born, "F", Address("1 ELM ST", "OAKLAND", "CA", "94612"))


def line(code: Sequence[str] = ECM, day: date = DAY, *, units: int = 1, end: date | None = None) -> ServiceLine:
    """A service line."""
    return ServiceLine(code[0], tuple(code[1:]), Decimal(units), 5000 * units, day, end or day, (1,), "C-1")


def encounter(
    *lines: ServiceLine, who: Member | None = None, npi: str = NPIS[0], plan: str = "300", **more: Any
) -> Encounter:
    """An encounter of some lines."""
    number = more.pop("claim_id", "300CLAIM1")
    found = lines or (line(),)
    return Encounter(number, plan, provider(npi), None, who or member(), "12", ("Z5901",), found, **more)


def x12(*found: Encounter, number: int = 1, sent: str = "20260301") -> bytes:
    """An 837P of encounters; `number` is its ISA13, `sent` BHT04."""
    text = "".join(build(list(found), ENVELOPE, Counting(number)))
    return text.replace("*20260301*", f"*{sent}*").encode("ascii")


def files(*texts: bytes) -> Files:
    """Files as a source."""
    return Files([Named(f"{number}.837", text) for number, text in enumerate(texts, 1)])


def tally_of(source: EncounterSource, quarter: Quarter = Q, **options: Any) -> tuple[Tally, Lines]:
    """The tally of a source."""
    lines = Lines(source, Classifier(), quarter, **options)
    tally = Tally(quarter)
    tally.count(lines)
    return tally, lines


def contacts(source: EncounterSource, cin: str = CIN) -> tuple[int, int]:
    """ECM encounters of a member in person and by telephone."""
    person = tally_of(source)[0].persons.get(("300", cin))
    found = person.contacts if person is not None else []
    return sum(one.in_person for one in found), sum(not one.in_person for one in found)


def columns(file: str = "members.xlsx", *fields: str) -> Columns:
    """The columns of a member-level file."""
    return Columns(file, "Sheet", {field: chr(65 + place) for place, field in enumerate(fields)})


def information(cin: str = CIN, **values: Any) -> MemberInformation:
    """A row of a Member Information File."""
    told = {
        "member_cin": cin, "member_last_name": "RIVERA", "member_first_name": "ANA", "member_dob": date(1985, 4, 12),
        "pof_adult_homeless": True, "columns": columns("mif.xlsx"), "row": 2,
    }  # fmt: skip
    return MemberInformation(**told | values)


def returned(cin: str = CIN, **values: Any) -> ReturnRow:
    """A row of a Return Transmission File: enrolled since 2023."""
    told = {
        "member_cin": cin, "engagement_status": "3", "ecm_benefit_start_date": date(2023, 6, 1),
        "rtf_reporting_period": Period(Q.first, Q.last), "ecm_provider_npi": NPIS[0],
        "columns": columns("rtf.xlsx", "ecm_encounters_in_person"), "row": 2,
    }  # fmt: skip
    return ReturnRow(**told | values)


def tracked(cin: str = CIN, day: date = DAY, **values: Any) -> OutreachAttempt:
    """A row of an outreach tracker: a call by non-clinical staff."""
    told = {
        "member_cin": cin, "outreach_provider_type": "2", "outreach_attempt_date": day,
        "outreach_attempt_method": "Telephonic/electronic", "columns": columns("tracker.xlsx"), "row": 2,
    }  # fmt: skip
    return OutreachAttempt(**told | values)


def given(**parts: Any) -> Given:
    """What is given besides encounters: mif, rtf, outreach_tracker, referral rows, and fields of Given."""
    kinds = {name: tuple(parts.pop(name)) for name in ("mif", "rtf", "outreach_tracker", "referral") if name in parts}
    has = {"mif": "has_members", "rtf": "has_returns", "outreach_tracker": "has_tracker", "referral": "has_referrals"}
    return Given(MemberFiles(**kinds), **{has[name]: True for name in kinds}, **parts)


def facts(source: EncounterSource, told: Given | None = None, quarter: Quarter = Q, **settings: Any) -> Facts:
    """The facts of a source."""
    tally, lines = tally_of(source, quarter)
    return Facts(tally, lines, told or Given(), profile(**settings))


def report(
    *found: Encounter, told: Given | None = None, version: str = "2022", kind: str = QUARTERLY, quarter: Quarter = Q,
    source: EncounterSource | None = None, today: date = TODAY, **settings: Any,
) -> Report:  # fmt: skip
    """A report of encounters."""
    chosen: Profile = profile(**settings)
    wanted = Wanted(kind, quarter, quarter, version, "q.xlsx", today)
    return make_report(source or Listed(found), told or Given(), chosen, wanted, {})


def rows_of(made: Report, tab: str) -> list[Row]:
    """The rows of a tab."""
    return list(made.rows(next(one for one in made.tabs if one.name == tab)))


def codes(made: Report) -> list[str]:
    """The codes of the findings of a report, each once."""
    made.finish()
    return sorted(made.findings.counts)


def listed(found: Iterable[Encounter]) -> Listed:
    """Encounters as a source."""
    return Listed(list(found))


__all__ = ["Referral"]
