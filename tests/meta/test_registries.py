"""A thing is a file: rules, kinds of cells, layouts, payers and tables are found, complete, and say where they come
from."""

from __future__ import annotations

import re
import shutil
import sys
import types
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi.diagnostics import EVERY_PACKAGE, Diagnostic, Rule, load_rules
from edi.diagnostics.render import mask, say
from edi.diagnostics.rule import HEADINGS
from edi.model.reference import SheetRef
from edi.rules import guide_findings
from edi.views.run_result import RunResult
from invoices import cells, rows
from invoices.cells import IN_CENTS, Memo, load_kinds
from invoices.invoice_line import InvoiceLine
from invoices.layout.headings import headings_of
from invoices.reading.words import read_heading
from invoices.roster.line import RosterLine
from invoices.run import OF_INVOICES, RULE_PACKAGES
from mappings import layout_file, payer_file
from mappings.errors import ProgramError
from mappings.fields import all_fields, load_fields
from mappings.layout_file import load_layouts, read_layout
from mappings.own import use
from mappings.payer_file import PAYERS, load_payer, read_payer
from mappings.requirement_table import load_requirements
from mappings.retired_codes import load_retired
from mappings.subject_file import load_subject, load_subjects
from tests.invoices.cases import csv_bytes, everything, heading, run, run_lines, table
from tests.meta.sources import ROOT

REGISTRY = load_rules(*EVERY_PACKAGE)
RULES = REGISTRY.rules
# Sixty is what a rule aims at.
MOST_LINES_A_RULE = 65
# The guide validator's findings are data: `edi/rules/guide_findings.py` says why.
GUIDE = {rule.code for rule in guide_findings.rules()}
FAMILIES = (
    "WB",
    "CL",
    "LN",
    "DU",
    "EN",
    "X1",
    "X2",
    "X3",
    "X4",
    "X5",
    "X6",
    "X7",
    "PV",
    "PF",
    "LG",
    "RS",
    "QR",
    "RC",
    "MF",
    "EM",
)
# Words that a hint may begin with: it says what to do.
VERBS = {
    "Add", "Ask", "Call", "Check", "Choose", "Compare", "Copy", "Correct", "Divide", "Enter", "Fill", "Give", "Keep",
    "Leave", "Look", "Make", "Mend", "Name", "Open", "Put", "Remove", "Rename", "Report", "Run", "Send", "Set",
    "Shorten", "Split", "Take", "Type", "Unhide", "Use", "Write", "Clear", "Count", "Number", "Pad", "Save", "See",
    "Unmerge",
}  # fmt: skip


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_documented(code: str) -> None:
    rule = RULES[code]
    sections = re.split(rf"^({'|'.join(HEADINGS)})$", rule.documentation, flags=re.MULTILINE)
    assert tuple(sections[1::2]) == HEADINGS
    assert all(text.strip().endswith(".") for text in sections[2:7:2]), "a section says nothing"
    assert rule.title.endswith(".") is False
    assert rule.message
    assert rule.hint.split()[0] in VERBS, rule.hint
    assert rule.hint.endswith(".")
    assert re.fullmatch(rf"({'|'.join(FAMILIES)})\d{{{5 - len(code[:2])},3}}", code)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_names_only_what_is_filled_in(code: str) -> None:
    rule = RULES[code]
    finding = Diagnostic(code, SheetRef("a.xlsx", "S", 2, "B", "units"), "found", "expected")
    said = say(finding, rule, show_values=True)
    assert "{" not in said.message + said.hint
    assert not rule.field or rule.field in all_fields()
    assert set(rule.requirements) <= set(load_requirements())


