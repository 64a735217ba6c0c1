"""The layouts of the quarterly report: tabs, columns, code lists, populations of focus (`reports/*.csv`)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.tables import HERE, optional_date, read_table

REPORTS = HERE / "reports"
TABS = REPORTS / "qimr_tabs.csv"
COLUMNS = REPORTS / "qimr_columns.csv"
CODES = REPORTS / "code_lists.csv"
POPULATIONS = REPORTS / "populations.csv"
PROGRAMMES = HERE / "counties" / "transition_programmes.csv"

#: What a report is called on the command line.
QUARTERLY, TRANSITION, OUTREACH = "quarterly", "transition", "outreach-request"
#: The version that the guidance publishes.
PUBLISHED = "2022"
KINDS = ("text", "date", "flag", "code", "choice", "count", "hours")
SOURCES = (
    "profile", "encounters", "member_information_file", "return_transmission_file", "outreach_tracker", "referrals",
    "requests_log", "authorizations", "provider_roster",
)  # fmt: skip
#: The sources that the state has itself: what it can do without this report (section 2).
STATE_HAS = ("encounters", "provider_roster")


class Column(NamedTuple):
    """One column: its letter, its heading as published, the value it shows (`field`), and the sources of that value in
    the order of preference. `codes` names a code list; `blank` says what an empty cell means; `collected` marks what
    may have to be asked from the provider."""

    letter: str
    heading: str
    field: str
    kind: str
    codes: str
    sources: tuple[str, ...]
    blank: str
    collected: bool
    evidence: str

    @property
    def derivable(self) -> bool:
        """Whether encounters and the provider file hold it, so that the state can do without the report."""
        return any(source in STATE_HAS for source in self.sources) or self.sources == ("profile",)


class Tab(NamedTuple):
    """One tab of a version of a report. `row` says what a row stands for; `valid_from` and `valid_to` are the first
    days of the quarters for which the layout is used."""

    report: str
    version: str
    name: str
    sheet: str
    short: str
    title: str
    row: str
    valid_from: date
    valid_to: date | None
    evidence: str
    columns: tuple[Column, ...]

    def column(self, letter: str) -> Column | None:
        """The column with that letter."""
        return next((column for column in self.columns if column.letter == letter), None)

    def fields(self, group: str) -> tuple[str, ...]:
        """What comes after the point in the fields of a group: `fields("received")` are the supports of a tab."""
        head = f"{group}."
        return tuple(column.field.removeprefix(head) for column in self.columns if column.field.startswith(head))


class Code(NamedTuple):
    """One code of a list; `service` is the community support that it stands for."""

    code: str
    meaning: str
    service: str
    evidence: str


class Population(NamedTuple):
    """A population of focus. `below_age` ends it at a birthday of its own (0: where an adult begins); `go_live` is its
    name in the table of start dates, `member_field` the field of the Member Information File that tells it."""

    name: str
    title: str
    age_group: str
    below_age: int
    go_live: str
    member_field: str
    evidence: str


@cache
def load_tabs() -> tuple[Tab, ...]:
    """All tabs of all versions, in the order of the workbook. Raises ConfigError for a bad row."""
    columns: dict[tuple[str, str], list[Column]] = {}
    for line, row in read_table(COLUMNS):
        sources = tuple(row["sources"].split("+"))
        if row["kind"] not in KINDS or not set(sources) <= set(SOURCES):
            raise ConfigError(COLUMNS, f"unknown kind {row['kind']!r} or source {row['sources']!r}", line)
        columns.setdefault((row["report_version"], row["tab"]), []).append(
            Column(
                row["column"], row["heading"], row["field"], row["kind"], row["codes"], sources,
                "" if row["blank"] == "missing" else row["blank"], row["collected"] == "yes", row["evidence"],
            )
        )  # fmt: skip
    tabs = []
    makers = set()  # only what the program makes can be a tab
    for line, row in read_table(TABS):
        if getattr(line, "path", TABS) == TABS:
            makers.add(row["tab"])
        elif row["tab"] not in makers:
            raise ConfigError(TABS, f"no tab {row['tab']!r} can be made; known: {', '.join(sorted(makers))}", line)
        start = optional_date(TABS, line, row["valid_from"])
        if start is None:
            raise ConfigError(TABS, "no first quarter", line)
        found = columns.get((row["report_version"], row["tab"]), [])
        tabs.append(
            Tab(
                row["report"], row["report_version"], row["tab"], row["sheet"], row["short"], row["title"], row["row"],
                start, optional_date(TABS, line, row["valid_to"]), row["evidence"], tuple(found),
            )
        )  # fmt: skip
    return tuple(tabs)


def tabs_of(report: str, version: str) -> tuple[Tab, ...]:
    """The tabs of a report in one version; a report that has only one takes any."""
    return tuple(tab for tab in load_tabs() if tab.report == report and tab.version in (version, "any"))


def versions() -> tuple[str, ...]:
    """The versions of the quarterly report that there are layouts for."""
    return tuple(dict.fromkeys(tab.version for tab in load_tabs() if tab.report == QUARTERLY))


def version_for(first_day: date, wanted: str) -> str:
    """The version of the quarterly report for a quarter: the wanted one where its layout was in use by then, else the
    latest that was."""
    valid = {tab.version: tab.valid_from for tab in load_tabs() if tab.report == QUARTERLY}
    if wanted in valid and valid[wanted] <= first_day:
        return wanted
    return max((start, version) for version, start in valid.items() if start <= first_day or version == min(valid))[1]


@cache
def load_report_codes() -> dict[str, dict[str, Code]]:
    """Code lists by name, each by code."""
    lists: dict[str, dict[str, Code]] = {}
    for _, row in read_table(CODES):
        code = Code(row["code"], row["meaning"], row["service"], row["evidence"])
        lists.setdefault(row["list"], {})[code.code] = code
    return lists


@cache
def support_codes() -> dict[str, str]:
    """Community support -> its code in the provider capacity tab; `other` for all that have none."""
    return {code.service: code.code for code in load_report_codes()["community_support_offered"].values()}


@cache
def load_populations() -> dict[str, Population]:
    """Populations of focus by name."""
    return {
        row["population"]: Population(
            row["population"], row["title"], row["age_group"], int(row["below_age"] or 0), row["go_live"],
            row["member_field"], row["evidence"],
        )
        for _, row in read_table(POPULATIONS)
    }  # fmt: skip


@cache
def load_programmes() -> dict[str, frozenset[str]]:
    """HHP and WPC: the counties that had such a programme."""
    found: dict[str, set[str]] = {}
    for _, row in read_table(PROGRAMMES):
        found.setdefault(row["programme"], set()).add(row["county"])
    return {name: frozenset(counties) for name, counties in found.items()}
