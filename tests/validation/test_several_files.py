"""Files of one call are held against each other: what one repeats of another is found, whoever reads it and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from edi.claims import register
from edi.model.reference import X12Ref
from edi.validation import Options, Outcome
from edi.validation.jobs import validate_all
from tests.claims.base import GOOD, RECEIVED

HEAD, MEMBER, REST = GOOD[: GOOD.index("HL*2")], GOOD[GOOD.index("HL*2") : GOOD.index("SE*")], GOOD[GOOD.index("SE*") :]
OTHERS = (("CALIFORNIA-DHCS*240708", "SOME-OTHERPAYER*240708"), ("CALIFORNIA-DHCS*20240708", "OTHER*20240708"))


def file_of(*claims: tuple[str, str], known: bool = False) -> bytes:
    """A file of claims, each with its id and its day in June."""
    text = HEAD
    for number, (name, day) in enumerate(claims, 2):
        member = MEMBER.replace("HL*2*", f"HL*{number}*").replace("H7K2M9Q4T1", name)
        text += member.replace("*D8*20240603", f"*D8*202406{day}")
    text += REST.replace("SE*43", f"SE*{text[text.index('ST*') :].count('~') + 1}")
    for old, new in () if known else OTHERS:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def found(outcomes: list[Outcome]) -> list[list[tuple[str, str, str]]]:
    """Of each file: code, claim, and the file that a finding names."""
    return [
        [
            (one.code, one.where.claim[3:], one.related[0].file)
            for one in outcome.findings
            if isinstance(one.where, X12Ref) and one.related
        ]
        for outcome in outcomes
    ]


def checked(*files: bytes, jobs: int = 1, thorough: bool = False) -> list[Outcome]:
    """The outcomes of files that are called a, b, c."""
    named = list(zip(files, "abc", strict=False))
    return validate_all(named, Options(RECEIVED, thorough=thorough), jobs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_claim_of_another_file_is_told_with_that_file(jobs: int) -> None:
    outcomes = checked(file_of(("A", "03"), ("B", "04")), file_of(("C", "05"), ("A", "03")), jobs=jobs)
    assert found(outcomes) == [[], [("X7012", "A", "a")]]
    assert [outcome.valid for outcome in outcomes] == [True, False]


def test_an_id_of_another_member_is_a_warning_and_a_service_of_another_claim_too() -> None:
    outcomes = checked(file_of(("A", "03")), file_of(("A", "04"), ("B", "03")))
    assert found(outcomes)[1] == [("X7002", "A", "a"), ("X7001", "B", "a"), ("X7001", "B", "a")]
    assert outcomes[1].valid
    assert [one.expected for one in outcomes[1].findings] == ["in a", "300A of a", "300A of a"]


def test_a_known_receiver_denies_what_is_repeated() -> None:
    outcomes = checked(file_of(("A", "03"), known=True), file_of(("A", "03"), known=True))
    assert found(outcomes)[1] == [("X7002", "A", "a"), ("X7001", "A", "a"), ("X7001", "A", "a")]
    assert not outcomes[1].valid


def test_each_file_alone_is_as_it_was() -> None:
    own = file_of(("A", "03"), ("A", "03"))
    (alone,) = checked(own)
    first, second = checked(own, file_of(("B", "05")))
    assert list(first.findings) == list(alone.findings)
    assert found([first]) == [[("X7012", "A", "a")]]
    assert list(second.findings) == []
    assert (alone.checked.compared, first.checked.compared) == (1, 2)


def test_corrections_repeat_nothing() -> None:
    void = file_of(("A", "03")).replace(b"12:B:1", b"12:B:8").replace(b"REF*EA", b"REF*F8*1~\nREF*EA")
    assert found(checked(file_of(("A", "03")), void)) == [[], []]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_forgotten_in_between_is_found_too(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """Registers that remember next to nothing: the files are read once more."""
    monkeypatch.setattr(register, "_RECENT", 2)
    many = [(f"N{number}", f"{number:02}") for number in range(1, 29)]
    outcomes = checked(file_of(*many), file_of(("X", "30"), *many[3:5], ("N7", "29")), file_of(many[3]), jobs=jobs)
    assert found(outcomes) == [
        [],
        [("X7012", "N4", "a"), ("X7012", "N5", "a"), ("X7002", "N7", "a")],
        [("X7012", "N4", "a")],
    ]


def test_other_files_among_them_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "r.274"
    path.write_bytes(b"")
    outcomes = validate_all(
        [(file_of(("A", "03")), "a"), (path, "b"), (file_of(("A", "03")), "c")], Options(RECEIVED), 1
    )
    assert [found([one]) for one in outcomes] == [[[]], [[]], [[("X7012", "A", "a")]]]
