"""How well the name of a column fits a field: as an alias has it, in other words, or misspelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from invoices.layout.wording import Wording, wording, words_of
from mappings.fields import load_fields
from mappings.header_aliases import load_aliases
from mappings.layout_file import load_layouts
from mappings.service_table import normal

# Chosen on the table of header sets of the tests: every right column lies above 0.70, every wrong one below.
SAME_WORDS, OWN_ROLE, NO_ROLE, ANY_ROLE = 0.96, 0.95, 0.75, 0.88
# A heading that does not say whom it is about ("Street") yields to one that does ("Client Street").
BARE = 0.88
CONTAINED, EACH_WORD_MORE = 0.93, 0.08
# From what likeness on a heading is a misspelt alias, word by word and as a whole.
LIKE_WORD, LIKE = 70.0, 84.0
WORST_SPELLING, BEST_SPELLING = 0.70, 0.92
# A single word that is contained in a longer heading says enough only for these.
TELLING = frozenset(
    {"npi", "cin", "tin", "birth_date", "hcpcs", "modifiers", "diagnoses", "place_of_service", "zip", "phone"}
)
MEMBERS_OWN = frozenset({"homeless_indicator", "county"})


class Known(NamedTuple):
    """A heading that is known: its field ("": none of ours) and its wording."""

    field: str
    text: str
    said: Wording


class Index(NamedTuple):
    """Known headings by letters and digits, by words, and by each of their words."""

    by_key: dict[str, dict[str, float]]
    by_words: dict[tuple[str, ...], list[Known]]
    by_word: dict[str, list[Known]]
    by_spelling: dict[str, list[Known]]


def role_of(field: str) -> str:
    """Whom a field is about: member, billing, rendering, payer, or "" for the service and the invoice."""
    head = field.partition("_")[0]
    return "member" if field in MEMBERS_OWN else head if head in ("member", "billing", "rendering", "payer") else ""


@cache
def column_index() -> Index:
    """What may stand above a column: the aliases, then the headings of the shipped layouts."""
    aliases = [(alias.field, alias.text) for alias in load_aliases()]
    layouts = [
        (field, text.replace("{n}", ""))
        for layout in load_layouts().values()
        for part in (layout.columns, layout.slots.columns if layout.slots else {})
        for field, texts in part.items()
        if is_guessed(field)
        for text in texts
    ]
    titles = [(field.name, field.title) for field in load_fields().values() if is_guessed(field.name)]
    return _index([*aliases, *_new(layouts + titles, aliases)])


@cache
def label_index() -> Index:
    """What may stand beside a value above the table: the labels of the shipped layouts, then the aliases of the
    provider, the payer and the invoice."""
    labels = [
        (field, text)
        for layout in load_layouts().values()
        for field, texts in layout.labels.items()
        if is_guessed(field) and not load_fields()[field].holds
        for text in texts
    ]
    aliases = [(a.field, a.text) for a in load_aliases() if not a.field or is_label_field(a.field)]
    return _index([*labels, *_new(aliases, labels)])


def is_guessed(field: str) -> bool:
    """Whether a column may be taken for a field without a layout. A calendar needs one to say so."""
    return field not in ("day_cell", "service_month")


def is_label_field(field: str) -> bool:
    """Whether a field may stand once above a table, for all its lines."""
    if load_fields()[field].holds:
        return False
    return role_of(field) in ("billing", "payer") or field in ("invoice_number", "invoice_date", "invoice_total")


def _new(more: list[tuple[str, str]], known: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    keys = {normal(text) for _, text in known}
    return ((field, text) for field, text in more if normal(text) not in keys)


def _index(headings: list[tuple[str, str]]) -> Index:
    index = Index({}, defaultdict(list), defaultdict(list), defaultdict(list))
    for field, text in headings:
        known = Known(field, text, wording(text))
        index.by_key.setdefault(known.said.key, {})[field] = 1.0
        index.by_spelling[_letters(known.said.key)].append(known)
        # "Client_ID2" is a field of its own; the number of "Address1" says nothing.
        if max(known.said.numbers, default=0) < 2 or (field and load_fields()[field].many):
            index.by_words[known.said.words].append(known)
            for word in known.said.words:
                index.by_word[word].append(known)
    for known in (known for same in index.by_words.values() for known in same):
        index.by_key.setdefault(_letters(known.said.key), {known.field: 1.0})
    index.by_key.pop("", None)
    index.by_words.pop((), None)
    return index


def _letters(key: str) -> str:
    return "".join(letter for letter in key if not letter.isdigit())


@lru_cache(maxsize=16384)
def name_scores(text: str, role: str = "", *, labels: bool = False) -> dict[str, float]:
    """How well a heading fits each field, 0 to 1; "" for being known as none of ours. `role` is whom the heading of
    its group is about, where the heading itself does not say."""
    index = label_index() if labels else column_index()
    said = wording(text)
    if role and not said.role:
        said = said._replace(role=role)
    scores: dict[str, float] = {}
    if not role or said.role != role or wording(text).role == role:
        scores |= index.by_key.get(said.key) or index.by_key.get(_letters(said.key), {})
    for known in index.by_words.get(said.words, ()):
        _raise(scores, known.field, _by_role(said.role, known))
    for known in {known for word in said.words for known in index.by_word.get(word, ())}:
        _raise(scores, known.field, _contained(said, known))
    if max(scores.values(), default=0.0) < ANY_ROLE:
        for field, score in _misspelt(text, said, index):
            _raise(scores, field, score)
    # Known as none of ours is outdone only by a better match, and then forgotten.
    none = scores.pop("", 0.0)
    left = {field: score for field, score in scores.items() if score > none}
    if said.role:
        return left or {"": none}
    return {field: min(score, BARE) if role_of(field) else score for field, score in left.items()} or {"": none}


def _raise(scores: dict[str, float], field: str, score: float) -> None:
    if score > scores.get(field, 0.0):
        scores[field] = score


def _by_role(role: str, known: Known) -> float:
    """The same words: how much it matters about whom they are."""
    if role == known.said.role:
        return SAME_WORDS
    if not role:
        # Nobody calls a worker's address "Street"; the agency's or the member's it may be.
        return 0.0 if role_of(known.field) == "rendering" else NO_ROLE
    if known.said.role:
        return 0.0
    own = role_of(known.field)
    return OWN_ROLE if role == own else ANY_ROLE if not own and role != "other" else 0.0


def _contained(said: Wording, known: Known) -> float:
    """All words of the alias and at most two more; a single word only where it tells enough."""
    more = len(said.words) - len(known.said.words)
    if not 0 < more <= 2 or not set(known.said.words) < set(said.words):
        return 0.0
    if len(known.said.words) == 1 and (not known.field or load_fields()[known.field].kind not in TELLING):
        return 0.0
    return _by_role(said.role, known) * (CONTAINED - EACH_WORD_MORE * more)


def _misspelt(text: str, said: Wording, index: Index) -> Iterator[tuple[str, float]]:
    """Aliases that are spelt nearly so. Words must agree one by one, so that "Client Name" is no misspelt "Client
    Last Name"; run together, they must agree closely."""
    from rapidfuzz import fuzz, process  # only a sheet that no layout names needs it

    key = _letters(said.key)
    if len(key) < 4:
        return
    words = [word for word in words_of(text) if not word.isdigit()]
    for like, ratio, _ in process.extract(key, index.by_spelling.keys(), scorer=fuzz.ratio, score_cutoff=LIKE, limit=8):
        for known in index.by_spelling[like]:
            alias = [word for word in words_of(known.text) if not word.isdigit()]
            if len(alias) == len(words):
                close = all(_like(a, b, fuzz.ratio(a, b)) for a, b in zip(words, alias, strict=True))
            else:
                close = ratio >= (100 + LIKE) / 2 - 1
            if close and (not said.role or _by_role(said.role, known)):
                yield known.field, WORST_SPELLING + (ratio - LIKE) / (100 - LIKE) * (BEST_SPELLING - WORST_SPELLING)


def _like(word: str, other: str, ratio: float) -> bool:
    return word == other if min(len(word), len(other)) < 4 else ratio >= LIKE_WORD
