"""Validated files as a person reads them: claims as cards, names of segments and elements and the meaning of codes on
pointing at them, findings where they belong.

One self-contained page without script, light enough for a file of 5,000 claims: each name stands once, in the style,
and cards without findings stay closed. Names, ids, dates of birth and addresses are masked unless values are asked for.
"""

from __future__ import annotations

import base64
import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from edi.diagnostics import Diagnostic
from edi.diagnostics.render import say
from edi.model.reference import X12Ref
from edi.report.counts import plural
from edi.report.element_names import Titles
from edi.report.segments import Card, Line, cards
from edi.streams import END, Passing, Spool
from edi.validation.outcome import Outcome, number_of

_MOST_LISTED = 1_000  # entries of the table of contents; the cards themselves are all there
_SHELVES = 64  # one at a time is counted
_SMALL = 1_000  # claims of a file whose cards all name their elements one by one
_MOST_DETAILED = 2_000  # cards that do in a larger one: those with findings


@dataclass(slots=True)
class _View:
    """One file on the page: its number there, and how much is shown of it."""

    number: int
    outcome: Outcome
    show_values: bool
    titles: Titles
    detailed: int = 0

    def said(self, findings: Iterable[Diagnostic]) -> str:
        """Findings in words."""
        return "".join(_said(one, self.outcome, self.show_values) for one in findings)

    def takes_detail(self, has_findings: bool) -> bool:
        """Whether a card names its elements one by one."""
        if self.detailed >= _MOST_DETAILED or not (has_findings or self.outcome.claims <= _SMALL):
            return False
        self.detailed += 1
        return True


def page(files: Sequence[tuple[Outcome, Path | bytes]], show_values: bool) -> Iterator[str]:
    """The page in pieces, the same for the same files."""
    titles = Titles()
    with Spool() as body:  # the style, which stands before it, names what it holds
        for number, (outcome, source) in enumerate(files, 1):
            for part in _file(_View(number, outcome, show_values, titles), source):
                body.add(part)
        yield _head([outcome.file for outcome, _ in files], titles)
        yield from body.read()
    yield "</main></body></html>\n"


def _head(names: Sequence[str], titles: Titles) -> str:
    """All before the body."""
    style = (Path(__file__).parent / "reading.css").read_text("utf-8") + titles.style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = escape(", ".join(names[:3]) + (" …" if len(names) > 3 else ""))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{title}</title><style>{style}</style></head><body><main>\n"
    )


def _file(view: _View, source: Path | bytes) -> Iterator[str]:
    outcome = view.outcome
    found = Passing(outcome.findings, number_of)
    verdict = "valid" if outcome.valid else "not valid"
    yield f"<h1>{escape(outcome.file)}</h1>\n<p>{verdict}; {plural(outcome.transactions, 'transaction')}, "
    yield f"{outcome.held}, {plural(len(outcome.findings), 'finding')}.</p>\n"
    if not view.show_values:
        yield "<p>Names, ids, dates of birth and addresses are masked; --show-values prints them.</p>\n"
    yield from _codes(outcome)
    yield from _contents(view.number, outcome)
    yield from _loose(view, found.before(1))
    for card in cards(source):
        yield from _card(card, view, list(found.before(card.lines[-1].number + 1)))
    yield from _loose(view, found.before(END))


def _loose(view: _View, findings: Iterator[Diagnostic]) -> Iterator[str]:
    """Findings on no segment of the file."""
    said = view.said(findings)
    if said:
        yield f"<pre>{said}</pre>\n"


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
    listed: dict[tuple[str, str], int] = {}
    others = [array("q") for _ in range(_SHELVES)]  # hashes of the other claims, to be counted
    for one in outcome.findings:
        where = one.where
        if isinstance(where, X12Ref) and where.claim:
            key = where.st, where.claim
            if key in listed or len(listed) < _MOST_LISTED:
                listed[key] = listed.get(key, 0) + 1
            else:
                _note(others, hash(key))
    if not listed:
        return
    yield "<nav><h2>Claims with findings</h2><ol>\n"
    for (st, claim), count in listed.items():
        yield f'<li><a href="#{anchor(number, st, claim)}">{escape(claim)}</a> ({count})</li>\n'
    yield "</ol>"
    more = sum(len(set(shelf)) for shelf in others)
    if more:
        yield f"<p>and {more:,} more</p>"
    yield "</nav>\n"


def _note(shelves: list[array[int]], value: int) -> None:
    """Note a hash, once where it comes several times in a row."""
    shelf = shelves[value % len(shelves)]
    if not shelf or shelf[-1] != value:
        shelf.append(value)


def _card(card: Card, view: _View, here: list[Diagnostic]) -> Iterator[str]:
    """A card with what was found on its segments."""
    severities = {view.outcome.severity(one.code) for one in here}
    worst = next((name for name in ("error", "warning", "info") if name in severities), "")
    if card.kind == "transaction":
        yield f"<h2>{escape(card.title)}</h2>\n"
    name = f' id="{anchor(view.number, card.st, card.claim)}"' if card.claim else ""
    told = f' <span class="{worst}">{plural(len(here), "finding")}</span>' if here else ""
    yield f"<details{name}{' open' if here else ''}><summary>{escape(card.title)}{told}</summary><pre>"
    write = _line if view.takes_detail(bool(here)) else _short_line
    found = Passing(here, number_of)
    for line in card.lines:
        of_line = list(found.before(line.number + 1))
        yield write(line, card.separator, view, of_line) + view.said(of_line)
    yield "</pre></details>\n"


def _line(line: Line, separator: str, view: _View, found: Sequence[Diagnostic]) -> str:
    """A segment, each element with its name and what its code means; elements with a finding have its colour."""
    faults = {
        (one.where.element, one.where.component): view.outcome.severity(one.code)
        for one in found
        if isinstance(one.where, X12Ref) and one.where.element
    }
    parts = [f'<b class="{view.titles.of(line.names.segment)}">{escape(line.parts[0])}</b>']
    for piece in line.pieces(show_values=view.show_values):
        parts.append(escape(piece.before or separator))
        fault = faults.get((piece.element, piece.component)) or faults.get((piece.element, 0))
        classes = " ".join(part for part in (view.titles.of(piece.title), fault) if part)
        parts.append(f'<i class="{classes}">{escape(piece.text)}</i>' if classes else escape(piece.text))
    return "".join(parts) + "\n"


def _short_line(line: Line, separator: str, view: _View, _found: Sequence[Diagnostic]) -> str:
    """A segment whose id tells the names of all its elements."""
    rest = separator.join(["", *line.texts(show_values=view.show_values)])
    return f'<b class="{view.titles.of(line.names.in_short)}">{escape(line.parts[0])}</b>{escape(rest)}\n'


def _said(finding: Diagnostic, outcome: Outcome, show_values: bool) -> str:
    said = say(finding, outcome.registry.rules[finding.code], show_values=show_values)
    where = finding.where
    element = f" {where.segment}{where.element:02}" if isinstance(where, X12Ref) and where.element else ""
    text = escape(f"{finding.code}{element}: {said.message}")
    return f'<span class="{outcome.severity(finding.code)}">{text}</span>'


def anchor(number: int, st: str, claim: str) -> str:
    """The id of a claim's card."""
    return f"c{number}-" + "".join(letter if letter.isalnum() else "-" for letter in f"{st}-{claim}")
