"""The state's Encounter Validation Response, as the simulated payer writes it. Its schema is not published: names and
order are those that two public readers use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from edi.diagnostics.shown import shown
from edi.responses.claim_answers import Answer
from edi.responses.outline import InterchangeEnvelope, at

NAMESPACE = "http://www.dhcs.ca.gov/EDS/DHCSResponse"
_ID_DIGITS = 12


def evr(file: str, envelopes: Sequence[InterchangeEnvelope], answers: Sequence[Answer], now: datetime) -> str:
    """The response to a file, given the answers to all claims of its accepted transactions."""
    return "\n".join([*_lines(file, envelopes, answers, now), ""])


def encounter_id(claim_id: str) -> str:
    """The number that the payer gives an encounter: it follows from the submitter's, so that it comes back the same."""
    return str(int(sha256(claim_id.encode()).hexdigest(), 16))[:_ID_DIGITS]


def _lines(
    file: str, envelopes: Sequence[InterchangeEnvelope], answers: Sequence[Answer], now: datetime
) -> Iterator[str]:
    status = "Accepted" if answers else "Rejected"
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<EncounterValidationResponse xmlns="{NAMESPACE}">'
    yield f"  <EncounterFileName>{escape(shown(file))}</EncounterFileName>"
    yield f"  <EncounterSubmissionDate>{now:%Y-%m-%dT%H:%M:%S}</EncounterSubmissionDate>"
    yield f"  <ValidationStatus>{status}</ValidationStatus>"
    yield "  <Transactions>"
    by_st = {st: list(some) for st, some in groupby(answers, key=lambda each: each.st)}
    for envelope in envelopes:
        for group in envelope.groups:
            for transaction in group.transactions:
                found = by_st.get(transaction.first, [])
                numbers = (at(envelope.isa, 13), at(group.gs, 6), at(transaction.st, 2))
                yield from _transaction(numbers, found)
    yield "  </Transactions>"
    yield "</EncounterValidationResponse>"


def _transaction(numbers: tuple[str, str, str], answers: Sequence[Answer]) -> Iterator[str]:
    isa, gs, st = numbers
    yield f'    <Transaction Status="{"Accepted" if answers else "Rejected"}">'
    yield f"      <TransactionNumber>{escape(st)}</TransactionNumber>"
    yield "      <Identifiers>"
    batch = answers[0].claim.transaction.head if answers else ()
    bht = next((one.split("*")[3] for one in batch if one.startswith("BHT*") and one.count("*") > 2), "")
    named = (("ISAControlNumber", isa), ("GroupControlNumber", gs), ("OriginatorTransactionId", bht))
    for name, value in named:
        yield f'        <Envelope IdentifierName="{name}" IdentifierValue={quoteattr(value)}/>'
    yield "      </Identifiers>"
    yield "      <Encounters>"
    for answer in answers:
        yield from _encounter(answer)
    yield "      </Encounters>"
    yield "    </Transaction>"


def _encounter(answer: Answer) -> Iterator[str]:
    claim_id = answer.claim.encounter.claim_id
    yield f'        <Encounter Status="{"Accepted" if answer.accepted else "Denied"}">'
    yield f"          <EncounterReferenceNumber>{escape(claim_id)}</EncounterReferenceNumber>"
    yield f"          <EncounterId>{encounter_id(claim_id)}</EncounterId>"
    if not answer.accepted:
        yield "          <EncounterResponses>"
        for status in answer.statuses:
            yield from _response(status, "            ", of_claim=True)
        yield "          </EncounterResponses>"
    if answer.lines:
        yield "          <ServiceLines>"
        for number, statuses in answer.lines.items():
            yield f'            <Service Line="{number + 1}">'
            for status in statuses:
                yield from _response(status, "              ", of_claim=False)
            yield "            </Service>"
        yield "          </ServiceLines>"
    yield "        </Encounter>"


def _response(status: str, indent: str, *, of_claim: bool) -> Iterator[str]:
    yield f'{indent}<Response Severity="Error">'
    yield f"{indent}  <Id>{escape(status)}</Id>"
    if of_claim:
        yield f"{indent}  <IsSNIP>false</IsSNIP>"
    yield f"{indent}  <Description>claim status {escape(status)}</Description>"
    yield f"{indent}</Response>"
