"""A snapshot holds all that decides how a reading goes on: a new field cannot be forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from edi.claims.around import Around
from edi.claims.register import Register
from edi.guide.course import Said
from edi.guide.states import State
from edi.validation import Options
from edi.validation.engine import Run
from edi.validation.run import Reading
from edi.x12.reader import read_blocks
from tests.claims.base import RECEIVED
from tests.claims.test_screen import several

#: What stands on the way from a run to a part of it that has state.
PARTS = (
    "session", "session.course", "session.course.progress", "session.course.reading",
    "session.course.reading.envelopes", "session.repairs", "screen", "screen.denied_above", "screen.assembly",
)  # fmt: skip


def begun() -> Run:
    """A run that has read two members and the HL of a third."""
    text = several(3)
    reading = Reading("f", Options(RECEIVED), Register())
    with reading.run() as run:
        for block in read_blocks(iter([text[: text.index("SBR*S", text.index("HL*4"))].encode()])):
            run.take(block)
        return run


def names_of(part: Any) -> list[str]:
    """The fields of a part."""
    return sorted(vars(part)) if hasattr(part, "__dict__") else sorted(type(part).__slots__)


@pytest.mark.parametrize("path", PARTS)
def test_each_field_is_in_the_snapshot_or_said_to_be_passing(path: str) -> None:
    part: Any = begun()
    run = part
    for name in path.split("."):
        part = getattr(part, name)
    names = names_of(part)
    assert set(names) >= part.PASSING, "a field that is no more"
    before = run.snapshot()
    assert run.snapshot() == before
    for name in set(names) - part.PASSING:
        kept = getattr(part, name)
        setattr(part, name, other(kept))
        assert run.snapshot() != before, f"{type(part).__name__}.{name}"
        setattr(part, name, kept)
    assert run.snapshot() == before


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, State):
        return value.table.state(value.node, (("?", 1),))
    if isinstance(value, Around):
        return Around(value.received, plan="?")
    if isinstance(value, Said):
        return value._replace(version="?")
    if isinstance(value, dict):
        return {**value, "?": [1] if any(isinstance(one, list) for one in value.values()) else 1}
    if isinstance(value, list):
        return [*value, "?"]
    if isinstance(value, (set, frozenset)):
        return {*value, "?"}
    if isinstance(value, tuple):
        return (10**9, *value[1:])  # a segment that is still to come
    if isinstance(value, bool):
        return not value
    return f"{value}?" if isinstance(value, str) else 10**9 if value is None else value + 1


def test_what_has_no_state_holds_only_what_it_was_given() -> None:
    session = begun().session
    assert set(vars(session.walk)) == {"arrival", "course", "headers", "repairs"}
    assert set(vars(session.headers)) == {"arrival", "control", "course", "serve"}
    assert set(vars(session.arrival)) == {"course"}
