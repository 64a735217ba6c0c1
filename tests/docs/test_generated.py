"""The generated pages are those that code and data give now."""

from __future__ import annotations

from collections import Counter

import pytest

from edi.diagnostics import EVERY_PACKAGE, load_rules
from mappings.requirement_table import load_requirements
from tests.tools import generate_docs
from tests.tools.docs_pages import requirements, rules
from tests.tools.docs_pages.markdown import DOCS
from tests.tools.docs_pages.requirements import ANSWERED, Answer

CODES = sorted(load_rules(*EVERY_PACKAGE).rules)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every page, made once."""
    return generate_docs.wanted()


def test_nothing_is_stale(
    pages: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate_docs, "wanted", lambda: pages)
    assert generate_docs.main(["--check"]) == 0, capsys.readouterr().err


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_its_place(code: str) -> None:
    text = (DOCS / rules.FOLDER / f"{code[:2].lower()}.md").read_text(encoding="utf-8")
    _, found, told = text.partition(f'<a id="{code.lower()}"></a>\n\n## {code} ')
    assert found
    assert "**What it finds**" in told.partition("\n## ")[0]


def test_a_page_of_a_rule_that_is_gone_is_stale(pages: dict[str, str]) -> None:
    gone = f"{rules.FOLDER}/{CODES[0][:2].lower()}.md"
    assert generate_docs.stale({path: text for path, text in pages.items() if path != gone}) == [gone]


def test_every_requirement_of_the_main_job_is_answered() -> None:
    answers, faults = requirements.collect()
    assert not faults
    main_job = [one for one in load_requirements().values() if one.applies_to in ANSWERED]
    assert Counter(one.applies_to for one in main_job) == {
        "invoice": 20, "837p": 18, "profile": 34, "mif": 125, "rtf": 45, "outreach_tracker": 17, "referral": 17,
        "qimr": 89, "transition": 26, "sdr": 14,
    }  # fmt: skip
    assert all(answers[one.id].says or answers[one.id].by for one in main_job)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (Answer("rule", False, ("rule:LN999",), "x"), "rule:LN999 is not there"),
        (Answer("setting", False, ("setting:claims.nothing",), "x"), "setting:claims.nothing is not there"),
        (Answer("page", False, ("page:nowhere.md",), "x"), "page:nowhere.md is not there"),
        (Answer("code", False, ("code:edi/nowhere.py",), "x"), "code:edi/nowhere.py is not there"),
        (Answer("test", False, ("test:tests/docs/test_generated.py::test_nowhere_else_" + "said",), "x"), "not there"),
        (Answer("later", False, (), ""), "says nothing"),
        (Answer("setting", False, (), "x"), "names nothing"),
        (Answer("wish", False, (), "x"), "unknown kind"),
    ],
)
def test_an_answer_that_is_not_true_is_refused(answer: Answer, fault: str) -> None:
    assert fault in "; ".join(requirements.check(answer))


def test_an_unknown_requirement_fails_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = dict(load_requirements())
    del known["INV-010"]
    monkeypatch.setattr(requirements, "load_requirements", lambda: known)
    monkeypatch.setattr(generate_docs, "MAKERS", (requirements,))
    assert generate_docs.main(["--check"]) == 1
    assert "INV-010" in capsys.readouterr().err
