"""How providers head their columns: `header_aliases.csv` in the folder of a subject, the headings that were learned
from the first layouts, `learned_headings.csv`, and the words of headings that mean the same, `header_words.csv`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.fields import load_fields
from mappings.subject_file import INVOICE, load_subject
from mappings.tables import read_table

ALIASES = "header_aliases.csv"
WORDS = "header_words.csv"
LEARNED = "learned_headings.csv"
SEEN = ("observed", "suggested")


class Alias(NamedTuple):
    """A heading and the field it stands for; "" for a heading that is known to stand for none of ours, with the `thing`
    that it stands for. `seen` says whether it was observed in a real file or is a likely one."""

    field: str
    text: str
    seen: str
    thing: str = ""


@cache
def load_aliases(subject: str = INVOICE) -> tuple[Alias, ...]:
    """All aliases of a subject in the order of the file. Raises ConfigError for an unknown field."""
    path = load_subject(subject).folder / ALIASES
    aliases: list[Alias] = []
    for line, row in read_table(path):
        field = "" if row["field"].startswith("-") else row["field"]
        if field and field not in load_fields(subject):
            raise ConfigError(path, f"unknown field {field!r}", line)
        if row["seen"] not in SEEN:
            raise ConfigError(path, f"seen is {row['seen']!r}: one of {', '.join(SEEN)}", line)
        aliases.append(Alias(field, row["alias"], row["seen"], "" if field else row["field"][1:]))
    return tuple(aliases)


class Learned(NamedTuple):
    """A heading of one of the first layouts; a label stands beside a value above the table."""

    field: str
    text: str
    is_label: bool


@cache
def load_learned(subject: str = INVOICE) -> tuple[Learned, ...]:
    """What the first layouts of a subject have taught, in the order of the file; nothing where there is none. Raises
    ConfigError for an unknown field or place."""
    path = load_subject(subject).folder / LEARNED
    found: list[Learned] = []
    for line, row in read_table(path) if path.exists() else ():
        if row["field"] not in load_fields(subject):
            raise ConfigError(path, f"unknown field {row['field']!r}", line)
        if row["stands"] not in ("column", "label"):
            raise ConfigError(path, f"stands is {row['stands']!r}: column or label", line)
        found.append(Learned(row["field"], row["heading"], row["stands"] == "label"))
    return tuple(found)


@cache
def load_words(subject: str = INVOICE) -> dict[str, tuple[str, ...]]:
    """What a word of a heading means: the words to read in its place, none for a word that says nothing. A subject
    without this file is known by whole headings alone."""
    path = load_subject(subject).folder / WORDS
    words: dict[str, tuple[str, ...]] = {}
    if not path.exists():
        return words
    for line, row in read_table(path):
        if words.setdefault(row["word"], ()) or row["word"] != row["word"].lower():
            raise ConfigError(path, f"{row['word']!r} stands there twice, or in capitals", line)
        words[row["word"]] = () if row["means"] == "-" else tuple(row["means"].split())
    return words
