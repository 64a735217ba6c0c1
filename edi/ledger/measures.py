"""The measures of the report, each a function of the facts with its formula, its source and, where there is one, its
limit.

Models: CMS's encounter data validation (surplus, omission, element accuracy), T-MSIS's measures of missing elements,
and what the receiver's layers say. A measure without anything to count has no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from statistics import quantiles
from typing import NamedTuple

from edi.ledger.facts import Facts, by_layer, first_pass
from edi.ledger.fold import DENIED, REPLACEMENT, VOID, WAITING, Sent
from edi.ledger.life import Life
from edi.model.answer import ACCEPTED, REJECTED

HOUSE = "this house"
EDV = "CMS, encounter data validation (public model)"
TMSIS = "T-MSIS, missing elements (public model)"
#: Codes of rows that the ledger kept back because they were sent before.
SENT_BEFORE = "LG001"
LONG = 30


class Value(NamedTuple):
    """A figure: `number` (None: nothing to count), its unit, what was counted of what, and the claims behind it."""

    number: float | int | None
    unit: str
    counted: int = 0
    of: int = 0
    claims: tuple[str, ...] = ()


class Measure(NamedTuple):
    """A measure: its name, title, formula, source, a limit in words ("" for none), and the function."""

    name: str
    title: str
    formula: str
    source: str
    limit: str
    function: Callable[[Facts], Value]


def _share(good: int, of: int, claims: Iterable[str] = ()) -> Value:
    return Value(round(100 * good / of, 1) if of else None, "%", good, of, tuple(claims))


def _layer(layer: str) -> Callable[[Facts], Value]:
    def measure(facts: Facts) -> Value:
        counts = by_layer(facts.versions())[layer]
        return _share(counts[ACCEPTED], counts[ACCEPTED] + counts[REJECTED])

    return measure


def _first_pass(facts: Facts) -> Value:
    first = [(life.claim, first_pass(life).outcome.status) for life in facts.lives]
    answered = [one for one in first if one[1] in (ACCEPTED, DENIED)]
    bad = [claim for claim, status in answered if status == DENIED]
    return _share(len(answered) - len(bad), len(answered), bad)


def _in_the_end(facts: Facts) -> Value:
    ended = [(life.claim, _best(life)) for life in facts.lives]
    answered = [one for one in ended if one[1] in (ACCEPTED, DENIED)]
    bad = [claim for claim, status in answered if status == DENIED]
    return _share(len(answered) - len(bad), len(answered), bad)


def _best(life: Life) -> str:
    found = {one.outcome.status for one in life.versions}
    return ACCEPTED if ACCEPTED in found else WAITING if WAITING in found else DENIED


def _denied(facts: Facts) -> Value:
    bad = [life.claim for life in facts.lives if life.states[-1] == DENIED]
    return Value(len(bad), "claims", len(bad), len(facts.lives), tuple(bad))


def _waiting_long(facts: Facts) -> Value:
    late = [
        life.claim
        for life in facts.lives
        if life.states[-1] == WAITING and (facts.today - facts.day(life.versions[-1])).days > LONG
    ]
    return Value(len(late), "claims", len(late), len(facts.lives), tuple(late))


def _days(pairs: Iterable[tuple[date, date]], part: int) -> Value:
    """The median (5) or the 90th percentile (9) of days between."""
    found = sorted((after - before).days for before, after in pairs)
    if not found:
        return Value(None, "days")
    cut = found[0] if len(found) == 1 else quantiles(found, n=10, method="inclusive")[part - 1]
    return Value(round(cut, 1), "days", len(found), len(found))


def _lag(pairs: Callable[[Facts], Iterable[tuple[date, date]]], part: int) -> Callable[[Facts], Value]:
    return lambda facts: _days(pairs(facts), part)


def _service_to_sent(facts: Facts) -> Iterable[tuple[date, date]]:
    for sent in facts.versions():
        if len(sent.version.last_day) == len("2026-01-01") and sent.version.number == 1:
            yield date.fromisoformat(sent.version.last_day), facts.day(sent)


def _sent_to_answered(facts: Facts) -> Iterable[tuple[date, date]]:
    for sent in facts.versions():
        if (day := _answered(sent)) is not None:
            yield facts.day(sent), day


def _answered(sent: Sent) -> date | None:
    text = sent.outcome.at[:10] if sent.outcome.status in (ACCEPTED, DENIED) else ""
    return date.fromisoformat(text) if text else None


def _denied_to_corrected(facts: Facts) -> Iterable[tuple[date, date]]:
    for life in facts.lives:
        for before, after in zip(life.versions, life.versions[1:], strict=False):
            if before.outcome.status == DENIED and (day := _answered(before)) is not None:
                yield day, facts.day(after)


def _frequency(code: str) -> Callable[[Facts], Value]:
    def measure(facts: Facts) -> Value:
        versions = list(facts.versions())
        found = [one.version.claim for one in versions if one.version.frequency == code]
        return _share(len(found), len(versions), dict.fromkeys(found))

    return measure


def _sent_before(facts: Facts) -> Value:
    rows = sum(1 for one in facts.withheld if SENT_BEFORE in one.codes.split())
    return _share(rows, sum(one.read for one in facts.inputs))


def _withheld(facts: Facts) -> Value:
    rows = sum(1 for one in facts.withheld if SENT_BEFORE not in one.codes.split())
    return _share(rows, sum(one.read for one in facts.inputs))


def _issues(facts: Facts) -> Value:
    lines = sum(sent.version.lines for sent in facts.versions())
    found = {
        (sent.version.id, one.line, one.line_control): sent.version.claim
        for sent in facts.versions()
        for one in sent.outcome.answers
        if one.level == "line"
    }
    per = round(1000 * len(found) / lines, 1) if lines else None
    return Value(per, "per 1,000 lines", len(found), lines, tuple(dict.fromkeys(found.values())))


def _contradicted(facts: Facts) -> Value:
    found = [sent.version.claim for sent in facts.versions() if sent.outcome.contradicted]
    return Value(len(found), "claims", len(found), len(facts.lives), tuple(dict.fromkeys(found)))


def _dollars(status: Sequence[str]) -> Callable[[Facts], Value]:
    def measure(facts: Facts) -> Value:
        found = [
            (sent.version.cents, life.claim)
            for life in facts.lives
            for sent, state in zip(life.versions, life.states, strict=True)
            if state in status and sent.version.frequency != VOID
        ]
        claims = tuple(dict.fromkeys(claim for _, claim in found))
        return Value(sum(cents for cents, _ in found), "cents", len(claims), len(facts.lives), claims)

    return measure


_ANSWERED = "accepted / (accepted + rejected), of all versions that were sent"

#: Every measure, in the order of the page.
MEASURES = (
    Measure("ta1", "Interchanges taken (TA1)", _ANSWERED, "X12 TA1", "", _layer("TA1")),
    Measure("999", "Syntax accepted (999)", _ANSWERED, "005010X231A1", "", _layer("999")),
    Measure("277ca", "Accepted by the intake (277CA)", _ANSWERED, "005010X214", "", _layer("277CA")),
    Measure("evr", "Accepted by the state (EVR)", _ANSWERED, "encounter validation response", "", _layer("EVR")),
    Measure("first_pass", "Accepted at the first sending", "claims accepted as first sent / claims answered", EDV, "",
            _first_pass),
    Measure("in_the_end", "Accepted after correction", "claims accepted in any version / claims answered", EDV, "",
            _in_the_end),
    Measure("denied", "Denied and not corrected", "claims whose last version is denied", HOUSE, "0", _denied),
    Measure("waiting", f"Waiting over {LONG} days", "claims whose last version has no final answer", HOUSE, "0",
            _waiting_long),
    Measure("service_to_sent_p50", "Service to sent, median", "day sent - last day of service, first versions", HOUSE,
            "30 days after the month of service (practice of one plan)", _lag(_service_to_sent, 5)),
    Measure("service_to_sent_p90", "Service to sent, 90 %", "as above, 90th percentile", HOUSE,
            "30 days after the month of service (practice of one plan)", _lag(_service_to_sent, 9)),
    Measure("sent_to_answered_p50", "Sent to answered, median", "day of the final answer - day sent", HOUSE, "",
            _lag(_sent_to_answered, 5)),
    Measure("sent_to_answered_p90", "Sent to answered, 90 %", "as above, 90th percentile", HOUSE, "",
            _lag(_sent_to_answered, 9)),
    Measure("corrected_p50", "Denied to corrected, median", "day the next version was sent - day of the denial", HOUSE,
            "", _lag(_denied_to_corrected, 5)),
    Measure("corrected_p90", "Denied to corrected, 90 %", "as above, 90th percentile", HOUSE, "",
            _lag(_denied_to_corrected, 9)),
    Measure("surplus", "Rows that were sent before", "rows kept back as sent before / rows read", EDV, "",
            _sent_before),
    Measure("omission", "Rows withheld", "rows withheld for faults / rows read", EDV, "", _withheld),
    Measure("element_accuracy", "Lines with an issue", "lines that an answer names / lines sent, times 1,000",
            TMSIS, "", _issues),
    Measure("replacements", "Replacements", "versions with frequency 7 / versions", HOUSE, "", _frequency(REPLACEMENT)),
    Measure("voids", "Voids", "versions with frequency 8 / versions", HOUSE, "", _frequency(VOID)),
    Measure("contradicted", "Contradictory answers", "versions of which one layer says both", HOUSE, "0",
            _contradicted),
    Measure("dollars_accepted", "Charges accepted", "charges of versions that stand accepted", HOUSE, "",
            _dollars((ACCEPTED,))),
    Measure("dollars_waiting", "Charges waiting", "charges of versions without a final answer", HOUSE, "",
            _dollars((WAITING,))),
    Measure("dollars_denied", "Charges denied", "charges of versions that were denied", HOUSE, "", _dollars((DENIED,))),
)  # fmt: skip
