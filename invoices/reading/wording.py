"""A heading taken apart: whom it is about, which words say what it is, and which make it another thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from mappings.fields import load_fields
from mappings.header_aliases import load_aliases, load_words
from mappings.service_table import normal
from mappings.subject_file import INVOICE, load_subject

# No heading is longer than this.
LONGEST = 200
# The first number after one of these counts services: in "Modifier 1 (of code 2)" that is the 2.
COUNTED = frozenset({"code", "hcpcs", "hcpcscode", "service", "svc", "procedure", "proc"})
# In the dictionary of headings a meaning that begins so makes a heading another thing: "authorized units" are no units.
ANOTHER = "!"
CENTS = "!cents"
BILLING = "billing"
# How somebody renders services, and words that only name agencies.
RENDERED = frozenset(["servicing", "rendering", "performing", "treating", "delivering"])
AGENCIES = frozenset(["entity", "agency", "organization", "organisation", "org", "company", "vendor", "cbo"])
# Words from this length on may be misspelt by one letter, from LONG on by two ("reversal" is near "referral").
SHORTEST, LONG = 4, 10
OCCASION = "visit|contact|service|seen|date|payment|session|appointment|note|update|updated|assessment"
DONE = r"(?:seen|served|visited|delivered|provided|rendered|performed)"
ON = re.compile(rf"(?i)^\W*(?:(?:date|day|when|client|member|person)[\s_]+)?(?:was[\s_]+)?{DONE}[\s_]+on\W*$")
WHERE = re.compile(rf"(?i)^\W*(?:{DONE}[\s_]+(?:where|at)|where[\s_]+(?:was[\s_]+)?{DONE})\W*$")
# A run of letters is cut into known words of at least this length.
LEAST_PIECE = 3
SHORT_PIECES = frozenset(["of", "id", "no", "dt", "cd", "nm"])
# Longer words are no abbreviations; more meanings than these are not tried.
MOST_OF_ABBREVIATION, MOST_MEANINGS = 6, 8


class Wording(NamedTuple):
    """A heading taken apart. `key` is its letters and digits, `role` whom it is about ("" where it does not say),
    `words` what is left of it in the project's own words, sorted, `other` the words that make it another thing,
    `unknown` those of `words` that stand in no dictionary, `numbers` the numbers outside the words, `slot` the one that
    counts services (0: none), `template` the heading with `{n}` in its place, `mended` how many words were read as
    misspelt, `scale` how many of what the column counts make a dollar or a unit (100: cents), and `head` the word that
    the others qualify ("rate" in "Unit Rate", "units" in "Units of Service")."""

    key: str
    role: str
    words: tuple[str, ...]
    other: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    slot: int = 0
    template: str = ""
    mended: int = 0
    scale: int = 1
    head: tuple[str, ...] = ()


ADDRESSED = re.compile(r"(?i)addr|street|calle|direcci|domicil|invoice|claim|service|order")


def words_of(text: str) -> list[str]:
    """The words of a heading in lower case without accents; "clientLastName" has three, "HCPCSCode1" three."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"(?i)(?:icd|cie)[\s-]*(?:10|9)(?:[\s-]*[cm]m)?", " icd ", text)
    text = re.sub(r"(?i)(?<![a-z])d\.?o\.?b\.?(?![a-z])", " dob ", text)
    text = re.sub(r"(?i)\bi\.d\.?", " id ", text)
    text = re.sub(r"(?i)(?<=[a-z])['’]s\b|\(s\)|\(es\)", "s", text)
    text = re.sub(r"(?i)(?<![a-z])(?:m/f|f/m)(?![a-z])", " sex ", text)
    # The first line of what, where nothing follows, is that of an address.
    if not ADDRESSED.search(text):
        text = re.sub(r"(?i)(?<![a-z])line[\s_.-]*1$", "address line 1", text.strip())
    # "Per count" is a price.
    text = re.sub(r"(?i)^\W*(?:per|each|por|cada)[\s_]+(?=[^\W\d_]+\W*$)", "price per ", text)
    # "Tax No" is a number and no tax.
    text = re.sub(r"(?i)tax[\s_.-]*(?:(?:no|num|nbr|number)(?![a-z])\.?|#)", "tax id", text)
    # A sign alone is the price of a unit as well as the amount of a line.
    text = text.replace("$", " cost " if not re.search(r"\w", text) else " amount ")
    text = re.sub(r"(?i)\bpay[\s_-]+to\b", "billing", text)
    text = re.sub(r"(?i)\bhow\s+much\s+(?:is|was|for|does)\s+(?=(?:one|each|a|per)\b)", "price per ", text)
    text = re.sub(r"(?i)(?<![a-z])ext(?:d|nd)?\.?(?=[\s_.]*(?:amt|amount|price|cost|charge|total)\b)", "extended", text)
    # "Seen on" is a day, "Seen where" a place, and neither is who saw somebody.
    text = ON.sub("service date", text)
    text = WHERE.sub("place of service", text)
    # "Last Day" is an end, "Last Visit" no last name.
    text = re.sub(r"(?i)\b(?:last|final)(?=[\s_]+(?:day|date)\b)", "end", text)
    text = re.sub(rf"(?i)\b(?:last|first|most\s+recent)(?=[\s_]+(?:{OCCASION})\b)", "previous", text)
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", text)]


