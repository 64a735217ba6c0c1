"""FHIR claims in the ways of many exports: the same services whatever refers to what, and no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trials.program import Outcome, run_once

NPI, TIN = "1588834535", "94-6614454"
HCPCS = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
PLACE = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"
SNOMED = "http://snomed.info/sct"
Object = dict[str, Any]


class Item(NamedTuple):
    """A service."""

    code: str
    modifiers: tuple[str, ...]
    day: str
    units: int
    price: float
    place: str
    diagnosis: str


class Claim(NamedTuple):
    """A claim of a member, by its place among the members, and its status."""

    member: int
    items: tuple[Item, ...]
    status: str = "active"
    use: str = "claim"


MEMBERS = (
    ("97261196A", "Farrow", "Cedric", "male", "1952-09-05", "2613 Grant Ave Unit B", "Visalia", "93277"),
    ("92360618D", "Saelee", "Rigoberto", "male", "1997-01-07", "2655 Olive Ave Spc 17", "Long Beach", "90806"),
    ("97488527G", "Dillard", "Bernadette", "female", "1983-08-13", "1636 Birchwood Ave", "Pomona", "91766"),
)
CLAIMS = (
    Claim(0, (Item("T2041", ("U6",), "2026-01-01", 3, 18.5, "12", "J44.9"),
              Item("H0043", ("U6",), "2026-01-02", 1, 110.0, "12", "Z59.01"))),
    Claim(1, (Item("G9012", ("U2", "GQ"), "2026-01-03", 1, 44.0, "02", "I10"),)),
    Claim(2, (Item("G9012", ("U2",), "2026-01-04", 1, 95.0, "11", "F32.A"),
              Item("S5170", ("U6",), "2026-01-05", 7, 12.0, "12", "E11.9"),
              Item("T2041", ("U6",), "2026-01-06", 2, 18.5, "12", "E11.9"))),
    Claim(0, (Item("S5170", ("U6",), "2026-01-08", 4, 12.0, "12", "J44.9"),)),
)  # fmt: skip
PLACES = {"12": "Home", "11": "Office", "02": "02"}


def coded(code: str, system: str = "", display: str = "") -> Object:
    """A concept of one code."""
    coding = {"system": system, "code": code, "display": display}
    return {"coding": [{key: value for key, value in coding.items() if value}]}


class Ways(NamedTuple):
    """How an export writes what it says."""

    concept: Callable[[str, str, str], Object] = lambda code, system, _: coded(code, system)
    modifiers: Callable[[Sequence[str]], list[Object]] = lambda found: [coded(one) for one in found]
    place: Callable[[str], Object] = lambda code: coded(code, PLACE)
    period: bool = False
    money: Sequence[str] = ("unitPrice", "net", "total")
    cin: Callable[[str], Object] = lambda cin: {"system": "urn:ca:dhcs:cin", "value": cin}
    packed: Callable[[list[tuple[Object, list[Object]]]], Any] = lambda found: bundle(found)
    condition: bool = False
    type: Object | None = None


def bundle(found: list[tuple[Object, list[Object]]], name: Callable[[Object], str] | None = None) -> Object:
    """All resources in a bundle, each once."""
    named = name or (lambda one: f"urn:uuid:{one['resourceType']}-{one['id']}")
    once: dict[str, Object] = {}
    for claim, others in found:
        for one in (*others, claim):
            once.setdefault(named(one), one)
    entries = [{"fullUrl": key, "resource": one} for key, one in once.items()]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def loose(found: list[tuple[Object, list[Object]]]) -> str:
    """A resource a line, each once."""
    once: dict[str, Object] = {}
    for claim, others in found:
        for one in (*others, claim):
            once.setdefault(f"{one['resourceType']}/{one['id']}", one)
    return "\n".join(map(json.dumps, once.values()))


def contained(found: list[tuple[Object, list[Object]]]) -> str:
    """A claim a line, what it refers to within it, called the same in every line."""
    lines = []
    for claim, others in found:
        text = json.dumps(claim)
        inner = []
        for one in others:
            text = text.replace(f"{one['resourceType']}/{one['id']}", f"#{one['resourceType'].lower()}")
            inner.append(one | {"id": one["resourceType"].lower()})
        lines.append(json.dumps(json.loads(text) | {"contained": inner}))
    return "\n".join(lines)


def bundles(found: list[tuple[Object, list[Object]]]) -> str:
    """A bundle a line, each of which calls its patient Patient/1."""
    lines = []
    for claim, others in found:
        text = json.dumps(
            bundle([(claim, others)], lambda one: f"https://ehr.example/{one['resourceType']}/{one['id']}")
        )
        for one in others:
            if one["resourceType"] == "Patient":
                text = text.replace(f"Patient/{one['id']}", "Patient/1").replace(f'"id": "{one["id"]}"', '"id": "1"')
        lines.append(text)
    return "\n".join(lines)


def resources(claim: Claim, number: int, ways: Ways) -> tuple[Object, list[Object]]:
    """A claim and what it refers to."""
    cin, last, first, gender, born, street, city, code = MEMBERS[claim.member]
    patient = {
        "resourceType": "Patient", "id": f"p{claim.member}", "identifier": [ways.cin(cin)], "gender": gender,
        "name": [{"family": last, "given": [first]}], "birthDate": born,
        "address": [{"line": [street], "city": city, "state": "CA", "postalCode": code}],
    }  # fmt: skip
    agency = {
        "resourceType": "Organization", "id": "o1", "name": "Tule River Wellness Partners",
        "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": NPI},
                       {"system": "urn:oid:2.16.840.1.113883.4.4", "value": TIN}],
        "address": [{"line": ["677 Alder St"], "city": "Visalia", "state": "CA", "postalCode": "93277-5929"}],
    }  # fmt: skip
    others = [patient, agency]
    said = list(dict.fromkeys(item.diagnosis for item in claim.items))
    diagnoses = []
    for at, diagnosis in enumerate(said, 1):
        concept = ways.concept(diagnosis, ICD, "A diagnosis")
        entry: Object = {"sequence": at, "diagnosisCodeableConcept": concept}
        if ways.condition:
            others.append({"resourceType": "Condition", "id": f"x{number}-{at}", "code": concept})
            entry = {"sequence": at, "diagnosisReference": {"reference": f"Condition/x{number}-{at}"}}
        diagnoses.append(entry)
    items = []
    for at, item in enumerate(claim.items, 1):
        made: Object = {
            "sequence": at, "diagnosisSequence": [said.index(item.diagnosis) + 1],
            "productOrService": ways.concept(item.code, HCPCS, "A service"), "modifier": ways.modifiers(item.modifiers),
            "locationCodeableConcept": ways.place(item.place), "quantity": {"value": item.units},
        }  # fmt: skip
        if ways.period:
            made["servicedPeriod"] = {"start": item.day, "end": item.day}
        else:
            made["servicedDate"] = item.day
        if "unitPrice" in ways.money:
            made["unitPrice"] = {"value": item.price, "currency": "USD"}
        if "net" in ways.money:
            made["net"] = {"value": item.price * item.units, "currency": "USD"}
        items.append(made)
    own: Object = {
        "resourceType": "Claim", "id": f"c{number}", "status": claim.status, "use": claim.use, "created": "2026-01-10",
        "patient": {"reference": f"Patient/p{claim.member}"}, "provider": {"reference": "Organization/o1"},
        "diagnosis": diagnoses, "item": items,
    }  # fmt: skip
    if ways.type:
        own["type"] = ways.type
    if "total" in ways.money:
        own["total"] = {"value": sum(item.price * item.units for item in claim.items), "currency": "USD"}
    return own, others


def sent(claims: Sequence[Claim], ways: Ways, folder: Path) -> Outcome:
    """What a run makes of some claims."""
    document = ways.packed([resources(claim, number, ways) for number, claim in enumerate(claims)])
    path = folder / "claims.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return run_once(path)


def expected(claims: Sequence[Claim]) -> list[tuple[str, ...]]:
    """CIN, code, modifiers, units, charge, day, NPI, place and diagnosis of what is to be billed."""
    return sorted(
        (MEMBERS[claim.member][0], item.code, ",".join(sorted(item.modifiers)), str(item.units),
         f"{item.price * item.units:.2f}", item.day.replace("-", ""), NPI, item.place, item.diagnosis.replace(".", ""))
        for claim in claims if claim.status == "active" and claim.use == "claim" for item in claim.items
    )  # fmt: skip


def found(outcome: Outcome) -> list[tuple[str, ...]]:
    """The same of what was sent."""
    return sorted(
        (line.cin, line.hcpcs, ",".join(sorted(line.modifiers.replace(",", " ").split())), f"{float(line.units):g}",
         f"{float(line.charge):.2f}", line.start, line.npi, line.place, line.diagnoses.replace(".", ""))
        for line in outcome.lines
    )  # fmt: skip


def with_snomed(code: str, system: str, display: str) -> Object:
    """A code beside one of another terminology, which stands first."""
    return {"coding": [{"system": SNOMED, "code": "160734000", "display": "Other"}, *coded(code, system)["coding"]],
            "text": display}  # fmt: skip


def with_own(code: str, system: str, display: str) -> Object:
    """A code beside one of the sender's own."""
    return {
        "coding": [
            {"system": "https://ehr.example/charge-codes", "code": "HOUSNAV"},
            *coded(code, system, display)["coding"],
        ]
    }


