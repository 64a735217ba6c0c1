"""`reference/quarterly-report.md`: every tab and column of the quarterly report in each version, from the tables."""

from __future__ import annotations

from collections.abc import Iterator

from mappings.member_fields import LOGS, headings_of_file, load_member_fields
from mappings.quarters import Quarter, due_date
from mappings.report_table import (
    OUTREACH,
    QUARTERLY,
    TRANSITION,
    Column,
    Tab,
    load_populations,
    load_report_codes,
    load_tabs,
)
from tests.tools.docs_pages.markdown import cell, code, page, table

INTRO = """
What `edi-translate qimr` writes: the tabs of each version, their columns in the published order, and where each value
comes from, the first source that has one. [Close a quarter](../how-to/close-a-quarter.md) shows the work.

- *2022* is the published layout. *2024* is what one plan files today; two of the six published tabs have no known
  layout there (QR052). Without `--report-version`, `report_version` of the [profile](profile.md) decides, or the layout
  that was in use in the quarter.
- *state has it*: encounters or the provider file hold it, so the state can do without the report one day.
- *ask*: the guidance marks the column with an asterisk. It may have to be asked from the provider.
- A column that no file fills stays empty and is listed, in the sheet `Sources` and as QR051. Nothing is made up.

The workbook has three more sheets: `Sources` (for each column where its values came from, and how many are missing),
`Findings`, and `Codes` (the values of the drop-downs). Take them out before you send the report.
"""
COUNTING = (
    (
        "ECM in person, by telephone",
        "service lines without and with modifier GQ; a line is one encounter whatever its units",
    ),
    (
        "outreach (U8)",
        "an attempt, never an ECM encounter; unsuccessful ones count, too",
    ),
    (
        "the same line again",
        (
            "once. The same: member, days, provider, code and modifiers in any order; units and charge do not "
            "count, as in the state's test for duplicates (`quarterly_report.same_service`)"
        ),
    ),
    (
        "a support is received",
        "when a day of its line lies in the quarter; an ECM encounter belongs to the quarter of its first day",
    ),
    (
        "Other",
        "a community support outside the fourteen: one that came later, or a code of `quarterly_report.other_codes`",
    ),
    (
        "denied, voided, replaced",
        (
            "not counted. Within the files given, a claim of frequency 7 or 8 with the same CLM01, or whose "
            "REF*F8 names the claim, corrects what was sent before it"
        ),
    ),
    (
        "cumulative columns",
        "members since January 1 of the calendar year, each once: a union, no sum",
    ),
    (
        "an attempt that encounter and tracker tell",
        "once",
    ),
    (
        "members from HHP or WPC",
        "left out of the whole tab ECM Requests and Outreach",
    ),
    (
        "a member who ends ECM and comes back",
        "one row a stay; encounters go to the stay that began last before them",
    ),
    (
        "adults and children",
        "by the age on the last day of the quarter (`member_files.adult_age`)",
    ),
    (
        "currently serving",
        "members whose stay is open at the end of the quarter, with the billing provider of their latest encounter",
    ),
)
SLIPS = (
    (
        "two tabs have the number 5, two the number 1",
        "tabs are called by name (SLP: numbering)",
    ),
    (
        "the end date has the form MM/YY/DDDD (SLP-005)",
        "MM/DD/YYYY",
    ),
    (
        'column A of the supports tab is "Plan/County Code" (SLP-011)',
        "the plan name, as in every other tab",
    ),
    (
        "the denominator of denied supports is column C, the county (SLP-012)",
        "column E",
    ),
    (
        "the transition report reaches to March 1 (SLP-001) and is due in 2021 (SLP-002)",
        "March 31, 2022; May 15, 2022",
    ),
    (
        'each quarter is "added to" the one before (SLP-007)',
        "a union: a member of two quarters is one",
    ),
    (
        "column G is cumulative without a year (SLP-008)",
        "the calendar year of its denominator",
    ),
    (
        "2023 Q1 is due May 16, a day off the pattern (SLP-003); a slide gives May 15 for 2022 Q1 (SLP-015)",
        "the table's day, and QR053 tells the earlier one",
    ),
    (
        "no age splits adults from children (SLP-049)",
        "21, a setting",
    ),
)
LOGS_TOLD = """
A plan keeps these itself, and no text gives them a layout. A sheet is known by these headings. A request without a
source is from outside; one that names no programme is for Community Supports where it names a support. A log of
authorizations without a column for the decision lists what was approved. Codes are on the page of the
[member-level files](member-files.md#codes-decision).
"""
TITLES = {QUARTERLY: "Quarterly report", TRANSITION: "One-time transition report", OUTREACH: "Outreach data request"}


