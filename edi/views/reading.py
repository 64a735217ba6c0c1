"""Validated files as a person reads them: claims as cards, names of segments and elements and the meaning of codes on
pointing at them, findings where they belong.

One self-contained page without script, light enough for a file of 5,000 claims: each name stands once, in the style,
and cards without findings stay closed. Names, ids, dates of birth and addresses are masked unless values are asked for.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from edi.diagnostics import Diagnostic
from edi.diagnostics.render import say
from edi.model.reference import X12Ref
from edi.streams import END, Passing, Spool
from edi.validation.outcome import Outcome, number_of
from edi.views.counts import plural
from edi.views.element_names import Titles
from edi.views.segments import Card, Line, cards
from edi.views.validation import checked_lines

_MOST_LISTED = 1_000  # entries of the table of contents; the cards themselves are all there
_SMALL = 1_000  # claims of a file whose cards all name their elements one by one
_MOST_DETAILED = 2_000  # cards that do in a larger one: those with findings


@dataclass(slots=True)
class _View:
    """One file on the page: its number there, how much is shown of it, and where something was found: cards with their
    anchors and numbers of findings, and the first anchor of each code."""

    number: int
    outcome: Outcome
    show_values: bool
    titles: Titles
    detailed: int = 0
    listed: list[tuple[str, str, int]] = field(default_factory=list)
    unlisted: int = 0
    first: dict[str, str] = field(default_factory=dict)

    def said(self, findings: Iterable[Diagnostic]) -> str:
        """Findings in words."""
        return "".join(_said(one, self.outcome, self.show_values) for one in findings)

    def note(self, anchor: str, title: str, found: Sequence[Diagnostic]) -> None:
        """A card with findings, for the table of contents."""
        if len(self.listed) < _MOST_LISTED:
            self.listed.append((anchor, title, len(found)))
        else:
            self.unlisted += 1
        for one in found:
            self.first.setdefault(one.code, anchor)

    def takes_detail(self, has_findings: bool) -> bool:
        """Whether a card names its elements one by one."""
        if self.detailed >= _MOST_DETAILED or not (has_findings or self.outcome.claims <= _SMALL):
            return False
        self.detailed += 1
        return True


def page(files: Sequence[tuple[Outcome, Path | bytes]], show_values: bool) -> Iterator[str]:
    """The page in pieces, the same for the same files."""
    titles = Titles()
    with Spool() as body:  # the style and the contents, which stand before it, name what it holds
        written: list[tuple[_View, int, int]] = []
        for number, (outcome, source) in enumerate(files, 1):
            view, start = _View(number, outcome, show_values, titles), body.length
            for part in _body(view, source):
                body.add(part)
            written.append((view, start, body.length))
        yield _head([outcome.file for outcome, _ in files], titles)
        for view, start, end in written:
            yield from _front(view)
            yield from body.read(start, end)
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


def _front(view: _View) -> Iterator[str]:
    """What stands before the cards of a file."""
    outcome = view.outcome
    yield f"<h1>{escape(outcome.file)}</h1>\n<p>{outcome.verdict}; {plural(outcome.transactions, 'transaction')}, "
    yield f"{outcome.held}, {plural(len(outcome.findings), 'finding')}.</p>\n"
    yield from (f"<p>{escape(line)}.</p>\n" for line in checked_lines(outcome.checked))
    if not view.show_values:
        yield "<p>Names, ids, dates of birth and addresses are masked; --show-values prints them.</p>\n"
    yield from _codes(view)
    yield from _contents(view)


def _body(view: _View, source: Path | bytes) -> Iterator[str]:
    """The cards, and what was found on no segment."""
    found = Passing(view.outcome.findings, number_of)
    yield from _loose(view, found.before(1))
    for card in cards(source):
        yield from _card(card, view, list(found.before(card.lines[-1].number + 1)))
    yield from _loose(view, found.before(END))


def _loose(view: _View, findings: Iterator[Diagnostic]) -> Iterator[str]:
    """Findings on no segment of the file."""
    said = view.said(findings)
    if said:
        yield f"<pre>{said}</pre>\n"


def _codes(view: _View) -> Iterator[str]:
    """Findings by code, each linked to the card where it stands first."""
    outcome = view.outcome
    counts = outcome.findings.counts
    if counts:
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("Code", "Found", "What"))
        yield f"<table><thead><tr>{heads}</tr></thead>"
    for code, count in sorted(counts.items()):
        rule = outcome.registry.rules[code]
        what = escape(f"{rule.title}. {rule.hint}")
        shown = f'<a href="#{view.first[code]}">{code}</a>' if code in view.first else code
        yield f'<tr><td class="{outcome.severity(code)}">{shown}</td><td>{count:,}</td><td>{what}</td></tr>\n'
    if counts:
        yield "</table>\n"


def _contents(view: _View) -> Iterator[str]:
    """The cards with findings, linked."""
    if not view.listed:
        return
    yield "<nav><h2>Where something was found</h2><ol>\n"
    for anchor, title, count in view.listed:
        yield f'<li><a href="#{anchor}">{escape(title)}</a> ({count})</li>\n'
    yield "</ol>"
    if view.unlisted:
        yield f"<p>and {view.unlisted:,} more</p>"
    yield "</nav>\n"


def _card(card: Card, view: _View, here: list[Diagnostic]) -> Iterator[str]:
    """A card with what was found on its segments."""
    severities = {view.outcome.severity(one.code) for one in here}
    worst = next((name for name in ("error", "warning", "info") if name in severities), "")
    if card.kind == "transaction":
        yield f"<h2>{escape(card.title)}</h2>\n"
    name = told = ""
    if here:
        anchor = f"f{view.number}-{card.lines[0].number}"  # a claim's id may come twice
        view.note(anchor, card.title.partition(",")[0], here)
        name, told = f' id="{anchor}" open', f' <span class="{worst}">{plural(len(here), "finding")}</span>'
    yield f"<details{name}><summary>{escape(card.title)}{told}</summary><pre>"
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