CIN_TYPES = (
    lambda cin: {"type": {"text": "Medi-Cal CIN"}, "value": cin},
    lambda cin: {"type": coded("MA"), "system": "https://www.dhcs.ca.gov/cin", "value": cin},
    lambda cin: {"use": "official", "system": "http://ca.gov/medi-cal/cin", "value": cin},
)
WAYS = {
    "as the standard has it": Ways(),
    "modifiers as texts": Ways(modifiers=lambda found: [{"text": one} for one in found]),
    "modifiers in one concept": Ways(modifiers=lambda found: [{"coding": [{"code": one} for one in found]}]),
    "codes beside SNOMED": Ways(concept=with_snomed),
    "codes beside the sender's own": Ways(concept=with_own),
    "codes as texts": Ways(concept=lambda code, _, __: {"text": code}),
    "places in words": Ways(place=lambda code: {"text": PLACES[code]}),
    "places with words": Ways(place=lambda code: coded(code, PLACE, PLACES[code])),
    "periods": Ways(period=True),
    "a net alone": Ways(money=("net", "total")),
    "a price alone": Ways(money=("unitPrice",)),
    "its type": Ways(type=coded("professional", "http://terminology.hl7.org/CodeSystem/claim-type")),
    "its type as a text": Ways(type={"text": "professional"}),
    "a resource a line": Ways(packed=loose),
    "contained": Ways(packed=contained, period=True),
    "a bundle a line, ids again": Ways(packed=bundles),
    "diagnoses as conditions": Ways(condition=True),
    **{f"CIN {at}": Ways(cin=cin) for at, cin in enumerate(CIN_TYPES)},
}


