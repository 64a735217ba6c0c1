"""Small rosters in memory: a valid row of which a case changes something, and a run of the real thing. All invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from edi.control_numbers import Counting
from edi.model.provider_file import ProviderFile
from edi.views.run_result import RunResult
from edi.x12.write import segments
from invoices.check import fast_checker
from invoices.context import Context
from invoices.intake import Source
from invoices.roster.job import make_provider_files
from mappings.fields import load_fields
from mappings.layout_file import Layout
from tests.invoices.cases import NOW, context, csv_bytes
from tests.tools.make_samples import check_digit

NPIS = tuple(check_digit(f"21{number:07}") for number in range(1001, 1007))

ROW: Mapping[str, str] = {
    "plan_code": "300",
    "group_npi": NPIS[0],
    "group_name": "BAY CLINIC",
    "group_tin": "942345678",
    "group_contract_start": "01/01/2024",
    "site_npi": NPIS[1],
    "site_name": "MAIN OFFICE",
    "site_address": "1200 BROADWAY",
    "site_city": "OAKLAND",
    "site_state": "CA",
    "site_zip": "946121234",
    "site_phones": "5105550134",
    "site_hours": "Mon-Fri 8-5",
    "site_age_from": "0",
    "site_age_to": "120",
    "site_gender": "both",
    "ecm": "Y",
    "ecm_populations": "Adult SMI/SUD",
    "ecm_capacity": "12",
    "provider_npi": NPIS[2],
    "provider_name": "SANTACRUZ",
    "provider_first_name": "IMELDA",
    "provider_taxonomies": "1041C0700X",
    "provider_contract_start": "01/01/2025",
}
# A second clinician at the same site.
OTHER = {"provider_npi": NPIS[3], "provider_name": "AGUINALDO", "provider_first_name": "TERRENCE"}
# A site of its own, of the same group.
NORTH = {
    **OTHER, "site_npi": NPIS[4], "site_name": "NORTH", "site_address": "7 HERON AVE", "ecm": "", "ecm_populations": "",
    "ecm_capacity": "",
}  # fmt: skip


@cache
def everything() -> Layout:
    """A layout with a heading for every field that is not taken apart."""
    columns = {field.name: [field.title] for field in load_fields("roster").values()}
    return Layout(
        name="all", title="", sample="", subject="roster", recognise=["group_npi", "site_id"], columns=columns
    )


def roster(*rows: Mapping[str, Any]) -> bytes:
    """A roster of rows that differ from ROW."""
    fields = load_fields("roster")
    lines = [[str({**ROW, **row}.get(name, "")) for name in fields] for row in rows]
    return csv_bytes([[field.title for field in fields.values()], *lines])


def run(
    *contents: bytes,
    layouts: Sequence[Layout] = (),
    surroundings: Context | None = None,
    names: Sequence[str] = (),
    **options: Any,
) -> tuple[RunResult, dict[str, ProviderFile]]:
    """Makes the provider files of these inputs."""
    named = names or [f"roster{number or ''}.csv" for number in range(len(contents))]
    return make_provider_files(
        [Source(Path(name), name, data) for name, data in zip(named, contents, strict=True)],
        surroundings or context(),
        list(layouts) or [everything()],
        numbers=Counting(1, 1, 1),
        now=NOW,
        checker=options.pop("checker", fast_checker),
        profile_name="edi-translate.toml",
        **options,
    )


def run_rows(*rows: Mapping[str, Any], **options: Any) -> RunResult:
    """The result of a roster of rows that differ from ROW."""
    return run(roster(*rows), **options)[0]


def text_of(result: RunResult) -> list[str]:
    """The segments of the only file that was made."""
    (made,) = result.outputs
    return [part.strip() for part in segments(made.text)]
