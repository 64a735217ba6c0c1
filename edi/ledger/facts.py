"""What the measures of the report count: the versions of all claims with what became of them, and the rows around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from edi.ledger.fold import ORIGINAL, Sent
from edi.ledger.ledger import Ledger
from edi.ledger.life import Life, all_lives
from edi.ledger.records import Batch, Input, Withheld
from edi.model.answer import ACCEPTED, LAYERS, LEVELS, NOTED, REJECTED


@dataclass(slots=True)
class Facts:
    """The claims of a ledger, or of one provider or month of it. `sent_at` is the moment of each batch; `today` the day
    of the report."""

    lives: list[Life]
    sent_at: dict[int, str]
    today: date
    inputs: list[Input] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)

    def versions(self) -> Iterable[Sent]:
        """All versions of all claims."""
        return (sent for life in self.lives for sent in life.versions)

    def day(self, sent: Sent) -> date:
        """The day on which a version was sent."""
        return date.fromisoformat(self.sent_at[sent.version.batch][:10])

    def of(self, lives: list[Life]) -> Facts:
        """The facts of some claims. Rows that were kept back belong to no claim, and stay with the whole."""
        return Facts(lives, self.sent_at, self.today)


def facts(ledger: Ledger, today: date) -> Facts:
    """Everything that the measures need."""
    database = ledger.database
    with database.transaction(reading=True):
        sent_at = {one.id: one.at for one in database.rows(Batch)}
        inputs = [one for one in database.rows(Input) if one.batch]
        return Facts(list(all_lives(database)), sent_at, today, inputs, list(database.rows(Withheld)))


def verdict_of(sent: Sent, layer: str) -> str:
    """What a layer says of a version: accepted, rejected, or "" where it says nothing yet. The most specific counts."""
    said = [one for one in sent.outcome.answers if one.layer == layer and one.verdict != NOTED and one.level != "line"]
    if layer == "EVR":
        said = [one for one in said if one.level == "claim" or one.verdict == REJECTED]
    if not said:
        return ""
    best = max(said, key=lambda one: (LEVELS.index(one.level), one.at, one.verdict == REJECTED))
    return REJECTED if best.verdict == REJECTED else ACCEPTED


def by_layer(versions: Iterable[Sent]) -> dict[str, Counter[str]]:
    """How many versions each layer accepts and rejects."""
    found: dict[str, Counter[str]] = {layer: Counter() for layer in LAYERS}
    for sent in versions:
        for layer in LAYERS:
            found[layer][verdict_of(sent, layer)] += 1
    return found


def first_pass(life: Life) -> Sent:
    """The first version of a claim."""
    return next((one for one in life.versions if one.version.frequency == ORIGINAL), life.versions[0])
