"""TA1, 999 and 277CA: against pyx12's own 999, and valid under its maps."""

from __future__ import annotations

import io
import logging
from collections import Counter
from datetime import datetime
from itertools import chain
from pathlib import Path

import pytest
import pyx12.params
import pyx12.x12n_document

from edi.control_numbers import Counting
from edi.guide.findings import Finding
from edi.guide.pyx12_engine import run_pyx12
from edi.guide.validate import validate
from edi.responses.outline import outline
from edi.responses.t999 import t999
from edi.responses.write import acknowledgments
from edi.streams import Passing
from edi.validation import Options, Outcome, validate_source
from edi.validation.run import rules
from mappings import claim_statuses
from mappings.claim_statuses import load_claim_statuses
from mappings.errors import ConfigError
from tests.claims.base import GOOD
from tests.guide.mutants import corpus_files
from tests.t837p.files import FORM, SAMPLES, corpus_claims, every_loop

NOW = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001 - envelopes carry local time
LARGEST = 100_000
FILES = [path for path in corpus_files() if path.stat().st_size < LARGEST]
CLAIMS = [path for path in corpus_claims(valid=False) if path.stat().st_size < LARGEST]
CORPUS = pytest.mark.skipif(not FILES, reason="the corpus of sample files is not here")


def pyx12_999(data: bytes) -> str:
    """pyx12's own 999, "" where it gives up."""
    out = io.StringIO()
    logging.disable(logging.CRITICAL)
    try:
        stream = io.StringIO(data.decode("latin-1"), newline="")
        pyx12.x12n_document.x12n_document(pyx12.params.ParamsBase(), stream, out, None)
    except Exception:
        return ""
    finally:
        logging.disable(logging.NOTSET)
    return out.getvalue()


