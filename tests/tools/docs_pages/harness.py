"""`reference/harness/`: the scenarios in words, a page a family, an index, and what several tools make of them."""

from __future__ import annotations

from collections.abc import Iterator

from edi.harness.coverage import reasons
from edi.harness.expected import Expected, expected_schema, to_json
from edi.harness.matrix import measured, versions
from edi.harness.registry import families, load_scenarios
from edi.harness.scenario import Described
from edi.harness.suite import members
from edi.harness.tools_known import known_tools
from edi.validation.run import all_rules
from mappings.claim_edits import load_claim_edits
from tests.tools.docs_pages.markdown import anchor, cell, code, page, rule_place, slug, table

FOLDER = "reference/harness"
INTRO = """
Pairs of a good and a broken file, for measuring validators and receivers. Each page tells, for one type of test, what
is broken, why it matters, and what a receiver should answer; no knowledge of X12 is needed to read them. How to use
them: [Test your own validator](../../how-to/test-your-validator.md). `expected.json` of each pair follows [a
published schema](../expected.schema.json).

Answers are marked **published** where a public text names the code, **plan practice** where one plan's does, and else
are our reading; payers differ, and each of them is right.
"""
MATRIX = """
One row a scenario, one column a tool, measured by `edi-translate harness matrix`. **found**: the good file is taken
and the broken one refused; **elsewhere**: refused, and another place is named; **missed**: the broken file is taken;
**silent**: nothing is said of what receivers differ about; **false alarm**: the good file is refused; **error**: no
verdict (a crash, a hang, an answer that cannot be read); **-**: the tool does not know this transaction.

The scenarios were written beside the first of these tools, which finds all of them therefore. The other columns say
what each tool was made for as much as how well it does it: a parser of envelopes has no guide.
"""


def pages() -> dict[str, str]:
    """All pages, and the schema."""
    made = {f"{FOLDER}/{family.replace('/', '-')}.md": _family(family, title) for family, title in families().items()}
    made |= {f"{FOLDER}/index.md": _index(), f"{FOLDER}/matrix.md": _matrix()}
    return made | {"reference/expected.schema.json": to_json(expected_schema()).decode()}


def _of(family: str) -> list[Described]:
    return [one for scenario_id, one in load_scenarios().items() if scenario_id.startswith(f"{family}/")]


def _family(family: str, title: str) -> str:
    parts = [f"{title}." if not title.endswith(".") else title]
    parts += [_scenario(member.described, member.expected) for member in members(0, [f"{family}/"])]
    return page(f"Scenarios {family.replace('/', ', ').replace('snip', 'SNIP type ')}", *parts)


def _scenario(one: Described, expected: Expected) -> str:
    place = f"segment {expected.place.segment_no}, {expected.place.segment}"
    place += f"{expected.place.element:02}" if expected.place.element else ""
    place += f"-{expected.place.component}" if expected.place.component else ""
    rows = [("place", cell(place)), ("topic", cell(expected.topic)), ("our finding", _finding(expected.finding))]
    rows += [("right answers", _answers(expected))] if expected.answers else []
    edits = load_claim_edits()
    rows += [("edit", f"{code(edit)} {cell(edits[edit].condition)}") for edit in expected.edits]
    kind = {"error": "to be rejected", "warning": "receivers differ", "info": "receivers differ"}[expected.severity]
    return "\n\n".join(
        (
            f"## {anchor(one.slug)}{cell(one.title)}",
            f"`{one.id}`, {kind}",
            f"**What is broken.** {cell(one.broken)}",
            f"**Why it matters.** {cell(one.matters)}",
            f"**What to answer.** {cell(one.answer)}",
            table(("", ""), rows),
        )
    )


def _finding(finding: str) -> str:
    return f"[{finding}](../rules/{rule_place(finding)}) {cell(all_rules().rules[finding].title)}"


def _answers(expected: Expected) -> str:
    return ", ".join(
        f"{one.layer} {code(one.code)}" + (f" ({one.evidence})" if one.evidence != "our reading" else "")
        for one in expected.answers
    )


def _index() -> str:
    rows = []
    for family, title in families().items():
        name = f"[{family.replace('/', ' ')}]({family.replace('/', '-')}.md)"
        rows.append((name, cell(title), str(len(_of(family)))))
    listed = table(("scenarios", "what they are about", "pairs"), rows)
    missing = table(("finding", "why"), ((_finding(finding), cell(why)) for finding, why in reasons().items()))
    shown = "## Findings that no pair shows alone\n\nEvery other finding of `edi-translate` on a file has a pair that"
    shown += " only it catches."
    total = f"{len(load_scenarios())} pairs. [What several tools make of them](matrix.md)."
    return page("Scenarios for rejection", INTRO, total, listed, shown, missing, _edits())


def _edits() -> str:
    by_edit: dict[str, list[Described]] = {}
    for one in load_scenarios().values():
        for edit in one.scenario.edits:
            by_edit.setdefault(edit, []).append(one)
    edits = load_claim_edits()
    rows = [
        (code(edit), cell(edits[edit].condition), ", ".join(_link(one) for one in some), cell(edits[edit].source))
        for edit, some in sorted(by_edit.items())
    ]
    head = "## Published edits and their pairs\n\nWhat payers and clearing houses say that they refuse."
    return f"{head}\n\n" + table(("edit", "what is refused", "pairs", "source"), rows)


def _link(one: Described) -> str:
    return f"[{one.slug}]({'-'.join(one.id.split('/')[:2])}.md#{slug(one.slug)})"


def _matrix() -> str:
    return page("What tools find", MATRIX, *_tables())


def _tables() -> Iterator[str]:
    tools = versions()
    known = known_tools()
    rows = [
        (f"[{known[name].title}]({known[name].url})", version, cell(known[name].note), _summary(name))
        for name, version in tools.items()
    ]
    yield table(("tool", "version", "what it is", "found of the pairs it claims to know"), rows)
    for family, title in families().items():
        yield f"## {cell(title)}"
        some = [(_link(one), *(measured()[one.id][name] for name in tools)) for one in _of(family)]
        yield table(("scenario", *(known[name].title for name in tools)), some)


def _summary(name: str) -> str:
    marks = [row[name] for row in measured().values() if row[name] != "-"]
    return f"{marks.count('found')} of {len(marks)}"
