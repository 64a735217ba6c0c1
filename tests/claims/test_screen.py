"""The screen lets a claim pass only where no rule has anything to say: held to the rules on thousands of mutants."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi.claims import facts
from edi.claims.around import Around
from edi.claims.parts import Claim
from edi.diagnostics import Check, Diagnostic, Registry, Rule
from edi.validation import Options, jobs, run, validate_source
from edi.validation.judge import Questions
from tests.benchmarks.generate import varied_good
from tests.claims.base import GOOD, RECEIVED, changed, checked
from tests.claims.cases import CASES
from tests.claims.test_rules import text_of

CORPUS = Path(os.environ.get("EDI_CORPUS", Path(__file__).parents[2].parent / "shared" / "corpus"))
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.837"))
FILE_CHECKS = run.rules().checks["file"]
HEAD, MEMBER, REST = GOOD[: GOOD.index("HL*2")], GOOD[GOOD.index("HL*2") : GOOD.index("SE*")], GOOD[GOOD.index("SE*") :]
VALUES = (
    "",
    "0",
    "1",
    "18",
    "XX",
    "20240603",
    "20250101",
    "350",
    "-1",
    "9",
    "G9012",
    "U2",
    "HC:G9012:U2:GQ",
    "ABK:Z59",
    "~",
)


def several(claims: int) -> str:
    """A file of good claims, each of another day."""
    members = [
        MEMBER.replace("HL*2", f"HL*{number + 2}")
        .replace("T1*", f"T{number}*")
        .replace("20240603", f"202406{number + 1:02}")
        for number in range(claims)
    ]
    return HEAD + "".join(members) + REST


def mutant(segments: list[str], source: random.Random) -> str:
    """A file with one to three faults: elements changed; in one of four also segments dropped, repeated, swapped, where
    the structure is mostly broken and nothing is taken for plain."""
    segments = [*segments]
    kinds = range(5) if source.random() < 0.25 else (3, 4)
    for _ in range(source.randint(1, 3)):
        place = source.randrange(2, len(segments))
        what = source.choice(kinds)
        if what == 0:
            del segments[place]
        elif what == 1:
            segments.insert(place, segments[source.randrange(2, len(segments))])
        elif what == 2:
            other = source.randrange(2, len(segments))
            segments[place], segments[other] = segments[other], segments[place]
        else:
            elements = segments[place].split("*")
            spot = source.randrange(len(elements))
            drawn = source.choice(segments).split("*")
            elements[spot] = source.choice(VALUES) if what == 3 else drawn[min(spot, len(drawn) - 1)]
            segments[place] = "*".join(elements)
    return "~\n".join(segments)


def mutants(texts: list[str], count: int, seed: int) -> Iterator[str]:
    """Mutants of some files."""
    source = random.Random(seed)
    split = [text.split("~\n") for text in texts]
    return (mutant(source.choice(split), source) for _ in range(count))


#: A day of receipt after all days of service.
LATE = "20991231"


class Asked(NamedTuple):
    """How many claims were met, how many of them no rule was asked of, and how many each rule was spared."""

    claims: Counter[str]
    spared: Counter[str]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    counted = Asked(Counter(), Counter())
    plain = Questions.asked

    def counting(self: Questions, denied: int, fresh: int) -> tuple[Check, ...]:
        chosen = plain(self, denied, fresh)
        if denied != facts.ALL:  # else the structure is broken, or all rules are asked on purpose
            counted.claims["met"] += 1
            counted.claims["passed over"] += not chosen
            counted.spared.update(rule.code for rule, check in FILE_CHECKS if check not in chosen)
        return chosen

    monkeypatch.setattr(Questions, "asked", counting)
    return counted


def test_each_rule_is_silent_where_its_facts_hold(asked: Asked) -> None:
    """Each rule is asked only where one of its facts is denied, and yet all find what they find when asked of every
    claim. Samples, varied files, and what each rule finds and does not find, all with faults."""
    samples = [path.read_text().replace("\r", "").replace("~\n", "~").replace("~", "~\n") for path in SAMPLES]
    varied = ["".join(varied_good(12, seed)) for seed in range(8)]
    cases = [several(3), *(text_of(case) for cases in CASES.values() for case in cases)]
    found: Counter[str] = Counter()
    for texts, received, count in ((samples, LATE, 150), (varied, LATE, 250), (cases, RECEIVED, 600)):
        for text in [*texts, *mutants(texts, count, 3)]:
            plain, thorough = (checked(text, received=received, thorough=one).findings for one in (False, True))
            missed = [(one.code, one.where) for one in thorough if one not in plain]
            assert plain == thorough, f"{missed}\n{text}"
            found += thorough.counts
    assert asked.claims["passed over"] > asked.claims["met"] / 5
    declaring = {rule.code for rule, _ in FILE_CHECKS if rule.silent_when}
    assert {code for code in declaring if asked.spared[code] < asked.claims["met"] / 5} == set()
    assert declaring - set(found) == TOLD_ELSEWHERE


#: What needs a file of 5,000 claims.
TOLD_ELSEWHERE = {"X7007"}
FIRES = Rule("X7999", "info", "file", "this is a claim", "Leave it.", snip=7, unaddressed="info")


def every_claim(claim: Claim, _around: Around) -> Iterator[Diagnostic]:
    """A rule that has something to say of each claim."""
    yield FIRES.at(claim.at(claim.clm))


@pytest.fixture
def firing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry with a rule that declares no facts."""
    known = run.rules()
    checks: tuple[tuple[Rule, Check], ...] = (*known.checks["file"], (FIRES, every_claim))
    registry = Registry({**known.rules, FIRES.code: FIRES}, {**known.checks, "file": checks})
    for module in (run, jobs):
        monkeypatch.setattr(module, "rules", lambda: registry)


