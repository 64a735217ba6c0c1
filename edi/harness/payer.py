"""The simulated payer's judgement of a claim: its own edits on top of what our validator finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from edi.harness.chance import Chance
from edi.harness.payer_settings import PayerSettings
from edi.model.encounter import Encounter, ServiceLine
from edi.responses.claim_answers import ACCEPTED, OF_ITS_LINES, Answer
from edi.t837p.parse import read_837p

#: What makes two services one: member, first day, procedure and modifiers in any order.
ServiceKey = tuple[str, date, str, frozenset[str]]
VOID, REPLACEMENT = "8", "7"


def service_key(encounter: Encounter, line: ServiceLine) -> ServiceKey:
    """What a service is compared by."""
    return encounter.member.cin, line.start, line.hcpcs, frozenset(line.modifiers)


def history_of(files: list[str]) -> set[ServiceKey]:
    """The services of files that were processed before. OSError where one cannot be read."""
    return {
        service_key(claim.encounter, line)
        for file in files
        for claim in read_837p(Path(file))
        for line in claim.encounter.lines
    }


class Payer:
    """Judges claim after claim; what it has accepted becomes its history. `received` is the day of receipt, `seed`
    decides what is left to chance."""

    def __init__(self, settings: PayerSettings, received: date, seed: int) -> None:
        self.settings = settings
        self.received = received
        self.seed = seed
        self._members = {one.cin: one for one in settings.members}
        self._codes = frozenset(settings.codes)
        self._history = history_of(settings.history)

    def judge(self, answer: Answer) -> Answer:
        """What the payer says of a claim: what our findings say, else what its own edits do."""
        encounter = answer.claim.encounter
        if not answer.accepted:
            return answer
        if encounter.frequency == VOID:
            return answer
        own = tuple(dict.fromkeys(self._of_claim(encounter)))
        lines = {
            number: tuple(dict.fromkeys(statuses))
            for number, line in enumerate(encounter.lines)
            if (statuses := list(self._of_line(encounter, line)))
        }
        if own or lines:
            return answer._replace(statuses=own or (OF_ITS_LINES,), lines=lines)
        self._history.update(service_key(encounter, line) for line in encounter.lines)
        return answer

    def _of_claim(self, encounter: Encounter) -> Iterator[str]:
        settings = self.settings
        days = [day for line in encounter.lines for day in (line.start, line.end) if day != date.min]
        known = self._members.get(encounter.member.cin)
        if self._members and known is None:
            yield settings.status("unknown_member")
        elif known is not None and days and not _within(known.first, min(days), max(days), known.last):
            yield settings.status("not_eligible")
        if settings.filing_days and days and (self.received - max(days)).days > settings.filing_days:
            yield settings.status("too_late")
        if self._by_chance("deny", encounter, settings.deny_percent):
            yield settings.status("random")

    def _of_line(self, encounter: Encounter, line: ServiceLine) -> Iterator[str]:
        if self._codes and line.hcpcs not in self._codes:
            yield self.settings.status("not_covered")
        if encounter.frequency != REPLACEMENT and service_key(encounter, line) in self._history:
            yield self.settings.status("duplicate")

    def contradict(self, answer: Answer) -> Answer:
        """What a second answer says of a claim: for some, drawn by chance, the opposite of the first."""
        if not self._by_chance("contradict", answer.claim.encounter, self.settings.delivery.contradict_percent):
            return answer
        if answer.accepted:
            return answer._replace(statuses=(self.settings.status("random"),))
        return answer._replace(statuses=(ACCEPTED,), lines={})

    def _by_chance(self, what: str, encounter: Encounter, percent: int) -> bool:
        return bool(percent) and Chance(self.seed, what, encounter.claim_id).percent(percent)


def _within(first: date | None, start: date, end: date, last: date | None) -> bool:
    return (first is None or first <= start) and (last is None or end <= last)
