"""Reports that are web pages called .xls: who bills in a table, in text or below, headings in one or two rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tests.trials.program import Outcome, run_once

MEMBERS = (
    ("97599325H", "Farrow", "Hortencia", "09/07/1975", "F", "331 Nogales Rd", "Bakersfield", "93301"),
    ("97148156M", "Escobedo", "Cedric", "08/07/1947", "M", "3887 Nogales Rd", "El Centro", "92243"),
    ("96538753F", "Espinoza", "Noemi", "11/21/1994", "F", "338 Kern St", "Pomona", "91766"),
)
SERVICES = (("T2041", "U6", "2", "37.00"), ("H0043", "U6", "1", "108.50"), ("G9012", "U2", "1", "95.00"))
NAME, NPI, TIN, STREET, PLACE = (
    "Clinica Sol &amp; Luna",
    "1513748685",
    "82-6959983",
    "3709 El Dorado Way",
    "Oakland, CA 94607",
)
LINES = [[*MEMBERS[at % 3], f"09/{at + 3:02d}/2025", *SERVICES[at // 3], "12", "I10"] for at in range(9)]


def row(cells: Iterable[str], tag: str = "td") -> str:
    """A row of a table."""
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<table border=1>{''.join(rows)}</table>"


BILLERS = {
    "pairs": table(row(["Rendered and billed by", NAME]), row(["NPI", NPI]), row(["FEIN", TIN]),
                   row(["Address", f"{STREET}, {PLACE}"])),
    "by turns": table(row(["Provider", NAME, "NPI", NPI]), row(["Tax ID", TIN, "Address", f"{STREET}, {PLACE}"])),
    "a list": table(row(["Agency", "NPI", "TIN", "Street", "City", "State", "Zip"], "th"),
                    row([NAME, NPI, TIN, STREET, "Oakland", "CA", "94607"])),
    "paragraphs": f"<h2>{NAME}</h2><p>{STREET}, {PLACE}</p><p>NPI {NPI} &nbsp; EIN {TIN}</p>",
    "lines": f"<div><b>{NAME}</b><br>{STREET}<br>{PLACE}<br>NPI: {NPI}<br>Tax ID: {TIN}</div>",
}  # fmt: skip
GROUPS = "<tr><th colspan=8>Patient</th><th colspan=7>Visit</th></tr>"
SHORT = row(
    ["CIN", "Last", "First", "Birth", "Sex", "Line 1", "City", "Zip", "Date", "Code", "Mods", "Cnt", "Charge", "POS",
     "ICD"], "th",
)  # fmt: skip
LONG = row(["ID (CIN)", "Last Name", "First Name", "DOB", "Gender", "Street", "City", "ZIP", "Date", "Procedure",
            "Modifier", "Units", "Amount", "Place", "Diagnosis"], "th")  # fmt: skip
TALL = (
    "<tr><th rowspan=2>CIN</th><th colspan=2>Name</th><th rowspan=2>Birth</th><th rowspan=2>Sex</th>"
    "<th colspan=3>Address</th><th rowspan=2>Date</th><th colspan=2>Service</th><th rowspan=2>Units</th>"
    "<th rowspan=2>Billed</th><th rowspan=2>POS</th><th rowspan=2>ICD</th></tr>"
    + row(["Last", "First", "Street", "City", "Zip", "Code", "Mod"], "th")
)
TOTAL = "<tr><td colspan=12>Grand total</td><td>$721.50</td><td></td><td></td></tr>"
BODY = "".join(map(row, LINES))
HEADS = {
    "one row": LONG,
    "two rows": f"{GROUPS}{SHORT}",
    "a head of its own": f"<thead>{GROUPS}{LONG}</thead>",
    "spans": TALL,
}


def per_client(names: Sequence[str] = ("Date", "Code", "Mod", "Units", "Amount", "POS", "ICD")) -> str:
    """A table for each client, headed by who it is."""
    made = BILLERS["pairs"]
    for member in MEMBERS:
        whole = f"{member[5]}, {member[6]}, CA {member[7]}"
        head = ["Client", f"{member[1]}, {member[2]}", "CIN", member[0], "DOB", member[3], "Sex", member[4]]
        made += table(row(head), row(["Address", whole]))
        made += table(row(names, "th"), *(row(line[8:]) for line in LINES if line[0] == member[0]))
    return made


def outcome_of(body: str, folder: Path) -> Outcome:
    """What a run makes of a page."""
    path = folder / "report.xls"
    path.write_text(f"<html><head><title>Visit report</title></head><body>{body}</body></html>", encoding="utf-8")
    return run_once(path)


def expected() -> list[tuple[str, ...]]:
    """What is to be sent: member, day, code, units, charge, and who bills."""
    return sorted(
        (line[0], f"{line[8][6:]}{line[8][:2]}{line[8][3:5]}", line[9], str(float(line[11])), str(float(line[12])), NPI,
         TIN.replace("-", ""), STREET.upper())
        for line in LINES
    )  # fmt: skip


def found(outcome: Outcome) -> list[tuple[str, ...]]:
    """The same of what was sent."""
    return sorted(
        (one.cin, one.start, one.hcpcs, str(float(one.units)), str(float(one.charge)), one.npi, one.provider_tin,
         one.provider_street)
        for one in outcome.lines
    )  # fmt: skip


@pytest.mark.parametrize("biller", BILLERS)
@pytest.mark.parametrize("head", HEADS)
def test_a_report_is_read(biller: str, head: str, tmp_path: Path) -> None:
    outcome = outcome_of(f"{BILLERS[biller]}<br>{table(HEADS[head], BODY, TOTAL)}", tmp_path)
    assert found(outcome) == expected()


@pytest.mark.parametrize("biller", BILLERS)
def test_who_bills_may_stand_below(biller: str, tmp_path: Path) -> None:
    outcome = outcome_of(f"{table(LONG, BODY)}<hr>{BILLERS[biller]}", tmp_path)
    assert found(outcome) == expected()


def test_tables_within_a_table(tmp_path: Path) -> None:
    parts = (BILLERS["pairs"], table(LONG, BODY, TOTAL))
    assert found(outcome_of(table(*(f"<tr><td>{part}</td></tr>" for part in parts)), tmp_path)) == expected()


def test_a_table_for_each_client(tmp_path: Path) -> None:
    outcome = outcome_of(per_client(), tmp_path)
    assert found(outcome) == expected()
    assert outcome.conserved


def test_two_billers_on_a_page_are_asked_about(tmp_path: Path) -> None:
    """One in the text, another in a table."""
    other = BILLERS["paragraphs"].replace(NPI, "1428684645").replace(TIN, "33-1550075")
    outcome = outcome_of(f"{other}{BILLERS['pairs']}{table(LONG, BODY)}", tmp_path)
    assert found(outcome) == []
    assert outcome.errors


def test_a_text_that_names_nobody_is_no_sheet(tmp_path: Path) -> None:
    outcome = outcome_of(f"<p>Printed on page 1</p>{BILLERS['pairs']}{table(LONG, BODY)}<p>Thank you</p>", tmp_path)
    assert found(outcome) == expected()