@cache
def _known_words(subject: str) -> frozenset[str]:
    """Every word that the dictionary or an alias has, as written there."""
    words = set(load_words(subject))
    for alias in load_aliases(subject):
        words.update(word for word in words_of(alias.text) if not word.isdigit())
    for field in load_fields(subject).values():
        words.update(words_of(field.title))
    return frozenset(words)


@cache
def _by_length(subject: str) -> dict[int, list[str]]:
    lengths: dict[int, list[str]] = {}
    for word in sorted(_known_words(subject)):
        lengths.setdefault(len(word), []).append(word)
    return lengths


@lru_cache(maxsize=8192)
def _mended(word: str, subject: str) -> str:
    """The known word that an unknown one misspells; "" where none or several are as near."""
    if len(word) < SHORTEST:
        return ""
    from rapidfuzz.distance import OSA  # only an unknown word needs it

    most = 2 if len(word) >= LONG else 1
    near: dict[str, int] = {}
    for length in range(len(word) - most, len(word) + most + 1):
        for known in _by_length(subject).get(length, ()):
            distance = OSA.distance(word, known, score_cutoff=most)
            # Of short words the first letter is hardly ever the wrong one.
            if distance <= most and len(known) >= SHORTEST and (len(word) > SHORTEST or known[0] == word[0]):
                near[known] = distance
    best = min(near.values(), default=0)
    nearest = [known for known, distance in near.items() if distance == best]
    # Two letters in the wrong order are likelier than one that is missing: "frist" is "first" and not "frst".
    nearest = [known for known in nearest if sorted(known) == sorted(word)] or nearest
    meanings = {_meaning(known, subject) for known in nearest}
    return nearest[0] if len(meanings) == 1 else ""


@lru_cache(maxsize=8192)
def _pieces(word: str, subject: str) -> tuple[str, ...]:
    """The fewest known words that an unknown one runs together ("memberlastname"); () where it does not."""
    if len(word) < 2 * LEAST_PIECE:
        return ()
    known = _known_words(subject)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, piece = best[start], word[start:end]
            if before is None or piece not in known or (len(piece) < LEAST_PIECE and piece not in SHORT_PIECES):
                continue
            longer = best[end]
            if longer is None or len(before) + 1 < len(longer):
                best[end] = (*before, piece)
    return best[len(word)] or ()


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=8192)
def _meaning(word: str, subject: str) -> tuple[str, ...]:
    """The project's own words for one; a word of another language stands for one that may stand for a third."""
    meanings = load_words(subject)
    singular = _singular(word)
    found = meanings.get(word, meanings.get(singular, (singular,)))
    return tuple(own for one in found for own in (meanings.get(one, (one,)) if one != word else (one,)))


def _skeleton(word: str) -> str:
    """A word without the vowels behind its first letter: what abbreviations keep."""
    return word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiou")


