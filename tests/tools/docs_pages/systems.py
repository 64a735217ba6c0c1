"""`reference/systems.md`, from the vocabularies of other systems."""

from __future__ import annotations

from collections.abc import Iterable

from mappings.fields import load_fields
from mappings.vocabularies import Term, Vocabulary, load_vocabularies
from tests.tools.docs_pages.markdown import anchor, cell, page, table

INTRO = """
How other systems head the columns of what they export. The files are `mappings/vocabularies/*.csv`;
[Add a system](../how-to/add-a-system.md) shows how to write one. A heading of a vocabulary is evidence for a field
beside the values of the column, not a rule: a column is never read by its name against its values.

*Published* headings were read in a public document, which the source names; the others are our best reading of what
such a system's users send (see [Evidence](../explanation/evidence.md)). A heading in several rows stands for several
fields. *Parts the rows* is said of columns whose values say which rows count (visit status, void, denied): they are
read or asked about, never passed over. Columns that are known and hold nothing that is sent are listed last.
"""


def pages() -> dict[str, str]:
    """The page."""
    vocabularies = load_vocabularies().values()
    listed = [
        (
            f"[{cell(one.title)}](#{one.name.replace('_', '-')})",
            f"`{one.name}`",
            str(sum(term.evidence == "published" for term in one.terms)),
            str(sum(term.evidence == "inference" for term in one.terms)),
        )
        for one in vocabularies
    ]
    overview = table(("system", "file", "published headings", "inferred headings"), listed)
    return {"reference/systems.md": page("Other systems' headings", INTRO, overview, *map(_section, vocabularies))}


def _section(one: Vocabulary) -> str:
    titles = {field.name: f"`{field.name}`" for field in load_fields().values()}
    held = [(titles[name], terms) for name in titles if (terms := [term for term in one.terms if term.field == name])]
    parting = [term for term in one.terms if term.parts_rows]
    others = [term for term in one.terms if term.other and not term.parts_rows]
    kinds = dict.fromkeys(term.other for term in others)
    held += [("parts the rows", parting)] if parting else []
    held += [(cell(kind.replace("_", " ")), [term for term in others if term.other == kind]) for kind in kinds]
    rows = [(what, *(_headings(terms, evidence) for evidence in ("published", "inference"))) for what, terms in held]
    head = f"## {anchor(one.name)}{cell(one.title)}\n\nSource, as of {one.as_of}: {cell(one.source)}.\n\n"
    return head + table(("field", "published", "inference"), rows)


def _headings(terms: Iterable[Term], evidence: str) -> str:
    # A bar would end the cell even in backticks.
    return ", ".join(f"`{term.heading}`" for term in terms if term.evidence == evidence) or " "