def pages() -> dict[str, str]:
    """The page."""
    parts = [INTRO, "## How it counts\n\n" + table(("what", "rule"), COUNTING)]
    parts += [_section(tab) for tab in load_tabs()]
    parts += [_logs(), _codes(), _populations(), _due()]
    parts.append(
        "## Slips of the published text that are not copied\n\n" + table(("the text says", "what is done"), SLIPS)
    )
    return {"reference/quarterly-report.md": page("The quarterly report", *parts)}


def _section(tab: Tab) -> str:
    version = "" if tab.version == "any" else f", {tab.version}"
    head = f"## {TITLES[tab.report]}{version}: {tab.title}"
    told = f"Sheet {code(tab.sheet)}, in `--explain` {code(tab.short)}. A row stands for {tab.row}."
    rows = [_row(column) for column in tab.columns]
    heads = ("", "heading", "kind", "comes from", "state has it", "ask", "an empty cell", "evidence")
    return f"{head}\n\n{told}\n\n{table(heads, rows)}"


def _row(column: Column) -> tuple[str, ...]:
    kind = f"{column.kind}, {column.codes.replace('_', ' ')}" if column.codes else column.kind
    sources = ", then ".join(source.replace("_", " ") for source in column.sources)
    return (
        column.letter, cell(column.heading), cell(kind), cell(sources), "yes" if column.derivable else " ",
        "yes" if column.collected else " ", cell(column.blank or "missing"), cell(column.evidence.replace("_", " ")),
    )  # fmt: skip


def _logs() -> str:
    """The headings of the two logs that no text gives a layout."""
    parts = ["## Logs of requests and authorizations", LOGS_TOLD]
    for name in LOGS:
        rows = [
            (cell(", ".join(headings_of_file(name)[one.name])), cell(one.kind.replace("_", " ")))
            for one in load_member_fields()[name].values()
        ]
        parts.append(f"### {name}\n\n{table(('heading, or one of these', 'kind'), rows)}")
    return "\n\n".join(parts)


def _codes() -> str:
    parts = ["## Code lists"]
    for name, codes in load_report_codes().items():
        rows = [(one.code, cell(one.meaning), cell(one.evidence.replace("_", " "))) for one in codes.values()]
        parts.append(f"### {name.replace('_', ' ')}\n\n{table(('code', 'meaning', 'evidence'), rows)}")
    return "\n\n".join(parts)


def _populations() -> str:
    rows = [
        (cell(one.title), one.age_group, code(one.member_field), cell(one.evidence.replace("_", " ")))
        for one in load_populations().values()
    ]
    heads = ("population of focus", "age", "field of the Member Information File", "evidence")
    return f"## Populations of focus\n\n{table(heads, rows)}"


def _due() -> str:
    return "## Due dates\n\n" + table(("quarter", "due", "also told"), list(_due_rows()))


def _due_rows() -> Iterator[tuple[str, ...]]:
    quarter = Quarter(2022, 1)
    while (due := due_date(QUARTERLY, quarter)).is_published:
        yield str(quarter), f"{due.day}", f"{due.caution}" if due.caution else " "
        quarter = quarter.following
    yield f"from {quarter}", "45 days after the quarter, moved to the next working day", "by the pattern; not published"
