"""FHIR claims as plain objects, a row an item: of a bundle, a list of resources (NDJSON) or a single claim, each with
what it refers to.

HL7 FHIR R4, Claim (hl7.org/fhir/R4/claim.html), the data types Identifier, HumanName, Address, CodeableConcept, Money,
Quantity, Period and Reference (datatypes.html), and the systems of codes (terminologies-systems.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

Object: TypeAlias = dict[str, Any]

CLAIMS = ("Claim", "ExplanationOfBenefit")
# How an identifier is called by its system or the code of its type (terminology.hl7.org, v2 table 0203).
NAMES = {
    "http://hl7.org/fhir/sid/us-npi": "npi",
    "urn:oid:2.16.840.1.113883.4.6": "npi",
    "npi": "npi",
    "urn:oid:2.16.840.1.113883.4.4": "taxId",
    "http://hl7.org/fhir/sid/us-ein": "taxId",
    "tax": "taxId",
    "en": "taxId",
    "http://hl7.org/fhir/sid/us-ssn": "ssn",
    "ss": "ssn",
    "mb": "memberId",
    "mc": "medicareId",
    "ma": "cin",
    "mr": "mrn",
}
# Systems of the codes of a claim: HCPCS and CPT, ICD-10-CM, place of service. A concept that has a code of another
# system besides (SNOMED CT, one of the sender's own) is read by these.
OURS = re.compile(
    r"(?i)hcpcs|/cpt\b|2\.16\.840\.1\.113883\.6\.(?:12|14|285|90|50)\b|icd-10|place-?of-?service|claim-type|claim-modifier"
)
OTHERS = re.compile(r"(?i)snomed|loinc|rxnorm|2\.16\.840\.1\.113883\.6\.(?:96|1|88)$")
# What a code looks like: a procedure with or without modifiers, a modifier or a place, a diagnosis.
CODE = re.compile(r"(?i)(?:[a-z]\d{4}|\d{5})(?:[\s:-][a-z0-9]{2})*|[a-z0-9]{2}|[a-z]\d[a-z0-9](?:\.?[a-z0-9]{1,4})?")
# What stands beside a value and says nothing of the service.
LEFT_OUT = frozenset(["meta", "text", "extension", "resourceType", "implicitRules", "language", "contained", "use"])
# What every claim for a service rendered says of itself; another word there stays, to be asked about.
USUAL = {"use": "claim", "type": "professional"}
PLACE = "locationCodeableConcept"
DEEPEST = 12


def objects(value: Any) -> list[Object]:
    """The objects of a list; none for anything else."""
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def claims(document: Any) -> list[Object] | None:
    """An object for each item of each claim, one for a claim without items, so that it is not lost; None where the
    document has no claims."""
    scopes = list(_scopes(document, _Index((), ())))
    found = {resource.get("resourceType") for scope in scopes for resource in scope.resources}
    kind = next((name for name in CLAIMS if name in found), "")
    if not kind:
        return None
    everything = _Index((one for scope in scopes for one in scope.resources), ())
    rows: list[Object] = []
    for scope in scopes:
        scope.around.outer = everything
        for claim in scope.resources:
            if claim.get("resourceType") == kind:
                rows += ({kind: row} for row in _rows_of(claim, scope.around))
    return rows


class _Scope(NamedTuple):
    """Resources that refer to each other: those of a bundle, or of all lines outside one."""

    resources: list[Object]
    around: _Index


def _scopes(document: Any, none: _Index) -> Iterator[_Scope]:
    """The bundles of a document, and what stands outside of them."""
    loose: list[Object] = []
    for value in document if isinstance(document, list) else [document]:
        if not isinstance(value, dict) or not isinstance(value.get("resourceType"), str):
            continue
        if value["resourceType"] != "Bundle":
            loose.append(value)
            continue
        entries = objects(value.get("entry"))
        inside = [entry["resource"] for entry in entries if isinstance(entry.get("resource"), dict)]
        bundles = [one for one in inside if one.get("resourceType") == "Bundle"]
        plain = [one for one in inside if one.get("resourceType") != "Bundle"]
        yield _Scope(plain, _Index(plain, entries))
        yield from _scopes(bundles, none)
    if loose:
        yield _Scope(loose, _Index(loose, ()))


def _rows_of(claim: Object, index: _Index) -> Iterator[Object]:
    """The items of a claim, each with what the claim says and refers to."""
    within = _Index(objects(claim.get("contained")), (), "#", index)
    about = {key: value for key, value in claim.items() if key not in ("item", *LEFT_OUT)}
    diagnoses = {entry.get("sequence"): entry for entry in objects(about.pop("diagnosis", None))}
    team = {entry.get("sequence"): entry for entry in objects(about.pop("careTeam", None))}
    shared = _plain(about, within, 0)
    for name, usual in USUAL.items():
        said = _plain(claim.get(name), within, 0)
        code = said.get("code") if isinstance(said, dict) else said
        shared.pop(name, None)
        if code not in (None, usual):
            shared[name] = code
    items = objects(claim.get("item"))
    if _adds_up(claim.get("total"), items):
        shared.pop("total", None)
    for item in items or [{}]:
        own = {key: value for key, value in item.items() if key not in ("diagnosisSequence", "careTeamSequence")}
        row: Object = {**shared, "item": _plain(own, within, 0)} if item else dict(shared)
        row["diagnosis"] = _joined(_chosen(diagnoses, item.get("diagnosisSequence")), within)
        for entry in _chosen(team, item.get("careTeamSequence")):
            row["careTeam"] = _plain(entry, within, 0)
            break
        yield row


def _adds_up(total: Any, items: Sequence[Object]) -> bool:
    """Whether the total of a claim is the sum of what its items come to, so that it says nothing of its own."""
    amounts = [_amount(item.get("net")) or _product(item) for item in items]
    whole = _amount(total)
    known = [amount for amount in amounts if amount is not None]
    return whole is not None and len(known) == len(items) > 0 and sum(known) == whole


def _product(item: Object) -> Decimal | None:
    price, units = _amount(item.get("unitPrice")), _amount(item.get("quantity"))
    return None if price is None or units is None or "factor" in item else price * units


def _amount(value: Any) -> Decimal | None:
    """The number of a Money or a Quantity."""
    number = value.get("value") if isinstance(value, dict) else None
    return Decimal(str(number)) if isinstance(number, (int, float)) and not isinstance(number, bool) else None


def _chosen(by_sequence: Mapping[Any, Object], sequence: Any) -> list[Object]:
    """The entries that an item points to, in its order; all of them where it points to none."""
    if not isinstance(sequence, list):
        return list(by_sequence.values())
    return [by_sequence[number] for number in sequence if number in by_sequence]


def _joined(diagnoses: Iterable[Object], index: _Index) -> list[Any]:
    """The codes of some diagnoses, also of those that stand in a resource of their own."""
    found: list[Any] = []
    for entry in diagnoses:
        value = next((entry[key] for key in entry if key.startswith("diagnosis")), None)
        plain = _plain(value, index, 0)
        while isinstance(plain, dict):
            plain = plain.get("code")
        found += plain if isinstance(plain, list) else [plain]
    return [code for code in found if isinstance(code, str) and code]


class _Index:
    """Resources by what may refer to them: type and id, full URL, "#id" within a claim. What two different ones are
    called by is neither."""

    def __init__(
        self, resources: Iterable[Object], entries: Iterable[Object], mark: str = "", outer: _Index | None = None
    ) -> None:
        self.outer = outer
        self._found: dict[str, Object | None] = {}
        for resource in resources:
            if isinstance(resource.get("id"), str):
                self._enter(
                    mark + resource["id"] if mark else f"{resource.get('resourceType')}/{resource['id']}", resource
                )
        for entry in entries:
            if isinstance(entry.get("fullUrl"), str) and isinstance(entry.get("resource"), dict):
                self._enter(entry["fullUrl"], entry["resource"])

    def _enter(self, name: str, resource: Object) -> None:
        before = self._found.setdefault(name, resource)
        if before != resource:
            self._found[name] = None

    def find(self, reference: Any) -> Object | None:
        """The resource that a reference names, also by an absolute URL that ends in type and id."""
        if not isinstance(reference, str):
            return None
        reference = reference.partition("/_history/")[0]
        short = "/".join(reference.split("/")[-2:])
        found = self._found.get(reference) or self._found.get(short)
        return found or (self.outer.find(reference) if self.outer else None)


_NOWHERE = _Index((), ())


def _plain(value: Any, index: _Index, depth: int) -> Any:
    """A value of FHIR without its wrapping: codes, amounts, names and identifiers as plain texts, references of the
    claim followed."""
    if depth > DEEPEST:
        return None
    if isinstance(value, list):
        return _plain_list(value, index, depth)
    if not isinstance(value, dict):
        return value
    if "reference" in value or ("identifier" in value and "type" in value and len(value) <= 3):
        return _referred(value, index, depth)
    if isinstance(value.get("coding"), list) or (isinstance(value.get("text"), str) and set(value) <= {"text", "id"}):
        return _concept(value)
    if "value" in value and set(value) <= {"value", "currency", "unit", "code", "system", "comparator"}:
        return value["value"]
    return _fields(value, index, depth)


def _concept(value: Object) -> Object:
    """What a concept says: its code (several of one system are several), and its words. A text that is nothing but a
    code is one."""
    codings = [part for part in objects(value.get("coding")) if isinstance(part.get("code"), str)]
    best = min(map(_rank, codings), default=0)
    chosen = [part for part in codings if _rank(part) == best]
    codes = list(dict.fromkeys(part["code"] for part in chosen))
    text = value.get("text")
    display = text or next((part["display"] for part in chosen if part.get("display")), None)
    if not codes and isinstance(text, str) and CODE.fullmatch(text.strip()):
        codes, display = [text.strip()], None
    made = {"code": codes[0] if len(codes) == 1 else codes or None, "display": display}
    return {key: part for key, part in made.items() if part is not None}


def _rank(coding: Object) -> tuple[bool, bool]:
    """Codes of the systems of a claim come first, then what looks like one of theirs, then those of other systems."""
    system = str(coding.get("system") or "")
    if OURS.search(system):
        return False, False
    return True, OTHERS.search(system) is not None or CODE.fullmatch(coding["code"].strip()) is None


def _referred(value: Object, index: _Index, depth: int) -> Any:
    """What a reference names. A patient's own doctor and an organization's parent are none of the claim's; who has a
    role is."""
    found = index.find(value.get("reference"))
    if found is not None:
        beyond = index if found.get("resourceType") == "PractitionerRole" else _NOWHERE
        return _fields(found, beyond, depth)
    if index is _NOWHERE:
        return value.get("display")
    return _fields({key: part for key, part in value.items() if key != "type"}, index, depth)


def _fields(value: Object, index: _Index, depth: int) -> Object:
    made = {key: _plain(part, index, depth + 1) for key, part in value.items() if key not in LEFT_OUT}
    place = made.get(PLACE)
    if isinstance(place, dict) and "code" not in place:
        # "Home" says where as well as 12 does.
        made[PLACE] = {"code": place.get("display")}
    return {key: part for key, part in made.items() if part not in (None, "", [], {})}


def _plain_list(values: list[Any], index: _Index, depth: int) -> Any:
    """A list as one object or text: identifiers by their names, the first of names and addresses, the codes of
    several."""
    # An address that is no longer in use, and a second insurance, come last.
    parts = sorted(objects(values), key=lambda part: (part.get("use") == "old", part.get("focal") is False))
    if not parts:
        return values
    if all("value" in part and ("system" in part or "type" in part) for part in parts):
        return _named(parts)
    plain = [_plain(part, index, depth + 1) for part in parts]
    codes = [code for part in plain for code in _codes(part)]
    if codes and all(any(True for _ in _codes(part)) for part in plain):
        return codes
    return next((part for part in plain if part), None)


def _codes(part: Any) -> Iterator[str]:
    """The codes of a concept that was made plain."""
    if isinstance(part, dict) and part.keys() <= {"code", "display"}:
        code = part.get("code")
        yield from code if isinstance(code, list) else [code] if isinstance(code, str) else ()


def _named(identifiers: Sequence[Object]) -> Object:
    """Identifiers (or ways of contact) by what they are: {"npi": "1...", "phone": "..."}."""
    found: Object = {}
    for part in identifiers:
        system = str(part.get("system") or "")
        coding = part.get("type") if isinstance(part.get("type"), dict) else {}
        codes = [str(code.get("code", "")).lower() for code in objects((coding or {}).get("coding"))]
        said = [NAMES[name] for name in (system, *codes) if name in NAMES]
        text = (coding or {}).get("text")
        last = text if isinstance(text, str) else system.rstrip("/").split("/")[-1].split(":")[-1]
        found.setdefault(said[0] if said else last or "value", part.get("value"))
    return found
