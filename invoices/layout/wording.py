"""What a heading says: whom it is about, its words in one spelling, its numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mappings.header_aliases import load_words
from mappings.service_table import normal
from mappings.subject_file import INVOICE, load_subject

LONGEST = 120
# Words after which a number counts the services of a row.
COUNTED = frozenset({"code", "hcpcs", "hcpcscode", "procedure", "service", "cpt", "line"})


class Wording(NamedTuple):
    """A heading in parts. `key` is its letters and digits, `role` whom it is about ("" where it does not say),
    `words` the rest in one spelling, sorted; `numbers` the numbers outside the words, `slot` the one that counts
    services (0: none) and `template` the heading with `{n}` in its place."""

    key: str
    role: str
    words: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    slot: int = 0
    template: str = ""


def words_of(text: str) -> list[str]:
    """The words of a heading in lower case; "clientLastName" has three, "HCPCSCode1" three."""
    text = re.sub(r"(?i)icd[\s-]*(?:10|9)(?:[\s-]*cm)?", " icd ", text)
    text = re.sub(r"(?i)(?<![a-z])d\.?o\.?b\.?(?![a-z])", " dob ", text)
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text.replace("(s)", "s"))]


@lru_cache(maxsize=8192)
def wording(text: str, subject: str = INVOICE) -> Wording:
    """Takes a heading of a subject apart."""
    text = text[:LONGEST]
    meanings = load_words(subject)
    known_roles = load_subject(subject).roles
    roles: list[str] = []
    words: list[str] = []
    numbers: list[int] = []
    for word in words_of(text):
        if word.isdigit():
            numbers.append(int(word))
            continue
        singular = _singular(word)
        for meant in meanings.get(word, meanings.get(singular, (singular,))):
            (roles if meant in known_roles else words).append(meant)
    joined = " ".join(words).replace("medical cal", "medical").replace("birth date birth date", "birth date")
    slot, template = _slot(text)
    role = next((role for role in known_roles if role in roles), "")
    return Wording(normal(text), role, tuple(sorted(set(joined.split()))), tuple(numbers), slot, template)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _slot(text: str) -> tuple[int, str]:
    """The number that counts services: the first that follows a word for a code, else the first of all."""
    text = text.replace("{", "").replace("}", "")
    places = [match for match in re.finditer(r"(?<![\d.])\d{1,2}(?![\d.])", text) if not _is_icd(text, match.start())]
    if not places:
        return 0, ""
    chosen = next((match for match in places if _counts(text[: match.start()])), places[0])
    return int(chosen[0]), f"{text[: chosen.start()]}{{n}}{text[chosen.end() :]}"


def _counts(before: str) -> bool:
    word = re.search(r"([A-Z]+|[A-Z]?[a-z]+)[\s#_(.-]*$", before)
    return word is not None and word[1].lower() in COUNTED


def _is_icd(text: str, place: int) -> bool:
    return re.search(r"(?i)icd[\s-]*$", text[:place]) is not None
