"""References between the objects of a JSON export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from invoices.workbook import open_workbook


def table(document: Any) -> list[dict[str, object]]:
    """The rows of a document by the paths of their keys."""
    text = document if isinstance(document, str) else json.dumps(document)
    (sheet,) = open_workbook(Path("export.json"), text.encode()).sheets
    head, *rows = sheet.rows()
    return [{str(key): value for key, value in zip(head, row, strict=True) if value != ""} for row in rows]


def coded(*codes: str) -> dict[str, Any]:
    """A CodeableConcept."""
    return {"coding": [{"system": "x", "code": code} for code in codes]}


PATIENT = {
    "resourceType": "Patient", "id": "p1",
    "identifier": [{"type": coded("MA"), "value": "91130457C"}, {"type": coded("MR"), "value": "77"}],
    "name": [{"family": "Abernathy", "given": ["Lola", "Q"]}], "gender": "female", "birthDate": "1961-03-14",
    "address": [{"line": ["18 Finch Lane"], "city": "Fresno", "state": "CA", "postalCode": "93721"}],
}  # fmt: skip
AGENCY = {
    "resourceType": "Organization", "id": "o1", "name": "Sandpiper",
    "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "2519077343"},
                   {"system": "urn:oid:2.16.840.1.113883.4.4", "value": "690318842"}],
    "telecom": [{"system": "phone", "value": "(559) 555-0142"}],
}  # fmt: skip
COVERAGE = {
    "resourceType": "Coverage",
    "id": "c1",
    "subscriberId": "91130457C",
    "payor": [{"display": "Golden Valley"}],
}
CLAIM = {
    "resourceType": "Claim", "id": "k1", "status": "active", "created": "2026-02-01",
    "patient": {"reference": "urn:uuid:p1"}, "provider": {"reference": "Organization/o1"},
    "insurance": [{"sequence": 1, "focal": True, "coverage": {"reference": "https://ehr.example/fhir/Coverage/c1"}}],
    "diagnosis": [{"sequence": 1, "diagnosisCodeableConcept": coded("Z59.01")},
                  {"sequence": 2, "diagnosisCodeableConcept": coded("F20.9")}],
    "item": [
        {"sequence": 1, "productOrService": coded("H0043"), "modifier": [coded("U6")], "servicedDate": "2026-01-07",
         "quantity": {"value": 1}, "unitPrice": {"value": 112.0, "currency": "USD"}, "net": {"value": 112.0},
         "locationCodeableConcept": coded("12"), "diagnosisSequence": [2]},
        {"sequence": 2, "productOrService": coded("G9012"), "modifier": [coded("U2"), coded("GQ")],
         "servicedPeriod": {"start": "2026-01-08", "end": "2026-01-08"}, "quantity": {"value": 1}},
    ],
}  # fmt: skip


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    """Resources as a bundle."""
    entries = [{"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def test_an_item_of_a_claim_has_what_the_claim_refers_to() -> None:
    first, second = table(bundle(CLAIM, PATIENT, AGENCY, COVERAGE))
    assert (
        first
        | {
            "Claim.status": "active",
            "Claim.patient.identifier.cin": "91130457C",
            "Claim.patient.identifier.mrn": "77",
            "Claim.patient.name.family": "Abernathy",
            "Claim.patient.birthDate": "1961-03-14",
            "Claim.patient.address.postalCode": "93721",
            "Claim.provider.identifier.npi": "2519077343",
            "Claim.provider.identifier.taxId": "690318842",
            "Claim.provider.telecom.phone": "(559) 555-0142",
            "Claim.insurance.coverage.subscriberId": "91130457C",
            "Claim.item.productOrService.code": "H0043",
            "Claim.item.modifier": "U6",
            "Claim.item.servicedDate": "2026-01-07",
            "Claim.item.quantity": 1,
            "Claim.item.net": 112.0,
            "Claim.item.locationCodeableConcept.code": "12",
            "Claim.diagnosis": "F20.9",
        }
        == first
    )
    assert second["Claim.item.modifier"] == "U2; GQ"
    assert second["Claim.diagnosis"] == "Z59.01; F20.9"
    assert second["Claim.item.servicedPeriod.end"] == "2026-01-08"


def test_resources_one_a_line_and_within_a_claim() -> None:
    lines = "\n".join(
        json.dumps(part) for part in (PATIENT | {"id": "p1"}, CLAIM | {"patient": {"reference": "Patient/p1"}})
    )
    assert [row["Claim.patient.name.family"] for row in table(lines)] == ["Abernathy", "Abernathy"]
    within = CLAIM | {"patient": {"reference": "#inner"}, "contained": [PATIENT | {"id": "inner"}]}
    assert [row["Claim.patient.birthDate"] for row in table(within)] == ["1961-03-14"] * 2


def test_a_reference_to_nothing_leaves_what_it_says_itself() -> None:
    claim = CLAIM | {"provider": {"reference": "Organization/none", "display": "Sandpiper"}}
    assert {row["Claim.provider.display"] for row in table(bundle(claim))} == {"Sandpiper"}


def test_a_claim_without_items_is_not_lost() -> None:
    assert [row["Claim.id"] for row in table(bundle({key: CLAIM[key] for key in CLAIM if key != "item"}))] == ["k1"]


def test_lists_that_refer_to_each_other() -> None:
    document = {
        "agency": {"npi": "2519077343"},
        "clients": [{"id": 7, "cin": "91130457C"}, {"id": 8, "cin": "92204816K"}],
        "sites": [{"id": "s1", "city": "Fresno"}],
        "visits": [
            {"id": 1, "clientId": 8, "site_id": "s1", "code": "H0043", "units": 7, "on": "2026-01-07"},
            {"id": 2, "clientId": 7, "site_id": "s1", "code": "G9012", "units": 8, "on": "2026-01-08"},
            {"id": 3, "clientId": 7, "site_id": "s1", "code": "G9012", "units": 7, "on": "2026-01-09"},
        ],
    }
    found = [
        (row["visits.client.cin"], row["visits.site.city"], row["visits.units"], row["agency.npi"])
        for row in table(document)
    ]
    assert found == [
        ("92204816K", "Fresno", 7, "2519077343"), ("91130457C", "Fresno", 8, "2519077343"),
        ("91130457C", "Fresno", 7, "2519077343"),
    ]  # fmt: skip


def test_lists_that_do_not_refer_to_each_other_are_as_before() -> None:
    visits = [{"id": 1, "code": "H0043", "units": 1, "on": "2026-01-07"}]
    visits.append({"id": 2, "code": "G9012", "units": 2, "on": "2026-01-08"})
    document = {"members": [{"id": 1, "cin": "91130457C", "dob": "1961-03-14", "visits": visits}]}
    assert [(row["members.cin"], row["members.visits.units"]) for row in table(document)] == [
        ("91130457C", 1),
        ("91130457C", 2),
    ]


def test_related_objects_of_a_json_api_document() -> None:
    document = {
        "data": [{"type": "visit", "id": "1", "attributes": {"code": "H0043", "units": 1},
                  "relationships": {"client": {"data": {"type": "client", "id": "9"}}}}],
        "included": [{"type": "client", "id": "9", "attributes": {"cin": "91130457C"}}],
    }  # fmt: skip
    assert table(document) == [{"id": "1", "code": "H0043", "units": 1, "client.cin": "91130457C"}]


def test_resources_that_refer_to_each_other_in_a_circle_end() -> None:
    loop = AGENCY | {"partOf": {"reference": "Organization/o1", "display": "Sandpiper"}}
    first, _ = table(bundle(CLAIM, PATIENT, loop, COVERAGE))
    assert first["Claim.provider.partOf"] == "Sandpiper"
    assert not any(str(path).startswith("Claim.provider.partOf.") for path in first)


def test_an_old_address_and_a_second_insurance_are_not_taken() -> None:
    old = {"use": "old", "line": ["1 Gone St"], "city": "Reno", "state": "NV", "postalCode": "89501"}
    second = {"sequence": 2, "focal": False, "coverage": {"reference": "Coverage/c2"}}
    claim = CLAIM | {"insurance": [second, *CLAIM["insurance"]]}
    other = COVERAGE | {"id": "c2", "subscriberId": "XX"}
    moved = PATIENT | {"address": [old, *PATIENT["address"]]}
    first, _ = table(bundle(claim, moved, AGENCY, COVERAGE, other))
    assert first["Claim.patient.address.city"] == "Fresno"
    assert first["Claim.insurance.coverage.subscriberId"] == "91130457C"
