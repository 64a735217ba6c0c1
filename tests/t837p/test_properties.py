"""parse(build(e)) == e, for every optional part; whatever the bytes, reading does not raise and loses nothing."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import edi
from edi.control_numbers import Counting
from edi.conversion.json_form import from_json, json_document
from edi.model.encounter import Encounter
from edi.t837p.build import build
from edi.t837p.parse import Reading
from edi.t837p.parse_claim import AS_READ
from edi.t837p.rebuild import rebuild
from tests.examples import FEW
from tests.t837p.files import every_loop
from tests.t837p.strategies import encounters

ENVELOPE = AS_READ.__class__(
    **{name: getattr(AS_READ, name) for name in AS_READ.__slots__}
    | {
        "sender_qualifier": "ZZ", "sender_id": "123456789300", "receiver_qualifier": "ZZ", "receiver_id": "R",
        "usage": "T", "group_sender": "S", "group_receiver": "R", "transaction_type": "RP", "submitter_name": "S",
        "submitter_id": "123456789", "contact_name": "C", "contact_phone": "5105550100", "receiver_name": "R",
        "receiver_number": "R", "now": datetime(2026, 3, 1, 9, 30),  # noqa: DTZ001 - envelopes carry local time
    }
)  # fmt: skip
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def text_of(found: list[Encounter]) -> bytes:
    """A file of encounters."""
    return "".join(build(found, ENVELOPE, Counting(1))).encode("ascii")


@given(st.lists(encounters(), min_size=1, max_size=3))
@FEW
def test_parse_of_build(found: list[Encounter]) -> None:
    data = text_of(found)
    reading = edi.read_837p(data)
    parsed = [claim.encounter for claim in reading]
    assert Counter(map(repr, parsed)) == Counter(map(repr, found))
    assert not [finding for finding in reading.findings if finding.reason.startswith("unexpected")]


@given(st.lists(encounters(), min_size=1, max_size=2))
@FEW
def test_json_and_back(found: list[Encounter]) -> None:
    data = text_of(found)
    assert "".join(from_json(b"".join(json_document(edi.read_837p(data))), "x")).encode() == data
    assert "".join(rebuild(Reading(data).events())).encode() == data


@SLOW
@given(st.lists(st.tuples(st.integers(4, 140), st.integers(4, 140), st.sampled_from("dsrm")), max_size=4))
def test_shuffled_segments_are_all_written_back(edits: list[tuple[int, int, str]]) -> None:
    segments = every_loop().decode().split("~\n")[:-1]
    for one, other, what in edits:
        one, other = one % len(segments), other % len(segments)
        if not (one and other):
            continue
        if what == "d":
            del segments[one]
        elif what == "s":
            segments[one], segments[other] = segments[other], segments[one]
        elif what == "r":
            segments.insert(one, segments[other])
        else:
            segments.insert(one, segments.pop(other))
    data = "".join(segment + "~\n" for segment in segments).encode()
    assert "".join(rebuild(Reading(data).events())).encode() == data
