"""References between the objects of a JSON export: a FHIR bundle whose claims name patients and organizations, lists
that refer to each other by id, JSON:API documents. What is referred to is put where it is referred to, so that each
service has everything that is said of it.

FHIR: HL7 FHIR R4, Claim (hl7.org/fhir/R4/claim.html) and the data types Identifier, HumanName, Address,
CodeableConcept, Money, Quantity, Period and Reference (datatypes.html); JSON:API 1.1, `included` and `relationships`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

Object: TypeAlias = dict[str, Any]

CLAIMS = ("Claim", "ExplanationOfBenefit")
# How an identifier is called by its system or the code of its type (terminology.hl7.org, v2 table 0203).
NAMES = {
    "http://hl7.org/fhir/sid/us-npi": "npi",
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
# What stands beside a value and says nothing of the service.
LEFT_OUT = frozenset(["meta", "text", "extension", "resourceType", "implicitRules", "language", "contained", "use"])
DEEPEST = 12


def resolved(document: Any) -> Any:
    """A document with its references followed; the same one where it has none that we know."""
    resources = list(_resources(document))
    if any(resource.get("resourceType") in CLAIMS for resource in resources):
        return _claims(resources, document)
    if isinstance(document, dict):
        if isinstance(document.get("included"), list) and isinstance(document.get("data"), list):
            return _json_api(document)
        return _by_id(document)
    return document


def _resources(document: Any) -> Iterator[Object]:
    """The resources of a bundle, of a list (NDJSON) or a single one, those contained in another among them."""
    if isinstance(document, list):
        for part in document:
            yield from _resources(part)
    elif isinstance(document, dict) and isinstance(document.get("resourceType"), str):
        if document["resourceType"] == "Bundle":
            for entry in _objects(document.get("entry")):
                yield from _resources(entry.get("resource"))
        else:
            yield document
            yield from _objects(document.get("contained"))


def _objects(value: Any) -> list[Object]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


# --- FHIR -------------------------------------------------------------------------------------------------------


def _claims(resources: list[Object], document: Any) -> list[Object]:
    """An object for each item of each claim; one for a claim without items, so that it is not lost."""
    index = _Index(resources, document)
    kind = next(name for name in CLAIMS if any(resource.get("resourceType") == name for resource in resources))
    rows: list[Object] = []
    for claim in resources:
        if claim.get("resourceType") != kind:
            continue
        within = _Index(_objects(claim.get("contained")), None, "#", index)
        about = {key: value for key, value in claim.items() if key not in ("item", *LEFT_OUT)}
        diagnoses = {entry.get("sequence"): entry for entry in _objects(about.pop("diagnosis", None))}
        team = {entry.get("sequence"): entry for entry in _objects(about.pop("careTeam", None))}
        shared = _plain(about, within, 0)
        for item in _objects(claim.get("item")) or [{}]:
            own = {key: value for key, value in item.items() if key not in ("diagnosisSequence", "careTeamSequence")}
            row: Object = {**shared, "item": _plain(own, within, 0)} if item else dict(shared)
            row["diagnosis"] = _joined(_chosen(diagnoses, item.get("diagnosisSequence")), within)
            for entry in _chosen(team, item.get("careTeamSequence")):
                row["careTeam"] = _plain(entry, within, 0)
                break
            rows.append({kind: row})
    return rows


def _chosen(by_sequence: Mapping[Any, Object], sequence: Any) -> list[Object]:
    """The entries that an item points to, in its order; all of them where it points to none."""
    if not isinstance(sequence, list):
        return list(by_sequence.values())
    return [by_sequence[number] for number in sequence if number in by_sequence]


def _joined(diagnoses: Iterable[Object], index: _Index) -> list[Any]:
    """The codes of some diagnoses."""
    found = []
    for entry in diagnoses:
        value = next((entry[key] for key in entry if key.startswith("diagnosis")), None)
        plain = _plain(value, index, 0)
        found.append(plain.get("code", plain) if isinstance(plain, dict) else plain)
    return [code for code in found if isinstance(code, str) and code]


class _Index:
    """Resources by what may refer to them: type and id, full URL, "#id" within a claim."""

    def __init__(self, resources: Iterable[Object], document: Any, mark: str = "", outer: _Index | None = None) -> None:
        self._outer = outer
        self._found: dict[str, Object] = {}
        for resource in resources:
            if isinstance(resource.get("id"), str):
                name = mark + resource["id"] if mark else f"{resource.get('resourceType')}/{resource['id']}"
                self._found.setdefault(name, resource)
        for entry in _objects(document.get("entry")) if isinstance(document, dict) else ():
            if isinstance(entry.get("fullUrl"), str) and isinstance(entry.get("resource"), dict):
                self._found.setdefault(entry["fullUrl"], entry["resource"])

    def find(self, reference: Any) -> Object | None:
        """The resource that a reference names, also by an absolute URL that ends in type and id."""
        if not isinstance(reference, str):
            return None
        reference = reference.partition("/_history/")[0]
        short = "/".join(reference.split("/")[-2:])
        found = self._found.get(reference) or self._found.get(short)
        return found or (self._outer.find(reference) if self._outer else None)


_NOWHERE = _Index((), None)


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
    if isinstance(value.get("coding"), list):
        coded = next((part for part in _objects(value["coding"]) if part.get("code")), {})
        display = value.get("text") or coded.get("display")
        made = {"code": coded.get("code"), "display": display}
        return {key: part for key, part in made.items() if part is not None}
    if "value" in value and set(value) <= {"value", "currency", "unit", "code", "system", "comparator"}:
        return value["value"]
    return _fields(value, index, depth)


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
    return {key: part for key, part in made.items() if part not in (None, "", [], {})}


def _plain_list(values: list[Any], index: _Index, depth: int) -> Any:
    """A list as one object or text: identifiers by their names, the first of names and addresses, the codes of
    several."""
    # An address that is no longer in use, and a second insurance, come last.
    objects = sorted(_objects(values), key=lambda part: (part.get("use") == "old", part.get("focal") is False))
    if not objects:
        return values
    if all("value" in part and ("system" in part or "type" in part) for part in objects):
        return _named(objects)
    plain = [_plain(part, index, depth + 1) for part in objects]
    codes = [
        part["code"]
        for part in plain
        if isinstance(part, dict) and part.keys() <= {"code", "display"} and "code" in part
    ]
    if codes and len(codes) == len(plain):
        return codes
    return next((part for part in plain if part), None)


def _named(identifiers: list[Object]) -> Object:
    """Identifiers (or ways of contact) by what they are: {"npi": "1...", "phone": "..."}."""
    found: Object = {}
    for part in identifiers:
        system = str(part.get("system") or "")
        coding = part.get("type") if isinstance(part.get("type"), dict) else {}
        codes = [str(code.get("code", "")).lower() for code in _objects((coding or {}).get("coding"))]
        said = [NAMES[name] for name in (system, *codes) if name in NAMES]
        name = said[0] if said else system.rstrip("/").split("/")[-1].split(":")[-1] or "value"
        found.setdefault(name, part.get("value"))
    return found


# --- lists that refer to each other -----------------------------------------------------------------------------


def _by_id(document: Object) -> Any:
    """An object with several lists, one of which names objects of the others by their ids: that list, with what it
    names in it. The document as it is where no list does."""
    lists = {key: _objects(value) for key, value in document.items() if _objects(value)}
    ids = {key: found for key, parts in lists.items() if (found := _ids(parts))}
    for key, parts in sorted(lists.items(), key=lambda entry: -len(entry[1])):
        named = {
            name: other for name in _names(parts) for other in ids if other != key and _refers(parts, name, ids[other])
        }
        if not named:
            continue
        rest = {name: value for name, value in document.items() if name != key and name not in named.values()}
        return {**rest, key: [_with(part, named, ids) for part in parts]}
    return document


def _ids(parts: list[Object]) -> dict[str, Object]:
    """The objects of a list by id; nothing where not each has an id of its own."""
    found = {str(part["id"]): part for part in parts if isinstance(part.get("id"), (str, int))}
    return found if len(found) == len(parts) else {}


def _names(parts: list[Object]) -> list[str]:
    """The keys that may hold an id of something else: "clientId", "client_id", "client"."""
    return [key for key in {key: None for part in parts for key in part} if key != "id"]


def _refers(parts: list[Object], name: str, ids: Mapping[str, Object]) -> bool:
    """Whether a key holds ids of a list: all of them are found there, and the key says so or they are long enough not
    to be there by chance."""
    values = [part[name] for part in parts if part.get(name) not in (None, "")]
    if not values or not all(isinstance(value, (str, int)) and str(value) in ids for value in values):
        return False
    said = name.lower().replace("_", "")
    return said.endswith(("id", "ref")) or all(len(str(value)) > 7 for value in values)


def _with(part: Object, named: Mapping[str, str], ids: Mapping[str, Mapping[str, Object]]) -> Object:
    """An object with what it names in it, under the name of the key: "clientId" -> "client"."""
    made = dict(part)
    for key, other in named.items():
        found = ids[other].get(str(part.get(key)))
        if found is not None:
            name = key[:-2].rstrip("_") if key.lower().endswith("id") and len(key) > 2 else other
            made[name if name not in part else other] = {
                inner: value for inner, value in found.items() if inner != "id"
            }
    return made


def _json_api(document: Object) -> list[Object]:
    """The data of a JSON:API document with what it is related to."""
    data, included = _objects(document["data"]), _objects(document["included"])
    index = {(part.get("type"), part.get("id")): part for part in (*included, *data)}
    return [_related(part, index, 0) for part in data]


def _related(part: Object, index: Mapping[tuple[Any, Any], Object], depth: int) -> Object:
    made: Object = {"id": part.get("id")} | (part["attributes"] if isinstance(part.get("attributes"), dict) else {})
    relationships = part.get("relationships")
    for name, relation in relationships.items() if isinstance(relationships, dict) and depth < DEEPEST else ():
        to = relation.get("data") if isinstance(relation, dict) else None
        found = index.get((to.get("type"), to.get("id"))) if isinstance(to, dict) else None
        if found is not None:
            related = _related(found, index, depth + 1)
            made[name] = {key: value for key, value in related.items() if key != "id"}
    return made