@cache
def _full_words(subject: str) -> tuple[str, ...]:
    """The words that abbreviations stand for: those of the titles and the aliases that are none themselves."""
    words = set()
    for field in load_fields(subject).values():
        words.update(words_of(field.title))
    for alias in load_aliases(subject):
        words.update(words_of(alias.text) if alias.field else ())
    return tuple(sorted(word for word in words if len(word) >= SHORTEST and not word.isdigit()))


@lru_cache(maxsize=8192)
def _abbreviated(word: str, subject: str) -> tuple[str, ...]:
    """The words that an unknown one may abbreviate ("gndr", "un"), one for each meaning."""
    if not LEAST_PIECE <= len(word) <= MOST_OF_ABBREVIATION:
        return ()
    found: dict[tuple[str, ...], str] = {}
    for full in _full_words(subject):
        if len(full) > len(word) and (full.startswith(word) or _skeleton(full).startswith(word)):
            found.setdefault(_meaning(full, subject), full)
    return tuple(found.values())[:MOST_MEANINGS]


def abbreviations(text: str, subject: str = INVOICE) -> tuple[str, ...]:
    """A heading with its unknown short words written out, in each way that they may be read; () where it has none."""
    words = words_of(text[:LONGEST])
    known = _known_words(subject)
    choices = []
    short = False
    for word in words:
        full = () if word.isdigit() or word in known or _singular(word) in known else _abbreviated(word, subject)
        short = short or bool(full)
        choices.append(full or (word,))
    if not short:
        return ()
    return tuple(" ".join(said) for said in islice(product(*choices), MOST_MEANINGS * 2))


@lru_cache(maxsize=8192)
def _parts(word: str, known: frozenset[str], subject: str) -> tuple[str, ...]:
    """A word as it is, the words that it was run together from, or the known one that it was meant to be."""
    if word in known or _singular(word) in known:
        return (word,)
    return _pieces(word, subject) or (_mended(word, subject) or word,)


def wording(text: str, subject: str = INVOICE) -> Wording:
    """Takes a heading of a subject apart."""
    text = text[:LONGEST]
    known_roles = load_subject(subject).roles
    known = _known_words(subject)
    roles: list[str] = []
    words: list[str] = []
    other: list[str] = []
    unknown: list[str] = []
    numbers: list[int] = []
    mended, scale = 0, 1
    for word in words_of(text):
        if word.isdigit():
            numbers.append(int(word[:9]))
            continue
        parts = _parts(word, known, subject)
        mended += len(parts) == 1 and parts != (word,)
        for part in parts:
            for meant in _meaning(part, subject):
                if meant == CENTS:
                    scale = 100
                elif meant.startswith(ANOTHER):
                    other.append(meant[1:])
                elif meant in known_roles:
                    roles.append(meant)
                else:
                    words.append(meant)
            if part not in known and _singular(part) not in known:
                unknown.append(_singular(part))
    joined = " ".join(words).replace("medical cal", "medical").replace("birth date birth date", "birth date")
    slot, template = _slot(text)
    return Wording(
        normal(text), _role(text, roles, known_roles), tuple(sorted(set(joined.split()))), tuple(sorted(set(other))),
        tuple(sorted(set(unknown))), tuple(numbers), slot, template, mended, scale, _head(text, subject),
    )  # fmt: skip


def _role(text: str, said: Sequence[str], known: Sequence[str]) -> str:
    """Whom a heading is about. Who is billed for is said by that word, whoever else stands beside it ("Facility
    Billing NPI"), and by a word for an agency that renders the services: a "Servicing Entity" is no person."""
    words = words_of(text)
    loud = BILLING in said and (BILLING in words or (RENDERED & {*words} and AGENCIES & {*words}))
    return BILLING if loud else next((role for role in known if role in said), "")


def _head(text: str, subject: str) -> tuple[str, ...]:
    """The word that the others qualify: the last before "of", "for", "per" or a bracket, else the last."""
    before = re.split(r"(?i)(?<=\w)\s+(?:of|for|per|de|del|por)\s+|\s*[(\[]", text.strip())[0]
    words = [word for word in words_of(before) if not word.isdigit() and _meaning(word, subject) != ("-",)]
    found = [word for word in words if _meaning(word, subject)]
    return _meaning(found[-1], subject) if found else ()


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
