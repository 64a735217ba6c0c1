"""The values of a file that come from the receiver, the profile and the plan, filled in once a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from edi.x12.write import COMPONENT, ELEMENT, REPETITION, TERMINATOR
from mappings.errors import ConfigError
from mappings.payer_file import Payer
from mappings.profile_file import Plan, Profile

SEPARATORS = (ELEMENT, COMPONENT, REPETITION, TERMINATOR)
# ISA06 and ISA08 have a fixed width (X12.5).
LONGEST_ID = 15


@dataclass(frozen=True, slots=True, eq=False)
class Envelope:
    """Everything in a file that is not a claim, one object a file. `prior_payer` says whether the plan is shown as
    the payer that has adjudicated (loops 2320, 2330, 2430); `claim_indicators` is CLM06 to CLM09,
    `prior_other_insurance` the OI segment."""

    sender_qualifier: str
    sender_id: str
    receiver_qualifier: str
    receiver_id: str
    acknowledgment_requested: bool
    usage: str
    group_sender: str
    group_receiver: str
    transaction_type: str
    max_claims: int
    submitter_name: str
    submitter_id: str
    contact_name: str
    contact_phone: str
    receiver_name: str
    receiver_number: str
    responsibility: str
    filing_indicator: str
    payer_name: str
    payer_id: str
    claim_indicators: str
    prior_payer: bool
    prior_responsibility: str
    prior_filing_indicator: str
    prior_other_insurance: str
    prior_name: str
    prior_id: str
    now: datetime


def placeholders(profile: Profile, plan: Plan) -> dict[str, str]:
    """What the templates of a payer file may name, but for the file's own name, date and number."""
    return {
        "submitter_id": profile.submitter.id,
        "submitter_name": profile.submitter.name,
        "plan_code": plan.code,
        "plan_name": plan.name,
        "plan_payer_id": plan.payer_id,
        "date": "",
        "number": "",
        "stem": "",
    }


def envelope(payer: Payer, profile: Profile, plan: Plan, now: datetime) -> Envelope:
    """The envelope of a file from one plan code to one receiver. Raises ConfigError where a template of the payer
    file gives a value that the envelope cannot hold."""
    words = placeholders(profile, plan)

    def fill(template: str) -> str:
        value = template.format_map(words)
        if not value.isascii() or not value.isprintable() or any(mark in value for mark in SEPARATORS):
            raise ConfigError(payer.name, f"{template!r} gives a value with a separator or a character beyond ASCII")
        return value

    for template in (payer.interchange.sender_id, payer.interchange.receiver_id):
        if len(fill(template)) > LONGEST_ID:
            raise ConfigError(payer.name, f"{template!r} gives more than {LONGEST_ID} characters for the ISA")
    interchange, transaction, subscriber = payer.interchange, payer.transaction, payer.subscriber
    prior, claim = payer.prior_payer, payer.claim
    return Envelope(
        sender_qualifier=interchange.sender_qualifier,
        sender_id=fill(interchange.sender_id),
        receiver_qualifier=interchange.receiver_qualifier,
        receiver_id=fill(interchange.receiver_id),
        acknowledgment_requested=interchange.acknowledgment_requested,
        usage=profile.usage,
        group_sender=fill(interchange.group_sender),
        group_receiver=fill(interchange.group_receiver),
        transaction_type=transaction.type,
        max_claims=transaction.max_claims,
        submitter_name=fill(transaction.submitter_name),
        submitter_id=fill(transaction.submitter_id),
        contact_name=profile.submitter.contact_name,
        contact_phone=profile.submitter.contact_phone,
        receiver_name=fill(transaction.receiver_name),
        receiver_number=fill(transaction.receiver_id),
        responsibility=subscriber.responsibility,
        filing_indicator=subscriber.filing_indicator,
        payer_name=fill(subscriber.payer_name),
        payer_id=fill(subscriber.payer_id),
        claim_indicators="*".join(
            (claim.signature_on_file, claim.assignment, claim.benefits_assigned, claim.release_of_information)
        ),
        prior_payer=prior is not None,
        prior_responsibility=prior.responsibility if prior else "",
        prior_filing_indicator=prior.filing_indicator if prior else "",
        prior_other_insurance=f"OI***{prior.benefits_assigned}***{prior.release_of_information}" if prior else "",
        prior_name=fill(prior.name) if prior else "",
        prior_id=fill(prior.id) if prior else "",
        now=now,
    )
