"""Writes `samples/systems/`: files as other systems export them, and beside each what must be read from it.

    python -m tests.tools.make_systems [FOLDER]

The systems are those of `mappings/vocabularies/`. Everything is invented, and the same every time (`systems/world.py`).
`NAME.expected.json` holds the lines of the file: `tests/reading_support.py` says how.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from tests.tools.make_samples import SAMPLES, save
from tests.tools.systems import care, claim_forms, community, practices, trees
from tests.tools.systems.sample import Sample
from tests.tools.systems.world import truth

FOLDER = SAMPLES / "systems"
MAKERS: dict[str, Callable[[], Sample]] = {
    "advancedmd.xls": practices.advancedmd,
    "airtable_smartsheet.csv": community.airtable_smartsheet,
    "bonterra_apricot.xlsx": community.bonterra_apricot,
    "caseworthy.xlsx": care.caseworthy,
    "clarity_hmis.csv": care.clarity_hmis,
    "cms1500.xlsx": claim_forms.cms1500,
    "dynamics.xlsx": community.dynamics,
    "fhir_r4_bundle.json": trees.fhir_bundle,
    "fhir_r4_bulk.ndjson": trees.fhir_ndjson,
    "findhelp.csv": community.findhelp,
    "form_answers_google.csv": community.form_answers,
    "form_answers_jotform.xlsx": community.jotform,
    "hhaexchange_evv.csv": care.hhaexchange_evv,
    "hud_hmis.xlsx": care.hud_hmis,
    "kareo_tebra.csv": practices.kareo_tebra,
    "mcp_invoice_templates.xlsx": claim_forms.mcp_invoice_templates,
    "office_ally.xlsx": claim_forms.office_ally,
    "openemr.csv": practices.openemr,
    "quickbooks.xlsx": community.quickbooks,
    "salesforce.json": trees.salesforce,
    "sandata_evv.json": trees.sandata_evv,
    "simplepractice.csv": practices.simplepractice,
    "therapynotes.xlsx": practices.therapynotes,
    "unite_us.csv": community.unite_us,
    "x12_837p.csv": claim_forms.x12_837p,
}

README = """## systems/

Files as other systems export them (`tests/tools/make_systems.py`), for services of January and February 2026, all of
them right. Beside each is `NAME.expected.json` with the lines that must be read from it. The headings are those of
`mappings/vocabularies/`.

| file | services | what is special |
|---|---|---|"""


def truth_of(name: str, sample: Sample) -> str:
    """What must be read from a file, as its `expected.json` has it."""
    rows = ",\n".join(f"   {json.dumps(line)}" for line in truth(sample.world.lines, sample.world.agency))
    note = f'  "note": {json.dumps(sample.note)}'
    parts = ("{", f" {json.dumps(name)}: {{", '  "lines": [', rows, "  ],", '  "withheld": 0,', note, " }", "}", "")
    return "\n".join(parts)


def write(name: str, folder: Path) -> None:
    """Writes one sample and its truth."""
    sample = MAKERS[name]()
    path = folder / name
    if isinstance(sample.content, str):
        path.write_bytes(sample.content.encode())
    else:
        save(sample.content, path)
    (folder / f"{path.stem}.expected.json").write_text(truth_of(name, sample), encoding="utf-8")


def main(folder: Path) -> str:
    """Writes all; gives their part of the README."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in MAKERS:
        write(name, folder)
    rows = [
        f"| {name} | {len(made.world.lines)} | {made.note} |" for name, made in ((n, m()) for n, m in MAKERS.items())
    ]
    return "\n".join([README, *rows, ""])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
