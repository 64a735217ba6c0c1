"""What is kept of a confirmed reading: who, when, which file, and nothing of a member."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from invoices.reading.model import ColumnRead
from invoices.reading.remember import remember
from mappings.errors import ConfigError
from mappings.reading_file import SavedReading, file_name, load_readings, read_reading, reading_text
from tests.ask.base import COLUMNS, MAY, NPI, OTHER_NPI, SHA, cost_question, reading, with_outcome
from tests.meta.sources import ROOT


def kept(
    *readings: object, answers: dict[str, str] | None = None, known: tuple[SavedReading, ...] = ()
) -> SavedReading:
    (made,) = remember(readings, answers or {}, who="m.carter", when=MAY, sha256=SHA, known=known)  # type: ignore[arg-type]
    return made


def test_provenance_and_columns_are_kept() -> None:
    made = kept(reading())
    table = made.tables[0]
    assert (made.subject, made.providers, made.name) == ("invoice", [NPI], "BAY HOUSING PARTNERS")
    assert (table.who, table.when, table.sha256) == ("m.carter", MAY, SHA)
    cost = table.columns[9]
    assert (cost.heading, cost.before, cost.after, cost.field) == ("Cost", "Qty", "Remarks", "unit_cost")
    assert table.columns[10].field == "-"


def test_no_value_of_a_line_is_kept() -> None:
    text = reading_text(kept(with_outcome(Seen="billed", No_show="not billed")))
    values = [value for heading, (_, values) in COLUMNS.items() for value in values if not heading.startswith("Agency")]
    assert len(values) > 15
    assert [value for value in values if len(value) > 2 and value in text] == []


def test_a_value_that_may_be_a_persons_is_not_kept() -> None:
    made = kept(with_outcome(**{"91234567A": "billed", "Seen": "billed", "510-555-0134": "not billed"}))
    assert made.tables[0].columns[11].values == {"Seen": "billed"}


def test_a_heading_that_may_be_a_persons_is_not_kept() -> None:
    made = kept(reading({**COLUMNS, "91234567A": ("", [])}))
    assert made.tables[0].columns[11].heading == ""
    assert made.tables[0].columns[10].after == ""


def test_an_open_question_is_not_kept() -> None:
    made = kept(reading(questions=[cost_question()], asked=["Cost"]))
    assert "Cost" not in [column.heading for column in made.tables[0].columns]


def test_what_the_provider_lacks_is_kept() -> None:
    assert kept(reading(), answers={"May!billing_tin": "942345678", "June!billing_zip": "94612"}).missing == {
        "billing_tin": "942345678"
    }


def test_labels_are_kept_apart_from_columns() -> None:
    made = reading()
    made.labels.append(ColumnRead(-1, "", "Invoice No", "invoice_number", values=("INV-1",), status="read"))
    last = kept(made).tables[0].columns[-1]
    assert (last.origin, last.heading, last.field, last.before) == ("label", "Invoice No", "invoice_number", "")


def test_next_month_replaces_the_table_and_keeps_what_values_meant() -> None:
    may = kept(with_outcome(Seen="billed", No_show="not billed"))
    june = with_outcome(Seen="billed", Cancelled="not billed")
    (made,) = remember([june], {}, who="n.diaz", when=MAY + timedelta(31), sha256=SHA, known=[may])
    assert [table.who for table in made.tables] == ["n.diaz"]
    assert made.tables[0].columns[11].values == {"Seen": "billed", "No show": "not billed", "Cancelled": "not billed"}


def test_a_sheet_of_another_kind_is_added() -> None:
    other = {heading: COLUMNS[heading] for heading in ("Agency NPI", "Client ID")}
    other |= {"Day": ("service_start", []), "Miles": ("", []), "Car": ("", [])}
    assert len(kept(reading(other), known=(kept(reading()),)).tables) == 2


def test_providers_are_kept_apart() -> None:
    made = remember([reading(), reading(provider=OTHER_NPI)], {}, who="m.carter", when=MAY, sha256=SHA)
    assert [one.providers for one in made] == [[NPI], [OTHER_NPI]]


def test_the_file_is_named_for_the_provider() -> None:
    made = kept(reading())
    assert file_name(made) == "1234567893-bay-housing-partners.toml"
    assert file_name(made.model_copy(update={"subject": "roster"})) == "1234567893-bay-housing-partners.roster.toml"
    assert file_name(made.model_copy(update={"name": "Café ¡Sí!"})) == "1234567893-cafe-si.toml"
    assert file_name(made.model_copy(update={"providers": [], "name": ""})).startswith("no-npi-agency-npi-agency")


def test_a_file_read_back_is_the_same(tmp_path: Path) -> None:
    strange = with_outcome(Seen="billed", **{'He said "no"\n\\': "not billed"})
    strange.shapes = ("fill_down", "cents")
    strange.columns[9].scale, strange.columns[9].slot = 100, 2
    made = kept(strange, answers={"May!billing_address": "1200 Broadway"})
    path = tmp_path / file_name(made)
    path.write_text(reading_text(made), encoding="utf-8")
    assert read_reading(path) == made
    assert load_readings(tmp_path) == [made]
    assert load_readings(None) == load_readings(tmp_path / "none") == []


GOOD = reading_text(kept(with_outcome(Seen="billed")))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('field = "unit_cost"', 'field = "price"', "unknown fields: price"),
        ('Seen = "billed"', 'Seen = "maybe"', "tables.0.columns.11.values.Seen"),
        ("when = 2026-05-04T10:12:00", 'when = "in May"', "tables.0.when"),
        ('heading = "Client"', 'heading = "91234567A"', "identifying"),
        ('subject = "invoice"', 'subject = "letter"', "unknown subject 'letter'"),
        ('who = "m.carter"', "", "tables.0.who"),
        ("version = 1", "version = 2", "version"),
        ("version = 1", "version = 1\nsheets = 3", "sheets"),
        ('providers = ["1234567893"]', 'providers = ["12"]', "providers.0"),
        ("[[tables]]", '[missing]\nmember_cin = "91234567A"\n\n[[tables]]', "not a value of the provider"),
        ("version = 1", "version = ", "not valid TOML"),
    ],
)
def test_a_bad_file_is_told_with_its_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    path = tmp_path / "bad.toml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as problem:
        read_reading(path)
    assert told in str(problem.value)
    assert str(problem.value).startswith(str(path))


def test_the_file_of_the_reference_can_be_read(tmp_path: Path) -> None:
    text = (ROOT / "docs/reference/readings.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    (tmp_path / "made.toml").write_text(text, encoding="utf-8")
    assert read_reading(tmp_path / "made.toml").tables[0].columns[1].values == {
        "Seen": "billed",
        "No show": "not billed",
    }


def test_two_files_of_a_provider_are_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"b\.toml.*a\.toml"):
        load_readings(tmp_path)
