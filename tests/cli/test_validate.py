"""`edi-translate validate` from the outside."""

from __future__ import annotations

import json
import os
import re
import threading
from html.parser import HTMLParser
from pathlib import Path

import pytest

from edi.cli.main import run
from tests.claims.base import GOOD

BAD = GOOD.replace("*350***", "*340***").replace("RIVERA*ANA****MI*91234567A", "RIVERA*ANA****MI*9123", 1)
RECEIVED = ("--received", "2024-08-01")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.837"
    path.write_text(BAD, newline="")
    return path


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, stdout, stderr."""
    with pytest.raises(SystemExit) as stopped:
        run(["validate", *words, *RECEIVED])
    said = capsys.readouterr()
    return int(stopped.value.code or 0), said.out, said.err


def test_text_is_one_line_a_finding(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = call(capsys, str(bad))
    assert code == 1
    lines = out.splitlines()
    assert all(re.match(rf"{re.escape(str(bad))}:\d+: X\d{{4}} \S", line) for line in lines)
    assert any(line.startswith(f"{bad}:21: X3001 ") for line in lines)
    assert "not valid" in err
    assert "X3001" in err
    assert "9123" not in out + err


def test_a_good_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "good.837"
    path.write_text(GOOD, newline="")
    assert call(capsys, str(path), "-q") == (0, "", "")


def test_json_has_the_promised_shape(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, str(bad), "--format", "json")
    (record,) = json.loads(out)
    assert code == 1
    assert set(record) == {"file", "valid", "transactions", "claims", "checked", "findings"}
    assert (record["file"], record["valid"], record["transactions"], record["claims"]) == (str(bad), False, 1, 1)
    for finding in record["findings"]:
        assert {"code", "slug", "severity", "snip", "message", "hint", "where"} <= set(finding)
        assert set(finding["where"]) == {
            "file", "isa", "gs", "st", "segment_no", "st_segment_no", "loop", "segment", "element", "component",
            "repeat", "claim",
        }  # fmt: skip
    where = next(one["where"] for one in record["findings"] if one["code"] == "X3001")
    assert (where["isa"], where["gs"], where["st"], where["segment_no"], where["st_segment_no"]) == (
        "000000001", "1", "0001", 21, 19,
    )  # fmt: skip
    assert (where["loop"], where["segment"], where["element"], where["claim"]) == ("2300", "CLM", 2, "300H7K2M9Q4T1")


def test_values_are_shown_only_when_asked_for(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "340.00" not in call(capsys, str(bad), "--format", "json")[1]
    assert "340.00" in call(capsys, str(bad), "--format", "json", "--show-values")[1]


def test_sarif(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = json.loads(call(capsys, str(bad), "--format", "sarif")[1])
    assert log["version"] == "2.1.0"
    (run_,) = log["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert run_["results"]
    for result in run_["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert result["message"]["text"]


def test_level_select_and_ignore(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def codes(*words: str) -> set[str]:
        out = call(capsys, str(bad), "--format", "json", *words)[1]
        return {finding["code"] for finding in json.loads(out)[0]["findings"]}

    assert "X7010" in codes()
    assert not any(code > "X4" for code in codes("--level", "3"))
    assert codes("--select", "X3001,X7") <= {"X3001", "X7010"}
    assert "X3001" in codes("--select", "X3001,X7")
    assert not any(code.startswith("X3") for code in codes("--ignore", "X3"))


def test_a_folder_is_every_x12_file_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("b.837", BAD), ("a.txt", GOOD), ("c.txt", "a remark"), ("d.pdf", GOOD)):
        (tmp_path / name).write_text(text, newline="")
    code, out, _ = call(capsys, str(tmp_path), "--format", "json")
    assert code == 1
    assert [Path(record["file"]).name for record in json.loads(out)] == ["a.txt", "b.837"]


def test_nothing_can_be_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, str(tmp_path / "none.837"))[0] == 2
    path = tmp_path / "good.837"
    path.write_text(GOOD, newline="")
    assert call(capsys, str(path), "--payer", "nobody")[0] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--select", "X3001,claim-total-differs"), "CLAIM-TOTAL-DIFFERS: no finding has this code"),
        (("--ignore", "X9"), "X9: no finding has this code"),
        (("-o", "absent/findings.txt"), "absent: no such folder"),
        (("-o", "."), "is a directory"),
    ],
)
def test_a_slip_is_told_before_anything_is_read(
    bad: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    code, out, err = call(capsys, str(bad), *words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_pipe_is_read_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(BAD, newline=""), daemon=True)
    writer.start()
    code, out, _ = call(capsys, str(pipe), str(pipe))
    writer.join()
    assert code == 1
    assert out.startswith(f"{pipe}:")


def test_a_name_that_is_no_utf8(bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = bad.rename(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.837"))
    for form in ("json", "sarif", "html"):
        code, out, _ = call(capsys, str(odd), "-q", "--format", form, "-o", str(tmp_path / f"out.{form}"))
        assert (code, out) == (1, f"{tmp_path}/out.{form}\n")
    assert "bad%FF.837" in (tmp_path / "out.sarif").read_text()


def test_severity_of_the_payer_file(bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from mappings.payer_file import PAYERS

    payer = tmp_path / "own.toml"
    payer.write_text((PAYERS / "dhcs.toml").read_text() + '\n[severity]\nX3001 = "warning"\n')
    out = call(capsys, str(bad), "--format", "json", "--payer", str(payer))[1]
    assert {one["severity"] for one in json.loads(out)[0]["findings"] if one["code"] == "X3001"} == {"warning"}


@pytest.mark.parametrize("engine", ["pyx12", "both"])
def test_other_engines(bad: Path, capsys: pytest.CaptureFixture[str], engine: str) -> None:
    code, out, err = call(capsys, str(bad), "--engine", engine)
    assert code == 1
    assert "X3001" in out
    assert "only" not in err


class Page(HTMLParser):
    """Counts what matters."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name == "href":
                self.links.add(value or "")


