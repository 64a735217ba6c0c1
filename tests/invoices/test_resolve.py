"""Which service a row means: code, modifiers as a set, name, staff, modality and date (837p.md)."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.resolve import Clues, Resolver
from mappings.service_table import Service, load_services
from tests.invoices.cases import RECEIVED, context, run_lines

ON = date(2026, 3, 4)
TABLE = load_services()

# code, modifiers, service name, staff, modality -> outcome, modifiers sent
MEANT: list[tuple[str, str, str, str, str, str, str]] = [
    # modifiers decide
    ("H0044", "U2", "", "", "", "exact", "U2"),
    ("H0044", "U3", "", "", "", "exact", "U3"),
    ("H0044", "U5", "", "", "", "exact", "U5"),
    ("H0044", "U6", "", "", "", "exact", "U6"),
    ("H0043", "U2", "", "", "", "exact", "U2"),
    ("H0043", "U3", "", "", "", "exact", "U3"),
    ("H0043", "U6", "", "", "", "exact", "U6"),
    ("T2038", "U4", "", "", "", "exact", "U4"),
    ("T2038", "U5", "", "", "", "exact", "U5"),
    ("S5165", "U5", "", "", "", "exact", "U5"),
    ("S5165", "U6", "", "", "", "exact", "U6"),
    ("S9977", "U8", "", "", "", "exact", "U8"),
    ("S9452", "U6", "", "", "", "exact", "U6"),
    ("G9012", "U8", "", "", "", "exact", "U8"),
    ("G9012", "GQ U2", "", "", "", "exact", "U2 GQ"),
    ("G9012", "GQ U8", "", "", "", "exact", "U8 GQ"),
    # others go along, behind
    ("H0043", "HQ U6", "", "", "", "exact", "U6 HQ"),
    ("G9012", "95 GQ U2", "", "", "", "exact", "U2 GQ 95"),
    # inferred where one entry fits
    ("T2033", "", "", "", "", "inferred", "U6"),
    ("H2022", "", "", "", "", "inferred", "U5"),
    ("H0043", "", "Housing Navigation", "", "", "inferred", "U6"),
    ("H0043", "", "STPHH", "", "", "inferred", "U3"),
    ("H0043", "", "Transitional Rent", "", "", "inferred", "U2"),
    ("H0044", "", "Security Deposit", "", "", "inferred", "U2"),
    ("T2038", "", "NFT Home", "", "", "inferred", "U5"),
    ("S5165", "", "Asthma", "", "", "inferred", "U5"),
    ("G9012", "", "ECM", "", "in_person", "inferred", "U2"),
    ("G9012", "", "ECM", "", "telehealth", "inferred", "U2 GQ"),
    ("G9012", "GQ", "ECM", "", "", "inferred", "U2 GQ"),
    ("G9012", "HQ", "ECM", "", "in_person", "inferred", "U2 HQ"),
    ("G9012", "", "ECM outreach", "", "telehealth", "inferred", "U8 GQ"),
    ("T2033", "HQ", "", "", "", "inferred", "U6 HQ"),
    ("", "", "ECM", "clinical", "telehealth", "inferred", "U1 GQ"),
    ("", "", "ECM", "non_clinical", "in_person", "inferred", "U2"),
    ("", "", "Medical Respite", "", "", "inferred", "U6"),
    ("", "U6", "Sobering", "", "", "inferred", "U6"),
    # several fit: never a guess
    ("G9012", "", "", "", "", "ambiguous", ""),
    ("G9012", "", "ECM", "", "", "ambiguous", ""),
    ("G9012", "", "", "", "telehealth", "ambiguous", ""),
    ("H0043", "", "", "", "", "ambiguous", ""),
    ("S9977", "", "Meals", "", "", "ambiguous", ""),
    ("", "", "Housing Navigation", "", "", "ambiguous", ""),
    ("", "", "ECM", "", "", "ambiguous", ""),
    ("H0043", "", "Sobering Center", "", "", "ambiguous", ""),
    # nothing fits
    ("H0043", "U9", "", "", "", "unknown_pair", ""),
    ("H0043", "U6 GQ", "", "", "", "exact", "U6 GQ"),  # by telephone: GQ goes along
    ("G9012", "GQ", "Enhanced Care Management", "", "", "inferred", "U2 GQ"),
    ("H0043", "U6 U3", "", "", "", "unknown_pair", ""),
    ("G9008", "U2", "", "", "", "unknown_pair", ""),
    ("99213", "", "", "", "", "unknown_code", ""),
    ("99213", "U6", "ECM", "", "", "unknown_code", ""),
    ("", "", "", "", "", "nothing", ""),
    ("", "", "haircut", "", "", "nothing", ""),
    ("", "U6", "", "", "", "nothing", ""),
]


@pytest.mark.parametrize(("code", "modifiers", "name", "staff", "modality", "outcome", "sent"), MEANT)
def test_resolution(code: str, modifiers: str, name: str, staff: str, modality: str, outcome: str, sent: str) -> None:
    found = Resolver(TABLE)[Clues(code, frozenset(modifiers.split()), name, staff, modality, ON)]
    assert found.outcome == outcome
    assert " ".join(found.modifiers) == sent
    assert (found.service is not None) == (outcome in ("exact", "inferred"))
    if outcome == "ambiguous":
        assert len(found.candidates) > 1
    if code and found.service:
        assert found.service.hcpcs == code


@pytest.mark.parametrize(("code", "modifiers", "day", "outcome"), [
    ("H0043", "U6", date(2021, 12, 31), "not_in_effect"),
    ("H0043", "U6", date(2022, 1, 1), "exact"),
    ("H0044", "U5", date(2025, 12, 31), "not_in_effect"),
    ("H0044", "U5", date(2026, 1, 1), "exact"),
    ("H0040", "U1", date(2025, 6, 30), "not_in_effect"),
    ("H0040", "U1", date(2025, 7, 1), "exact"),
    ("H2038", "U6", date(2021, 12, 31), "not_in_effect"),  # no date of its own: not before the programme
    ("H2038", "U6", date(2022, 1, 1), "exact"),
    ("H0043", "", date(2021, 1, 1), "not_in_effect"),
    ("S9977", "", date(2025, 12, 31), "inferred"),
    ("S9977", "", date(2026, 1, 1), "ambiguous"),
])  # fmt: skip
def test_the_date_of_service_decides(code: str, modifiers: str, day: date, outcome: str) -> None:
    found = Resolver(TABLE)[Clues(code, frozenset(modifiers.split()), "", "", "", day)]
    assert found.outcome == outcome


def day_of(service: Service) -> date:
    """A day on which an entry can be used."""
    return service.effective_from or ON


@pytest.mark.parametrize("service", TABLE.services, ids=lambda service: service.label)
def test_every_entry_resolves_to_itself(service: Service) -> None:
    found = Resolver(TABLE)[Clues(service.hcpcs, service.modifiers, "", "", "", day_of(service))]
    assert found.service is service
    assert found.outcome == "exact"
    assert set(found.modifiers) == service.modifiers
    assert found.modifiers[0].startswith("U")


@pytest.mark.parametrize("service", TABLE.services, ids=lambda service: service.label)
def test_modifiers_are_found_in_any_order_and_column(service: Service) -> None:
    day = f"{day_of(service):%m/%d/%Y}"
    for order in permutations(sorted(service.modifiers)):
        written = ["".join(order), " ".join(order)]
        lines = [{"hcpcs": service.hcpcs, "modifiers": text, "service_name": service.name} for text in written]
        lines.append({"hcpcs": "-".join([service.hcpcs, *order]), "modifiers": "", "service_name": service.name})
        for line in lines:
            told = {**line, "service_start": day, "service_end": day, "deposit_amount": "85.00"}
            # A code may begin later than the day on which the other cases are received.
            result = run_lines(told, surroundings=context(received=max(RECEIVED, day_of(service))))
            sent = [part for part in result.outputs[0].text.split("~\n") if part.startswith("SV1*")]
            assert sent[0].split("*")[1] == ":".join(["HC", *service.label.split()])


@given(
    code=st.sampled_from(["", "99213", *{service.hcpcs for service in TABLE.services}]),
    modifiers=st.frozensets(st.sampled_from(["U1", "U2", "U3", "U4", "U5", "U6", "U8", "GQ", "HQ", "95"]), max_size=4),
    name=st.sampled_from(["", "ECM", "ECM outreach", "Rent", "Meals", "Housing Nav", "haircut"]),
    staff=st.sampled_from(["", "clinical", "non_clinical"]),
    modality=st.sampled_from(["", "in_person", "telehealth"]),
    on=st.one_of(st.none(), st.dates(date(2021, 6, 1), date(2026, 12, 31))),
)
def test_a_resolution_never_drops_a_modifier_or_guesses(
    code: str, modifiers: frozenset[str], name: str, staff: str, modality: str, on: date | None
) -> None:
    found = Resolver(TABLE)[Clues(code, modifiers, name, staff, modality, on)]
    if found.service is None:
        assert found.modifiers == ()
        return
    assert found.candidates == (found.service,)
    assert modifiers | found.service.modifiers == set(found.modifiers)
    assert on is None or found.service.in_effect(on)
    if found.outcome == "inferred":
        assert not staff or found.service.staff in ("", staff)
        assert not modality or found.service.modality in ("", modality)
