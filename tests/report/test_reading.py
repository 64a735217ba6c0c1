"""The page of findings leads to each of them."""

from __future__ import annotations

import re

from edi.validation import Options, validate_source
from edi.views.reading import page
from tests.claims.base import GOOD, RECEIVED


def shown(text: str) -> str:
    data = text.encode()
    return "".join(page([(validate_source(data, "f.837", Options(RECEIVED)), data)], show_values=False))


def test_every_link_leads_to_one_card() -> None:
    twice = GOOD.replace("SE*43", GOOD[GOOD.index("CLM*") : GOOD.index("SE*")] + "SE*43")  # the same claim id
    text = twice.replace("REF*EI*941234567", "REF*E1*941234567").replace("*350***12", "*349***12")
    html = shown(text)
    links, anchors = re.findall(r'href="#([^"]+)"', html), re.findall(r' id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))
    assert set(links) <= set(anchors)
    listed = html[html.index("<nav>") : html.index("</nav>")]
    titles = re.findall(r'">([^<]+)</a>', listed)
    assert titles[0] == "HL 1: provider"
    assert titles.count("Claim 300H7K2M9Q4T1") == 2
    assert titles[-1] == "End of the transaction"


def test_codes_link_to_where_they_first_stand() -> None:
    html = shown(GOOD.replace("*350***12", "*349***12"))
    codes = html[html.index("<table>") : html.index("</table>")]
    anchor = re.search(r'<a href="#([^"]+)">X3001</a>', codes)
    assert anchor is not None
    assert f'id="{anchor[1]}" open' in html


def test_a_page_without_findings_has_no_contents() -> None:
    html = shown(GOOD)
    assert "<nav>" not in html
    assert "href" not in html
