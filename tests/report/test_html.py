"""The page: well formed, closed to the network, honest in its numbers, quick with many rows, free of member data."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from lxml import html
from run_builder import FILE, SECRET, at, build_run, sample_input

from edi.diagnostics import Diagnostic
from edi.views import charts, tables
from edi.views.html import MOST_ROWS, report_html
from edi.views.page_template import TEMPLATES, Beside
from edi.views.run_result import Disposition, InputResult


def page(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data.decode())


def text(data: bytes) -> str:
    return re.sub(r"\s+", " ", page(data).text_content())


def test_it_loads_and_runs_nothing() -> None:
    data = report_html(build_run())
    tree = page(data)
    assert not tree.xpath("//script | //link | //img | //iframe | //@onclick | //@style | //object | //form")
    assert not [url for url in tree.xpath("//@href | //@src") if not url.startswith("#")]
    assert b"http:" not in data
    assert b"https:" not in data


def test_the_content_policy_fits_the_style_block() -> None:
    tree = page(report_html(build_run()))
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = tree.xpath("//style")[0].text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_numbers_and_their_balance() -> None:
    said = text(report_html(build_run(), rejects="invoices.rejects.xlsx"))
    assert "10 of 13 service lines went out, $812.50. 3 were withheld, $90.50" in said
    assert "14 read = 10 sent + 3 withheld + 1 skipped" in said
    assert "$903.00 = $812.50 + $90.50 + $0.00" in said
    assert "Every row is accounted for." in said


def test_banners() -> None:
    assert "Built-in sample profile." in text(report_html(build_run(sample_profile=True)))
    assert "Test files." in text(report_html(build_run()))
    production = build_run()
    production.usage = "P"
    assert "Test files." not in text(report_html(production))


def test_every_rejected_row_says_where_why_and_how() -> None:
    tree = page(report_html(build_run()))
    rows = [re.sub(r"\s+", " ", row.text_content()) for row in tree.xpath("//section[@id='rejected']//tbody")]
    assert len(rows) == 3
    assert "C12" in rows[0]
    assert "2010BA NM1-09" in rows[0]
    assert "########x" in rows[0]
    assert "LN014" in rows[1]
    assert "LN014" not in rows[0]
    assert "Remove one of the two." in rows[2]


def test_a_line_held_back_with_its_encounter_is_not_given_anothers_finding() -> None:
    part = sample_input()
    part.findings += [Diagnostic("LN014", at(20, "H", "units"), "7")]
    part.dispositions.append(Disposition("Invoice", 15, 0, "withheld", 100, ("LN014",)))
    tree = page(report_html(build_run(part)))
    row = tree.xpath("//section[@id='rejected']//tbody")[-1].text_content()
    assert "Held back with the rest of its encounter" in row


def test_a_fault_above_the_table_is_shown_at_the_lines_that_it_withholds() -> None:
    lines = [Disposition("Invoice", n, 0, "withheld", 100, ("CL007",)) for n in (20, 21)]
    part = InputResult(FILE, None, "", findings=[Diagnostic("CL007", at(3, "B", "billing_npi"), "12")],
                       dispositions=lines)  # fmt: skip
    rows = page(report_html(build_run(part))).xpath("//section[@id='rejected']//tbody")
    assert ["B3" in row.text_content() for row in rows] == [True, True]


def test_member_data_appears_only_on_request() -> None:
    assert SECRET.encode() not in report_html(build_run())
    assert SECRET.encode() in report_html(build_run(), show_values=True)


def test_text_from_the_workbook_is_text() -> None:
    tree = page(report_html(build_run()))
    assert tree.xpath("//section[@id='providers']//th[@scope='row']")[0].text == "Harbor & <Light>"


def test_charts_have_names_and_descriptions() -> None:
    drawings = page(report_html(build_run())).xpath("//figure/*[local-name()='svg']")
    assert len(drawings) == 3
    for drawing in drawings:
        ids = drawing.get("aria-labelledby").split()
        texts = [drawing.xpath(f".//*[@id='{one}']")[0].text_content() for one in ids]
        assert all(texts)
    assert "sent $812.50, withheld $90.50" in text(report_html(build_run()))


def test_many_rejected_rows_are_cut_with_a_plain_statement() -> None:
    findings = [Diagnostic("LN014", at(n, "H", "units"), "1") for n in range(5000)]
    lines = [Disposition("Invoice", n, 0, "withheld", 1, ("LN014",)) for n in range(5000)]
    part = InputResult(FILE, None, "", findings=findings, dispositions=lines)
    data = report_html(build_run(part), rejects="r.xlsx", summary="s.json")
    assert len(page(data).xpath("//section[@id='rejected']//tbody")) == MOST_ROWS
    assert "3,000 more rejected rows are not listed here" in text(data)
    assert len(data) < 3_000_000


def test_errors_that_withhold_nothing_are_shown_too() -> None:
    part = InputResult(FILE, None, "", findings=[Diagnostic("WB004", at(0), expected="form, wide")])
    said = text(report_html(build_run(part)))
    assert "Errors of the run" in said
    assert "no heading row; known: form, wide" in said


def test_same_run_same_bytes() -> None:
    assert report_html(build_run()) == report_html(build_run())


@pytest.mark.parametrize("inputs", [1, 2, 5])
def test_several_inputs(inputs: int) -> None:
    run = build_run(*[sample_input(f"{n}.xlsx") for n in range(inputs)])
    title = page(report_html(run)).xpath("//h1")[0].text
    assert title == {1: "0.xlsx", 2: "0.xlsx, 1.xlsx", 5: "0.xlsx, 1.xlsx and 3 more"}[inputs]


def test_small_shares_are_neither_nothing_nor_all() -> None:
    lines = [Disposition("Invoice", n, 0, "sent", 100) for n in range(999)]
    lines.append(Disposition("Invoice", 2000, 0, "withheld", 100, ("LN014",)))
    said = text(report_html(build_run(InputResult(FILE, None, "", dispositions=lines))))
    assert "999 rows >99%" in said
    assert "1 row <1%" in said


AMOUNTS = st.lists(
    st.builds(
        Disposition,
        sheet=st.just("S"),
        row=st.integers(1, 9),
        slot=st.just(0),
        status=st.sampled_from(["sent", "withheld", "skipped"]),
        charge=st.integers(-100, 10**9),
        provider=st.sampled_from(["A", "B", "<C>"]),
    ),
    max_size=12,
)


@given(AMOUNTS)
def test_bars_fit_their_track(lines: list[Disposition]) -> None:
    run = build_run(InputResult("a.csv", None, "", dispositions=lines))
    drawn = [charts.by_disposition(run.tally.cents), charts.by_provider(tables.by_provider(run))]
    for chart in drawn:
        for bar in chart.bars:
            assert sum(float(part.width[:-1]) for part in bar.parts) <= 100
            for part in bar.parts:
                assert 0 <= float(part.start[:-1]) <= 100


def test_the_template_is_compiled_once_where_compiled_files_may_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_one = Environment.compile
    monkeypatch.setattr(
        Environment, "compile", lambda self, source, *rest: compiled.append("") or compile_one(self, source, *rest)
    )

    def page(**options: bool) -> str:
        templates = FileSystemLoader(TEMPLATES)
        environment = Environment(loader=templates, bytecode_cache=Beside(tmp_path / "kept"), **options)
        environment.filters.update(dict.fromkeys(("dollars", "cell", "element", "plural"), str))
        environment.get_template("report.html.j2")
        return str(len(compiled))

    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert (page(), page()) == ("1", "2")
    assert not (tmp_path / "kept").exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert (page(), page(), page()) == ("3", "3", "3")
    assert page(trim_blocks=True) == "4"  # other options, other code
    for kept in (tmp_path / "kept").iterdir():
        kept.write_bytes(b"something else")
    assert page() == "5"
