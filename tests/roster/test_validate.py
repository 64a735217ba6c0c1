"""`validate` asks the rules of provider files about a 274, and both kinds of file about the feed they are sent to."""

from __future__ import annotations

import pytest

from edi.model.reference import X12Ref
from edi.validation import Options
from edi.validation.run import validate_source
from tests.cli.running import SAMPLES

COUNTY = (SAMPLES / "providers" / "county.274").read_text(encoding="ascii")
CLAIMS = (SAMPLES / "wide.837").read_text(encoding="ascii")
OPTIONS = Options("20260331")

# code, what is written in place of what, and the segment and element that the finding names (PV011, PV026, PV027, PV028
# have their cases here: a roster cannot break them)
BAD = [
    ("PV011", COUNTY, "2455712093", "2455712094", "NM1", 9),
    ("PV014", COUNTY, "363LP0808X", "363LP0809X", "LQ", 2),
    ("PV016", COUNTY, "N4*Oakland*CA*946054417", "N4**CA*946054417", "N4", 1),
    ("PV017", COUNTY, "946054417", "94605", "N4", 3),
    ("PV018", COUNTY, "Oakland*CA*946054417", "Reno*NV*895014417", "N4", 2),
    ("PV019", COUNTY, "DTP*092*D8*20250115~", "DTP*092*D8*20250115~\nDTP*093*D8*20250114~", "DTP", 3),
    ("PV021", COUNTY, "PDI*B*0*20", "PDI*B*20*0", "PDI", 2),
    ("PV022", COUNTY, "WS*J*0900*1200", "WS*J*1200*0900", "WS", 1),
    ("PV026", COUNTY, "DHCS-PROVNETWK *", "CALIFORNIA-DHCS*", "ISA", 8),
    ("PV027", CLAIMS, "CALIFORNIA-DHCS*26", "DHCS-PROVNETWK *26", "ISA", 8),
    ("PV028", COUNTY, "HL*6*4*19", "HL*6*5*19", "HL", 0),
]


@pytest.mark.parametrize(("code", "text", "old", "new", "segment", "element"), BAD, ids=[case[0] for case in BAD])
def test_bad(code: str, text: str, old: str, new: str, segment: str, element: int) -> None:
    assert old in text
    changed = text.replace(old, new, 1)
    outcome = validate_source(changed.encode("ascii"), "x.dat", OPTIONS)
    (found,) = [finding for finding in outcome.findings if finding.code == code]
    where = found.where
    assert isinstance(where, X12Ref)
    assert (where.file, where.segment, where.element) == ("x.dat", segment, element)
    parts = [part.strip() for part in changed.split("~")]
    assert parts[where.segment_no - 1].startswith(f"{segment}*")


@pytest.mark.parametrize("text", [COUNTY, CLAIMS], ids=["274", "837"])
def test_good(text: str) -> None:
    outcome = validate_source(text.encode("ascii"), "x.dat", OPTIONS)
    assert not [finding for finding in outcome.findings if finding.code.startswith("PV")]


def test_a_provider_rule_can_be_left_out_like_any_other() -> None:
    changed = COUNTY.replace("2455712093", "2455712094").replace("946054417", "94605").encode("ascii")
    only = validate_source(changed, "x.dat", Options("20260331", select=("PV011",)))
    assert {finding.code for finding in only.findings} == {"PV011"}
    less = validate_source(changed, "x.dat", Options("20260331", ignore=("PV011",)))
    assert {finding.code for finding in less.findings} == {"PV017"}
    assert not validate_source(changed, "x.dat", Options("20260331", level=6)).findings


def test_a_group_below_the_plan_is_below_the_wrong_level() -> None:
    changed = COUNTY.replace("HL*3*2*4", "HL*3*1*4").encode("ascii")
    assert "PV028" in {finding.code for finding in validate_source(changed, "x.dat", OPTIONS).findings}
