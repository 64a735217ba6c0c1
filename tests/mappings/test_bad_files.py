"""A data file that the program cannot work with is a ConfigError that names the file, the line and the key."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from invoices.layout.headings import headings_of
from mappings import code_sets, county_table, fields, layout_file, service_table
from mappings.errors import ConfigError
from mappings.layout_file import Layout, read_layout
from mappings.payer_file import PAYERS, load_payer, read_payer
from mappings.profile_file import SAMPLE_PROFILE, find_profile, read_profile
from mappings.subject_file import load_subject
from mappings.tables import optional_date, read_table, read_toml

LAYOUT = (load_subject().folder / "wide.toml").read_text(encoding="utf-8")
PAYER = (PAYERS / "dhcs.toml").read_text(encoding="utf-8")
PROFILE = SAMPLE_PROFILE.read_text(encoding="utf-8")


def changed(text: str, old: str, new: str) -> str:
    """A file with one thing changed; the thing has to be there."""
    assert old in text
    return text.replace(old, new, 1)


def write(folder: Path, text: str | bytes, name: str = "bad.toml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def complaint(read: Any, path: Path) -> str:
    """What the ConfigError says; it always names the file and is one line."""
    with pytest.raises(ConfigError) as problem:
        read(path)
    assert problem.value.path == path
    assert str(problem.value).startswith(str(path))
    assert "\n" not in problem.value.message
    return problem.value.message


@pytest.mark.parametrize("read", [read_layout, read_payer, read_profile, read_toml])
@pytest.mark.parametrize(("content", "told"), [
    (b"name = ", "not valid TOML"),
    (b"name = 'a'\nname = 'b'\n", "line 2"),
    (b"a = 1\nb = [1, 2\nc = 3\n", "line 3"),
    (b"name = '\xff\xfe'", "not UTF-8"),
])  # fmt: skip
def test_broken_toml(tmp_path: Path, read: Any, content: bytes, told: str) -> None:
    assert told in complaint(read, write(tmp_path, content))


@pytest.mark.parametrize("read", [read_layout, read_payer, read_profile, read_toml])
def test_a_file_that_is_not_there(tmp_path: Path, read: Any) -> None:
    assert "No such file" in complaint(read, tmp_path / "none.toml")
    assert "directory" in complaint(read, tmp_path)


@pytest.mark.parametrize(("old", "new", "told"), [
    ('name = "wide"', 'nmae = "wide"', ["nmae", "name"]),
    ('title = ', 'colour = "red"\ntitle = ', ["colour"]),
    ('county = ["County"]', 'cuonty = ["County"]', ["cuonty", "unknown fields"]),
    ('recognise = ["billing_npi",', 'recognise = ["shoe_size",', ["shoe_size", "unknown fields"]),
    ('recognise = ["billing_npi",', 'recognise = ["minutes",', ["minutes", "stand nowhere"]),
    ('recognise = ["billing_npi", "member_cin", "service_start", "hcpcs", "units"]', "recognise = []", ["recognise"]),
    ('county = ["County"]', 'county = "County"', ["columns.county"]),
    ("last = 12", "last = 0", ["slots.last"]),
    ("last = 12", 'last = "many"', ["slots.last"]),
    ("last = 12", "", ["slots.last"]),
])  # fmt: skip
def test_a_bad_layout(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    message = complaint(read_layout, write(tmp_path, changed(LAYOUT, old, new)))
    assert all(word in message for word in told), message


def test_a_heading_that_stands_for_two_fields() -> None:
    layout = Layout(
        name="twice", title="", sample="", recognise=["units"], columns={"units": ["Units"], "minutes": ["UNITS "]}
    )
    with pytest.raises(ConfigError, match="stands for two fields: units and minutes"):
        headings_of(layout)


def test_a_layout_is_called_as_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, LAYOUT, "other.toml")
    monkeypatch.setattr(layout_file, "load_subject", lambda name: load_subject(name)._replace(folder=tmp_path))
    with pytest.raises(ConfigError, match="call it as the file") as problem:
        layout_file.load_layouts.__wrapped__()
    assert problem.value.path == path


@pytest.mark.parametrize(("old", "new", "told"), [
    ('sender_id = "{submitter_id}{plan_code}"', 'sender_id = "{submiter_id}"', ["interchange", "placeholder"]),
    ('sender_id = "{submitter_id}{plan_code}"', 'sender_id = "{submitter_id"', ["interchange", "placeholder"]),
    ('sender_id = "{submitter_id}{plan_code}"', 'sender_id = "{}"', ["interchange", "placeholder"]),
    ('id_prefix = "{plan_code}"', 'id_prefix = "{cin}"', ["claim", "placeholder"]),
    ('file_name = "{stem}.837"', 'file_name = "{stme}.837"', ["file_name", "placeholder"]),
    ('file_name = "{stem}.837"', 'file_name = "../{stem}.837"', ["file_name", "folder"]),
    ('type = "RP"', 'type = "XX"', ["transaction.type"]),
    ("max_claims = 5000", "max_claims = 5001", ["transaction.max_claims"]),
    ("max_claims = 5000", "max_claims = 0", ["transaction.max_claims"]),
    ('responsibility = "S"', 'responsibility = "X"', ["subscriber.responsibility"]),
    ("id_length = 20", "id_length = 39", ["claim.id_length"]),
    ('title = ', 'colour = "red"\ntitle = ', ["colour"]),
    ("[claim]", "[severity]\nLN014 = 'loud'\n[claim]", ["severity.LN014"]),
])  # fmt: skip
def test_a_bad_payer(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    message = complaint(read_payer, write(tmp_path, changed(PAYER, old, new)))
    assert all(word in message for word in told), message


def test_a_payer_that_nobody_knows() -> None:
    with pytest.raises(ConfigError, match=r"no payer is called 'dhsc'; known: .*\bdhcs\b.*\bplan\b"):
        load_payer("dhsc")


PLAN = 'code = "300"'


@pytest.mark.parametrize(("old", "new", "key"), [
    ('usage = "T"', 'usage = "QQSECRETQQ"', "usage"),
    ('id = "123456789"', 'id = "QQ*SECRET"', "submitter.id"),
    ('id = "123456789"', "", "submitter.id"),
    ('contact_phone = "9165550100"', 'contact_phone = "QQSECRETQQ"', "submitter.contact_phone"),
    ('contact_name = "EDI OPERATIONS"', 'contact_name = "QQSECRET*QQ"', "submitter.contact_name"),
    ('contact_name = "EDI OPERATIONS"', 'contact_nmae = "QQSECRETQQ"', "submitter.contact_nmae"),
    (PLAN, 'code = "QQSECRETQQ"', "plans.0.code"),
    (PLAN, 'code = "3a0"', "plans.0.code"),
    ('payer_id = "GVHP300"', 'payer_id = "QQ SECRET QQ"', "plans.0.payer_id"),
    (PLAN, PLAN + '\nown_providers = [{ npi = "QQSECRETQQ" }]', "plans.0.own_providers.0.npi"),
    (PLAN, PLAN + '\noffers = [{ service = "respite" }]', "plans.0.offers.0.start"),
    (PLAN, PLAN + '\noffers = [{ service = "respite", start = "QQSECRETQQ" }]', "plans.0.offers.0.start"),
    ("[claims]", '[claims]\nper = "QQSECRETQQ"', "claims.per"),
    ("[claims]", '[claims]\nsame_day = "QQSECRETQQ"', "claims.same_day"),
    ("[claims]", "[claims]\nmax_lines = 51", "claims.max_lines"),
    ("[claims]", "[claims]\nmax_lines = 0", "claims.max_lines"),
    ("[claims]", '[claims]\neight_minute_rule = "QQSECRETQQ"', "claims.eight_minute_rule"),
    ("[payment]", '[payment]\npaid = "QQSECRETQQ"', "payment.paid"),
    ("[payment]", '[payment]\npaid_date = "QQSECRETQQ"', "payment.paid_date"),
    ("[defaults]", '[defaults]\nzip4 = "QQSECRETQQ"', "defaults.zip4"),
    ("[defaults]", '[defaults]\nstate = "QQSECRETQQ"', "defaults.state"),
    ("[defaults]", '[defaults]\nhomeless_address = "qqSECRETqq~"', "defaults.homeless_address"),
    ("[defaults]", '[defaults]\nplace_of_service = "QQSECRETQQ"', "defaults.place_of_service"),
    ("\n[transmission]", '\n[transmission]\nmethod = "QQSECRETQQ"', "transmission.method"),
    ("[limits]", "[limits]\ntimely_days = -1", "limits.timely_days"),
    ("[limits]", "[limits]\nshort_term_housing_days = 0", "limits.short_term_housing_days"),
    ("[limits]", '[limits]\n[control]\ninterchange = "QQSECRETQQ"', "control.interchange"),
    ("[limits]", "[limits]\n[control]\ngroup = 1000000000", "control.group"),
    ("[limits]", '[limits]\n[clock]\nnow = "QQSECRETQQ"', "clock.now"),
    ("[limits]", '[[providers]]\nnpi = "QQSECRETQQ"\n[limits]', "providers.0.npi"),
    ("[limits]", '[[providers]]\nnpi = "1234567893"\ntaxonomy = "QQSECRETQQ"\n[limits]', "providers.0.taxonomy"),
    ('payer = "dhcs"', 'colour = "QQSECRETQQ"', "colour"),
    ('payer = "dhcs"', "max_charge = -1", "max_charge"),
    ('payer = "dhcs"', 'report_version = "QQSECRETQQ"', "report_version"),
])  # fmt: skip
def test_a_bad_profile_names_the_key_and_never_the_value(tmp_path: Path, old: str, new: str, key: str) -> None:
    message = complaint(read_profile, write(tmp_path, changed(PROFILE, old, new)))
    assert f"{key}: " in message
    assert "SECRET" not in message


@pytest.mark.parametrize(("old", "new", "told"), [
    ('county = "Alameda"', 'county = "Alamdea"', "no California county is called 'Alamdea'"),
    (PLAN, PLAN + '\noffers = [{ service = "haircut", start = 2024-01-01 }]', "no service is called 'haircut'"),
    ("[claims]", '[[plans]]\ncode = "300"\nname = "B"\npayer_id = "B1"\n[claims]', "the same plan code"),
])  # fmt: skip
def test_a_profile_that_contradicts_the_tables(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert told in complaint(read_profile, write(tmp_path, changed(PROFILE, old, new)))


def test_every_wrong_key_is_named_at_once(tmp_path: Path) -> None:
    text = changed(changed(PROFILE, 'usage = "T"', "usage = 5"), 'id = "123456789"', 'id = "*"')
    message = complaint(read_profile, write(tmp_path, text))
    assert "usage: " in message
    assert "submitter.id: " in message


def test_the_shipped_profile_is_valid_and_found_from_below(tmp_path: Path) -> None:
    profile = read_profile(SAMPLE_PROFILE)
    assert profile.usage == "T"
    path = write(tmp_path, PROFILE, "edi-translate.toml")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_profile(below) == path


def test_a_table_with_a_short_row(tmp_path: Path) -> None:
    path = write(tmp_path, "# source: x\n# as of: 2026-01-01\na,b\n1,2\n3\n", "bad.csv")
    with pytest.raises(ConfigError) as problem:
        list(read_table(path))
    assert (problem.value.line, problem.value.path) == (5, path)
    assert str(problem.value) == f"{path}:5: 1 cells where the header has 2"


def test_a_table_keeps_its_line_numbers_over_quoted_breaks(tmp_path: Path) -> None:
    path = write(tmp_path, '# source: x\na,b\n1,2\n"3\n4",5\n6,7\n', "good.csv")
    assert [line for line, _ in read_table(path)] == [3, 5, 6]


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        list(read_table(tmp_path / "none.csv"))
    with pytest.raises(ConfigError, match="cannot be read"):
        list(read_table(write(tmp_path, b"a,b\n\xff,1\n", "bad.csv")))


def test_a_date_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    assert optional_date(path, 4, "") is None
    assert optional_date(path, 4, "2026-03-04") == date(2026, 3, 4)
    with pytest.raises(ConfigError, match=r"t\.csv:4: '03/04/2026' is not a date"):
        optional_date(path, 4, "03/04/2026")


TABLES: list[tuple[Any, str, Any, str, str, str]] = [
    (service_table, "SERVICES", service_table.load_services, ",encounter,", ",fortnight,", "unknown unit 'fortnight'"),
    (service_table, "SERVICES", service_table.load_services, "2022-01-01", "01/01/2022", "is not a date"),
    (service_table, "ALIASES", service_table.load_services, "ecm,ECM\n", "emc,ECM\n", "unknown service 'emc'"),
    (service_table, "ALIASES", service_table.load_services, "ecm,ECM\n", "ecm,ECM\nrespite,e.c.m.\n", "two services"),
    (county_table, "COUNTIES", county_table.load_counties, "2022-01-01", "", "no ECM start date"),
    (county_table, "GO_LIVE", county_table.load_go_live, "2022-01-01", "soon", "is not a date"),
    (fields, "FIELDS", fields.load_fields, ",required,", ",needed,", "unknown presence 'needed'"),
]


@pytest.mark.parametrize(("module", "name", "load", "old", "new", "told"), TABLES)
def test_a_bad_row_of_a_shipped_table(
    module: Any, name: str, load: Any, old: str, new: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = changed((load_subject().folder / getattr(module, name)).read_text(encoding="utf-8"), old, new)
    path = write(tmp_path, text, "bad.csv")
    monkeypatch.setattr(module, name, path)
    with pytest.raises(ConfigError, match=told) as problem:
        load.__wrapped__()
    assert problem.value.path == path
    line = problem.value.line
    assert line is not None
    assert new.split("\n")[0] in text.splitlines()[line - 1] or "\n" in new


def test_the_shipped_tables_are_consistent() -> None:
    table = service_table.load_services()
    keys = [(s.hcpcs, s.modifiers, s.effective_from) for s in table.services]
    assert len(set(keys)) == len(keys)
    counties = {county.code for county in county_table.load_counties().values()}
    assert len(counties) == 58
    assert all(len(code) == 2 and code.isdigit() for code in code_sets.load_places())
    assert "CA" in code_sets.load_states()


@pytest.mark.parametrize("name", sorted({s.name for s in service_table.load_services().services}))
def test_the_name_of_a_service_means_it(name: str) -> None:
    table = service_table.load_services()
    meant = table.service_of(name)
    assert meant in {s.service for s in table.services if s.name == name}
    assert table.service_of(name.upper() + " ") == meant
