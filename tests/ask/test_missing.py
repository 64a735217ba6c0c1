"""What no column and no label gives of the provider: from answers, the profile, or an earlier answer; never of another
provider."""

from __future__ import annotations

from typing import Any

import pytest

from invoices.layout.table import Label, Table
from invoices.reading.missing import IN_PROFILE, fill_missing
from invoices.reading.remember import remember
from invoices.workbook import Sheet
from mappings.profile_file import ProviderEntry
from mappings.reading_file import SavedReading
from tests.ask.base import MAY, NPI, OTHER_NPI, SHA, reading
from tests.invoices.cases import layout

BAY = ProviderEntry(
    npi=NPI, name="Bay Housing Partners", tin="942345678", phone="5105550134", address="1200 BROADWAY", city="OAKLAND",
    state="CA", zip="946121234",
)  # fmt: skip
OTHER = ProviderEntry(npi=OTHER_NPI, name="Bridge Homes", tin="951111111", address="9 ELM ST")
LACKING = ("billing_tin", "billing_address", "billing_city")


def filled(known: dict[str, str], providers: Any = (BAY, OTHER), **more: Any) -> dict[str, str]:
    made = fill_missing(LACKING, known, providers, **more)
    assert len(made.told) == len(made.labels)
    return {name: str(label.value) for name, label in made.labels.items()}


def earlier(**missing: str) -> list[SavedReading]:
    answers = {f"May!{name}": value for name, value in missing.items()}
    return remember([reading()], answers, who="m.carter", when=MAY, sha256=SHA)


def test_from_the_profile_by_npi() -> None:
    made = fill_missing(LACKING, {"billing_npi": NPI}, [BAY, OTHER])
    assert made.labels["billing_address"] == Label(0, -1, "1200 BROADWAY")
    assert made.told[0] == "Billing provider TIN from the profile"
    assert filled({"billing_npi": OTHER_NPI}) == {"billing_tin": "951111111", "billing_address": "9 ELM ST"}


@pytest.mark.parametrize("known", [{"billing_tin": "94-2345678"}, {"billing_name": "BAY HOUSING PARTNERS"}])
def test_the_npi_by_tin_or_name(known: dict[str, str]) -> None:
    made = fill_missing(("billing_npi",), known, [BAY, OTHER])
    assert made.labels["billing_npi"].value == NPI


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"billing_npi": "1003000126"},
        {"billing_npi": "1003000126", "billing_name": "Bay Housing Partners"},
        {"billing_npi": NPI, "billing_tin": "951111111"},
        {"billing_tin": "951111111", "billing_npi": NPI},
        {"billing_name": "Bay"},
    ],
)
def test_nothing_of_a_provider_that_is_not_surely_this_one(known: dict[str, str]) -> None:
    assert filled(known) == {}


def test_two_entries_that_fit_give_nothing() -> None:
    twin = BAY.model_copy(update={"npi": OTHER_NPI, "address": "2 OAK ST"})
    assert filled({"billing_tin": "942345678"}, [BAY, twin]) == {}


def test_answers_go_before_the_profile_and_the_profile_before_earlier_answers() -> None:
    saved = earlier(billing_tin="942222222", billing_city="FRESNO")
    assert filled({"billing_npi": NPI}, [], saved=saved) == {"billing_tin": "942222222", "billing_city": "FRESNO"}
    assert filled({"billing_npi": NPI}, [BAY], saved=saved)["billing_tin"] == "942345678"
    answers = {"billing_tin": "943333333"}
    assert filled({"billing_npi": NPI}, [], saved=saved, answers=answers)["billing_tin"] == "943333333"


def test_an_earlier_answer_of_another_provider_is_not_used() -> None:
    saved = earlier(billing_tin="942222222")
    assert filled({"billing_npi": OTHER_NPI}, [], saved=saved) == {}
    assert filled({}, [], saved=saved) == {}
    assert filled({"billing_name": "Bay Housing Partners"}, [], saved=saved) == {"billing_tin": "942222222"}
    assert filled({"billing_name": "Bay Housing Partners", "billing_tin": "951111111"}, [], saved=saved) == {}


def test_every_field_of_the_profile_is_one_of_its_settings() -> None:
    assert set(IN_PROFILE.values()) <= set(ProviderEntry.model_fields)


@pytest.mark.parametrize("keys", [(), ("a.b", "c")])
def test_a_value_from_elsewhere_stands_in_no_cell(keys: tuple[str, ...]) -> None:
    label = fill_missing(("billing_tin",), {"billing_npi": NPI}, [BAY]).labels["billing_tin"]
    table = Table(
        "may.json",
        "May",
        layout("dhcs-long"),
        1,
        [],
        {},
        (),
        {"billing_tin": label},
        0,
        (),
        source=Sheet("May", keys=keys),
    )
    where = table.ref(5, "billing_tin")
    assert (where.row, where.column, where.field) == (0, "", "billing_tin")
    assert not table.stands_on("May", 5)
