"""The scorer of readings tells right, wrong and missing lines apart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.running import SAMPLES
from tests.reading_support import SentLine, run_on, score_run, sent_lines, total

RESULT = run_on(SAMPLES / "service-names.tsv")
SENT = sent_lines(RESULT)


def truth(lines: list[SentLine]) -> dict[str, Any]:
    return {
        "lines": [[*line[:3], float(line.units), f"{line.charge:.2f}", *line[5:]] for line in lines],
        "withheld": None,
    }


def test_what_was_sent_is_read_back() -> None:
    assert len(SENT) == RESULT.inputs[0].tally.rows["sent"] > 0
    assert sum(line.charge for line in SENT) * 100 == RESULT.inputs[0].tally.cents["sent"]
    assert {len(line.npi) for line in SENT} == {10}


@pytest.mark.parametrize(
    ("lines", "counts"),
    [
        (SENT, (len(SENT), 0, 0)),
        (SENT[1:], (len(SENT) - 1, 1, 0)),
        ([*SENT, SENT[0]], (len(SENT), 0, 1)),
        ([SENT[0]._replace(modifiers="U9"), *SENT[1:]], (len(SENT) - 1, 1, 1)),
    ],
)
def test_lines_are_compared_as_multisets(lines: list[SentLine], counts: tuple[int, int, int]) -> None:
    score = score_run(RESULT, truth(lines))
    assert score == (*counts, True)  # two honest mistakes of the sample are told
    assert score.perfect is (counts[1:] == (0, 0))
    assert total([score, score])[:3] == tuple(2 * count for count in counts)
