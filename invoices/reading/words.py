"""What a heading or a label says about the field that it stands for: one witness among several, in log-odds.

Aliases (`header_aliases.csv`), what the first layouts have taught and the titles of the fields say which words name an
attribute (NPI, city, birth date); whom it belongs to (member, billing ...) is told apart from it, so that "Client City"
is understood without standing in any list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from invoices.reading.wording import Wording, abbreviations, wording
from mappings.fields import all_fields, load_fields
from mappings.header_aliases import load_aliases, load_learned
from mappings.service_table import normal
from mappings.subject_file import INVOICE, load_subject, load_subjects

# A heading that is an alias to the letter; its words; its words among others.
EXACT, SAME_WORDS, CONTAINED = 10.5, 8.0, 7.0
# What a heading may speak of instead of an amount or a day, by its main word; what counts and what is a day.
NO_MEASURE = 4.0
NAMING = frozenset(["id", "type", "code", "status", "name"])
MEASURES = frozenset(["money", "cents", "unit_cost", "unit_cents", "units", "minutes", "hours"])
TOTALS = frozenset(["line_charge", "row_total"])
PRICES = frozenset(["rate", "price", "cost", "fee"])
COUNTS = frozenset(["units", "minutes", "hours"])
DAYS = frozenset(["date", "soft_date", "span", "birth_date", "month"])
# A word that nothing explains, one that was misspelt, one that is short for another, one that makes it another thing.
UNEXPLAINED, MENDED, ABBREVIATED, ANOTHER = 0.9, 0.4, 1.2, 3.0
# Whom it is about: the right one, another one, not said.
RIGHT_ROLE, WRONG_ROLE, OTHER_THING, NOT_SAID = 1.5, 7.0, 2.5, 3.0
# A wording that another one explains together with more, and one that has the word which the others qualify.
PART_OF_MORE, HEAD = 1.5, 0.8
# By these words something is another one of its kind, and not what it names.
OF_ANOTHER = frozenset(
    ["previous", "former", "old", "prior", "alternate", "temporary", "authorized", "requested", "denied", "planned"]
)
# What a single word can say that stands for many things.
VAGUE = frozenset(
    {"date", "code", "name", "number", "amount", "total", "type", "id", "to", "from", "service", "nombre", "line"}
)
VAGUE_WORTH = 4.5
# A heading that only says whom it is about ("Agency", "Client") stands for the name.
BARE_ROLE = 5.0
# What a bracket says of the form of the values, and not what they are: "Where (code)".
FORM = re.compile(
    r"(?i)\s*[(\[](?:codes?|no\.?|number|#|text|required|optional|if (?:any|known|applicable)|numeric"
    r"|[mdy]{2,4}[-/ .][mdy]{2,4}[-/ .][mdy]{2,4})[)\]]"
)
# From here on a heading speaks for a field; below LEAST a claim is forgotten.
SPOKEN, LEAST = 3.0, -6.0


class Known(NamedTuple):
    """A known wording of a field ("": none of ours, with the `thing` that it names)."""

    field: str
    said: Wording
    thing: str = ""

    @property
    def words(self) -> frozenset[str]:
        """All its words but those that say whom it is about."""
        return frozenset((*self.said.words, *self.said.other))


class Index(NamedTuple):
    """Known headings by their letters and digits, and by each of their words."""

    by_key: dict[str, frozenset[tuple[str, str]]]
    by_word: dict[str, tuple[Known, ...]]
    wordless: tuple[Known, ...]


@cache
def _roles() -> dict[str, str]:
    """Field -> whom it is about, for the fields of all subjects."""
    roles: dict[str, str] = {}
    for name, subject in load_subjects().items():
        for field in load_fields(name):
            head = field.partition("_")[0]
            roles[field] = subject.own.get(field, head if head in subject.roles else "")
    return roles


def role_of(field: str) -> str:
    """Whom a field is about, of the roles of its subject (member, billing ...), or "" for the service and the
    invoice."""
    return _roles().get(field, "")


def is_guessed(field: str, subject: str = INVOICE) -> bool:
    """Whether a column may be taken for a field without a layout that says so."""
    return field not in load_subject(subject).not_guessed


def is_label_field(field: str, subject: str = INVOICE) -> bool:
    """Whether a field may stand once above a table, for all its lines."""
    about = load_subject(subject)
    return role_of(field) in about.label_roles or field in about.label_fields


@cache
def index(subject: str = INVOICE, *, labels: bool = False) -> Index:
    """What headings are known: the aliases, what the first layouts have taught, the titles; for `labels` above a table
    the labels as well. A layout that is added later changes how its own workbook is read, and no other."""
    texts: dict[tuple[str, str, str], None] = {}
    for alias in load_aliases(subject):
        texts[alias.field, alias.thing, alias.text] = None
    for learned in load_learned(subject):
        if labels or not learned.is_label:
            texts[learned.field, "", learned.text] = None
    for definition in load_fields(subject).values():
        if is_guessed(definition.name, subject):
            texts[definition.name, "", definition.title] = None
    return _index(texts, subject)


def _index(texts: Iterable[tuple[str, str, str]], subject: str) -> Index:
    keys: dict[str, set[tuple[str, str]]] = defaultdict(set)
    by_word: dict[str, list[Known]] = defaultdict(list)
    wordless: list[Known] = []
    seen: set[tuple[str, str, frozenset[str]]] = set()
    for field, thing, text in texts:
        said = wording(text, subject)
        keys[said.key].add((field, thing))
        one = Known(field, said, thing)
        many = bool(field) and all_fields()[field].many
        # "Client_ID2" is a field of its own; the number of "Address1" says nothing.
        if (max(said.numbers, default=0) >= 2 and not many) or (field or thing, said.role, one.words) in seen:
            continue
        seen.add((field or thing, said.role, one.words))
        for word in one.words:
            by_word[word].append(one)
        # "Agency" and "Client" stand for their names; "Client" as a heading of its own for whatever an alias says.
        if not one.words and said.role and role_of(field) == said.role and field.endswith("_name"):
            wordless.append(one)
    return Index(
        {key: frozenset(fields) for key, fields in keys.items() if key},
        {word: tuple(found) for word, found in by_word.items()},
        tuple(wordless),
    )


class Reading(NamedTuple):
    """What a heading says: log-odds by field, and by thing that is none of ours (`other_date`, `balance` ...)."""

    scores: dict[str, float]
    things: dict[str, float]
    said: Wording

    @property
    def none(self) -> float:
        """How surely the heading names a thing that is none of ours; 0.0 where it does not say."""
        return max(self.things.values(), default=0.0)


def read_heading(own: str, group: str = "", subject: str = INVOICE, *, labels: bool = False) -> Reading:
    """What a heading says, under the heading of its group ("" where it has none)."""
    own = FORM.sub("", own) or own
    return _read(own, group, subject, labels)


@lru_cache(maxsize=16384)
def _read(own: str, group: str, subject: str, labels: bool) -> Reading:
    said = wording(own, subject)
    over = wording(group, subject) if group else None
    inherited = over is not None and bool(over.role) and not said.role
    if over is not None and inherited:
        said = said._replace(role=over.role)
    known = index(subject, labels=labels)
    scores: dict[str, float] = {}
    things: dict[str, float] = {}
    claims = list(_claims(said, known, subject, inherited=inherited))
    if over is not None and (over.words or over.other):
        joined = wording(f"{group.rpartition('.')[2]} {own}", subject)
        claims += [(one, score - 0.5) for one, score in _claims(joined, known, subject, inherited=False)]
    if said.unknown and max((score for _, score in claims), default=0.0) < SAME_WORDS:
        for text in abbreviations(own, subject):
            full = wording(text, subject)._replace(key="", numbers=said.numbers, slot=said.slot, template=said.template)
            full = full._replace(role=full.role or said.role)
            # What it may stand for names fields; a thing that is none of ours has to be named.
            named = ((one, score) for one, score in _claims(full, known, subject, inherited=False) if one[0])
            claims += [(one, score - ABBREVIATED) for one, score in named]
    for (field, thing), score in claims:
        where, name = (scores, field) if field else (things, thing)
        where[name] = max(score, where.get(name, -99.0))
    # In the order of the names: what is equally likely must not depend on the order of a set.
    ordered = {field: scores[field] for field in sorted(scores) if scores[field] > LEAST}
    return Reading(ordered, dict(sorted(things.items())), said)


Claim: TypeAlias = tuple[tuple[str, str], float]


def _claims(said: Wording, known: Index, subject: str, *, inherited: bool) -> Iterator[Claim]:
    unnumbered = known.by_key.get(_letters(said.key), frozenset()) if said.slot else frozenset()
    yield from _exact(said, known.by_key.get(said.key) or unnumbered, subject, inherited=inherited)
    # A "Meal Client" and an "Encounter Provider" are somebody, by their names: no meals, and no day of an encounter.
    somebody = said.role in said.head
    words = (*said.words, *said.other)
    near = {one for word in words for one in known.by_word.get(word, ())}
    fitting = [(one, score) for one in near if (score := _fits(said, one)) is not None]
    fullest = max((len(one.words) for one, _ in fitting), default=0)
    whole = frozenset(word for one, _ in fitting if len(one.words) == fullest for word in one.words)
    for one, score in fitting:
        if len(one.words) < fullest and one.words <= whole:
            score -= PART_OF_MORE
        if set(said.head) & one.words:
            score += HEAD
        elif one.field and (_is_no_measure(said.head, one.field) or (somebody and not role_of(one.field))):
            score -= NO_MEASURE
        if one.field in TOTALS and "per" in said.words and "unit" in said.words:
            score -= NO_MEASURE  # "Contract fee per unit" is no charge of a line
        if score > LEAST:
            yield (one.field, one.thing), _of_role(said, one, score, subject)
            for name, at in _siblings(said, one, score, subject):
                yield (name, ""), at
    if said.role and (somebody or not words):
        for one in known.wordless:
            if one.said.role == said.role:
                another = len(OF_ANOTHER & {*said.other})
                left = len(said.words) + len(said.other) - another
                yield (one.field, one.thing), BARE_ROLE - UNEXPLAINED * left - ANOTHER * another


def _exact(said: Wording, named: Iterable[tuple[str, str]], subject: str, *, inherited: bool) -> Iterator[Claim]:
    """What a heading is to the letter."""
    for field, thing in named:
        if field and _is_dollars(said) and all_fields()[field].kind not in MEASURES:
            continue  # "Line $" has the letters of "Line #"
        # "member_phone" is a thing of the member's.
        own = role_of(field) if field else next((r for r in load_subject(subject).roles if thing.startswith(r)), "")
        wrong = inherited and own and own != said.role
        yield (field, thing), EXACT - (WRONG_ROLE if wrong else 0.0)


def _is_dollars(said: Wording) -> bool:
    """Whether a sign of dollars says what a heading counts."""
    return "amount" in said.words and "amount" not in said.key and "amt" not in said.key


def _is_no_measure(head: tuple[str, ...], field: str) -> bool:
    """Whether a heading speaks of another kind of thing than a field is: a "Rate Code" and a "Charge ID" are no
    amounts, a "Claim Date" is no number of a claim, an "Activity ID" no name of a service."""
    kind = all_fields()[field].kind
    if head == ("id",) and field.endswith("_name"):
        return True
    if head == ("date",):
        return kind not in DAYS
    if set(head) & PRICES and kind in COUNTS:
        return True
    return kind in MEASURES or kind in DAYS if set(head) & NAMING else False


def _letters(key: str) -> str:
    """A key without the number of a service in it."""
    return "".join(letter for letter in key if not letter.isdigit())


def _fits(said: Wording, one: Known) -> float | None:
    """How well the words of a heading are those of a known one; None where one of them is missing."""
    words = set(said.words) | set(said.other)
    if not one.words <= words:
        return None
    left = set(said.words) - one.words
    another = set(said.other) - one.words
    vague = len(one.words) == 1 and next(iter(one.words)) in VAGUE
    base = VAGUE_WORTH if vague else CONTAINED if left or another else SAME_WORDS
    # A longer wording explains more and is surer.
    base += 0.3 * (len(one.words) - 1)
    return base - UNEXPLAINED * len(left) - ANOTHER * len(another) - MENDED * said.mended


def _of_role(said: Wording, one: Known, score: float, subject: str) -> float:
    """The score with what the heading says about whom it is."""
    own = role_of(one.field) if one.field else one.said.role
    if not one.field and said.role not in ("", "other", own):
        return score - OTHER_THING
    if said.role == "other":
        if one.said.role == "other":
            return score
        return score - (WRONG_ROLE if own else OTHER_THING)
    if not own:
        # "Provider Type" and "Client Units" name things of the service; a role that the alias lacks weighs little.
        return score - (0.0 if said.role in ("", one.said.role) else 0.6)
    if said.role == own:
        return score + RIGHT_ROLE
    if said.role:
        return score - (1.0 if said.role == one.said.role else WRONG_ROLE)
    if one.said.role:
        return score - (WRONG_ROLE if own in load_subject(subject).never_bare else NOT_SAID)
    return score


def _siblings(said: Wording, one: Known, score: float, subject: str) -> list[tuple[str, float]]:
    """The same attribute of another person: a wording of the member's city is one of the provider's, too."""
    if not one.field or said.role == "other":
        return []
    own = role_of(one.field)
    if not own:
        return []
    attribute = one.field[len(own) + 1 :] if one.field.startswith(f"{own}_") else ""
    fields = load_fields(subject)
    found = []
    for role in load_subject(subject).roles:
        name = f"{role}_{attribute}"
        if role == own or name not in fields or not is_guessed(name, subject):
            continue
        if said.role == role:
            found.append((name, score + RIGHT_ROLE - 0.5))
        elif not said.role and role not in load_subject(subject).never_bare:
            found.append((name, score - NOT_SAID))
    return found


def best_field(text: str, subject: str = INVOICE) -> tuple[str, float]:
    """The field that a text names best and how well, in log-odds (from about 3 on it says so clearly); ("", 0.0)
    where it names none of ours."""
    reading = read_heading(text, "", subject)
    field, score = max(reading.scores.items(), key=lambda item: item[1], default=("", 0.0))
    return (field, score) if score > max(reading.none, 0.0) else ("", 0.0)


def key_of(text: str) -> str:
    """Letters and digits of a heading, by which two are the same."""
    return normal(text)