@pytest.mark.parametrize("package", EVERY_PACKAGE)
def test_a_rule_file_is_named_for_its_code_and_slug(package: str) -> None:
    folder = ROOT / package.replace(".", "/")
    names = {path.stem for path in folder.glob("*.py") if path.stem not in ("__init__", "guide_findings")}
    rules = [rule for code, rule in load_rules(package).rules.items() if code not in GUIDE]
    assert names == {f"{rule.code.lower()}_{rule.slug.replace('-', '_')}" for rule in rules}
    for path in folder.glob("*_*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_A_RULE, path.name


@pytest.mark.parametrize("code", [code for code in RULES if code not in GUIDE])
def test_a_rule_has_a_check_or_says_who_finds_it(code: str) -> None:
    rule = RULES[code]
    checked = {r.code for pairs in REGISTRY.checks.values() for r, _ in pairs}
    package = next(p for p in EVERY_PACKAGE if code in load_rules(p).rules)
    module = sys.modules[f"{package}.{code.lower()}_{rule.slug.replace('-', '_')}"]
    raised_by = getattr(module, "RAISED_BY", "")
    assert (code in checked) != bool(raised_by)
    if raised_by:
        place = ROOT / raised_by.replace(".", "/")
        files = sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        assert any(code in path.read_text(encoding="utf-8") for path in files), f"{place.name} never says {code}"


def test_a_run_of_invoices_has_every_rule_but_those_of_other_subjects() -> None:
    """Families are left out to start faster; no rule of a scope that invoices have may be."""
    asked = load_rules(*RULE_PACKAGES, families=OF_INVOICES).rules
    others = {code: rule for code, rule in load_rules(*RULE_PACKAGES).rules.items() if code not in asked}
    scopes = {"member_row", "member_table", "member_files", "members_and_claims", "roster", "provider_file"}
    left = {code: rule for code, rule in others.items() if rule.scope not in scopes}
    assert len(left) < len(others)
    for code, rule in left.items():
        module = sys.modules[f"invoices.rules.{code.lower()}_{rule.slug.replace('-', '_')}"]
        assert module.RAISED_BY.startswith(("invoices.member_files", "invoices.roster")), code


RULE_FILE = '''"""A thing that is not there.

What it finds
    Nothing.

Why it matters
    It does not.

How to fix
    No need.

Example
    none
"""

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule

RULE = Rule(code="{code}", severity="info", scope="line", message="found {{found}}", hint="Check it.")


def check(lines: object, context: object) -> Iterator[Diagnostic]:
    yield from ()
'''


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty package that can be imported as `added_rules`."""
    folder = tmp_path / "added_rules"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    load_rules.cache_clear()
    yield folder
    load_rules.cache_clear()
    for name in [name for name in sys.modules if name.startswith("added_rules")]:
        del sys.modules[name]


def test_a_rule_is_added_by_adding_a_file(package: Path) -> None:
    (package / "ln900_a_new_one.py").write_text(RULE_FILE.format(code="LN900"))
    registry = load_rules("added_rules")
    assert registry.rules["LN900"].slug == "a-new-one"
    assert [rule.code for rule, _ in registry.checks["line"]] == ["LN900"]


@pytest.mark.parametrize("name", ["ln901_a_new_one", "ln900", "new_one"])
def test_a_rule_file_with_a_wrong_name_is_our_own_bug(package: Path, name: str) -> None:
    (package / f"{name}.py").write_text(RULE_FILE.format(code="LN900"))
    with pytest.raises(ProgramError, match="name the file for its code and slug"):
        load_rules("added_rules")


def test_two_rules_of_one_code_are_our_own_bug(package: Path) -> None:
    (package / "ln900_a_new_one.py").write_text(RULE_FILE.format(code="LN900"))
    (package / "ln900_another.py").write_text(RULE_FILE.format(code="LN900"))
    with pytest.raises(ProgramError, match=r"the code LN900 is taken by added_rules\.ln900_a_new_one"):
        load_rules("added_rules")


def test_a_kind_of_cell_is_added_by_adding_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shoe_size.py").write_text("def clean(value, limit):\n    return value\n")
    monkeypatch.setattr(cells, "__path__", [*cells.__path__, str(tmp_path)])
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    kinds = load_kinds.__wrapped__()
    assert "shoe_size" in kinds
    assert set(load_kinds()) == set(kinds) - {"shoe_size"}
    assert isinstance(kinds["shoe_size"], types.FunctionType)


def test_a_layout_is_added_by_adding_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in load_subject().folder.glob("*.toml"):
        shutil.copy(path, tmp_path)
    text = (tmp_path / "wide.toml").read_text().replace('name = "wide"', 'name = "clinic"')
    (tmp_path / "clinic.toml").write_text(text)
    monkeypatch.setattr(layout_file, "load_subject", lambda name: load_subject(name)._replace(folder=tmp_path))
    assert set(load_layouts.__wrapped__()) == {*load_layouts(), "clinic"}


def test_a_layout_that_is_added_changes_no_other_workbook(tmp_path: Path) -> None:
    """Its headings are no words by which others are guessed: an agency's "Why" is nobody else's diagnosis."""
    said = {own: read_heading(own).scores for own in ("Why", "Street", "Visit day", "Setting")}
    path = tmp_path / "layouts" / "sunrise.toml"
    path.parent.mkdir()
    text = (load_subject().folder / "wide.toml").read_text().replace('name = "wide"', 'name = "sunrise"')
    path.write_text(f"# source: x\n# as of: 2026-11-01\n{text}".replace("[columns]", '[columns]\npayer_name = ["Why"]'))
    try:
        use(tmp_path)
        assert "Why" in load_layouts()["sunrise"].columns["payer_name"]
        assert {own: read_heading(own).scores for own in said} == said
    finally:
        use(None)


def test_a_payer_is_added_by_adding_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (PAYERS / "plan.toml").read_text().replace('name = "plan"', 'name = "coast"')
    (tmp_path / "coast.toml").write_text(text)
    monkeypatch.setattr(payer_file, "PAYERS", tmp_path)
    assert load_payer.__wrapped__("coast").name == "coast"
    assert load_payer.__wrapped__(str(tmp_path / "coast.toml")).name == "coast"


def test_an_invoice_line_has_the_fields_of_the_table_in_their_order() -> None:
    names = [field.name for field in msgspec.structs.fields(InvoiceLine)]
    assert names[: len(load_fields())] == list(load_fields())


# Kinds of cells that hold several values.
GIVE_TUPLES = {
    "modifiers", "diagnoses", "taxonomies", "phones", "languages", "opening_hours", "populations", "supports",
    "degrees", "affiliations",
}  # fmt: skip


def test_a_roster_line_has_the_fields_of_the_table_in_their_order() -> None:
    names = [field.name for field in msgspec.structs.fields(RosterLine)]
    assert names[: len(load_fields("roster"))] == list(load_fields("roster"))


@pytest.mark.parametrize("name", all_fields())
def test_a_field_has_a_kind(name: str) -> None:
    field = all_fields()[name]
    assert field.kind in load_kinds()
    assert field.title
    assert bool(field.loop) == bool(field.segment)
    assert field.kind != "text" or field.limit, "text that goes into the file has a limit"
    assert not field.many or field.kind in GIVE_TUPLES, "several columns are joined as tuples"


@pytest.mark.parametrize("kind", load_kinds())
def test_a_kind_is_used(kind: str) -> None:
    """By a field, or by a column of one that says its amounts in cents: then by a real run, under such a heading."""
    kinds = {field.kind for field in all_fields().values()}
    if kind in kinds:
        return
    dollars = {in_cents: of for of, in_cents in IN_CENTS.items()}
    assert dollars[kind] in kinds
    amounts = {heading(everything(), name) for name in ("unit_cost", "line_charge")}
    assert kind in kinds_of_a_run({head: f"{head} (cents)" for head in amounts})
    assert kind not in kinds_of_a_run({})


def kinds_of_a_run(called: dict[str, str]) -> set[str]:
    """The kinds of cells that the reading of an invoice asks for, with some of its headings called otherwise."""
    heads, *lines = table(everything(), [{}])
    asked: set[str] = set()

    class Asked(Memo):
        def __init__(self, kind: str, *args: object, **options: object) -> None:
            asked.add(kind)
            super().__init__(kind, *args, **options)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "Memo", Asked)
        run(csv_bytes([[called.get(head, head) for head in heads], *lines]))
    return asked


LAYOUTS = [path for subject in load_subjects().values() for path in sorted(subject.folder.glob("*.toml"))]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_a_layout_is_valid(path: Path) -> None:
    layout = read_layout(path)
    assert load_subject(layout.subject).folder == path.parent
    assert layout.name == path.stem
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 64
    headings_of(layout)
    assert (ROOT / "samples" / layout.sample).is_file()
    required = {name for name, field in load_fields(layout.subject).items() if field.presence == "required"}
    slots = layout.slots.columns if layout.slots else {}
    told = {*layout.columns, *layout.labels, *slots, layout.sheet_name}
    if layout.calendar:
        told |= {"day_cell", "service_start"}
    told |= {field for name in told if name in all_fields() for field in all_fields()[name].holds}
    # A service name says the code, minutes the units.
    instead = {"hcpcs": "service_name", "units": "minutes"}
    assert {name for name in required - told if instead.get(name) not in told} == set()


@pytest.mark.parametrize("path", sorted(PAYERS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_payer_is_valid_and_says_how_sure_it_is(path: Path) -> None:
    payer = read_payer(path)
    assert payer.name == path.stem
    text = path.read_text(encoding="utf-8")
    assert re.search(r"evidence", text)
    assert re.search(r"# as of: \d{4}-\d\d-\d\d", text)
    assert set(payer.severity) <= set(RULES)


TABLES = sorted((ROOT / "mappings").rglob("*.csv"))
# Made by a script from a published list: they name it in a header of their own.
MADE = {"icd10_changes.csv", "sdoh_zcodes.csv", "requirements.csv"}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_is_dated_and_sourced(path: Path) -> None:
    head = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    if path.name in MADE:
        assert re.search(r"# (made|as of): \d{4}-\d\d-\d\d", head)
    else:
        assert re.search(r"^# source: \S+", head, re.MULTILINE)
        assert re.search(r"^# as of: \d{4}-\d\d-\d\d$", head, re.MULTILINE)


PRIVATE = st.text(st.sampled_from("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"), min_size=6, max_size=80)


# What is found in a sheet or file as a whole is described in our own words.
@given(PRIVATE, PRIVATE, st.sampled_from(sorted(code for code, rule in RULES.items() if rule.scope != "sheet")))
def test_a_masked_finding_shows_no_value(found: str, expected: str, code: str) -> None:
    rule = RULES[code]
    finding = Diagnostic(
        code, SheetRef("a.xlsx", "S", 2, "B", "units"), found, expected if rule.expected_is_value else ""
    )
    for text in say(finding, rule, show_values=False):
        assert found not in text
        assert expected not in text


@given(st.text(max_size=200))
@settings(max_examples=30)
def test_a_mask_keeps_no_letter_and_no_digit(value: str) -> None:
    shown = mask(value)
    assert len(shown) <= 60
    assert not [ch for ch in shown if ch.isalnum() and ch != "x"]


def test_a_masked_finding_keeps_its_shape() -> None:
    rule = Rule("CL005", "error", "cell", "{found} is not a CIN", "Copy it.")
    finding = Diagnostic("CL005", SheetRef("a.xlsx"), "9123-4567A")
    assert say(finding, rule, show_values=False).message == "####-####x is not a CIN"
    assert say(finding, rule, show_values=True).message == "9123-4567A is not a CIN"


SECRET = "QZJXWV-77418"


def assert_silent(result: RunResult, name: str) -> None:
    for finding in result.all_findings:
        said = say(finding, RULES[finding.code], show_values=False)
        assert "QZJXWV" not in said.message + said.hint, (finding.code, name)
        assert "77418" not in said.message + said.hint, (finding.code, name)


def test_no_finding_of_a_run_shows_what_stands_in_the_cells() -> None:
    """Every field in turn holds something private; no masked message or hint repeats it."""
    for name in load_fields():
        assert_silent(run_lines({name: SECRET}, {"control_number": "C-2"}), name)


@pytest.mark.parametrize("written", [SECRET, f"{SECRET}*{SECRET}", f"Ñ{SECRET}", SECRET * 30])
def test_no_finding_of_a_sheet_shows_what_stands_in_its_cells(written: str) -> None:
    """Every field of a line of its own."""
    result = run_lines(*({"control_number": f"C-{n}", name: written} for n, name in enumerate(load_fields())))
    assert len({finding.where.row for finding in result.all_findings if isinstance(finding.where, SheetRef)}) > 30
    assert_silent(result, "")


def test_a_retired_code_is_not_used_again() -> None:
    assert set(load_retired()) & set(RULES) == set()
    assert {now for old in load_retired().values() for now in old.replacements} <= set(RULES)
    assert all(old.replacements and old.why.endswith(".") for old in load_retired().values())
