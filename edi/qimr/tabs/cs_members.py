"""Community Supports Members and Services: every member for whom a support was approved or received (QG 4)."""

from __future__ import annotations

from collections.abc import Iterator

from edi.qimr.behind import Behind, Select
from edi.qimr.counting import OTHER, SUPPORT
from edi.qimr.facts import NOBODY, Facts, Row
from edi.qimr.given import Authorization
from edi.qimr.tally import Key
from mappings.report_table import Tab


def rows(facts: Facts, tab: Tab) -> Iterator[Row]:
    """A row a member, by plan code and CIN: received supports from encounters, approved ones from authorizations."""
    columns = tab.fields("received")
    approved = approvals(facts)
    keys = {key for key, person in facts.tally.persons.items() if person.supports}
    for key in sorted(keys | set(approved)):
        yield _row(facts, key, columns, approved.get(key, []))


def approvals(facts: Facts) -> dict[Key, list[Authorization]]:
    """Authorizations that were decided in favour within the quarter (columns J to X), by member."""
    found: dict[Key, list[Authorization]] = {}
    for one in facts.given.authorizations or ():
        if one.approved and one.decided is not None and facts.quarter.holds(one.decided) and one.cin:
            found.setdefault(facts.people.key_of(one.cin, one.plan), []).append(one)
    return found


def column_of(service: str, columns: tuple[str, ...]) -> str:
    """The column of a support: its own, else Other (columns X and AM)."""
    return service if service in columns else OTHER


def _row(facts: Facts, key: Key, columns: tuple[str, ...], approved: list[Authorization]) -> Row:
    person = facts.tally.persons.get(key, NOBODY)
    received = {column_of(support.service, columns) for support in person.supports}
    values: dict[str, object] = {f"received.{name}": int(name in received) for name in columns}
    values["received"] = int(bool(person.supports))
    if facts.given.authorizations is not None:
        wanted = {column_of(one.service, columns) for one in approved}
        values |= {f"approved.{name}": int(name in wanted) for name in columns}
    told = [(one.last_name or None, one.first_name or None, one.birth_date, "authorizations") for one in approved]
    sources = {
        "cin": "encounters" if person.supports else "authorizations",
        "received": "encounters",
        "approved": "authorizations",
    }
    return facts.row(key, facts.people.who(key, told), values, sources)


def behind(facts: Facts, row: Row, field: str) -> Behind:
    """Lines for what was received and for the person; decisions for what was approved."""
    key: Key = (row.key[0], row.key[1])
    group, _, service = field.partition(".")
    if row.source(field) == "encounters":
        columns = [name.partition(".")[2] for name in row.values if name.startswith("received.")]
        supports = frozenset(
            support.service
            for support in facts.tally.persons.get(key, NOBODY).supports
            if not service or column_of(support.service, tuple(columns)) == service
        )
        first, last = facts.quarter.first, facts.quarter.last
        choice = Select(
            members=frozenset([key]), kind=SUPPORT, first=first, last=last, by_start=False,
            supports=supports or frozenset([service]),
        )  # fmt: skip
        return Behind(choice)
    if row.source(field) in ("authorizations", ""):
        decisions = approvals(facts).get(key, [])
        names = [name.partition(".")[2] for name in row.values if name.startswith("received.")]
        wanted = [one for one in decisions if group != "approved" or column_of(one.service, tuple(names)) == service]
        return Behind(places=tuple(one.where for one in wanted))
    information = facts.people.information.get(key[1])
    return Behind(places=(information.at(),) if information is not None else ())
