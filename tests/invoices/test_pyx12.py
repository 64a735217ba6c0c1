"""pyx12, which knows nothing of this program, accepts what it writes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoices.check import pyx12_checker
from tests.invoices.cases import ECM, context, csv_bytes, form_table, layout, run, run_lines, table, wide_table
from tests.invoices.test_pipeline_properties import IN_THE_FILE, days, nasty, services, valid_lines

HOMELESS = {"homeless_indicator": "1", "member_address": "", "member_city": "", "member_zip": ""}
EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "one": [{}],
    "ecm": [ECM],
    "organisation-of-one-person": [{"billing_first_name": "ROSA", "billing_taxonomy": "251B00000X"}],
    "no-phone": [{"billing_phone": ""}],
    "rendering": [{"rendering_npi": "1245319599", "rendering_name": "OKAFOR", "rendering_first_name": "IFE"}],
    "span": [{"service_end": "03/10/2026", "hcpcs": "T2033", "service_name": "Recuperative Care", "units": "7",
              "line_charge": "595.00"}],
    "homeless": [HOMELESS],
    "numbers": [{"authorization": "AUTH 77", "member_mrn": "MRN-5"}],
    "free": [{"unit_cost": "0.00", "line_charge": "0.00"}],
    "cents": [{"unit_cost": "12.07", "line_charge": ""}],
    "nothing-paid": [{"paid_amount": "0.00"}],
    "partly-paid": [{"paid_amount": "80.10", "paid_date": "03/20/2026"}],
    "four-diagnoses": [{"diagnoses": "Z59.01, F32.9, F11.20, Z60.2"}],
    "minutes": [{"hcpcs": "T2041", "service_name": "HTSS", "units": "45 min", "unit_cost": "28.00",
                 "line_charge": "84.00"}],
    "four-modifiers": [{**ECM, "modifiers": "U2 GQ HQ 95"}],
    "names": [{"member_middle_name": "M", "member_suffix": "JR", "member_last_name": "DE LA CRUZ-O'NEIL"}],
    "long": [dict.fromkeys(IN_THE_FILE, "X" * 300)],
    "several-members": [{}, {"member_cin": "91234568B"}, {"member_cin": "91234569C", "billing_npi": "1245319599"}],
    "many-lines": services(51),
    "many-claims": days(101),
}  # fmt: skip
SENT = {name: len(lines) for name, lines in EXAMPLES.items()}


@pytest.mark.parametrize("payer", ["dhcs", "plan"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_generated_file_is_accepted(name: str, payer: str) -> None:
    result = run_lines(*EXAMPLES[name], surroundings=context(payer), checker=pyx12_checker)
    assert [finding for finding in result.all_findings if finding.code == "X2001"] == []
    assert result.tally.rows["sent"] == SENT[name]


@pytest.mark.parametrize("changes", [
    {"payment": {"paid": "zero", "capitated": True}},
    {"payment": {"paid": "zero"}},
    {"claims": {"per": "invoice"}},
    {"usage": "P"},
])  # fmt: skip
def test_every_way_of_paying_is_accepted(changes: dict[str, Any]) -> None:
    result = run_lines(*days(3), surroundings=context(**changes), checker=pyx12_checker)
    assert result.tally.rows["sent"] == 3


def test_every_layout_is_accepted() -> None:
    for rows in (table(layout("dhcs-long"), [{}]), wide_table([{}]), form_table([{}])):
        assert run(csv_bytes(rows), checker=pyx12_checker).tally.rows["sent"] == 1


@given(st.lists(valid_lines, min_size=1, max_size=4), st.dictionaries(st.sampled_from(IN_THE_FILE), nasty, max_size=4))
@settings(max_examples=25)
def test_whatever_is_sent_is_accepted(lines: list[dict[str, str]], texts: dict[str, str]) -> None:
    lines = [{**line, "payer_id": "GVHP300", **texts} for line in lines]
    result = run_lines(*lines, checker=pyx12_checker)
    assert [finding.expected for finding in result.all_findings if finding.code == "X2001"] == []


def test_a_broken_file_is_refused() -> None:
    """So that the tests above cannot pass because nothing is looked at."""
    text = run_lines({}).outputs[0].text
    assert pyx12_checker(text) == []
    assert pyx12_checker(text.replace("SV1*HC:", "SV1*ZZ:"))
    assert pyx12_checker(text.replace("DMG*D8*19850514*F", "DMG*D8*19850514*Q"))
    assert pyx12_checker("not X12 at all")
