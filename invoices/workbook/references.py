"""References between the objects of a JSON export: lists that refer to each other by id, JSON:API documents, FHIR
(`fhir`). What is referred to is put where it is referred to, so that each service has everything that is said of it.

JSON:API 1.1, `included` and `relationships`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from invoices.workbook import fhir
from invoices.workbook.fhir import DEEPEST, Object, objects
from invoices.workbook.lookups import looked_up, tabled


def resolved(document: Any) -> Any:
    """A document with its references followed; the same one where it has none that we know."""
    claims = fhir.claims(document)
    if claims is not None:
        return claims
    if isinstance(document, dict) and all(isinstance(document.get(key), list) for key in ("included", "data")):
        return _json_api(document)
    document = tabled(document)
    return looked_up(_by_id(document) if isinstance(document, dict) else document)


def _by_id(document: Object) -> Any:
    """An object with several lists, one of which names objects of the others by their ids: that list, with what it
    names in it. The document as it is where no list does."""
    lists = {key: objects(value) for key, value in document.items() if objects(value)}
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
    data, included = objects(document["data"]), objects(document["included"])
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
