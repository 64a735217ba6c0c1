"""Counting does not depend on the order, and is the same from an 837P and from the invoices that made it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from edi.model.encounter import Encounter
from edi.qimr.files import Files, Named
from edi.qimr.source import EncounterSource, Joined, Listed
from edi.qimr.tally import Tally
from invoices.encounters import encounters_of
from invoices.intake import Source
from tests.invoices.cases import NOW, NPIS, context, csv_bytes, everything, run, table
from tests.qimr import making
from tests.qimr.making import CALL, DAY, ECM, NAVIGATION, OUTREACH, PHONE, RESPITE, encounter, line, tally_of

CODES = (ECM, PHONE, OUTREACH, CALL, NAVIGATION, RESPITE, ("99213",))
CINS = (making.CIN, making.OTHER_CIN, "95550123C")


def plain(tally: Tally) -> Any:
    """A tally as a value: sums and sets."""
    return {
        key: (person.who, person.differs, sorted(person.contacts), sorted(person.supports), sorted(person.attempts),
              person.first_ecm)
        for key, person in tally.persons.items()
    }  # fmt: skip


lines = st.builds(
    lambda code, days, units: line(code, DAY + timedelta(days), units=units),
    st.sampled_from(CODES), st.integers(-200, 80), st.integers(1, 3),
)  # fmt: skip
encounters = st.builds(
    lambda found, cin, born, npi: encounter(*found, who=making.member(cin, born=born), npi=npi),
    st.lists(lines, min_size=1, max_size=4), st.sampled_from(CINS),
    st.sampled_from([date(1985, 4, 12), date(2010, 1, 1)]), st.sampled_from(NPIS[:3]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(encounters, max_size=8), st.randoms(use_true_random=False))
def test_counting_is_independent_of_the_order(found: list[Encounter], chance: Any) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    cut = chance.randint(0, len(found))
    parts = Joined(Listed(shuffled[cut:]), Listed(shuffled[:cut]), Listed(found))
    assert plain(tally_of(Listed(found))[0]) == plain(tally_of(Listed(shuffled))[0]) == plain(tally_of(parts)[0])


@settings(max_examples=40, deadline=None)
@given(st.lists(encounters, max_size=6))
def test_each_line_is_counted_once_or_told(found: list[Encounter]) -> None:
    tally, counted = tally_of(Listed(found))
    everything_read = sum(len(one.lines) for one in found)
    assert sum(counted.by_status.values()) == everything_read
    kinds = sum(len(person.contacts) for person in tally.persons.values())
    again = [
        use for _, _, one, use, repeated in counted if use.kind == "ecm" and not repeated and making.Q.holds(one.start)
    ]
    assert kinds == len(again)


services = st.fixed_dictionaries(
    {
        "code": st.sampled_from([("G9012", "U2"), ("G9012", "U2 GQ"), ("G9008", "U8"), ("H0043", "U6")]),
        "day": st.integers(0, 120),
        "cin": st.sampled_from(CINS),
        "npi": st.sampled_from(NPIS[:2]),
    }
)


def _row(number: int, service: dict[str, Any]) -> dict[str, str]:
    day = date(2025, 12, 15) + timedelta(service["day"])
    code, modifiers = service["code"]
    return {
        "hcpcs": code, "modifiers": modifiers, "service_name": "", "service_start": day.strftime("%m/%d/%Y"),
        "service_end": day.strftime("%m/%d/%Y"), "member_cin": service["cin"], "billing_npi": service["npi"],
        "control_number": f"C-{number}",
    }  # fmt: skip


def _counts(source: EncounterSource) -> Any:
    return plain(tally_of(source, making.Quarter(2026, 1))[0])


@settings(max_examples=25, deadline=None)
@given(st.lists(services, min_size=1, max_size=12))
def test_an_837p_and_its_invoice_count_alike(rows: Sequence[dict[str, Any]]) -> None:
    content = csv_bytes(table(everything(), [_row(number, row) for number, row in enumerate(rows)]))
    result = run(content, layouts=[everything()], surroundings=context(received=date(2026, 5, 1)))
    sent = Files([Named(made.file, made.text.encode("ascii")) for made in result.outputs])
    invoice = Source(Path("invoice.csv"), "invoice.csv", content)
    of_invoice = encounters_of([invoice], context(received=date(2026, 5, 1)), [everything()], NOW)
    assert _counts(sent) == _counts(of_invoice)
    assert _counts(Joined(sent, of_invoice)) == _counts(sent)
