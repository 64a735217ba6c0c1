"""JSON: records of a CRM, visits of an aggregator, FHIR resources that refer to each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.tools.systems.care import times
from tests.tools.systems.sample import PLAN, Row, Sample, rows_of, unit_word
from tests.tools.systems.world import ECM, HOME, HOUSING, MEALS, Line, World, claims, world

SYSTEMS = {
    "npi": "http://hl7.org/fhir/sid/us-npi",
    "tin": "urn:oid:2.16.840.1.113883.4.4",
    "cin": "http://www.dhcs.ca.gov/cin",
    "mrn": "urn:agency:mrn",
    "hcpcs": "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
    "icd": "http://hl7.org/fhir/sid/icd-10-cm",
    "pos": "https://www.cms.gov/Medicare/Coding/place-of-service-codes",
}


def number(amount: Decimal) -> int | float:
    """An amount as JSON has it."""
    return int(amount) if amount == int(amount) else float(amount)


def salesforce() -> Sample:
    """The answer to a query: records that hold the contact, the service and the account."""
    one = world("salesforce", 15, menu=(*ECM, *HOUSING[:2], *MEALS))

    def record(row: Row) -> dict[str, Any]:
        line, person, agency = row.line, row.line.person, row.world.agency
        return {
            "attributes": {
                "type": "pmdm__ServiceDelivery__c",
                "url": f"/services/data/v60.0/sobjects/a0B{row.number:05}",
            },
            "Id": f"a0B5f00000{row.number:05}AAA",
            "Name": f"{person.first} {person.last} {line.start}: {line.service.name}",
            "pmdm__DeliveryDate__c": str(line.start),
            "pmdm__Quantity__c": line.units,
            "pmdm__UnitOfMeasurement__c": unit_word(line.service),
            "pmdm__AttendanceStatus__c": "Present",
            "Place_of_Service__c": line.place,
            "Diagnosis__c": ";".join(line.diagnoses),
            "Billable_Amount__c": number(line.charge),
            "IsDeleted": False,
            "CreatedDate": f"{line.start + timedelta(1)}T17:31:09.000+0000",
            "LastModifiedDate": f"{line.start + timedelta(4)}T08:02:55.000+0000",
            "pmdm__Contact__r": {
                "FirstName": person.first,
                "LastName": person.last,
                "Birthdate": str(person.born),
                "Medi_Cal_CIN__c": person.cin,
                "MailingStreet": person.street,
                "MailingCity": person.city,
                "MailingState": "CA",
                "MailingPostalCode": person.zip,
            },
            "pmdm__Service__r": {
                "Name": line.service.name,
                "HCPCS_Code__c": line.service.code,
                "Modifiers__c": " ".join(line.service.modifiers),
                "Unit_Rate__c": number(line.service.rate),
            },
            "Account": {
                "Name": agency.name,
                "Organization_NPI__c": agency.npi,
                "EIN__c": agency.tin,
                "BillingStreet": agency.street,
                "BillingCity": agency.city,
                "BillingState": "CA",
                "BillingPostalCode": agency.zip,
            },
        }

    records = [record(row) for row in rows_of(one)]
    text = _json({"totalSize": len(records), "done": True, "records": records})
    return Sample(text, one, "records with contact, service and account as objects; BillingStreet is the account's")


def sandata_evv() -> Sample:
    """Visits with a list of calls and a list of changes in each, which are no services."""
    one = world("sandata_evv", 16, menu=HOME[:2])

    def visit(row: Row) -> dict[str, Any]:
        line, (begun, ended) = row.line, times(row.line)
        calls = [
            {"CallExternalID": f"{row.number}{kind[-1]}", "CallType": kind, "CallDateTime": f"{at:%Y-%m-%dT%H:%M:%SZ}",
             "CallLatitude": 37.8, "CallLongitude": -122.2}
            for kind, at in (("Mobile In", begun), ("Mobile Out", ended))
        ]  # fmt: skip
        return {
            "VisitOtherID": f"V{row.number:06}",
            "SequenceID": 20260300 + row.number,
            "ClientMedicaidID": line.person.cin,
            "ClientFirstName": line.person.first,
            "ClientLastName": line.person.last,
            "ClientBirthDate": str(line.person.born),
            "ClientGender": line.person.sex,
            "ClientAddressLine1": line.person.street,
            "ClientCity": line.person.city,
            "ClientState": "CA",
            "ClientZip": line.person.zip,
            "EmployeeFirstName": line.worker.first,
            "EmployeeLastName": line.worker.last,
            "VisitDate": str(line.start),
            "Payer": PLAN,
            "ProcedureCode": line.service.code,
            "Modifier1": line.service.modifiers[0],
            "DiagnosisCode": line.diagnoses[0],
            "PlaceOfService": line.place,
            "AdjInDateTime": f"{begun:%Y-%m-%dT%H:%M:%SZ}",
            "AdjOutDateTime": f"{ended:%Y-%m-%dT%H:%M:%SZ}",
            "ScheduledUnits": line.units + 2,
            "UnitsToBill": line.units,
            "BillRate": number(line.service.rate),
            "BillAmount": number(line.charge),
            "BillVisit": True,
            "VisitCancelledIndicator": False,
            "VisitMemo": "",
            "Calls": calls,
            "VisitChanges": [],
        }

    agency = one.agency
    provider = {
        "ProviderName": agency.name,
        "ProviderNPI": agency.npi,
        "ProviderTaxID": agency.tin,
        "ProviderAddress": agency.street,
        "ProviderCity": agency.city,
        "ProviderState": "CA",
        "ProviderZip": agency.zip,
    }
    text = _json({"Provider": provider, "Visits": [visit(row) for row in rows_of(one)]})
    return Sample(text, one, "visits under a provider; a list of calls in each visit is no list of services")


def fhir_bundle() -> Sample:
    """A bundle: the claims refer to patients, coverage, practitioners and the organization."""
    one = world("fhir_bundle", 20)
    resources = [*_parties(one), *_claims(one)]
    entries = [{"fullUrl": f"urn:uuid:{r['id']}", "resource": r} for r in resources]
    text = _json({"resourceType": "Bundle", "type": "collection", "entry": entries})
    return Sample(text, one, "a bundle of resources that refer to each other; an identifier's system says what it is")


def fhir_ndjson() -> Sample:
    """The same kinds of resources, one a line, as a bulk export writes them."""
    one = world("fhir_ndjson", 14, menu=(*HOUSING, *HOME, *MEALS))
    lines = [json.dumps(r, ensure_ascii=False) for r in [*_claims(one), *_parties(one)]]
    return Sample("\n".join(lines) + "\n", one, "one resource a line, the claims before what they refer to")


def _parties(one: World) -> Iterator[dict[str, Any]]:
    agency = one.agency
    yield {
        "resourceType": "Organization",
        "id": "org-1",
        "active": True,
        "identifier": [_identifier("npi", agency.npi), _identifier("tin", agency.tin)],
        "name": agency.name,
        "telecom": [{"system": "phone", "value": agency.phone, "use": "work"}],
        "address": [_address(agency.street, agency.city, agency.zip)],
    }
    yield {"resourceType": "Organization", "id": "plan-1", "name": PLAN, "identifier": [{"value": "300"}]}
    for worker in _workers(one):
        yield {
            "resourceType": "Practitioner",
            "id": f"prac-{worker.npi}",
            "identifier": [_identifier("npi", worker.npi)],
            "name": [{"family": worker.last, "given": [worker.first]}],
        }
    for person in one.people:
        yield {
            "resourceType": "Patient",
            "id": f"pat-{person.mrn}",
            "identifier": [_identifier("mrn", person.mrn), _identifier("cin", person.cin)],
            "name": [
                {"use": "official", "family": person.last, "given": [g for g in (person.first, person.middle) if g]}
            ],
            "gender": {"F": "female", "M": "male"}[person.sex],
            "birthDate": str(person.born),
            "address": [{"use": "home", **_address(person.street, person.city, person.zip)}],
        }
        yield {
            "resourceType": "Coverage",
            "id": f"cov-{person.mrn}",
            "status": "active",
            "subscriberId": person.cin,
            "beneficiary": {"reference": f"Patient/pat-{person.mrn}"},
            "payor": [{"reference": "Organization/plan-1"}],
        }


def _workers(one: World) -> list[Any]:
    return list(dict.fromkeys(line.worker for line in one.lines if line.worker.npi))


def _claims(one: World) -> Iterator[dict[str, Any]]:
    for place, lines in enumerate(claims(one), 1):
        diagnoses = list(dict.fromkeys(code for line in lines for code in line.diagnoses))
        workers = list(dict.fromkeys(line.worker for line in lines if line.worker.npi))
        person = lines[0].person
        team = [
            {"sequence": n, "provider": {"reference": f"Practitioner/prac-{worker.npi}"}}
            for n, worker in enumerate(workers, 1)
        ]
        yield {
            "resourceType": "Claim",
            "id": f"clm-{place:04}",
            "status": "active",
            "use": "claim",
            "type": {"coding": [{"code": "professional"}]},
            "created": str(lines[-1].end + timedelta(3)),
            "patient": {"reference": f"Patient/pat-{person.mrn}"},
            "provider": {"reference": "Organization/org-1"},
            "insurer": {"reference": "Organization/plan-1"},
            "priority": {"coding": [{"code": "normal"}]},
            **({"careTeam": team} if team else {}),
            "diagnosis": [
                {"sequence": n, "diagnosisCodeableConcept": {"coding": [{"system": SYSTEMS["icd"], "code": code}]}}
                for n, code in enumerate(diagnoses, 1)
            ],
            "insurance": [{"sequence": 1, "focal": True, "coverage": {"reference": f"Coverage/cov-{person.mrn}"}}],
            "item": [_item(n, line, diagnoses, workers) for n, line in enumerate(lines, 1)],
            "total": {"value": number(sum((line.charge for line in lines), Decimal())), "currency": "USD"},
        }


def _item(place: int, line: Line, diagnoses: list[str], workers: list[Any]) -> dict[str, Any]:
    when = {"servicedDate": str(line.start)}
    if line.service.span:
        when = {"servicedPeriod": {"start": str(line.start), "end": str(line.end)}}  # type: ignore[dict-item]
    team = {"careTeamSequence": [workers.index(line.worker) + 1]} if line.worker in workers else {}
    hcpcs = SYSTEMS["hcpcs"]
    return {
        "sequence": place,
        **team,
        "diagnosisSequence": [diagnoses.index(code) + 1 for code in line.diagnoses],
        "productOrService": {"coding": [{"system": hcpcs, "code": line.service.code, "display": line.service.name}]},
        "modifier": [{"coding": [{"system": hcpcs, "code": code}]} for code in line.service.modifiers],
        **when,
        "locationCodeableConcept": {"coding": [{"system": SYSTEMS["pos"], "code": line.place}]},
        "quantity": {"value": line.units},
        "unitPrice": {"value": number(line.service.rate), "currency": "USD"},
        "net": {"value": number(line.charge), "currency": "USD"},
    }


def _identifier(kind: str, value: str) -> dict[str, str]:
    return {"system": SYSTEMS[kind], "value": value}


def _address(street: str, city: str, zip_code: str) -> dict[str, Any]:
    return {"line": [street], "city": city, "state": "CA", "postalCode": zip_code}


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
