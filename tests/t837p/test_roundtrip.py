"""Files of the corpus through the model and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from edi.guide.differences import INSIGNIFICANT
from edi.t837p.roundtrip import roundtrip
from tests.t837p.files import SAMPLES, corpus_claims, every_loop

FILES = corpus_claims(valid=False)


@pytest.mark.skipif(not FILES, reason="the corpus of sample files is not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_corpus(path: Path) -> None:
    outcome = roundtrip(path).outcome
    assert not outcome.differences
    assert set(outcome.counts) <= set(INSIGNIFICANT)
    assert outcome.identical or outcome.counts


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_our_own_output_is_the_same_to_the_byte(path: Path) -> None:
    assert roundtrip(path).outcome.identical


def test_insignificant_differences_are_counted() -> None:
    outcome = roundtrip(
        every_loop(("SV1*HC:H0043*50*UN*1", "SV1*HC:H0043*50.00*UN*1.0"), ("DTP*431*", "DTP*431*"))
    ).outcome
    assert outcome.counts == {"number form": 1}
    outcome = roundtrip(every_loop(("REF*6R*LINE1~", "REF*6R*LINE1*~"))).outcome
    assert set(outcome.counts) <= {"trailing separators"}
    assert not outcome.differences
