"""What is known of a claim before it is built: named facts, each a bit.

A rule names the facts that together leave it nothing to say (`Rule.silent_when`) and is asked of a claim only where one
of them is denied. What reads segments (`segment_facts`, `claim_facts`, `screen`) denies a fact that is wrong, or not
plainly right: too often costs time, too seldom loses findings. `tests/claims/test_screen.py` holds each rule to its
facts. No module but the rule's own knows which facts it needs.
"""

from __future__ import annotations

from itertools import count

_PLACES = count()


def _bit() -> int:
    return 1 << next(_PLACES)


# What segments of a claim show, from which facts are made; the bits of a claim are or-ed together.

#: CLM05-3 is 7 or 8.
CORRECTS = _bit()
#: REF*F8 is there.
ORIGINAL = _bit()
#: The place of service is 02 or 10.
TELEHEALTH = _bit()
#: A service that its code says was given in person.
IN_PERSON = _bit()
#: Outreach for Enhanced Care Management.
OUTREACH = _bit()
#: A service of Enhanced Care Management.
ECM = _bit()

# Facts.

_FIRST = next(_PLACES)
_PLACES = count(_FIRST)

#: CLM02 is the sum of all SV102.
TOTAL_ADDS_UP = _bit()
#: No charge, of the claim or a line, is below zero.
CHARGES_NOT_NEGATIVE = _bit()
#: Every housing deposit has an amount.
DEPOSITS_HAVE_AMOUNTS = _bit()
#: No other payer, or one, told once, which the payments of all lines name, and which paid the claim if it paid a line.
PAYERS_PLAIN = _bit()
#: What another payer paid for each line and adjusted is the line's charge.
LINES_BALANCE = _bit()
#: What another payer paid and adjusted, on the claim and on its lines, is CLM02; AMT*D is what it paid for the lines.
PAYERS_BALANCE = _bit()
#: No other payer decided before a service ended, or after the day of receipt; no DTP*573 but those of lines.
PAID_IN_TIME = _bit()

#: SBR02 of the member is 18 (self).
MEMBER_IS_PATIENT = _bit()
#: Loop 2010BA has N3 and N4.
MEMBER_HAS_ADDRESS = _bit()
#: Loop 2010BA has a DMG.
MEMBER_HAS_BIRTH = _bit()
#: HL04 of the member is 0, and no level below it follows.
NO_PATIENT = _bit()
#: No PAT, and no DMG but the member's.
NO_PATIENT_DETAILS = _bit()
#: The member's address does not speak of homelessness.
HOUSED = _bit()
#: NM109 of the member has the form of a CIN, where the receiver wants one.
MEMBER_ID_FITS = _bit()

#: CLM01 has at most twenty characters.
ID_SHORT = _bit()
#: CLM01 begins with the plan code, where the receiver wants that.
ID_HAS_PREFIX = _bit()
#: CLM05-3 is 1, 6, 7 or 8.
FREQUENCY_KNOWN = _bit()
#: REF*F8 is there where CLM05-3 is 7 or 8, and nowhere else.
ORIGINAL_FITS = _bit()
#: CLM11 is empty.
NO_ACCIDENT = _bit()
#: The claim has no admission and no discharge (DTP*435, DTP*096).
NO_STAY = _bit()
#: It corrects another claim; or neither its id nor a service of it was used before.
NEVER_USED = _bit()
#: It is not the first one of its transaction.
LATER_CLAIM = _bit()
#: The transaction has not yet more claims than the receiver takes.
WITHIN_LIMIT = _bit()

#: All diagnoses are ICD-10-CM (ABK, ABF).
ICD10_ONLY = _bit()
#: All diagnoses are in the table of ICD-10-CM.
DIAGNOSES_KNOWN = _bit()
#: Those in the table are no headings, and billable on the first day of service.
DIAGNOSES_BILLABLE = _bit()
#: No external cause is the first diagnosis (ABK).
CAUSES_NOT_FIRST = _bit()
#: All pointers are numbers of diagnoses that are there, none twice in a line.
POINTERS_FIT = _bit()

#: Every place of service is in CMS's list on the first day of service.
PLACES_KNOWN = _bit()
#: All modifiers are two capitals or digits.
MODIFIERS_FORMED = _bit()
#: Every HCPCS code with its modifiers is a service of the table.
SERVICES_KNOWN = _bit()
#: Every service of the table is in effect on its day.
SERVICES_IN_EFFECT = _bit()
#: No service that its code says was given in person is by telehealth.
MODALITY_FITS = _bit()
#: Outreach does not stand beside a service of Enhanced Care Management.
OUTREACH_ALONE = _bit()
#: Units are numbers, whole and above zero.
UNITS_WHOLE = _bit()
#: A service counted in days has no more units than days.
UNITS_WITHIN_DAYS = _bit()
#: A service counted in months has one unit.
MONTHS_SINGLE = _bit()
#: No two lines have one control number (REF*6R).
CONTROLS_DIFFER = _bit()
#: No service ends after the day of receipt.
SERVED_BY_RECEIPT = _bit()
#: The member was born by the first day of service.
BORN_BY_SERVICE = _bit()

#: Every NPI has its check digit.
NPIS_VALID = _bit()
#: NM109 of the billing provider is there.
BILLING_HAS_ID = _bit()
#: No rendering provider has the NPI of the one above it: the billing provider, or the claim's.
RENDERING_DIFFERS = _bit()
#: The billing provider's address is no post office box.
BILLING_HAS_STREET = _bit()
#: Every address in the United States has a state and a ZIP code, one in Canada a province and a postal code.
ADDRESSES_COMPLETE = _bit()
#: Every state of an address in the United States is one.
STATES_KNOWN = _bit()
#: Every ZIP code has nine digits, or five where these are enough.
ZIPS_FORMED = _bit()
#: Every taxonomy code is in the list of those in use.
TAXONOMIES_KNOWN = _bit()

#: All facts; as many as are denied where the structure is broken.
ALL = (1 << next(_PLACES)) - (1 << _FIRST)
#: Those that hang on what other payers say.
OF_PAYERS = PAYERS_PLAIN | LINES_BALANCE | PAYERS_BALANCE | PAID_IN_TIME

#: Each fact by its name.
NAMED = {name: bit for name, bit in globals().items() if type(bit) is int and bit & ALL and bit.bit_count() == 1}

#: What segments show.
SEEN = (1 << _FIRST) - 1


def _of(seen: int) -> int:
    corrects, is_original = bool(seen & CORRECTS), bool(seen & ORIGINAL)
    by_video, in_person = seen & TELEHEALTH, seen & IN_PERSON
    outreach, ecm = seen & OUTREACH, seen & ECM
    return (
        (ORIGINAL_FITS if corrects != is_original else 0)
        | (MODALITY_FITS if by_video and in_person else 0)
        | (OUTREACH_ALONE if outreach and ecm else 0)
    )


#: What is shown -> the facts that it denies.
DENIED_BY = tuple(map(_of, range(SEEN + 1)))

#: After every day, as a number.
ALWAYS = 99999999

# Kinds of events: what ends a claim, the billing provider, the rendering provider of a line.
ENVELOPE, LEVEL, CLAIM, BILLING, LINE_RENDERING = range(5)

# Kinds of what other payers say.
OTHER, PAID, PAYER, SVD, CAS, PAID_ON = range(6)
