"""The groups of headings: one file each in `vocabularies/`, and the writings made of them.

A group that is `held_out` is for measuring only: no lexicon, alias or weight may be taken from it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "vocabularies"
WRITINGS = "writings.toml"
# Words of a programmer's words: full_words.toml is used through its writings only.
BASE_ONLY = "full_words"
LONG_ENOUGH = 6


@dataclass(frozen=True)
class Vocabulary:
    """One group: the headings a field may have, and how they are written."""

    name: str
    headings: Mapping[str, tuple[str, ...]]
    held_out: bool = False
    style: str = ""

    def has(self, *fields: str) -> bool:
        """Whether the group has a heading for each of the fields."""
        return all(field in self.headings for field in fields)

    def heading(self, field: str, dice: Random) -> str:
        """A heading of a field. A misspelt one is never spelt as another."""
        text = dice.choice(self.headings[field])
        return WRITE[self.style](text, dice) if self.style else text

    @property
    def nests(self) -> bool:
        """Whether its headings say the entity apart from the attribute."""
        return self.style in NESTING


def _words(text: str) -> list[str]:
    return text.replace("/", " ").split()


def _camel(words: list[str]) -> str:
    return words[0].lower() + "".join(word.capitalize() for word in words[1:])


def _dotted(text: str) -> str:
    return ".".join(_camel(part.split()) for part in text.split("/"))


def misspell(text: str, dice: Random) -> str:
    """One slip in one long word: a letter left out, doubled, or two of them exchanged; never the first letter, which
    people rarely miss. Short headings stay as they are."""
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= LONG_ENOUGH and word.isalpha()]
    if not long:
        return text
    place = dice.choice(long)
    word = words[place]
    at = dice.randrange(1, len(word) - 2)
    if word[at] == word[at + 1]:
        words[place] = word[:at] + word[at + 1 :]
        return " ".join(words)
    words[place] = dice.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)


NESTING = ("snake", "camel", "dotted")
WRITE: dict[str, Callable[[str, Random], str]] = {
    "title": lambda text, dice: " ".join(_words(text)).title().replace("Npi", "NPI").replace("Cin", "CIN"),
    "snake": lambda text, dice: "_".join(_words(text)),
    "camel": lambda text, dice: _camel(_words(text)),
    "dotted": lambda text, dice: _dotted(text),
    "upper_snake": lambda text, dice: "_".join(_words(text)).upper(),
    "misspelt": misspell,
}


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """All groups by name."""
    found: dict[str, Vocabulary] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name != WRITINGS:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            headings = {field: tuple(texts) for field, texts in told["headings"].items()}
            found[path.stem] = Vocabulary(path.stem, headings, told.get("held_out", False))
    for name, told in tomllib.loads((FOLDER / WRITINGS).read_text(encoding="utf-8")).items():
        base = found[told["of"]]
        found[name] = Vocabulary(name, base.headings, told.get("held_out", False), told["style"])
    del found[BASE_ONLY]
    return found
