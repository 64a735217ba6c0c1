"""Runs the program on made-up inputs, in this process."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book

from edi.control_numbers import Counting
from edi.views.run_result import RunResult
from invoices.context import Context
from invoices.intake import Source
from invoices.translate import translate
from mappings.layout_file import load_layouts
from mappings.payer_file import load_payer
from mappings.profile_file import read_profile
from tests.cli.running import PROFILE, SAMPLES
from tests.tools.make_texts import CODES_HEADINGS
from tests.tools.sample_page import AGENCIES

AGENCY = AGENCIES["L"]


def run(*inputs: tuple[str, bytes]) -> RunResult:
    """Translates contents under the names that they are given, with the profile of the samples."""
    profile = read_profile(PROFILE)
    assert profile.clock.now is not None
    context = Context(profile, load_payer(profile.payer), profile.clock.now.date())
    return translate(
        [Source(Path(name), name, data) for name, data in inputs],
        context,
        list(load_layouts().values()),
        stem="out",
        numbers=Counting(1, 1, 1),
        now=profile.clock.now,
        checker=None,
        profile_name="test",
    )


def codes(result: RunResult) -> list[str]:
    """The codes of all findings, without those that every line of these samples gives."""
    usual = {"LN027", "LN028", "LN002", "LN040", "CL002", "WB013"}
    return [finding.code for finding in result.all_findings if finding.code not in usual]


def sample(name: str) -> bytes:
    """The bytes of a sample."""
    return (SAMPLES / name).read_bytes()


def visit(**changes: Any) -> list[Any]:
    """One row of layout `codes-in-a-cell`, right unless changed."""
    row: dict[str, Any] = dict.fromkeys(CODES_HEADINGS, "") | {
        "Visit ID": "V1",
        "Org Name": AGENCY.name,
        "Org NPI": AGENCY.npi,
        "Org EIN": AGENCY.tin,
        "Org Phone": AGENCY.phone,
        "Org Address": "77 Gullwing Avenue, Oakland, CA 94612",
        "Client": "Chua, Winnie",
        "Client CIN": "92640915P",
        "Birthdate": "12/11/1955",
        "Client Sex": "F",
        "Client Address": "29 Sanderling Court, Oakland, CA 94603",
        "Plan Code": "GVHP",
        "Inv No": "I1",
        "Inv Date": "03/05/2026",
        "Visit Date": "02/03/2026",
        "Codes": "H0043 U6",
        "Units Each": "1",
        "Rates": "110.00",
        "Where": "12",
        "Dx Codes": "Z59.811",
    }
    row |= {name.replace("_", " "): value for name, value in changes.items()}
    return list(row.values())


def workbook(rows: Sequence[Sequence[Any]], change: Callable[[Any], None] = lambda sheet: None) -> bytes:
    """A workbook with the headings of `codes-in-a-cell` and these rows."""
    book = Book()
    sheet = book.active
    sheet.append(CODES_HEADINGS)
    for row in rows:
        sheet.append(row)
    change(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def patched(content: bytes, path: str, pattern: str, replacement: str) -> bytes:
    """A workbook with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            text = source.read(name)
            if name == path:
                text = re.sub(pattern, replacement, text.decode(), count=1).encode()
            made.writestr(name, text)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
