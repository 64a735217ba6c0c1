"""How providers head their columns: `layouts/header_aliases.csv`, and the words of headings that mean the same,
`layouts/header_words.csv`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.fields import load_fields
from mappings.layout_file import LAYOUTS
from mappings.tables import read_table

ALIASES = LAYOUTS / "header_aliases.csv"
WORDS = LAYOUTS / "header_words.csv"
SEEN = ("observed", "suggested")


class Alias(NamedTuple):
    """A heading and the field it stands for; "" for a heading that is known to stand for none of ours. `seen` says
    whether it was observed in a real file or is a likely one."""

    field: str
    text: str
    seen: str


@cache
def load_aliases() -> tuple[Alias, ...]:
    """All aliases in the order of the file. Raises ConfigError for an unknown field."""
    aliases: list[Alias] = []
    for line, row in read_table(ALIASES):
        field = "" if row["field"].startswith("-") else row["field"]
        if field and field not in load_fields():
            raise ConfigError(ALIASES, f"unknown field {field!r}", line)
        if row["seen"] not in SEEN:
            raise ConfigError(ALIASES, f"seen is {row['seen']!r}: one of {', '.join(SEEN)}", line)
        aliases.append(Alias(field, row["alias"], row["seen"]))
    return tuple(aliases)


@cache
def load_words() -> dict[str, tuple[str, ...]]:
    """What a word of a heading means: the words to read in its place, none for a word that says nothing."""
    words: dict[str, tuple[str, ...]] = {}
    for line, row in read_table(WORDS):
        if words.setdefault(row["word"], ()) or row["word"] != row["word"].lower():
            raise ConfigError(WORDS, f"{row['word']!r} stands there twice, or in capitals", line)
        words[row["word"]] = () if row["means"] == "-" else tuple(row["means"].split())
    return words
