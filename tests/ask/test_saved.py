"""What is remembered: a column is known again by its heading or its place; a new value, and another provider, asks."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from edi.model.reference import SheetRef
from invoices.reading.kinds import compatible, kinds_of
from invoices.reading.model import Hint
from invoices.reading.remember import remember
from invoices.reading.saved import SAME_HEADING, SAME_PLACE, hints_for, memory_finding, moved
from mappings.reading_file import SavedReading
from tests.ask.base import COLUMNS, MAY, NPI, OTHER_NPI, SHA, reading, with_outcome

HEADINGS = list(COLUMNS)
KINDS = [kinds_of(values) for _, values in COLUMNS.values()]


def saved(**changes: object) -> list[SavedReading]:
    made = remember([with_outcome(Seen="billed", No_show="not billed")], {}, who="m.carter", when=MAY, sha256=SHA)
    return [one.model_copy(update=changes) for one in made]


def hints(
    headings: Sequence[str] = tuple(HEADINGS),
    kinds: Sequence[Sequence[str]] = tuple(KINDS),
    npis: Sequence[str] = (NPI,),
) -> dict[int, Hint]:
    return hints_for(saved(), set(npis), headings, (), kinds)


def test_the_same_sheet_is_known_whole() -> None:
    found = hints()
    assert [found[n].field for n in range(len(HEADINGS))] == [field for field, _ in COLUMNS.values()]
    # The last column has lost its neighbour, ‘Outcome’.
    assert {hint.weight for number, hint in found.items() if number < 10} == {SAME_HEADING + SAME_PLACE}
    assert moved(found) == ()
    assert found[2].source == "read as m.carter confirmed it in May 2026"


def test_a_renamed_column_is_known_by_its_place_and_told() -> None:
    headings = ["Place" if heading == "POS" else heading for heading in HEADINGS]
    found = hints(headings)
    assert (found[6].field, found[6].weight) == ("place_of_service", SAME_PLACE)
    assert moved(found) == ("‘Place’ was ‘POS’ in May 2026",)


def test_two_renamed_columns_side_by_side_are_known_by_their_order() -> None:
    headings = [{"Code": "Svc", "POS": "Place"}.get(heading, heading) for heading in HEADINGS]
    found = hints(headings)
    assert (found[5].field, found[6].field) == ("hcpcs", "place_of_service")
    assert len(moved(found)) == 2


def test_a_column_of_other_values_in_the_same_place_is_not_taken_for_it() -> None:
    headings = ["Supervisor" if heading == "Code" else heading for heading in HEADINGS]
    kinds = [("phone",) if heading == "Supervisor" else kind for heading, kind in zip(headings, KINDS, strict=True)]
    assert 5 not in hints(headings, kinds)


def test_a_new_column_between_two_is_not_taken_for_one_that_was_there() -> None:
    headings = [*HEADINGS[:6], "Programme", *HEADINGS[6:]]
    kinds = [*KINDS[:6], ("text",), *KINDS[6:]]
    found = hints(headings, kinds)
    assert 6 not in found
    assert found[7].field == "place_of_service"


def test_a_heading_that_is_spelt_otherwise_is_known() -> None:
    headings = ["Client IDs" if h == "Client ID" else "Service Dates" if h == "Service Date" else h for h in HEADINGS]
    order = [7, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10]
    found = hints([headings[n] for n in order], [KINDS[n] for n in order])
    assert found[0].field == "service_start"
    assert "‘Service Dates’ was ‘Service Date’ in May 2026" in moved(found)


def test_words_that_are_near_in_letters_only_are_not_alike() -> None:
    headings = ["Referral" if heading == "Remarks" else heading for heading in HEADINGS]
    assert hints_for(saved(), {NPI}, headings, (), [*KINDS[:10], ("tin",)]).get(10) is None


def test_another_provider_is_not_known() -> None:
    assert hints(npis=(OTHER_NPI,)) == {}
    assert hints(npis=()) == {}


def test_another_subject_is_not_known() -> None:
    assert hints_for(saved(), {NPI}, HEADINGS, (), KINDS, subject="roster") == {}


def test_a_sheet_of_which_few_columns_are_there_is_not_known() -> None:
    assert hints(["Agency NPI", "Code", "Name", "Day"], [("npi",), ("hcpcs",), ("text",), ("date",)]) == {}


def test_a_sheet_without_an_npi_is_known_by_its_headings_alone() -> None:
    nameless = saved(providers=[])
    assert hints_for(nameless, set(), HEADINGS, (), KINDS)[2].field == "member_cin"
    assert hints_for(nameless, {NPI}, HEADINGS, (), KINDS) == {}
    others = [f"{heading} 1" if n > 6 else heading for n, heading in enumerate(HEADINGS)]
    assert hints_for(nameless, set(), others, (), [()] * len(others)) == {}


def test_a_column_that_parts_rows_keeps_what_each_value_meant() -> None:
    found = hints([*HEADINGS, "Outcome"], [*KINDS, ("text",)])
    assert found[11].field == ""
    assert dict(found[11].meanings) == {"Seen": "billed", "No show": "not billed"}
    assert "Cancelled" not in found[11].meanings


def test_readings_that_contradict_each_other_say_nothing_of_that_column() -> None:
    other = reading({**COLUMNS, "Cost": ("line_charge", ["85.00"])})
    made = remember([other], {}, who="n.diaz", when=MAY, sha256=SHA)
    one = remember([reading()], {}, who="m.carter", when=MAY, sha256=SHA)
    found = hints_for([*one, *made], {NPI}, HEADINGS, (), KINDS)
    assert 9 not in found
    assert found[8].field == "units"


@pytest.mark.parametrize("seed", range(100))
def test_next_month_two_headings_are_renamed_and_a_column_is_moved(seed: int) -> None:
    """No column is taken for another; what stood still is known, renamed or not."""
    chance = random.Random(seed)
    headings, kinds, fields = list(HEADINGS), list(KINDS), [field for field, _ in COLUMNS.values()]
    for number, word in zip(chance.sample(range(len(headings)), 2), ("Alpha", "Beta"), strict=True):
        headings[number] = word
    old, new = chance.sample(range(len(headings)), 2)
    for column in (headings, kinds, fields):
        column.insert(new, column.pop(old))
    found = hints(headings, kinds)
    assert [hint.field for n, hint in sorted(found.items())] == [fields[n] for n in sorted(found)]
    assert len(found) >= len(headings) - 2
    assert all(n in found for n, heading in enumerate(headings) if heading not in ("Alpha", "Beta"))


def test_renamed_columns_are_mostly_known_again() -> None:
    """Of 100 sheets with two renamed headings and a moved column: how many columns are known nothing of."""
    unknown = 0
    for seed in range(100):
        chance = random.Random(seed)
        headings, kinds = list(HEADINGS), list(KINDS)
        for number, word in zip(chance.sample(range(len(headings)), 2), ("Alpha", "Beta"), strict=True):
            headings[number] = word
        old, new = chance.sample(range(len(headings)), 2)
        headings.insert(new, headings.pop(old))
        kinds.insert(new, kinds.pop(old))
        unknown += len(headings) - len(hints(headings, kinds))
    assert unknown <= 30


def test_what_moved_is_told_once_with_who_confirmed_it() -> None:
    where = SheetRef("june.xlsx", "June", 3)
    headings = ["Place" if heading == "POS" else heading for heading in HEADINGS]
    told = memory_finding(where, hints(headings), ("Billing provider TIN from the profile",))
    assert told is not None
    assert (told.code, told.where) == ("WB026", where)
    assert told.expected == (
        "read as m.carter confirmed it in May 2026; ‘Place’ was ‘POS’ in May 2026; "
        "Billing provider TIN from the profile"
    )
    assert memory_finding(where, {}) is None


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        (["91234567A", "91234568B"], ("cin",)),
        ([NPI], ("npi",)),
        (["No show", "Billed"], ("text",)),
        (["", None], ()),
        (["12", "9.50"], ("money",)),
    ],
)
def test_kinds_of_values(values: list[object], kinds: tuple[str, ...]) -> None:
    assert kinds_of(values) == kinds


def test_kinds_are_compatible_where_few_values_were_seen() -> None:
    assert compatible(kinds_of(["12"]), kinds_of(["12", "9.50"]))
    assert compatible((), ("cin",))
    assert not compatible(("cin",), ("npi",))
