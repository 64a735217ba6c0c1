"""The suite as files: a folder that serves without us. Everything in it follows from the scenarios and a seed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import NamedTuple

from edi.harness.expected import Expected, expected_of, expected_schema, to_json
from edi.harness.judged import judge
from edi.harness.pair import Pair, pair_of
from edi.harness.registry import load_scenarios
from edi.harness.scenario import Described
from mappings.claim_edits import load_claim_edits

#: Grows with every change of the scenarios or of the format that a user of the suite would notice.
SUITE_VERSION = "1.0"
#: Files that lie in the suite as they are.
_AS_THEY_ARE = {"LICENSE": "LICENSE", "README.md": "README.md", "run.py": "run.py.txt"}


class Member(NamedTuple):
    """A scenario of a suite, with its files and what is expected of them."""

    described: Described
    pair: Pair
    expected: Expected


def chosen(only: Iterable[str] = ()) -> list[Described]:
    """The scenarios whose ids begin with one of these words, all where there are none."""
    words = tuple(only)
    return [one for one in load_scenarios().values() if not words or one.id.startswith(words)]


def members(seed: int, only: Iterable[str] = ()) -> Iterator[Member]:
    """The scenarios with their files."""
    for described in chosen(only):
        pair = pair_of(described, seed)
        said = judge(pair.bad, pair.earlier)
        yield Member(described, pair, expected_of(described, pair, said))


def suite_files(some: Iterable[Member], origin: str) -> Iterator[tuple[str, bytes]]:
    """The files of a suite by their path below its folder. `origin` is what it was made of (`seed 0`)."""
    index = []
    for member in some:
        folder, pair, expected = member.described.id, member.pair, member.expected
        yield f"{folder}/good.edi", pair.good
        yield f"{folder}/bad.edi", pair.bad
        if pair.earlier is not None:
            yield f"{folder}/earlier.edi", pair.earlier
        yield f"{folder}/expected.json", to_json(expected)
        yield f"{folder}/case.toml", case_toml(member.described).encode()
        index.append({"id": folder, "title": expected.title, "snip": expected.snip, "topic": expected.topic,
                      "severity": expected.severity})  # fmt: skip
    yield "index.json", to_json(index)
    yield "expected.schema.json", to_json(expected_schema())
    yield "VERSION", f"{SUITE_VERSION}\n{origin}\n".encode()
    for name, source in _AS_THEY_ARE.items():
        yield name, (files("edi.harness") / "files" / source).read_bytes().replace(b"\r\n", b"\n")


def case_toml(described: Described) -> str:
    """A scenario in words: what is broken, why it matters, what to answer, and where that is written."""
    scenario = described.scenario
    lines = [
        ("id", described.id), ("title", described.title), ("topic", scenario.topic), ("broken", described.broken),
        ("matters", described.matters), ("answer", described.answer),
    ]  # fmt: skip
    text = "".join(f"{key} = {_quoted(value)}\n" for key, value in lines) + f"snip = {described.snip}\n"
    edits = load_claim_edits()
    for one in (edits[edit] for edit in scenario.edits):
        text += "\n[[sources]]\n" + "".join(
            f"{key} = {_quoted(value)}\n"
            for key, value in (
                ("edit", one.id),
                ("says", one.condition),
                ("evidence", one.evidence),
                ("source", one.source),
            )
        )
    return text


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
