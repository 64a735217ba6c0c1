"""How other systems head what they export: one file a system in `vocabularies/`, with its source.

A file has `# title:`, `# source:` and `# as of:` lines, then the columns `heading,field,evidence`. A heading is a
column's heading, a label, or the path of a JSON key (keys with dots, lists left out). `field` is a field of
`layouts/fields.csv`, or what the column is where it is none of them, with `-` in front: `-authorized_units`,
`-balance`; `-parts_rows` for one that sets rows apart (visit status, void, claim status).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.fields import load_fields
from mappings.tables import HERE, read_table

FOLDER = HERE / "vocabularies"
COLUMNS = ("heading", "field", "evidence")
EVIDENCE = ("published", "inference")
# A column that says which rows count: it is read, or asked about.
PARTS_ROWS = "parts_rows"
WORD = re.compile(r"[a-z][a-z0-9_]*")
HEAD = re.compile(r"# (title|source|as of): (\S.*)")


class Term(NamedTuple):
    """A heading of a system: the field that it stands for, "" where it is none of ours; then `other` says what it is.
    `evidence` is published (read in a public document) or inference (our best reading)."""

    heading: str
    field: str
    other: str
    evidence: str

    @property
    def parts_rows(self) -> bool:
        """Whether the values of the column say which rows count."""
        return self.other == PARTS_ROWS


class Vocabulary(NamedTuple):
    """The headings of one system, in the order of its file. A heading stands there several times where the system
    uses it for several fields."""

    name: str
    title: str
    source: str
    as_of: str
    terms: tuple[Term, ...]


@cache
def load_vocabularies() -> dict[str, Vocabulary]:
    """All vocabularies by name, which is that of the file. Raises ConfigError as `read_vocabulary` does."""
    return {path.stem: read_vocabulary(path) for path in sorted(FOLDER.glob("*.csv"))}


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary in a file. Raises ConfigError, with the line where there is one, for a line of the head that is
    missing, an unknown field or evidence, an empty heading, and a heading given twice for the same thing."""
    terms: dict[tuple[str, str], Term] = {}
    for line, row in read_table(path):
        if tuple(row) != COLUMNS:
            raise ConfigError(path, f"the columns are {', '.join(row)}: they must be {', '.join(COLUMNS)}", line)
        term = _term(path, line, row)
        if terms.setdefault((term.heading.casefold(), row["field"]), term) is not term:
            raise ConfigError(path, f"{term.heading!r} stands there twice for {row['field']}", line)
    head = _head(path)
    return Vocabulary(path.stem, head["title"], head["source"], head["as of"], tuple(terms.values()))


def _term(path: Path, line: int, row: dict[str, str]) -> Term:
    heading, field, evidence = (row[column] for column in COLUMNS)
    if not heading or heading != heading.strip():
        raise ConfigError(path, f"the heading {heading!r} is empty, or has spaces around it", line)
    if evidence not in EVIDENCE:
        raise ConfigError(path, f"evidence is {evidence!r}: one of {', '.join(EVIDENCE)}", line)
    if not field.startswith("-"):
        if field not in load_fields():
            raise ConfigError(path, f"unknown field {field!r}", line)
        return Term(heading, field, "", evidence)
    if not WORD.fullmatch(other := field[1:]) or other in load_fields():
        raise ConfigError(path, f"{field!r} must be - and what the column is, in small letters, and no field", line)
    return Term(heading, "", other, evidence)


def _head(path: Path) -> dict[str, str]:
    """The comment lines above the columns; a source may go on over several lines."""
    found: dict[str, str] = {}
    last = ""
    for text in path.read_text(encoding="utf-8").splitlines():
        if not text.startswith("#"):
            break
        if match := HEAD.fullmatch(text):
            last = match[1]
            found[last] = match[2]
        elif last:
            found[last] += f" {text[1:].strip()}"
    for key in ("title", "source", "as of"):
        if key not in found:
            raise ConfigError(path, f"has no line '# {key}: ...'")
    return found