def codes(text: str, numbered: Counter[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """Segment and code of each IK3 and IK4, all of each IK5 and AK9; `numbered` is taken off."""
    found: Counter[tuple[str, ...]] = Counter()
    for segment in text.replace("\n", "").split("~"):
        parts = segment.split("*")
        if parts[0] == "IK3":
            found["IK3", parts[1][:3] or "ISA", parts[4]] += 1  # an id that is none is cut to fit IK301
        elif parts[0] == "IK4":
            found["IK4", parts[1], parts[3]] += 1
        elif parts[0] in ("IK5", "AK9"):
            found[tuple(parts)] += 1
    return found - numbered


def told_of_numbers(findings: list[Finding]) -> Counter[tuple[str, ...]]:
    """Deviation: a wrong HL or LX number rejects the transaction in both; pyx12 does not say why, we do (IK3 and IK4 of
    the segment)."""
    taken: Counter[tuple[str, ...]] = Counter()
    for place in {(each.segment_no, each.segment) for each in findings}:
        here = [each for each in findings if (each.segment_no, each.segment) == place]
        numbers = [each for each in here if each.code in ("HL1", "HL2", "LX")]
        others = [each for each in here if each.code not in ("HL1", "HL2", "LX") and each.reason != "missing-loop"]
        if numbers and not any(each.level == "ele" or each.code in ("8", "SEG1") for each in others):
            taken["IK3", place[1], "8"] += 1
        for each in numbers:
            if each.element:
                taken["IK4", str(each.element), "7"] += 1
    return taken


@CORPUS
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_999_is_pyx12s_in_every_code(path: Path) -> None:
    data = path.read_bytes()
    theirs = pyx12_999(data)
    if "*005010X231" not in theirs or "AK9*" not in theirs:
        pytest.skip("pyx12 writes no 999 for this file (it raises, needs ST03, or answers a 4010 with a 997)")
    findings = [each for each in validate(data, mode="exact") if each.severity == "error"]
    passing = Passing(sorted(findings, key=lambda each: each.segment_no), lambda each: each.segment_no)
    numbers = Counting(1)
    ours = "".join(chain(*(t999(each, passing, NOW, numbers) for each in outline(data, tolerant=False))))
    assert codes(ours, told_of_numbers(findings)) == codes(theirs, Counter())


@CORPUS
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_999_of_a_validation_run_is_pyx12s_where_the_findings_are(path: Path) -> None:
    """Product mode departs from pyx12 on purpose in some places (`deviations.toml`); where it does not, neither does
    the 999."""
    data = path.read_bytes()
    theirs = pyx12_999(data)
    if "*005010X231" not in theirs or "AK9*" not in theirs:
        pytest.skip("pyx12 writes no 999 for this file")
    outcome = run(data)
    exact = [each for each in validate(data, mode="exact") if each.severity == "error"]
    if Counter(map(place, outcome.guide_errors())) != Counter(map(place, exact)):
        pytest.skip("product mode departs from pyx12's findings here")
    ours = written(outcome, data)["999"]
    assert codes(ours, told_of_numbers(exact)) == codes(theirs, Counter())


def place(finding: Finding) -> tuple[str, int, str, int, int]:
    return finding.code, finding.segment_no, finding.segment, finding.element, finding.component


def run(data: bytes | str, *, level: int = 7, payer: str = "") -> Outcome:
    """A real validation."""
    content = data.encode() if isinstance(data, str) else data
    return validate_source(content, "f", Options("20260401", level, payer, answered=True))


def written(outcome: Outcome, data: bytes) -> dict[str, str]:
    """The acknowledgments of a file by kind."""
    return {kind: "".join(parts) for kind, parts in acknowledgments(outcome, data, NOW, Counting(1))}


def answer(data: bytes | str, **more: int) -> dict[str, str]:
    """The acknowledgments of a real validation, of which all that has a map is valid under it."""
    content = data.encode() if isinstance(data, str) else data
    made = written(run(content, **more), content)
    for kind, text in made.items():
        if kind != "ta1":
            assert run_pyx12(text.encode()).valid, kind
        assert list(validate(text.encode())) == [], kind
    return made


@CORPUS
@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.name)
def test_what_we_write_is_valid(path: Path) -> None:
    made = answer(path.read_bytes())
    if not outline(path):  # no ISA, nothing to answer
        assert made == {}
        return
    assert "999" in made
    assert "TA1*" in made["ta1"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_our_own_files_are_accepted_claim_by_claim(path: Path) -> None:
    text = path.read_text()
    made = answer(text)
    assert "R*" not in "".join(line for line in made["999"].splitlines() if line.startswith(("IK5", "AK9")))
    count = text.count("\nCLM*")
    assert made["277ca"].count("STC*A2:20*20260301*WQ*") == count
    assert f"QTY*90*{count}~" in made["277ca"]
    assert "QTY*AA" not in made["277ca"]


def status_lines(text: str, claim_id: str) -> list[str]:
    """The segments of a 277CA below a claim's TRN, up to the next level."""
    lines = text.split("~\n")
    start = lines.index(f"TRN*2*{claim_id}") + 1
    return lines[start : next(n for n in range(start, len(lines)) if lines[n].startswith(("HL*", "SE*")))]


def test_claims_are_accepted_and_rejected_one_by_one() -> None:
    text = FORM.read_text()
    claims = [part.split("*")[1:3] for part in text.split("~\n") if part.startswith("CLM*")]
    (_, _), (second, charge) = claims[:2]
    made = answer(text.replace(f"CLM*{second}*{charge}*", f"CLM*{second}*1.50*"))
    found = status_lines(made["277ca"], second)
    assert found[:2] == ["STC*A8:400*20260301*U*1.5", found[1]]
    assert found[1].startswith("DTP*472*D8*")
    assert made["277ca"].count("STC*A2:20*") == len(claims) - 1
    assert f"QTY*90*{len(claims) - 1}~\nQTY*AA*1~" in made["277ca"]
    assert "AMT*YY*1.5~" in made["277ca"]
    assert "IK5*A~" in made["999"]


def test_a_fault_of_a_line_is_told_on_the_line() -> None:
    text = GOOD.replace("SV1*HC:H0043:U6*150*UN*1*", "SV1*HC:H0043:U6*150*UN*0*")
    assert text != GOOD
    made = answer(text)
    assert status_lines(made["277ca"], "300H7K2M9Q4T1") == [
        "STC*A7:247*20260301*U*350",
        "DTP*472*D8*20240603",
        "SVC*HC:H0043:U6*150",
        "STC*A7:476*20260301*U",
        "REF*FJ*INV88-0002",
        "DTP*472*D8*20240603",
    ]


def test_several_faults_of_a_line_stand_in_one_stc() -> None:
    text = GOOD.replace("SV1*HC:H0043:U6*150*UN*1***1", "SV1*HC:H0043:ZQ*150*UN*0***9")
    stc = [line for line in status_lines(answer(text)["277ca"], "300H7K2M9Q4T1") if line.startswith("STC*")]
    assert stc[0] == "STC*A7:247*20260301*U*350"
    assert stc[1].startswith("STC*A7:4")
    assert stc[1].count(":") >= 2


def test_a_fault_above_rejects_every_claim_below() -> None:
    text = FORM.read_text()
    provider = next(line for line in text.split("~\n") if line.startswith("NM1*85*"))
    made = answer(text.replace(provider, provider[:-1] + str((int(provider[-1]) + 1) % 10), 1))
    below = text.split(provider)[1].split("*20*1~")[0].count("\nCLM*")
    assert 0 < made["277ca"].count("STC*A7:562:85*20260301*U*") == below
    assert made["277ca"].count("STC*A2:20*") == text.count("\nCLM*") - below


def test_a_fault_of_the_envelope_rejects_every_claim() -> None:
    made = answer(GOOD.replace("GS*HC*123456789*CALIFORNIA-DHCS", "GS*HC*123456789*SOMEBODYELSE"))
    assert "STC*A3:116*" in made["277ca"]
    assert "STC*A2:20" not in made["277ca"]


def test_each_member_keeps_its_own_faults() -> None:
    text = FORM.read_text()
    member = next(line for line in text.split("~\n") if line.startswith("NM1*IL*"))
    made = answer(text.replace(member, member[:-2]))
    assert 0 < made["277ca"].count("STC*A7:164:IL*") < text.count("\nCLM*")


def test_level_and_payer_decide_what_is_answered() -> None:
    text = GOOD.replace("*350***", "*340***").replace("*MI*91234567A", "*MI*9123", 1)
    assert "A8:400" in answer(text)["277ca"]
    assert "STC*A2:20*" in answer(text, level=2)["277ca"]


def test_no_answer_without_the_findings_of_the_guide() -> None:
    """They are kept only where they are asked for; without them every file would look good."""
    outcome = validate_source(GOOD.encode(), "f", Options("20260401"))
    assert outcome.guide is None
    with pytest.raises(ValueError, match="answered"):
        acknowledgments(outcome, GOOD.encode(), NOW, Counting(1))


def test_a_warning_rejects_nothing() -> None:
    text = GOOD.replace("HC:G9012:U2", "HC:G9012:ZZ")
    outcome = run(text)
    assert [one.code for one in outcome.findings] == ["X6002"]
    assert "STC*A2:20*" in answer(text)["277ca"]
    outcome.overrides["X6002"] = "error"
    assert "A6:453" in written(outcome, text.encode())["277ca"]


def test_a_severity_of_the_payer_counts_for_the_999_too() -> None:
    data = GOOD.replace("DMG*D8*19850412*F", "DMG*D8*19850412*Q").encode()
    outcome = run(data)
    assert "IK5*R*5~" in written(outcome, data)["999"]
    outcome.overrides.update({one.code: "warning" for one in outcome.findings})
    made = written(outcome, data)
    assert "IK5*A~" in made["999"]
    assert "STC*A2:20*" in made["277ca"]


def test_a_rejected_transaction_has_no_277ca() -> None:
    made = answer(FORM.read_bytes().replace(b"REF*EI*690558207~\n", b""))
    assert "277ca" not in made
    assert "IK5*R*" in made["999"]
    assert "AK9*R*1*1*0" in made["999"]


def test_a_rejected_transaction_or_group_leaves_its_neighbours() -> None:
    first, body, last = GOOD.partition("ST*837*0001")
    transaction = body + last.partition("GE*1*1")[0]
    bad = transaction.replace("0001*005010X222A1", "0002*005010X222A1", 1).replace("DMG*D8*19850412*F", "DMG*D8*1*F")
    bad = bad.replace("*0001~\nGE", "*0002~\nGE").replace("300H7K2M9Q4T1", "300H7K2M9Q4T2")
    bad = bad[: bad.rindex("SE*")] + bad[bad.rindex("SE*") :].replace("*0001", "*0002")
    two = first + transaction + bad + "GE*2*1~\nIEA*1*000000001~\n"
    made = answer(two)
    assert "AK9*R*2*2*1" in made["999"]
    assert made["277ca"].count("ST*277*") == 1
    group = (first + transaction).partition("GS*")[2].replace("*1*X*", "*2*X*")
    three = first + transaction + "GE*2*1~\nGS*" + group + "GE*1*2~\nIEA*2*000000001~\n"
    assert answer(three)["277ca"].count("ST*277*") == 1, "a group whose count is wrong takes its claims with it"


def test_a_group_of_acknowledgments_says_nothing_of_the_group_before() -> None:
    other = "GS*FA*123456789*CALIFORNIA-DHCS*20240708*0930*2*X*009999X999~\nGE*0*2~\n"
    made = answer(GOOD.replace("IEA*1*", f"{other}IEA*2*"))
    assert "AK9*A*1*1*1~" in made["999"]
    assert "AK1*FA" not in made["999"]


def test_several_interchanges_are_answered_one_by_one() -> None:
    second = GOOD.replace("000000001", "000000002").replace("300H7K2M9Q4T1", "300H7K2M9Q4T2")
    second = second.replace("GOLDEN VALLEY HEALTH PLAN", "SILVER VALLEY", 1)
    made = answer(GOOD + second)
    for kind in ("ta1", "999", "277ca"):
        assert made[kind].count("ISA*") == 2
    assert made["ta1"].index("TA1*000000001*") < made["ta1"].index("TA1*000000002*")
    assert made["277ca"].index("300H7K2M9Q4T1") < made["277ca"].index("SILVER") < made["277ca"].index("300H7K2M9Q4T2")
    numbers = [line.split("*")[13] for kind in made for line in made[kind].splitlines() if line.startswith("ISA")]
    assert numbers == [f"{number:09}" for number in range(1, 7)]


def test_a_file_with_every_loop() -> None:
    """It does not meet the guide in all, so that only the rules beyond it are asked."""
    outcome = validate_source(every_loop(), "f", Options("20260401", ignore=("X1", "X2"), answered=True))
    text = written(outcome, every_loop())["277ca"]
    assert run_pyx12(text.encode()).valid
    assert "NM1*QC*1*DOE*SAM****MI*91234567A" in text
    assert "SVC*HC:G9012:U2*100*****2~" in text
    assert "STC*A7:479*20260301*U~\nREF*FJ*LINE1~" in text


def test_ta1_says_what_is_wrong_with_the_interchange() -> None:
    made = answer(FORM.read_bytes().replace(b"IEA*1*", b"IEA*7*"))
    assert "TA1*000000001*260331*0930*R*021~" in made["ta1"]
    good = answer(FORM.read_bytes())["ta1"]
    assert "TA1*000000001*260331*0930*A*000~" in good
    assert good.startswith(
        "ISA*00*          *00*          *ZZ*CALIFORNIA-DHCS*ZZ*123456789300   *260301*0930*^*00501*000000001"
    )


@pytest.mark.parametrize("data", [b"", b"no x12", b"ISA*00*", b"\xef\xbb\xbfISA"])
def test_nothing_to_acknowledge(data: bytes) -> None:
    assert answer(data) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("GS*HC*123456789*CALIFORNIA-DHCS*", "GS*HC*1*C*"),
        ("N3*HOMELESS", "N*HOMELESS"),
        ("N3*HOMELESS", "N3 *HOMELESS"),
        ("ST*837*0001", "ST*837*"),
        ("X*005010X222A1~", "X*~"),
        ("ST*837*0001", "ST*837*00000000000001"),
        ("RIVERA*ANA", "R\u00cdVERA*\u0410\u043d\u0430"),
        ("CLM*300H7K2M9Q4T1", "CLM*" + "A" * 34 + " B"),
    ],
)
def test_answers_are_good_files_whatever_was_submitted(old: str, new: str) -> None:
    assert old in GOOD
    assert "ta1" in answer(GOOD.replace(old, new))


def test_every_finding_on_claims_beyond_the_guide_has_a_status() -> None:
    """Those of provider files (PV) are on no claim, so no 277CA tells them."""
    judged = {code for code, rule in rules().rules.items() if rule.snip > 2 and not code.startswith("PV")}
    assert set(load_claim_statuses()) == judged


@pytest.mark.parametrize(
    "row", ["X3001,Z9,400,,x", "X3001,A7,400,,x\nX3001,A7,400,,x", "LN001,A7,1,,x", "X3001,A7,1,99999,x"]
)
def test_a_bad_table_is_refused(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "claim_statuses.csv"
    path.write_text(f"finding,category,status,entity,meaning\n{row}\n")
    monkeypatch.setattr(claim_statuses, "CLAIM_STATUSES", path)
    with pytest.raises(ConfigError, match=r"claim_statuses\.csv"):
        load_claim_statuses.__wrapped__()
