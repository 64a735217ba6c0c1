"""TA1, 999 and 277CA: against pyx12's own 999, and valid under its maps."""

from __future__ import annotations

import io
import logging
import stat
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
import pyx12.params
import pyx12.x12n_document

from edi.control_numbers import Counting
from edi.guide.findings import Finding
from edi.guide.pyx12_engine import run_pyx12
from edi.guide.validate import validate
from edi.responses.outline import outline
from edi.responses.t277ca import ACCEPTED, statuses
from edi.responses.t999 import t999
from edi.responses.write import acknowledgments, write_acknowledgments
from tests.guide.mutants import corpus_files
from tests.t837p.files import FORM, corpus_claims, every_loop

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
    findings = list(validate(data, mode="exact"))
    numbers = Counting(1)
    ours = "".join(t999(each, findings, NOW, numbers) for each in outline(data, tolerant=False))
    assert codes(ours, told_of_numbers(findings)) == codes(theirs, Counter())


@CORPUS
@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.name)
def test_what_we_write_is_valid(path: Path) -> None:
    made = acknowledgments(path, list(validate(path)), NOW, Counting(1))
    if not outline(path):  # no ISA, nothing to answer
        assert made == {}
        return
    assert "999" in made
    assert "TA1*" in made["ta1"]
    for kind in set(made) - {"ta1"}:
        assert run_pyx12(made[kind].encode()).valid, kind


def claim_finding(data: bytes, start: str, **more: object) -> Finding:
    """A finding beyond the guide on the first segment that starts so."""
    number = next(n for n, text in enumerate(data.decode().split("~\n"), 1) if text.startswith(start))
    values = {"code": "X3009", "level": "claim", "reason": "test", "segment_no": number, "segment": start[:3]}
    return _Beyond(**(values | more))  # type: ignore[arg-type]


class _Beyond(Finding, frozen=True, kw_only=True):
    """A finding of SNIP types 3 to 7."""

    level_of_snip: int = 3

    @property
    def snip(self) -> int:
        """Its type."""
        return self.level_of_snip


def test_claims_are_accepted_and_rejected_one_by_one() -> None:
    data = FORM.read_bytes()
    ids = [text.split("*")[1] for text in data.decode().split("~\n") if text.startswith("CLM*")]
    finding = claim_finding(data, f"CLM*{ids[1]}", element=2)
    made = acknowledgments(data, [finding], NOW, Counting(5))
    assert run_pyx12(made["277ca"].encode()).valid
    text = made["277ca"]
    assert text.count("STC*A2:20*20260301*WQ*") == len(ids) - 1
    rejected = text[text.index(f"TRN*2*{ids[1]}~") :]
    assert rejected.split("~\n")[1].startswith("STC*A7:178*20260301*U*")
    assert "QTY*90*14~\nQTY*AA*1~" in text
    assert "IK5*A~" in made["999"]


def test_a_fault_above_rejects_every_claim_below() -> None:
    data = every_loop()
    text = acknowledgments(data, [claim_finding(data, "NM1*85", element=9, level_of_snip=5)], NOW, Counting(1))
    if "277ca" in text:
        assert "A7:153" in text["277ca"]


def test_statuses() -> None:
    assert statuses([]) == (ACCEPTED,)
    balance = _Beyond(code="X3", level="claim", reason="x", segment_no=1, segment="ZZ")
    other = _Beyond(code="X6", level="claim", reason="x", segment_no=1, segment="SV1", element=1, level_of_snip=6)
    assert statuses([balance, other, other]) == ("A7:400", "A7:454")


def test_a_rejected_transaction_has_no_277ca() -> None:
    data = FORM.read_bytes().replace(b"REF*EI*690558207~\n", b"")
    made = acknowledgments(data, list(validate(data)), NOW, Counting(1))
    assert "277ca" not in made
    assert "IK5*R*" in made["999"]
    assert "AK9*R*1*1*0" in made["999"]


def test_ta1_says_what_is_wrong_with_the_interchange() -> None:
    data = FORM.read_bytes().replace(b"IEA*1*", b"IEA*7*")
    made = acknowledgments(data, list(validate(data)), NOW, Counting(9))
    assert "TA1*000000001*260331*0930*R*021~" in made["ta1"]
    good = acknowledgments(FORM, [], NOW, Counting(9))["ta1"]
    assert "TA1*000000001*260331*0930*A*000~" in good
    assert good.startswith(
        "ISA*00*          *00*          *ZZ*CALIFORNIA-DHCS*ZZ*123456789300   *260301*0930*^*00501*000000009"
    )


def test_files(tmp_path: Path) -> None:
    paths = write_acknowledgments(FORM, [], tmp_path / "acks", NOW, Counting(1))
    assert [path.name for path in paths] == ["form.ta1", "form.999", "form.277ca"]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in paths)
    again = write_acknowledgments(FORM, [], tmp_path / "again", NOW, Counting(1))
    assert [one.read_bytes() for one in paths] == [other.read_bytes() for other in again]
    assert not [path for path in (tmp_path / "acks").iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("data", [b"", b"no x12", b"ISA*00*", b"\xef\xbb\xbfISA"])
def test_nothing_to_acknowledge(data: bytes) -> None:
    assert acknowledgments(data, list(validate(data)), NOW, Counting(1)) == {}
