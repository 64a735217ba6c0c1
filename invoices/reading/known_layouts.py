"""What the layouts that are known say about a sheet: evidence for its columns, and the name of the one that fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from invoices.layout.calendar import Days, find_days
from invoices.layout.headings import Headings, headings_of
from invoices.reading.columns import Column
from invoices.reading.evidence import LAYOUT, Target
from invoices.reading.label_pairs import Pair
from mappings.layout_file import Layout
from mappings.service_table import normal
from mappings.subject_file import load_subject

# What an answer, or `--layout`, weighs: nothing else comes near.
FIXED = 60.0


@dataclass(frozen=True, slots=True)
class Match:
    """A layout on a sheet: what it says of the columns by number, the labels that it knows, the share of the headings
    that it explains, and whether all that makes it out is there."""

    known: Headings
    places: Mapping[int, Target]
    share: float
    fits: bool
    days: Days = ()
    fixed: bool = False

    @property
    def layout(self) -> Layout:
        """The layout."""
        return self.known.layout

    @property
    def weight(self) -> float:
        """What its word weighs for a column."""
        return FIXED if self.fixed else LAYOUT * self.share if self.fits else 0.0


def matches(
    layouts: Sequence[Layout], columns: Sequence[Column], height: int, pairs: Sequence[Pair], inherited: frozenset[str],
    days: Days, fixed: Layout | None = None,
) -> list[Match]:  # fmt: skip
    """How each layout fits the columns below a heading of so many rows; `pairs` are the labels above, `inherited` the
    fields that labels of a table further up give."""
    said = {normal(pair.text) for pair in pairs}
    return [
        _match(headings_of(layout), columns, height, said, inherited, days, fixed=layout is fixed) for layout in layouts
    ]


def _match(
    known: Headings, columns: Sequence[Column], height: int, said: set[str], inherited: frozenset[str], days: Days,
    *, fixed: bool,
) -> Match:  # fmt: skip
    layout = known.layout
    places = {}
    for column in columns:
        if column.group and not column.path and layout.header_rows != height:
            # The group says whose it is: "NPI" below "Care staff" is not what a layout with one row calls so.
            continue
        heading = column.path or (column.joined if layout.header_rows == height > 1 else column.heading)
        key = normal(heading)
        if heading and key in known.places:
            places[column.number] = Target(*known.places[key])
    labels = {field for key, field in known.labels.items() if key in said}
    present = {target.name for target in places.values()} | labels | inherited | {layout.sheet_name}
    if layout.calendar and len(days) >= layout.calendar.least:
        present.add("day_cell")
    headings = sum(1 for column in columns if column.heading)
    fits = height == layout.header_rows and len(places) >= 2 and all(field in present for field in layout.recognise)
    return Match(known, places, len(places) / headings if headings else 0.0, fits, days, fixed)


def evidence_of(found: Sequence[Match]) -> dict[int, dict[Target, float]]:
    """What the layouts say for the columns, in log-odds: each column's targets with the weight of the best layout."""
    said: dict[int, dict[Target, float]] = {}
    for match in found:
        if match.weight:
            for number, target in match.places.items():
                weights = said.setdefault(number, {})
                weights[target] = max(match.weight, weights.get(target, 0.0))
    return said


def best(found: Sequence[Match], chosen: Mapping[int, Target]) -> Match | None:
    """The layout by which the sheet is known: one that fits and whose making out was read as it says, of these the one
    that explains most."""
    core = [match for match in found if match.fits or match.fixed]
    agreeing = [
        match
        for match in core
        if all(
            _agrees(chosen.get(number), target)
            for number, target in match.places.items()
            if target.name in match.layout.recognise
        )
    ]
    return max(agreeing, key=lambda match: (match.fixed, len(match.places), -len(match.layout.recognise)), default=None)


def _agrees(chosen: Target | None, target: Target) -> bool:
    """Whether a column is what a layout says: the first of several services is the only one where there is one."""
    return chosen is None or (chosen.name == target.name and (chosen.slot or 1) == (target.slot or 1))


def calendar_days(row: Sequence[object], first_column: int, layouts: Sequence[Layout]) -> Days:
    """The columns of a heading row that are days, where there are as many as a calendar has."""
    least = min((layout.calendar.least for layout in layouts if layout.calendar), default=7)
    days = find_days(list(row), first_column)  # type: ignore[arg-type]
    subject = layouts[0].subject if layouts else ""
    # The days of a month stand side by side; the numbers of a form's boxes do not.
    beside = sum(later[0] - earlier[0] == 1 for earlier, later in pairwise(days))
    if len(days) < least or beside * 3 < len(days) * 2:
        return ()
    return days if "day_cell" in load_subject(subject or "invoice").not_guessed else ()


def heading_words(layouts: Sequence[Layout]) -> frozenset[str]:
    """The headings of the layouts by their letters and digits; of those in two rows the words, which stand apart."""
    found: set[str] = set()
    for layout in layouts:
        found.update(headings_of(layout).places)
        if layout.header_rows > 1:
            found.update(normal(word) for texts in layout.columns.values() for text in texts for word in text.split())
    return frozenset(found)
