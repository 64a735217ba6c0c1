"""`reference/requirements.md`: every requirement of the guidance, with what carries it out or why nothing does yet.

Rules name their requirements themselves (`Rule.requirements`); everything else stands in
`docs/reference/requirements_answers.toml`. An answer is refused when it names something that is not there.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import Any, NamedTuple

from edi.diagnostics import EVERY_PACKAGE, load_rules
from mappings.payer_file import Payer
from mappings.profile_file import Profile
from mappings.requirement_table import Requirement, load_requirements
from mappings.tables import read_toml
from tests.tools.docs_pages.markdown import DOCS, ROOT, anchor, cell, page, rule_place, slug, table
from tests.tools.docs_pages.settings import settings

ANSWERS = DOCS / "reference" / "requirements_answers.toml"
# Every requirement about these has an answer of its own; the rest may take the default of what it is about.
ANSWERED = ("invoice", "837p", "profile", "mif", "rtf", "outreach_tracker", "referral", "qimr", "transition", "sdr")
# Pages that other makers of this package make, and that may not be there yet.
MADE = (
    "reference/cli.md",
    "reference/fields.md",
    "reference/layouts.md",
    "reference/member-files.md",
    "reference/payers.md",
    "reference/profile.md",
    "reference/roster-fields.md",
    "reference/services.md",
    "reference/rules/index.md",
)
KINDS = ("rule", "test", "setting", "page", "code", "not-applicable", "later")
DOCUMENTS = {
    "dhcs-data-flows-webinar.txt": "Data flows webinar",
    "dhcs-ecm-community-supports-faq.txt": "ECM and Community Supports FAQ",
    "dhcs-ecm-policy-guide.txt": "ECM policy guide",
    "dhcs-member-level-information-sharing.txt": "Member-level information sharing guidance",
    "dhcs-quarterly-report-guidance.txt": "Quarterly report guidance",
}
TOPICS = {
    "invoice": "invoices",
    "837p": "the 837P",
    "profile": "settings and dated data",
    "docs": "documentation",
    "qimr": "quarterly report (QIMR)",
    "transition": "quarterly report, transition tabs",
    "sdr": "supplemental outreach request",
    "mif": "Member Information File",
    "rtf": "Return Transmission File",
    "outreach_tracker": "Initial Outreach Tracker",
    "referral": "Potential Member Referral",
    "274": "provider file (274)",
}
INTRO = """
The public DHCS guidance on ECM and Community Supports was read sentence by sentence into a list of requirements
(`mappings/requirements/requirements.csv`). This page says for each what carries it out: a finding, a setting, a test, a
page, or the code itself. Where nothing does yet, it says why.

- **carried out**: the program does it, by what the last column names.
- **partly**: it does some of it; the last column says what is missing.
- **not yet**: nothing does; the last column says which capability will.
- **not applicable**: there is nothing for this program to do.

The first three lines of the table are the work of translating invoices. The others wait for the capabilities that they
are about.
"""


class Answer(NamedTuple):
    """What is said of one requirement: its kind, whether it is carried out only in part, what does it, a sentence."""

    kind: str
    partly: bool
    by: tuple[str, ...]
    says: str

    @property
    def status(self) -> str:
        """The word for the page."""
        if self.kind == "later":
            return "not yet"
        if self.kind == "not-applicable":
            return "not applicable"
        return "partly" if self.partly else "carried out"


def pages() -> dict[str, str]:
    """The page; raises ValueError naming everything that is wrong with the answers."""
    answers, faults = collect()
    if faults:
        raise ValueError("; ".join(faults))
    return {"reference/requirements.md": _page(answers)}


def collect() -> tuple[dict[str, Answer], list[str]]:
    """Every requirement's answer, and what is wrong with them."""
    data = read_toml(ANSWERS)
    defaults, written = data.pop("default"), data
    known, rules = load_requirements(), load_rules(*EVERY_PACKAGE).rules
    by_rule: dict[str, list[str]] = {}
    faults = [f"{name}: no such requirement" for name in written if name not in known]
    for rule in rules.values():
        for name in rule.requirements:
            by_rule.setdefault(name, []).append(f"rule:{rule.code}")
            if name not in known:
                faults.append(f"{rule.code} names the unknown requirement {name}")
    answers = {}
    for name, requirement in known.items():
        entry = written.get(name)
        if entry is None and name not in by_rule and requirement.applies_to in ANSWERED:
            faults.append(f"{name} is not answered")
        answer = _answer(entry, by_rule.get(name, []), defaults, requirement)
        faults += [f"{name}: {fault}" for fault in check(answer)]
        answers[name] = answer
    return answers, faults