@pytest.mark.parametrize("way", WAYS)
def test_claims_are_read_in_every_way(way: str, tmp_path: Path) -> None:
    outcome = sent(CLAIMS, WAYS[way], tmp_path)
    assert found(outcome) == expected(CLAIMS)


@pytest.mark.parametrize(
    ("status", "use"),
    [("cancelled", "claim"), ("entered-in-error", "claim"), ("draft", "claim"), ("active", "preauthorization"),
     ("active", "predetermination")],
)  # fmt: skip
@pytest.mark.parametrize("every", [True, False])
def test_what_is_no_claim_is_not_billed(status: str, use: str, every: bool, tmp_path: Path) -> None:
    """Claims that are cancelled, and requests for approval, are never lines."""
    some = [claim._replace(status=status, use=use) if every or at == 1 else claim for at, claim in enumerate(CLAIMS)]
    outcome = sent(some, Ways(), tmp_path)
    assert [line for line in found(outcome) if line not in expected(some)] == []


def test_two_procedures_in_one_concept_are_none(tmp_path: Path) -> None:
    """Two codes of one system contradict each other."""

    def two(code: str, system: str, _: str) -> Object:
        more = [{"system": system, "code": "H2014"}] if system == HCPCS else []
        return {"coding": [{"system": system, "code": code}, *more]}

    both = Ways(concept=two)
    assert found(sent(CLAIMS, both, tmp_path)) == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_no_wrong_line_in_any_mixture(tmp_path: Path, seed: int) -> None:
    """Every way of saying a thing with every other, and claims that are not to be billed among them."""
    dice = Random(seed)
    names = [*WAYS]
    picked = {field: getattr(WAYS[dice.choice(names)], field) for field in Ways._fields}
    claims = [
        claim._replace(status=dice.choice(("active", "active", "cancelled", "entered-in-error"))) for claim in CLAIMS
    ]
    outcome = sent(claims, Ways(**picked), tmp_path)
    assert [line for line in found(outcome) if line not in expected(claims)] == []
