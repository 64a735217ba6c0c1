"""Writes the sample rosters into `samples/providers`: a county agency with ECM (two sheets), a housing organisation
with three community supports at two sites (wide), a clinic with six clinicians (one row a provider). Everything is
invented, as in `make_samples`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mappings.layout_file import load_layouts
from tests.tools.make_samples import BOX, DATE, Book, check_digit, save

HEAD = PatternFill("solid", start_color="DDE6EE")


def npi(first_eight: str) -> str:
    """An NPI of nobody: from 2 and eight more digits."""
    return check_digit("2" + first_eight)


def sheet_of(book: Book, title: str) -> Worksheet:
    """A further sheet."""
    made = book.workbook.create_sheet(title)
    assert isinstance(made, Worksheet)
    return made


def fill(sheet: Worksheet, row: int, headings: list[str], rows: list[list[Any]]) -> None:
    """Headings and rows below them, dressed a little."""
    for column, heading in enumerate(headings, 1):
        cell = sheet.cell(row, column, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), HEAD, BOX
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = max(11, min(30, len(heading) + 3))
    for number, values in enumerate(rows, row + 1):
        for column, value in enumerate(values, 1):
            if value in ("", None):
                continue
            cell = sheet.cell(number, column, value)
            if isinstance(value, date):
                cell.number_format = DATE
    sheet.freeze_panes = sheet.cell(row + 1, 1)


def headings(layout: str, *fields: str) -> list[str]:
    """The headings of fields as a layout has them."""
    columns = load_layouts("roster")[layout].columns
    return [text for field in fields for text in columns[field]]


def county() -> Book:
    """Two sheets: the sites of a county agency, and its people."""
    book = Book("ECM roster", "Saltmarsh County Health Agency", "Sites")
    sheet = book.sheet
    labels = [
        ("Agency", "Saltmarsh County Health Agency"), ("Agency NPI", npi("04881736")), ("Agency Tax ID", "690551837"),
        ("Agency Taxonomy", "251K00000X"), ("Plan Code", "300"), ("Contract From", date(2024, 7, 1)),
    ]  # fmt: skip
    for row, (label, value) in enumerate(labels, 1):
        sheet.cell(row, 1, label).font = Font(bold=True)
        cell = sheet.cell(row, 2, value)
        if isinstance(value, date):
            cell.number_format = DATE
    fields = [
        "site_id", "site_name", "site_address", "site_address_2", "site_city", "site_state", "site_zip", "site_contact",
        "site_phones", "site_email", "site_languages", "site_hours", "site_ages", "site_gender", "site_taxonomies",
        "ecm",
        "ecm_populations", "ecm_provider_type", "ecm_capacity", "ecm_further_adults", "ecm_further_children",
    ]  # fmt: skip
    names = [load_layouts("roster")["roster-sites"].columns[field][0] for field in fields]
    sites: list[list[Any]] = [
        ["SM-1", "Harborlight Wellness Center", "300 Tern Street", "Floor 2", "Oakland", "CA", "94607-2210",
         "Imogen Vasquez-Bell", "(510) 555-0171", "ecm.harborlight@example.org", "English, Spanish, Vietnamese",
         "Mon-Fri 8:00 AM - 6:00 PM; Sat 9-12", "18+", "All", "251S00000X", "Y",
         "Adult – Experiencing Homelessness; Adult – SMI or SUD; Adult – Transitioning from Incarceration",
         2, 184, 46, None],
        ["SM-2", "Eastridge Family Services", "7450 Heron Avenue", "", "Oakland", "CA", "94605-4417",
         "Desmond Achebe", "(510) 555-0172", "ecm.eastridge@example.org", "English; Spanish; Mam",
         "M-F 8-5", "0-20", "All", "251B00000X", "Y",
         "Child – SMI or SUD; Child Welfare; CCS", 2, 97, None, 33],
    ]  # fmt: skip
    fill(sheet, 9, names, sites)
    people = sheet_of(book, "People")
    fields = [
        "site_id", "provider_npi", "provider_name", "provider_first_name", "provider_middle_name", "provider_gender",
        "provider_degrees", "provider_licence", "provider_languages", "provider_taxonomies", "provider_contract_start",
        "provider_contract_end",
    ]  # fmt: skip
    names = [load_layouts("roster")["roster-people"].columns[field][0] for field in fields]
    rows: list[list[Any]] = [
        ["SM-1", npi("27105938"), "Santacruz", "Imelda", "R", "F", "MSW", "LCSW 81022", "English, Spanish",
         "1041C0700X", date(2024, 7, 1), None],
        ["SM-1", npi("31940682"), "Aguinaldo", "Terrence", "", "M", "BA", "", "English, Tagalog", "171M00000X",
         date(2024, 7, 1), None],
        ["SM-1", npi("45571209"), "Velde", "Priyanka", "", "F", "DNP", "NP 95017", "English, Hindi", "363LP0808X",
         date(2025, 1, 15), None],
        # Works at both sites.
        ["SM-2", npi("27105938"), "Santacruz", "Imelda", "R", "F", "MSW", "LCSW 81022", "English, Spanish",
         "1041C0700X", date(2024, 7, 1), None],
        ["SM-2", npi("50338217"), "Oyelaran", "Folake", "", "F", "MSW", "ASW 70418", "English, Yoruba", "104100000X",
         date(2025, 3, 1), None],
        # The contract ends before it starts.
        ["SM-2", npi("62907744"), "Brightwater", "Cole", "", "M", "BSW", "", "English", "171M00000X",
         date(2025, 9, 1), date(2025, 3, 1)],
    ]  # fmt: skip
    fill(people, 1, names, rows)
    return book


def housing() -> Book:
    """Wide: a housing organisation with three community supports at two sites; it has no clinicians."""
    book = Book("Provider listing", "Copperleaf Housing & Wellness, Inc.", "Provider Listing")
    fields = [
        "plan_code", "group_npi", "group_name", "group_tin", "group_contract_start", "site_id", "site_name",
        "site_full_address", "site_phones", "site_monday", "site_tuesday", "site_wednesday", "site_thursday",
        "site_friday", "site_saturday", "site_ages", "site_gender", "community_supports", "support_capacity",
        "support_further", "provider_npi", "provider_full_name", "provider_languages", "provider_taxonomies",
        "provider_contract_start",
    ]  # fmt: skip
    head = headings("roster-wide", *fields)
    agency = ["300", npi("18830457"), "Copperleaf Housing & Wellness, Inc.", "790331845", date(2023, 1, 1)]
    week = ["8:30-5", "8:30-5", "8:30-7", "8:30-5", "8:30-5"]
    row_house = ["CH-01", "Copperleaf Row House", "640 Sandpiper Row, Alameda, CA 94501-1180", "510-555-0167", "", ""]
    landing = ["CH-02", "Copperleaf Landing", "1922 Pelican Way, Oakland, CA 94606-3305", "510-555-0168",
               "510-555-0169", ""]  # fmt: skip
    supports = ["Housing Transition Navigation Services", "Housing Deposits", "Housing Tenancy and Sustaining Services",
                ""]  # fmt: skip
    counts = ["Housing Navigation 60; Housing Deposits 25; Housing Tenancy 48",
              "Housing Navigation 15; Housing Deposits 10; Housing Tenancy 12"]  # fmt: skip
    own = [npi("18830457"), "", "English", "Spanish", "", "", "251X00000X", "251B00000X", "", date(2023, 1, 1)]
    rows: list[list[Any]] = [
        [*agency, *row_house, *week, "", "18+", "all", *supports, *counts, *own],
        [*agency, *landing, *week, "10-2", "all", "all", *supports, *counts, *own],
        # An unknown taxonomy: the state would count it as nothing.
        [*agency, *landing, *week, "10-2", "all", "all", *supports, *counts, npi("71440925"), "Whitlock, Marguerite",
         "English", "Cantonese", "", "", "172V00001X", "", "", date(2024, 2, 1)],
    ]  # fmt: skip
    fill(book.sheet, 1, head, rows)
    return book


def clinic() -> Book:
    """One row a provider at a site: a clinic with six clinicians, two of them at its second site, too."""
    book = Book("Roster", "Brackwater Community Care", "Roster")
    fields = [
        "plan_code", "group_npi", "group_name", "group_tin", "group_contract_start", "site_npi", "site_name",
        "site_address", "site_city", "site_state", "site_zip", "site_phones", "site_fax", "site_languages",
        "site_hours", "site_age_from", "site_age_to", "site_taxonomies", "ecm", "ecm_populations", "ecm_provider_type",
        "ecm_capacity", "ecm_further", "provider_npi", "provider_name", "provider_first_name", "provider_gender",
        "provider_degrees", "provider_licence", "provider_languages", "provider_taxonomies", "provider_certified",
        "provider_affiliations", "provider_contract_start", "provider_contract_end",
    ]  # fmt: skip
    head = [load_layouts("roster")["roster-long"].columns[field][0] for field in fields]
    group = ["300", npi("52296814"), "Brackwater Community Care", "690880124", date(2022, 1, 1)]
    main: list[Any] = [
        npi("83375501"), "Brackwater Main Clinic", "2200 Osprey Boulevard", "Oakland", "CA", "94601-1907",
        "510-555-0151; 510-555-0152", "510-555-0153", "English; Spanish; Cantonese", "Mon-Fri 8-7; Sat 9-1", 0, 120,
        "261QF0400X", "Y", "Adult – SMI or SUD; Adult – Avoidable Hospital or ED Utilization", 4, 72, 18,
    ]  # fmt: skip
    north: list[Any] = [
        npi("83375519"), "Brackwater North", "815 Curlew Drive", "Alameda", "CA", "94501-2214", "510-555-0158", "",
        "English; Spanish", "Mon, Wed, Fri 9-12, 1-5", 0, 120, "261QF0400X", "N", "", None, None, None,
    ]  # fmt: skip
    hospital = f"Estuary General Hospital ({npi('90016473')})"
    people: dict[str, list[Any]] = {
        "okafor": [npi("11938846"), "Okafor-Reed", "Deshawn", "M", "MD", "A138402", "English, Igbo", "207Q00000X", "Y",
                   hospital, date(2022, 1, 1), None],
        "lindqvist": [npi("23390175"), "Lindqvist", "Astrid", "F", "MD", "A151077", "English, Swedish", "207R00000X",
                      "Y", hospital, date(2023, 4, 1), None],
        "tran": [npi("34127790"), "Tran", "Bao", "M", "DO", "20A17334", "English, Vietnamese", "208000000X", "Y",
                 hospital, date(2022, 6, 15), None],
        "mbeki": [npi("48826613"), "Mbeki", "Thandi", "F", "MSN", "NP 95102", "English, Zulu", "363LF0000X", "", "",
                  date(2024, 1, 8), None],
        "castellanos": [npi("57709132"), "Castellanos", "Rafael", "M", "MSW", "LCSW 90117", "English, Spanish",
                        "1041C0700X", "", "", date(2024, 9, 3), None],
        "haddad": [npi("66430028"), "Haddad", "Salma", "F", "PharmD", "RPH 71180", "English, Arabic", "183500000X", "",
                   "", date(2025, 2, 10), None],
    }  # fmt: skip
    rows = [[*group, *main, *people[name]] for name in people]
    rows += [[*group, *north, *people[name]] for name in ("mbeki", "tran")]
    # A swapped digit in an NPI at the second site.
    wrong = rows[-1][fields.index("provider_npi")]
    rows[-1][fields.index("provider_npi")] = wrong[:-2] + wrong[-1] + wrong[-2]
    fill(book.sheet, 1, head, rows)
    return book


def write(folder: Path) -> list[str]:
    """Writes the rosters; gives their part of the README."""
    target = folder / "providers"
    target.mkdir(exist_ok=True)
    for name, book in (("county", county()), ("housing", housing()), ("clinic", clinic())):
        save(book, target / f"{name}.xlsx")
    return [README]


README = """## providers/

Provider rosters for `edi-translate providers`; beside each are the 274 and the summary that it gives.

- `county.xlsx`: a county agency with ECM for adults at one site and for children at another. Two sheets, sites and
  people. A contract that ends before it starts holds one person back (PV019).
- `housing.xlsx`: a housing organisation with three community supports at two sites, in the wide layout. An unknown
  taxonomy holds one person back (PV014).
- `clinic.xlsx`: a clinic with six clinicians, two of them at a second site. A swapped digit of an NPI holds one row
  back (CL003).
"""