@pytest.mark.usefixtures("firing")
@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_a_rule_that_declares_nothing_is_asked_of_every_claim(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [number for number, one in enumerate(path.read_text().split("~"), 1) if one.strip().startswith("CLM*")]
    assert claims
    options = Options(LATE)
    whole = validate_source(path, path.name, options)
    assert [one.where.segment_no for one in whole.findings if one.code == FIRES.code] == claims
    monkeypatch.setattr(jobs, "_LARGE", 0)
    (in_parts,) = jobs.validate_all([(path, path.name)], options, 2)
    assert [one.where.segment_no for one in in_parts.findings if one.code == FIRES.code] == claims


@pytest.mark.usefixtures("firing")
def test_it_is_asked_of_every_claim_of_each_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts were joined: no process read the file in one go."""
    path = tmp_path / "varied.837"
    path.write_text("".join(varied_good(40)))
    monkeypatch.setattr(jobs, "_LARGE", 0)
    monkeypatch.setattr(jobs, "validate_source", None)
    (in_parts,) = jobs.validate_all([(path, path.name)], Options(LATE), 2)
    assert in_parts.findings.counts[FIRES.code] == 40


def test_an_unusual_billing_provider_is_asked_about_once(asked: Asked) -> None:
    """What a rule finds in a loop above many claims does not make it look at all of them."""
    text = "".join(varied_good(30)).replace("PRV*BI*PXC*251B00000X", "PRV*BI*PXC*101200000X")
    assert checked(text, received=LATE).findings.counts["X5010"] == 1
    assert asked.claims["passed over"] >= 25


def test_what_a_rule_asks_of_each_claim_is_asked_of_the_second_one_too() -> None:
    """A homeless member's diagnoses, a patient's birth: the loop above says the same of both claims."""
    claim = GOOD[GOOD.index("CLM*") : GOOD.index("SE*")]
    other = claim.replace("T1*", "T2*").replace("*D8*20240603", "*D8*20240604")
    text = GOOD.replace("SE*43", f"{other.replace('ABK:Z5901', 'ABK:Z600')}SE*74")
    assert [one.code for one in checked(text).findings if one.code == "X6010"] == ["X6010"]
    assert checked(text).findings == checked(text, thorough=True).findings


def test_blocks_do_not_matter() -> None:
    """A claim that is cut by the end of a block is judged as any other."""
    text = several(28)
    text = text.replace("*340***", "*350***").replace("*350***", "*340***", 7).encode()
    whole = validate_source(text, "f", Options(RECEIVED)).findings
    assert [one.code for one in whole].count("X3001") == 7
    for size in (90, 173, 1000, 4096):
        pieces = [text[start : start + size] for start in range(0, len(text), size)]
        assert validate_source(iter(pieces), "f", Options(RECEIVED)).findings == whole


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_samples_break_no_rule_of_balance_or_situation(path: Path) -> None:
    outcome = validate_source(path, path.name, Options(LATE))
    assert not [one for one in outcome.findings if one.code.startswith(("X1", "X2", "X3", "X4"))]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of public X12 files is not here")
def test_the_corpus_raises_nothing_and_is_stable() -> None:
    files = sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.suffix != ".csv")
    assert files
    for path in files:
        first, thorough = (
            validate_source(path, path.name, Options(RECEIVED, thorough=every)).findings for every in (False, True)
        )
        assert first == thorough, path.name
        if "_X222A1_" in path.name:
            assert not [one for one in first if one.code.startswith("X3")], path.name


@settings(max_examples=60, deadline=None)
@given(st.permutations(["U2", "GQ", "95"]), st.permutations(["U2", "GQ", "95"]))
def test_modifiers_have_no_order(one: list[str], other: list[str]) -> None:
    first, second = (
        MEMBER.replace("HC:G9012:U2*200", f"HC:G9012:{':'.join(modifiers)}*200").replace(
            "HC:H0043:U6*150", f"HC:T2041:U6*{150}"
        )
        for modifiers in (one, other)
    )
    second = second.replace("HL*2", "HL*3").replace("T1*", "T2*").replace("T2041", "T2050")
    found = [one.code for one in checked(HEAD + first + second + REST).findings]
    assert found.count("X7001") == 1
    assert "X6001" not in found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 4000), min_size=1, max_size=6))
def test_splitting_adjustments_keeps_the_balance(parts: list[int]) -> None:
    total = sum(parts)
    if total >= 20000:
        return
    cas = "CAS*CO*" + "**".join(f"{45 + place}*{part / 100:.2f}" for place, part in enumerate(parts))
    paid = 20000 - total
    text = changed(
        (
            ("SVD*300*200*HC:G9012:U2**1~\n", f"SVD*300*{paid / 100:.2f}*HC:G9012:U2**1~\n{cas}~\n"),
            ("AMT*D*350", f"AMT*D*{(paid + 15000) / 100:.2f}"),
        )
    )
    assert not [one for one in checked(text).findings if one.code.startswith("X3")]
    worse = text.replace(f"{parts[0] / 100:.2f}", f"{(parts[0] + 1) / 100:.2f}", 1)
    if worse.count("CAS*CO*45*") and f"CAS*CO*45*{(parts[0] + 1) / 100:.2f}" in worse:
        assert [one for one in checked(worse).findings if one.code == "X3003"]


@pytest.mark.parametrize("blocks", [1, 400])
def test_a_service_is_the_same_in_a_claim_of_doubtful_structure(blocks: int) -> None:
    """What was used before is told from the columns of a good claim, and from the segments of a broken one."""
    again = MEMBER.replace("HL*2*1", "HL*3*1").replace("T1*", "T2*")
    stray = again.replace("REF*EA*", "NX1*77~\nREF*EA*")
    for second in (again, stray):
        for text in (
            HEAD + MEMBER + second + REST,
            HEAD + second.replace("HL*3", "HL*2") + MEMBER.replace("HL*2", "HL*3") + REST,
        ):
            data = text.encode()
            pieces = [data[at : at + len(data) // blocks] for at in range(0, len(data), len(data) // blocks)]
            found = [one.code for one in validate_source(iter(pieces), "f", Options(RECEIVED)).findings]
            assert found.count("X7001") == 2


@pytest.mark.parametrize("blocks", [1, 7, 400])
def test_only_a_broken_claim_is_not_balanced(blocks: int) -> None:
    """A claim without one of its LX is not held against its total; the next one is."""
    broken = MEMBER.replace("LX*2~\n", "")
    wrong = MEMBER.replace("HL*2*1", "HL*3*1").replace("T1*350", "T2*351").replace("20240603", "20240604")
    for text, found in ((HEAD + broken + REST, []), (HEAD + broken + wrong + REST, ["X3001"])):
        data = text.encode()
        pieces = [data[at : at + len(data) // blocks] for at in range(0, len(data), len(data) // blocks)]
        codes = [one.code for one in validate_source(iter(pieces), "f", Options(RECEIVED)).findings]
        assert [code for code in codes if code not in ("X1036", "X1037")] == ["X2007", *found]


def test_a_repeated_service_is_told_where_no_guide_applies_too() -> None:
    """However far the finding on the group is: nothing is collected then, and all is read from the claims."""
    members = "".join(MEMBER.replace("T1*", f"T{n}*").replace("20240603", f"202406{n // 2:02}") for n in range(20, 40))
    text = (HEAD + members + REST).replace("*X*005010X222A1~\nST", "*X~\nST").encode()
    whole = list(validate_source(text, "f", Options(RECEIVED)).findings)
    assert [one.code for one in whole].count("X7001") == 20
    for size in (1, 107, 700):
        pieces = (text[at : at + size] for at in range(0, len(text), size))
        assert list(validate_source(pieces, "f", Options(RECEIVED)).findings) == whole


def test_a_second_reading_finds_what_the_first_found() -> None:
    """What the tables have learnt changes nothing: a service behind two LX is that of the second."""
    for number in (1, 2):
        text = GOOD.replace(f"LX*{number}~\n", f"LX*{number}~\n" * 3)
        service = text[text.rindex(f"LX*{number}~") :].split("~\n")[1]
        text = text.replace(f"{service}~\n", f"{service}~\n" * 3).encode()
        first, second = (list(validate_source(text, "f", Options(RECEIVED)).findings) for _ in range(2))
        assert first == second


def test_every_order_of_the_lines_of_a_duplicate() -> None:
    lines = ["SV1*HC:G9012:U2:GQ*200*UN*1***1", "SV1*HC:G9012:GQ:U2*100*UN*1***1"]
    for first, second in permutations(lines):
        text = changed((("SV1*HC:G9012:U2*200*UN*1***1:2", first), ("SV1*HC:H0043:U6*150*UN*1***1", second)))
        assert [one.code for one in checked(text).findings].count("X7001") == 1


def counted(text: str) -> str:
    """The file with a right SE01, and members with a home: else every claim is looked at."""
    text = text.replace("N3*HOMELESS", "N3*1 ELM")
    return text.replace("SE*43", f"SE*{text[text.index('ST*') : text.index('SE*43')].count('~') + 1}")


def without_payer(text: str) -> str:
    """Claims that no other payer has adjudicated, so that nothing but their own amounts balances."""
    dropped = ("SBR*P", "AMT*D", "OI*", "NM1*PR*2*GOLDEN", "SVD", "DTP*573")
    segments = [one for one in text.split("~\n") if not one.startswith(dropped)]
    places = [place for place, one in enumerate(segments) if one.startswith("NM1*IL")]
    return "~\n".join(one for place, one in enumerate(segments) if place not in places[1::2])


@pytest.mark.parametrize(
    ("total", "first", "code"), [("-50", "-200", "X4032"), ("-350", "-500", "X4031"), ("350", "200", "")]
)
def test_charges_below_zero_are_seen_in_the_last_claim_too(total: str, first: str, code: str) -> None:
    head, clm, rest = without_payer(several(3)).rpartition("CLM*")
    text = counted(head + clm + rest.replace("*350*", f"*{total}*", 1).replace("*200*UN", f"*{first}*UN", 1))
    found = checked(text).findings
    assert not code or code in found.counts
    assert list(found) == list(checked(text, thorough=True).findings)


def test_the_last_of_a_members_own_claims_knows_whether_patients_follow() -> None:
    claim = MEMBER[MEMBER.index("CLM*") :].replace("T1*", "T9*").replace("20240603", "20240620")
    text = counted(several(2).replace("HL*3*1*22*0", "HL*3*1*22*1").replace("SE*43", f"{claim}SE*43"))
    assert [one.where.element for one in checked(text).findings if one.code == "X4005"] == [4]
    assert list(checked(text).findings) == list(checked(text, thorough=True).findings)


@pytest.mark.parametrize("quantity", ["1E40", "1e5", "NaN", "-", ".", "9" * 30])
def test_units_that_are_no_number_end_nothing(quantity: str) -> None:
    text = changed((("*UN*1***1:2", f"*UN*{quantity}***1:2"),))
    for thorough in (False, True):
        assert not {"X4020", "X4021", "X6007"} & set(checked(text, thorough=thorough).findings.counts)


def test_modifiers_are_looked_at_whatever_the_code_set() -> None:
    text = counted(several(3).replace("HC:H0043:U6*150", "ER:H0043:u6*150"))
    assert checked(text).findings.counts["X5013"] == 3


def test_a_patient_without_a_claim_is_a_level_below_the_member() -> None:
    patient = "HL*5*4*23*0~\nPAT*19~\nNM1*QC*1*RIVERA*LUZ~\nN3*1 ELM~\nN4*OAKLAND*CA*94612~\nDMG*D8*20100101*F~\n"
    text = without_payer(several(3)).replace("SE*43", f"{patient}SE*43")
    assert checked(counted(text)).findings.counts["X4005"] == 1


def test_a_billing_provider_without_an_npi_is_told_for_the_member_without_an_id_of_it() -> None:
    """The first member's loop 2010BB holds the receiver's id of the provider, the second one's does not."""
    text = several(3).replace("PARTNERS*****XX*1234567893", "PARTNERS")
    text = text.replace("PI*610442~", "PI*610442~\nREF*G2*55~", 1)
    assert checked(counted(text)).findings.counts["X4011"] == 1


def test_a_day_that_is_none_hides_no_other_day() -> None:
    """D139 had ended by the only day of service that is one."""
    head, _, last = without_payer(several(3)).replace("ABF:F1120", "ABF:D139").rpartition("CLM*")
    text = counted(f"{head}CLM*{last.replace('*D8*20240603', '*D8*20230003', 1)}")
    assert checked(text).findings.counts["X5004"] == 3
