"""Validated files as a person reads them: claims as cards, each segment's name on hover, findings where they belong.

One self-contained page without script. It is written piece by piece, light enough for a file of 5,000 claims; cards
without findings stay closed. Names, ids, dates of birth and addresses are masked unless values are asked for.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from edi.diagnostics import Diagnostic
from edi.diagnostics.render import say
from edi.model.reference import X12Ref
from edi.report.segments import Card, cards
from edi.validation.outcome import Outcome

_MOST_LISTED = 1_000  # entries of the table of contents; the cards themselves are all there
Found = dict[int, list[Diagnostic]]


def page(files: Sequence[tuple[Outcome, Path | bytes]], show_values: bool) -> Iterator[str]:
    """The page in pieces, the same for the same files."""
    style = (Path(__file__).parent / "reading.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = escape(", ".join(outcome.file for outcome, _ in files[:3]) + (" …" if len(files) > 3 else ""))
    yield (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{style}</style></head><body><main>\n"
    )
    for number, (outcome, source) in enumerate(files, 1):
        yield from _file(number, outcome, source, show_values)
    yield "</main></body></html>\n"


def _file(number: int, outcome: Outcome, source: Path | bytes, show_values: bool) -> Iterator[str]:
    found: Found = {}
    for finding in outcome.findings:
        found.setdefault(_segment_no(finding), []).append(finding)
    verdict = "valid" if outcome.valid else "not valid"
    yield f"<h1>{escape(outcome.file)}</h1>\n<p>{verdict}; {outcome.transactions:,} transactions, "
    yield f"{outcome.claims:,} claims, {len(outcome.findings):,} findings.</p>\n"
    if not show_values:
        yield "<p>Names, ids, dates of birth and addresses are masked; --show-values prints them.</p>\n"
    yield from _codes(outcome)
    yield from _contents(number, outcome)
    if found.get(0):
        yield f"<pre>{''.join(_said(one, outcome, show_values) for one in found[0])}</pre>\n"
    last = 0
    for card in cards(source, show_values=show_values):
        yield from _card(card, number, found, outcome, show_values)
        last = card.lines[-1][0] if card.lines else last
    late = [one for place, ones in found.items() if place > last for one in ones]
    if late:
        yield f"<pre>{''.join(_said(one, outcome, show_values) for one in late)}</pre>\n"


def _codes(outcome: Outcome) -> Iterator[str]:
    """Findings by code."""
    counts = outcome.findings.counts
    if counts:
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("Code", "Found", "What"))
        yield f"<table><thead><tr>{heads}</tr></thead>"
    for code, count in sorted(counts.items()):
        rule = outcome.registry.rules[code]
        what = escape(f"{rule.title}. {rule.hint}")
        yield f'<tr><td class="{outcome.severity(code)}">{code}</td><td>{count:,}</td><td>{what}</td></tr>\n'
    if counts:
        yield "</table>\n"


def _contents(number: int, outcome: Outcome) -> Iterator[str]:
    """The claims with findings, linked."""
    counts = Counter(
        (one.where.st, one.where.claim) for one in outcome.findings if isinstance(one.where, X12Ref) and one.where.claim
    )
    if not counts:
        return
    yield "<nav><h2>Claims with findings</h2><ol>\n"
    for (st, claim), count in list(counts.items())[:_MOST_LISTED]:
        yield f'<li><a href="#{anchor(number, st, claim)}">{escape(claim)}</a> ({count})</li>\n'
    yield "</ol>"
    if len(counts) > _MOST_LISTED:
        yield f"<p>and {len(counts) - _MOST_LISTED:,} more</p>"
    yield "</nav>\n"


def _card(card: Card, number: int, found: Found, outcome: Outcome, show_values: bool) -> Iterator[str]:
    here = [one for place, _, _ in card.lines for one in found.get(place, ())]
    worst = next(
        (name for name in ("error", "warning", "info") if any(outcome.severity(o.code) == name for o in here)), ""
    )
    if card.kind == "transaction":
        yield f"<h2>{escape(card.title)}</h2>\n"
    name = f' id="{anchor(number, card.st, card.claim)}"' if card.claim else ""
    told = f' <span class="{worst}">{len(here)} findings</span>' if here else ""
    yield f"<details{name}{' open' if here else ''}><summary>{escape(card.title)}{told}</summary><pre>"
    for place, title, text in card.lines:
        identifier = text.partition(card.separator)[0]
        rest = text[len(identifier) :]
        yield f'<b title="{escape(title)}">{escape(identifier)}</b>{escape(rest)}\n'
        for finding in found.get(place, ()):
            yield _said(finding, outcome, show_values)
    yield "</pre></details>\n"


def _said(finding: Diagnostic, outcome: Outcome, show_values: bool) -> str:
    said = say(finding, outcome.registry.rules[finding.code], show_values=show_values)
    where = finding.where
    element = f" {where.segment}{where.element:02}" if isinstance(where, X12Ref) and where.element else ""
    text = escape(f"{finding.code}{element}: {said.message}")
    return f'<span class="{outcome.severity(finding.code)}">{text}</span>'


def anchor(number: int, st: str, claim: str) -> str:
    """The id of a claim's card."""
    return f"c{number}-" + "".join(letter if letter.isalnum() else "-" for letter in f"{st}-{claim}")


def _segment_no(finding: Diagnostic) -> int:
    return finding.where.segment_no if isinstance(finding.where, X12Ref) else 0
