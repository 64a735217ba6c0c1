"""`reference/member-files.md`: the columns of the four member-level files, their codes and footnotes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from invoices.member_files.notes import ASKED, form_of, unknown_of
from mappings.condition_table import load_conditions
from mappings.member_fields import FILES, MemberField, load_codes, load_footnotes, load_member_fields
from mappings.subject_file import load_subject
from tests.tools.docs_pages.markdown import anchor, cell, code, page, rule_place, slug, table

TABLES = {
    "1": "member engagement",
    "2": "clinical information",
    "3": "primary care",
    "4": "administrative",
    "5": "member and engagement",
    "6": "ECM services",
    "7": "ECM provider",
    "8": "outreach for initiation into ECM",
    "9": "potential ECM member",
}
INTRO = """
The four files of DHCS's *Member-Level Information Sharing Between MCPs and ECM Providers* (version 1.1, December 2021),
column by column in the published order. `edi-translate members template` writes them empty, `members read` reads and
checks them, `members build` makes the first, `members tracker` the third:
[Exchange member files with ECM providers](../how-to/exchange-member-files.md).

*Asked for* is the column "Required" of the guidance. *Note* is the number of a [footnote](#footnotes), in our own words
below. Columns that are not published, but that plan and provider may agree on, stand at the end of each file: they are
read where they are there. Columns are known by their heading in any letter case and place; the published ones, the ones
of `mappings/members/*/header_aliases.csv`, those that invoices have for the same, and what is spelt nearly so (told as
WB018). A [layout](layouts.md) of your own with `subject = "rtf"` (or `mif`, `outreach_tracker`, `referral`), in the
folder `layouts` beside the profile, names any other heading; its fields are called `rtf.member_cin`.
"""
CODES_INTRO = """
A code is read in any letter case; where *also read* has other words, they are read too, and told (CL022). Lists that
the guidance names without listing them are our reading (*inference*): a code that is not in them is a warning (MF002).
"""
CONDITIONS_INTRO = """
`members build` makes the indicators of Table 2 from services with these diagnoses: on so many different days, within so
many months before the production date (footnotes 29 and 31). DHCS publishes no codes: this is our reading. A table
`members/conditions.csv` beside your profile takes its place.
"""


def pages() -> dict[str, str]:
    """The page."""
    parts = [INTRO, *(part for file in FILES for part in _file(file)), _codes(), _footnotes(), _conditions()]
    return {"reference/member-files.md": page("Member-level files", *parts)}


def _file(file: str) -> Iterable[str]:
    fields = list(load_member_fields()[file].values())
    yield f"## {load_subject(file).title}\n\nCalled {code(file)} on the command line."
    for name, group in groupby(fields, key=lambda field: field.table):
        title = f"Table {name}: {TABLES[name]}" if name in TABLES else "By agreement (not published)"
        yield f"### {load_subject(file).title}, {title}\n\n" + table(
            ("", "column", "asked for", "form", "codes", "not known", "note"), map(_row, group)
        )


def _row(field: MemberField) -> tuple[str, ...]:
    notes = " ".join(f"[{number}](#note-{number})" for number in field.footnotes if number in load_footnotes())
    codes = f"[{code(field.codes)}](#codes-{slug(field.codes)})" if field.codes else " "
    return (
        str(field.position), f"{cell(field.label)}<br>{code(field.name)}", ASKED[field.presence], cell(form_of(field)),
        codes, cell(unknown_of(field)), notes or " ",
    )  # fmt: skip


def _codes() -> str:
    parts = ["## Codes\n", CODES_INTRO.strip(), ""]
    for name, codes in load_codes().items():
        rows = [(code(one.code), cell(one.means), cell(", ".join(one.also)), one.evidence) for one in codes]
        parts += [
            f"{anchor('codes ' + name)}**{code(name)}**\n",
            table(("code", "means", "also read", "evidence"), rows),
        ]
    return "\n".join(parts)


def _footnotes() -> str:
    rows = [
        (
            f"{anchor(f'note {note.number}')}{note.number}",
            cell(note.says),
            ", ".join(f"[{one}](rules/{rule_place(one)})" for one in note.codes) or "nothing to get wrong",
        )
        for note in load_footnotes().values()
    ]
    return "## Footnotes\n\n" + table(("", "what it says", "findings"), rows)


def _conditions() -> str:
    rows = [
        (code(one.name), cell(one.means), cell(" ".join(one.codes)), str(one.services), str(one.months))
        for one in load_conditions()
    ]
    head = ("indicator", "means", "codes that begin with", "days", "months")
    return f"## Conditions and social determinants\n\n{CONDITIONS_INTRO.strip()}\n\n" + table(head, rows)