def test_the_page_is_self_contained_and_masked(bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.html"
    code, out, _ = call(capsys, str(bad), "--format", "html", "-o", str(path))
    assert (code, out.strip()) == (1, str(path))
    text = path.read_text()
    assert not re.search(r"https?:|<script|src=|@import|url\(", text)
    assert "Content-Security-Policy" in text
    for private in ("RIVERA", "9123", "19850412", "HOMELESS", "INV88", "MRN7781"):
        assert private not in text
    page = Page()
    page.feed(text)
    assert page.links == {f"#{name}" for name in page.ids}
    assert page.tags.count("details") >= 4
    assert "X3001" in text
    for name in ("Subscriber Name", "Subscriber Hierarchical Level", "CLM02 Total Claim Charge Amount"):
        assert f'content:"{name}"' in text
    assert 'content:"CLM05-1 Place of Service Code: Home"' in text
    assert text.count("Subscriber Name") < 3, "a name stands once"
    assert re.search(r'<i class="x[0-9a-f]+ error">', text), "the faulty element is marked"
    call(capsys, str(bad), "--format", "html", "--show-values", "-o", str(path))
    assert "RIVERA" in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


def test_stdin(bad: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bad.read_bytes())))
    code, out, _ = call(capsys, "-")
    assert code == 1
    assert out.startswith("stdin:")


def test_the_page_of_a_large_file_is_short_where_nothing_was_found() -> None:
    from edi.validation import Options, validate_source
    from edi.views.reading import page
    from tests.benchmarks.generate import varied_good

    data = "".join(varied_good(1_100)).replace("*UN*1*", "*UN*0*", 1).encode()
    text = "".join(page([(validate_source(data, "f", Options("20261122")), data)], show_values=False))
    assert len(text) < 2.4 * len(data)
    assert text.count("<details") > 2_200
    (card,) = [part for part in text.split("<details") if " open>" in part]
    assert '<i class="x' in card
    assert 'content:"Subscriber Name: 01 Entity Identifier Code, 02 Entity Type Qualifier' in text


def test_names_cannot_leave_their_style(tmp_path: Path) -> None:
    from edi.views.element_names import Titles

    titles = Titles()
    assert titles.of("") == ""
    assert titles.of("a") == titles.of("a") != titles.of('</style>\n\\"')
    assert "</style>" not in titles.style()
    assert titles.style().count("\n") == 1


def test_codes_are_shown_and_values_are_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "codes.837"
    path.write_text(GOOD.replace("***1:2~", "***1:3~").replace("12:B:1", "12:B:7").replace("*RP~", "*CH~"), newline="")
    out = call(capsys, str(path))[1]
    assert "diagnosis 3; the claim has 2" in out
    assert "CLM05-3 is 7" in out
    assert "BHT06 is CH" in out
    path.write_text(GOOD.replace("12:B:1", "RIVERA:B:1").replace("*RP~", "*CH~"), newline="")
    assert "RIVERA" not in call(capsys, str(path))[1]
