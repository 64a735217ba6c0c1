"""Encounters with every optional part that `build` writes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from edi.model.encounter import (
    Address,
    Adjudication,
    Adjustment,
    Amount,
    Coverage,
    Dated,
    Drug,
    Encounter,
    Member,
    Note,
    OtherPayer,
    Party,
    Patient,
    Provider,
    Reference,
    ServiceLine,
)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
words = st.text(LETTERS + "0123456789", min_size=1, max_size=12)
names = st.text(LETTERS, min_size=1, max_size=12)
maybe = st.one_of(st.just(""), words)
digits = st.text("0123456789", min_size=9, max_size=9)
npis = st.text("0123456789", min_size=10, max_size=10)
cents = st.integers(0, 99_999_99)
days = st.dates(date(2000, 1, 1), date(2035, 12, 31))
states = st.sampled_from(["CA", "NV", "OR"])
addresses = st.builds(Address, words, names, states, st.sampled_from(["94612", "946120001"]), maybe)


def plain(number: Decimal) -> Decimal:
    """Without trailing zeros, and without an exponent: 40 and not 4E+1."""
    return Decimal(f"{number.normalize():f}")


def several(one: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:
    """A few, as a tuple."""
    return st.lists(one, max_size=most).map(tuple)


def perhaps(one: st.SearchStrategy) -> st.SearchStrategy:
    """One or none, as a tuple."""
    return st.one_of(st.just(()), one.map(lambda found: (found,)))


adjustments = several(st.builds(Adjustment, st.sampled_from(["CO", "OA", "PR"]), st.sampled_from(["45", "24"]), cents))


def numbers(*qualifiers: str) -> st.SearchStrategy:
    """References of some qualifiers, each at most once."""
    one = st.builds(Reference, st.sampled_from(qualifiers), words)
    return st.lists(one, max_size=2, unique_by=lambda each: each.qualifier).map(tuple)


def party(loop: str, entity: str, *, place: bool = False, references: bool = True) -> st.SearchStrategy:
    """Someone in a loop."""
    return st.builds(
        lambda name, first, npi, where, refs: Party(
            loop, entity, "1" if first else "2", name, first, "", "", "XX", npi, "", where, refs
        ),
        names, maybe, npis, addresses if place else st.none(), numbers("G2") if references else st.just(()),
    )  # fmt: skip


billing = st.builds(
    Provider, npis, names, maybe, digits, st.one_of(st.just(""), st.just("251B00000X")), st.one_of(st.just(""), npis),
    addresses, st.sampled_from(["EI", "SY"]), references=numbers("0B", "1G"),
    parties=perhaps(st.builds(Party, st.just("2010AB"), st.just("87"), st.just("2"), address=addresses)),
)  # fmt: skip
rendering = st.builds(
    Provider, npis, names, maybe, taxonomy=st.one_of(st.just(""), st.just("207Q00000X")), references=numbers("G2", "LU")
)
payer = st.builds(Party, st.just("2010BB"), st.just("PR"), st.just("2"), names, id_qualifier=st.just("PI"), id=words)


def coverage(relationship: str) -> st.SearchStrategy:
    """What the claim is sent to."""
    return st.builds(
        Coverage, st.sampled_from(["P", "S"]), st.just(relationship), maybe, st.just(""), st.just(""),
        st.sampled_from(["MC", "CI"]), payer,
    )  # fmt: skip


def member(relationship: str) -> st.SearchStrategy:
    """A subscriber."""
    return st.builds(
        Member, words, names, names, days, st.sampled_from(["F", "M", "U"]), addresses, maybe, maybe,
        coverage(relationship), numbers("SY", "Y4"),
    )  # fmt: skip


patients = st.builds(
    Patient, st.sampled_from(["01", "19"]), names, names, days, st.sampled_from(["F", "M"]), addresses, maybe, maybe,
    numbers("Y4"),
)  # fmt: skip
other_payers = st.builds(
    lambda resp, group, paid, amounts, reasons, who, plan, doctor: OtherPayer(
        resp, "18", group, "", "HM", paid, amounts, reasons, "Y", "Y", (who, plan, *doctor)
    ),
    st.sampled_from(["P", "S"]), maybe, st.one_of(st.none(), cents),
    st.one_of(st.just(()), st.builds(Amount, st.just("EAF"), cents).map(lambda each: (each,))), adjustments,
    st.builds(Party, st.just("2330A"), st.just("IL"), st.just("1"), names, names, id_qualifier=st.just("MI"), id=words),
    st.builds(Party, st.just("2330B"), st.just("PR"), st.just("2"), names, id_qualifier=st.just("PI"), id=words),
    st.one_of(st.just(()), party("2330D", "82").map(lambda each: (each,))),
)  # fmt: skip
drugs = st.builds(
    Drug, st.text("0123456789", min_size=11, max_size=11), st.decimals("0.5", "99", places=1).map(plain),
    st.just("UN"), numbers("XZ", "VY").map(lambda found: found[:1]),
)  # fmt: skip


@st.composite
def lines(draw: st.DrawFn, number: int, pointers: int) -> ServiceLine:
    """A service line; its control number is its own."""
    start = draw(days)
    end = draw(st.one_of(st.just(start), st.dates(start, date(2036, 1, 1))))
    paid_by = draw(maybe)
    paid, paid_date, reasons, more = 0, None, (), ()
    if paid_by:
        paid, paid_date, reasons = draw(cents), draw(days), draw(adjustments)
        more = draw(several(st.builds(Adjudication, words, cents, days, adjustments), 2))
    return ServiceLine(
        draw(st.sampled_from(["G9012", "H0043"])), draw(several(st.sampled_from(["U2", "GQ", "U6"]), 3)),
        Decimal(draw(st.integers(1, 500))), draw(cents), start, end,
        draw(st.lists(st.integers(1, pointers), min_size=1, max_size=4, unique=True).map(tuple)),
        draw(st.one_of(st.just(""), st.just(f"L{number}"))), paid, paid_date, reasons, (),
        draw(st.sampled_from(["UN", "MJ"])), draw(st.sampled_from(["", "11"])),
        draw(perhaps(st.builds(Dated, st.just("304"), st.just("D8"), st.just("20240101")))),
        draw(numbers("9F", "EW")), draw(perhaps(st.builds(Note, st.just("ADD"), words))),
        draw(st.one_of(st.none(), drugs)),
        draw(st.one_of(st.just(()), st.tuples(party("2420A", "82"), party("2420E", "DK", place=True)))),
        paid_by, more,
    )  # fmt: skip


@st.composite
def encounters(draw: st.DrawFn) -> Encounter:
    """An encounter as the parser would give it: payer and plan in it, not in the envelope."""
    patient = draw(st.one_of(st.none(), patients))
    diagnoses = draw(st.lists(st.sampled_from(["Z5901", "F1120", "E119", "I10"]), min_size=1, unique=True).map(tuple))
    one = party("2310A", "DN")
    return Encounter(
        draw(words), "300", draw(billing), draw(st.one_of(st.none(), rendering)),
        draw(member("" if patient else "18")), draw(st.sampled_from(["11", "12"])), diagnoses,
        tuple(draw(lines(number, len(diagnoses))) for number in range(draw(st.integers(1, 3)))),
        draw(st.sampled_from(["1", "7", "8"])), draw(maybe), draw(maybe), draw(maybe), draw(st.sampled_from(["", "02"])),  # noqa: E501
        patient,
        draw(perhaps(st.builds(Dated, st.just("431"), st.just("D8"), st.just("20240101")))),
        draw(perhaps(st.builds(Amount, st.just("F5"), cents))),
        draw(numbers("9F", "D9")), draw(perhaps(st.builds(Note, st.just("ADD"), words))),
        draw(st.one_of(st.just(()), st.tuples(one), st.tuples(one, party("2310C", "77", place=True)))),
        draw(several(other_payers, 2)),
    )  # fmt: skip
