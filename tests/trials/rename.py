"""Trial: every heading of every sample under every other name of its field, one at a time.

The other names are the aliases of the product's table, and words of the trials' vocabularies that it does not know.
The lines sent must stay the same, or be asked about.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

from mappings.header_aliases import load_aliases
from tests.trials.program import Outcome, home
from tests.trials.tables import table
from tests.trials.vocabulary import vocabularies

ROOT = Path(__file__).resolve().parents[2]
SAMPLES, LAYOUTS = ROOT / "samples", ROOT / "mappings" / "layouts"
# The sample that no layout names: whose headings its maker's page explains.
UNKNOWN = {
    "Benefits ID": "member_cin", "D.O.B.": "member_dob", "Sex": "member_gender", "Home Street": "member_address",
    "Svc Date": "service_start", "Where (POS)": "place_of_service", "Proc Cd": "hcpcs", "Mods": "modifiers",
    "Qty": "units", "Rate": "unit_cost", "Billed Amt": "line_charge", "Dx": "diagnoses",
    "Prior Auth #": "authorization", "Agency": "billing_name", "Agency NPI": "billing_npi",
    "Federal Tax ID": "billing_tin", "Health Plan": "payer_name",
}  # fmt: skip
SLOTS = 12
DELIMITERS = {".csv": ",", ".tsv": "\t"}
CELL = r'(t="inlineStr"[^>]*><is><t(?: [^>]*)?>){}(</t></is></c>)'


@dataclass(frozen=True)
class Sample:
    """A sample, and the field of each of its headings (`{n}` stands for the numbers of slots)."""

    path: Path
    fields: Mapping[str, str]


@cache
def samples() -> tuple[Sample, ...]:
    """The samples of the shipped layouts and the one that no layout names."""
    found = [Sample(SAMPLES / "unknown.xlsx", UNKNOWN)]
    for path in sorted(LAYOUTS.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        fields: dict[str, str] = {}
        for part in (told.get("labels", {}), told.get("columns", {}), told.get("slots", {}).get("columns", {})):
            fields |= {heading: name for name, headings in part.items() for heading in headings}
        found.append(Sample(SAMPLES / told["sample"], fields))
    return tuple(found)


def other_names(name: str) -> dict[str, tuple[str, ...]]:
    """Other headings for a field: from the table of aliases, and words that are not in it."""
    known = {alias.text.casefold() for alias in load_aliases()}
    aliases = [alias.text for alias in load_aliases() if alias.field == name]
    fitted = [words for words in vocabularies().values() if not words.style and not words.held_out]
    own = [text for words in fitted for text in words.headings.get(name, ())]
    new = [text for text in own if text.casefold() not in known]
    return {"alias": tuple(dict.fromkeys(aliases)), "new words": tuple(dict.fromkeys(new))}


def renamed(path: Path, heading: str, new: str, target: Path) -> bool:
    """Writes a copy with one heading changed; says whether it stood there."""
    pairs = [(heading, new)]
    if "{n}" in heading:
        pairs = [(heading.replace("{n}", str(n)), f"{new} {n}") for n in range(1, SLOTS + 1)]
    return EDIT[path.suffix](path, dict(pairs), target)


@cache
def _sheets(path: Path) -> str:
    with zipfile.ZipFile(path) as source:
        parts = [name for name in source.namelist() if name.startswith("xl/worksheets/sheet")]
        return "".join(source.read(name).decode("utf-8") for name in parts)


def stands_in(path: Path, heading: str) -> bool:
    """Whether a sample has a heading."""
    first = heading.replace("{n}", "1")
    if path.suffix == ".xlsx":
        return re.search(CELL.format(re.escape(escape(first, quote=False))), _sheets(path)) is not None
    text = path.read_bytes().decode("utf-16" if path.read_bytes()[:2] == b"\xff\xfe" else "utf-8-sig")
    if path.suffix in (".json", ".ndjson"):
        documents = [json.loads(line) for line in text.splitlines()] if path.suffix == ".ndjson" else [json.loads(text)]
        return any(_keys(one, "", {first: ""}) != one for one in documents)
    return first in next(csv.reader([text.partition("\n")[0].rstrip("\r")], delimiter=DELIMITERS[path.suffix]))


def _in_workbook(path: Path, pairs: dict[str, str], target: Path) -> bool:
    done = 0
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = data.decode("utf-8")
                for old, new in pairs.items():
                    pattern = CELL.format(re.escape(escape(old, quote=False)))
                    # The first one of a sheet: "Phone" stands in a column of modalities, too.
                    put = partial(_with_text, escape(new))
                    text, count = re.subn(pattern, put, text, count=1)
                    done += count
                data = text.encode("utf-8")
            made.writestr(name, data)
    return bool(done)


def _with_text(text: str, found: re.Match[str]) -> str:
    return found[1] + text + found[2]


def _in_text(path: Path, pairs: dict[str, str], target: Path) -> bool:
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] == b"\xff\xfe" else "utf-8-sig"
    text = data.decode(encoding)
    delimiter = DELIMITERS[path.suffix]
    head, _, rest = text.partition("\n")
    (cells,) = csv.reader([head.rstrip("\r")], delimiter=delimiter)
    changed = [pairs.get(cell, cell) for cell in cells]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(changed)
    target.write_bytes((out.getvalue() + rest).encode(encoding))
    return changed != cells


def _in_json(path: Path, pairs: dict[str, str], target: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    lines = path.suffix == ".ndjson"
    documents = [json.loads(line) for line in text.splitlines() if line.strip()] if lines else [json.loads(text)]
    made = [_keys(document, "", pairs) for document in documents]
    target.write_text("\n".join(json.dumps(one) for one in made), encoding="utf-8")
    return made != documents


def _keys(value: Any, path: str, pairs: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_keys(one, path, pairs) for one in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for key, inner in value.items():
        place = f"{path}.{key}" if path else key
        made[pairs.get(place, key)] = _keys(inner, place, pairs)
    return made


EDIT = {".xlsx": _in_workbook, ".csv": _in_text, ".tsv": _in_text, ".json": _in_json, ".ndjson": _in_json}
RESULTS = ("same", "asked", "lost", "changed", "crashed")


@dataclass
class Tally:
    """Renames by sample and kind of word; each that lost or changed lines is named."""

    counts: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    faults: list[dict[str, Any]] = field(default_factory=list)

    def add(self, sample: str, kind: str, names: tuple[str, str, str], before: Outcome, after: Outcome) -> None:
        """Counts one rename of (field, heading, new heading)."""
        want, got = Counter(before.lines), Counter(after.lines)
        extra, missing = (got - want).total(), (want - got).total()
        result = (
            "crashed" if after.code not in (0, 1, 2)
            else "changed" if extra
            else "asked" if missing and after.questions
            else "lost" if missing
            else "same"
        )  # fmt: skip
        self.counts.setdefault((sample, kind), Counter())[result] += 1
        if result not in ("same", "asked"):
            self.faults.append({"sample": sample, "result": result, "field": names[0], "heading": names[1],
                                "became": names[2], "lines wrong": extra, "lines missing": missing})  # fmt: skip


def renames(sample: Sample, kinds: tuple[str, ...]) -> Iterator[tuple[str, str, str, str]]:
    """Kind of word, field, heading and new heading."""
    present = {heading.casefold() for heading in sample.fields}
    for heading, name in sample.fields.items():
        for kind, texts in other_names(name).items():
            for text in texts if kind in kinds else ():
                if _says_another(heading, text):
                    continue
                new = ".".join([*heading.split(".")[:-1], text]) if sample.path.name == "portal-nested.json" else text
                if new.casefold() not in present and text.casefold() not in present:
                    yield kind, name, heading, text


def _says_another(heading: str, text: str) -> bool:
    """Whether the new heading would be another one of several: "Mod 1" for all modifiers, "Secondary Dx" for the
    first."""
    numbered = "{n}" in heading and any(letter.isdigit() for letter in text)
    return numbered or (heading.endswith("1") and re.match(r"(?i)secondary|other|additional", text) is not None)


def run(folder: Path, *, every: int = 1, kinds: tuple[str, ...] = ("alias", "new words")) -> Tally:
    """All renames, or every so manyth."""
    tally, count = Tally(), 0
    for sample in samples():
        stands = {heading: stands_in(sample.path, heading) for heading in sample.fields}
        with home() as at:
            shutil.copyfile(SAMPLES / "edi-translate.toml", at.folder / "edi-translate.toml")
            before = at.run(sample.path)
        for kind, name, heading, new in renames(sample, kinds):
            count += stands[heading]
            if stands[heading] and count % every == 0:
                target = folder / sample.path.name
                assert renamed(sample.path, heading, new, target), heading
                tally.add(sample.path.name, kind, (name, heading, new), before, _fresh(target))
    return tally


def _fresh(path: Path) -> Outcome:
    with home() as at:
        shutil.copyfile(SAMPLES / "edi-translate.toml", at.folder / "edi-translate.toml")
        return at.run(path)


def texts(tally: Tally) -> list[str]:
    """The tables."""
    rows = [
        {"sample": sample, "words": kind, "renames": counts.total()} | {name: counts[name] for name in RESULTS}
        for (sample, kind), counts in sorted(tally.counts.items())
    ]
    total = sum(tally.counts.values(), Counter[str]())
    rows.append({"sample": "all", "words": "", "renames": total.total()} | {name: total[name] for name in RESULTS})
    by_field = Counter((fault["field"], fault["result"]) for fault in tally.faults)
    worst = [{"field": name, "result": result, "renames": count} for (name, result), count in by_field.most_common(25)]
    changed = [fault for fault in tally.faults if fault["result"] == "changed"]
    return [table("renames", rows), table("by field", worst), table("changed lines", changed[:40])]


def figures(tally: Tally) -> dict[str, Any]:
    """The figures as data."""
    return {
        "renames": [{"sample": s, "words": k, **counts} for (s, k), counts in tally.counts.items()],
        "lost or changed": tally.faults,
    }
