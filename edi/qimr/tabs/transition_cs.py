"""HHP and WPC Transition to Community Supports (QG 3). The text gives a due date in 2021, before the programme began;
May 15, 2022, is meant (SLP-002)."""

from __future__ import annotations

from collections.abc import Iterator

from edi.qimr.behind import Behind
from edi.qimr.facts import NOBODY, Facts, Row
from edi.qimr.tabs import cs_members, transition_ecm
from mappings.report_table import Tab


def rows(facts: Facts, tab: Tab) -> Iterator[Row]:
    """A row a member with a flag of either programme who received a support in the window."""
    columns = tab.fields("received")
    for key in transition_ecm.transitioned(facts):
        person = facts.tally.persons.get(key, NOBODY)
        if not person.supports:
            continue
        received = {cs_members.column_of(support.service, columns) for support in person.supports}
        values = {f"received.{name}": int(name in received) for name in columns}
        sources = dict.fromkeys(("cin", "hhp", "wpc"), "member_information_file") | {"received": "encounters"}
        yield facts.row(key, facts.people.who(key), transition_ecm.flags(facts, key) | values, sources)


def behind(facts: Facts, row: Row, field: str) -> Behind:
    """Lines for supports, the Member Information File for the flags."""
    if row.source(field) == "encounters":
        return cs_members.behind(facts, row, field)
    return transition_ecm.behind(facts, row, field)
