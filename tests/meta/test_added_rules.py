"""Rules of other packages: found by their entry point, asked like the program's, and named."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from edi.diagnostics import EVERY_PACKAGE, added_packages, load_rules, rules_with_added
from edi.validation.run import all_rules, rules
from mappings.errors import ProgramError
from tests.cli.running import PROFILE, SAMPLES, run

RULE = '''"""A service on a Monday.

What it finds
    A service on a Monday.

Why it matters
    Golden Valley is closed on Mondays.

How to fix
    Check the date of service.

Example
    03/02/2026
"""

from edi.diagnostics import Rule

RULE = Rule(
    code="GV001", severity="warning", scope="line", field="service_start", message="{found} is a Monday",
    hint="Check the date of service.",
)


def check(lines, context):
    for line in lines:
        if line.service_start is not None and line.service_start.weekday() == 0:
            yield RULE.at(line.at("service_start"), line.service_start)
'''
OF_CLAIMS = RULE.replace("GV001", "GV002").replace('scope="line"', 'scope="file", snip=7').partition("def check")[0] + (
    'def check(claim, around):\n    yield RULE.at(claim.at(claim.clm, 1), "this")\n'
)


def installed(folder: Path, **files: str) -> None:
    """A distribution with rules, as pip leaves one: its files and what it says of itself."""
    package = folder / "golden_valley" / "rules"
    package.mkdir(parents=True)
    for path in (package.parent, package):
        (path / "__init__.py").write_text("")
    for name, text in files.items():
        (package / f"{name}.py").write_text(text)
    info = folder / "golden_valley_rules-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: golden-valley-rules\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text("[edi_translate.rules]\ngolden-valley = golden_valley.rules\n")


def forget() -> None:
    for cached in (added_packages, load_rules, rules, all_rules):
        cached.cache_clear()
    for name in [name for name in sys.modules if name.startswith("golden_valley")]:
        del sys.modules[name]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that packages are installed into, for one test."""
    monkeypatch.syspath_prepend(str(tmp_path))
    forget()
    yield tmp_path
    forget()


def test_without_such_packages_there_are_none() -> None:
    assert added_packages() == ()
    assert rules_with_added(*EVERY_PACKAGE) == load_rules(*EVERY_PACKAGE)


def test_a_rule_of_another_package_is_asked_explained_and_named(folder: Path) -> None:
    installed(folder, gv001_service_on_a_monday=RULE, gv002_any_claim=OF_CLAIMS)
    words = (SAMPLES / "dhcs-long.xlsx", "--profile", PROFILE, "-o", "out")
    done = run(*words, cwd=folder)
    assert done.code == 1, done.err
    told = json.loads((folder / "out" / "dhcs-long.summary.json").read_text())
    found = [one for one in told["findings"] if one["code"] == "GV001"]
    assert found
    assert {(one["severity"], one["where"]["column"]) for one in found} == {("warning", "AG")}
    assert told["added_rules"] == ["golden-valley-rules 1.2"]
    assert "With rules of golden-valley-rules 1.2" in done.err
    assert "closed on Mondays" in run("explain", "GV001").out
    assert "GV001  warning  service-on-a-monday" in run("rules").out
    checked = run("validate", SAMPLES / "form.837", "--select", "GV")
    assert "GV002" in checked.out
    assert "rules of golden-valley-rules 1.2" in checked.err


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"ln014_monday": RULE.replace("GV001", "LN014")}, "the code LN014 is taken by invoices.rules.ln014"),
        ({"gv003_monday": RULE}, "holds the rule GV001: name the file for its code and slug, as gv001_monday.py"),
        ({"gv001_monday": "RULE = 1"}, "golden_valley.rules.gv001_monday: defines no RULE"),
        ({"gv001_monday": RULE.partition("def")[0]}, "needs either a `check`, or RAISED_BY"),
        ({"gv001_monday": RULE.replace("How to fix\n", "")}, "its docstring lacks How to fix"),
        ({"gv001_monday": "import no_such_thing"}, "no_such_thing is missing"),
        ({"gv001_monday": "RULE = ("}, "line 1 is no Python"),
    ],
    ids=lambda case: case if isinstance(case, str) else next(iter(case)),
)
def test_a_mistake_in_rules_is_said_in_words(folder: Path, files: dict[str, str], said: str) -> None:
    installed(folder, **files)
    with pytest.raises(ProgramError, match="golden_valley"):
        rules_with_added(*EVERY_PACKAGE)
    done = run(SAMPLES / "dhcs-long.xlsx", "--profile", PROFILE, "-o", "out", cwd=folder)
    assert done.code == 3
    assert done.err.startswith("edi-translate: mistake in the program: ")
    assert said in done.err
    assert "crash" not in done.err