def _answer(entry: Any, rules: list[str], defaults: Any, requirement: Requirement) -> Answer:
    if entry is None and rules:
        return Answer("rule", False, tuple(rules), "")
    if entry is None:
        return Answer("later", False, (), defaults.get(requirement.applies_to, ""))
    by = tuple(dict.fromkeys([*rules, *entry.get("by", ())]))
    return Answer(entry["kind"], entry.get("partly", False), by, entry.get("says", ""))


def check(answer: Answer) -> list[str]:
    """What is wrong with an answer: its kind, an empty sentence, a reference to something that is not there."""
    faults = [] if answer.kind in KINDS else [f"unknown kind {answer.kind!r}"]
    if not answer.says and answer.kind != "rule":
        faults.append("says nothing")
    if not answer.by and answer.kind in KINDS[:5]:
        faults.append("names nothing that carries it out")
    if answer.kind in KINDS[:5] and not any(ref.startswith(f"{answer.kind}:") for ref in answer.by):
        faults.append(f"is of the kind {answer.kind} and names none")
    return faults + [f"{ref} is not there" for ref in answer.by if not exists(ref)]


def exists(reference: str) -> bool:
    """Whether a reference (`rule:LN014`, `setting:claims.per`, `payer:prior_payer`, `page:...`, `code:path::name`,
    `test:path::name`) points at something."""
    kind, _, name = reference.partition(":")
    if kind == "rule":
        return name in load_rules(*EVERY_PACKAGE).rules
    if kind in ("setting", "payer"):
        model = Profile if kind == "setting" else Payer
        return any(setting.name == name for setting in settings(model))
    if kind == "page":
        path = name.partition("#")[0]
        return path in MADE or (DOCS / path).is_file()
    if kind in ("code", "test"):
        path, _, within = name.partition("::")
        file = ROOT / path
        if not file.is_file():
            return False
        return not within or re.search(rf"\b{re.escape(within)}\b", file.read_text(encoding="utf-8")) is not None
    return False


def _link(reference: str) -> str:
    kind, _, name = reference.partition(":")
    if kind == "rule":
        return f"[{name}](rules/{rule_place(name)})"
    if kind == "setting":
        return f"[`{name}`](profile.md#{slug(name)})" if "." in name or _is_plain(name) else f"`{name}`"
    if kind == "payer":
        return f"[`{name}`](payers.md#{slug(name)})" if "." in name else f"`{name}`"
    if kind == "page":
        path = name.partition("#")[0]
        target = path.removeprefix("reference/") if path.startswith("reference/") else f"../{path}"
        return f"[{path}]({target})"
    return f"`{name.replace('::', ' ')}`"


def _is_plain(name: str) -> bool:
    return any(setting.name == name and setting.section is None for setting in settings(Profile))


def _page(answers: dict[str, Answer]) -> str:
    known = load_requirements()
    parts = [_counts(answers)]
    ordered = sorted(known.values(), key=lambda one: one.document)
    for document, group in groupby(ordered, key=lambda one: one.document):
        rows = []
        for one in group:
            answer = answers[one.id]
            by = ", ".join(map(_link, answer.by))
            said = ". ".join(part.rstrip(".") for part in (by, cell(answer.says) if answer.says else "") if part)
            rows.append(
                (
                    f"{anchor(one.id)}{one.id}",
                    cell(one.place),
                    cell(one.statement),
                    answer.status,
                    said + "." if said else " ",
                )
            )
        title = DOCUMENTS.get(document, document)
        parts.append(
            f"## {title}\n\n" + table(("id", "place", "what the guidance says", "status", "by what, or why not"), rows)
        )
    return page("Requirements", INTRO, *parts)


def _counts(answers: dict[str, Answer]) -> str:
    known = load_requirements()
    statuses = ("carried out", "partly", "not applicable", "not yet")
    rows = []
    sizes = Counter(one.applies_to for one in known.values())
    for applies_to in sorted(sizes, key=list(TOPICS).index):
        many = sizes[applies_to]
        found = Counter(answers[name].status for name, one in known.items() if one.applies_to == applies_to)
        rows.append((TOPICS.get(applies_to, applies_to), str(many), *(str(found[status]) for status in statuses)))
    found = Counter(answer.status for answer in answers.values())
    rows.append(("**all**", str(len(known)), *(str(found[status]) for status in statuses)))
    return table(("applies to", "requirements", *statuses), rows)
