"""`reference/rules/`: a page a family of rules and the list of all, from docstrings and `Rule` fields."""

from __future__ import annotations

from itertools import groupby

from edi.diagnostics import EVERY_PACKAGE, Rule, load_rules
from edi.diagnostics.rule import HEADINGS
from mappings.fields import all_fields
from mappings.requirement_table import load_requirements
from mappings.retired_codes import load_retired
from tests.tools.docs_pages.markdown import anchor, cell, code, escaped, fields_page, page, rule_place, slug, table

FOLDER = "reference/rules"
FAMILIES = {
    "WB": "Workbook and sheet",
    "CL": "One cell",
    "LN": "One invoice line",
    "DU": "Duplicates and overlaps",
    "EN": "Encounter",
    "LG": "Ledger: what was sent before",
    "PF": "Profile",
    "RC": "Totals",
    "X1": "X12 structure (SNIP type 1)",
    "X2": "Implementation guide (SNIP type 2)",
    "X3": "Balancing (SNIP type 3)",
    "X4": "Situational (SNIP type 4)",
    "X5": "Code sets (SNIP type 5)",
    "X6": "Line of service (SNIP type 6)",
    "X7": "Receiver rules (SNIP type 7)",
    "PV": "Provider file",
    "RS": "Responses",
    "QR": "Reports",
    "MF": "Member-level files",
    "EM": "Member-level files against encounters",
}
SEVERITIES = {
    "error": "error: what it is about is withheld",
    "warning": "warning: sent all the same, and told; `--strict` withholds it",
    "info": "info: sent; told so that you can see what was done",
}
SCOPES = {
    "cell": "one cell, while it is read",
    "line": "one service line",
    "sheet": "a file or sheet, while it is read",
    "table": "the table of a sheet",
    "run": "all lines of a run together",
    "encounter": "the encounters of a run",
    "file": "an 837P that was made",
    "profile": "the profile",
    "member_row": "one row of a member-level file",
    "member_table": "a table of a member-level file",
    "member_files": "all member-level files of a run",
    "members_and_claims": "member-level files beside the encounters of 837P files",
    "report_row": "one row of a report",
    "report": "a report as a whole",
    "roster": "all rows of a roster together",
    "provider_file": "a provider file, made of a roster or read from a 274",
}
INTRO = """
Every finding has a code that keeps its meaning for years. `edi-translate explain LN014` prints the same in the
terminal; `edi-translate rules --format json` gives the list to a program.

- **error**: the row (or the encounter, or the sheet) is withheld. Nothing of it is sent.
- **warning**: sent, and told. `--strict` makes every warning an error.
- **info**: sent; the program says what it read differently or filled in.

A [payer file](../payers.md) can set another severity for a code. Nothing else can.

Where an 837P ends within a claim, because it was cut or has no trailers, that last claim is not held to the rules of
SNIP types 3 to 7: all that they could say is that something is missing, and the file has to be sent again anyhow. The
finding on the end of the file (X1009, X1024 to X1026) says so. Whether the claim was complete nobody can tell, since
another line may have followed; so this holds for each claim behind which there is no SE, GE, IEA, level or other claim.
"""


def pages() -> dict[str, str]:
    """The list and a page a family."""
    rules = [rule for _, rule in sorted(load_rules(*EVERY_PACKAGE).rules.items())]
    unknown = {name for rule in rules for name in rule.requirements} - set(load_requirements())
    if unknown:
        raise ValueError(f"rules name unknown requirements: {', '.join(sorted(unknown))}")
    made = {
        f"{FOLDER}/{family.lower()}.md": _page(family, list(group))
        for family, group in groupby(rules, key=lambda rule: rule.code[:2])
    }
    return {f"{FOLDER}/index.md": _index(rules), **made}


def _index(rules: list[Rule]) -> str:
    parts = [INTRO]
    for family, group in groupby(rules, key=lambda rule: rule.code[:2]):
        rows = [
            (f"[{rule.code}]({rule_place(rule.code)})", rule.severity, cell(rule.title), code(rule.slug))
            for rule in group
        ]
        parts.append(
            f"## {family}: {FAMILIES[family]}\n\n" + table(("code", "severity", "what it means", "slug"), rows)
        )
    return page("Findings", *parts, _retired())


def _retired() -> str:
    """The codes that are no longer made."""
    rows = [
        (
            code(old.code),
            cell(old.title),
            ", ".join(f"[{one}]({rule_place(one)})" for one in old.replacements),
            cell(old.why),
        )
        for old in load_retired().values()
    ]
    said = "A code is never used for something else. These are retired, each with the codes that replace it."
    return f"## Retired codes\n\n{said}\n\n" + table(("code", "what it meant", "told now by", "why"), rows)


def _page(family: str, rules: list[Rule]) -> str:
    words = (
        "Below *What is shown*, braces stand for what the finding is about; values from the file are masked unless "
        "`--show-values` is given. [All findings](index.md)."
    )
    return page(f"{family}: {FAMILIES[family]}", words, *(_told(rule) for rule in rules))


def _told(rule: Rule) -> str:
    sections = _sections(rule)
    parts = [anchor(rule.code), f"## {rule.code} {escaped(rule.title)}", _facts(rule)]
    for heading in HEADINGS:
        if sections.get(heading):
            text = sections[heading]
            parts.append(f"**{heading}**\n\n" + (f"```text\n{text}\n```" if heading == "Example" else escaped(text)))
    parts.append(f"**What is shown**\n\n```text\n{rule.message}\nHint: {rule.hint}\n```")
    if rule.requirements:
        known = load_requirements()
        rows = [
            (f"[{name}](../requirements.md#{slug(name)})", cell(known[name].statement)) for name in rule.requirements
        ]
        parts.append("**Requirements behind it**\n\n" + table(("requirement", "what the guidance says"), rows))
    return "\n\n".join(part.strip("\n") for part in parts)


def _facts(rule: Rule) -> str:
    severity, _, meaning = SEVERITIES[rule.severity].partition(": ")
    facts = [f"**{severity}**: {meaning}", f"looks at {SCOPES[rule.scope]}"]
    field = all_fields().get(rule.field)
    if field is not None:
        becomes = f", which becomes {field.loop} {field.segment}-{field.element:02}" if field.segment else ""
        facts.append(f"about [{cell(field.title)}](../{fields_page(field.name)}#{slug(field.name)}){becomes}")
    if rule.snip:
        facts.append(f"SNIP type {rule.snip}")
    facts.append(f"slug {code(rule.slug)}")
    return "\n".join(f"- {fact}" for fact in facts)


def _sections(rule: Rule) -> dict[str, str]:
    """Text below each heading of a rule's docstring, paragraphs unwrapped."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in rule.documentation.splitlines()[1:]:
        if line in HEADINGS:
            current = found.setdefault(line, [])
        else:
            current.append(line.strip())
    return {heading: " ".join(part for part in lines if part) for heading, lines in found.items()}
